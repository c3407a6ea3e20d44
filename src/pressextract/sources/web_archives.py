"""WARC, plain or gzipped: the HTML that servers answered with status 200."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file
from pressextract.sources.compression import UnpackedFile
from pressextract.sources.content_types import HTML_TYPES, charset_of, media_type
from pressextract.sources.endings import compression_of, encodable
from pressextract.sources.http_bodies import body_of
from pressextract.sources.limits import DamagedError, Limits
from pressextract.sources.records import stated_date
from pressextract.sources.source_file import Consumed, Skipped, SourceFile, lost

_NO_TYPE = "(no type)"
#: How HTML begins that a server sends without saying what it is.
_HTML = re.compile(rb"[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_BEGIN = b"WARC/"
_HEADER_BYTES = 1 << 20


def read_warc(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss | Skipped]:
    """The pages of a web archive; `input` is `<file>:<offset>`, of the packed file where it is gzipped.

    Raises:
        OSError: the archive is cut off or damaged; what lies before has been given.
        ArchiveLimitError: it unpacks to too much.
    """
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    with open_file(file) as opened:
        unpacked = UnpackedFile(opened, compression_of(file.name), limits, consumed)
        stream = io.BufferedReader(unpacked, 1 << 16)
        begin = stream.peek(len(_BEGIN))[: len(_BEGIN)]
        if not begin:
            return
        if begin != _BEGIN:
            raise DamagedError("not a WARC file: its first record does not begin with WARC/")
        # warcio takes unpacking errors and short HTTP headers for the archive's end; here it only parts the records
        records = WARCIterator(_Tellable(stream), no_record_parse=True)
        try:
            while True:
                # it warns on the terminal of records whose length is wrong, which shows here as damage
                with redirect_stderr(io.StringIO()):
                    record = next(records, None)
                if record is None:
                    return
                offset = unpacked.packed_offset(records.offset)
                # warcio takes a length that is no number for 0
                if not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
                    raise DamagedError(f"the record at byte {offset:,} states no length")
                found = _read(record, f"{file.name}:{offset}", limits)
                _finish(record, offset)
                yield found
        except ArchiveLoadFailed as error:
            raise DamagedError(" ".join(str(error)[:200].split())) from error


class _Tellable:
    """What warcio reads: it asks where it is, which a stream that is unpacked cannot tell by itself."""

    def __init__(self, stream: io.BufferedReader[Any]) -> None:
        self._stream = stream
        self._offset = 0

    def read(self, size: int) -> bytes:
        piece = self._stream.read1(size)
        self._offset += len(piece)
        return piece

    def tell(self) -> int:
        return self._offset


def _finish(record: Any, offset: int) -> None:
    """Read a record to its end: only then is it whole."""
    while record.raw_stream.read(1 << 16):
        pass
    if record.raw_stream.limit > 0:
        raise DamagedError(f"the record at byte {offset:,} is cut off")


def _read(record: Any, where: str, limits: Limits) -> Page | Loss | Skipped:
    from warcio.limitreader import LimitReader
    from warcio.statusandheaders import StatusAndHeadersParser

    url = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type != "response":
        return Skipped(f"warc {record.rec_type}")
    if url is None or not url.lower().startswith(("http://", "https://")):
        return Skipped(media_type(record.content_type) or _NO_TYPE)
    head = LimitReader(record.raw_stream, min(_HEADER_BYTES, record.raw_stream.limit))
    try:
        http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(head)
    except EOFError:
        return Skipped("warc response without content")
    if (status := http.get_statuscode()) != "200":
        return Skipped(f"status {status[:20]}")
    content_type = http.get_header("Content-Type") or ""
    kind = media_type(content_type)
    if kind and kind not in HTML_TYPES:
        return Skipped(kind)
    url = encodable(url)
    if record.raw_stream.limit > limits.page_bytes:
        return lost(url, where, "too_large", limits.too_large)
    try:
        content = body_of(http, record.raw_stream, limits.page_bytes)
    except DamagedError as error:
        return lost(url, where, "unreadable", str(error))
    if len(content) > limits.page_bytes:
        return lost(url, where, "too_large", limits.too_large)
    if not kind and not _HTML.match(content[:1024]):
        return Skipped(_NO_TYPE)
    return Page(
        source_id=url,
        input=where,
        kind="html",
        content=content,
        url=url,
        charset=charset_of(content_type),
        fetched=stated_date(record.rec_headers.get_header("WARC-Date")),
    )
