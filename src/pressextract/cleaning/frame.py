"""What the frame around an article tells: who publishes it, when it was changed, whom the press may ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.names import LOGO, kinds
from pressextract.cleaning.release_lines import change_date
from pressextract.cleaning.thin import Furniture, text_length
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
_NO_BOX = frozenset("a body html form input li nav h1 h2 h3 h4 button span i img svg".split())
_MAX_CONTACT = 900
_MAX_BOXES = 4
_MAX_LOGOS = 3
_MAX_TEXT = 300
_MAX_LABEL = 30

_find_copyright = etree.XPath(".//text()[contains(., '©') or contains(., 'opyright')]")
#: One of these is in the markup where a change is told; a look for them spares most pages the search.
_CHANGE_WORDS = ("nderung", "ktualisier", "uletzt ", "eändert", "pdate")
_find_changes = etree.XPath(".//text()[contains(., 'nderung') or contains(., 'ktualisier') or contains(., 'eändert')]")


@dataclass(frozen=True)
class Frame:
    """What stands around the article, read when it is asked for: most pages state their publisher in the head."""

    page: Element
    furniture: Furniture
    markup: str

    @cached_property
    def copyright(self) -> str | None:
        """The last copyright notice without years: it is the footer's, since pictures have theirs too."""
        return self._notice(self.furniture.dropped) or self._notice([self.page])

    def _notice(self, parts: Sequence[Element]) -> str | None:
        notice: str | None = None
        for text in _texts(parts, _find_copyright):
            holder = _holder(text)
            match = _COPYRIGHT.search(_around(text, holder))
            if match is not None and next(holder.iterancestors("figure", "main", "article"), None) is None:
                name = _TRAILING_YEARS.sub("", _LEADING_YEARS.sub("", _RIGHTS.sub("", match["text"]))).strip()
                if 3 <= len(name) <= 110 and not name.isdigit():
                    notice = name
        return notice

    @cached_property
    def changed(self) -> date | None:
        """The day of `Letzte Änderung: 12.05.2020`."""
        if not any(word in self.markup for word in _CHANGE_WORDS):
            return None
        parts = [self.page, *self.furniture.dropped]
        return next((day for text in _texts(parts, _find_changes) if (day := change_date(_around(text)))), None)

    @cached_property
    def logos(self) -> tuple[str, ...]:
        """Names that logos show or describe, without words such as Logo."""
        return tuple(name for element in self.furniture.logos if (name := _logo(element)))[:_MAX_LOGOS]

    @cached_property
    def contacts(self) -> tuple[Element, ...]:
        """The page's contact boxes."""
        found: list[Element] = []
        for element in self.furniture.contacts:
            if len(found) < _MAX_BOXES and _is_contact(element, found):
                found.append(element)
        return tuple(found)


def _texts(parts: Sequence[Element], find: etree.XPath) -> Iterator[etree._ElementUnicodeResult]:
    return (text for part in parts for text in find(part) if len(text) <= _MAX_TEXT)


def _holder(text: etree._ElementUnicodeResult) -> Element:
    """The element that a text stands in; of a label that stands alone in one, the element around it."""
    parent = text.getparent()
    outer = parent.getparent() if text.is_tail else parent
    if outer is None:
        return parent
    around = outer.getparent()
    return around if around is not None and text_length(outer) <= _MAX_LABEL else outer


def _around(text: etree._ElementUnicodeResult, holder: Element | None = None) -> str:
    """The text with its surroundings where they are short: a label may stand in an element of its own."""
    holder = _holder(text) if holder is None else holder
    return squeeze(" ".join(holder.itertext())) if text_length(holder) <= _MAX_TEXT else squeeze(text)


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
    if element.tag in _NO_BOX or not 15 <= text_length(element) <= _MAX_CONTACT:
        return False
    return not any(known in earlier for known in element.iterancestors())
