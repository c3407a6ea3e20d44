"""What else was found in a text around the candidates for names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Surroundings:
    """What else was found in the text, as offsets.

    `entities` are the model's, with their class; `places` maps starts to ends, `derived` are the starts of adjectives
    made from places.
    """

    def __init__(
        self,
        *,
        entities: Iterable[tuple[int, int, str]],
        people: Iterable[tuple[int, int]],
        ministries: Iterable[tuple[int, int]],
        places: dict[int, int],
        derived: frozenset[int],
    ) -> None:
        self.entities = tuple(entities)
        self.places = places
        self.derived = derived
        self._named = sorted(
            [
                *((start, end, f"ent={label}") for start, end, label in self.entities),
                *((start, end, "person") for start, end in people),
                *((start, end, "ministry") for start, end in ministries),
            ]
        )
        self._starts = [start for start, _, _ in self._named]
        self._furthest = list(accumulate((end for _, end, _ in self._named), max))

    def touching(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Entities, people and ministries that share a character with start..end, with the name of what they are."""
        near = self._named[bisect_right(self._furthest, start) : bisect_left(self._starts, end)]
        return [named for named in near if named[1] > start]
