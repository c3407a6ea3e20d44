"""The unit of work: some pages, read by one process into part files of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from pressextract.article import Loss, Page
from pressextract.settings import Settings
from pressextract.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Carried:
    """A page that was read where shards are planned, because its file can only be read from the beginning."""

    file: str
    signature: str
    identity: str
    found: Page | Loss


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file whose pages are read where the shard is; those whose identity is among `known` are left out."""

    file: SourceFile
    known: frozenset[str] = frozenset()


#: A page that is a file of its own is opened where the shard is read.
Member = SourceFile | Carried | WholeFile


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages that are read together. `name` names the part files; it follows from the input, not from who reads."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What all shards of a run share. `parts` is the folder of the part files, absolute."""

    settings: Settings
    parts: Path


@dataclass(slots=True, kw_only=True)
class ShardResult:
    """What came of a shard: a line of the manifest. `rows` and `bytes` are those of its part files, by table.

    `whole` is name and signature of the file that the shard holds from beginning to end, `kept` the identities of its
    pages that were known.
    """

    name: str
    pages: int = 0
    articles: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    attempts: int = 1
    whole: tuple[str, str] | None = None
    kept: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The manifest's line."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, line: dict[str, Any]) -> Self:
        """The result that a line states.

        Raises:
            TypeError, KeyError: the line is not one of a manifest.
        """
        counted = {name: Counter(line[name]) for name in ("lost", "skipped")}
        whole = tuple(line["whole"]) if line["whole"] else None
        return cls(**{**line, **counted, "whole": whole})
