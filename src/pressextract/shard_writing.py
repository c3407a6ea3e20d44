"""What came of a shard's pages, into its part files. No spaCy import: whoever only writes needs no model."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from pressextract.article import Loss
from pressextract.collector import Reading, loss_row, rows_of
from pressextract.page_index import PageEntry
from pressextract.parts import writing_part
from pressextract.shards import Job, ShardResult

#: Told now and then the name of a shard and how many of its pages are read.
Report = Callable[[str, int], None]


def silent(shard: str, pages: int) -> None:
    """Report to nobody."""


def write_outcomes(
    job: Job, result: ShardResult, outcomes: Iterable[tuple[PageEntry, Reading | Loss]], report: Report = silent
) -> None:
    """Write the part files of a shard, and count in `result`.

    Raises:
        OutputError: the disk is full or not writable.
    """
    began = time.monotonic()
    entries: list[PageEntry] = []
    with writing_part(job.parts, result, entries) as writer:
        for entry, outcome in outcomes:
            entries.append(entry)
            result.pages += 1
            if isinstance(outcome, Reading):
                result.articles += 1
                for table, rows in rows_of(outcome):
                    writer.write(table, rows)
            else:
                result.lost[outcome.code] += 1
                row = loss_row(outcome)
                writer.write(row.table, [row])
            report(result.name, result.pages)
    result.seconds = round(time.monotonic() - began, 3)
