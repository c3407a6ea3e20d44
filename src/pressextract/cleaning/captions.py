"""Picture boxes: their captions and credits leave the text and become fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bs4 import Tag

from pressextract.cleaning.soup import MARK, PICTURE_NAME
from pressextract.cleaning.whitespace import squeeze

_CREDIT_NAME = re.compile(r"source|credit|copyright|quelle|author|fotograf|photographer|urheber|rights", re.I)
_CAPTION_NAME = re.compile(r"caption|bildunterschrift|bildtext|legend|subline|description|beschreibung|bu\b", re.I)
_BOX_TAGS = frozenset("div p span section dl td table".split())
#: A box of more text than this is no picture with its caption.
_MAX_BOX = 600
_BORDER = "\x1e"
_BORDERED = frozenset("br p div li dd dt".split())
_CREDIT_TAGS = frozenset("span p small div cite em figcaption i".split())

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


def is_picture_box(element: Tag) -> bool:
    """A figure, or an element with a picture and little text that its class calls a picture or a caption."""
    if element.name == "figure":
        return _names_inside(element).isdisjoint(("table", "blockquote"))
    if element.name == "figcaption":
        return True
    names = element.get("class")
    if not names or element.name not in _BOX_TAGS or not PICTURE_NAME.search(str(names)):
        return False
    if len(element.get_text()) > _MAX_BOX or any(MARK in inner.attrs for inner in _tags_inside(element)):
        return False
    inside = _names_inside(element)
    if "h1" in inside or "h2" in inside or sum(inner.name == "p" for inner in _tags_inside(element)) > 2:
        return False
    return "img" in inside or bool(_CAPTION_NAME.search(str(names)))


def _picture(box: Tag) -> Tag | None:
    return next((inner for inner in _tags_inside(box) if inner.name == "img"), None)


def _tags_inside(element: Tag) -> Iterator[Tag]:
    return (inner for inner in element.descendants if isinstance(inner, Tag))


def _names_inside(element: Tag) -> set[str]:
    return {inner.name for inner in _tags_inside(element)}


def picture_lines(box: Tag) -> Iterator[tuple[Literal["caption", "credit"], str]]:
    """Captions and credits of a picture box; without a caption the picture's alternative text is one."""
    credits: list[str] = []
    captions: list[str] = []
    for piece in _pieces(box):
        caption, credit = split_credit(piece[0], known=piece[1])
        if caption:
            captions.append(caption)
        if credit:
            credits.append(credit)
    if not captions and (alt := picture_text(_picture(box), named=bool(credits))):
        captions.append(alt)
    yield from (("caption", text) for text in dict.fromkeys(captions))
    yield from (("credit", text) for text in dict.fromkeys(credits))


def picture_text(image: object, named: bool = False) -> str:
    """What a picture's alternative text says it shows, empty for logos, icons, links and file names.

    `named` says that the picture has a credit: then even one word describes it.
    """
    if not isinstance(image, Tag) or (image.find_parent("a") is not None and not named):
        return ""
    alt = squeeze(str(image.get("alt") or ""))
    width = str(image.get("width") or "")
    if not alt or (width.isdigit() and int(width) <= _ICON) or re.search(r"logo|icon|wappen", alt, re.I):
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
    return len(text) <= _MAX_CAPTION and _ENDS_WITH_CREDIT.search(text) is not None


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


def _pieces(box: Tag) -> Iterator[tuple[str, bool]]:
    """The box's lines of text, each with whether its class says that it is a credit."""
    marked = [
        element
        for element in _tags_inside(box)
        if element.name in _CREDIT_TAGS
        and (name := element.get("class"))
        and _CREDIT_NAME.search(str(name))
        and "img" not in _names_inside(element)
    ]
    taken: list[Tag] = []
    for element in marked:
        if not any(element in outer.descendants for outer in taken):
            taken.append(element)
    for element in taken:
        text = squeeze(element.get_text(" "))
        if text:
            yield text, True
        element.extract()
    for element in list(_tags_inside(box)):
        if element.name in _BORDERED:
            element.insert_after(_BORDER)
    for text in box.get_text().split(_BORDER):
        text = squeeze(text)
        if text:
            yield text, False
