"""What the frame around an article tells: who publishes it, when it was changed, whom the press may ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import Box
from pressextract.cleaning.names import LOGO, kinds
from pressextract.cleaning.outline import TELLING, Outline
from pressextract.cleaning.release_lines import change_date
from pressextract.cleaning.whitespace import squeeze

_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|Copyright\b)\s*(?:Copyright\b)?(?P<text>[^|•·\n]{3,140})", re.I)
_YEAR = r"(?:19|20)\d\d"
_LEADING_YEARS = re.compile(
    rf"^[\s,:–-]*(?:by\s)?(?:{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|heute))?)?[\s,:–-]*(?:by\s)?", re.I
)
_TRAILING_YEARS = re.compile(rf"[\s,.–-]*(?:{_YEAR})?[\s,.–-]*$")
_RIGHTS = re.compile(
    r"[\s.,–-]*(?:Alle Rechte|All rights|Impressum|Datenschutz|Nutzungsbedingungen|AGB|Kontakt)\b.*$", re.I
)
_LOGO_NOISE = re.compile(
    r"^(?:Das )?(?:Logo|Wappen|Wort-?Bild-?Marke)(?:\s+(?:der|des|von|vom|für))?[\s:–-]+|"
    r"[\s:,(–-]*(?:Logo|Link )?(?:(?:zurück )?(?:zur|zu der) )?(?:Startseite|Homepage|Home)\)?$|[\s:,(–-]*Logo$",
    re.I,
)
_ARTICLE_TAGS = frozenset(("figure", "main", "article"))
_NO_BOX = frozenset("a body html form input li nav h1 h2 h3 h4 button span i img svg".split())
_MAX_CONTACT = 900
_MAX_BOXES = 4
_MAX_LOGOS = 3
_MAX_TEXT = 300
_MAX_LABEL = 30
#: In a box with more text of its own a line is read with its neighbours alone.
_MAX_TOGETHER = 2000
#: A page's header has less text; what has more is a menu that lists the whole site.
_MAX_HEADER = 3000


_find_logos = etree.XPath(
    "descendant-or-self::*[self::img or contains(@class, 'ogo') or contains(@id, 'ogo') or contains(@class, 'brand') "
    "or contains(@class, 'appen') or contains(@class, 'itename') or contains(@class, 'itetitle')]"
)


@dataclass(frozen=True)
class Frame:
    """What stands around the article, read when it is asked for: most pages state their publisher in the head."""

    outline: Outline

    @cached_property
    def copyright(self) -> str | None:
        """The last copyright notice without years: it is the footer's, since pictures have theirs too."""
        for box, place in reversed(self._telling):
            match = _COPYRIGHT.search(_around(box, place))
            if match is None or any(outer.element.tag in _ARTICLE_TAGS for outer in (box, *box.around())):
                continue
            name = _TRAILING_YEARS.sub("", _LEADING_YEARS.sub("", _RIGHTS.sub("", match["text"]))).strip()
            if 3 <= len(name) <= 110 and not name.isdigit():
                return name
        return None

    @cached_property
    def changed(self) -> date | None:
        """The day of `Letzte Änderung: 12.05.2020`."""
        days = (change_date(_around(box, place)) for box, place in self._telling)
        return next(filter(None, days), None)

    @cached_property
    def logos(self) -> tuple[str, ...]:
        """Names that logos show or describe, without words such as Logo."""
        return tuple(islice(filter(None, map(_logo, self._logo_elements())), _MAX_LOGOS))

    @cached_property
    def _telling(self) -> list[tuple[Box, int]]:
        """Short texts with a word of a copyright notice or a change, by box and place, in the page's order."""
        texts = [
            (run[0], number, place)
            for number, box in enumerate(self.outline.boxes)
            for place, run in enumerate(box.runs)
            if type(run) is tuple and len(run[0]) <= _MAX_TEXT
        ]
        whole = "\n".join([text for text, _, _ in texts])
        # few of the words are on a page: to ask the page for each first spares five of seven looks at each text
        words = [word for word in TELLING if word in whole]
        found = {(number, place) for word in words for text, number, place in texts if word in text}
        return [(self.outline.boxes[number], place) for number, place in sorted(found)]

    def _logo_elements(self) -> Iterator[Element]:
        """Pictures and elements named logos, in what went from above the headline and in what stayed."""
        for box in self.outline.boxes:
            if box.dropped and box.in_front and box.whole <= _MAX_HEADER:
                yield from _find_logos(box.element)
            elif box.said & LOGO:
                yield box.element
        for box in self.outline.boxes:
            if box.dropped or box.parent is None:
                yield from box.element.iter("img")

    @cached_property
    def contacts(self) -> tuple[Element, ...]:
        """The page's contact boxes."""
        found: list[Element] = []
        for element in self.outline.contacts:
            if len(found) < _MAX_BOXES and _is_contact(element, found):
                found.append(element)
        return tuple(found)


def _around(box: Box, place: int) -> str:
    """A text with what stands beside it, since a label may stand alone."""
    if box.dropped or box.own > _MAX_TOGETHER:
        return squeeze(" ".join(run[0] for run in box.runs[max(0, place - 1) : place + 2] if type(run) is tuple))
    if box.own <= _MAX_LABEL and box.parent is not None and box.parent.whole <= _MAX_TEXT:
        return squeeze(" ".join(box.parent.element.itertext()))
    return squeeze(" ".join(box.pieces))


def _logo(element: Element) -> str:
    """The name that a logo shows or describes, empty for any other picture."""
    if element.tag != "img":
        name = " ".join(element.itertext())
    else:
        parent = element.getparent()
        around = kinds(element) | (kinds(parent) if parent is not None else 0)
        is_logo = around & LOGO or re.search("logo|wappen", element.get("src") or "", re.I)
        name = str(element.get("alt") or "") if is_logo else ""
    name = squeeze(_LOGO_NOISE.sub("", squeeze(name)))
    return name if 3 < len(name) < 120 else ""


def _is_contact(element: Element, earlier: list[Element]) -> bool:
    if element.tag in _NO_BOX or not 15 <= sum(map(len, element.itertext())) <= _MAX_CONTACT:
        return False
    return not any(known in earlier for known in element.iterancestors())
