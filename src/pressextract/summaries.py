"""What the command line says at the end of a run, of relabelling, of an export: names and values, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from pressextract.dry_run import RunPlan
    from pressextract.exporting import ExportSummary
    from pressextract.fetching.fetcher import FetchSummary
    from pressextract.relabelling import RelabelSummary
    from pressextract.report import ReportSummary
    from pressextract.run_status import RunStatus
    from pressextract.runner import RunSummary
    from pressextract.user_lists.application import Changes

SummaryRows = Iterator[tuple[str, Any]]


def tell(rows: SummaryRows) -> None:
    """Write a summary to stderr, where it is in nobody's way."""
    for name, value in rows:
        typer.echo(f"{name:<14} {value}", err=True)


def rows_of_run(summary: RunSummary) -> SummaryRows:
    """Pages, losses, doubts, mentions by family, and what lists changed."""
    lost = summary.lost.total()
    yield "pages in", f"{summary.pages} ({summary.known} known, not read again)" if summary.known else summary.pages
    if summary.removed:
        yield "removed", f"{summary.removed} (no longer in the input, no longer in the tables)"
    yield "articles", summary.articles
    yield "lost", f"{lost} ({_counted(summary.lost)})" if lost else 0
    if summary.skipped:
        yield "skipped files", _counted(summary.skipped)
    if summary.doubts:
        yield "doubts", _counted(summary.doubts)
    if summary.duplicates:
        yield "duplicates", f"{summary.duplicates} (articles.duplicate_of)"
    yield from summary.mentions.items()
    yield from _changed(summary.changes)
    yield from _learned(summary.learned)
    yield "entities", summary.entities
    yield "seconds", f"{summary.seconds:.1f}"
    yield "tables in", summary.output


def rows_of_plan(plan: RunPlan) -> SummaryRows:
    """What a run would read."""
    yield "input", plan.address
    yield "files", ", ".join(f"{count} {kind}" for kind, count in plan.files.items()) or 0
    yield "bytes", f"{plan.size:,}"
    yield "pages in", "known when the files are read" if plan.pages is None else plan.pages
    if plan.skipped:
        yield "skipped files", _counted(plan.skipped)
    yield "output", plan.output
    yield "engine", plan.engine
    yield "nothing read", "this was a dry run"


def rows_of_status(status: RunStatus) -> SummaryRows:
    """How a run stands."""
    yield "state", status.state
    if (state := status.progress) is None:
        return
    yield "phase", state.phase
    yield "pages", f"{state.pages:,}" + (f" of {state.total:,}" if state.total else "")
    if state.known:
        yield "known", f"{state.known:,} (not read again)"
    yield "articles", f"{state.articles:,}"
    yield "lost", f"{state.lost:,}"
    yield "shards", f"{state.shards:,}"
    yield "rate", f"{state.rate:.1f} pages/s"
    if status.is_running and state.remaining is not None:
        yield "remaining", str(timedelta(seconds=round(state.remaining)))


def rows_of_fetch(summary: FetchSummary) -> SummaryRows:
    """What came of a fetch, and where it lies."""
    if summary.goes_on:
        yield "goes on", f"fetch {summary.number} was stopped before; its pages are counted too"
    yield "new pages", summary.count("fetched")
    for outcome in ("revised", "unchanged", "skipped", "failed"):
        if number := summary.count(outcome):
            codes = summary.codes(outcome)
            yield outcome, number if outcome == "revised" else f"{number} ({_counted(codes)})"
    if places := summary.count("read"):
        yield "read", f"{places} (feeds, sitemaps, listings)"
    yield "hosts", summary.state.hosts
    yield "bytes", f"{summary.state.bytes:,}"
    yield "seconds", f"{summary.state.seconds:.1f}"
    yield "index", summary.index
    yield "pages in", summary.warc


def rows_of_report(summary: ReportSummary) -> SummaryRows:
    """Where the page lies, how large it is, and whether it shows all articles."""
    if summary.shown < summary.articles:
        yield (
            "articles",
            f"{summary.articles:,}; the page shows {summary.shown:,}, spread evenly over time (--max-articles)",
        )
    else:
        yield "articles", f"{summary.articles:,}"
    yield "bytes", f"{summary.size:,}"
    yield "report", summary.path


def rows_of_relabelling(summary: RelabelSummary) -> SummaryRows:
    """The lists and what they changed."""
    lists = ", ".join(f"{file.file} (rows: {file.rows})" for file in summary.lists)
    yield "lists", lists or ("none, the tables are as the run found them" if summary.changes is None else "none")
    yield "articles", summary.articles
    yield from _changed(summary.changes)
    yield from _learned(summary.learned)
    yield "entities", summary.entities
    yield "seconds", f"{summary.seconds:.1f}"
    yield "tables in", summary.output


def rows_of_export(summary: ExportSummary) -> SummaryRows:
    """Rows by table, and what was written."""
    yield from summary.rows.items()
    yield "bytes", f"{summary.bytes:,}"
    yield "seconds", f"{summary.seconds:.1f}"
    yield summary.format, summary.output


def _changed(changes: Changes | None) -> SummaryRows:
    for label, dropped, renamed, added in changes or ():
        yield label, f"{dropped} dropped, {renamed} renamed, {added} added"


def _learned(names: int | None) -> SummaryRows:
    if names is not None:
        yield "learned", f"{names} (names of initiatives)"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
