"""Takes passages out of an article's lines: picture lines, links to other pages, the press contact."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressextract.cleaning.captions import is_credit_line, split_credit
from pressextract.cleaning.contact import begins_contact, contact_weight, is_contact_line
from pressextract.cleaning.lines import Line
from pressextract.cleaning.page_lines import announces_links

#: From this share of linked characters on a line is a link, not text that holds one.
LINKED = 0.8
#: Prose of this length ends what an announcement of links began.
_PROSE = 140
_MAX_CAPTION = 200
#: After these headings the readers speak.
_COMMENTS = frozenset(
    ("kommentare", "kommentar schreiben", "schreibe einen kommentar", "hinterlasse einen kommentar", "kommentar verfassen")
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
        else:
            text.append(line)
    return text, captions, credits


def take_links(lines: Sequence[Line], is_furniture: Callable[[Line], bool]) -> list[Line]:
    """Text without furniture, without what announcements of links announce, without headings that lost their text."""
    kept: list[Line] = []
    removed_since_heading = False
    skipping = skipping_until_heading = False
    for line in lines:
        is_heading = line.kind == "heading" or (line.bold and len(line.text) < 100)
        if is_heading and line.text.rstrip(" :").casefold() in _COMMENTS:
            break
        if announces_links(line.text) and (line.kind != "list_item" or line.linked < LINKED):
            skipping, skipping_until_heading = True, line.kind == "heading"
            continue
        if skipping:
            if not _ends_links(line, skipping_until_heading):
                continue
            skipping = False
        if is_furniture(line):
            removed_since_heading = True
            continue
        if line.kind == "heading":
            if kept and kept[-1].kind == "heading" and removed_since_heading:
                kept.pop()
            removed_since_heading = False
        kept.append(line)
    while kept and kept[-1].kind == "heading" and len(kept) > 1:
        kept.pop()
    return kept


def _ends_links(line: Line, until_heading: bool) -> bool:
    if line.kind == "heading" and line.linked < 0.5:
        return until_heading
    return line.kind == "paragraph" and len(line.text) >= _PROSE and line.linked < 0.2 and not until_heading


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
