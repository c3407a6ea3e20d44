"""Sorts the lines of the article part: text, and the press furniture that becomes fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pressextract.article import BLOCK_SEPARATOR, Block
from pressextract.cleaning.german_dates import end_of_embargo
from pressextract.cleaning.lines import Line
from pressextract.cleaning.page_lines import is_page_line
from pressextract.cleaning.passages import LINKED, take_contact, take_links, take_pictures
from pressextract.cleaning.release_lines import (
    byline,
    dateline,
    is_change_line,
    is_date_line,
    is_embargo_line,
    is_press_line,
    press_number,
)

_LEAD_NAME = re.compile(
    r"(?:^|[\s_-])(?:teaser|lead|intro|abstract|vorspann|anreisser|excerpt|standfirst|einleitung|summary|introduction)(?:$|[\s_-])|"
    r"(?:teaser|lead|intro|vorspann)-?_?text|[a-z](?:Teaser|Lead|Intro)\b",
    re.I,
)
_SUBTITLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?line|sub-?headline|sub-?head|unterzeile|untertitel|dachzeile|kicker|overline|roofline|topline|"
    r"spitzmarke|unterueberschrift|eyebrow|preheadline|pretitle|supertitle)(?:$|[\s_-])",
    re.I,
)
_KEY = re.compile(r"\W+")
_MIN_LEAD = 50
#: A linked line of more characters is a sentence that happens to be a link.
_MAX_LINKED_LINE = 220

@dataclass(frozen=True, slots=True)
class Sorted:
    """The text's blocks and what was taken from between them."""

    blocks: tuple[Block, ...]
    subtitle: str | None
    press_number: str | None
    dateline: str | None
    embargo: datetime | None
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    contact_lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The blocks as one text."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)


def sort_lines(lines: Sequence[Line], title: str, description: str | None = None) -> Sorted:
    """Sort the lines of an article part; lines outside the body give a lead or fields, never other text."""
    place = _title_place(lines, title)
    after = [line for line in lines[place + 1 :] if line.kind != "title" and not _same(line.text, title)]
    subtitle = _subtitle(lines, place)
    body, captions, credits = take_pictures([line for line in after if line.in_body and line is not subtitle])
    text, contact = take_contact(body)
    text = take_links(text, _is_furniture)
    outside = [line for line in lines if not line.in_body]
    lead = _lead_outside(after, text, description, subtitle)
    lead_inside = [] if lead else _lead_inside(text)
    around = [*lines[: place + 1], *after]
    blocks = [Block(kind="lead", text=line.text) for line in lead]
    blocks += [Block(kind="lead" if line in lead_inside else line.kind, text=line.text) for line in text]
    near = [line.text for line in lines[max(0, place - 8) : place + 12]]
    other_captions = [line.text for line in outside if line.kind == "caption"]
    other_credits = [line.text for line in outside if line.kind == "credit"]
    return Sorted(
        blocks=tuple(blocks),
        subtitle=subtitle.text if subtitle else None,
        press_number=next((number for line in near if (number := press_number(line))), None),
        dateline=next((found for block in blocks[:5] if (found := dateline(block.text))), None),
        embargo=next((end for line in around if is_embargo_line(line.text) and (end := end_of_embargo(line.text))), None),
        captions=tuple(dict.fromkeys((*captions, *other_captions))),
        credits=tuple(dict.fromkeys((*credits, *other_credits))),
        contact_lines=tuple(contact),
    )


def _key(text: str) -> str:
    return _KEY.sub(" ", text.casefold()).strip()


def _same(text: str, title: str) -> bool:
    return bool(title) and abs(len(text) - len(title)) <= 6 and _key(text) == _key(title)


def _title_place(lines: Sequence[Line], title: str) -> int:
    """Index of the headline among the lines, -1 where it is not there."""
    for index, line in enumerate(lines):
        if line.kind == "title" or _same(line.text, title):
            return index
    return -1


def _subtitle(lines: Sequence[Line], place: int) -> Line | None:
    """A line beside the headline whose class calls it so."""
    candidates = [*reversed(lines[max(0, place - 2) : max(0, place)]), *lines[place + 1 : place + 5]]
    for line in candidates:
        if line.kind in ("paragraph", "heading") and 5 <= len(line.text) <= 250 and line.linked < 0.5:
            if _SUBTITLE_NAME.search(line.own) and not is_date_line(line.text) and not is_press_line(line.text):
                return line
    return None


def _is_furniture(line: Line) -> bool:
    """Whether a line of the body is navigation, a date line, a prompt or a link, and no text."""
    text = line.text
    if line.linked >= LINKED and len(text) <= _MAX_LINKED_LINE and line.kind != "table_row":
        return True
    if is_page_line(text) or is_embargo_line(text):
        return True
    return is_press_line(text) or is_date_line(text) or is_change_line(text) or byline(text) is not None


def _lead_outside(
    after: Sequence[Line], text: Sequence[Line], description: str | None, subtitle: Line | None
) -> list[Line]:
    """Paragraphs between the headline and the body that are a lead: named so, or what the page's description says."""
    before: list[Line] = []
    for line in after:
        if line.in_body:
            break
        before.append(line)
    lead = [
        line
        for line in before
        if line is not subtitle and line.kind in ("paragraph", "heading") and _may_lead(line, description)
    ]
    return [] if any(line.text in {other.text for other in text} for line in lead) else lead[:3]


def _may_lead(line: Line, description: str | None) -> bool:
    if len(line.text) < _MIN_LEAD or line.linked > 0.3 or _is_furniture(line):
        return False
    if _LEAD_NAME.search(line.names):
        return True
    beginning = _key(line.text)[:40]
    return (bool(description) and _key(description or "").startswith(beginning)) or line.text.endswith(
        (".", "!", "?", "…", "“")
    )


def _lead_inside(text: Sequence[Line]) -> list[Line]:
    """The first paragraph where it is set off from those that follow: named a lead, or bold throughout."""
    if len(text) < 2 or text[0].kind not in ("paragraph", "heading") or len(text[0].text) < _MIN_LEAD:
        return []
    first, second = text[0], text[1]
    if _LEAD_NAME.search(first.names) and not _LEAD_NAME.search(second.names):
        return [first]
    if first.bold and first.kind == "paragraph" and not second.bold:
        return [first]
    return []
