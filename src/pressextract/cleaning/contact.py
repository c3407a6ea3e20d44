"""The press contact: name, telephone and e-mail of the block that the release ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pressextract.cleaning.furniture import phrase_kind

_EMAIL = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?[\[(](?:at|ät|@)[\])]\s?|\s\(at\)\s)[\w-]{1,63}(?:(?:\.|\s?[\[(](?:dot|punkt)[\])]\s?)[\w-]{2,63}){1,4}",
    re.I,
)
_PHONE = re.compile(
    r"(?:Tel(?:efon)?|Fon|Phone|Mobil|Handy|Durchwahl|Ruf|T)\b\.?:?\s*(?P<labelled>[+(0][\d ()/–.-]{5,24}\d)|(?P<bare>(?:\+\d{2}|\(?0\d{2,5}\)?)[\d ()/–-]{4,20}\d)",
    re.I,
)
_NAME = re.compile(
    r"^(?:(?:Herr|Frau)\s+)?(?P<name>(?:(?:Prof|Dr|Dipl|Mag|Ing|PD)\.?(?:-\w+\.?)?\s+){0,3}[A-ZÄÖÜ][a-zäöüßéèáóç]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?(?:\s+(?:von|van|de|zu|der))?(?:\s+[A-ZÄÖÜ]\.)?\s+[A-ZÄÖÜ][\wäöüßéèáóç]+(?:-[A-ZÄÖÜ][\wäöüß]+)?)(?=$|\s*[,(|/:–-]|\s+(?:Tel|Fon|E-Mail|Mail|Presse))"
)
_NOT_A_NAME = re.compile(
    r"\b(?:Presse|Presse\w+|Press\w*|Kontakt|Telefon|Abteilung|Referat|Stabsstelle|Büro|Landes\w*|Bundes\w*|Ministerium|Universität|Amt|Stadt|Bezirksamt|Straße|Str|GmbH|Verband|Öffentlichkeitsarbeit|Kommunikation|Polizei\w*|Leiter\w*|Sprecher\w*|Die|Der|Das|Neue|Freie)\b"
)
_CONTACT_SIGNS = re.compile(
    r"\b(?:Tel(?:efon)?|Fon|Fax|Telefax|Mobil|E-?Mail|Internet|www\.|https?://)|@|\b\d{5} [A-ZÄÖÜ]|straße \d|str\. \d|platz \d",
    re.I,
)
_LABEL = re.compile(r"^(?P<label>[A-ZÄÖÜa-zäöüß -]{5,40}):\s+\S")
#: Lines of an address block are short; a paragraph about how to reach somebody is text.
_MAX_LINE = 140


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers the press's questions, as far as stated."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


def begins_contact(text: str) -> bool:
    """A heading such as `Pressekontakt`, or a line that begins with one: `Pressekontakt: Erika Muster, Tel. …`."""
    if phrase_kind(text) == "contact":
        return True
    label = _LABEL.match(text[:80])
    return label is not None and phrase_kind(label["label"]) == "contact" and len(text) <= 2 * _MAX_LINE


def is_contact_line(text: str) -> bool:
    """A line that can stand in an address block."""
    return len(text) <= _MAX_LINE and (not text.endswith((".", "!", "?")) or _CONTACT_SIGNS.search(text) is not None)


def has_contact_signs(texts: Sequence[str]) -> bool:
    """Whether lines hold a telephone number, an address or the like."""
    return any(_CONTACT_SIGNS.search(text) for text in texts)


def read_contact(texts: Sequence[str]) -> Contact:
    """Name, telephone as written and e-mail (each the first) of a contact block."""
    name = phone = email = None
    for text in texts:
        rest = text
        label = _LABEL.match(text[:80])
        if label and phrase_kind(label["label"]) == "contact":
            rest = text[label.end("label") + 1 :].strip()
        if name is None:
            name = _name(rest)
        if (
            phone is None
            and (found := _PHONE.search(rest))
            and not re.match(r"(?:Tele)?fax", rest[: found.start()][-9:].strip(), re.I)
        ):
            phone = (found["labelled"] or found["bare"]).strip(" -–")
        if email is None and (found := _EMAIL.search(rest)):
            email = re.sub(r"\s?[\[(](?:at|ät|@)[\])]\s?", "@", re.sub(r"\s?[\[(](?:dot|punkt)[\])]\s?", ".", found[0]))
    return Contact(name, phone, email)


def _name(text: str) -> str | None:
    for part in re.split(r"[,|;]\s*|:\s+", text[:200]):
        match = _NAME.match(part.strip())
        if match and not _NOT_A_NAME.search(match["name"]):
            return match["name"]
    return None
