"""The WARC of a fetch: each exchange as a request and a response record, appended whole.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import BufferWARCWriter

from pressextract.fetching.visits import moment

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and what came back: `body` as it was sent, packed where the server packed it.

    Its chunks are joined, and headers that only concern the connection (Transfer-Encoding) are not there: Twisted takes
    them out.
    """

    url: str
    target: str
    request_headers: Headers
    status: str
    headers: Headers
    body: bytes
    protocol: str
    address: str | None
    when: datetime


@dataclass(frozen=True, slots=True)
class Earlier:
    """The capture that a page is compared with."""

    url: str
    when: str
    digest: str


@dataclass(frozen=True, slots=True)
class Records:
    """Where a capture lies in the WARC: the first byte of its first record, and how many bytes all of them have."""

    offset: int
    length: int


def digest_of(body: bytes) -> str:
    """The digest of a body as WARC states it: `sha1:` and 32 characters of base 32."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


class CaptureFile:
    """A WARC that grows. What was not written to its end is cut off when it is opened again."""

    def __init__(self, path: Path, written: int) -> None:
        """Open a WARC of which `written` bytes are known to be whole.

        Raises:
            OSError: it is not writable.
        """
        self._gzip = path.name.endswith(".gz")
        self._file = path.open("r+b" if path.exists() else "w+b")
        self._file.truncate(min(written, path.stat().st_size))
        self._file.seek(0, os.SEEK_END)

    def write_info(self, facts: Mapping[str, str]) -> Records:
        """Append what the records that follow have in common."""
        writer = BufferWARCWriter(gzip=self._gzip, warc_version="WARC/1.1")
        writer.write_record(writer.create_warcinfo_record(None, dict(facts)))
        return self._append(writer)

    def write(self, exchanges: Iterable[Exchange], *, same_as: Earlier | None = None, profile: str = "") -> Records:
        """Append exchanges: the redirects on the way, and last the page. With `same_as` the page becomes a revisit
        record, which refers to the capture that holds it.

        Raises:
            OSError: the disk is full.
        """
        writer = BufferWARCWriter(gzip=self._gzip, warc_version="WARC/1.1")
        *redirects, page = exchanges
        for exchange in redirects:
            _write(writer, exchange, None, "")
        _write(writer, page, same_as, profile)
        return self._append(writer)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _append(self, writer: BufferWARCWriter) -> Records:
        content = writer.get_contents()
        offset = self._file.tell()
        self._file.write(content)
        self._file.flush()
        os.fsync(self._file.fileno())
        return Records(offset, len(content))


def _write(writer: BufferWARCWriter, exchange: Exchange, same_as: Earlier | None, profile: str) -> None:
    facts = {"WARC-Date": moment(exchange.when)}
    if exchange.address:
        facts["WARC-IP-Address"] = exchange.address
    answer = StatusAndHeaders(exchange.status, exchange.headers, protocol=exchange.protocol)
    if same_as is None:
        response = writer.create_warc_record(
            exchange.url, "response", io.BytesIO(exchange.body), http_headers=answer, warc_headers_dict=facts,
            length=len(exchange.body),
        )  # fmt: skip
    else:
        response = writer.create_revisit_record(
            exchange.url, same_as.digest, same_as.url, same_as.when, http_headers=answer, warc_headers_dict=facts
        )
        response.rec_headers.replace_header("WARC-Profile", profile)
    asked = StatusAndHeaders(f"GET {exchange.target} HTTP/1.1", exchange.request_headers, is_http_request=True)
    request = writer.create_warc_record(
        exchange.url, "request", http_headers=asked, warc_headers_dict={"WARC-Date": facts["WARC-Date"]}
    )
    writer.write_request_response_pair(request, response)
