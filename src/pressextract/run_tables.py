"""Readings into the files of a run's tables, a new run's and a relabelled one's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from pressextract.collector import Collector, Reading, Tally
from pressextract.errors import OutputError
from pressextract.export import TableWriter, table_file
from pressextract.namesakes.files import divide_files
from pressextract.schema import IssueRow
from pressextract.settings import CsvDialect, Format


class RunTables:
    """One file per table, or of a run of more pages than `per_file` several; `parts` are their names."""

    def __init__(self, formats: Sequence[Format], dialect: CsvDialect, pages: int, per_file: int) -> None:
        self._formats = formats
        self._dialect = dialect
        self._per_file = per_file
        count = -(-pages // per_file)
        self.parts: tuple[str | None, ...] = tuple(f"part-{n:05d}" for n in range(count)) if count > 1 else (None,)

    def write(
        self, readings: Iterable[Reading | IssueRow], folder: Path, tally: Tally, tables: Collection[str]
    ) -> None:
        """Write some tables, and count what went into them.

        Raises:
            OutputError: a value does not fit the schema, or a file has not the rows that were written.
            OSError: the disk is full or not writable.
        """
        collector = Collector(tally)
        remaining = iter(readings)
        for part in self.parts:
            is_last = part == self.parts[-1]
            with TableWriter(folder, self._formats, self._dialect, tables, part) as writer:
                for reading in islice(remaining, None if is_last else self._per_file):
                    for table, rows in collector.add(reading):
                        if table in tables:
                            writer.write(table, rows)
                for table, rows in collector.finish() if is_last else ():
                    writer.write(table, rows)
            for table in tables if "parquet" in self._formats else ():
                _check(table_file(folder, table, "parquet", part), writer.rows[table])
        divide_files(folder, collector.division, self._formats, self._dialect, self.parts)


def _check(path: Path, rows: int) -> None:
    """See that a file on the disk has as many rows as were written."""
    found = pq.read_metadata(path).num_rows
    if found != rows:
        raise OutputError(f"{path}: holds {found} rows, {rows} were written; see to the disk and run again")
