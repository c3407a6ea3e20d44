"""The rows of the gazetteer's lexicons and the ways to write the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A row of countries.csv, states.csv, regions.csv, quarters.csv or cities_abroad.csv."""

    key: str
    name: str
    kind: str
    country: str | None
    land: str | None
    aliases: str | None
    adjectives: str | None
    capital: str | None
    source: str


@dataclass(frozen=True, slots=True)
class MunicipalityFact:
    """A row of municipalities.csv."""

    ags: str
    name: str
    population: int
    postcode: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class DistrictFact:
    """A row of districts.csv."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class HomonymFact:
    """A row of place_homonyms.csv."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class AdjectiveFact:
    """A row of place_adjectives.csv."""

    adjective: str
    name: str
    source: str


_FIRST_WORD = re.compile(r"\w+(?:-\w+)*")
_TAIL = re.compile(r"\s+(?:am|an|im|in|bei|ob|vor|auf|unter|unterm|zum|zur|vorm|[abivo]\.)\s.*$|\s*[(/].*$")
#: The river, the region or the town that tells bearers of a name apart: Frankfurt (Oder), Frankfurt am Main.
_QUALIFIER = re.compile(r"(?: (?:am|an der|a\. d\.|a\.) |/| \()(?P<word>[A-ZÄÖÜ][\wß]+)\)?$")
_EXPANSIONS = (
    (re.compile(r"\ba\. d\. "), "an der "),
    (re.compile(r"\bi\. d\. "), "in der "),
    (re.compile(r"\bv\. d\. "), "vor der "),
    (re.compile(r"\bo\. d\. "), "ob der "),
    (re.compile(r"\ba\. "), "am "),
    (re.compile(r"\bb\. "), "bei "),
    (re.compile(r"\bi\. "), "im "),
)
_ADJECTIVE = re.compile(r"(?P<stem>[A-ZÄÖÜ][\wß-]*[^e\W])(?:e|er|es)")


def variants(name: str) -> Iterator[str]:
    """Other ways to write a municipality's name: Halle, Halle/Saale; Garching bei München; St. Augustin."""
    base = unqualified(name)
    for form in (name, base):
        yield form
        yield expanded(form)
        if form.startswith("St. "):
            yield form.replace("St. ", "Sankt ", 1)
        if form.startswith("Sankt "):
            yield form.replace("Sankt ", "St. ", 1)
    qualifier = _QUALIFIER.search(name)
    if qualifier:
        for form in ("/{}", "-{}", " ({})", " a. d. {}", " an der {}", " a. {}", " am {}"):
            yield base + form.format(qualifier["word"])


def inflected(name: str) -> Iterator[str]:
    """A name of several words as it stands after an article: Vereinigten Staaten, Schwarzen Meer, Kantons Bern."""
    first, blank, rest = name.partition(" ")
    if first == "Kanton":
        yield f"Kantons {rest}"
    adjective = _ADJECTIVE.fullmatch(first) if blank else None
    if adjective:
        yield f"{adjective['stem']}en {next(inflected(rest), rest)}"


def unqualified(name: str) -> str:
    """Garching for Garching b. München, Halle for Halle (Saale)."""
    return _TAIL.sub("", name)


def expanded(name: str) -> str:
    """The name with its abbreviations written out: Garching bei München."""
    if ". " not in name:
        return name
    for pattern, long in _EXPANSIONS:
        name = pattern.sub(long, name)
    return name


def first_word(name: str) -> str:
    """The first word, hyphens inside."""
    found = _FIRST_WORD.match(name)
    return found[0] if found else name
