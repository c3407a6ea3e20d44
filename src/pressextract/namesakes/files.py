"""Changes the entity ids in tables that are written already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pressextract.export import TableWriter
from pressextract.namesakes.index import DIVIDED, Division
from pressextract.settings import CsvDialect, Format
from pressextract.stored_tables import read_rows


def divide_files(folder: Path, division: Division, formats: Sequence[Format], dialect: CsvDialect) -> None:
    """Give the persons in a folder's tables, and their quotes, the ids of their bearers; without any, leave all as is.

    The rows are written article by article as they were the first time, so the files have the same pieces.

    Raises:
        OutputError: the tables could not be written.
        OSError: the disk is full or not writable.
    """
    if not division:
        return
    with TemporaryDirectory(dir=folder) as work:
        with TableWriter(Path(work), formats, dialect, DIVIDED) as writer:
            for table in DIVIDED:
                for _, rows in groupby(read_rows(folder, table), key=lambda row: row.article_id):
                    writer.write(table, [division.of(row) for row in rows])
        for path in Path(work).iterdir():
            path.replace(folder / path.name)
