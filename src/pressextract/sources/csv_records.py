"""CSV with a column `html` or `text`: comma, semicolon or tab, UTF-8, quoted cells may hold line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file
from pressextract.sources.compression import UnpackedFile
from pressextract.sources.endings import compression_of, ending_of
from pressextract.sources.limits import Limits
from pressextract.sources.lines import LongLine, bounded_lines
from pressextract.sources.records import CONTENT, page_of
from pressextract.sources.source_file import Consumed, Skipped, SourceFile, lost

_DELIMITERS = ",;\t"
#: What Python's csv takes for one cell, unless told otherwise.
_HEADER_BYTES = 131_072


def read_csv(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss | Skipped]:
    """The releases of a table. A record without id is called `<file name>:<line>`, after its first line."""
    with open_file(file) as opened:
        stream = UnpackedFile(opened, compression_of(file.name), limits, consumed)
        buffered = io.BufferedReader(stream, 1 << 16)
        delimiter, names = _header(buffered)
        if not set(CONTENT) & set(names):
            yield Skipped(ending_of(file.name))
            return
        # the module's limit is one for the whole process, and lower than a page
        csv.field_size_limit(max(csv.field_size_limit(), limits.line_bytes))
        lines = _Lines(buffered, limits.line_bytes)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.begin()
            where = f"{file.name}:{lines.number + 1}"
            try:
                cells = next(rows, None)
            except _TooLongError:
                lines.finish()
                yield lost(where, where, "too_large", f"a row of {limits.too_large}")
                continue
            except csv.Error as error:
                yield lost(where, where, "bad_record", f"not a row of CSV: {error}")
                continue
            if cells is None:
                return
            if cells:
                yield _page_of_row(names, cells, where, limits)


def csv_columns(file: SourceFile) -> list[str]:
    """The column names of a table.

    Raises:
        OSError: it cannot be read.
    """
    with open_file(file) as opened:
        return _header(io.BufferedReader(UnpackedFile(opened, compression_of(file.name))))[1]


def _header(stream: BinaryIO) -> tuple[str, list[str]]:
    """The delimiter and the column names, none where the first line is too long to be a header."""
    first = stream.readline(_HEADER_BYTES)
    if len(first) == _HEADER_BYTES:
        return ",", []
    line = first.decode("utf-8-sig", "replace").strip("\r\n")
    outside = "".join(line.split('"')[::2])
    delimiter = max(_DELIMITERS, key=outside.count)
    return delimiter, [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]


def _page_of_row(names: list[str], cells: list[str], where: str, limits: Limits) -> Page | Loss:
    if len(cells) > len(names):
        message = f"{len(cells)} cells found in a table of {len(names)} columns; quote cells that hold the delimiter"
        return lost(where, where, "bad_record", message)
    try:
        for cell in cells:
            cell.encode("utf-8")
    except UnicodeEncodeError as error:
        byte = ord(error.object[error.start]) - 0xDC00
        return lost(where, where, "bad_record", f"not UTF-8 (byte 0x{byte:02x} found); save the table as UTF-8")
    return page_of(dict(zip(names, cells, strict=False)), where, limits)


class _TooLongError(Exception):
    """A row has more bytes than it may have."""


class _Lines:
    """The lines of a table for csv.reader, counted by rows, so that a row without end does not fill the memory."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._lines = bounded_lines(stream, limit)
        self._limit = limit
        self._size = self._quotes = 0
        self.number = 1  # the header's

    def begin(self) -> None:
        """A row begins."""
        self._size = self._quotes = 0

    def finish(self) -> None:
        """Pass over the rest of a row: it goes on while a quotation mark is open."""
        while self._quotes % 2 and (line := next(self._lines, None)) is not None:
            self._count(line)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._count(line)
        if isinstance(line, LongLine) or self._size > self._limit:
            raise _TooLongError
        return line.decode("utf-8", "surrogateescape")

    def _count(self, line: bytes | LongLine) -> None:
        self.number += 1
        if isinstance(line, LongLine):
            self._quotes += line.quotes
        else:
            self._quotes += line.count(b'"')
            self._size += len(line)
