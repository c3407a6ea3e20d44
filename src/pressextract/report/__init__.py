"""The HTML report of a run: one page that works from a file, without network, extra or model.

>>> from pressextract.report import report
>>> report("data/processed").path  # doctest: +SKIP
PosixPath('data/processed/report.html')
"""

from __future__ import annotations

from pressextract.report.writer import MAX_ARTICLES, ReportSummary, report

__all__ = ["MAX_ARTICLES", "ReportSummary", "report"]
