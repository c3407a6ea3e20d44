"""What the command line says at the end of a run or of relabelling: names and values, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressextract.relabelling import RelabelSummary
    from pressextract.runner import RunSummary
    from pressextract.user_lists.application import Changes

SummaryRows = Iterator[tuple[str, Any]]


def rows_of_run(summary: RunSummary) -> SummaryRows:
    """Pages, losses, doubts, mentions by family, and what lists changed."""
    lost = summary.lost.total()
    yield "pages in", summary.pages
    yield "articles", summary.articles
    yield "lost", f"{lost} ({_counted(summary.lost)})" if lost else 0
    if summary.skipped:
        yield "skipped files", _counted(summary.skipped)
    if summary.doubts:
        yield "doubts", _counted(summary.doubts)
    yield from summary.mentions.items()
    yield from _changed(summary.changes)
    yield from _learned(summary.learned)
    yield "entities", summary.entities
    yield "seconds", f"{summary.seconds:.1f}"
    yield "tables in", summary.output


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


def _changed(changes: Changes | None) -> SummaryRows:
    for label, dropped, renamed, added in changes or ():
        yield label, f"{dropped} dropped, {renamed} renamed, {added} added"


def _learned(names: int | None) -> SummaryRows:
    if names is not None:
        yield "learned", f"{names} (names of initiatives)"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
