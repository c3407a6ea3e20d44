"""The verb that shows what a run gave: `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressextract.cli_options import MaxArticlesOption


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a finished run.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Another file. [default: DIR/report.html]")
    ] = None,
    max_articles: MaxArticlesOption = None,
) -> None:
    """Write one HTML page that shows a run: who, what, where, how many, and each article with its mentions marked."""
    from pressextract.report import MAX_ARTICLES
    from pressextract.report import report as report_
    from pressextract.summaries import rows_of_report, tell

    tell(rows_of_report(report_(folder, output, max_articles=max_articles or MAX_ARTICLES)))
