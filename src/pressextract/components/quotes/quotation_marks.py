"""Pairs quotation marks: German „…“ and »…«, Swiss «…», English “…”, straight "…", and the mixtures that occur.

A mark's direction is told by the blanks around it and by what is open. A quotation may run over several paragraphs; as
printers do, each of them may begin with the opening mark again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[„“”‟\"»«]")
_OPENS_ALWAYS = "„"
_CLOSERS = {"„": '“”‟"', "“": '”“"', "”": '”"', "‟": '”"', "»": "«", "«": "»", '"': '"“”'}
_BEFORE_OPENING = " \t\n\xa0\u2009\u202f([{–—/-:|>*_"
#: Openings of the same kind inside a quotation; more of them mean that nothing is closed there.
_MOST_NESTED = 12
#: Only a quotation that begins behind a colon, a sentence or a line may run over the end of its paragraph.
_MAY_RUN_ON = re.compile(r"(?:\A|\n|:|[.!?…][“”\"«»)]?)\s*(?:bq\.\s*|[_*>]{1,2})?\Z")
_MARKUP = re.compile(r"\s|[.,;:!?)\]}–—-]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks, without blanks at its ends; the outer offsets include the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def quotations(text: str, max_length: int) -> Iterator[Quotation]:
    """The outermost quotations in text order, each at most `max_length` characters long.

    A mark that nothing closes in that distance opens nothing.
    """
    position = 0
    while True:
        opening = _MARK.search(text, position)
        if opening is None:
            return
        position = opening.end()
        if not _opens(text, opening.start()):
            continue
        closing = _closing_mark(text, opening.start(), max_length, nested=True)
        if closing is None:
            closing = _closing_mark(text, opening.start(), max_length, nested=False)
        if closing is None:
            continue
        position = closing + 1
        start, end = opening.end(), closing
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Quotation(start, end, opening.start(), closing + 1)


def _closing_mark(text: str, opening: int, max_length: int, *, nested: bool) -> int | None:
    """Offset of the mark that closes the one at `opening`; `nested`: pairs of the same kind may stand inside."""
    kind, depth, openings = text[opening], 0, 0
    limit = min(len(text), opening + 1 + max_length)
    if not _MAY_RUN_ON.search(text, max(0, opening - 8), opening):
        paragraph_end = text.find("\n\n", opening, limit)
        limit = paragraph_end if paragraph_end >= 0 else limit
    for match in _MARK.finditer(text, opening + 1, limit):
        at, mark = match.start(), match[0]
        begins_paragraph = text[at - 1] == "\n" and _opens(text, at)
        if begins_paragraph:
            if mark != kind:
                return None  # another quotation begins: this one was never closed
            continue
        if mark == kind and _opens(text, at):
            openings += 1
            if openings > _MOST_NESTED:
                return None
            depth += nested
        elif mark in _CLOSERS[kind] and not (mark in '“"' and _opens(text, at)):
            if depth == 0:
                return at
            depth -= 1
    return None


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    following = text[at + 1 : at + 2]
    if mark == _OPENS_ALWAYS:
        return True
    preceded = at == 0 or text[at - 1] in _BEFORE_OPENING
    if not preceded or not following:
        return False
    if following.isspace():
        # “ Wir … ” with blanks inside: an opening mark stands after a blank that no quotation explains
        return mark == "“" and at > 0 and text[at - 1] in " \n" and text[at + 2 : at + 3].isupper()
    return not _MARKUP.match(following)
