"""The folder that a run writes: whose it is, when it may be replaced, and how new files get into it at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.export import DESCRIPTOR, sync, table_file, writing_errors
from pressextract.schema import FAMILIES, ROW_CLASSES, EntityRow, IssueRow

RUN_FILE = "run.json"
#: The folder inside the output folder that keeps tables as the run found them, once users' lists have changed them.
FOUND = "found"
#: The tables that lists change.
RELABELLED = (*FAMILIES, EntityRow.table, IssueRow.table)
SUCCESS_FILE = "_SUCCESS"
LOG_FILE = "run.log"
#: What `pressextract report` writes. It goes when the tables change, so that no report contradicts them.
REPORT_FILE = "report.html"
#: The hidden folder of what a run has read so far, see working_folder.
WORKING = ".pressextract"
#: In it: what the run reads, and how far it came.
STATE_FILE = "state.json"
_WORK = ".pressextract-unfinished"
_EXTENSIONS = ("parquet", "csv")
_LAST = (RUN_FILE, SUCCESS_FILE)
_OURS = frozenset(
    (
        RUN_FILE, SUCCESS_FILE, DESCRIPTOR, REPORT_FILE,
        *(f"{table}.{ending}" for table in ROW_CLASSES for ending in _EXTENSIONS),
    )
)  # fmt: skip
#: Folders of the tables of many articles.
_OUR_FOLDERS = frozenset(
    table_file(Path(), table, ending, "part").parent.name for table in ROW_CLASSES for ending in _EXTENSIONS
)


def check_output(folder: Path, fingerprint: Mapping[str, Any], force: bool, *, can_force: bool = True) -> None:
    """See that a run may write into the folder: it is new, empty, or holds a run of the same input and settings.

    `can_force` says whether the caller has an option --force, which messages may then name.

    Raises:
        ConfigError: it holds other files, or a run that differs (the message names the difference).
    """
    try:
        is_there = folder.exists()
        inside = list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise ConfigError(f"output {folder}: cannot be looked into ({error.strerror}); give another folder") from error
    if not is_there:
        if folder.is_symlink():
            raise ConfigError(f"output {folder}: is a link to {folder.readlink()}, which is not there; give a folder")
        return
    if not folder.is_dir():
        raise ConfigError(f"output {folder}: is a file; give a folder")
    foreign = sorted(p.name for p in inside if not is_ours(p))
    if foreign:
        shown = ", ".join(foreign[:3]) + (", …" if len(foreign) > 3 else "")
        raise ConfigError(f"output {folder}: holds files that are not ours ({shown}); give an empty or new folder")
    ours = sorted(p.name for p in inside if p.name in (*_OURS, *_OUR_FOLDERS))
    earlier = _fingerprint_of(folder)
    if (not ours and earlier is None) or force:
        return
    remedy = f"give another folder{' or replace it with --force' if can_force else ''}"
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
            for path in work.rglob("*"):
                sync(path)
            new = {path.name for path in work.iterdir()}
            for name in reversed(_LAST):
                (folder / name).unlink(missing_ok=True)
            # before the tables: whoever finds the folder FOUND may trust that it belongs to them
            for name in sorted((_OURS | _OUR_FOLDERS | {FOUND}).difference(new, keep), key=lambda name: name != FOUND):
                _remove(folder / name)
            # run.json and _SUCCESS last: a folder that has them is complete
            for name in (FOUND, *sorted(new.difference(_LAST, [FOUND])), *_LAST):
                if name not in new:
                    continue
                if (work / name).is_dir():
                    _remove(folder / name)
                (work / name).replace(folder / name)
            sync(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def entries_of(folder: Path, tables: Collection[str], extensions: Collection[str]) -> list[str]:
    """What of some tables lies in a folder: names of files, or of folders where a run had many articles."""
    names = {
        name
        for table in tables
        for extension in extensions
        for name in (f"{table}.{extension}", table_file(Path(), table, extension, "part").parent.name)
    }
    return sorted(path.name for path in folder.iterdir() if path.name in names)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write run.json or datapackage.json."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def is_ours(path: Path) -> bool:
    """Whether a run may replace what lies in its output folder: its own files, and hidden ones that it leaves alone."""
    if path.is_dir() and path.name == FOUND:
        return all(is_ours(inside) for inside in path.iterdir())
    if path.is_dir() and path.name in _OUR_FOLDERS:
        return all(inside.name.startswith("part-") for inside in path.iterdir())
    return path.name in (*_OURS, LOG_FILE) or path.name.startswith(".")


def _fingerprint_of(folder: Path) -> dict[str, Any] | None:
    """The fingerprint of what was read last, whether it came to an end or not; None where nothing states it."""
    for path in (folder / WORKING / STATE_FILE, folder / RUN_FILE):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))["fingerprint"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if isinstance(found, dict):
            return found
    return None
