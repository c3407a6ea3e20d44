"""Lines of a stream, of which none is longer in memory than it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line that is longer than allowed and was passed over; `quotes` of it are quotation marks."""

    quotes: int


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | LongLine]:
    """Each line with its end, up to `limit` bytes of it; of longer ones only that they are."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        quotes = line.count(b'"')
        while not line.endswith(b"\n") and (line := stream.readline(_PIECE)):
            quotes += line.count(b'"')
        yield LongLine(quotes)
