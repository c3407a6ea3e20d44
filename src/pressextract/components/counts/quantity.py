"""One reading of the grammar of counts, before it becomes a row."""

from __future__ import annotations

from typing import NamedTuple


class Quantity(NamedTuple):
    """One reading: tokens `first` to `stop` (exclusive), the columns of a count, and the rule that read it.

    `number_at` is the token of the number itself, `scale` what a scale word multiplied by, `noun_head` the last noun
    of the counted phrase. The rule `bare` marks a number without noun, unit or whole.
    A tuple, since a reading is changed some three times: `_replace` takes a third of the time of dataclasses.replace.
    """

    first: int
    stop: int
    number_at: int
    value: float
    value_max: float | None = None
    bound: str = "exact"
    kind: str = "count"
    unit: str | None = None
    noun: str | None = None
    noun_head: str | None = None
    of: str | None = None
    scale: float = 1.0
    rule: str = "bare"
