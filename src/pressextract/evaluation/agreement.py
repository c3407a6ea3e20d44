"""When an attribute that was found is the one that the gold states."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+")
#: How far numbers may differ, as a share: the gold rounds a third to 0.3333.
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Compared:
    """Which column an attribute is compared with; `inflected`: words may differ in their endings."""

    column: str
    inflected: bool = False


#: Label → attribute of the gold → what it is compared with, where the gold states it.
ATTRIBUTES: dict[str, dict[str, Compared]] = {
    "PERSON": {
        "title": Compared("academic_title"),
        "role": Compared("role", inflected=True),
        "organisation": Compared("organisation", inflected=True),
        "party": Compared("party"),
    },
    "MINISTRY": {"abbr": Compared("abbreviation"), "level": Compared("level"), "land": Compared("land")},
    "PLACE": {"kind": Compared("kind"), "name": Compared("name"), "derived": Compared("derived")},
    "COUNT": {
        "value": Compared("value"),
        "value_max": Compared("value_max"),
        "bound": Compared("bound"),
        "kind": Compared("kind"),
        "unit": Compared("unit"),
        "noun": Compared("noun", inflected=True),
        "of": Compared("of", inflected=True),
    },
    "INITIATIVE": {"kind": Compared("kind")},
    "QUOTE": {"speaker": Compared("speaker", inflected=True)},
}


def agrees(gold: Any, found: Any, *, inflected: bool = False) -> bool:
    """Whether a value that was found is the gold's.

    Numbers may differ by a thousandth, words in case and, where `inflected`, in their endings. A list in the gold names
    alternatives, an empty one no value.
    """
    if isinstance(gold, list):
        return any(agrees(one, found, inflected=inflected) for one in gold) if gold else _is_missing(found)
    if gold is None or _is_missing(found):
        return gold is None and _is_missing(found)
    if isinstance(gold, bool):
        return bool(found) is gold
    if isinstance(gold, int | float):
        return _is_close(gold, found)
    if inflected:
        return _same_stems(_stems(str(gold)), _stems(str(found)))
    return str(gold).strip().casefold() == str(found).strip().casefold()


def _is_missing(found: Any) -> bool:
    return found is None or found == "" or (isinstance(found, float) and math.isnan(found))


def _is_close(gold: float, found: Any) -> bool:
    try:
        return math.isclose(gold, float(found), rel_tol=_TOLERANCE)
    except (TypeError, ValueError):
        return False


def _stems(text: str) -> list[str]:
    """The words without their last two letters, at least three left: Fischers and Fischer begin alike."""
    return [word[: max(3, len(word) - 2)] for word in _WORD.findall(text.casefold())]


def _same_stems(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=True))
