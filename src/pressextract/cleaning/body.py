"""Finds the element that holds the article: the one whose blocks of prose outweigh its links and fragments the most."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element as Element

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Costs of a block in characters: each block that is no prose makes the element around it less likely.
_FRAGMENT_COST = 10
_MAX_LINK_COST = 200
#: The element around the best one is taken where it holds so many times its prose.
_GROWTH = 1.5
#: A block of fewer characters is a fragment unless it ends like a sentence.
_MIN_PROSE = 40
#: Prose before the headline (a teaser, a slogan) speaks against the element that reaches so far up.
_BEFORE_HEADLINE = -0.5
_SENTENCE = re.compile(r"[.!?:…][\"“”»«'’)]*\s*$|[,;.] ")


class Body(NamedTuple):
    """The element with the article's text, and how it was found."""

    element: Element
    evidence: str


def find_body(root: Element, headline: Element | None) -> Body | None:
    """The element that holds the article's text, None where no element holds prose."""
    top = root.find("body")
    if top is None:
        top = root
    weights = _weights(top, headline)
    scores = dict(weights)
    order = list(top.iter())
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and element is not top and element in scores:
            scores[parent] = scores.get(parent, 0.0) + scores[element]
    if not scores:
        return None
    best = max(order, key=lambda element: scores.get(element, 0.0))
    if scores.get(best, 0.0) <= 0:
        return find_body(root, None) if headline is not None else None
    best = _deepest(_with_siblings(best, top, weights), scores)
    return Body(best, css_path(best))


def _with_siblings(best: Element, top: Element, weights: dict[Element, float]) -> Element:
    """Up to where the prose grows, though links and fragments outweigh it: a list of links amid the paragraphs."""
    prose: dict[Element, float] = {}
    for block, weight in weights.items():
        if weight > 0:
            for element in (block, *block.iterancestors()):
                prose[element] = prose.get(element, 0.0) + weight
                if element is top:
                    break
    reached = prose.get(best, 0.0)
    found = best
    for element in best.iterancestors():
        if prose.get(element, 0.0) >= _GROWTH * reached:
            found, reached = element, prose[element]
        if element is top:
            break
    return found


def _deepest(element: Element, scores: dict[Element, float]) -> Element:
    """Down to the child that holds all of the score."""
    while True:
        total = scores.get(element, 0.0)
        child = next(
            (child for child in element if child in scores and scores[child] >= total and child.tag in BLOCK_TAGS), None
        )
        if child is None:
            return element
        element = child


def _weights(top: Element, headline: Element | None) -> dict[Element, float]:
    """Each block's weight by its own text, that of blocks inside it left out."""
    text: dict[Element, int] = {}
    linked: dict[Element, int] = {}
    tails: dict[Element, list[str]] = {}
    home: dict[Element, Element] = {}
    in_link: dict[Element, bool] = {}
    blocks: list[Element] = []
    seen_headline = headline is None
    before: set[Element] = set()

    def add(block: Element, piece: str | None, link: bool) -> None:
        if piece and (length := len(piece.strip())):
            text[block] = text.get(block, 0) + length
            tails.setdefault(block, []).append(piece)
            if link:
                linked[block] = linked.get(block, 0) + length

    for element in top.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        is_top = element is top or parent is None
        if is_top or element.tag in BLOCK_TAGS:
            home[element] = element
            blocks.append(element)
        else:
            home[element] = home[parent]
        link = element.tag == "a" or (not is_top and in_link[parent])
        in_link[element] = link
        if element is headline:
            seen_headline = True
        if not seen_headline:
            before.add(home[element])
        add(home[element], element.text, link)
        if not is_top and parent is not None:
            add(home[parent], element.tail, in_link[parent])
    return {
        block: _weight(block, text[block], linked.get(block, 0), "".join(tails[block]), block in before)
        for block in blocks
        if block in text
    }


def _weight(block: Element, length: int, linked: int, text: str, before: bool) -> float:
    if block.tag in _HEADINGS:
        return -_FRAGMENT_COST if linked > 0.5 * length else 0.0
    if linked > 0.5 * length:
        return -float(min(length, _MAX_LINK_COST)) - _FRAGMENT_COST
    if length < _MIN_PROSE and not _SENTENCE.search(text):
        return -_FRAGMENT_COST
    weight = float(length - 2 * linked)
    if not _SENTENCE.search(text):
        weight = min(weight * 0.2, 20.0)
    return weight * _BEFORE_HEADLINE if before else weight


def css_path(element: Element) -> str:
    """A selector that a reader finds the element with: its tag with id or classes."""
    tag = str(element.tag)
    if element.get("id"):
        return f"{tag}#{element.get('id')}"
    classes = (element.get("class") or "").split()
    return ".".join((tag, *classes[:2]))
