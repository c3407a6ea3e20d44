"""The lexicon of ministries: names, short forms, abbreviations and governments, ready for look-up.

Names are compared word by word after `word_key`, which undoes case and inflection; so *des Auswärtigen Amtes* meets
*Auswärtiges Amt* and a missing comma or *sowie* for *und* does no harm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from pressextract.components.gazetteer import SEPARATOR, PlaceFact
from pressextract.lexicon.tables import bundled_lexicon

Key = tuple[str, ...]

WORD = re.compile(r"[\w\u00ad]+(?:[-\u2011][\w\u00ad]+)*-?|&")

_INFLECTED = re.compile(
    r"(ministerium|departement|senator|ressort)s$|(kanzleramt|^amt)e?s$|(.(?:isch|ig)|^beauftragt)e[mnrs]?$"
)
#: Words of full names that name no field.
FUNCTION_WORDS = frozenset({"für", "der", "des", "und", "die"})
_SAME = {"sowie": "und", "&": "und", "inneren": "innern", "inneres": "innern", "familien": "familie"}
_ABBREVIATION = re.compile(r"\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*")
_FIELD_TAIL = re.compile(
    r"(?:schutz|wesen|angelegenheiten|fragen|wirtschaft|förderung|forschung|planung|ordnung|entwicklung|bildung"
    r"|technologie|politik|pflege|bau|wende|sicherheit)$"
)
_WITH_FIELDS = ("ministerium", "verwaltung", "behörde", "senator", "senatorin", "departement", "direktion")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


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
        return self.land or "Deutschland"

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
class Government:
    """One way to name a government.

    `kind` is name, adjective, code (NRW) or host (part of a host name); `level` is bund, land, canton or foreign.
    """

    form: str
    kind: str
    government: str
    level: str
    source: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A word of full names that the first part of a short form can stand for (Bau-ministerium: Wohnungsbau)."""

    portfolio: str
    word: str


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """The word without case and without the inflection that names of ministries take.

    >>> word_key("Bundesministeriums"), word_key("Auswärtigen"), word_key("Amtes")
    ('bundesministerium', 'auswärtig', 'amt')
    """
    folded = word.casefold().replace("\u2011", "-").replace("\u00ad", "")
    match = _INFLECTED.search(folded)
    if match is not None:
        ending = match[1] or match[2] or match[3]
        folded = folded[: match.start()] + ending
    return _SAME.get(folded, folded)


def name_key(name: str) -> Key:
    """The keys of a name's words."""
    return tuple(word_key(word[0]) for word in WORD.finditer(name))


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


class Governments:
    """Names, adjectives and codes of governments; built once per process by `governments`."""

    def __init__(self, rows: Iterable[Government]) -> None:
        self.level: dict[str, str] = {}
        self.names: dict[Key, str] = {}
        self.adjectives: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.publishers: dict[Key, str] = {}
        for row in rows:
            self.level.setdefault(row.government, row.level)
            if row.kind == "name":
                self.names.setdefault(name_key(row.form), row.government)
            elif row.kind == "adjective":
                self.adjectives.setdefault(word_key(row.form), row.government)
            elif row.kind == "code":
                self.codes.setdefault(row.form, row.government)
            if row.kind in ("name", "host"):
                self.publishers.setdefault(publisher_key(row.form), row.government)
        self.longest = max(map(len, self.names))
        firsts = {key[0] for key in self.names}
        self.first_words = frozenset(firsts | {f"{first}s" for first in firsts})

    def of_publisher(self, text: str) -> list[str]:
        """The governments that a publisher's name or host name holds, the longest form first at each place.

        Austria and Switzerland win over Germany: bundeskanzleramt.gv.at.
        """
        words = publisher_key(text)
        found = []
        position = 0
        while position < len(words):
            for length in range(4, 0, -1):
                government = self.publishers.get(words[position : position + length])
                if government is not None:
                    found.append(government)
                    position += length - 1
                    break
            position += 1
        abroad = any(self.level[government] == "foreign" for government in found)
        return [government for government in found if not (abroad and self.level[government] == "bund")]


def publisher_key(text: str) -> Key:
    """The words of a publisher's name or host name; umlauts as host names write them."""
    return tuple(re.findall(r"[^\W_]+", text.casefold().translate(_UMLAUTS)))


@cache
def ministry_lexicon() -> MinistryLexicon:
    """The bundled lexicon.

    Raises:
        LexiconError: a lexicon file is damaged.
    """
    return MinistryLexicon(bundled_lexicon("ministries", Ministry), bundled_lexicon("ministry_aliases", Alias))


@cache
def governments() -> Governments:
    """The bundled governments: Germany, its Länder, the cantons, and all countries with name and adjectives.

    Raises:
        LexiconError: a lexicon file is damaged.
    """
    return Governments([*bundled_lexicon("governments", Government), *_countries()])


def _countries() -> Iterator[Government]:
    for row in bundled_lexicon("countries", PlaceFact):
        forms = [("name", row.name), *(("name", alias) for alias in (row.aliases or "").split(SEPARATOR))]
        forms += [("adjective", adjective) for adjective in (row.adjectives or "").split(SEPARATOR)]
        for kind, form in forms:
            if form:
                yield Government(form, kind, row.name, "foreign", row.source)
