"""What is known about the sites of German institutions: feed, sitemap, listing, what a release's address looks like.

The facts stand in lexicon/publishers.csv, one row per host; `checked` is the day on which somebody fetched a row's
addresses and found releases there. Without it they come from knowledge and public lists of sources, and may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pressextract.errors import LexiconError
from pressextract.lexicon.tables import FOLDER, numbered_rows

LEVELS = ("bund", "land", "kommune", "other")

_FILE = FOLDER / "publishers.csv"
_HOST = re.compile(r"(?!www\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
#: The fields that hold an address.
ADDRESSES = ("feed", "sitemap", "listing")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of publishers.csv.

    `host` stands for its subdomains too. `article` is a regular expression that is searched in the address of a page:
    it fits single releases and no navigation. `next` is the CSS selector of the link to the listing's next page.
    """

    name: str
    level: str
    land: str | None
    host: str
    feed: str | None
    sitemap: str | None
    listing: str | None
    article: str | None
    next: str | None
    checked: date | None
    source: str


@cache
def publishers() -> tuple[Publisher, ...]:
    """The known publishers, in the order of the file.

    Raises:
        LexiconError: the lexicon file is damaged; the message begins with file and line.
    """
    return read_publishers(_FILE)


def read_publishers(path: Path) -> tuple[Publisher, ...]:
    """The publishers of a file, each row checked.

    Raises:
        LexiconError: as `publishers`.
    """
    rows: list[Publisher] = []
    lines: dict[str, int] = {}
    for line, row in numbered_rows(path, Publisher):
        for problem in _problems(row):
            raise LexiconError(f"{path}:{line}: {problem}")
        if row.host in lines:
            raise LexiconError(f"{path}:{line}: host: {row.host} stands in line {lines[row.host]} already")
        lines[row.host] = line
        rows.append(row)
    return tuple(rows)


def publisher_of(url: str) -> Publisher | None:
    """Whose site an address belongs to, by its host or the nearest parent domain; None where nobody's or no address."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    known = _by_host()
    parts = host.split(".")
    domains = (".".join(parts[i:]) for i in range(len(parts)))
    return next((known[domain] for domain in domains if domain in known), None)


def cleaning_rules_of(publisher: Publisher) -> tuple[str, ...]:
    """Names of the cleaning rules for a publisher's host. Rules by CMS are known only when a page names its CMS."""
    from pressextract.cleaning.rules import ALL_RULES

    return tuple(dict.fromkeys(rules.name for rules in ALL_RULES if rules.fits(publisher.host, generator="")))


@cache
def _by_host() -> dict[str, Publisher]:
    return {publisher.host: publisher for publisher in publishers()}


def _problems(row: Publisher) -> Iterator[str]:
    if row.level not in LEVELS:
        yield f"level: {row.level!r} found; possible: {', '.join(LEVELS)}"
    if not _HOST.fullmatch(row.host):
        yield f"host: {row.host!r} is no host name; write it in small letters, without https:// and www."
    for field in ADDRESSES:
        address = getattr(row, field)
        if address is not None and not _is_address(address):
            yield f"{field}: {address!r} is no address; it must begin with https:// or http://"
    if row.article is not None:
        try:
            re.compile(row.article)
        except re.error as error:
            yield f"article: {row.article!r} is no regular expression ({error})"
    if row.next is not None:
        yield from _selector_problems(row.next)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)


def _selector_problems(selector: str) -> Iterator[str]:
    import soupsieve

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, ValueError) as error:
        yield f"next: {selector!r} is no CSS selector ({str(error).splitlines()[0]})"
