"""The folder that a run writes: whose it is, when it may be replaced, and how new files get into it at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.export import DESCRIPTOR, sync, writing_errors
from pressextract.schema import FAMILIES, ROW_CLASSES, EntityRow, IssueRow

RUN_FILE = "run.json"
#: The folder inside the output folder that keeps tables as the run found them, once users' lists have changed them.
FOUND = "found"
#: The tables that lists change.
RELABELLED = (*FAMILIES, EntityRow.table, IssueRow.table)
_WORK = ".pressextract-unfinished"
_OURS = frozenset(
    (RUN_FILE, DESCRIPTOR, *(f"{table}.{ending}" for table in ROW_CLASSES for ending in ("parquet", "csv")))
)


def check_output(folder: Path, fingerprint: Mapping[str, Any], force: bool, *, can_force: bool = True) -> None:
    """See that a run may write into the folder: it is new, empty, or holds a run of the same input and settings.

    `can_force` says whether the caller has an option --force, which messages may then name.

    Raises:
        ConfigError: it holds other files, or a run that differs (the message names the difference).
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ConfigError(f"output {folder}: is a file; give a folder")
    foreign = sorted(p.name for p in folder.iterdir() if not is_ours(p))
    if foreign:
        shown = ", ".join(foreign[:3]) + (", …" if len(foreign) > 3 else "")
        raise ConfigError(f"output {folder}: holds files that are not ours ({shown}); give an empty or new folder")
    ours = sorted(p.name for p in folder.iterdir() if p.name in _OURS)
    if not ours or force:
        return
    remedy = f"give another folder{' or replace it with --force' if can_force else ''}"
    earlier = _fingerprint_of(folder)
    if earlier is None:
        raise ConfigError(f"output {folder}: holds {ours[0]} but no readable {RUN_FILE}; {remedy}")
    differences = [
        f"{key}: {earlier.get(key)!r} there, {fingerprint.get(key)!r} now"
        for key in sorted({*earlier, *fingerprint})
        if earlier.get(key) != fingerprint.get(key)
    ]
    if differences:
        raise ConfigError(
            f"output {folder}: holds a run with other settings or input ({'; '.join(differences)}); {remedy}"
        )


@contextmanager
def replacing(folder: Path, keep: Collection[str] = ()) -> Iterator[Path]:
    """A work folder inside the output folder, whose files take the old ones' places when the block ends well.

    Files of ours that the work folder does not hold are removed, but for those named in `keep`.

    Raises:
        OutputError: the disk is full or not writable. Then, and when the block fails, the old files stay.
    """
    work = folder / _WORK
    with writing_errors(folder):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
    try:
        with writing_errors(folder):
            yield work
            names = sorted(path.name for path in work.iterdir() if path.is_file())
            for path in work.rglob("*"):
                sync(path)
            # before the tables: whoever finds the folder FOUND may trust that it belongs to them
            if FOUND not in keep:
                shutil.rmtree(folder / FOUND, ignore_errors=True)
            if (work / FOUND).exists():
                (work / FOUND).replace(folder / FOUND)
            for stale in _OURS.difference(names, keep):
                (folder / stale).unlink(missing_ok=True)
            # run.json last: a folder that has it is complete
            for name in sorted(names, key=lambda name: name == RUN_FILE):
                (work / name).replace(folder / name)
            sync(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write run.json or datapackage.json."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def is_ours(path: Path) -> bool:
    """Whether a run may replace what lies in its output folder: its own files, and hidden ones that it leaves alone."""
    if path.name == FOUND and path.is_dir():
        return all(is_ours(inside) for inside in path.iterdir())
    return path.name in _OURS or path.name.startswith(".")


def _fingerprint_of(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, dict) else None
