"""The gazetteer: which places a name may mean.

Read once per process from the lexicons (some 12,000 places); looking up a word is a dictionary access, so matching is
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pressextract.components.places.facts import (
    AdjectiveFact,
    DistrictFact,
    HomonymFact,
    MunicipalityFact,
    PlaceFact,
    expanded,
    first_word,
    inflected,
    unqualified,
    variants,
)
from pressextract.lexicon.tables import bundled_lexicon

#: Names in a cell of a lexicon are parted by this.
SEPARATOR = "|"

#: Large enough to be meant wherever the bare name stands, everyday words apart.
LARGE_CITY = 100_000
#: Large enough for its adjective (Göttinger) to be understood without the name in the article.
KNOWN_BY_ADJECTIVE = 50_000
#: Large enough to outweigh the everyday word of the same name where the words around it allow a place.
KNOWN_TOWN = 20_000

#: Germany's Länder by the first two digits of a municipality's key; lexicon/states.csv has their names.
_LAND_PREFIX = "land_"


class Place(NamedTuple):
    """One place of the gazetteer. `ags` has 8, 5 or 2 digits, `capital` is a state's capital or a quarter's city."""

    place_id: str
    name: str
    kind: str
    country: str | None = None
    land: str | None = None
    ags: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    postcode: str | None = None
    capital: str | None = None


_DISTRICT_NOUN = re.compile(r"kreis$|^Region |^Kreis |^Landkreis |^Regionalverband ")


class Gazetteer:
    """Places by name and by adjective."""

    def __init__(self) -> None:
        self.homonyms = frozenset(row.name for row in bundled_lexicon("place_homonyms", HomonymFact))
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._adjectives: dict[str, list[Place]] = defaultdict(list)
        self._long_names: dict[str, list[str]] = defaultdict(list)
        self._plain_names: dict[str, str] = {}
        # Keys parted by blanks, not lists of places: what the garbage collector need not visit loads twice as fast.
        self._municipality_keys: dict[str, str] = {}
        self.land_names: dict[str, str] = {}
        for lexicon in ("states", "countries", "quarters", "regions", "cities_abroad"):
            for fact in bundled_lexicon(lexicon, PlaceFact):
                self._add_fact(fact)
        for district in bundled_lexicon("districts", DistrictFact):
            self._add_district(district)
        facts = bundled_lexicon("municipalities", MunicipalityFact)
        self._municipalities = {fact.ags: fact for fact in facts}
        for fact in facts:
            self._add_municipality(fact)
        for irregular in bundled_lexicon("place_adjectives", AdjectiveFact):
            self._adjectives[irregular.adjective] += self.places(irregular.name)
        for name in (*self._places, *self._municipality_keys):
            if " " in name or "/" in name:
                first = first_word(name)
                if first != name:
                    self._long_names[first].append(name)
        for names in self._long_names.values():
            names.sort(key=len, reverse=True)

    def places(self, name: str) -> tuple[Place, ...]:
        """The places of that name, none where it is unknown."""
        keys = self._municipality_keys.get(name, "").split()
        return (*self._places.get(name, ()), *(self._municipality(self._municipalities[key]) for key in keys))

    def with_id(self, place_id: str) -> Place | None:
        """The place of that id (ags_15003000, land_15, quarter_berlin_mitte), None where there is none."""
        fact = self._municipalities.get(place_id.removeprefix("ags_")) if place_id.startswith("ags_") else None
        if fact is not None:
            return self._municipality(fact)
        return next(
            (place for of_name in self._places.values() for place in of_name if place.place_id == place_id), None
        )

    def knows(self, name: str) -> bool:
        """Whether a place has that name."""
        return name in self._municipality_keys or name in self._places

    def begins_long_name(self, first_word: str) -> bool:
        """Whether a name of several words begins with that one."""
        return first_word in self._long_names

    def long_name(self, text: str, start: int, first_word: str) -> tuple[str, int] | None:
        """The longest name of several words that stands in the text from `start`, and its end, genitive s included."""
        for name in self._long_names.get(first_word, ()):
            if text.startswith(name, start):
                end = start + len(name)
                end += text.startswith("s", end)
                if not text[end : end + 1].isalnum():
                    return name, end
        return None

    def plain_name(self, name: str) -> str:
        """The normal form of a name: Märkisches Viertel for Märkischen Viertel, Nordrhein-Westfalen for NRW."""
        return self._plain_names.get(name, name)

    def adjective(self, stem: str) -> tuple[Place, ...]:
        """The places of an irregular adjective (Zürcher) or of the stem of one in -isch (sächsisch)."""
        return tuple(self._adjectives.get(stem, ()))

    def part(self, word: str) -> tuple[str, Place] | None:
        """A part of a country, Land or region by the point of the compass: Südbrandenburg, Nordostindien."""
        found = _COMPASS.fullmatch(word) if word.startswith(_POINTS) else None
        if found is None:
            return None
        whole = next((p for p in self._places.get(found["whole"].capitalize(), ()) if p.kind in _DIVISIBLE), None)
        if whole is None:
            return None
        return word, Place("", word, "region", whole.country, whole.land)

    def _add_fact(self, fact: PlaceFact) -> None:
        place = Place(
            fact.key, fact.name, fact.kind, fact.country, fact.land,
            ags=fact.key.removeprefix(_LAND_PREFIX) if fact.key.startswith(_LAND_PREFIX) else None,
            population=_WEIGHTS.get(fact.kind, 0), capital=fact.capital,
        )  # fmt: skip
        if place.ags:
            self.land_names[place.ags] = place.name
        for name in (fact.name, *_cell(fact.aliases)):
            self._places[name].append(place)
            if name in _ABBREVIATIONS or (name != fact.name and name.replace(" ", "-") == fact.name):
                self._plain_names[name] = fact.name
            for form in inflected(name):
                self._places[form].append(place)
                self._plain_names[form] = name
        for adjective in _cell(fact.adjectives):
            self._adjectives[adjective].append(place)

    def _add_district(self, fact: DistrictFact) -> None:
        place = Place(f"kreis_{fact.key}", fact.name, "district", "DE", self.land_names.get(fact.key[:2]), fact.key)
        if _DISTRICT_NOUN.search(fact.name):
            self._places[fact.name].append(place)
        short = unqualified(fact.name)
        for name in {fact.name, short}:
            for noun in ("Landkreis", "Kreis"):
                self._places[f"{noun} {name}"].append(place)
                self._places[f"{noun}es {name}"].append(place)
                self._plain_names[f"{noun}es {name}"] = f"{noun} {name}"
            if "-" in name and name not in self._places:
                self._places[name].append(place)

    def _add_municipality(self, fact: MunicipalityFact) -> None:
        is_long = " " in fact.name or "/" in fact.name
        names = {fact.name, *variants(fact.name)} if is_long else (fact.name,)
        keys = self._municipality_keys
        for name in names:
            keys[name] = f"{keys[name]} {fact.ags}" if name in keys else fact.ags
        if is_long:
            official, base = expanded(fact.name), unqualified(fact.name)
            for name in names:
                if name not in (base, official) and not name.endswith(base):
                    self._plain_names.setdefault(name, official)

    def _municipality(self, fact: MunicipalityFact) -> Place:
        return Place(
            f"ags_{fact.ags}", fact.name, "municipality", "DE", self.land_names.get(fact.ags[:2]), fact.ags,
            fact.lat, fact.lon, fact.population, fact.postcode,
        )  # fmt: skip


@cache
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer, built once per process."""
    return Gazetteer()


#: Stand-ins for the number of inhabitants where only the kind is known: they rank bearers of one name.
_WEIGHTS = {
    "country": 10_000_000,
    "state": 2_000_000,
    "region": 500_000,
    "water": 200_000,
    "other": 200_000,
    "facility": 100_000,
    "quarter": 30_000,
    "municipality": 20_000,
}


_POINTS = ("Nord", "Süd", "West", "Ost", "Mittel", "Zentral")
_COMPASS = re.compile(rf"(?:{'|'.join(_POINTS)})(?:ost|west)?(?P<whole>[a-zäöüß]{{4,}})")
_DIVISIBLE = frozenset(("country", "state", "region"))

#: Aliases that stand for the name; others (Bundesrepublik, Xhain) are normal forms of their own.
_ABBREVIATIONS = frozenset(("NRW", "BaWü", "Europe", "Niederlanden"))


def _cell(text: str | None) -> Iterable[str]:
    return text.split(SEPARATOR) if text else ()
