"""Which of many spans touch a given one, without comparing all with all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def first_fitting(items: Iterable[tuple[int, int, T]]) -> list[T]:
    """What is given as (start, end, item), in text order; of items that overlap the one given first."""
    kept: list[T] = []
    spans: list[tuple[int, int]] = []
    for start, end, item in items:
        place = bisect_right(spans, (start, end))
        if (place and spans[place - 1][1] > start) or (place < len(spans) and spans[place][0] < end):
            continue
        kept.insert(place, item)
        spans.insert(place, (start, end))
    return kept


class SpanIndex:
    """Spans (start, end) sorted by start; overlapping ones are allowed."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that share a character with start..end."""
        first = bisect_right(self._starts, start - self._longest)
        for index in range(max(0, first - 1), bisect_left(self._starts, end)):
            other = self._spans[index]
            if other[1] > start:
                yield other

    def blocks(self, start: int, end: int) -> bool:
        """Whether one of the spans is start..end, crosses it or holds it; spans properly inside do not block."""
        return any(
            not (start <= one and other <= end) or (one, other) == (start, end)
            for one, other in self.touching(start, end)
        )

    def holds(self, start: int, end: int) -> bool:
        """Whether start..end lies inside one of the spans."""
        return any(one <= start and end <= other for one, other in self.touching(start, end))
