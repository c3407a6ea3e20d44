"""A thinned page as BeautifulSoup, for the rules of sites, with the way back to the tree it was made from."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from lxml.etree import _Element as Element

#: Attribute with the number of the element that a tag was made from.
NUMBER = "data-pressextract"


class NumberedSoup:
    """The copy of an lxml tree, built without writing and parsing markup again, which would take twice as long."""

    def __init__(self, top: Element) -> None:
        self.soup = BeautifulSoup("", "lxml", multi_valued_attributes=None)
        self._elements: list[Element] = []
        self._previous: PageElement = self.soup
        self._copy(top, self.soup)

    def element(self, tag: Tag) -> Element:
        """The element of the tree that a tag was made from."""
        return self._elements[int(str(tag[NUMBER]))]

    def _copy(self, element: Element, parent: Tag) -> None:
        attributes = dict(element.items())
        attributes[NUMBER] = str(len(self._elements))
        self._elements.append(element)
        tag = Tag(None, self.soup.builder, element.tag, None, None, None, parent, self._previous)
        tag.attrs = attributes
        self._previous.next_element = tag
        if parent.contents:
            tag.previous_sibling = parent.contents[-1]
            parent.contents[-1].next_sibling = tag
        parent.contents.append(tag)
        self._previous = tag
        self._text(element.text, tag)
        for child in element:
            self._copy(child, tag)
            self._text(child.tail, tag)

    def _text(self, text: str | None, parent: Tag) -> None:
        if text:
            string = NavigableString(text)
            string.setup(parent, self._previous)
            parent.contents.append(string)
            self._previous = string
