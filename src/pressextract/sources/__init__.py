"""Where pages come from: files and folders, JSON Lines, corpora with a metadata table; each yields Page or Loss."""

from pressextract.sources.plan import SourcePlan, plan_sources

__all__ = ["SourcePlan", "plan_sources"]
