"""Sorts the lines of the article part: text, and the press furniture that becomes fields."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pressextract.article import BLOCK_SEPARATOR, Block
from pressextract.cleaning.announcements import leads_elsewhere
from pressextract.cleaning.german_dates import end_of_embargo, first_date
from pressextract.cleaning.lines import Line
from pressextract.cleaning.opening import (
    bold_headline,
    find_subtitle,
    lead_before_body,
    lead_in_body,
    place_of_title,
    repeats_title,
    same_text,
    without_repetitions,
)
from pressextract.cleaning.page_lines import is_page_line
from pressextract.cleaning.passages import LINKED, find_boilerplate, take_contact, take_links, take_pictures
from pressextract.cleaning.release_lines import (
    byline,
    dateline,
    is_change_line,
    is_date_line,
    is_embargo_line,
    is_labelled_date,
    is_press_line,
    is_time_line,
    is_today_line,
    press_number,
)

#: A link that shows its address is text: `Weitere Informationen unter https://…` in two lines.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: From this share of linked characters on `Zum Artikel: …` leads to another page.
_LEADS = 0.25
_DIGIT = re.compile(r"\d")
#: A linked line of more characters is a sentence that happens to be a link.
_MAX_LINKED_LINE = 220
#: A line of more characters is prose, not a date line, a label or a byline.
_PROSE = 100
#: Lines before and behind the headline among which the release's number is looked for.
_NEAR_BEFORE, _NEAR_BEHIND = 8, 12
#: A page that links so many headings, with at most so many characters of text for each, is a list of teasers.
MIN_TEASERS = 3
TEASER_LENGTH = 100
_SHORT_TEXT = 150


@dataclass(frozen=True, slots=True)
class Sorted:
    """The headline, the text's blocks and what was taken from between them. `is_list`: teasers, no article."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str | None
    press_number: str | None
    dateline: str | None
    embargo: datetime | None
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    contact_lines: tuple[str, ...]
    boilerplate: str | None
    is_list: bool

    @property
    def text(self) -> str:
        """The blocks as one text."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the page before its lines are sorted.

    `title_is_sure` is false for a title that only <title> states: a bold line above the text is a better one then.
    `days` are those of publication and last change: a line with nothing else is no text wherever it stands.
    `titles` are other titles that the page states; a heading that is one of them is no text.
    """

    title: str
    titles: tuple[str, ...] = ()
    title_is_sure: bool = True
    description: str = ""
    authors: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


def sort_lines(lines: Sequence[Line], known: Known) -> Sorted:
    """Sort the lines of an article part; lines outside the body give a lead or fields, never other text."""
    title = known.title
    place = place_of_title(lines, title)
    if not known.title_is_sure and (place < 0 or not lines[place].in_body) and (better := bold_headline(lines)) >= 0:
        place, title = better, lines[better].text
    after = [line for line in lines[place + 1 :] if line.kind != "title" and not same_text(line.text, title)]
    subtitle = find_subtitle(lines, place)
    after = [line for line in after if line is not subtitle]
    body, captions, credits = take_pictures(_without_false_links([line for line in after if line.in_body]))
    body = [line for line in body if not _is_other_title(line, known.titles)]
    text, contact = take_contact(_without_head_lines(body, title, known.days))
    if known.days:
        text = [line for line in text if not _is_dated(line.text, known.days)]
    text = without_repetitions(take_links(text, _is_furniture, known.authors))
    outside = [line for line in after if not line.in_body]
    first = next((index for index, line in enumerate(after) if line.in_body), len(after))
    before = [line for line in after[:first] if not _is_furniture(line)]
    lead = lead_before_body(_without_head_lines(before, title, known.days), text, known.description)
    lead_inside = None if lead else lead_in_body(text)
    blocks = [Block(kind="lead", text=line.text) for line in lead]
    blocks += [Block(kind="lead" if line is lead_inside else line.kind, text=line.text) for line in text]  # type: ignore[arg-type]
    around = [line.text for line in lines[max(0, place - _NEAR_BEFORE) : max(0, place) + _NEAR_BEHIND]]
    return Sorted(
        title=title,
        blocks=tuple(blocks),
        subtitle=subtitle.text if subtitle else None,
        press_number=next((number for line in around if (number := press_number(line))), None),
        dateline=next((found for block in blocks[:5] if (found := dateline(block.text))), None),
        embargo=next(
            (end for line in lines if is_embargo_line(line.text) and (end := end_of_embargo(line.text))), None
        ),
        captions=tuple(dict.fromkeys((*captions, *(line.text for line in outside if line.kind == "caption")))),
        credits=tuple(dict.fromkeys((*credits, *(line.text for line in outside if line.kind == "credit")))),
        contact_lines=tuple(contact),
        boilerplate=find_boilerplate(text),
        is_list=_is_list(after, text),
    )


def _is_furniture(line: Line) -> bool:
    """Whether a line of the body is navigation, a date line, a prompt or a link, and no text."""
    text = line.text
    if line.in_link and line.kind != "table_row":
        return True
    if line.linked >= LINKED and len(text) <= _MAX_LINKED_LINE and line.kind != "table_row":
        return not (line.kind == "paragraph" and _ADDRESS.fullmatch(text))
    if is_page_line(text) or is_embargo_line(text) or (line.linked >= _LEADS and leads_elsewhere(text)):
        return True
    return is_labelled_date(text) or is_change_line(text) or byline(text) is not None


def _without_head_lines(lines: Sequence[Line], title: str, days: Sequence[date]) -> list[Line]:
    """Lines without date, number, time and repeated headline above the first prose; further down they are text."""
    first = next((index for index, line in enumerate(lines) if len(line.text) >= _PROSE), len(lines))
    above = [line for line in lines[:first] if not _is_head_line(line, days) and not repeats_title(line.text, title)]
    return [*above, *lines[first:]]


def _without_false_links(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines; where links enclose most of the text, one of them was never closed and says nothing."""
    if sum(len(line.text) for line in lines if line.in_link) <= 0.5 * sum(len(line.text) for line in lines):
        return lines
    return [dataclasses.replace(line, in_link=False, linked=0.0) if line.in_link else line for line in lines]


def _is_other_title(line: Line, titles: Sequence[str]) -> bool:
    return line.kind == "heading" and any(repeats_title(line.text, title) for title in titles)


def _is_dated(text: str, days: Sequence[date]) -> bool:
    """Whether a line says when the release appeared and nothing else."""
    if len(text) > _PROSE or _DIGIT.search(text) is None:
        return False
    if is_today_line(text):
        return True
    return (is_date_line(text) or is_press_line(text) or is_time_line(text)) and first_date(text) in days


def _is_head_line(line: Line, days: Sequence[date]) -> bool:
    """Whether a line tells number, day or time of the release; another day than its own is an event's."""
    text = line.text
    if not is_date_line(text):
        if is_press_line(text):
            return True
        if line.kind == "heading" or not is_time_line(text):
            return False
    day = first_date(text)
    return not days or day is None or day in days or is_labelled_date(text)


def _is_list(lines: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether a page shows little but linked headings; beside a real text they are other pages' matter."""
    teasers = [index for index, line in enumerate(lines) if line.kind == "heading" and line.linked >= LINKED]
    if len(teasers) < MIN_TEASERS or sum(len(line.text) for line in text) >= len(teasers) * TEASER_LENGTH:
        return False
    above = {id(line) for line in lines[: teasers[0]]}
    return sum(len(line.text) for line in text if id(line) in above) < _SHORT_TEXT
