"""The verbs for a finished run: `report`, `evaluate`, `export` and `explore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressextract.cli_options import CsvDialect, ExportFormat, MaxArticlesOption, RunArgument, ScoreFormat


def report(
    folder: RunArgument,
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


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, JSON Lines (docs/evaluation.md).")],
    folder: RunArgument,
    surface: Annotated[
        bool,
        typer.Option("--surface", help="Compare words per article: for runs over pages, not over the gold's texts."),
    ] = False,
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="LABEL", help="Print the errors of a label such as PERSON, or all."),
    ] = None,
    format: Annotated[ScoreFormat, typer.Option("--format", "-f", help="text or json.")] = ScoreFormat.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.csv", help="Write the errors there, one row each.")
    ] = None,
    csv_dialect: Annotated[
        CsvDialect, typer.Option(help="excel-de: semicolon, BOM, no formulas.")
    ] = CsvDialect.standard,
) -> None:
    """Score the tables against articles that you have annotated: precision, recall, F1 by label, and the errors."""
    from pressextract.evaluation import evaluate as evaluate_
    from pressextract.evaluation import rendering

    rendering.check_request(errors, output)
    evaluation = evaluate_(gold, folder, surface=surface)
    typer.echo(rendering.rendered(evaluation, format.value, errors))
    if output is not None:
        rendering.write_errors(output, evaluation, errors, csv_dialect.value)
    evaluation.check_texts()


def export(
    folder: RunArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file; for parquet and csv a new folder.")
    ],
    format: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="sqlite, duckdb, xlsx, parquet or csv. [default: what FILE ends in]"),
    ] = None,
    csv_dialect: Annotated[
        CsvDialect, typer.Option(help="excel-de: semicolon, decimal comma, BOM.")
    ] = CsvDialect.standard,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Write the tables of a finished run as one SQLite, DuckDB or Excel file, or as a folder of Parquet or CSV."""
    from pressextract.exporting import export as export_
    from pressextract.summaries import rows_of_export, tell

    summary = export_(folder, output, format.value if format else None, force=force, csv_dialect=csv_dialect.value)
    for warning in summary.warnings:
        typer.echo(f"warning: {warning}", err=True)
    if not quiet:
        tell(rows_of_export(summary))


def explore(
    folder: RunArgument,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Of this machine. [default: 8001, else a free one]")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Browse, filter, search and count the tables of a finished run, by Datasette on this machine."""
    from pressextract.exploring import prepared

    with prepared(folder, port) as exploration:
        typer.echo(f"the tables of {folder} are at {exploration.address} until Ctrl-C ends this", err=True)
        exploration.serve(open_browser=not no_open)
