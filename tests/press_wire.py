"""How the press site sends an answer, and what it tells from a connection and from the headers of a request."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from itertools import chain
from typing import TYPE_CHECKING, Any

from press_pages import Answer

if TYPE_CHECKING:
    from press_site import PressSite


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # an answer is sent in two pieces
    server: PressSite

    def do_GET(self) -> None:
        headers = {name.title(): value for name, value in self.headers.items()}
        answer = self.server.begun(self.connection, self.path, headers)
        if answer is None:
            self.close_connection = True
            return
        pieces, last = self._wire(answer)
        for piece in pieces:
            self.connection.sendall(piece)
        # Before the last piece: whoever has it may send the next request at once, which does not overlap this one.
        self.server.answered(self.connection)
        self.connection.sendall(last)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _wire(self, answer: Answer) -> tuple[Iterable[bytes], bytes]:
        """All that is sent, the last piece apart; without it no client takes the answer for complete."""
        body, headers = answer.body, {"Date": formatdate(usegmt=True), **answer.headers}
        if isinstance(body, bytes):
            if answer.status != 304:
                headers.setdefault("Content-Length", str(len(body)))
        elif answer.chunked:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Connection"] = "close"
        self.close_connection |= answer.close or "Connection" in headers
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}", *map(": ".join, headers.items())]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        if self.command == "HEAD":
            return [head[:-1]], head[-1:]
        if isinstance(body, bytes):
            complete = len(head) + min(len(body), int(headers.get("Content-Length", 0)))
            return [(head + body)[: complete - 1]], (head + body)[complete - 1 :]
        if answer.chunked:
            return chain([head], (b"%x\r\n%b\r\n" % (len(part), part) for part in body)), b"0\r\n\r\n"
        return chain([head], body), b""


def unchanged(answer: Answer, headers: dict[str, str]) -> bool:
    """Whether the client has the answer already; an ETag counts for more than a date."""
    etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if answer.status != 200:
        return False
    if known := headers.get("If-None-Match"):
        return etag is not None and etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
    if modified and (since := headers.get("If-Modified-Since")):
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    return False


def left(connection: socket.socket) -> bool:
    """Whether the client has hung up, which the system knows before the answering thread notices."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
