"""robots.txt (RFC 9309), read by Protego: what it forbids is not fetched, the delay that it asks for is kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from pressextract.fetching.job import ROBOT_NAME
from pressextract.fetching.refusals import RefusedError, code_of_error
from pressextract.fetching.web_addresses import host_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from pressextract.fetching.politeness import Hosts

_MAX_BYTES = 500 * 1024
_FIRST = 1_000


class RobotsRules:
    """Asks each host for its robots.txt before anything else, once.

    Scrapy's own takes any answer for rules and an error for their absence. By the standard a missing file (4xx) allows
    all, and one that the server cannot give (5xx, 429) allows nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[Protego | RefusedError]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsRules:
        """Scrapy calls this."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request through.

        Raises:
            RefusedError: robots.txt forbids it, cannot be had, or asks for more patience than there is.
        """
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if place not in self._rules:
            self._rules[place] = asyncio.ensure_future(self._read(place))
        rules = await asyncio.shield(self._rules[place])
        if isinstance(rules, RefusedError):
            raise RefusedError(rules.code, rules.message)
        if not rules.can_fetch(request.url, ROBOT_NAME):
            raise RefusedError("robots", f"{place} forbids it")

    async def _read(self, place: str) -> Protego | RefusedError:
        meta: dict[str, Any] = {"is_robots": True}
        request = Request(place, priority=_FIRST, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        engine = self._crawler.engine
        assert engine is not None
        try:
            response = await engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page cannot be had for the same reason
            code, message = code_of_error(error)
            if code == "redirects":  # RFC 9309: a file behind more than five redirects counts as missing
                return Protego.parse("")
            if code == "private_address":
                return RefusedError(code, message)
            return RefusedError(code if code != "too_large" else "robots_unavailable", f"{place}: {message}")
        return self._rules_of(response, place)

    def _rules_of(self, response: Response, place: str) -> Protego | RefusedError:
        if response.status == 429 or response.status >= 500:
            return RefusedError("robots_unavailable", f"{place} answers {response.status}")
        is_there = 200 <= response.status < 300
        rules = Protego.parse(response.body[:_MAX_BYTES].decode("utf-8-sig", "replace") if is_there else "")
        delay = rules.crawl_delay(ROBOT_NAME)
        hosts: Hosts = self._crawler.spider.hosts  # type: ignore[union-attr]
        if delay is None:
            return rules
        if delay > hosts.max_pause:
            told = f"{place} asks for {delay:,.0f} seconds between requests, max_pause is {hosts.max_pause:,.0f}"
            return RefusedError("robots", told)
        hosts.delays[host_of(place)] = float(delay)
        self._wait_from_now_on(host_of(place), float(delay))
        return rules

    def _wait_from_now_on(self, host: str, delay: float) -> None:
        """The page that follows waits too; the slot of a host may be made anew."""
        engine = self._crawler.engine
        assert engine is not None
        downloader = engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay}
        if host in downloader.slots:
            downloader.slots[host].delay = max(delay, downloader.slots[host].delay)
