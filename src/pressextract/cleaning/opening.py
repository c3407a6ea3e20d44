"""How an article opens: the headline's place among the lines, its subtitle, its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressextract.cleaning.lines import Line
from pressextract.cleaning.passages import LINKED
from pressextract.cleaning.release_lines import is_date_line, is_press_line
from pressextract.cleaning.titles import KICKER_NAME
from pressextract.cleaning.whitespace import comparable

_LEAD_NAME = re.compile(
    r"(?:^|[\s/_-])(?:teaser|lead|intro|abstract|vorspann|anreisser|excerpt|standfirst|einleitung|summary|introduction)"
    r"(?:$|[\s/_-])|(?:teaser|lead|intro|vorspann)-?_?text|[a-z](?:Teaser|Lead|Intro)\b",
    re.I,
)
_LEAD_KINDS = frozenset(("paragraph", "heading", "list_item"))
#: A pull quote has marks, and perhaps others than the text.
_QUOTE_MARKS, _MAX_MARKS = "„“”\"»«‚‘’' …", 6
_SENTENCE_END = (".", "!", "?", "…", "“", '"', "«")
_MIN_LEAD = 50
_MAX_SUBTITLE = 250
#: A headline that short may stand in a line by chance; a kicker beside it is shorter.
_MIN_REPEATED, _MAX_KICKER = 15, 80
#: Lines of these lengths are compared with all others, on pages with so many lines at the most.
_MIN_REPEATED_TEXT, _MIN_PULL_QUOTE, _MAX_PULL_QUOTE, _MAX_COMPARED = 50, 80, 400, 500
_MAX_TITLE = 160
_PROSE = 100
#: So many lines beside the headline may be a subtitle or a headline without an element of its own.
_BESIDE = 5


def same_text(one: str, other: str) -> bool:
    """Whether two lines are equal but for case, punctuation and white space."""
    return abs(len(one) - len(other)) <= 6 and comparable(one) == comparable(other)


def repeats_title(text: str, title: str) -> bool:
    """Whether a line is the headline once more, with a kicker or the site's name beside it."""
    key = comparable(title)
    return len(key) >= _MIN_REPEATED and len(text) <= len(title) + _MAX_KICKER and key in comparable(text)


def without_repetitions(lines: Sequence[Line]) -> list[Line]:
    """Text without paragraphs that stand twice and without pull quotes, which repeat a part of a paragraph."""
    if len(lines) > _MAX_COMPARED:
        return list(lines)
    whole = "\n".join(line.text for line in lines)
    seen: dict[str, tuple[int, ...]] = {}
    kept: list[Line] = []
    for line in lines:
        length = len(line.text)
        if length >= _MIN_REPEATED_TEXT and line.kind != "table_row":
            box = line.path[:-1]
            if seen.setdefault(line.text, box) != box:
                continue  # the same text for another screen
            if _MIN_PULL_QUOTE <= length <= _MAX_PULL_QUOTE and _is_part(line.text.strip(_QUOTE_MARKS), whole):
                continue
        kept.append(line)
    return kept


def _is_part(text: str, whole: str) -> bool:
    """Whether a line's text stands inside another line."""
    start = whole.find(text)
    while start >= 0:
        end = start + len(text)
        line = whole[whole.rfind("\n", 0, start) + 1 : (whole.find("\n", end) + 1 or len(whole) + 1) - 1]
        if len(line) > len(text) + _MAX_MARKS:
            return True
        start = whole.find(text, end)
    return False


def place_of_title(lines: Sequence[Line], title: str) -> int:
    """Index of the headline among the lines, -1 where it is not there."""
    prose = 0
    for index, line in enumerate(lines):
        if line.kind == "title":
            return index
        if prose <= 1 and title and line.kind not in ("caption", "credit") and same_text(line.text, title):
            return index
        prose += len(line.text) >= _PROSE
    return -1


def bold_headline(lines: Sequence[Line]) -> int:
    """Index of a bold line or heading above the first prose: the headline of pages without headings; -1 for none."""
    for index, line in enumerate(lines[: 4 * _BESIDE]):
        if not line.in_body:
            continue
        if line.bold or line.kind == "heading":
            following = lines[index + 1 : index + 4]
            long_enough = 15 <= len(line.text) <= _MAX_TITLE and not line.text.endswith(".")
            if long_enough and any(len(other.text) >= _PROSE and not other.bold for other in following):
                return index
        elif len(line.text) >= _PROSE:
            return -1
    return -1


def find_subtitle(lines: Sequence[Line], place: int) -> Line | None:
    """A line beside the headline whose class calls it a kicker or subtitle, or an h2 that only stands under h1."""
    beside = [*reversed(lines[max(0, place - 2) : max(0, place)]), *lines[place + 1 : place + _BESIDE]]
    for line in beside:
        if line.kind in ("paragraph", "heading") and KICKER_NAME.search(line.own) and _may_be_subtitle(line):
            return line
    if place < 0 or place + 2 >= len(lines):
        return None
    below = lines[place + 1]
    if below.kind != "heading" or below.level != 2 or not _may_be_subtitle(below):
        return None
    depth = below.names.removeprefix(lines[place].names).count("/")
    alone = not any(line.level == 2 and line.linked < LINKED for line in lines[place + 2 :] if line.in_body)
    return below if depth <= 1 and alone and below.names.startswith(lines[place].names) else None


def _may_be_subtitle(line: Line) -> bool:
    if not 5 <= len(line.text) <= _MAX_SUBTITLE or line.linked >= 0.5 or line.text.endswith("."):
        return False  # a whole sentence is a lead
    return not is_date_line(line.text) and not is_press_line(line.text)


def lead_before_body(before: Sequence[Line], text: Sequence[Line], description: str) -> list[Line]:
    """Lines between headline and body that are a lead: named so, like the page's description, or whole sentences."""
    known = {line.text for line in text}
    lead = [line for line in before if line.kind in _LEAD_KINDS and _may_lead(line, description)]
    return [] if any(line.text in known for line in lead) else lead[:3]


def _may_lead(line: Line, description: str) -> bool:
    if len(line.text) < _MIN_LEAD or line.linked > 0.3:
        return False
    if _LEAD_NAME.search(line.names) or line.text.endswith("." if line.kind == "heading" else _SENTENCE_END):
        return True
    return comparable(description).startswith(comparable(line.text)[:40])


def lead_in_body(text: Sequence[Line]) -> Line | None:
    """The first paragraph where it is set off from those that follow: named a lead, or bold throughout."""
    if len(text) < 2 or text[0].kind not in ("paragraph", "heading") or len(text[0].text) < _MIN_LEAD:
        return None
    first, second = text[0], text[1]
    if _LEAD_NAME.search(first.names) and not _LEAD_NAME.search(second.names):
        return first
    return first if first.bold and first.kind == "paragraph" and not second.bold else None
