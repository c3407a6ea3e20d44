"""The SQLite file beside the WARC: its tables, who may open it, and transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError

_VERSION = 1
#: Seconds to wait for a process that still has the file: one whose parent was killed ends some seconds later.
_PATIENCE = 20.0
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, warc_size INTEGER,
    seeds TEXT NOT NULL, user_agent TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS addresses (
    address INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL, kind TEXT NOT NULL,
    found_in TEXT, dated TEXT, changed TEXT, depth INTEGER NOT NULL,
    run INTEGER NOT NULL, waiting INTEGER NOT NULL, rank INTEGER NOT NULL, outcome TEXT, code TEXT,
    etag TEXT, last_modified TEXT, seen TEXT
);
CREATE INDEX IF NOT EXISTS waiting_by_host ON addresses (host, rank, address) WHERE waiting;
CREATE TABLE IF NOT EXISTS named (place INTEGER NOT NULL, address INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS named_by_place ON named (place);
CREATE TABLE IF NOT EXISTS visits (
    visit INTEGER PRIMARY KEY, run INTEGER NOT NULL, address INTEGER NOT NULL, time TEXT NOT NULL,
    outcome TEXT NOT NULL, code TEXT, status INTEGER, final_url TEXT, final_key TEXT, bytes INTEGER,
    digest TEXT, text_digest TEXT, warc_offset INTEGER, warc_length INTEGER, message TEXT
);
CREATE INDEX IF NOT EXISTS captures ON visits (final_key) WHERE outcome IN ('fetched', 'revised');
CREATE INDEX IF NOT EXISTS visits_by_address ON visits (address);
CREATE INDEX IF NOT EXISTS by_run ON addresses (run);
"""


class StateFile:
    """The file, open."""

    def __init__(self, path: Path, *, exclusive: bool = False) -> None:
        """Open or make the file. With `exclusive` no other process opens it until this one closes it or is gone.

        Raises:
            ConfigError: it is something else, or of a later version.
            sqlite3.Error: the disk is full or not writable.
        """
        self._db = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
        try:
            if exclusive:
                self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
            if version > _VERSION:
                raise ConfigError(f"{path}: written by a later version of pressextract; update it")
            self._db.executescript(_TABLES)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise ConfigError(f"{path}: not the state of a fetch ({error}); give another --output") from error
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _one(self, sql: str, *values: Any) -> Any:
        return self._db.execute(sql, values).fetchone()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
