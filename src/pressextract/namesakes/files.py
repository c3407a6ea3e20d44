"""Changes the entity ids in tables that are written already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pressextract.export import TableWriter, table_file
from pressextract.namesakes.index import DIVIDED, Division
from pressextract.settings import CsvDialect, Format
from pressextract.stored_tables import rows_of_files


def divide_files(
    folder: Path,
    division: Division,
    formats: Sequence[Format],
    dialect: CsvDialect,
    parts: Sequence[str | None] = (None,),
) -> None:
    """Give the persons in a folder's tables, and their quotes, the ids of their bearers; without any, leave all as is.

    The rows are written article by article as they were the first time, so the files have the same pieces. `parts`
    names the files of a run of many.

    Raises:
        OutputError: the tables could not be written.
        OSError: the disk is full or not writable.
    """
    readable = "parquet" if "parquet" in formats else "csv"
    for part in parts if division else ():
        with TemporaryDirectory(dir=folder) as work:
            with TableWriter(Path(work), formats, dialect, DIVIDED, part) as writer:
                for table in DIVIDED:
                    rows = rows_of_files([table_file(folder, table, readable, part)], table)
                    for _, of_article in groupby(rows, key=lambda row: row.article_id):
                        writer.write(table, [division.of(row) for row in of_article])
            for table in DIVIDED:
                for extension in formats:
                    table_file(Path(work), table, extension, part).replace(table_file(folder, table, extension, part))
