"""The block boxes of a page: how much text each holds, what of it is linked, what is prose."""

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
#: Text nodes as long as sentences; menus and lists of links have shorter ones.
SENTENCE_LENGTH = 60
#: Costs of a box in characters: each box whose own text is no prose makes the box around it less likely.
_FRAGMENT_COST = 10
_MAX_LINK_COST = 200
#: A box with fewer characters of its own is a fragment unless they end like a sentence.
_MIN_PROSE = 40
#: Prose before the headline (a teaser, a slogan) speaks against the box that reaches so far up.
_BEFORE_HEADLINE = -0.5
_SENTENCE = re.compile(r"[.!?:…][\"“”»«'’)]*\s*$|[,;.] ")


#: Inline text, whether it is linked, whether it is bold.
Run = tuple[str, bool, bool]
BREAK: Run = ("\n", False, False)
SPACE: Run = (" ", False, False)


class Box:
    """One block element, or an inline one that its names call furniture or a picture.

    `said` is what its names say, `in_link` whether a link encloses it. `runs` are what stands in it, in order: inline
    texts with whether they are linked and bold (BREAK and SPACE among them), the places of boxes in the page's list
    (boxes themselves would make a ring with `parent`, which only the garbage collector frees), <img> elements. `own`
    and `own_linked` count the characters of its inline texts; `whole` and `sentences` (long texts alone) those of the
    boxes inside it too; `length` and `linked` do so without what was `dropped`; `score` is prose less links and
    fragments. `end` is the index behind the last box inside it in the page's list. `in_front` says that its text
    stands before the headline. A box that went as it was read has no boxes inside it.
    """

    __slots__ = (
        "dropped", "element", "end", "in_front", "in_link", "length", "linked", "own", "own_linked", "parent", "prose",
        "runs", "said", "score", "sentences", "whole",
    )  # fmt: skip

    def __init__(self, element: Element, parent: Box | None, said: int, in_front: bool, in_link: bool = False) -> None:
        self.element = element
        self.parent = parent
        self.said = said
        self.in_front = in_front
        self.in_link = in_link
        self.dropped = False
        self.runs: list[Run | int | Element] = []
        self.own = self.own_linked = self.whole = self.sentences = self.end = 0
        self.length = self.linked = 0
        self.score = self.prose = 0.0

    @property
    def pieces(self) -> list[str]:
        """Its inline texts as they stand in the page."""
        return [run[0] for run in self.runs if type(run) is tuple]

    def around(self) -> Iterator[Box]:
        """The boxes that hold this one, the nearest first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent


def score(boxes: list[Box], *, headline_counts: bool = True) -> None:
    """Length, score and prose of what was not dropped; without a headline on the page nothing stands in front of it."""
    for box in boxes:
        box.length = box.linked = 0
        box.score = box.prose = 0.0
    for box in reversed(boxes):  # what is inside a box has been added to it before its turn comes
        if box.dropped:
            continue
        if box.own:
            box.length += box.own
            box.linked += box.own_linked
            weight = _weight(box, box.in_front and headline_counts)
            box.score += weight
            if weight > 0:
                box.prose += weight
        outer = box.parent
        if outer is not None and box.length:
            outer.length += box.length
            outer.linked += box.linked
            outer.score += box.score
            outer.prose += box.prose


def _weight(box: Box, in_front: bool) -> float:
    length, linked = box.own, box.own_linked
    if box.element.tag in HEADINGS:
        return -_FRAGMENT_COST if linked > 0.5 * length else 0.0
    if linked > 0.5 * length:
        return -float(min(length, _MAX_LINK_COST)) - _FRAGMENT_COST
    is_sentence = _SENTENCE.search("".join(box.pieces)) is not None
    if length < _MIN_PROSE and not is_sentence:
        return -_FRAGMENT_COST
    weight = float(length - 2 * linked)
    if not is_sentence:
        weight = min(weight * 0.2, 20.0)
    return weight * _BEFORE_HEADLINE if in_front else weight
