"""The lexicon of ministries: names, short forms, abbreviations and their fields, ready for look-up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from pressextract.components.ministries.governments import GERMANY
from pressextract.components.ministries.words import Key, name_key, word_key
from pressextract.lexicon.tables import bundled_lexicon

#: Words of full names that name no field.
FUNCTION_WORDS = frozenset({"für", "der", "des", "und", "die"})
_ABBREVIATION = re.compile(r"\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*")
_FIELD_TAIL = re.compile(
    r"(?:schutz|wesen|angelegenheiten|fragen|wirtschaft|förderung|forschung|planung|ordnung|entwicklung|bildung"
    r"|technologie|politik|pflege|bau|wende|sicherheit)$"
)
_WITH_FIELDS = ("ministerium", "verwaltung", "behörde", "senator", "senatorin", "departement", "direktion")


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry in the time of one name. `valid_until` is its successor's first day."""

    key: str
    lineage: str | None
    name: str
    abbreviation: str | None
    level: str
    land: str | None
    valid_from: date | None
    valid_until: date | None
    successor: str | None
    confidence: str
    source: str

    @property
    def government(self) -> str:
        """Whose ministry it is: Deutschland, a Land, a canton or a foreign country."""
        return self.land or GERMANY

    def valid(self, day: date) -> bool:
        """Whether it bore this name on that day."""
        return self.begun(day) and (self.valid_until is None or day < self.valid_until)

    def begun(self, day: date) -> bool:
        """Whether it bore this name on that day or before."""
        return self.valid_from is None or self.valid_from <= day


@dataclass(frozen=True, slots=True)
class Alias:
    """One name, short form or abbreviation of a ministry."""

    key: str
    alias: str
    valid_from: date | None
    valid_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A word of full names that the first part of a short form can stand for (Bau-ministerium: Wohnungsbau)."""

    portfolio: str
    word: str


def is_abbreviation(name: str) -> bool:
    """Whether a name is one word with two capitals at least (BMWi, SenBJF); those are compared with their case."""
    return _ABBREVIATION.fullmatch(name) is not None


class MinistryLexicon:
    """All look-ups that finding and deciding need; built once per process by `ministry_lexicon`."""

    def __init__(self, ministries: Iterable[Ministry], aliases: Iterable[Alias]) -> None:
        self.ministries = {ministry.key: ministry for ministry in ministries}
        names: defaultdict[Key, set[str]] = defaultdict(set)
        prefixes: set[Key] = set()
        abbreviations: defaultdict[str, set[str]] = defaultdict(set)
        for ministry in self.ministries.values():
            if ministry.abbreviation:
                abbreviations[ministry.abbreviation].add(ministry.key)
        for alias in aliases:
            if is_abbreviation(alias.alias):
                abbreviations[alias.alias].add(alias.key)
                continue
            key = name_key(alias.alias)
            names[key].add(alias.key)
            prefixes.update(key[:length] for length in range(1, len(key)))
        self.names = {key: frozenset(found) for key, found in names.items()}
        self.prefixes = frozenset(prefixes)
        self.first_words = frozenset(key[0] for key in names)
        self.abbreviations = {short: frozenset(found) for short, found in abbreviations.items()}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words of the fields that full names enumerate, the function words included."""
        fields = {word for key in self.names if key[0].endswith(_WITH_FIELDS) for word in key[1:]}
        return frozenset(fields | {word_key(row.word) for row in bundled_lexicon("ministry_portfolios", Portfolio)})

    @cached_property
    def portfolios(self) -> dict[str, frozenset[str]]:
        """First part of a short form -> the words of full names that it stands for."""
        words: defaultdict[str, set[str]] = defaultdict(set)
        for row in bundled_lexicon("ministry_portfolios", Portfolio):
            words[row.portfolio].add(word_key(row.word))
        return {portfolio: frozenset(found) for portfolio, found in words.items()}

    @cached_property
    def federal_abbreviations(self) -> frozenset[str]:
        """Abbreviations of Germany's ministries in lower case, as host names have them (bmel.de)."""
        return frozenset(
            short.casefold()
            for short, keys in self.abbreviations.items()
            if len(short) > 2 and any(self.ministries[key].level == "bund" for key in keys)
        )

    @cached_property
    def with_ministries(self) -> frozenset[str]:
        """Governments whose authorities are called Ministerium; those of Berlin, Hamburg and Bremen are not."""
        named = (m for m in self.ministries.values() if "ministerium" in m.name.casefold())
        return frozenset(ministry.government for ministry in named)

    def in_field(self, portfolio: str) -> frozenset[str]:
        """The ministries whose name holds the field of a short form (bau: Bauen, Bauwesen, Wohnungsbau)."""
        words = self.portfolios.get(portfolio, frozenset({portfolio}))
        return frozenset(key for word in words for key in self._by_word.get(word, ()))

    def with_fields(self, fields: Iterable[str]) -> frozenset[str]:
        """The ministries whose name holds all these words: *Verkehr* meets *für Umwelt, Verkehr und Klimaschutz*."""
        found = [self._with_word(word) for word in fields if word not in FUNCTION_WORDS]
        return frozenset.intersection(*found) if found else frozenset()

    def _with_word(self, word: str) -> frozenset[str]:
        words = self.portfolios.get(word, frozenset()) | {word}
        return frozenset(key for found in words for key in self._by_word.get(found, ()))

    def federal_namesakes(self, fields: Iterable[str]) -> frozenset[str]:
        """Germany's ministries of exactly these fields: *Ministerium für Gesundheit* may mean the Bund's."""
        wanted = frozenset(fields) - FUNCTION_WORDS
        return self._federal_fields.get(wanted, frozenset())

    @cached_property
    def _federal_fields(self) -> dict[frozenset[str], frozenset[str]]:
        found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for key, ministry in self.ministries.items():
            if ministry.level == "bund":
                found[frozenset(name_key(ministry.name)[1:]) - FUNCTION_WORDS].add(key)
        return {fields: frozenset(keys) for fields, keys in found.items()}

    def knows_field(self, key: str) -> bool:
        """Whether a word names a field: one of a full name, or a compound with one (*Umweltschutz*, *Klima-*)."""
        if key in self.vocabulary:
            return True
        if key.endswith("-"):
            return key[:-1] in self.vocabulary or key[:-1].removesuffix("s") in self.portfolios
        tail = _FIELD_TAIL.search(key)
        first = key[: tail.start()] if tail else ""
        return first in self.portfolios or first.removesuffix("s") in self.portfolios

    @cached_property
    def _by_word(self) -> dict[str, frozenset[str]]:
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for key, ministry in self.ministries.items():
            for word in name_key(ministry.name):
                by_word[word].add(key)
        return {word: frozenset(keys) for word, keys in by_word.items()}


@cache
def ministry_lexicon() -> MinistryLexicon:
    """The bundled lexicon.

    Raises:
        LexiconError: a lexicon file is damaged.
    """
    return MinistryLexicon(bundled_lexicon("ministries", Ministry), bundled_lexicon("ministry_aliases", Alias))
