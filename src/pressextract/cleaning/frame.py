"""What the frame around an article tells: who publishes it, when it was changed, whom the press may ask."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.release_lines import change_date
from pressextract.cleaning.thin import class_words, text_length
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
_CONTACT_WORDS = frozenset(
    "contact kontakt pressekontakt presscontact ansprechpartner ansprechpartnerin ansprechperson kontaktbox contactbox "
    "medienkontakt".split()
)
_LOGO_WORDS = frozenset("logo brand textlogo sitetitle sitename sitelogo wappen".split())
_NO_BOX = frozenset("a body html form input li nav h1 h2 h3 h4 button span i img svg".split())
_MAX_CONTACT = 900
_MAX_BOXES = 4
_MAX_LOGOS = 3
_MAX_TEXT = 300

#: libxml2 finds where it pays to look; the rest is compared in Python. One search each, since each costs 1-2 ms a page.
_find_named = etree.XPath("//body//*[@class or @id or self::img]")
_find_texts = etree.XPath(
    "//body//text()[contains(., '©') or contains(., 'opyright') or contains(., 'nderung') or contains(., 'ktualisier') "
    "or contains(., 'eändert')]"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the article.

    `copyright` and `logos` are names without years and words such as Logo, `changed` is the day of `Letzte Änderung:
    12.05.2020`, `contacts` are copies of the contact boxes.
    """

    copyright: str | None
    logos: tuple[str, ...]
    changed: date | None
    contacts: tuple[Element, ...]


def read_frame(root: Element) -> Frame:
    """Read the frame before the tree is thinned."""
    notice, changed = _copyright_and_change(root)
    logos: list[str] = []
    contacts: list[Element] = []
    for element in _find_named(root):
        words = class_words(element)
        if element.tag == "img" or not _LOGO_WORDS.isdisjoint(words):
            if len(logos) < _MAX_LOGOS and (name := _logo(element, words)):
                logos.append(name)
        elif not _CONTACT_WORDS.isdisjoint(words) and len(contacts) < _MAX_BOXES and _is_contact(element, contacts):
            contacts.append(element)
    return Frame(
        copyright=notice,
        logos=tuple(logos),
        changed=changed,
        contacts=tuple(deepcopy(element) for element in contacts),
    )


def _copyright_and_change(root: Element) -> tuple[str | None, date | None]:
    """The last copyright notice, which is the footer's since pictures have theirs too, and the first change date."""
    notice: str | None = None
    changed: date | None = None
    for text in _find_texts(root):
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        if holder.tag in ("script", "style", "noscript") or len(text) > _MAX_TEXT:
            continue
        # the label may stand in an element before the date's or the name's
        around = squeeze(" ".join(holder.itertext())) if text_length(holder) <= _MAX_TEXT else squeeze(text)
        changed = changed or change_date(around)
        if next(holder.iterancestors("figure", "main", "article"), None) is None and (
            match := _COPYRIGHT.search(around)
        ):
            name = _TRAILING_YEARS.sub("", _LEADING_YEARS.sub("", _RIGHTS.sub("", match["text"]))).strip()
            if 3 <= len(name) <= 110 and not name.isdigit():
                notice = name
    return notice, changed


def _logo(element: Element, words: tuple[str, ...]) -> str:
    """The name that a logo shows or describes, empty for any other picture."""
    if element.tag != "img":
        name = " ".join(element.itertext())
    else:
        parent = element.getparent()
        around = words + (class_words(parent) if parent is not None else ())
        is_logo = not _LOGO_WORDS.isdisjoint(around) or re.search("logo|wappen", str(element.get("src") or ""), re.I)
        name = str(element.get("alt") or "") if is_logo else ""
    name = squeeze(_LOGO_NOISE.sub("", squeeze(name)))
    return name if 3 < len(name) < 120 else ""


def _is_contact(element: Element, earlier: list[Element]) -> bool:
    if element.tag in _NO_BOX or not 15 <= text_length(element) <= _MAX_CONTACT:
        return False
    around = set(element.iterancestors())
    if any(known in around for known in earlier):
        return False
    inside_article = any(outer.tag in ("article", "main") for outer in around)
    return inside_article or not any(outer.tag in ("nav", "header", "footer") for outer in around)
