"""The block boxes of a page: how much text each holds, how much of it is linked, how much of it is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

#: Elements that begin a line of their own.
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Costs of a box in characters: each box whose own text is no prose makes the box around it less likely.
_FRAGMENT_COST = 10
_MAX_LINK_COST = 200
#: A box with fewer characters of its own is a fragment unless they end like a sentence.
_MIN_PROSE = 40
#: Prose before the headline (a teaser, a slogan) speaks against the box that reaches so far up.
_BEFORE_HEADLINE = -0.5
_SENTENCE = re.compile(r"[.!?:…][\"“”»«'’)]*\s*$|[,;.] ")


class Box:
    """One block element. `pieces` are its own texts, those of boxes inside it left out; `own` counts their characters.

    `length` and `linked` (characters), `score` (prose less links and fragments) and `prose` count the boxes inside it
    too; `end` is the index behind the last of them in the page's list. `in_front` says that its text stands before
    the headline.
    """

    __slots__ = (
        "element", "end", "in_front", "length", "linked", "own", "own_linked", "parent", "pieces", "prose", "score",
    )  # fmt: skip

    def __init__(self, element: Element, parent: Box | None, in_front: bool) -> None:
        self.element = element
        self.parent = parent
        self.in_front = in_front
        self.pieces: list[str] = []
        self.own = self.own_linked = self.length = self.linked = self.end = 0
        self.score = self.prose = 0.0

    def around(self) -> Iterator[Box]:
        """The boxes that hold this one, the nearest first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent


def measure(top: Element, headline: Element | None) -> list[Box]:
    """The boxes of a thinned page in its order, the first of them `top`."""
    boxes: list[Box] = []
    in_front = headline is not None

    def add(box: Box, text: str, link: bool) -> None:
        if length := len(text.strip()):
            box.pieces.append(text)
            box.own += length
            if link:
                box.own_linked += length
            if not in_front:
                box.in_front = False

    def fill(element: Element, box: Box, link: bool) -> None:
        nonlocal in_front
        if text := element.text:
            add(box, text, link)
        for child in element:
            tag = child.tag
            if child is headline:
                in_front = False
            if tag in BLOCK_TAGS:
                inner = Box(child, box, in_front)
                boxes.append(inner)
                fill(child, inner, link)
                inner.end = len(boxes)
            else:
                fill(child, box, link or (tag == "a" and child.get("href") is not None))
            if tail := child.tail:
                add(box, tail, link)

    first = Box(top, None, in_front)
    boxes.append(first)
    fill(top, first, False)
    first.end = len(boxes)
    for box in reversed(boxes):  # what is inside a box has been added to it before its turn comes
        if box.own:
            box.length += box.own
            box.linked += box.own_linked
            weight = _weight(box)
            box.score += weight
            box.prose += max(0.0, weight)
        if (outer := box.parent) is not None:
            outer.length += box.length
            outer.linked += box.linked
            outer.score += box.score
            outer.prose += box.prose
    return boxes


def _weight(box: Box) -> float:
    length, linked = box.own, box.own_linked
    if box.element.tag in HEADINGS:
        return -_FRAGMENT_COST if linked > 0.5 * length else 0.0
    if linked > 0.5 * length:
        return -float(min(length, _MAX_LINK_COST)) - _FRAGMENT_COST
    text = "".join(box.pieces)
    is_sentence = _SENTENCE.search(text) is not None
    if length < _MIN_PROSE and not is_sentence:
        return -_FRAGMENT_COST
    weight = float(length - 2 * linked)
    if not is_sentence:
        weight = min(weight * 0.2, 20.0)
    return weight * _BEFORE_HEADLINE if box.in_front else weight
