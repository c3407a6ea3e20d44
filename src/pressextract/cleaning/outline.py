"""Reads the boxes of a page in one pass; what is surely furniture goes at once and is only searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import BLOCK_TAGS, BREAK, SENTENCE_LENGTH, SPACE, Box
from pressextract.cleaning.names import CONTACT, DATE, DROP_CAP, DROPPING, FOREIGN, FURNITURE, PICTURE, READERS, kinds

_FURNITURE_TAGS = frozenset(("footer", "aside", "form", "nav"))
_BOLD_TAGS = frozenset(("b", "strong"))
#: Inline elements that get a box of their own, since they may go or be a picture's.
_BOXED = DROPPING | PICTURE
_SECTIONS = frozenset(("article", "main", "section"))
#: Furniture of fewer characters, or of fewer in sentences, goes without a look at its share of the page.
_MAX_FURNITURE, _MAX_SENTENCES = 200, 100
#: What went is searched for dates up to this length: a line beneath the article, not a list of others.
_MAX_DATED = 400
#: A footer or header that tells a copyright notice or a change has less text.
_MAX_TOLD = 6000
#: Words of copyright notices and of lines that tell a change.
TELLING = ("©", "opyright", "nderung", "ktualisier", "uletzt ", "eändert", "pdate")
_DIGIT = re.compile(r"\d")
#: The distance of what was taken away: farther than any element of the article.
FAR = 1_000_000
#: So near to the headline a date is the article's though it stands in a header or beside sharing links.
_BESIDE_HEADLINE = 25

_count = etree.XPath("count(descendant::*)")
#: All text inside; `itertext` makes each of its pieces a step of Python's.
_string = etree.XPath("string()", smart_strings=False)


@dataclass(slots=True)
class Outline:
    """A page's boxes in its order, the first around all, and what names call contact boxes and dates.

    Dates come with their distance from the headline in elements, negative in front of it, FAR in what was dropped.
    """

    boxes: list[Box]
    contacts: list[Element]
    dates: list[tuple[int, Element, Box]]


def read_outline(top: Element, headline: Element | None, *, keep_header: bool = False) -> Outline:
    """Go through the page once. Nothing is taken out of the tree yet."""
    reader = _Reader(headline, keep_header)
    first = Box(top, None, 0, reader.in_front)
    reader.boxes.append(first)
    reader.fill(top, first, False, False)
    first.end = len(reader.boxes)
    dates = [(_distance(index - reader.place, box), element, box) for index, element, box in reader.dates]
    return Outline(reader.boxes, reader.contacts, dates)


def _distance(elements: int, box: Box) -> int:
    return FAR if box.dropped and abs(elements) > _BESIDE_HEADLINE else elements


def above(headline: Element | None) -> set[Element]:
    """The headline and the elements around it, none where it has no element."""
    return set() if headline is None else {headline, *headline.iterancestors()}


def is_kept(element: Element, above_headline: set[Element]) -> bool:
    """Whether an element stays whatever it is called: the page's main part, and what holds the headline."""
    return element.tag == "main" or (element in above_headline and element.tag != "footer")


