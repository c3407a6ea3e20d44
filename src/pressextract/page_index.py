"""Which pages a run has read, so that the next one reads only what is new: one row per page in each shard's `pages`.

A page is known by its file and its identity, a digest of its content and of what its source states about it. A file
that lies as it lay (same signature) need not be opened to know the identities of its pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pressextract.article import Loss, Page
from pressextract.export import ParquetSink
from pressextract.sources import SourceFile

#: Losses that another try may mend without any change of the input.
PASSING = frozenset(("unreadable", "crashed", "too_slow"))

SCHEMA = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("signature", pa.string(), nullable=False),
        pa.field("identity", pa.string(), nullable=False),
        pa.field("source_id", pa.string(), nullable=False),
        pa.field("lost", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the index has it: `source_id` as its source gives it, `lost` the code where no article came of it."""

    file: str
    signature: str
    identity: str
    source_id: str
    lost: str | None = None


def identity_of(found: Page | Loss) -> str:
    """32 hexadecimal digits of the BLAKE2b of all that a source gave."""
    digest = blake2b(digest_size=16)
    if isinstance(found, Loss):
        parts: list[Any] = ["loss", found.source_id, found.code, found.message]
    else:
        parts = [found.kind, found.source_id, found.charset, found.url, found.title, found.published, found.publisher]
        parts += [found.extra]
        content = found.content
        digest.update(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(parts, default=str).encode())
    return digest.hexdigest()


def mark_of(file: SourceFile) -> str:
    """What must be as it was for a file's pages to be known: its signature, and what a corpus states of its page."""
    if file.stated is None:
        return file.signature
    return f"{file.signature} {blake2b(repr(file.stated).encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def write_entries(path: Path, entries: Iterable[PageEntry]) -> None:
    """Write a shard's pages.

    Raises:
        OSError, pa.ArrowException: the disk is full or not writable.
    """
    rows = list(entries)
    columns = [pa.array([getattr(row, column.name) for row in rows], column.type) for column in SCHEMA]
    sink = ParquetSink(path, SCHEMA)
    try:
        sink.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))
        sink.close()
    finally:
        sink.abandon()


def read_entries(path: Path) -> list[PageEntry]:
    """A shard's pages in their order."""
    with pq.ParquetFile(path) as file:  # read_table would import pandas
        return [PageEntry(**row) for row in file.read().to_pylist()]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page's rows are: the shard and the page's number in it."""

    shard: str
    number: int


@dataclass(slots=True)
class _KnownFile:
    """The pages of a file, by identity and by the file's signature when they were read."""

    by_identity: dict[str, list[Place]] = field(default_factory=dict)
    by_signature: dict[str, list[Place]] = field(default_factory=dict)


class KnownPages:
    """The pages that earlier shards hold, and which of them are still in the input.

    `ended` says of each file what its signature was when a run ended, and how many pages it had; `gone` are the pages
    that were in that run's input no more. `current` begins the names of the shards of a run that goes on: what they
    hold is known as it is, and where it is. Of other shards, losses that may pass are taken for new. Memory grows with
    pages, some 400 bytes each; without an earlier run it is empty.
    """

    def __init__(
        self,
        shards: Iterable[tuple[str, Iterable[PageEntry]]] = (),
        ended: Mapping[str, tuple[str, int]] | None = None,
        gone: Mapping[str, Iterable[int]] | None = None,
        current: str | None = None,
    ) -> None:
        self._files: dict[str, _KnownFile] = {}
        self._ended = ended or {}
        self._current = current
        self._gone = {Place(shard, number) for shard, numbers in (gone or {}).items() for number in numbers}
        self._kept: set[Place] = set()
        self._sizes: dict[str, int] = {}
        for shard, entries in shards:
            for number, entry in enumerate(entries):
                self._sizes[shard] = number + 1
                if entry.lost in PASSING and not self._is_current(shard):
                    continue
                place = Place(shard, number)
                known = self._files.setdefault(entry.file, _KnownFile())
                known.by_identity.setdefault(entry.identity, []).append(place)
                known.by_signature.setdefault(entry.signature, []).append(place)

    def keep_file(self, file: SourceFile) -> int:
        """Keep all pages of a file that lies as it lay, without opening it; their number, 0 where that is not certain.

        A file of many pages must have been read to its end, which only a run that ended knows, and all its pages must
        still be there.
        """
        known = self._files.get(file.name)
        if known is None:
            return 0
        mark, pages = self._ended.get(file.name, ("", 0))
        if mark == mark_of(file):
            places = [place for found in known.by_identity.values() for place in found if place not in self._gone]
            places = places if len(places) == pages else []
        elif file.kind == "page":
            places = known.by_signature.get(mark_of(file), [])[-1:]
        else:
            places = []
        self._kept.update(places)
        return len(places)

    def keep(self, file: str, identity: str, shard: str = "") -> bool:
        """Keep one page of a file that is read again; False where it is new. Equal pages are kept one by one.

        `shard` is the one that the page would be in: of a run that goes on only that one may hold it.
        """
        known = self._files.get(file)
        places = known.by_identity.get(identity, []) if known else []
        fitting = (n for n, place in enumerate(places) if place.shard == shard or not self._is_current(place.shard))
        if (number := next(fitting, None)) is None:
            return False
        self._kept.add(places.pop(number))
        return True

    def keep_shard(self, shard: str) -> int:
        """Keep all pages of a shard; their number."""
        size = self._sizes.get(shard, 0)
        self._kept.update(Place(shard, number) for number in range(size))
        return size

    def _is_current(self, shard: str) -> bool:
        return self._current is not None and shard.startswith(self._current)

    def identities(self, file: str) -> frozenset[str]:
        """The identities of a file's known pages, in whatever state the file was when they were read."""
        known = self._files.get(file)
        return frozenset(known.by_identity) if known else frozenset()

    def gone(self) -> dict[str, list[int]]:
        """By shard the numbers of the pages that were not kept: removed, changed, or to be read again."""
        lost = {
            shard: [number for number in range(size) if Place(shard, number) not in self._kept]
            for shard, size in self._sizes.items()
        }
        return {shard: numbers for shard, numbers in lost.items() if numbers}

    def removed(self, listed: Mapping[str, SourceFile]) -> int:
        """How many pages were in the input of the run that ended and are no more; `listed` are its files now, by name.

        A page that is a file of its own and has changed is not removed.
        """
        return sum(
            place not in self._kept and place not in self._gone
            for name, known in self._files.items()
            if name not in listed or listed[name].kind != "page"
            for places in known.by_identity.values()
            for place in places
        )
