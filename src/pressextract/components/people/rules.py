"""Names that stand in a pattern so certain that no model is needed to see a person there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_ROLE_WORD = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w*:-]{3,}(?= [A-ZÀ-Ž])")
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
    for name, pattern, confidence in (
        ("title", _TITLED, "high"),
        ("address", _ADDRESSED, "high"),
        ("signature", _SIGNED, "medium"),
        ("speaker", _SPEAKING, "high"),
    ):
        for match in pattern.finditer(text):
            yield from _candidate(text, *match.span("name"), f"rule:{name}", confidence)
    for match in _ROLE_WORD.finditer(text):
        if is_role_noun(match[0]) and not is_plural_role(match[0]) and not _BODY.search(match[0]):
            found = _NAME.match(text, match.end() + 1)
            if found:
                yield from _candidate(text, *found.span(), "rule:role", "medium")
    for match in _OPENING_LINE.finditer(text):
        if match["role"] is None or is_role_noun(match["role"]):
            yield from _candidate(text, *match.span("name"), "rule:line", "medium")


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
