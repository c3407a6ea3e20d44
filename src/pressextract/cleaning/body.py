"""Finds the box that holds the article: by its name, or because its prose outweighs its links the most."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import HEADINGS, Box, score
from pressextract.cleaning.names import BODY

#: Elements that hold paragraphs; a paragraph, item or cell of a data table alone is no article.
_CONTAINERS = frozenset("article body center div form html main section span td".split())
#: The box around the best one is taken where it holds so many times its prose.
_GROWTH = 1.5
#: Of several boxes whose names say that they hold the text, a later one must have so many times the prose.
_MORE_PROSE = 1.3
#: A named box is narrower than the best one where it has this share of its prose, and replaces one beside it from
#: the second share on: a sidebar may have more prose than a short release.
_NAMED_INSIDE, _NAMED_BESIDE = 0.5, 0.3


class Body(NamedTuple):
    """Where the box with the article's text stands among the page's boxes.

    `teasers` is the number of boxes like it beside it that link their headings; 0 where its own is no link.
    """

    position: int
    teasers: int


def find_body(boxes: list[Box], *, headline_counts: bool = True) -> Body | None:
    """The box that holds the article's text, None where no box holds prose."""
    score(boxes, headline_counts=headline_counts)
    best = max(range(len(boxes)), key=lambda i: boxes[i].score)
    named = _named(boxes)
    if boxes[best].score <= 0:
        if named is None:
            return find_body(boxes, headline_counts=False) if headline_counts else None
        best = named
    else:
        best = _container(_deepest(_with_siblings(best, boxes), boxes), boxes)
        if named is not None and named != best:
            best = _narrower(best, named, boxes)
    return Body(best, _teasers(best, boxes))


def _named(boxes: list[Box]) -> int | None:
    found: int | None = None
    for index, box in enumerate(boxes):
        if box.prose <= 0 or box.element.tag not in _CONTAINERS:
            continue
        if (found is None or box.prose > _MORE_PROSE * boxes[found].prose) and box.said & BODY:
            found = index
    return found


def _narrower(best: int, named: int, boxes: list[Box]) -> int:
    if best < named < boxes[best].end:
        return named if boxes[named].prose >= _NAMED_INSIDE * boxes[best].prose else best
    if named < best < boxes[named].end:
        return named
    return named if boxes[named].prose >= _NAMED_BESIDE * boxes[best].prose else best


def _with_siblings(best: int, boxes: list[Box]) -> int:
    """Up to where the prose grows, though links and fragments outweigh it: a list of links amid the paragraphs."""
    reached = boxes[best].prose
    found = boxes[best]
    for box in found.around():
        if box.prose >= _GROWTH * reached:
            found, reached = box, box.prose
    return boxes.index(found)


def _deepest(best: int, boxes: list[Box]) -> int:
    """Down to the box inside that has all of the score."""
    index = best + 1
    while index < boxes[best].end:
        box = boxes[index]
        if box.parent is boxes[best] and box.score >= boxes[best].score:
            best = index
            index += 1
        else:
            index = box.end
    return best


def _container(best: int, boxes: list[Box]) -> int:
    box = boxes[best]
    while box.element.tag not in _CONTAINERS and box.parent is not None:
        box = box.parent
    return boxes.index(box)


def _teasers(index: int, boxes: list[Box]) -> int:
    outer = boxes[index].parent
    if outer is None or not _links_its_heading(index, boxes):
        return 0
    return sum(_links_its_heading(i, boxes) for i, box in enumerate(boxes) if box.parent is outer)


def _links_its_heading(index: int, boxes: list[Box]) -> bool:
    inside = (box for box in boxes[index : boxes[index].end] if box.element.tag in HEADINGS and box.length)
    first = next(inside, None)
    return first is not None and first.linked >= 0.8 * first.length


def css_path(element: Element) -> str:
    """A selector that a reader finds the element with: its tag with id or classes."""
    tag = str(element.tag)
    if element.get("id"):
        return f"{tag}#{element.get('id')}"
    classes = (element.get("class") or "").split()
    return ".".join((tag, *classes[:2]))
