"""The press contact: name, telephone and e-mail of the block that a release begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_EMAIL = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?[\[(](?:at|ät|@)[\])]\s?)[\w-]{1,63}"
    r"(?:(?:\.|\s?[\[(](?:dot|punkt)[\])]\s?)[\w-]{2,63}){1,4}",
    re.I,
)
_AT = re.compile(r"\s?[\[(](?:at|ät|@)[\])]\s?", re.I)
_DOT = re.compile(r"\s?[\[(](?:dot|punkt)[\])]\s?", re.I)
_PHONE = re.compile(
    r"(?P<label>\b(?:Tel(?:efon)?|Fon|Phone|Mobil|Handy|Durchwahl|Ruf|T)\b\.?(?:nummer)?\s?:?\s*)?"
    r"(?<![\d./-])(?P<number>(?:\+\s?\d{2}|\(?0\d{1,5}\)?)[\d ()/–-]{4,22}\d)(?!\.\d)",
    re.I,
)
_FAX = re.compile(r"(?:Fax|Telefax|F)\b\.?\s?:?\s*$", re.I)
_SIGNS = (
    _EMAIL,
    re.compile(r"\b(?:Tel(?:efon)?|Fon|Mobil|Telefax|Fax)\b\.?:?\s*[+(\d]", re.I),
    re.compile(r"\bE-?Mail\b|\bInternet:|https?://|\bwww\.", re.I),
    re.compile(r"\b(?:D-|A-|CH-)?\d{4,5} [A-ZÄÖÜ][a-zäöü]+|(?:stra(?:ß|ss)e|str\.|platz|allee|weg) \d"),
)
#: Lines that announce the contact; what is behind the noun varies (`Rückfragen der Medien`, `Kontakt für die Presse`).
_ANNOUNCED = re.compile(
    r"\W*(?:Ihre? |Unser |Weitere )?(?:"
    r"kontakt(?:e|daten|information|informationen)?"
    r"(?: für (?:die |den )?(?:Presse|Medien|Journalist|Redaktion|Rückfragen).{0,30})?|"
    r"(?:(?:Presse|Medien)-?kontakte?|(?:Presse|Medien)?-?(?:ansprechpartner(?:\W?innen|\W?in)?|ansprechpersone?n?|"
    r"rückfragen?(?:hinweis)?|auskünfte)|Presse(?:stelle|sprecher(?:in)?|referat|büro|anfragen)|Medien(?:stelle|anfragen))"
    r"(?:\s.{0,45})?|Adresse für Rückfragen|(?:Für|Bei) (?:Rückfragen|Presseanfragen)\b.{0,40}|Herausgeber(?:in)?)\W*",
    re.I,
)
_OPENING = re.compile(r"\W*(?:\w*presse\w*|\w*kontakt\w*|\w*rückfragen|ansprech\w+|medien\w*|redaktion)\b", re.I)
_WORD = r"[A-ZÄÖÜ][a-zäöüßéèáóçığşćčšž’']+(?:-[A-ZÄÖÜ][a-zäöüßéèáóç]+)*"
_TITLE = r"(?:(?:Prof|Dr|PD|Dipl|Mag|Ing|DI|MMag|Univ)\.?(?:-\w+\.?)?\s+(?:\w{2,4}\.\s+){0,2}){0,3}"
_NAME = re.compile(rf"{_TITLE}{_WORD}(?:\s+{_WORD}|\s+[A-ZÄÖÜ]\.)?(?:\s+(?:von|van|de|zu|der|den))*\s+{_WORD}")
_ROLE = re.compile(
    r"^(?:(?:Herrn?|Frau|(?:stellv\.|stellvertretende[rn]?)|\w*(?:sprecher|referent|leiter|ansprechpartner|koordinator|redakteur)"
    r"(?:in)?|Kontakt|Pressekontakt|Ansprechpartner(?:in)?|Pressestelle|Name)\s*:?\s+)+",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"(?:presse|press|kontakt|ansprech|\bihre?\b|telefon|abteilung|referat|stab|büro|landes|bundes|minister|universität|hochschule|institut|"
    r"\bamt|\bstadt|bezirk|straße|\bstr\b|platz|gmbh|verband|arbeit|kommunikation|polizei|leiter|sprecher|rückfragen|medien|"
    r"museum|stiftung|verein|gesellschaft|behörde|dienst|zentrum|feuerwehr|rathaus|haus|öffentlich|marketing|redaktion|"
    r"\b(?:die|der|das|neue|freie|mo|di|uhr|bei|für|fragen|bitte|weitere)\b)",
    re.I,
)
#: Lines of an address block are short; a paragraph about how to reach somebody is text.
_MAX_LINE = 140
_MAX_BLOCK = 450


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers the press's questions, as far as stated."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


def begins_contact(text: str) -> bool:
    """A line such as `Pressekontakt`, or one that begins so: `Pressekontakt: Erika Muster, Tel. …`."""
    if len(text) <= 75 and _ANNOUNCED.fullmatch(text) and not text.endswith((".", "!", "?")):
        return True
    label, colon, rest = text[:80].partition(":")
    if colon and rest and len(text) <= _MAX_BLOCK and _ANNOUNCED.fullmatch(label):
        return True
    return len(text) <= _MAX_BLOCK and _OPENING.match(text) is not None and contact_weight(text) >= 2


def contact_weight(text: str) -> int:
    """How many kinds of contact data a line has: e-mail, telephone, web address, street or postcode."""
    return sum(sign.search(text) is not None for sign in _SIGNS)


def is_contact_line(text: str) -> bool:
    """Whether a line can stand in an address block."""
    if len(text) <= _MAX_LINE:
        return not text.endswith((".", "!", "?", "“")) or contact_weight(text) > 0
    return len(text) <= _MAX_BLOCK and contact_weight(text) >= 2


def read_contact(parts: Iterable[str]) -> Contact:
    """Name, telephone as written and e-mail, each the first of a block's lines."""
    name = phone = email = None
    for part in parts:
        name = name or _name(part)
        phone = phone or _phone(part)
        if email is None and (found := _EMAIL.search(part)):
            email = _DOT.sub(".", _AT.sub("@", found[0]))
    return Contact(name, phone, email)


def _phone(text: str) -> str | None:
    for match in _PHONE.finditer(text):
        if not _FAX.search(text[: match.start()]) and sum(char.isdigit() for char in match["number"]) >= 6:
            return match["number"].rstrip(" -–/(")
    return None


def _name(text: str) -> str | None:
    for piece in re.split(r"\s*[,|;•·]\s*|:\s+|\s[–-]\s|\s\(|(?=\b(?:Tel(?:efon)?|Fon|Mobil|E-?Mail)\b)", text[:300]):
        bare = _ROLE.sub("", piece.strip())
        match = _NAME.fullmatch(bare)
        if match and not _NOT_A_NAME.search(bare):
            return bare
    return None
