"""Names that stand in a pattern so certain that no model is needed to see a person there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pressextract.components.people.names import (
    ADDRESS,
    FAMILY_NAME,
    FULL_NAME,
    GAP,
    TITLES,
    can_be_family_name,
    is_name,
    trim,
)
from pressextract.components.people.roles import is_plural_role, is_role_noun

_TITLED = re.compile(rf"(?<!\w){TITLES}{GAP}?(?P<name>{FULL_NAME}|{FAMILY_NAME})(?![\w-])")
_ADDRESSED = re.compile(rf"(?<!\w){ADDRESS}{GAP}(?:{TITLES}{GAP}?)?(?P<name>{FULL_NAME}|{FAMILY_NAME})(?![\w-])")
#: What a title, a form of address and so on begin with. To look for these, and match the whole pattern there, takes 13
#: instead of 61 µs a release for titles: a pattern that begins with a look-behind is tried at each character.
_TITLE_MARK = re.compile(
    r"[VUHJPDMLIa](?=-Prof|niv\.-|on\.-|un\.-|pl\.|rof|riv\.-Doz|D\b|r\.|res\.|Dr|ipl\.|Mag\.|ag\.|ic\.|ng\.)"
)
_ADDRESS_MARK = re.compile(r"[FH](?=rau|err|r\.|amilie)")
_SIGNATURE_MARK = re.compile(r"[IM](?=m Auftrag|\. ?A\.|it freundliche)")
_LINE_BREAK = re.compile(r"\n(?=\S)")
_QUOTATION_MARK = re.compile(r"[“”\"«»](?=,? )")
_ROLE_WORD = re.compile(r"[A-ZÄÖÜ](?<!\w.)[\w*:-]{3,}(?= [A-ZÀ-Ž])")
#: Bodies whose names are roles too: des Vorstands, im Gemeinderat.
_BODY = re.compile(r"(?:[Vv]orstande?s|[Gg]emeinderat|[Bb]undesrat)$")
_NAME = re.compile(rf"{FULL_NAME}(?![\w-])")
_SIGNED = re.compile(
    rf"(?:Im Auftrag|I\. ?A\.|Mit freundlichen Grüßen|Mit freundlichem Gruß){GAP}"
    rf"(?P<name>{FULL_NAME}|{FAMILY_NAME})(?=\s*(?:\n|\Z))"
)
_SPEECH = (
    r"(?:so|sagte?|erklärte?|betonte?|ergänzte?|berichtete?|unterstrich|unterstreicht|meinte?|kommentierte?|lobte?|forderte?|"
    r"kritisierte?|begründete?|appellierte?|warnte?|verspricht|versprach|resümierte?|"
    r"bekräftigte?|mahnte?|freute? sich|zeigte? sich)"
)
_SPEAKING = re.compile(rf"[“”\"«»],? {_SPEECH} (?P<name>{FULL_NAME})(?![\w-])")
_OPENING_LINE = re.compile(
    rf"(?:\A|\n)(?P<name>{FULL_NAME}) ?(?:\([^()\n]{{2,40}}\) ?)?"
    rf"(?=: ?\n?\n?[„“\"»«]|, (?:[a-zäöü]+ )?(?P<role>[A-ZÄÖÜ][\w-]{{3,}})(?: |,|:))"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name's span, what found it, and how sure that is."""

    start: int
    end: int
    source: str
    confidence: str


def certain_names(text: str) -> Iterator[Candidate]:
    """Names by rule: after a title, a form of address or a role noun, under a letter, before or after direct speech."""
    for name, mark, pattern, confidence in (
        ("title", _TITLE_MARK, _TITLED, "high"),
        ("address", _ADDRESS_MARK, _ADDRESSED, "high"),
        ("signature", _SIGNATURE_MARK, _SIGNED, "medium"),
        ("speaker", _QUOTATION_MARK, _SPEAKING, "high"),
    ):
        for match in _matches(text, _places(text, mark), pattern):
            yield from _candidate(text, *match.span("name"), f"rule:{name}", confidence)
    for match in _ROLE_WORD.finditer(text):
        if is_role_noun(match[0]) and not is_plural_role(match[0]) and not _BODY.search(match[0]):
            found = _NAME.match(text, match.end() + 1)
            if found:
                yield from _candidate(text, *found.span(), "rule:role", "medium")
    for match in _matches(text, chain((0,), _places(text, _LINE_BREAK)), _OPENING_LINE):
        if match["role"] is None or is_role_noun(match["role"]):
            yield from _candidate(text, *match.span("name"), "rule:line", "medium")


def _places(text: str, mark: re.Pattern[str]) -> Iterator[int]:
    return (found.start() for found in mark.finditer(text))


def _matches(text: str, places: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at one of the places, without overlaps."""
    reached = 0
    for place in places:
        match = pattern.match(text, place) if place >= reached else None
        if match is not None:
            reached = match.end()
            yield match


def _candidate(text: str, start: int, end: int, source: str, confidence: str) -> Iterator[Candidate]:
    """The candidate without roles before it, cut before the first word that cannot belong to a name."""
    start, end = trim(text, start, end) if " " in text[start:end] else (start, end)
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = 0
    for word in words:
        if word[0][0].isupper() and not can_be_family_name(word[0]):
            break
        kept += 1
    while kept and not words[kept - 1][0][0].isupper():
        kept -= 1
    introduced = source in ("rule:title", "rule:address", "rule:signature")
    if kept >= (1 if introduced else 2) and is_name(text[start : start + words[kept - 1].end()], introduced=introduced):
        yield Candidate(start, start + words[kept - 1].end(), source, confidence)
