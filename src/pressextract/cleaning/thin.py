"""Takes away what is never part of an article: scripts, menus, footers, cookie banners, share links, comments."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.names import BODY, CONTACT, DATE, FOREIGN, FURNITURE, HIDDEN, LOGO, kinds

_DROPPED_TAGS = tuple(
    "script style noscript template svg canvas iframe object embed button select textarea input dialog audio map link "
    "applet datalist optgroup option frame noframes math".split()
)
_FURNITURE_TAGS = frozenset(("footer", "aside", "form", "nav"))
_SECTIONS = frozenset(("article", "main", "section"))
_DROPPING = FURNITURE | FOREIGN | HIDDEN
#: What would be furniture by its name stays when it holds this share of the page's prose.
_KEPT_SHARE = 0.35
_SENTENCE_LENGTH = 60
#: A footer goes whatever share it holds where so much prose is left.
_MIN_TEXT = 150
#: A named text of this share of a sidebar's prose shows that the sidebar is none.
_NAMED_SHARE = 0.15
#: Furniture of fewer characters goes without a look at its share of the prose.
_MAX_FURNITURE = 200
#: The distance of what was taken away: farther than any element of the article.
FAR = 1_000_000
#: So near to the headline a date is the article's though it stands in a header or beside sharing links.
_BESIDE_HEADLINE = 25

_length = etree.XPath("string-length()")


@dataclass(slots=True)
class Furniture:
    """What was taken away, outermost elements in the page's order, and what names call contact boxes, logos and dates.

    A contact box or logo may stand inside what was taken away. Dates come with their distance from the headline in
    elements, negative in front of it.
    """

    dropped: list[Element] = field(default_factory=list)
    contacts: list[Element] = field(default_factory=list)
    logos: list[Element] = field(default_factory=list)
    dates: list[tuple[int, Element]] = field(default_factory=list)


def thin(root: Element, headline: Element | None, *, keep_header: bool = False) -> Furniture:
    """Drop page furniture from the tree, in place; a site's rules may want something of its header."""
    etree.strip_elements(root, *_DROPPED_TAGS, with_tail=False)
    body = root.find("body")
    thinner = _Thinner(root if body is None else body, headline, keep_header)
    return thinner.found


class _Thinner:
    """Goes through a page once: what it drops it only searches for contacts, logos and dates."""

    def __init__(self, top: Element, headline: Element | None, keep_header: bool) -> None:
        self.found = Furniture()
        self._headline = headline
        self._above_headline = set() if headline is None else {headline, *headline.iterancestors()}
        self._keep_header = keep_header
        self._total: int | None = None
        self._top = top
        self._index = self._place = 0
        dates: list[tuple[int, Element, bool]] = []
        self._dates = dates
        self._named: list[Element] = []
        self._spared: list[Element] = []
        self._keep(top, in_section=False)
        self._judge_spared()
        for element in self.found.dropped:
            drop(element)
        for index, element, kept in dates:
            distance = index - self._place
            self.found.dates.append((distance if kept or abs(distance) <= _BESIDE_HEADLINE else FAR, element))

    def _keep(self, element: Element, in_section: bool) -> None:
        for child in element:
            said = self._note(child, True)
            tag = child.tag
            if tag == "header" and not self._keep_header and not in_section:
                said |= FURNITURE
            if (said & _DROPPING or tag in _FURNITURE_TAGS) and self._goes(child, said):
                self.found.dropped.append(child)
                for inner in child.iterdescendants():
                    self._note(inner, False, said & FOREIGN > 0)
            elif len(child):
                self._keep(child, in_section or tag in _SECTIONS)

    def _note(self, element: Element, kept: bool, foreign: bool = False) -> int:
        self._index += 1
        if element is self._headline:
            self._place = self._index
        said = kinds(element)
        if said & BODY and kept:
            self._named.append(element)
        if said & CONTACT and _may_hold_contact(element):
            self.found.contacts.append(element)
        if said & LOGO or element.tag == "img":
            self.found.logos.append(element)
        if not foreign and (said & DATE or element.tag == "time"):
            self._dates.append((self._index, element, kept))
        return said

    def _goes(self, element: Element, said: int) -> bool:
        if element.tag == "main" or (element in self._above_headline and element.tag != "footer"):
            return False
        if said & FOREIGN or _length(element) <= _MAX_FURNITURE:
            return True
        if self._total is None:
            self._total = _prose(self._top)
        prose = _prose(element)
        if prose <= _KEPT_SHARE * self._total or (element.tag == "footer" and self._total - prose >= _MIN_TEXT):
            return True
        self._spared.append(element)
        return False

    def _judge_spared(self) -> None:
        """What was kept for its prose alone goes where names tell the text from it: a sidebar beside a short text."""
        for element in self._spared:
            beside = [named for named in self._named if named not in element.iterancestors()]
            outside = [named for named in beside if element not in (named, *named.iterancestors())]
            if len(outside) < len(beside) or not outside:
                continue
            if max(map(_prose, outside)) >= _NAMED_SHARE * _prose(element):
                self.found.dropped.append(element)


def _may_hold_contact(element: Element) -> bool:
    """Not in the page's own menus, header and footer; an article may have a header and footer too."""
    around = {outer.tag for outer in element.iterancestors()}
    return not around.isdisjoint(("article", "main")) or around.isdisjoint(("nav", "header", "footer"))


def drop(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + " " + tail
        else:
            parent.text = (parent.text or "") + " " + tail
        element.tail = None
    parent.remove(element)


def text_length(element: Element) -> int:
    """Characters of text in an element, white space counted as written."""
    return sum(map(len, element.itertext()))


def _prose(element: Element) -> int:
    """Characters in text nodes as long as sentences; menus and lists of links have short ones."""
    return sum(len(text) for text in element.itertext() if len(text) >= _SENTENCE_LENGTH and not text.isspace())
