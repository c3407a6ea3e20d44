"""What is exported: the tables of a finished run as they are now, with users' lists applied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pressextract.errors import ConfigError
from pressextract.finished_run import open_run
from pressextract.output_folder import RUN_FILE
from pressextract.stored_tables import read_batches, read_rows


@dataclass(frozen=True, slots=True)
class Source:
    """A finished run. `facts` is its run.json."""

    folder: Path
    facts: dict[str, Any]

    def rows(self, table: str) -> Iterator[Any]:
        """The rows of a table, streamed."""
        return read_rows(self.folder, table)

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """The same as Arrow batches."""
        return read_batches(self.folder, table)

    def shown_facts(self) -> Iterator[tuple[str, str]]:
        """What run.json says, key by key: text as it is, all else as JSON."""
        for key, value in self.facts.items():
            yield key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    @property
    def day(self) -> str:
        """The day on which the run began, in this machine's time zone: run.json has the time in UTC."""
        try:
            return datetime.fromisoformat(self.facts["started"]).astimezone().date().isoformat()
        except (KeyError, TypeError, ValueError):
            return "?"

    def check_unchanged(self) -> None:
        """See that the run's tables are those that were opened.

        Raises:
            ConfigError: another run or relabelling has replaced them meanwhile.
        """
        if _facts(self.folder) != self.facts:
            raise ConfigError(f"{self.folder}: its tables were replaced while they were exported; export again")


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer says of its file: rows by table, and what the user should know."""

    rows: Mapping[str, int]
    warnings: tuple[str, ...] = ()


def open_source(folder: Path) -> Source:
    """The run in a folder.

    Raises:
        ConfigError: the folder is missing, holds something else, or a run that is not finished.
    """
    return Source(folder, _facts(open_run(folder).folder) or {})


def _facts(folder: Path) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts
