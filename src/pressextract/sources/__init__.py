"""Where pages come from: files, folders, archives, web archives, records and tables, at any address fsspec opens."""

from pressextract.sources.limits import Limits
from pressextract.sources.plan import SourcePlan, plan_sources
from pressextract.sources.readers import read_source
from pressextract.sources.source_file import Skipped, SourceFile

__all__ = ["Limits", "Skipped", "SourceFile", "SourcePlan", "plan_sources", "read_source"]
