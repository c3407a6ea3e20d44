"""Feeds, sitemaps and listings: which of the addresses that they name are visited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from scrapy.http import Response

from pressextract.cleaning.german_dates import GERMANY
from pressextract.fetching.answers import header_of
from pressextract.fetching.feeds import read_feed
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.fetching.links import Found, Link, UnusableError
from pressextract.fetching.listings import read_listing
from pressextract.fetching.publishers import publisher_of
from pressextract.fetching.seeds import Seeds
from pressextract.fetching.sitemaps import read_sitemap
from pressextract.fetching.store import Store
from pressextract.fetching.visits import Address, Visit
from pressextract.fetching.web_addresses import day_in, problem_of
from pressextract.sources.content_types import charset_of


class Places:
    """Reads what names pages and puts the pages that are wanted into the store."""

    def __init__(self, store: Store, seeds: Seeds, settings: FetchSettings, max_bytes: int) -> None:
        self._store = store
        self._seeds = seeds
        self._settings = settings
        self._max_bytes = max_bytes
        self._sitemaps = 0
        self._addresses = 0

    def sow(self, listed: Iterable[str]) -> None:
        """Put the addresses to begin with into the store, those of lists too."""
        self._store.add(chain(self._seeds.links(), map(Link, listed)), None, 0, _judge_seed)

    def read(self, address: Address, response: Response) -> Visit:
        """Take the addresses of a place that came."""
        told: dict[str, Any] = {"status": response.status, "final_url": response.url, "bytes": len(response.body)}
        try:
            found = self._found(address, response)
        except UnusableError as error:
            return Visit(outcome="failed", code=error.code, message=error.message, **told)
        return self._take(found, address, told)

    def not_modified(self, address: Address, response: Response) -> Visit:
        """Take the addresses that a place named before: it names the same ones, but their pages may have changed."""
        told: dict[str, Any] = {"status": response.status, "final_url": response.url}
        return self._take(Found(self._store.named_in(address.address)), address, told)

    def _found(self, address: Address, response: Response) -> Found:
        if address.kind == "feed":
            return read_feed(response.body, response.url)
        if address.kind == "sitemap":
            return read_sitemap(response.body, response.url, self._max_bytes)
        pattern = self._seeds.article_pattern(response.url) or self._seeds.article_pattern(address.url)
        if pattern is None:
            raise UnusableError("failed", f"no rule tells releases from other links at {response.url}")
        publisher = publisher_of(response.url)
        return read_listing(
            response.body,
            response.url,
            charset_of(header_of(response.headers, "Content-Type")),
            pattern,
            publisher.next if publisher else None,
        )

    def _take(self, found: Found, address: Address, told: dict[str, Any]) -> Visit:
        links, left_out = self._within_limits(self._still_new(found.links), address)
        pattern = self._seeds.article_pattern(address.url) if address.kind == "sitemap" else None
        if pattern is None and self._seeds.match is not None:
            pattern = re.compile(self._seeds.match)
        judge = partial(self._judge, pattern=pattern)
        new = self._store.add(links, address.url, address.depth + 1, judge)
        parts = [f"{number} {what}" for what, number in new.items()]
        if found.others:
            parts.append(f"{found.others} other links")
        if left_out:
            parts.append(f"{left_out} left out, beyond the limits")
        code = "beyond_limit" if left_out else None
        return Visit(outcome="read", code=code, message=", ".join(parts) or "nothing new", **told)

    def _still_new(self, links: list[Link]) -> list[Link]:
        """Without the next page where all pages that this one dates are too old: listings begin with the newest."""
        since = self._seeds.since
        days = [link.dated for link in links if link.kind == "page" and link.dated is not None]
        if since is None or not days or max(days) >= since:
            return links
        return [link for link in links if link.kind == "page"]

    def _within_limits(self, links: list[Link], address: Address) -> tuple[list[Link], int]:
        settings = self._settings
        kept = []
        for link in links:
            if link.kind == "sitemap":
                self._sitemaps += 1
                fits = self._sitemaps <= settings.max_sitemaps and address.depth < settings.max_sitemap_depth
            else:
                fits = link.kind == "page" or address.depth + 1 < settings.max_listing_pages
            self._addresses += fits
            if fits and self._addresses <= settings.max_addresses:
                kept.append(link)
        return kept, len(links) - len(kept)

    def _judge(self, link: Link, seen: datetime | None, pattern: re.Pattern[str] | None) -> Visit | None:
        if problem := problem_of(link.url):
            return Visit(outcome="skipped", code="bad_address", message=problem)
        if link.kind != "page":
            return None
        if pattern is not None and not pattern.search(link.url):
            return Visit(outcome="skipped", code="no_match")
        day = link.dated or day_in(link.url) or (link.changed.astimezone(GERMANY).date() if link.changed else None)
        if self._seeds.since is not None and day is not None and day < self._seeds.since:
            return Visit(outcome="skipped", code="before_since", message=f"of {day}")
        if seen is not None and link.changed is not None and link.changed < seen:
            return Visit(outcome="unchanged", code="older_change", message=f"last changed {link.changed:%Y-%m-%d}")
        return None


def _judge_seed(link: Link, _: datetime | None) -> Visit | None:
    problem = problem_of(link.url)
    return Visit(outcome="skipped", code="bad_address", message=problem) if problem else None
