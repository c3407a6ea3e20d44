"""What stands between the spider and the network besides Scrapy's own: the gate, the recorder, and named refusals."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.python import to_unicode
from twisted.web.http import RESPONSES

from pressextract.fetching.address_guard import refused_hosts
from pressextract.fetching.answers import header_of
from pressextract.fetching.captures import Exchange, Headers
from pressextract.fetching.refusals import RefusedError
from pressextract.fetching.web_addresses import host_of, key_of, problem_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Gate:
    """Keeps requests back that are not to be made: redirects and retries come by here too."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gate:
        """Scrapy calls this."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request through.

        Raises:
            RefusedError: its address cannot be used, its host is a private one, or one that is left alone.
        """
        if problem := problem_of(request.url):
            raise RefusedError("redirects" if "redirect_urls" in request.meta else "bad_address", problem)
        self._crawler.spider.hosts.check(host_of(request.url))  # type: ignore[union-attr]
        self._check_address(request)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say why a host has no address.

        Raises:
            RefusedError: it is a private one.
        """
        self._check_address(request)

    def _check_address(self, request: Request) -> None:
        host = host_of(request.url)
        if (address := refused_hosts().get(host)) is not None:
            found = host if address == host else f"{host} ({address})"
            told = f"{found} is no public address; --allow-private fetches from there"
            raise RefusedError("private_address", told)


class Recorder:
    """Keeps each exchange as it went over the wire: nearest to the network, so before anything is unpacked."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Add the exchange to those of the request."""
        exchanges = request.meta.get("exchanges")
        if exchanges is not None:
            exchanges.append(_exchange(request, response))
        return response


class Unpacking(HttpCompressionMiddleware):
    """Scrapy's, whose refusal of what unpacks to too much has a name here."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """The response with its body unpacked.

        Raises:
            RefusedError: too_large, or failed where it is not packed as stated.
        """
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            told = f"{len(response.body):,} bytes unpack to more than max_page_bytes"
            raise RefusedError("too_large", told) from error
        except (OSError, EOFError, zlib.error) as error:
            sent = header_of(response.headers, "Content-Encoding")[:40]
            raise RefusedError("failed", f"the body is not {sent}, as the server says ({error})") from error


class Redirects(RedirectMiddleware):
    """Scrapy's, whose refusal of long chains has a name here; no Referer is sent."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Leave the header out."""
        request.headers.pop("Referer", None)

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """The response, or the request that it leads to.

        Raises:
            RefusedError: redirects.
        """
        try:
            led = super().process_response(request, response)
        except IgnoreRequest as error:
            raise RefusedError("redirects", f"more than {self.max_redirect_times} redirects, or a loop") from error
        except ValueError as error:
            raise RefusedError("redirects", f"leads to no address ({error})") from error
        if isinstance(led, Request):
            # it goes on in the queue of its own host, whose delays and pauses hold for it
            led.meta.pop("download_slot", None)
            # the answer to them is about the page that lay there the last time, and about no other one
            conditions = led.meta.get("conditions") or {}
            for name in conditions:
                led.headers.pop(name, None)
            if conditions and led.meta["lies_at"] == key_of(led.url):
                led.headers.update(conditions)
        return led


def _exchange(request: Request, response: Response) -> Exchange:
    parts = urlsplit(request.url)
    sent = [("Host", parts.netloc), *_headers(request.headers)]
    return Exchange(
        url=request.url,
        target=f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}",
        request_headers=sent,
        status=f"{response.status} {RESPONSES.get(response.status, b'').decode()}".strip(),
        headers=_headers(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        address=str(response.ip_address) if response.ip_address else None,
        when=datetime.now(UTC),
    )


def _headers(headers: Any) -> Headers:
    return [
        (to_unicode(name, "latin-1"), to_unicode(value, "latin-1"))
        for name, values in headers.items()
        for value in values
    ]
