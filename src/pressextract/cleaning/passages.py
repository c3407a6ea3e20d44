"""Takes passages out of an article's lines: picture lines, links to other pages, the press contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pressextract.article import BLOCK_SEPARATOR
from pressextract.cleaning.announcements import announces_links, announces_other_pages, announces_subscription
from pressextract.cleaning.captions import is_caption_line, is_credit_line, split_credit
from pressextract.cleaning.contact import begins_contact, contact_weight, is_contact_line
from pressextract.cleaning.lines import Line
from pressextract.cleaning.page_lines import phrase_kind

#: From this share of linked characters on a line is a link, not text that holds one.
LINKED = 0.8
#: Shares of linked characters of a list that is all links, for each item and on average.
_MIN_LINKED, _MEAN_LINKED = 0.4, 0.6
#: Prose of this length ends what an announcement of links began.
_PROSE = 140
#: A teaser for another page links its headline; `Weitere Beiträge zum Programm` above plain items announces none.
_TEASER_LINKED = 0.2
_MAX_CAPTION = 200
_MAX_BOLD_HEADING = 100
#: A shorter line with a colon is a label; a longer one introduces the list beneath it.
_MIN_INTRODUCTION = 50
#: Begins what an issuer says of itself: a name follows, or it is a heading of its own.
_ABOUT = re.compile(
    r"Über (?:die |den |das |uns\b)?(?:[A-ZÄÖÜ]|$|:)|"
    r"(?:Zum Unternehmen|Unternehmens(?:profil|porträt|information(?:en)?)|Kurzprofil|Hintergrund zu[mr]|About)\b"
)
#: After these headings the readers speak.
_COMMENTS = frozenset(
    (
        "kommentare",
        "kommentar schreiben",
        "schreibe einen kommentar",
        "hinterlasse einen kommentar",
        "kommentar verfassen",
    )
)


def take_pictures(lines: Sequence[Line]) -> tuple[list[Line], list[str], list[str]]:
    """Text, captions, credits. A credit line takes the short line above it with it where they stand together."""
    text: list[Line] = []
    captions: list[str] = []
    credits: list[str] = []
    for line in lines:
        if line.kind == "caption":
            captions.append(line.text)
        elif line.kind == "credit":
            credits.append(line.text)
        elif is_credit_line(line.text):
            caption, credit = split_credit(line.text)
            credits.append(credit or line.text)
            if caption:
                captions.append(caption)
            elif text and line.caption_before and len(text[-1].text) <= _MAX_CAPTION:
                captions.append(text.pop().text)
        elif line.kind == "paragraph" and is_caption_line(line.text):
            caption, credit = split_credit(line.text)
            captions += [caption] if caption else []
            credits += [credit] if credit else []
        else:
            text.append(line)
    return text, captions, credits


def take_links(lines: Sequence[Line], is_furniture: Callable[[Line], bool], authors: Sequence[str] = ()) -> list[Line]:
    """Text without furniture, without what announcements of links announce, without headings that lost their text.

    What introduces one of `authors` (`Über Erika Muster`) goes as well.
    """
    kept: list[Line] = []
    lost_since_heading = False
    skipping: Line | None = None
    scope: tuple[int, ...] = ()
    deeper = True
    introduction: Line | None = None
    lists = _link_lists(lines)
    for index, line in enumerate(lines):
        if line.kind != "list_item":
            introduction = None
        if _is_heading(line) and line.text.rstrip(" :").casefold() in _COMMENTS:
            break
        if skipping is not None and line.path[: len(scope)] == scope and not _ends_links(line, skipping, deeper):
            deeper = deeper and len(line.path) > len(skipping.path)
            continue
        skipping = None
        following = lines[index + 1 : index + 5]
        if _announces(line, following) or _introduces(line, authors):
            skipping, deeper = line, True
            scope = _common_path(line, following[0]) if following else ()
            continue
        if (index in lists or is_furniture(line)) and not _is_listed(line, introduction):
            lost_since_heading = True
            continue
        if line.kind == "heading":
            if lost_since_heading and kept and kept[-1].kind == "heading":
                kept.pop()
            lost_since_heading = False
        if line.kind != "list_item":
            introduction = line
        kept.append(line)
    while len(kept) > 1 and kept[-1].kind == "heading":
        kept.pop()
    return kept


def _is_heading(line: Line) -> bool:
    return line.kind == "heading" or (line.bold and len(line.text) < _MAX_BOLD_HEADING)


def _common_path(line: Line, other: Line) -> tuple[int, ...]:
    """The box that holds both lines; what is outside of it belongs to neither."""
    same = zip(line.path, other.path, strict=False)
    length = next((i for i, (one, two) in enumerate(same) if one != two), min(len(line.path), len(other.path)))
    return line.path[:length]


def _introduces(line: Line, authors: Sequence[str]) -> bool:
    if not authors or len(line.text) > _MAX_BOLD_HEADING or not _is_heading(line):
        return False
    return any(line.text.rstrip(" :") == f"Über {author}" for author in authors)


def _announces(line: Line, following: Sequence[Line]) -> bool:
    if line.kind in ("list_item", "table_row"):
        return False
    if _is_heading(line) and announces_subscription(line.text):
        return True
    if phrase_kind(line.text) == "related":
        return True
    if announces_other_pages(line.text):
        return not following or any(other.linked > _TEASER_LINKED for other in following)
    if not announces_links(line.text):
        return False
    return not following or following[0].kind == "list_item" or following[0].linked >= LINKED


def _ends_links(line: Line, announcement: Line, deeper: bool) -> bool:
    """Whether a line is text again: the next heading, or prose where the announcement was no heading.

    Prose beside a heading whose links stand in boxes of their own (`deeper`) is text again, too.
    """
    if line.kind == "heading":
        return line.linked < LINKED
    prose = line.kind == "paragraph" and len(line.text) >= _PROSE and line.linked < 0.2
    if prose and deeper and line.path[:-1] == announcement.path[:-1] and line.path:
        return True
    return prose and (announcement.kind != "heading" or announces_links(announcement.text))


def _link_lists(lines: Sequence[Line]) -> set[int]:
    """Indices of items of lists whose items all lead elsewhere: `Kommentar: Was der Beschluss bedeutet`, linked."""
    found: set[int] = set()
    start = 0
    while start < len(lines):
        first = lines[start]
        end = start + 1
        if first.kind == "list_item":
            while end < len(lines) and lines[end].kind == first.kind and lines[end].path[:-1] == first.path[:-1]:
                end += 1
            shares = [line.linked for line in lines[start:end]]
            if len(shares) > 1 and min(shares) >= _MIN_LINKED and sum(shares) >= _MEAN_LINKED * len(shares):
                found.update(range(start, end))
        start = end
    return found


def _is_listed(line: Line, introduction: Line | None) -> bool:
    """Whether a linked list item belongs to a list that a sentence introduces with a colon.

    `introduction` is the line above the list, where it is text.
    """
    if line.kind != "list_item" or line.linked < _MIN_LINKED or introduction is None:
        return False
    text = introduction.text
    return text.endswith(":") and len(text) >= _MIN_INTRODUCTION and not announces_links(text)


def find_boilerplate(lines: Sequence[Line]) -> str | None:
    """What the issuer says of itself in the second half of a release, under a heading or behind a colon.

    `Über die Musterwerke AG`, `Unternehmensprofil`; the passage ends at the next heading.
    """
    half = sum(len(line.text) for line in lines) // 2
    passed = 0
    for index, line in enumerate(lines):
        if passed >= half and _ABOUT.match(line.text):
            if len(line.text) > _MAX_BOLD_HEADING:
                return line.text if ":" in line.text[:_MAX_BOLD_HEADING] else None
            rest = lines[index + 1 :]
            end = next((i for i, other in enumerate(rest) if _is_heading(other)), len(rest))
            return BLOCK_SEPARATOR.join(other.text for other in rest[:end]) or None
        passed += len(line.text)
    return None


def take_contact(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Text without the blocks of the press contact, and those blocks' lines as the page breaks them."""
    kept: list[Line] = []
    contact: list[str] = []
    index = 0
    while index < len(lines):
        end = index + 1
        if begins_contact(lines[index].text):
            while end < len(lines) and _continues(lines[end]):
                end += 1
            block = lines[index:end]
            if any(contact_weight(line.text) for line in block):
                contact += [part for line in block for part in line.parts]
                index = end
                continue
        kept.append(lines[index])
        index += 1
    return kept, contact


def _continues(line: Line) -> bool:
    return begins_contact(line.text) if line.kind == "heading" else is_contact_line(line.text)
