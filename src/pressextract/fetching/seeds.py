"""Where a fetch begins: addresses, lists of them, feeds, sitemaps and listings, and which pages are wanted."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.fetching.links import Link
from pressextract.fetching.publishers import publisher_of
from pressextract.fetching.web_addresses import absolute, problem_of
from pressextract.sources.addresses import shown

#: Names of the column of a CSV that holds addresses.
_COLUMNS = ("url", "address", "adresse", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """What to fetch. `match` is a regular expression searched in addresses that feeds, sitemaps and sites name; of
    pages that these date before `since` none is fetched. `limit` is the most pages that one fetch captures.
    """

    urls: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    match: str | None = None
    since: date | None = None
    limit: int | None = None

    def check(self) -> None:
        """Refuse what cannot be fetched at all.

        Raises:
            ConfigError: nothing is named, an address cannot be used, the pattern is none, or a site has no pattern.
        """
        if not (self.urls or self.lists or self.feeds or self.sitemaps or self.sites):
            raise ConfigError("nothing to fetch: give addresses, --list FILE, --feed, --sitemap or --site URL")
        if self.match is not None:
            try:
                re.compile(self.match)
            except re.error as error:
                raise ConfigError(f"--match {self.match!r}: no regular expression ({error})") from error
        named = {"address": self.urls, "--feed": self.feeds, "--sitemap": self.sitemaps, "--site": self.sites}
        for option, urls in named.items():
            for url in urls:
                if problem := problem_of(url):
                    raise ConfigError(f"{option} {shown(url)}: {problem}")
        for url in self.sites:
            if self.article_pattern(url) is None:
                raise ConfigError(
                    f"--site {shown(url)}: no rule for this host tells releases from other links; give --match PATTERN,"
                    " a regular expression that fits the addresses of releases, such as '/pressemitteilungen/20'"
                )

    def to_json(self) -> dict[str, Any]:
        """What JSON can hold; equal seeds give equal values."""
        return asdict(self) | {"since": self.since.isoformat() if self.since else None}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Seeds:
        """The seeds of such values."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
        }
        return cls(**given | {"since": date.fromisoformat(facts["since"]) if facts["since"] else None})

    def article_pattern(self, url: str) -> re.Pattern[str] | None:
        """What the addresses of releases have in them on this site: the user's pattern, else the publisher's."""
        publisher = None if self.match is not None else publisher_of(url)
        pattern = self.match if publisher is None else publisher.article
        return re.compile(pattern) if pattern is not None else None

    def links(self) -> Iterator[Link]:
        """The addresses to begin with, without those of lists."""
        yield from (Link(_whole(url), "feed") for url in self.feeds)
        yield from (Link(_whole(url), "sitemap") for url in self.sitemaps)
        yield from (Link(_whole(url), "listing") for url in self.sites)
        yield from (Link(_whole(url)) for url in self.urls)

    def listed(self) -> tuple[str, ...]:
        """The addresses of the lists, which may be none.

        Raises:
            ConfigError: a list cannot be read, or is a table without a column of addresses.
        """
        return tuple(_whole(url) for path in self.lists for url in read_list(path))


def read_list(path: str) -> Iterator[str]:
    """The addresses of a file: one a line, lines that begin with # are comments; or a CSV's column `url`. `-` is stdin.

    Raises:
        ConfigError: it cannot be read, is not UTF-8, or is a table without such a column.
    """
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--list {path}: cannot be read ({error}); a text file in UTF-8 is expected") from error
    lines = text.splitlines()
    if path.lower().endswith(".csv"):
        yield from _column(lines, path)
        return
    yield from (line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _column(lines: list[str], path: str) -> Iterable[str]:
    header = lines[0] if lines else ""
    rows = csv.DictReader(lines, delimiter=max(",;\t", key=header.count))
    names = [name.strip() for name in rows.fieldnames or ()]
    rows.fieldnames = names
    column = next((name for name in names if name.lower() in _COLUMNS), None)
    if column is None:
        found = ", ".join(names) or "none"
        raise ConfigError(f"--list {path}: columns {found} found; a column {' or '.join(_COLUMNS)} is expected")
    return (value.strip() for row in rows if (value := row[column] or "").strip())


def _whole(url: str) -> str:
    """The address of a page, not of a place in it; what is no address stays."""
    return absolute(url, url) or url
