"""What a feed, a sitemap or a listing names: addresses of pages, and where more of them stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

#: page: a release. The others are read for their addresses.
AddressKind = Literal["page", "feed", "sitemap", "listing"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address that was found.

    `dated` is the day of publication as the place that names the page states it; `changed` when the page changed last,
    in UTC, or at the end of the day where only a day is stated.
    """

    url: str
    kind: AddressKind = "page"
    dated: date | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The addresses in the order in which they stand, and how many further links are none of pages that are wanted."""

    links: list[Link] = field(default_factory=list)
    others: int = 0


class UnusableError(ValueError):
    """What was fetched is no feed, sitemap or listing; `code` is one of FAILED_CODES."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
