"""Takes teasers for other pages out of an article: linked headings with a snippet, cards that say "Mehr lesen"."""

from __future__ import annotations

import re

from pressextract.cleaning.boxes import HEADINGS, Box
from pressextract.cleaning.whitespace import squeeze

#: A box of more text is no teaser, and two beside each other are no coincidence.
_MAX_TEASER = 600
_MIN_TEASERS = 2
_LINKED = 0.8
#: Teasers that hold more than this share of the box's prose are what the page is about.
_MAX_SHARE = 0.5
_READ_MORE = re.compile(
    r"[\W\d]*(?:(?:hier )?(?:mehr|weiter)(?:\s?lesen| erfahren| dazu| infos?| informationen)?|"
    r"(?:jetzt|hier|alles) lesen|zum (?:Artikel|Beitrag|Bericht|Text|Video|Produkt|Angebot|Shop)|"
    r"(?:den )?(?:ganzen )?(?:Artikel|Beitrag) (?:weiter)?lesen|"
    r"read more|Details(?: ansehen)?|Jetzt (?:ansehen|entdecken|kaufen|bestellen|lesen))[\W]*",
    re.I,
)


def drop_teasers(boxes: list[Box], index: int) -> None:
    """Mark teasers inside the box with this index as dropped."""
    body = boxes[index]
    found = _teasers(boxes, index)
    if sum(box.prose for box in found) > _MAX_SHARE * body.prose:
        return
    for box in found:
        box.dropped = True


def _teasers(boxes: list[Box], index: int) -> list[Box]:
    found: list[Box] = []
    beside: dict[int, list[Box]] = {}
    position = index + 1
    while position < boxes[index].end:
        box = boxes[position]
        kind = _kind(boxes, position)
        if kind == "card":
            found.append(box)
            position = box.end
        elif kind == "linked":
            beside.setdefault(id(box.parent), []).append(box)
            position = box.end
        else:
            position += 1
    return found + [box for group in beside.values() if len(group) >= _MIN_TEASERS for box in group]


def _kind(boxes: list[Box], index: int) -> str | None:
    """card: a heading, text and a link to read on; linked: a heading that is a link, with text."""
    box = boxes[index]
    if not 0 < box.length <= _MAX_TEASER or box.end - index < 2 or box.element.tag in HEADINGS:
        return None
    inside = boxes[index + 1 : box.end]
    headings = [inner for inner in inside if inner.element.tag in HEADINGS and inner.length]
    if len(headings) != 1:
        return None
    heading = headings[0]
    if heading.linked >= _LINKED * heading.length:
        return "linked"
    return "card" if any(_reads_on(inner) for inner in (box, *inside)) else None


def _reads_on(box: Box) -> bool:
    return box.own_linked > 0 and any(_READ_MORE.fullmatch(squeeze(piece)) for piece in box.pieces)
