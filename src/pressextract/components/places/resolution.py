"""Which of several places a name means: clues of the article, then the number of inhabitants."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressextract.components.places.gazetteer import Gazetteer, Place

if TYPE_CHECKING:
    from pressextract.components.mentions import Context

#: How much a clue is worth in powers of ten of inhabitants: a named Land outweighs a city ten thousand times larger.
_POSTCODE, _KREIS, _CITY, _LAND, _COUNTRY = 10.0, 6.0, 5.0, 4.0, 3.0
#: Bearers of a name that are closer than this stay ambiguous: five times the inhabitants decide.
_MARGIN = 0.7

_HOST = re.compile(r"https?://([\w.-]+)")
_NAME = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*")


@dataclass(slots=True)
class Clues:
    """What an article tells about where it plays: Länder, Kreise (5 digits), cities and countries that it names."""

    lands: set[str] = field(default_factory=set)
    kreise: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def add(self, place: Place) -> None:
        """Learn from a place that is not in doubt."""
        if place.land and place.kind in ("state", "municipality", "district", "quarter"):
            self.lands.add(place.land)
        if place.ags and len(place.ags) >= 5:
            self.kreise.add(place.ags[:5])
        if place.kind == "municipality":
            self.cities.add(place.name)
        elif place.kind == "quarter" and place.capital:
            self.cities.add(place.capital)
        if place.country:
            self.countries.add(place.country)


def publisher_clues(context: Context, gazetteer: Gazetteer) -> Clues:
    """Clues in the publisher's name and in the host of the article's address: Kanton Zürich, berlin.de/ba-mitte."""
    clues = Clues()
    host = _HOST.match(context.url or "")
    for text in (context.publisher or "", host[1] if host else ""):
        for word in _NAME.findall(text):
            places = gazetteer.places(word) or gazetteer.places(word.capitalize())
            known = [place for place in places if place.kind != "municipality" or place.population >= 20_000]
            if len(known) == 1 or (known and known[0].kind == "state"):
                clues.add(max(known, key=lambda place: place.population))
                clues.cities.update(place.name for place in known if place.kind == "municipality")
    return clues


def resolve(places: Sequence[Place], clues: Clues, postcode: str | None = None) -> Place | None:
    """The likeliest bearer of a name; None where two are about equally likely."""
    ranked = sorted(((weight(place, clues, postcode), place) for place in places), key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN and ranked[0][1].kind == ranked[1][1].kind:
        return None
    return ranked[0][1] if ranked else None


def weight(place: Place, clues: Clues, postcode: str | None = None) -> float:
    """How likely a place is meant, in powers of ten of inhabitants.

    A Land wins over towns of its name, but where it is named after its capital (Bremen, Zürich) the city is meant.
    """
    value = math.log10(place.population + 10)
    if postcode and place.postcode and place.postcode[:3] == postcode[:3]:
        value += _POSTCODE
    if place.kind == "municipality" and place.ags and place.ags[:5] in clues.kreise:
        value += _KREIS
    if place.kind == "quarter":
        value += _CITY if place.capital in clues.cities else -_COUNTRY
    elif place.kind == "municipality" and place.name in clues.cities:
        value += _CITY
    if place.kind == "state":
        value += -_LAND if place.capital == place.land else _LAND
    elif place.land in clues.lands:
        value += _LAND
    if place.country in clues.countries and place.country != "DE":
        value += _COUNTRY
    return value


def prefer_kind(places: Iterable[Place], left: str) -> list[Place]:
    """The bearers that the word before allows: Stadt Zürich, Land Brandenburg, Kantonspolizei Zürich."""
    found = list(places)
    if left.startswith(("Kanton", "Baudirektion", "Regierungsrat", "Land", "Bundesland", "Freistaat")):
        wanted = [place for place in found if place.kind == "state"]
    elif left in ("Stadt", "Gemeinde", "Landeshauptstadt", "Hansestadt", "Universitätsstadt", "Oberbürgermeister"):
        wanted = [place for place in found if place.kind == "municipality"]
    elif left in ("Bezirk", "Bezirksamt", "Stadtteil", "Ortsteil", "Stadtbezirk", "Kiez"):
        wanted = [place for place in found if place.kind == "quarter"]
    elif left in ("Fluss", "Flüsse"):
        wanted = [place for place in found if place.kind == "water"]
    else:
        wanted = []
    return wanted or found
