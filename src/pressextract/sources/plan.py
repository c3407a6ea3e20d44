"""What an input holds: which files are pages, which hold pages, which are neither. Nothing of it is read."""

from __future__ import annotations

import dataclasses
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources.addresses import (
    NOT_REGULAR,
    filesystem,
    forget_archives,
    is_web,
    local_path,
    name_of,
    reason,
    refuse,
    shown,
    signature,
)
from pressextract.sources.corpus import METADATA_FILE, Corpus
from pressextract.sources.endings import POSSIBLE, encodable, kind_of
from pressextract.sources.folders import Listing, list_local, list_remote, local_signature, reading_order
from pressextract.sources.limits import Limits
from pressextract.sources.readers import read_source
from pressextract.sources.records import CONTENT
from pressextract.sources.source_file import Skipped, SourceFile


@dataclass(slots=True)
class SourcePlan:
    """The files of an input in the order in which they are read, and the pages known to be lost.

    `address` is the input without credentials. `skipped` counts what is no page; run.json tells it.
    """

    address: str
    files: list[SourceFile] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def n_pages(self) -> int | None:
        """How many pages `pages` will give, None where a file tells that only when it is read."""
        loose = all(file.kind == "page" for file in self.files)
        return len(self.files) + len(self.losses) if loose else None

    def pages(self, limits: Limits) -> Iterator[Page | Loss]:
        """Every page of the input, or why it cannot be had; what is no page is added to `skipped`."""
        yield from self.losses
        for file in self.files:
            for found in read_source(file, limits):
                if isinstance(found, Skipped):
                    self.skipped[found.what] += 1
                else:
                    yield found


def plan_sources(address: str | Path, exclude: Path | None = None) -> SourcePlan:
    """List what a file, a folder or an address holds, without reading the pages.

    Passed over are hidden files and folders, and counted as skipped links to folders, folders of finished runs and
    the folder `exclude`, which is where results go.

    Raises:
        ConfigError: there is no such input, it is of an unknown kind, its driver is missing, or it holds no page.
    """
    forget_archives()
    path = local_path(address)
    plan = SourcePlan(path.as_posix() if path is not None else shown(str(address)))
    single = _local_file(path) if path is not None else _remote_file(str(address))
    if single is not None:
        _check_columns(single, plan.address)
        plan.files.append(single)
        return plan
    found = list_local(path, exclude) if path is not None else _remote_folder(str(address))
    plan.losses, plan.skipped = found.losses, found.skipped
    plan.files = sorted(found.files, key=lambda file: reading_order(file.name))
    _apply_corpora(plan)
    if not plan.losses and not any(_columns(file) is None for file in plan.files):
        kinds = plan.skipped + Counter(f"{kind} without a column text or html" for kind in (f.kind for f in plan.files))
        told = ", ".join(f"{count} {ending}" for ending, count in kinds.most_common()) or "nothing"
        raise ConfigError(f"input {plan.address}: holds no pages (found: {told}); possible: {POSSIBLE}")
    return plan


def _local_file(path: Path) -> SourceFile | None:
    """The input where it is a file, None where it is a folder."""
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ConfigError(f"input {path}: no such file or folder; give a page, an archive or a folder") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"input {path}: cannot be had ({reason(error)}); check the path and your access") from error
    if stat.S_ISDIR(facts.st_mode):
        return None
    file = _single(path.name, str(path.absolute()), str(path), facts.st_size, local_signature(facts))
    if not stat.S_ISREG(facts.st_mode):
        raise ConfigError(f"input {path}: {NOT_REGULAR}; give a file or a folder")
    return file


def _remote_file(address: str) -> SourceFile | None:
    fs, path = filesystem(address)
    name = name_of(address)
    if is_web(address) and kind_of(name) is None:
        raise ConfigError(
            f"input {shown(address)}: a web address must be one file, pages are not crawled; possible: {POSSIBLE}"
        )
    try:
        info = fs.info(path)
    except Exception as error:  # noqa: BLE001 - each driver has errors of its own
        refuse(address, error)
    if info.get("type") == "directory":
        return None
    size = int(info.get("size") or 0)
    return _single(name, address, shown(address), size, signature(size, info))


def _remote_folder(address: str) -> Listing:
    fs, path = filesystem(address)
    try:
        return list_remote(fs, path, address)
    except Exception as error:  # noqa: BLE001 - each driver has errors of its own
        refuse(address, error)


def _single(name: str, address: str, told: str, size: int, mark: str) -> SourceFile:
    if (kind := kind_of(name)) is None:
        raise ConfigError(f"input {told}: this ending is not known; possible: {POSSIBLE}")
    return SourceFile(encodable(name), address, kind, size, mark, alone=True)


def _check_columns(file: SourceFile, told: str) -> None:
    if (names := _columns(file)) is not None:
        found = ", ".join(names) or "none"
        raise ConfigError(f"input {told}: columns {found} found; a column text or html is expected")


def _columns(file: SourceFile) -> list[str] | None:
    """The columns of a table that has no page in them; None for all else, also for what reading will find damaged."""
    try:
        if file.kind == "csv":
            from pressextract.sources.csv_records import csv_columns

            names = csv_columns(file)
        elif file.kind == "parquet":
            from pressextract.sources.parquet_records import parquet_columns

            names = parquet_columns(file)
        else:
            return None
    except OSError:
        return None
    return None if set(CONTENT) & set(names) else names


def _apply_corpora(plan: SourcePlan) -> None:
    """Give the pages of a corpus what its metadata table states."""
    tables = [file for file in plan.files if file.name.rpartition("/")[2] == METADATA_FILE]
    corpora = {table: corpus for table in tables if (corpus := Corpus.read(table)) is not None}
    if not corpora:
        return
    present = [file.name for file in plan.files] + [loss.input for loss in plan.losses]
    stated = {name: facts for corpus in corpora.values() for name, facts in corpus.pages.items()}
    plan.losses += [loss for corpus in corpora.values() for loss in corpus.missing(present)]
    plan.files = [
        dataclasses.replace(file, stated=stated[file.name]) if file.kind == "page" and file.name in stated else file
        for file in plan.files
        if file not in corpora
    ]