class _Reader:
    """Where the pass stands. No closure: one that calls itself would keep the page's tree alive."""

    __slots__ = (
        "above_headline", "boxes", "contacts", "dates", "headline", "in_front", "index", "keep_header", "place",
        "sections",
    )  # fmt: skip

    def __init__(self, headline: Element | None, keep_header: bool) -> None:
        self.headline = headline
        self.above_headline = above(headline)
        self.keep_header = keep_header
        self.in_front = headline is not None
        self.index = self.place = self.sections = 0
        self.boxes: list[Box] = []
        self.contacts: list[Element] = []
        self.dates: list[tuple[int, Element, Box]] = []

    def fill(self, element: Element, box: Box, link: bool, bold: bool) -> None:
        """Read what is inside an element into a box. It runs for each of a page's 800 elements: no calls but needed."""
        runs = box.runs
        if (text := element.text) and not text.isspace():
            self.add(box, text, link, bold)
        for child in element:
            self.index += 1
            if child is self.headline:
                self.place, self.in_front = self.index, False
            tag = child.tag
            said = 0
            for name, value in child.items():
                if (read := READERS.get(name)) is not None:
                    said |= read(value)
            if tag in _FURNITURE_TAGS or (tag == "header" and not self.sections and not self.keep_header):
                said |= FURNITURE
            tail = child.tail
            if said & DROPPING and self.drops(child, box, said):
                pass
            elif tag in BLOCK_TAGS or said & _BOXED:
                self.block(child, box, said, link, bold)
            elif tag == "br":
                runs.append(BREAK)
            elif tag == "img":
                runs.append(child)
            else:
                if said & DATE or tag == "time":
                    self.dates.append((self.index, child, box))
                if said & DROP_CAP and tail and len("".join(child.itertext()).strip()) == 1:
                    tail = tail.lstrip()
                inner_link = link or (tag == "a" and child.get("href") is not None)
                inner_bold = bold or tag in _BOLD_TAGS
                if len(child):
                    self.fill(child, box, inner_link, inner_bold)
                elif text := child.text:
                    self.add(box, text, inner_link, inner_bold)
            if tail:
                if not tail.isspace():
                    self.add(box, tail, link, bold)
                elif runs and type(runs[-1]) is tuple:
                    runs.append(SPACE)

    def block(self, element: Element, box: Box, said: int, link: bool, bold: bool) -> None:
        inner = Box(element, box, said, self.in_front, link)
        box.runs.append(len(self.boxes))
        self.boxes.append(inner)
        if said & CONTACT and _may_hold_contact(element):
            self.contacts.append(element)
        if said & DATE:
            self.dates.append((self.index, element, inner))
        is_section = element.tag in _SECTIONS
        self.sections += is_section
        self.fill(element, inner, link, bold)
        self.sections -= is_section
        inner.end = len(self.boxes)
        box.whole += inner.whole
        box.sentences += inner.sentences

    def add(self, box: Box, text: str, link: bool, bold: bool) -> None:
        box.runs.append((text, link, bold))
        length = len(text.strip())
        box.own += length
        box.whole += length
        if link:
            box.own_linked += length
        if length >= SENTENCE_LENGTH:
            box.sentences += length
        if not self.in_front and length:
            box.in_front = False

    def drops(self, element: Element, outer: Box, said: int) -> bool:
        """Whether furniture goes at once; its box is noted then, and what it tells."""
        if is_kept(element, self.above_headline):
            return False
        if said & FOREIGN or element.tag == "nav":
            self.index += int(_count(element))
            self._note_dropped(element, outer, said)
            return True
        text = " ".join(_string(element).split())
        if len(text) > _MAX_FURNITURE and _sentences(element.itertext()) > _MAX_SENTENCES:
            return False
        box = self._note_dropped(element, outer, said)
        if len(text) <= _MAX_TOLD and any(map(text.__contains__, TELLING)):
            box.runs = [(piece, False, False) for piece in element.itertext() if not piece.isspace()]
        box.whole = len(text)
        self.search(element, box, said, text)
        self.index += int(_count(element))
        return True

    def _note_dropped(self, element: Element, outer: Box, said: int) -> Box:
        box = Box(element, outer, said, self.in_front)
        box.dropped = True
        self.boxes.append(box)
        box.end = len(self.boxes)
        return box

    def search(self, element: Element, box: Box, said: int, text: str) -> None:
        """What dropped furniture tells: contact boxes, and dates near the headline or in a line of their own."""
        has_contact = bool(said & CONTACT) or "@" in text or "Tel" in text or "Mail" in text or "mail" in text
        is_near = self.place > 0 and self.index - self.place <= _BESIDE_HEADLINE
        has_date = (len(text) <= _MAX_DATED or is_near) and _DIGIT.search(text) is not None
        if not has_contact and not has_date:
            return
        for number, inner in enumerate(element.iter()):
            inner_said = kinds(inner)
            if has_contact and inner_said & CONTACT and _may_hold_contact(inner):
                self.contacts.append(inner)
            if has_date and (inner_said & DATE or inner.tag == "time"):
                self.dates.append((self.index + number, inner, box))


def _sentences(texts: Iterable[str]) -> int:
    return sum([len(text.strip()) for text in texts if len(text) >= SENTENCE_LENGTH])


def _may_hold_contact(element: Element) -> bool:
    """Not in the page's own menus, header and footer; an article may have a header and footer too."""
    around = {outer.tag for outer in element.iterancestors()}
    return not around.isdisjoint(("article", "main")) or around.isdisjoint(("nav", "header", "footer"))
