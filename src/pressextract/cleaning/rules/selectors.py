"""CSS selectors that select in the page's own tree.

Rules mostly name tags, classes and ids, inside or beside each other. Such selectors become XPath, which libxml2 runs;
all others go to soupsieve and a copy of the page as BeautifulSoup. That way alone took a fifth of cleaning a page of
berlin.de: to copy a thinned page takes 0.5 ms, and soupsieve looks at each element in Python.
"""

from __future__ import annotations

import re

import soupsieve
from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.soup import NumberedSoup

_NAME = r"-?[A-Za-z_][\w-]*"
_COMPOUND = re.compile(rf"(?P<tag>[A-Za-z][A-Za-z0-9]*|\*)?(?P<names>(?:[.#]{_NAME})*)", re.ASCII)
_NAMED = re.compile(rf"[.#]{_NAME}", re.ASCII)
_COMBINATOR = re.compile(r"\s*([>+~])\s*")
#: Where an element stands to the one before it in the selector.
_AXES = {">": "child::", "+": "following-sibling::*[1]/self::", "~": "following-sibling::"}


class Selector:
    """A compiled selector.

    Raises:
        soupsieve.SelectorSyntaxError, ValueError: it is no CSS selector.
    """

    def __init__(self, css: str) -> None:
        self._soup = soupsieve.compile(css)
        path = xpath_of(css)
        self._path = etree.XPath(path) if path is not None else None

    def all(self, top: Element) -> list[Element]:
        """The elements that match, `top` and what is inside it, in the page's order."""
        if self._path is not None:
            found: list[Element] = self._path(top)
            return found
        copy = NumberedSoup(top)
        return [copy.element(tag) for tag in self._soup.select(copy.soup)]

    def first(self, top: Element) -> Element | None:
        """The first element that matches."""
        return next(iter(self.all(top)), None)


def xpath_of(css: str) -> str | None:
    """The selector as XPath; None where it has more than tags, classes, ids and combinators.

    >>> xpath_of("h1 > #date")
    "descendant-or-self::h1/child::*[@id='date']"
    """
    paths = [_path(alternative) for alternative in css.split(",")]
    return None if None in paths else " | ".join(path for path in paths if path is not None)


def _path(css: str) -> str | None:
    steps: list[str] = []
    axis = "descendant-or-self::"
    for part in _COMBINATOR.sub(r" \1 ", css).split():
        if part in _AXES:
            axis = _AXES[part]
            continue
        compound = _COMPOUND.fullmatch(part)
        if compound is None:
            return None
        conditions = "".join(map(_condition, _NAMED.findall(compound["names"])))
        steps.append(f"{axis}{(compound['tag'] or '*').lower()}{conditions}")
        axis = "descendant::"
    return "/".join(steps)


def _condition(name: str) -> str:
    if name[0] == "#":
        return f"[@id='{name[1:]}']"
    return f"[contains(concat(' ', normalize-space(@class), ' '), ' {name[1:]} ')]"
