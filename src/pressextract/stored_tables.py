"""Tables from the files of a finished run, with their types: DataFrames to work with, or rows one by one."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from pressextract.errors import ConfigError
from pressextract.export import BOM, table_file
from pressextract.schema import ROW_CLASSES, TABLE_VERSION, columns
from pressextract.tables import arrow_schema, to_frame

if TYPE_CHECKING:
    import pandas as pd

#: Rows that are read at once; 1,000 articles are some 5 MB.
_READ_AT_ONCE = 1_000


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a finished run, from Parquet where there is Parquet, else from CSV, with the same types.

    Strings that are missing are NaN or None (what pandas itself uses), dates datetime64, lists Python lists.

    Raises:
        ConfigError: the folder holds no tables of pressextract.
    """
    folder = Path(folder)
    tables: dict[str, pd.DataFrame] = {}
    for table in ROW_CLASSES:
        pieces = []
        for path in _files_of(folder, table):
            with _reading_errors(path, table):
                is_csv = path.suffix == ".csv"
                pieces.append(_read_csv(path, table) if is_csv else pq.read_table(path, schema=arrow_schema(table)))
        if pieces:
            tables[table] = to_frame(pa.concat_tables(pieces))
    if "articles" not in tables:
        raise ConfigError(
            f"{folder}: holds no articles.parquet or articles.csv; give the output folder of a finished run"
        )
    return tables


def read_rows(folder: Path, table: str) -> Iterator[Any]:
    """The rows of one table of a finished run as instances of its row class, from the same files as `read_tables`.

    Parquet is read in pieces, so memory stays flat; a CSV file is read at once.

    Raises:
        ConfigError: the folder does not hold the table, or a file is damaged or lacks columns.
    """
    return rows_of_files(_files_that_must_be(folder, table), table)


def read_batches(folder: Path, table: str) -> Iterator[pa.RecordBatch]:
    """The same rows as Arrow batches with the schema's types.

    Raises:
        ConfigError: the folder does not hold the table, or a file is damaged or lacks columns.
    """
    schema = arrow_schema(table)
    for path in _files_that_must_be(folder, table):
        with _reading_errors(path, table):
            for batch in _batches(path, table):
                yield batch.cast(schema)


def rows_of_files(paths: Iterable[Path], table: str) -> Iterator[Any]:
    """The rows of files of one table, one file after the other.

    Raises:
        ConfigError: a file is damaged or lacks columns.
    """
    row_class = ROW_CLASSES[table]
    lists = [column.name for column in columns(table) if column.type == "list"]
    for path in paths:
        with _reading_errors(path, table):
            for batch in _batches(path, table):
                values = {name: batch.column(name).to_pylist() for name in batch.schema.names}
                values |= {name: [tuple(value or ()) for value in values[name]] for name in lists}
                names = tuple(values)
                for row in zip(*values.values(), strict=True):
                    yield row_class(**dict(zip(names, row, strict=True)))


class ByArticle:
    """The rows of one table, handed out article by article in the order of the table. `where` is for messages."""

    def __init__(self, rows: Iterator[Any], where: str) -> None:
        self._where = where
        self._rows = rows
        self._next: Any = next(rows, None)

    def of(self, article_id: str | None) -> Iterator[Any]:
        """The rows that follow, as long as they are the article's; None for those of lost pages."""
        while self._next is not None and self._next.article_id == article_id:
            row, self._next = self._next, next(self._rows, None)
            yield row

    def see_that_none_is_left(self) -> None:
        """See that all rows were handed out.

        Raises:
            ConfigError: a row belongs to an article that was not asked for.
        """
        if self._next is not None:
            raise ConfigError(
                f"{self._where}: holds rows of {self._next.article_id} where articles has none; the tables are not of"
                " one run, read the pages again"
            )


def table_files(folder: Path, table: str, extension: str) -> list[Path]:
    """The files of a table in one format: a single one, or those of a run of many articles in their order."""
    single = table_file(folder, table, extension)
    if single.is_file():
        return [single]
    return sorted(table_file(folder, table, extension, "part").parent.glob(f"part-*.{extension}"))


def _files_of(folder: Path, table: str) -> list[Path]:
    """The files of a table in a run's folder, Parquet where there is Parquet; none where there is neither."""
    return table_files(folder, table, "parquet") or table_files(folder, table, "csv")


def _files_that_must_be(folder: Path, table: str) -> list[Path]:
    paths = _files_of(folder, table)
    if not paths:
        raise ConfigError(f"{folder}: {table}.parquet or {table}.csv is missing; give the folder of a finished run")
    return paths


@contextmanager
def _reading_errors(path: Path, table: str) -> Iterator[None]:
    """Turns what a damaged file or one with other columns raises into ConfigError."""
    try:
        yield
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise ConfigError(f"{path}: is not the table {table} of table_version {TABLE_VERSION} ({error})") from error


def _batches(path: Path, table: str) -> Iterator[pa.RecordBatch]:
    schema = arrow_schema(table)
    if path.suffix == ".csv":
        yield from _read_csv(path, table).to_batches(max_chunksize=_READ_AT_ONCE)
        return
    with pq.ParquetFile(path) as file:
        there = _known_columns(file.schema_arrow.names, schema)
        for batch in file.iter_batches(batch_size=_READ_AT_ONCE, columns=there):
            yield pa.RecordBatch.from_arrays(
                [batch.column(c.name) if c.name in there else pa.nulls(len(batch), c.type) for c in schema],
                names=schema.names,
            )


def _known_columns(names: Collection[str], schema: pa.Schema) -> list[str]:
    """The columns that a file has. One that may be empty may be missing: the file is older than the column.

    Raises:
        ValueError: a column is missing that is required.
    """
    missing = [column.name for column in schema if column.name not in names and not column.nullable]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    return [name for name in schema.names if name in names]


def _read_csv(path: Path, table: str) -> pa.Table:
    """A table from its CSV file, in either dialect, with the schema's types."""
    content = path.read_bytes()
    excel = content.startswith(BOM)
    schema = arrow_schema(table)
    types = {c.name: pa.string() if pa.types.is_list(c.type) else c.type for c in schema}
    if excel:
        types |= {c.name: pa.string() for c in schema if pa.types.is_floating(c.type)}
    read = pacsv.read_csv(
        io.BytesIO(content.removeprefix(BOM)),
        parse_options=pacsv.ParseOptions(delimiter=";" if excel else ",", newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
        read_options=pacsv.ReadOptions(block_size=max(len(content), 1)),
    )
    there = _known_columns(read.column_names, schema)
    for column in schema:
        if column.name not in there:
            read = read.append_column(column.name, pa.nulls(len(read), column.type))
    read = read.select(schema.names)
    for index, column in enumerate(schema):
        values = read.column(column.name)
        if pa.types.is_list(column.type):
            lists = [None if v is None else json.loads(v) for v in values.to_pylist()]
            values = pa.chunked_array([pa.array(lists, column.type)])
        elif excel and pa.types.is_floating(column.type):
            values = pc.replace_substring(values, ",", ".").cast(column.type)
        elif excel and pa.types.is_string(column.type):
            values = pc.replace_substring_regex(values, "^'([=+\\-@\\t\\r'])", "\\1")
        read = read.set_column(index, column, values)
    return read.cast(schema)
