"""Columns as JSON: what repeats is stored once, offsets count as browsers count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from typing import Any

#: A column: numbers and texts as they are, or the different values once and their numbers row by row, -1 for none.
JsonColumn = list[Any] | dict[str, list[Any]]


class Repeating:
    """A column whose values repeat."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._index: list[int] = []

    def add(self, value: Hashable) -> None:
        """Append a value, None or an empty text where there is none."""
        missing = value is None or value == ""
        self._index.append(-1 if missing else self._numbers.setdefault(value, len(self._numbers)))

    def as_json(self) -> JsonColumn:
        """The different values and their numbers."""
        return {"values": list(self._numbers), "index": self._index}


class BrowserOffsets:
    """Offsets of the tables count code points, JavaScript counts UTF-16 units: one more for each 😀 before."""

    def __init__(self, text: str) -> None:
        is_plain = text.isascii() or max(text) <= "\uffff"
        self._wide = [] if is_plain else [place for place, sign in enumerate(text) if sign > "\uffff"]

    def __call__(self, offset: int) -> int:
        """The offset in UTF-16 units."""
        return offset + bisect_left(self._wide, offset) if self._wide else offset
