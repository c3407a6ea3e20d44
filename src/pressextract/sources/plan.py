"""What an input holds: which files are pages, which hold records, which are neither."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources.corpus import METADATA_FILE, Corpus
from pressextract.sources.files import PAGE_ENDINGS, page_kind, read_file
from pressextract.sources.records import RECORD_ENDINGS, count_records, encodable, read_records


@dataclass(slots=True)
class SourcePlan:
    """The files of an input in the order in which they are read.

    `skipped` counts files that are no pages by their ending; run.json tells them.
    """

    root: Path
    files: list[Path] = field(default_factory=list)
    corpora: dict[Path, Corpus] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    unreadable_folders: list[OSError] = field(default_factory=list)

    def total(self) -> int:
        """Number of pages that `pages` will yield: files, and the lines of record files."""
        records = sum(count_records(path) if _is_records(path) else 1 for path in self.files)
        missing = sum(len(corpus.missing()) for corpus in self.corpora.values())
        return records + missing + len(self.unreadable_folders)

    def pages(self, max_bytes: int) -> Iterator[Page | Loss]:
        """Every page of the input, or why it cannot be had. Of equal source ids the later ones get their ending."""
        seen: set[str] = set()
        for found in self._pages(max_bytes):
            name = encodable(found.source_id)
            page = found = dataclasses.replace(found, source_id=name, input=encodable(found.input))
            number = 1
            while page.source_id in seen:
                number += 1
                page = dataclasses.replace(found, source_id=f"{found.source_id}#{number}")
            seen.add(page.source_id)
            yield page

    def _pages(self, max_bytes: int) -> Iterator[Page | Loss]:
        for error in self.unreadable_folders:
            name = self._name(Path(str(error.filename)))
            yield Loss(source_id=name, input=name, code="unreadable", message=str(error.strerror), stage="sources")
        for corpus in self.corpora.values():
            yield from corpus.missing()
        for path in self.files:
            name = self._name(path)
            corpus_of_file = self.corpora.get(path.parent.parent)
            if _is_records(path):
                yield from read_records(path, name)
            elif corpus_of_file is not None and path.name in corpus_of_file.records:
                yield corpus_of_file.page(path, name, max_bytes)
            else:
                yield read_file(path, self._source_id(path), name, max_bytes)

    def _name(self, path: Path) -> str:
        return path.name if path == self.root else path.relative_to(self.root).as_posix()

    def _source_id(self, path: Path) -> str:
        name = self._name(path)
        ending = next(ending for ending in _ENDINGS_LONGEST_FIRST if name.lower().endswith(ending))
        return name[: -len(ending)] or name


_ENDINGS_LONGEST_FIRST = sorted((*PAGE_ENDINGS, *RECORD_ENDINGS), key=len, reverse=True)


def plan_sources(root: Path) -> SourcePlan:
    """List what a file or folder holds, without reading the pages.

    Hidden files and folders and symbolic links to folders are passed over.

    Raises:
        ConfigError: there is no such path, it is a file of an unknown kind, or a folder without any page.
    """
    plan = SourcePlan(root)
    endings = ", ".join(sorted({*PAGE_ENDINGS, *RECORD_ENDINGS}))
    if not root.exists():
        raise ConfigError(f"input {root}: no such file or folder; give a page, a folder of pages or a .jsonl file")
    if not root.is_dir():
        if page_kind(root) is None and not _is_records(root):
            raise ConfigError(f"input {root}: this ending is not known; possible: {endings}")
        plan.files.append(root)
        return plan
    for folder, subfolders, names in os.walk(root, onerror=plan.unreadable_folders.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        if METADATA_FILE in names and (corpus := Corpus.read(Path(folder), root)) is not None:
            plan.corpora[Path(folder)] = corpus
            names.remove(METADATA_FILE)
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if page_kind(path) is not None or _is_records(path):
                plan.files.append(path)
            else:
                plan.skipped[path.suffix.lower() or "(none)"] += 1
    if not plan.files and not plan.corpora and not plan.unreadable_folders:
        found = ", ".join(f"{count} {ending}" for ending, count in plan.skipped.most_common()) or "nothing"
        raise ConfigError(f"input {root}: holds no pages (found: {found}); possible: {endings}")
    return plan


def _is_records(path: Path) -> bool:
    return path.name.lower().endswith(RECORD_ENDINGS)
