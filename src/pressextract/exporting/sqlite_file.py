"""One SQLite file: tables with types, keys and indexes, a full-text index, what columns mean, what the run was.

Only the standard library. Lists are JSON, dates ISO text, booleans 0 and 1; rows are streamed, so memory stays flat.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError, EngineError, OutputError
from pressextract.exporting.source import Source, Written
from pressextract.schema import KEYS, ROW_CLASSES, columns, describe, references

#: Raised when the file gets other tables, columns or indexes, so that copies made before are made anew.
LAYOUT = 1
#: Tables with what one may want to search in: table → columns.
SEARCHED = {"articles": ("title", "subtitle", "text")}

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
    "list": "TEXT",
}
_MEANINGS = (
    """CREATE TABLE schema_tables ("table" TEXT PRIMARY KEY, n_rows INTEGER NOT NULL, description TEXT NOT NULL)""",
    """CREATE TABLE schema_columns (
  "table" TEXT NOT NULL REFERENCES schema_tables ("table"), "column" TEXT NOT NULL, type TEXT NOT NULL,
  required INTEGER NOT NULL, refers_to TEXT, description TEXT NOT NULL, PRIMARY KEY ("table", "column")
)""",
    "CREATE TABLE run_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


def write(source: Source, path: Path) -> Written:
    """Write the tables of a run into a new file.

    Raises:
        ConfigError: a key stands in two rows.
        EngineError: this Python's SQLite has no full-text index.
        OutputError: the disk is full or not writable.
    """
    with _sqlite_errors(path), closing(sqlite3.connect(path, isolation_level=None)) as base:
        # The file has its name only when it is complete, so a journal would guard nothing.
        for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "BEGIN"):
            base.execute(statement)
        rows = {table: _fill(base, table, source) for table in ROW_CLASSES}
        made = {table: references(table) for table in ROW_CLASSES}
        warnings = tuple(_drop_broken_references(base, made))
        for table in ROW_CLASSES:
            for column in references(table):
                base.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
        for table, searched in SEARCHED.items():
            _index_words(base, table, searched)
        _explain(base, source, rows, made)
        base.execute(f"PRAGMA user_version={LAYOUT}")
        base.execute("COMMIT")
        base.execute("ANALYZE")
    return Written(rows, warnings)


def is_made_from(path: Path, source: Source) -> bool:
    """Whether the file is there, is one of ours in today's layout, and was made from this run."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            ((layout,),) = base.execute("PRAGMA user_version").fetchall()
            facts = base.execute("SELECT key, value FROM run_facts").fetchall()
    except sqlite3.Error:
        return False
    return bool(layout == LAYOUT) and facts == list(source.shown_facts())


def _fill(base: sqlite3.Connection, table: str, source: Source) -> int:
    base.execute(_create(table, table, references(table)))
    names = [column.name for column in columns(table)]
    values_of = attrgetter(*names)
    converted = [(i, _CONVERTERS[c.type]) for i, c in enumerate(columns(table)) if c.type in _CONVERTERS]

    def values() -> Iterator[list[Any]]:
        for row in source.rows(table):
            found = list(values_of(row))
            for place, convert in converted:
                if found[place] is not None:
                    found[place] = convert(found[place])
            yield found

    try:
        base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", values())
    except sqlite3.IntegrityError as error:
        raise ConfigError(
            f"{source.folder}: {error}, the table {table} is not what a run wrote; read the pages again"
        ) from error
    return int(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _create(name: str, table: str, to: Mapping[str, str]) -> str:
    lines = []
    for column in columns(table):
        parts = [f'"{column.name}"', _TYPES[column.type]]
        if column.name == KEYS.get(table):
            parts.append("PRIMARY KEY")
        if column.required:
            parts.append("NOT NULL")
        if column.name in to:
            parts.append(f"REFERENCES {to[column.name]} ({KEYS[to[column.name]]})")
        lines.append(" ".join(parts))
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {name} (\n  {body}\n)"


def _drop_broken_references(base: sqlite3.Connection, made: dict[str, dict[str, str]]) -> Iterator[str]:
    """Make tables anew without those foreign keys that some row breaks; `made` keeps the ones that hold."""
    for table in ROW_CLASSES:
        broken = {row[3] for row in base.execute(f"PRAGMA foreign_key_check({table})")}
        if not broken:
            continue
        lost = [row[3] for row in base.execute(f"PRAGMA foreign_key_list({table})") if row[0] in broken]
        made[table] = {column: other for column, other in made[table].items() if column not in lost}
        base.execute(_create("rewritten", table, made[table]))
        base.execute(f"INSERT INTO rewritten SELECT * FROM {table} ORDER BY rowid")
        base.execute(f"DROP TABLE {table}")
        base.execute(f"ALTER TABLE rewritten RENAME TO {table}")
        yield f"{table}: no foreign key on {', '.join(sorted(lost))}, some rows have values that are no key"


def _index_words(base: sqlite3.Connection, table: str, searched: tuple[str, ...]) -> None:
    """A full-text index that keeps no copy of the texts; umlauts are found without their dots too."""
    base.execute(
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5 ({', '.join(searched)}, content='{table}',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    base.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")


def _explain(
    base: sqlite3.Connection, source: Source, rows: Mapping[str, int], made: Mapping[str, Mapping[str, str]]
) -> None:
    for statement in _MEANINGS:
        base.execute(statement)
    for table in ROW_CLASSES:
        base.execute("INSERT INTO schema_tables VALUES (?, ?, ?)", (table, rows[table], describe(table)))
        base.executemany(
            "INSERT INTO schema_columns VALUES (?, ?, ?, ?, ?, ?)",
            [(table, c.name, c.type, c.required, made[table].get(c.name), c.description) for c in columns(table)],
        )
    base.executemany("INSERT INTO run_facts VALUES (?, ?)", source.shown_facts())


def _as_json(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False)


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "list": _as_json,
    "date": str,
    "datetime": datetime.isoformat,
    "boolean": int,
}


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite raises while writing into the errors that users see."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise EngineError(
                f"SQLite {sqlite3.sqlite_version} of this Python has no full-text index (FTS5); use a Python from"
                " python.org, uv or conda"
            ) from error
        raise OutputError(f"{path.parent}: {error}; free space or give another --output") from error
