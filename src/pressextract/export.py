"""Tables into files: Parquet, CSV, datapackage.json; stored_tables gives them back with their types."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from pressextract.errors import OutputError
from pressextract.schema import ROW_CLASSES, TABLE_VERSION, Row, columns, describe
from pressextract.settings import CsvDialect, Format
from pressextract.tables import arrow_schema, to_arrow

DESCRIPTOR = "datapackage.json"
#: What a German Excel knows UTF-8 by.
BOM = b"\xef\xbb\xbf"
#: A spreadsheet runs a cell that begins with one of these as a formula, so excel-de puts an apostrophe before it; a
#: cell that begins with an apostrophe gets one more, so that reading can take exactly one away.
_FORMULA = r"^[=+\-@\t\r']"


def without_formula(cell: Any) -> Any:
    """A cell of excel-de."""
    return f"'{cell}" if isinstance(cell, str) and re.match(_FORMULA, cell) else cell


class _Sink(Protocol):
    def write_table(self, table: pa.Table) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


def table_file(folder: Path, table: str, extension: str, part: str | None = None) -> Path:
    """Where a table lies: `people.parquet`, or of a run of many articles `people/part-00000.parquet`.

    CSV parts lie in a folder of their own, `people-csv/`, so that programs may read a whole folder as one data set.
    """
    if part is None:
        return folder / f"{table}.{extension}"
    return folder / (table if extension == "parquet" else f"{table}-{extension}") / f"{part}.{extension}"


class TableWriter:
    """Writes the tables of a run, all or those named, into a folder, in pieces of some thousand rows (row groups).

    `part` names one of several files per table. A context manager: files are complete when the block has ended well,
    and closed as they are when it fails. The caller moves them to their place. `rows` counts by table.
    """

    #: Rows that wait per table; 5,000 mentions are some 2 MB.
    PIECE = 5_000

    def __init__(
        self,
        folder: Path,
        formats: Sequence[Format],
        dialect: CsvDialect,
        tables: Collection[str] = ROW_CLASSES.keys(),
        part: str | None = None,
    ) -> None:
        self._sinks: dict[str, list[_Sink]] = {table: [] for table in tables}
        try:
            for table, sinks in self._sinks.items():
                for extension in formats:
                    path = table_file(folder, table, extension, part)
                    path.parent.mkdir(exist_ok=True)
                    is_parquet = extension == "parquet"
                    sinks.append(
                        ParquetSink(path, arrow_schema(table)) if is_parquet else _CsvSink(path, table, dialect)
                    )
        except BaseException:
            self._abandon()
            raise
        self._waiting: dict[str, list[Row]] = {table: [] for table in tables}
        self.rows: Counter[str] = Counter()

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        waiting = self._waiting[table]
        waiting.extend(rows)
        if len(waiting) >= self.PIECE:
            self._flush(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None:
                for table in self._sinks:
                    self._flush(table)
                for sink in self._all():
                    sink.close()
        finally:
            self._abandon()

    def _abandon(self) -> None:
        for sink in self._all():
            sink.abandon()

    def _all(self) -> Iterator[_Sink]:
        return (sink for sinks in self._sinks.values() for sink in sinks)

    def _flush(self, table: str) -> None:
        if self._waiting[table]:
            arrow = to_arrow(table, self._waiting[table])
            for sink in self._sinks[table]:
                sink.write_table(arrow)
            self.rows[table] += len(self._waiting[table])
            self._waiting[table].clear()


class ParquetSink:
    """A Parquet file that can be given up without a word, which pyarrow's writer cannot."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")

    def write_table(self, table: pa.Table) -> None:
        """Append a row group."""
        self._writer.write_table(table)

    def close(self) -> None:
        """Complete the file."""
        self._writer.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        # A writer that cannot finish would try again when it is collected, and print a traceback.
        with suppress(OSError, pa.ArrowException):
            self._writer.close()
        self._writer.is_open = False


class _CsvSink:
    """CSV in UTF-8: text quoted, numbers plain, nothing for a missing value, lists as JSON arrays."""

    def __init__(self, path: Path, table: str, dialect: CsvDialect) -> None:
        self._excel = dialect == "excel-de"
        self._file = path.open("wb")
        if self._excel:
            self._file.write(BOM)
        options = pacsv.WriteOptions(delimiter=";" if self._excel else ",", quoting_style="needed")
        self._writer = pacsv.CSVWriter(
            self._file, self._flat(arrow_schema(table).empty_table()).schema, write_options=options
        )

    def write_table(self, table: pa.Table) -> None:
        self._writer.write_table(self._flat(table))

    def close(self) -> None:
        self._writer.close()
        self._file.close()

    def abandon(self) -> None:
        with suppress(OSError, pa.ArrowException, ValueError):
            self.close()

    def _flat(self, table: pa.Table) -> pa.Table:
        for index, column in enumerate(table.schema):
            values = table.column(index)
            if pa.types.is_list(column.type):
                texts = [None if v is None else json.dumps(v, ensure_ascii=False) for v in values.to_pylist()]
                values = pa.chunked_array([pa.array(texts, pa.string())])
            elif self._excel and pa.types.is_floating(column.type):
                values = pc.replace_substring(values.cast(pa.string()), ".", ",")
            elif self._excel and pa.types.is_string(column.type):
                values = pc.if_else(
                    pc.match_substring_regex(values, _FORMULA), pc.binary_join_element_wise("'", values, ""), values
                )
            table = table.set_column(index, column.name, values)
        return table


@contextmanager
def writing_errors(folder: Path) -> Iterator[None]:
    """Turns what a disk or Arrow raises while writing into OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; free space or give another --output") from error
    except pa.ArrowException as error:
        raise OutputError(f"{folder}: {error}") from error


def sync(path: Path) -> None:
    """Force a file's content to the disk."""
    if os.name == "nt" and path.is_dir():  # Windows syncs no folders
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Write a file beside, sync it and put it in its place: whoever reads finds the old or the new text, whole."""
    with replacing_file(path) as beside:
        beside.write_text(text, encoding="utf-8")


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """A path beside, for a file that is synced and put in its place when the block ends well."""
    beside = path.with_name(f".{path.name}.new")  # hidden: what a kill leaves is in nobody's way
    try:
        yield beside
        sync(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def descriptor(
    formats: tuple[Format, ...], dialect: CsvDialect, parts: Sequence[str | None] = (None,)
) -> dict[str, Any]:
    """datapackage.json: what each file and column is, after the Frictionless Data Package standard.

    `parts` names the files of a run of many.
    """
    csv_dialect = {"delimiter": ";", "decimalChar": ","} if dialect == "excel-de" else {"delimiter": ","}
    resources = []
    for table in ROW_CLASSES:
        fields = [
            {
                "name": column.name,
                "type": "array" if column.type == "list" else column.type,
                "description": column.description,
                "constraints": {"required": column.required},
            }
            for column in columns(table)
        ]
        for extension in formats:
            paths = [table_file(Path(), table, extension, part).as_posix() for part in parts]
            resource: dict[str, Any] = {
                "name": f"{table}-{extension}",
                "title": table,
                "path": paths[0] if parts == (None,) else paths,
                "format": extension,
                "description": describe(table),
                "schema": {"fields": fields},
            }
            if extension == "csv":
                resource |= {"encoding": "utf-8", "dialect": csv_dialect}
            resources.append(resource)
    return {"name": "pressextract", "profile": "data-package", "table_version": TABLE_VERSION, "resources": resources}
