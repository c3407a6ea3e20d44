"""A folder with one CSV or Parquet file per table: for a run that was written in the other format or many parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pressextract.export import DESCRIPTOR, TableWriter, descriptor, table_file
from pressextract.exporting.source import Source, Written
from pressextract.output_folder import write_json
from pressextract.schema import ROW_CLASSES
from pressextract.settings import CsvDialect, Format


def writer(format: Format, dialect: CsvDialect) -> Callable[[Source, Path], Written]:
    """What writes a folder in this format."""

    def write(source: Source, path: Path) -> Written:
        path.mkdir()
        with TableWriter(path, (format,), dialect) as tables:
            for table in ROW_CLASSES:
                for row in source.rows(table):
                    tables.write(table, [row])
        write_json(path / DESCRIPTOR, descriptor((format,), dialect))
        return Written({table: tables.rows[table] for table in ROW_CLASSES})

    return write


def is_export(folder: Path) -> bool:
    """Whether the folder holds nothing but what an export may have written: no run, no other files."""
    formats: tuple[Format, ...] = ("parquet", "csv")
    ours = {DESCRIPTOR, *(table_file(Path(), table, format).name for table in ROW_CLASSES for format in formats)}
    return ours.issuperset(path.name for path in folder.iterdir())
