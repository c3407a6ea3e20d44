"""An address to visit, a visit to one, and the capture that a visit is compared with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from pressextract.fetching.codes import Outcome
from pressextract.fetching.links import AddressKind, Link


class Address(NamedTuple):
    """An address to visit. `seen` is when its page was last found as the store knows it."""

    address: int
    url: str
    host: str
    kind: AddressKind
    depth: int
    etag: str | None
    last_modified: str | None
    seen: str | None


class Capture(NamedTuple):
    """The last capture of a page."""

    run: int
    url: str
    time: str
    digest: str
    text_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of an address; `warc_offset` and `warc_length` name its records. `time` is now where none is given."""

    outcome: Outcome
    time: str | None = None
    code: str | None = None
    status: int | None = None
    final_url: str | None = None
    bytes: int | None = None
    digest: str | None = None
    text_digest: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None
    message: str | None = None


#: What is known of an address before it is asked for: a visit that needs no request, or None.
Judge = Callable[[Link, datetime | None], Visit | None]


def now() -> str:
    """This moment as the store writes it."""
    return moment(datetime.now(UTC))


def moment(when: datetime) -> str:
    """A moment in UTC, to the second, as the store and WARC write it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
