"""What an Excel cell can hold."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

#: Excel's limit, in UTF-16 units: an emoji is two.
MAX_UNITS = 32_767
CLIPPED = " … [gekürzt]"
#: Rows of a sheet, the header too.
MAX_ROWS = 1_048_576
#: Excel's calendar begins here.
_FIRST_YEAR = 1900
#: XML 1.0 has no place for these, whatever they are escaped by.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def cell_value(value: Any) -> Any:
    """A value of a row as Excel has it: numbers, dates and truth values stay, lists and all else become text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, date):  # a datetime is one too
        return value if value.year >= _FIRST_YEAR else str(value)
    if isinstance(value, tuple):
        return cell_text("; ".join(value))
    return cell_text(value)


def cell_text(text: str) -> str:
    """A text without what a cell cannot hold, clipped with a mark where it is too long."""
    text = _IMPOSSIBLE.sub("", _LINE_END.sub("\n", text))
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # xlsxwriter takes it for markup of its own otherwise, and writes it as it is
    if len(text) <= MAX_UNITS // 2 or _units(text) <= MAX_UNITS:
        return text
    encoded = text.encode("utf-16-le")[: (MAX_UNITS - len(CLIPPED)) * 2]
    return encoded.decode("utf-16-le", errors="ignore") + CLIPPED  # half a pair at the end goes


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shown_length(value: Any) -> int:
    """How wide a value is in its column, about."""
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    return max(map(len, value.split("\n")), default=0) if isinstance(value, str) else len(str(value))
