"""How hosts are treated: the delay between requests, the pauses they ask for, and when one is left alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle

from pressextract.fetching.refusals import SILENT, RefusedError
from pressextract.fetching.web_addresses import host_of

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_BUSY = (429, 503)
#: Failures in a row after which a host is asked no more.
_PATIENCE = 5
#: Delays of a pause where a busy server does not say how long.
_PAUSE_DELAYS = 10


class Hosts:
    """What is known of hosts: delays that their robots.txt ask for, failures in a row, which are left alone and why."""

    def __init__(self, max_pause: float) -> None:
        self.max_pause = max_pause
        self.delays: dict[str, float] = {}
        self._given_up: dict[str, tuple[str, str]] = {}
        self._failures: Counter[str] = Counter()
        self._paused_until: dict[str, float] = {}

    def check(self, host: str) -> None:
        """Refuse a host that is left alone.

        Raises:
            RefusedError: with the reason.
        """
        if host in self._given_up:
            raise RefusedError(*self._given_up[host])

    def give_up(self, host: str, code: str, message: str) -> None:
        """Ask nothing more of a host in this fetch."""
        self._given_up.setdefault(host, (code, message))

    def pause(self, host: str, seconds: float) -> None:
        """Note that a host waits, so that another one may be asked meanwhile."""
        self._paused_until[host] = monotonic() + seconds

    def is_paused(self, host: str) -> bool:
        """Whether a host waits at the moment."""
        return monotonic() < self._paused_until.get(host, 0.0)

    def came(self, host: str, code: str | None) -> None:
        """Count what came of a request; `code` is None where the host answered."""
        if code not in SILENT:
            self._failures[host] = 0
            return
        self._failures[host] += 1
        if self._failures[host] >= _PATIENCE:
            self.give_up(host, "host_down", f"{host} did not answer {_PATIENCE} times in a row")


class Throttle(AutoThrottle):
    """Scrapy's adapting delay, never below what robots.txt asks for, and pauses where a server is busy."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pauses: Counter[str] = Counter()

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        host = host_of(response.url)
        hosts: Hosts = self.crawler.spider.hosts  # type: ignore[union-attr]
        slot.delay = max(slot.delay, hosts.delays.get(host, 0.0))
        if response.status not in _BUSY:
            self._pauses[host] = 0
            return
        seconds = retry_after(response.headers.get("Retry-After"))
        if seconds is None:
            seconds = min(slot.delay * _PAUSE_DELAYS * 2 ** self._pauses[host], hosts.max_pause)
        self._pauses[host] += 1
        if seconds > hosts.max_pause:
            told = f"{host} asks for a pause of {seconds:,.0f} seconds, max_pause is {hosts.max_pause:,.0f}"
            hosts.give_up(host, "retry_later", told)
        else:
            # the slot waits from the last request on; this request then counts as one of the future
            slot.lastseen = monotonic() + max(seconds, slot.delay) - slot.delay
            hosts.pause(host, seconds)
            self._ask_others()

    def _ask_others(self) -> None:
        """Give the place of a host that waits to the next one; elsewhere only a visit that ends does that."""
        spider, engine = self.crawler.spider, self.crawler.engine
        assert engine is not None
        for request in spider.next_requests():  # type: ignore[union-attr]
            engine.crawl(request)


def retry_after(header: bytes | None) -> float | None:
    """The seconds of a Retry-After header, which has a number or a date; None where it says nothing."""
    text = (header or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
