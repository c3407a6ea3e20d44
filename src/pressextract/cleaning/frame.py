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
_LEADING_YEARS = re.compile(rf"^[\s,:–-]*(?:by\s)?(?:{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|heute))?)?[\s,:–-]*(?:by\s)?", re.I)
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
_MAX_CHANGE = 300

#: libxml2 finds where it pays to look; classes are compared word by word in Python.
_find_notices = etree.XPath("//body//*[not(self::script or self::style)][text()[contains(., '©') or contains(., 'opyright')]]")
_find_logos = etree.XPath(
    "//img[@alt] | //*[contains(@class, 'ogo') or contains(@id, 'ogo') or contains(@class, 'brand') or "
    "contains(@class, 'itetitle') or contains(@class, 'ite-title') or contains(@class, 'itename')]"
)
_find_contacts = etree.XPath(
    "//*[contains(@class, 'onta') or contains(@id, 'onta') or contains(@class, 'nsprech') or contains(@id, 'nsprech')]"
)
_find_changes = etree.XPath("//body//text()[contains(., 'nderung') or contains(., 'ktualisier') or contains(., 'eändert')]")


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
    return Frame(
        copyright=_copyright(root), logos=_logos(root), changed=_changed(root), contacts=tuple(_contacts(root))
    )


def _copyright(root: Element) -> str | None:
    """The last notice on the page, which is the footer's; pictures have theirs too."""
    for element in reversed(_find_notices(root)):
        if next(element.iterancestors("figure", "main", "article", "script"), None) is not None:
            continue
        match = _COPYRIGHT.search(squeeze(" ".join(element.itertext()))[:300])
        if match:
            name = _TRAILING_YEARS.sub("", _LEADING_YEARS.sub("", _RIGHTS.sub("", match["text"]))).strip()
            if 3 <= len(name) <= 110 and not name.isdigit():
                return name
    return None


def _logos(root: Element) -> tuple[str, ...]:
    logos: list[str] = []
    for element in _find_logos(root):
        if element.tag == "img":
            name = str(element.get("alt") or "") if _is_logo(element) else ""
        else:
            name = "" if _LOGO_WORDS.isdisjoint(class_words(element)) else " ".join(element.itertext())
        name = squeeze(_LOGO_NOISE.sub("", squeeze(name)))
        if 3 < len(name) < 120:
            logos.append(name)
        if len(logos) == _MAX_LOGOS:
            break
    return tuple(logos)


def _is_logo(image: Element) -> bool:
    parent = image.getparent()
    words = class_words(image) + (class_words(parent) if parent is not None else ())
    return not _LOGO_WORDS.isdisjoint(words) or re.search("logo|wappen", str(image.get("src") or ""), re.I) is not None


def _changed(root: Element) -> date | None:
    """The last change that is stated; the label may stand in an element before the date's."""
    for text in _find_changes(root):
        holder = text.getparent()
        if holder.tag in ("script", "style") or len(text) > _MAX_CHANGE:
            continue
        around = squeeze(" ".join(holder.itertext())) if text_length(holder) <= _MAX_CHANGE else ""
        if day := change_date(squeeze(text)) or change_date(around):
            return day
    return None


def _contacts(root: Element) -> list[Element]:
    contacts: list[Element] = []
    for element in _find_contacts(root):
        if element.tag in _NO_BOX or _CONTACT_WORDS.isdisjoint(class_words(element)):
            continue
        around = set(element.iterancestors())
        if any(known in around for known in contacts) or not 15 <= text_length(element) <= _MAX_CONTACT:
            continue
        inside_article = any(outer.tag in ("article", "main") for outer in around)
        if inside_article or not any(outer.tag in ("nav", "header", "footer") for outer in around):
            contacts.append(element)
        if len(contacts) == _MAX_BOXES:
            break
    return [deepcopy(element) for element in contacts]
