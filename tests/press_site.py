"""A press site on loopback that serves releases, feeds, sitemaps and every fault, and remembers who asked for what.

`press_releases.py` holds the releases, `press_pages.py` and `press_lists.py` what is made of them, `press_faults.py`
what goes wrong, `press_wire.py` how an answer is sent.
"""

from __future__ import annotations

import socket
import socketserver
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from http.server import ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from press_faults import CARRIED, ERRORS, FAULTS, REDIRECTS, error, redirect
from press_lists import lists, robots
from press_pages import (
    FOOTER,
    NAVIGATION,
    Answer,
    endless_day,
    endless_listing,
    html,
    listing,
    message,
    moment,
    navigation_page,
    release_page,
    validated,
)
from press_releases import RELEASES, Release
from press_wire import Handler, hang_up, left, unchanged

_RELEASES = {release.path: release for release in RELEASES} | CARRIED


@dataclass(frozen=True)
class Request:
    """A request as the log keeps it; names of headers are `Written-Like-This`, however the client wrote them."""

    path: str  # with the query
    time: float  # time.monotonic() when it was read
    headers: dict[str, str]
    status: int  # what was answered; 0: nothing


class PressSite(ThreadingHTTPServer):
    """The site serves from when it is made until it is closed; settings may change in between."""

    daemon_threads = True
    block_on_close = False  # answers without end must not hold up closing
    request_queue_size = 64

    def __init__(
        self, host: str = "127.0.0.1", *, crawl_delay: float | None = 0.05, retry_after: int = 1, pause: float = 0.2
    ) -> None:
        super().__init__((host, 0), Handler)
        self.url = f"http://{host}:{self.server_address[1]}"
        self.robots_status = 200
        self.crawl_delay = crawl_delay
        self.retry_after = retry_after  # what /zu-viel*.html ask for, in whole seconds
        self.pause = pause  # between two bytes of /langsam.html
        self.latency = 0.0  # how long each answer takes, so that requests made at once are seen to overlap
        self.revision = 1
        self.overlap = 0  # the highest number of requests that were being answered at once
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._log: list[Request] = []
        self._counts: Counter[str] = Counter()
        self._removed: set[str] = set()
        self._replaced: dict[str, list[str]] = {}
        self._connections: set[socket.socket] = set()
        self._answering: set[socket.socket] = set()
        self._errors: list[BaseException] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all answers and connections; an error of the site itself is raised here, for no client sees it."""
        if self.closing.is_set():
            return
        self.closing.set()
        self.shutdown()
        with self._lock:
            for connection in self._connections:
                hang_up(connection)
        self.server_close()
        self._thread.join()
        if self._errors:
            raise self._errors[0]

    @property
    def log(self) -> list[Request]:
        """All requests until now, in the order in which they came."""
        with self._lock:
            return list(self._log)

    def requests(self, path: str) -> list[Request]:
        """The requests for a path; one that is given without a query means all its queries."""
        return [entry for entry in self.log if path in (entry.path, entry.path.partition("?")[0])]

    def forget(self) -> None:
        """Empty the log and begin `overlap` anew; which request is the first for a path stays known."""
        with self._lock:
            self._log.clear()
            self.overlap = 0

    def revise(self) -> None:
        """Change text and ETag of /bewegt.html."""
        self.revision += 1

    def remove(self, path: str) -> None:
        """Answer 410 from now on; listings, feeds and sitemaps still name the path, as they do for a while."""
        self._removed.add(path)

    def replace(self, path: str, text: str) -> None:
        """Give a release other paragraphs, parted by empty lines, and with them another ETag and Last-Modified."""
        assert path in _RELEASES, f"{path}: no release, {sorted(_RELEASES)} are"
        self._replaced.setdefault(path, []).append(text)

    def release(self, path: str, *, more: str = "", token: str = "", charset: str = "utf-8") -> Answer:
        """The release at a path with what was replaced in it, and with validators."""
        release, texts = _RELEASES[path], self._replaced.get(path, [])
        text = "\n\n".join(filter(None, [texts[-1] if texts else release.text, more]))
        page = release_page(release, text, path, token=token, charset=charset)
        return validated(html(page), moment(release.published) + timedelta(hours=len(texts)))

    def answer(self, target: str, nth: int) -> Answer | None:
        """What is answered to the nth request for a path; None: nothing."""
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        number = int(query.get("seite", ["1"])[0])
        if path in self._removed:
            return message(410, "Seite entfernt")
        if path in FAULTS:
            return FAULTS[path](self, nth)
        if path in REDIRECTS:
            return redirect(path)
        if path in _RELEASES:
            return self.release(path)
        if path == "/robots.txt":
            return robots(self.url, self.robots_status, self.crawl_delay)
        if path in ("/presse/", "/presse-ohne-rel/"):
            return listing(path, number, rel=path == "/presse/")
        if path == "/endlos/":
            return endless_listing(number)
        if path.startswith("/endlos/meldung-"):
            nth = int(path.removeprefix("/endlos/meldung-").removesuffix(".html"))
            text = f"Mitteilung Nummer {nth} aus dem Archiv. Das Land hat {nth * 7919 % 1000} Kilometer Straße saniert."
            return html(release_page(Release(nth, endless_day(nth), "", f"Meldung {nth}", text), text, path))
        if path in NAVIGATION or path in FOOTER:
            return html(navigation_page(path))
        return error(path) if path in ERRORS else lists(self.url, path) or message(404, "Seite nicht gefunden")

    def begun(self, connection: socket.socket, target: str, headers: dict[str, str]) -> Answer | None:
        """Note a request and find its answer. Clients that have left no longer count as being answered."""
        now = time.monotonic()
        with self._lock:
            self._answering = {other for other in self._answering if not left(other)} | {connection}
            self.overlap = max(self.overlap, len(self._answering))
            path = urlsplit(target).path
            self._counts[path] += 1
            answer = self.answer(target, self._counts[path])
            if answer and unchanged(answer, headers):
                kept = {name: value for name, value in answer.headers.items() if name in ("ETag", "Last-Modified")}
                answer = Answer(status=304, headers=kept)
            self._log.append(Request(target, now, headers, answer.status if answer else 0))
        self.closing.wait(self.latency)
        return answer

    def answered(self, connection: socket.socket) -> None:
        with self._lock:
            self._answering.discard(connection)

    def server_bind(self) -> None:
        """As HTTPServer does, without asking the name service for the name of the host."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
            self._answering.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave are nothing to tell; anything else is an error of the site."""
        problem = sys.exception()
        if problem and not isinstance(problem, OSError):
            self._errors.append(problem)
