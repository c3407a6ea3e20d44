"""What is counted of one label while articles are compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pressextract.evaluation.scores import Mistake

#: Characters of the text that a mistake shows before and after the mention.
_AROUND = 60


@dataclass(slots=True)
class LabelTally:
    """Counts as in LabelScores; `compared` and `right` count attributes by name."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap_gold: int = 0
    overlap_found: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)


def context(text: str, start: int, end: int) -> str:
    """The words around a mention, in one line."""
    before = " ".join(text[max(0, start - _AROUND) : start].split(" ")[1 if start > _AROUND else 0 :])
    after = text[end : end + _AROUND]
    if len(text) > end + _AROUND:
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())
