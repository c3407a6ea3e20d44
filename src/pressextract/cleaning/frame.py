"""What the frame around an article tells: who publishes (header, footer) and whom the press may ask (contact boxes)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.thin import class_words, text_length
from pressextract.cleaning.whitespace import squeeze

_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|Copyright\b)\s*(?:Copyright\b)?(?P<text>[^|•·\n]{3,140})", re.I)
_YEARS = re.compile(
    r"^[\s,:by-]*(?:(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|heute))?)?[\s,:–-]*|[\s,.–-]*(?:(?:19|20)\d\d)?[\s,.–-]*$"
)
_RIGHTS = re.compile(
    r"[\s.,–-]*(?:Alle Rechte|All rights|Impressum|Datenschutz|Nutzungsbedingungen|AGB|Kontakt).*$", re.I
)
_LOGO_NOISE = re.compile(
    r"^(?:Das )?(?:Logo|Wappen|Wort-?Bild-?Marke)(?:\s+(?:der|des|von|vom|für))?[\s:–-]+|[\s:,(–-]*(?:Logo|Link )?(?:(?:zurück )?(?:zur|zu der) )?(?:Startseite|Homepage|Home)\)?$|"
    r"[\s:,(–-]*(?:Logo)$",
    re.I,
)
#: Words that a body which issues releases has in its name; a site's name need not have one.
INSTITUTION = re.compile(
    r"ministerium|kanzlei|senatsverwaltung|senat\b|behörde|\bamt\b|amt für|bezirksamt|kreis\b|landkreis|\bstadt\b|gemeinde|polizei|feuerwehr|universität|hochschule|institut|"
    r"verband|verein|stiftung|\bbund\b|bund \w|gesellschaft|kammer|partei|fraktion|gmbh|\bag\b|e\. ?v\.|kirche|bistum|gewerkschaft|museum|agentur|landtag|bundestag|parlament|"
    r"departement|direktion|zentrum|akademie|klinik|anstalt|rat\b|werke\b",
    re.I,
)
_CONTACT_WORDS = frozenset(
    "contact kontakt pressekontakt presscontact ansprechpartner ansprechpartnerin ansprechperson kontaktbox contactbox medienkontakt".split()
)
_LOGO_WORDS = frozenset("logo brand textlogo sitetitle sitename sitelogo".split())
_MAX_CONTACT = 900
_MAX_BOXES = 4
_MAX_LOGOS = 3
#: libxml2 finds where it pays to look; classes are compared word by word in Python.
_notices = etree.XPath("//body//*[not(self::script or self::style)][text()[contains(., '©') or contains(., 'opyright')]]")
_logos = etree.XPath(
    "//img[@alt] | //*[contains(@class, 'ogo') or contains(@class, 'brand') or contains(@class, 'itle') or contains(@id, 'ogo') or contains(@class, 'itename')]"
)
_contacts = etree.XPath(
    "//*[contains(@class, 'ont') or contains(@id, 'ont') or contains(@class, 'nsprech') or contains(@id, 'nsprech')]"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Names in the frame, without years and words such as Logo; `contacts` are copies of the contact boxes."""

    copyright: str | None
    logos: tuple[str, ...]
    contacts: tuple[Element, ...]


def read_frame(root: Element) -> Frame:
    """Read the frame before the tree is thinned."""
    logos: list[str] = []
    contacts: list[Element] = []
    notice: str | None = None
    for element in _notices(root):
        notice = _notice(element) or notice
    for element in _logos(root):
        if element.tag == "img":
            name = _without_noise(element.get("alt") or "") if _is_logo(element) else ""
        else:
            name = "" if _LOGO_WORDS.isdisjoint(class_words(element)) else squeeze(" ".join(element.itertext()))
        if 3 < len(name) < 120:
            logos.append(_without_noise(name))
        if len(logos) == _MAX_LOGOS:
            break
    for element in _contacts(root):
        if not _CONTACT_WORDS.isdisjoint(class_words(element)) and _is_contact(element, contacts):
            contacts.append(element)
        if len(contacts) == _MAX_BOXES:
            break
    return Frame(
        copyright=notice,
        logos=tuple(logo for logo in logos if len(logo) > 3),
        contacts=tuple(deepcopy(element) for element in contacts),
    )


def _notice(element: Element) -> str | None:
    text = squeeze(" ".join(element.itertext()))
    match = _COPYRIGHT.search(text[:300])
    if match is None or next(element.iterancestors("figure", "main", "article"), None) is not None:
        return None
    name = _YEARS.sub("", _YEARS.sub("", _RIGHTS.sub("", match["text"]))).strip()
    return name if 3 <= len(name) <= 110 and not re.match(r"\d+$", name) else None


def _is_logo(image: Element) -> bool:
    parent = image.getparent()
    words = class_words(image) + (class_words(parent) if parent is not None else [])
    return bool(image.get("alt")) and (not _LOGO_WORDS.isdisjoint(words) or "logo" in (image.get("src") or "").lower())


def _without_noise(name: str) -> str:
    return squeeze(_LOGO_NOISE.sub("", squeeze(name)))


def _is_contact(element: Element, earlier: list[Element]) -> bool:
    if element.tag in ("a", "body", "html", "form", "input", "li", "nav", "h2", "h3", "button", "span"):
        return False
    if not 15 <= text_length(element) <= _MAX_CONTACT:
        return False
    around = set(element.iterancestors())
    return (
        not any(known in around for known in earlier)
        and next(element.iterancestors("nav", "header", "footer"), None) is None
    )
