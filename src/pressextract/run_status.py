"""How the run of an output folder stands, while it goes on and afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path

from pressextract.errors import ConfigError
from pressextract.output_folder import WORKING
from pressextract.run_progress import RunState
from pressextract.working_folder import MANIFEST, PROGRESS_FILE, holder_of, read_json


@dataclass(frozen=True, slots=True)
class RunStatus:
    """`state` in words; `progress` as the run wrote it last, some seconds old; `read_pages` are on the disk."""

    state: str
    is_running: bool
    progress: RunState | None
    read_pages: int


def status(folder: str | Path) -> RunStatus:
    """How the run of a folder stands.

    Raises:
        ConfigError: no run has written there.
    """
    found = status_of(Path(folder))
    if found is None:
        raise ConfigError(f"{folder}: no run has written here; give the --output of a run")
    return found


def status_of(folder: Path) -> RunStatus | None:
    """The same, None where no run has written."""
    state = read_json(folder / WORKING / "state.json")
    if not state:
        return None
    holder = holder_of(folder)
    told = "running" if holder else "finished" if state.get("ended") else "cut off; the same command goes on"
    progress = read_json(folder / WORKING / PROGRESS_FILE)
    names = [field.name for field in fields(RunState)]
    known = RunState(**{name: progress[name] for name in names}) if set(names) <= progress.keys() else None
    return RunStatus(f"{told} ({holder})" if holder else told, holder is not None, known, _pages(folder))


def _pages(folder: Path) -> int:
    """The pages of all complete shards; a line that is being written does not count."""
    pages = 0
    try:
        with (folder / WORKING / MANIFEST).open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    pages += int(json.loads(line)["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return pages
    return pages
