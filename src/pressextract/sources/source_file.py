"""One file of an input, and what of it is no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pressextract.article import Loss
from pressextract.sources.endings import without_ending

SourceKind = Literal["page", "records", "tar", "zip", "warc", "parquet", "csv"]
#: Told now and then how many bytes of a file, packed as they are, have been read.
Consumed = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the input that is no page; `what` is counted: an ending, `link`, `status 404`, `image/png`."""

    what: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the metadata table of a corpus says of a page."""

    source_id: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    extra: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the input. It can be pickled: worker processes open it.

    `name` is its path below the input, or its own name where it is the input, which `alone` tells. `address` is what
    fsspec opens, with credentials where it has some: it is not to be shown. `size` is 0 where it is unknown.
    `signature` changes when the file does and is known without reading it.
    """

    name: str
    address: str = field(repr=False)
    kind: SourceKind
    size: int
    signature: str
    stated: Stated | None = None
    alone: bool = False

    @property
    def source_id(self) -> str:
        """The name without the ending of a page."""
        return without_ending(self.name)


def lost(source_id: str, where: str, code: str, message: str) -> Loss:
    """A page that a source cannot give."""
    return Loss(source_id=source_id, input=where, code=code, message=message, stage="sources")
