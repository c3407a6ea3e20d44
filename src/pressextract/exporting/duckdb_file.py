"""One DuckDB file: native types, lists as LIST, primary keys, and each column's meaning as its comment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pressextract.errors import ConfigError, EngineError, OutputError
from pressextract.exporting.source import Source, Written
from pressextract.schema import KEYS, ROW_CLASSES, columns, describe

if TYPE_CHECKING:
    import duckdb

_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "list": "VARCHAR[]",
}


def write(source: Source, path: Path) -> Written:
    """Write the tables of a run into a new file, streamed in Arrow batches.

    Raises:
        ConfigError: a key stands in two rows.
        EngineError: DuckDB is not installed.
        OutputError: the disk is full or not writable.
    """
    try:
        import duckdb
    except ImportError as error:
        raise EngineError(
            f"format duckdb: a package is missing ({error}); run: pip install 'pressextract[duckdb]'"
        ) from error
    # nothing is loaded from elsewhere: what this file needs is part of DuckDB
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with _duckdb_errors(source, path), duckdb.connect(str(path), config=config) as base:
        base.execute("BEGIN")
        rows = {table: _fill(base, table, source) for table in ROW_CLASSES}
        base.execute("CREATE TABLE run_facts (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
        base.execute("COMMENT ON TABLE run_facts IS 'what run.json says: text, or JSON'")
        base.executemany("INSERT INTO run_facts VALUES (?, ?)", list(source.shown_facts()))
        base.execute("COMMIT")
    return Written(rows)


def _fill(base: duckdb.DuckDBPyConnection, table: str, source: Source) -> int:
    lines = []
    for column in columns(table):
        key = " PRIMARY KEY" if column.name == KEYS.get(table) else ""
        lines.append(f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}{key}')
    base.execute(f"CREATE TABLE {table} ({', '.join(lines)})")
    for batch in source.batches(table):
        base.register("arriving", pa.Table.from_batches([batch]))
        base.execute(f"INSERT INTO {table} SELECT * FROM arriving")
        base.unregister("arriving")
    base.execute(f"COMMENT ON TABLE {table} IS {_quoted(describe(table))}")
    for column in columns(table):
        base.execute(f'COMMENT ON COLUMN {table}."{column.name}" IS {_quoted(column.description)}')
    counted = base.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(counted[0]) if counted else 0


def _quoted(text: str) -> str:
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


@contextmanager
def _duckdb_errors(source: Source, path: Path) -> Iterator[None]:
    """Turns what DuckDB raises while writing into the errors that users see."""
    import duckdb

    try:
        yield
    except duckdb.ConstraintException as error:
        raise ConfigError(
            f"{source.folder}: {error}; the table is not what a run wrote, read the pages again"
        ) from error
    except duckdb.Error as error:
        raise OutputError(f"{path.parent}: {error}; free space or give another --output") from error
