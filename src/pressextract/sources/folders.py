"""What lies below an input: a local folder tree, or a folder at an address."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressextract.article import Loss
from pressextract.sources.addresses import NOT_REGULAR, reason, signature
from pressextract.sources.endings import encodable, ending_of, kind_of, without_ending
from pressextract.sources.source_file import SourceFile, lost

FINISHED_RUN = "folder of a pressextract run"
_LINKED_FOLDER = "link to a folder"
_RUN_FILES = frozenset(("run.json", "datapackage.json"))
_RUN_FILE = "run.json"


@dataclass(slots=True)
class Listing:
    """The files of a folder, those that cannot be had, and what is passed over by what it is."""

    files: list[SourceFile] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def list_local(root: Path, exclude: Path | None) -> Listing:
    """A folder tree. Links to folders are not followed, so that a loop of links does no harm."""
    listing, root = Listing(), root.absolute()
    excluded = exclude.resolve() if exclude is not None else None
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=unreadable.append):
        if set(names) >= _RUN_FILES and _is_run(Path(folder, _RUN_FILE).read_bytes):
            subfolders.clear()
            listing.skipped[FINISHED_RUN] += 1
            continue
        kept = []
        for name in sorted(subfolders):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if path.is_symlink():
                listing.skipped[_LINKED_FOLDER] += 1
            elif excluded is not None and path.resolve() == excluded:
                listing.skipped[FINISHED_RUN] += 1
            else:
                kept.append(name)
        subfolders[:] = kept
        for name in names:
            if not name.startswith("."):
                _add_local(listing, os.path.join(folder, name), len(str(root)))  # noqa: PTH118 - a Path costs ten times as much
    for error in unreadable:
        name = encodable(Path(str(error.filename)).relative_to(root).as_posix())
        listing.losses.append(lost(name, name, "unreadable", reason(error)))
    return listing


def _add_local(listing: Listing, path: str, root_length: int) -> None:
    if (kind := kind_of(path)) is None:
        listing.skipped[ending_of(encodable(Path(path).name))] += 1
        return
    name = encodable(path[root_length:].replace(os.sep, "/").lstrip("/"))
    try:
        facts = os.stat(path)  # noqa: PTH116
    except OSError as error:
        told = "a link whose file is missing" if Path(path).is_symlink() else reason(error)
        listing.losses.append(lost(without_ending(name), name, "unreadable", told))
        return
    if stat.S_ISREG(facts.st_mode):
        listing.files.append(SourceFile(name, path, kind, facts.st_size, local_signature(facts)))
    else:
        listing.losses.append(lost(without_ending(name), name, "unreadable", NOT_REGULAR))


def local_signature(facts: os.stat_result) -> str:
    """What changes with a local file."""
    return f"{facts.st_size}-{facts.st_mtime_ns}"


def list_remote(fs: Any, root: str, address: str) -> Listing:
    """A folder at an address, by the driver's own listing."""
    listing = Listing()
    found: dict[str, dict[str, Any]] = fs.find(root, detail=True)
    inner, chained, rest = address.partition("::")
    scheme = inner.partition("://")[0]
    below = {path: path.removeprefix(root).lstrip("/") for path in sorted(found) if found[path].get("type") == "file"}
    runs = tuple(_remote_runs(fs, below))
    listing.skipped.update({FINISHED_RUN: len(runs)} if runs else {})
    for path, name in below.items():
        if any(part.startswith(".") for part in name.split("/")) or path.startswith(runs):
            continue
        if (kind := kind_of(name)) is None:
            listing.skipped[ending_of(name)] += 1
            continue
        if "::" in path:
            listing.losses.append(lost(without_ending(name), name, "unreadable", "a name with :: is no address"))
            continue
        full = f"{scheme}://{path}::{rest}" if chained else str(fs.unstrip_protocol(path))
        size = int(found[path].get("size") or 0)
        listing.files.append(SourceFile(encodable(name), full, kind, size, signature(size, found[path])))
    return listing


def _remote_runs(fs: Any, below: Iterable[str]) -> Iterator[str]:
    """Folders of finished runs, with a slash at the end."""
    names: dict[str, set[str]] = {}
    for path in below:
        folder, _, name = path.rpartition("/")
        if name in _RUN_FILES:
            names.setdefault(folder, set()).add(name)
    for folder, found in names.items():
        if found == _RUN_FILES and _is_run(lambda folder=folder: fs.cat_file(f"{folder}/{_RUN_FILE}")):
            yield f"{folder}/"


def _is_run(read: Any) -> bool:
    try:
        facts = json.loads(read())
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and facts.get("tool") == "pressextract"


def reading_order(name: str) -> list[tuple[bool, str]]:
    """Sorts names: of a folder first its files, then its folders."""
    *folders, file = name.split("/")
    return [*((True, folder) for folder in folders), (False, file)]
