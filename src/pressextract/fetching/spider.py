"""The Scrapy spider: takes addresses from the store, one of each host at a time, and decides what came of them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, StopDownload
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from pressextract.fetching.answers import header_of
from pressextract.fetching.arrivals import Arrivals
from pressextract.fetching.codes import SKIPPED_CODES
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.fetching.places import Places
from pressextract.fetching.politeness import Hosts
from pressextract.fetching.refusals import code_of_error, code_of_status
from pressextract.fetching.store import Store
from pressextract.fetching.visits import Address, Visit
from pressextract.fetching.web_addresses import host_of, key_of
from pressextract.sources.addresses import shown
from pressextract.sources.content_types import HTML_TYPES, media_type

#: ETag and Last-Modified.
Validators = tuple[str | None, str | None]
_Judge = Callable[[Address], tuple[Visit, Validators | None]]


class PressSpider(Spider):
    """Fetches what is due, until `stopping` is set. `report` is called after each visit; `broken` holds the error that
    ended the fetch.
    """

    name = "pressextract"

    def __init__(
        self,
        store: Store,
        arrivals: Arrivals,
        places: Places,
        settings: FetchSettings,
        limit: int | None,
        report: Callable[[Visit], None],
        stopping: threading.Event,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.hosts = Hosts(settings.max_pause)
        self.broken: Exception | None = None
        self._store = store
        self._arrivals = arrivals
        self._places = places
        self._at_once = settings.hosts
        self._limit = limit
        self._report = report
        self._stopping = stopping
        self._captured = sum(
            number for (outcome, _), number in store.counts().items() if outcome in ("fetched", "revised")
        )
        self._active: dict[str, Address] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        """Scrapy calls this."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._headers_received, signal=signals.headers_received)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first requests; each visit that ends gives the next one."""
        for request in self.next_requests():
            yield request

    def next_requests(self) -> Iterator[Request]:
        """Requests for hosts that none is under way to, as many as may be asked at the same time."""
        if self._stopping.is_set():
            return
        room = self._at_once - sum(not self.hosts.is_paused(host) for host in self._active)
        if self._limit is not None:
            room = min(room, self._limit - self._captured - len(self._active))
        due = self._store.next_of(self._active, room)
        # at once, not one by one as Scrapy takes them: what ends meanwhile asks for the next ones, too
        self._active |= {address.host: address for address in due}
        for address in due:
            conditions = _conditions(address)
            lies_at = self._store.lies_at(address.address) if conditions else None
            yield Request(
                address.url,
                callback=self._came,
                errback=self._failed,
                headers=conditions if lies_at == key_of(address.url) else {},
                meta={"address": address, "exchanges": [], "conditions": conditions, "lies_at": lies_at},
                dont_filter=True,
            )

    def _headers_received(self, headers: Headers, request: Request, **_: Any) -> None:
        """Load nothing of what is no page.

        Raises:
            StopDownload: a page is wanted and something else is sent; the answer comes without its body.
        """
        address: Address | None = request.meta.get("address")
        if address is not None and address.kind == "page" and not _is_html(headers):
            raise StopDownload(fail=False)

    def _came(self, response: Response) -> Iterator[Request]:
        judge = partial(self._visit_of, response=response)
        yield from self._ended(response.meta["address"], host_of(response.url), judge)

    def _failed(self, failure: Failure) -> Iterator[Request]:
        code, message = code_of_error(failure.value or RuntimeError("unknown"))
        outcome = "skipped" if code in SKIPPED_CODES else "failed"
        visit = Visit(outcome=outcome, code=code, message=message or None)  # type: ignore[arg-type]
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self._ended(request.meta["address"], host_of(request.url), lambda _: (visit, None))

    def _ended(self, address: Address, host: str, judge: _Judge) -> Iterator[Request]:
        """Record what came of an address, where `host` was the last that was asked, and go on. An error of ours costs
        one address, a full disk the fetch.
        """
        try:
            visit, validators = self._judged(address, judge)
            self._store.record(address.address, visit, validators)
        except (OSError, sqlite3.Error) as error:
            self.broken = error
            raise CloseSpider("broken") from error
        del self._active[address.host]
        self._captured += visit.outcome in ("fetched", "revised")
        self.hosts.came(host, visit.code)
        self._report(visit)
        yield from self.next_requests()

    def _judged(self, address: Address, judge: _Judge) -> tuple[Visit, Validators | None]:
        try:
            return judge(address)
        except (OSError, sqlite3.Error):
            raise
        except Exception as error:  # noqa: BLE001 - whatever one page does, the others go on
            return Visit(outcome="failed", code="failed", message=f"{type(error).__name__}: {error}"), None

    def _visit_of(self, address: Address, response: Response) -> tuple[Visit, Validators | None]:
        told: dict[str, Any] = {"status": response.status, "final_url": response.url}
        if response.status == 304 and address.seen:
            arrived = self._arrivals if address.kind == "page" else self._places
            return arrived.not_modified(address, response), None
        if response.status != 200:
            code = code_of_status(response.status)
            location = header_of(response.headers, "Location")
            message = f"to {shown(location[:200])}" if code == "redirects" else None
            return Visit(outcome="failed", code=code, message=message, **told), None
        if address.kind != "page":
            visit = self._places.read(address, response)
            # what was left out is not known: a place that does not change has to be read anew for it
            return visit, _validators(response) if visit.code is None else (None, None)
        if not _is_html(response.headers):
            sent = header_of(response.headers, "Content-Type")[:100]
            return Visit(outcome="skipped", code="not_html", message=sent, **told), None
        return self._arrivals.arrived(response), _validators(response)


def _conditions(address: Address) -> dict[str, str]:
    """Headers by which a server sends a page only where it has changed."""
    if not address.seen:
        return {}
    asked = {"If-None-Match": address.etag, "If-Modified-Since": address.last_modified}
    return {name: value for name, value in asked.items() if value}


def _validators(response: Response) -> Validators:
    etag, changed = (header_of(response.headers, name) or None for name in ("ETag", "Last-Modified"))
    return etag, changed


def _is_html(headers: Headers) -> bool:
    """Whether a server sends HTML, or does not say what it sends."""
    return media_type(header_of(headers, "Content-Type")) in ("", *HTML_TYPES)
