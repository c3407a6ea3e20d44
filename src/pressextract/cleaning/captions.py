"""Picture boxes: their captions and credits leave the text and become fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import Box
from pressextract.cleaning.names import PICTURE
from pressextract.cleaning.whitespace import squeeze

_CREDIT_NAME = re.compile(r"source|credit|copyright|quelle|author|fotograf|photographer|urheber|rights", re.I)
_CAPTION_NAME = re.compile(r"caption|bildunterschrift|bildtext|legend|subline|description|beschreibung|bu\b", re.I)
#: What CMSs call a box of text with a picture in it: `modul-text_bild`, `wp-block-media-text`, `text-image`.
_TEXT_AND_PICTURE = re.compile(
    r"te?xt[-_]*(?:und|and|mit|with|plus)?[-_]*(?:bild|image|img|media|foto|photo|pic)|"
    r"(?:media|image|img|foto|photo)[-_](?:(?:und|and|mit|with|plus)[-_])?te?xt",
    re.I,
)
_BOX_TAGS = frozenset("div p span section dl td table".split())
#: A box of more text than this is no picture with its caption.
_MAX_BOX = 600
_BORDER = "\x1e"
_BORDERED = frozenset("br p div li dd dt".split())
_CREDIT_TAGS = ("span", "p", "small", "div", "cite", "em", "figcaption", "i")

_CREDIT_MARK = re.compile(
    r"(?:©|\(c\)(?=\s?\w)|&copy;|Copyright(?:\s*©)?|(?:Bild|Foto|Photo|Photographie|Visualisierung|Illustration|Grafik|"
    r"Abbildung|Abb\.|Quelle|Bildquelle|Fotoquelle|Bildrechte|Bildnachweis|Fotonachweis|Fotograf(?:in)?|Fotocredit|Credits?|Urheber(?:in)?)"
    r"(?:[ -](?:©|Credits?|Quelle|Rechte|von))?\s*:)[\s:/©]*",
)
_CAPTION_MARK = re.compile(
    r"(?:Abbildung|Abb\.|Bild|Foto|Grafik|Beitragsbild|Titelbild|Headerbild|Aufmacherbild|Bildunterschrift|Bildtext|"
    r"Bildbeschreibung|Zum (?:Bild|Foto)|Im Bild|BU)(?:\s\d{1,2})?\s*:",
)
_ENDS_WITH_CREDIT = re.compile(
    r"(?:[|(\[]\s*|[.!?]\s+)(?:©|(?:Foto|Bild|Fotos|Bilder|Grafik)s?\s?:)\s*[^.!?|]{2,60}[)\]]?$"
)
_MAX_CAPTION = 250
_BRACKETS = re.compile(r"^[\s()\[\]|/–-]+|[\s()\[\]|/–-]+$")
#: Fewer words in an alternative text name a file, a logo or a link.
_MIN_ALT_WORDS = 3
_ICON = 64


def is_picture_box(box: Box, protected: frozenset[Element]) -> bool:
    """A figure, or a box with a picture and little text that its class calls a picture or a caption.

    What holds one of the `protected` elements, the headline's and the body's, is none.
    """
    element = box.element
    if element.tag == "figcaption":
        return True
    if element.tag == "figure":
        return next(element.iterdescendants("table", "blockquote"), None) is None
    if not box.said & PICTURE or element.tag not in _BOX_TAGS or box.length > _MAX_BOX:
        return False
    if _TEXT_AND_PICTURE.search(element.get("class") or ""):
        return False
    inside = list(element.iter())
    if not protected.isdisjoint(inside):
        return False
    tags = [inner.tag for inner in inside]
    if "h1" in tags or "h2" in tags or tags.count("p") > 2 + (element.tag == "p"):
        return False
    return "img" in tags or _CAPTION_NAME.search(element.get("class") or "") is not None


def picture_lines(element: Element) -> Iterator[tuple[Literal["caption", "credit"], str]]:
    """Captions and credits of a picture box; without a caption the picture's alternative text is one."""
    credits: list[str] = []
    captions: list[str] = []
    for text, is_credit in _pieces(element):
        caption, credit = split_credit(text, known=is_credit)
        if caption:
            captions.append(caption)
        if credit:
            credits.append(credit)
    image = next(element.iter("img"), None)
    if not captions and image is not None and (alt := picture_text(image, named=bool(credits))):
        captions.append(alt)
    yield from (("caption", text) for text in dict.fromkeys(captions))
    yield from (("credit", text) for text in dict.fromkeys(credits))


def picture_text(image: Element, named: bool = False) -> str:
    """What a picture's alternative text says it shows, empty for logos, icons, links and file names.

    `named` says that the picture has a credit: then even one word describes it.
    """
    alt = squeeze(image.get("alt") or "")
    if not alt or (not named and next(image.iterancestors("a"), None) is not None):
        return ""
    width = image.get("width") or ""
    if (width.isdigit() and int(width) <= _ICON) or re.search(r"logo|icon|wappen", alt, re.I):
        return ""
    if not named and (len(alt.split()) < _MIN_ALT_WORDS or re.search(r"\.(?:jpe?g|png|gif|svg)$|_", alt, re.I)):
        return ""
    return alt


def split_credit(text: str, known: bool = False) -> tuple[str, str]:
    """Caption and credit of a caption line: `Der Turm (Foto: A. Muster)` gives `Der Turm`, `A. Muster`.

    `known` says that the whole line is a credit. Signs and words that only introduce a credit are left out.
    """
    text = squeeze(text)
    match = _CREDIT_MARK.search(text)
    if known or match is None:
        return ("", _bare(_CREDIT_MARK.sub("", text))) if known else (text, "")
    caption, credit = text[: match.start()], text[match.end() :]
    if len(credit) > 120 or (match.start() == 0 and not credit):
        return text, ""
    return _BRACKETS.sub("", caption).strip(), _bare(credit)


def is_caption_line(text: str) -> bool:
    """Whether a line says of itself that it describes a picture, or a short one ends with its credit.

    `Abbildung: Vergleich auf dem Aletschgletscher. …`, `Der neue Turm. | © Stadt Musterberg`
    """
    if _CAPTION_MARK.match(text):
        return True
    if len(text) > _MAX_CAPTION or ("©" not in text and ":" not in text):
        return False
    return _ENDS_WITH_CREDIT.search(text) is not None


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but a picture's credit: `©Textil vernetzt`, `Foto: dpa`."""
    match = _CREDIT_MARK.match(text)
    return (
        match is not None
        and 1 < len(text) - match.end() <= 100
        and not re.search(r"[.!?] [A-ZÄÖÜ]", text[match.end() :])
    )


def _bare(credit: str) -> str:
    return _BRACKETS.sub("", _CREDIT_MARK.sub(" ", credit)).strip()


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    """The box's lines of text, each with whether its class says that it is a credit; those first."""
    credits = [inner for inner in element.iterdescendants(*_CREDIT_TAGS) if _is_credit(inner)]
    taken: set[Element] = set()
    for credit in credits:
        if not any(outer in taken for outer in credit.iterancestors()):
            taken.add(credit)
            if text := squeeze(" ".join(credit.itertext())):
                yield text, True
    for text in "".join(_texts(element, taken)).split(_BORDER):
        if text := squeeze(text):
            yield text, False


def _is_credit(element: Element) -> bool:
    name = element.get("class")
    return bool(name) and _CREDIT_NAME.search(name) is not None and next(element.iter("img"), None) is None


def _texts(element: Element, without: set[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in without:
            yield from _texts(child, without)
        if child.tag in _BORDERED:
            yield _BORDER
        yield child.tail or ""
