"""The hidden folder in which a run keeps what it has read: it goes on where it was cut off, and reads what is new.

DIR/.pressextract/lock            held by the run that writes here
DIR/.pressextract/state.json      settings, model and input of what is read here, and how it stands
DIR/.pressextract/inputs.json     after a run: the files of its input as they lay, and pages that are in it no more
DIR/.pressextract/progress.json   how far a run is, for `pressextract status`
DIR/.pressextract/manifest.jsonl, parts/
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pressextract.errors import ConfigError
from pressextract.export import replace_text, writing_errors
from pressextract.output_folder import STATE_FILE, WORKING
from pressextract.page_index import KnownPages, mark_of
from pressextract.parts import Manifest
from pressextract.planning import Selection
from pressextract.sources import SourceFile

_LOCK = "lock"
_HOLDER = "holder.json"
_INPUTS = "inputs.json"
MANIFEST = "manifest.jsonl"
PROGRESS_FILE = "progress.json"


@dataclass(slots=True)
class Inputs:
    """The input of a run that ended: by file its signature and number of pages, and what in it is no page; by shard the
    pages that were gone.
    """

    files: dict[str, tuple[str, int]]
    skipped: dict[str, dict[str, int]]
    gone: dict[str, list[int]]


@dataclass(slots=True)
class WorkingFolder:
    """What is known of earlier reading. `generation` numbers the runs that added shards; names of parts begin with it.

    `was_cut_off` says that the last run did not come to its end and that this one goes on with it, over the same input.
    """

    folder: Path
    manifest: Manifest
    generation: int
    was_cut_off: bool
    inputs: Inputs
    _state: dict[str, Any]

    @classmethod
    def open(
        cls,
        output: Path,
        fingerprint: Mapping[str, Any],
        files: Iterable[SourceFile],
        selection: Selection,
        force: bool,
    ) -> WorkingFolder:
        """The folder as the last run left it, or a new one; `force` forgets a run that ended.

        Raises:
            OutputError: the disk is full or not writable.
        """
        folder = output / WORKING
        state = read_json(folder / STATE_FILE)
        listing = _digest_of(files, selection)
        if state.get("fingerprint") != fingerprint or (force and state.get("ended")):
            with writing_errors(folder):
                for old in folder.iterdir():
                    if old.name not in (_LOCK, _HOLDER):
                        shutil.rmtree(old) if old.is_dir() else old.unlink()
            state = {}
        with writing_errors(folder):
            (folder / "parts").mkdir(exist_ok=True)
        manifest = Manifest.open(folder / MANIFEST, folder / "parts")
        stored = read_json(folder / _INPUTS)
        files_then = {name: (mark, pages) for name, (mark, pages) in stored.get("files", {}).items()}
        inputs = Inputs(files_then, stored.get("skipped", {}), stored.get("gone", {}))
        was_cut_off = bool(state) and not state.get("ended", False)
        goes_on = was_cut_off and state.get("listing") == listing
        generation = state["generation"] if goes_on else manifest.last_generation() + 1
        new_state = {"fingerprint": dict(fingerprint), "listing": listing, "generation": generation, "ended": False}
        working = cls(folder, manifest, generation, goes_on, inputs, new_state)
        working._write(STATE_FILE, new_state)
        return working

    @property
    def parts(self) -> Path:
        """The folder of the part files."""
        return self.folder / "parts"

    @property
    def progress_file(self) -> Path:
        """Where a run says how far it is."""
        return self.folder / PROGRESS_FILE

    def known_pages(self) -> KnownPages:
        """The pages that need not be read. Going on after a kill, passing failures are not tried again."""
        current = self.prefix if self.was_cut_off else None
        return KnownPages(self.manifest.entries(), self.inputs.files, self.inputs.gone, current)

    @property
    def prefix(self) -> str:
        """What the names of the shards begin with that this run adds."""
        return f"part-{self.generation:06d}-"

    def end(self, inputs: Inputs) -> None:
        """Note that the run came to its end, with this input."""
        self._write(_INPUTS, {"files": inputs.files, "skipped": inputs.skipped, "gone": inputs.gone})
        self._write(STATE_FILE, self._state | {"ended": True})

    def leave(self) -> None:
        """Clear up; where nothing was read at all leave nothing, so that a mistake in the settings costs no --force."""
        self.manifest.clear_up()
        if self.manifest.is_empty() and self.generation == 0:
            for name in (STATE_FILE, MANIFEST, _INPUTS, PROGRESS_FILE):
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(self.parts, ignore_errors=True)

    def _write(self, name: str, value: Mapping[str, Any]) -> None:
        with writing_errors(self.folder):
            replace_text(self.folder / name, json.dumps(value, ensure_ascii=False))


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep every other run out of an output folder; the lock ends with the process that holds it, however it ends.

    Raises:
        ConfigError: another run holds it.
        OutputError: the folder cannot be made.
    """
    folder = output / WORKING
    with writing_errors(output):
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK)
    holder = folder / _HOLDER
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ConfigError(f"output {output}: {_who(output)} writes here; wait for it or give another folder") from error
    except OSError as error:
        raise ConfigError(f"output {output}: cannot be locked ({error}); give a folder on another disk") from error
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        with writing_errors(output):
            holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def holder_of(output: Path) -> str | None:
    """Who writes into the folder now, None where nobody does."""
    if not (output / WORKING / _LOCK).exists():
        return None
    lock = FileLock(output / WORKING / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):  # a folder of somebody else's cannot be locked: then what its holder wrote must do
        return _who(output) if (output / WORKING / _HOLDER).exists() else None
    lock.release()
    return None


def _who(output: Path) -> str:
    found = read_json(output / WORKING / _HOLDER)
    return "process {pid} on {host} since {since}".format(**found) if found else "another process"


def read_json(path: Path) -> dict[str, Any]:
    """What a file of this folder says; nothing where it is missing or was not written to its end."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest_of(files: Iterable[SourceFile], selection: Selection) -> str:
    """A digest of the input as it lies."""
    digest = blake2b(f"{selection.limit} {selection.sample}".encode(), digest_size=16)
    for file in files:
        digest.update(f"\0{file.name}\0{mark_of(file)}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
