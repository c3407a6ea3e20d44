"""Whether words next to a person's name or role name an organisation, and how far its name goes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pressextract.components.organisations.heads import class_nouns
from pressextract.components.people.roles import is_role_noun

#: How far back a known name is looked for, in characters; longer than any name in the gold.
_LONGEST_NAME = 150

_ABBREVIATION = re.compile(r"[A-ZÄÖÜ]\w*[A-ZÄÖÜ][\w/&-]*$")
_LEGAL_FORM = re.compile(r"\b(?:e\. ?V\.|g?GmbH|AG|SE|KG|eG|mbH|AöR|Ltd\.?|Inc\.?)(?!\w)")
_NAME_GOES_ON = re.compile(r" (?:[A-ZÄÖÜ]|von [A-ZÄÖÜ]|e\. ?V)")
_UNIT = re.compile(
    r"(?:Referate?s?|Fachbereiche?s?|Abteilung|Unterabteilung|Stabsstelle|Pressestelle|Sachgebiete?s?|Dezernate?s?|Fachgruppe|"
    r"Arbeitsgruppe|Arbeitsbereiche?s?|Geschäftsbereiche?s?|Bereiche?s?|Ressorts?|Programmbereiche?s?|Fachdienste?s?|Amtes|Presse|"
    r"Kommission|Jury|Ausschusses|Beirats|Vorstands)(?!\w)"
)
_COMPANY = re.compile(
    r"(?:Firma|Unternehmens?|Agentur|Vereins?|Vereinigung|Organisation|Initiative|Projekts?) (?=[„\"A-ZÄÖÜ])"
)
_PARLIAMENT = re.compile(
    r"(?:Bundestag|Landtag|Bundesrat|Nationalrat|Kantonsrat|Abgeordnetenhaus|Bundesregierung|Europaparlament|"
    r"Bundesverfassungsgericht)(?:e?s)?"
)
_MARKS = ',()„“»«"'


class Affiliations:
    """The organisations of one text: spans that are known, and what looks like one."""

    def __init__(self, text: str, known: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._spans = sorted(known)
        self._starts = [start for start, _ in self._spans]

    def known_at(self, start: int) -> int | None:
        """End of the longest known name that begins at `start`."""
        index = bisect_right(self._starts, start) - 1
        return self._spans[index][1] if index >= 0 and self._starts[index] == start else None

    def known_before(self, end: int) -> int | None:
        """Start of a known name that ends at `end`."""
        index = bisect_right(self._starts, end) - 1
        while index >= 0 and end - self._starts[index] <= _LONGEST_NAME:
            if self._spans[index][1] == end:
                return self._starts[index]
            index -= 1
        return None

    def is_named(self, start: int, end: int) -> bool:
        """Whether a noun phrase begins with an organisation: known, abbreviated, or told by class noun or form."""
        if self.known_at(start) is not None:
            return True
        words = self._text[start:end].split()
        while words and words[0][:1].islower() and words[0].endswith(("e", "en", "er", "es", "em")):
            words = words[1:]
        if not words or not words[0].strip(_MARKS)[:1].isupper():
            return False
        first = words[0].strip(_MARKS)
        if _PARLIAMENT.fullmatch(first):
            return True
        if _ABBREVIATION.match(first) and not is_role_noun(first):
            return True
        if _LEGAL_FORM.search(self._text, start, end):
            return True
        for word in words[:3]:
            bare = word.strip(_MARKS)
            if not bare[:1].isupper():
                return False
            found = class_nouns().find(bare) or class_nouns().find(bare.removesuffix("s"))
            if found is not None:
                return len(words) > 1 or bool(found[0]) or class_nouns().find(bare[1:]) is not None
        return False

    def is_unit(self, start: int) -> bool:
        """Whether a part of an organisation is named there (Referat, Abteilung): beside a role it belongs to that."""
        return bool(_UNIT.match(self._text, start))

    def name(self, start: int, end: int) -> str:
        """The organisation's name that begins at `start`, within a noun phrase that goes on to `end`."""
        company = _COMPANY.match(self._text, start, end)
        if company and self.known_at(start) is None:
            start = company.end()
        known = self.known_at(start)
        if known is not None and (known > end or not _NAME_GOES_ON.match(self._text, known, end)):
            end = known
        return tidy(self._text[start:end])


def tidy(phrase: str) -> str:
    """A phrase in one line, without marks at its ends and without a bracket that is cut off."""
    phrase = re.sub(r"\s+", " ", phrase).strip(" ,;")
    if phrase.count("(") != phrase.count(")"):
        phrase = phrase.partition("(")[0].strip()
    phrase = re.sub(r"(?<=[a-zäöüß]{4})\.$", "", phrase)
    return re.sub(r"(?: (?:und|sowie|der|des|die|dem|den|das|für|von|vom|in|im|am|an|auf|zu|zur|zum|&))+$", "", phrase)
