"""Stretches of text, asked for what lies over or around a mention in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Half-open stretches (start, end) of a text; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self._starts = [start for start, _ in self.spans]
        self._furthest = list(accumulate((end for _, end in self.spans), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps (start, end)."""
        return self._end_before(bisect_left(self._starts, end)) > start

    def surround(self, start: int, end: int) -> bool:
        """Whether a longer stretch has (start, end) inside."""
        return (
            self._end_before(bisect_left(self._starts, start)) >= end
            or self._end_before(bisect_right(self._starts, start)) > end
        )

    def at(self, start: int, end: int) -> tuple[int, int] | None:
        """The last stretch that overlaps (start, end), for stretches that do not overlap each other."""
        position = bisect_left(self._starts, end) - 1
        return self.spans[position] if position >= 0 and self.spans[position][1] > start else None

    def _end_before(self, position: int) -> int:
        return self._furthest[position - 1] if position else -1
