"""Long forms and their abbreviations, joined within a document.

The algorithm is that of Schwartz and Hearst (A simple algorithm for identifying abbreviation definitions in
biomedical text, 2003): read from the right, each letter of the short form must occur in the long form, the first one
at the beginning of a word. Letters inside words count, which German compounds need (Bundesverfassungsgericht: BVerfG).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = r"[A-ZÄÖÜ][\w&/-]*(?: (?:[IVX]+|\d{1,4}|[A-Z]{2,4}|e\. ?V\.))?|[a-z][\w&-]*[A-ZÄÖÜ][\w&-]*(?: \d{4})?"
_IN_BRACKETS = re.compile(
    rf" ?[“”\"«»]? ?\((?:kurz:? |abgekürzt:? |nachfolgend:? )?[„“\"»«]?(?P<short>{_SHORT})[“”\"«»]?[,;)]"
)
_AFTER_COMMA = re.compile(rf"[“”\"«»]?, (?:kurz|abgekürzt|genannt):? [„“\"»«]?(?P<short>{_SHORT})\b")
_BRACKET = re.compile(r" \(")
_BEFORE_BRACKET = re.compile(r"[\w!?](?=[“”\"«»]?\Z)")
_CLAUSE_MARK = re.compile(r"[.!?;:()\n„|]")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and the long form that stands before it; offsets count in the text."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def short_form_after(text: str, end: int) -> tuple[int, int] | None:
    """Start and end of the short form given right after a name that ends at `end`: `NAME (DIHK)`, `NAME, kurz DIHK`."""
    match = _IN_BRACKETS.match(text, end) or _AFTER_COMMA.match(text, end)
    if match is None or not _looks_short(match["short"]):
        return None
    return match.span("short")


def long_form_start(long_form: str, short_form: str) -> int | None:
    """Offset in `long_form` of the word that the abbreviation begins with, None where its letters do not fit.

    >>> long_form_start("der Deutsche Industrie- und Handelskammertag", "DIHK")
    4
    """
    letters = [char.casefold() for char in short_form.split(" ")[0] if char.isalpha()]
    long_folded = long_form.casefold() if len(long_form.casefold()) == len(long_form) else long_form.lower()
    position = len(long_form)
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and (
            long_folded[position] != letters[index]
            or (index == 0 and position > 0 and long_folded[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
    return position


def abbreviations(text: str, max_words: int = 12) -> Iterator[Abbreviation]:
    """All pairs of long form and short form in brackets, in text order.

    The long form is sought in the last `max_words` words before the bracket, not beyond the end of a clause.
    """
    for bracket in _BRACKET.finditer(text):
        before = _BEFORE_BRACKET.search(text, max(0, bracket.start() - 2), bracket.start())
        if before is None:
            continue
        end = before.end()
        short = short_form_after(text, end)
        if short is None:
            continue
        short_text = text[slice(*short)]
        window_start = max(0, end - 160)
        window = text[window_start:end]
        for mark in _CLAUSE_MARK.finditer(window):
            window_start = max(0, end - 160) + mark.end()
        words = min(max_words, len(short_text) + 5, 2 * len(short_text) + 1)
        starts = [found.start() for found in re.finditer(r"\S+", text[window_start:end])]
        if not starts:
            continue
        first = window_start + starts[-words:][0]
        offset = long_form_start(text[first:end], short_text)
        if offset is not None and end - first - offset > len(short_text):
            yield Abbreviation(first + offset, end, *short)


def _looks_short(short: str) -> bool:
    first = short.split(" ")[0]
    return 2 <= len(first) <= 12 and sum(char.isupper() for char in first) >= 2
