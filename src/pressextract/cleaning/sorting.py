"""Sorts the lines of the article part: text, and the press furniture that becomes fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pressextract.article import BLOCK_SEPARATOR, Block
from pressextract.cleaning.captions import is_credit_line, split_credit
from pressextract.cleaning.contact import begins_contact, has_contact_signs, is_contact_line
from pressextract.cleaning.furniture import (
    EMBARGO,
    dateline,
    is_byline,
    is_change_line,
    is_counter,
    is_date_line,
    is_press_line,
    is_prompt,
    phrase_kind,
    press_number,
)
from pressextract.cleaning.german_dates import end_of_embargo
from pressextract.cleaning.lines import Line

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
#: From this share of linked characters on a line is a link, not text that holds one.
_LINKED = 0.8
#: A linked line of more characters is a sentence that happens to be a link.
_MAX_LINKED_LINE = 220
#: Prose that ends a run of related links or contact lines.
_PROSE = 140
_PARTING = frozenset(("kommentare", "kommentar schreiben", "schreibe einen kommentar", "hinterlasse einen kommentar"))


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
    body, captions, credits = _pictures([line for line in after if line.in_body])
    outside = [line for line in lines if not line.in_body]
    text, contact = _without_contact(_without_related([line for line in body if line is not subtitle]))
    text = [line for line in text if not _is_furniture(line)]
    lead = _lead_outside(after, text, description, subtitle)
    lead_inside = [] if lead else _lead_inside(text)
    around = [*lines[: place + 1], *after]
    blocks = [Block(kind="lead", text=line.text) for line in lead]
    blocks += [Block(kind="lead" if line in lead_inside else _kind(line), text=line.text) for line in text]
    near = [line.text for line in lines[max(0, place - 8) : place + 12]]
    other_captions = [line.text for line in outside if line.kind == "caption"]
    other_credits = [line.text for line in outside if line.kind == "credit"]
    return Sorted(
        blocks=tuple(blocks),
        subtitle=subtitle.text if subtitle else None,
        press_number=next((number for line in near if len(line) <= 160 and (number := press_number(line))), None),
        dateline=next((found for block in blocks[:5] if (found := dateline(block.text))), None),
        embargo=next(
            (end for line in around if EMBARGO.search(line.text[:60]) and (end := end_of_embargo(line.text))), None
        ),
        captions=tuple(dict.fromkeys((*captions, *other_captions))),
        credits=tuple(dict.fromkeys((*credits, *other_credits))),
        contact_lines=tuple(contact),
    )


def _key(text: str) -> str:
    return _KEY.sub(" ", text.casefold()).strip()


def _same(text: str, title: str) -> bool:
    return bool(title) and abs(len(text) - len(title)) <= 6 and _key(text) == _key(title)


def _kind(line: Line) -> str:
    return line.kind


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


def _pictures(lines: Sequence[Line]) -> tuple[list[Line], list[str], list[str]]:
    """Text without captions and credits; a credit line takes the short line before it with it as its caption."""
    text: list[Line] = []
    captions: list[str] = []
    credits: list[str] = []
    for line in lines:
        if line.kind == "caption":
            captions.append(line.text)
        elif line.kind == "credit":
            credits.append(line.text)
        elif is_credit_line(line.text):
            credits.append(split_credit(line.text, known=True)[1])
            if text and line.caption_before and len(text[-1].text) <= 200:
                captions.append(text.pop().text)
        else:
            text.append(line)
    return text, captions, credits


def _without_related(lines: Sequence[Line]) -> list[Line]:
    """Text without the links to other pages that a heading such as `Mehr zum Thema` announces."""
    kept: list[Line] = []
    skipping = False
    by_heading = False
    for line in lines:
        kind = phrase_kind(line.text)
        is_heading = line.kind == "heading" or line.bold
        if kind == "related" and (
            is_heading or line.text.endswith(":") or line.linked > _LINKED or line.kind != "list_item"
        ):
            skipping, by_heading = True, is_heading
            if line.kind == "heading" and line.text.casefold() in _PARTING:
                break
            continue
        if skipping:
            own_heading = line.kind == "heading" and line.linked < 0.5
            prose = line.kind == "paragraph" and line.linked < 0.3 and len(line.text) >= _PROSE
            if (
                (by_heading and own_heading)
                or (prose and not by_heading)
                or (prose and line.text.endswith(".") and not _has_link_near(line))
            ):
                skipping = False
            else:
                continue
        kept.append(line)
    return kept


def _has_link_near(line: Line) -> bool:
    return line.linked > 0.0


def _without_contact(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Text without the block of the press contact, and that block's lines."""
    kept: list[Line] = []
    contact: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not begins_contact(line.text):
            kept.append(line)
            index += 1
            continue
        end = index + 1
        while (
            end < len(lines)
            and is_contact_line(lines[end].text)
            and (lines[end].kind != "heading" or begins_contact(lines[end].text))
        ):
            end += 1
        block = [other.text for other in lines[index:end]]
        if has_contact_signs(block):
            contact += block
        else:
            kept += lines[index:end]
        index = end
    return kept, contact


def _is_furniture(line: Line) -> bool:
    """Whether a line of the body is navigation, a date line, a prompt or a link, and no text."""
    text = line.text
    if line.linked >= _LINKED and len(text) <= _MAX_LINKED_LINE and line.kind != "table_row":
        return True
    if len(text) <= 2 and not text.isalnum():
        return True
    if phrase_kind(text) in ("navigation", "share"):
        return True
    if is_press_line(text) or is_date_line(text) or is_change_line(text) or is_counter(text) or is_prompt(text):
        return True
    if is_byline(text) is not None:
        return True
    return EMBARGO.search(text[:60]) is not None and len(text) <= 160


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
