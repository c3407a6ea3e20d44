"""Where a text may name a place of the gazetteer: names, compounds of city and quarter, adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress

from pressextract.components.places.adjectives import (
    isch_adjective,
    names_a_language,
    town_adjective,
)
from pressextract.components.places.gazetteer import Gazetteer, Place
from pressextract.components.places.names import gazetteer_name, title_case
from pressextract.components.places.words import Words, is_capitalised
from pressextract.components.remembered import Remembered

#: Longest run of lower-case adjectives between a place's adjective and its noun: Berliner öffentliche Schulen.
_MAX_ADJECTIVES = 2
#: The few lower-case words that a look at the lexicons is worth: sächsische, thüringer.
_MAY_BE_ADJECTIVE = re.compile(r"[\w-]*sche[nmrs]?$|\w{3,}er$")
_AND = frozenset(("und", "oder", "sowie"))
#: Words between a place's adjective and a noun that end like an adjective and are none.
_NO_ADJECTIVE = frozenset(
    "die der den dem des eine einen einem einer eines keine keinen ihre ihren ihrer ihrem seine seinen seiner seinem "
    "unsere unseren diese diesen dieser dieses alle allen aller ohne unter über hinter neben sie er es ihnen aber "
    "haben werden wurden können sollen müssen dürfen waren wurde hatte hatten sollte konnte".split()
)
_DIRECTIONS = frozenset("Nord Süd Ost West Mitte Nordost Nordwest Südost Südwest Zentrum".split())
# That no letter stands before is asked behind the first one: a pattern that begins with a letter is looked for as such.
_DISTRICT_ABBREVIATION = re.compile(r"L(?<!\wL)(?:KR|kr)\. ?(?P<name>[A-ZÄÖÜ][\w-]+)")
#: The city of Zürich counts its quarters; elsewhere Kreis and number mean nothing.
_ZURICH_DISTRICT = re.compile(r"K(?<!\wK)reis \d{1,2}\b")
_ADDRESSES = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+"
    r"|\b[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:de|com|org|ch|at|eu|net|info|berlin)\b(?:/\S*)?"
)


#: Costs a twentieth of looking for whole addresses, which most texts have none of.
_ADDRESS_MARK = re.compile(r"@|://|www\.|\.(?:de|com|org|ch|at|eu|net|info|berlin)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name one of `places`. `position` is that of its first word, `noun` is what an
    adjective stands before.
    """

    start: int
    end: int
    position: int
    name: str
    places: tuple[Place, ...]
    derived: bool = False
    noun: str = ""


def without_addresses(text: str) -> str:
    """The text with web and mail addresses blanked out, so that offsets stay."""
    if not _ADDRESS_MARK.search(text):
        return text
    return _ADDRESSES.sub(lambda found: " " * len(found[0]), text)


def find_candidates(words: Words, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """All candidates; a longer name hides the names inside it."""
    for found in _DISTRICT_ABBREVIATION.finditer(words.text):
        name = f"Landkreis {title_case(found['name']) if found['name'].isupper() else found['name']}"
        if gazetteer.places(name):
            yield Candidate(found.start(), found.end(), words.at(found.start()) or 0, name, gazetteer.places(name))
    for found in _ZURICH_DISTRICT.finditer(words.text):
        place = Place("", found[0], "quarter", "CH", "Zürich", capital="Zürich")
        yield Candidate(found.start(), found.end(), words.at(found.start()) or 0, found[0], (place,))
    free_from = 0
    may_begin = gazetteer_words(gazetteer)
    for position in compress(range(len(words)), map(may_begin.__getitem__, words.texts)):
        if words[position].start < free_from:
            continue
        candidate = _candidate_at(words, position, gazetteer)
        if candidate is not None and words.text[candidate.end : candidate.end + 1] not in ("*", "-", "_"):
            free_from = candidate.end
            yield candidate


@cache
def gazetteer_words(gazetteer: Gazetteer) -> Remembered[bool]:
    """Tells, from memory for words seen before, whether a candidate can begin with a word: one in twelve does."""

    def may_begin(word: str) -> bool:
        if not is_capitalised(word):
            return bool(_MAY_BE_ADJECTIVE.match(word)) and (
                town_adjective(word, gazetteer) is not None or isch_adjective(word, gazetteer) is not None
            )
        return (
            gazetteer.begins_long_name(word)
            or gazetteer_name(word, gazetteer) is not None
            or "-" in word
            or gazetteer.part(word) is not None
            or gazetteer.part(word.removesuffix("s")) is not None
            or town_adjective(word, gazetteer) is not None
            or isch_adjective(word, gazetteer) is not None
        )

    return Remembered(may_begin)


def _candidate_at(words: Words, position: int, gazetteer: Gazetteer) -> Candidate | None:
    word = words[position]
    capitalised = is_capitalised(word.text)
    if not capitalised and not _MAY_BE_ADJECTIVE.match(word.text):
        return None
    if capitalised:
        long_name = gazetteer.long_name(words.text, word.start, word.text)
        if long_name:
            long, end = long_name
            return Candidate(word.start, end, position, gazetteer.plain_name(long), gazetteer.places(long))
        name = gazetteer_name(word.text, gazetteer)
        if name is not None:
            if _names_people(words, position):
                return None
            return _with_quarter(words, position, name, gazetteer)
        if "-" in word.text:
            old = _old_quarter(words, position, gazetteer)
            if old is not None:
                return old
            quarter = _city_quarter(words, position, gazetteer)
            if quarter is not None:
                return quarter
        part = gazetteer.part(word.text) or gazetteer.part(word.text.removesuffix("s"))
        if part is not None:
            return Candidate(word.start, word.end, position, part[0], (part[1],))
    town = town_adjective(word.text, gazetteer)
    if town is not None:
        noun = _noun_behind(words, position)
        if noun is None or _names_people(words, position):
            return None
        return Candidate(word.start, word.end, position, *town, derived=True, noun=noun)
    adjective = isch_adjective(word.text, gazetteer)
    is_noun = capitalised and not words.begins_sentence(position) and not word.text[:2].isupper()
    if adjective is None or is_noun:
        return None
    noun = _noun_behind(words, position)
    if noun is None or names_a_language(noun):
        return None
    return Candidate(word.start, word.end, position, *adjective, derived=True)


def _with_quarter(words: Words, position: int, name: str, gazetteer: Gazetteer) -> Candidate:
    """A city's name, or city and quarter where the quarter follows: Berlin Mitte."""
    word = words[position]
    following = words.following(position)
    quarters = tuple(
        place for place in gazetteer.places(following) if place.kind == "quarter" and place.capital == name
    )
    if quarters and not is_capitalised(words.previous(position)):
        end = words[position + 1].end
        return Candidate(word.start, end, position, f"{name} {following}", quarters)
    parts = tuple(place for place in gazetteer.places(name) if place.kind == "quarter")
    if parts and following in _DIRECTIONS and name == word.text:  # Schöneberg Nord
        end = words[position + 1].end
        return Candidate(word.start, end, position, f"{name} {following}", parts)
    return Candidate(word.start, word.end, position, gazetteer.plain_name(name), gazetteer.places(name))


def _city_quarter(words: Words, position: int, gazetteer: Gazetteer) -> Candidate | None:
    """Berlin-Mitte, Dortmund-Dorstfeld; Berlin-Besuch is none: there an article or an adjective stands before."""
    word = words[position]
    city, _, rest = word.text.partition("-")
    cities = [place for place in gazetteer.places(city) if place.kind == "municipality"]
    if not cities or not rest:
        return None
    full = {place.name for place in cities}
    base = gazetteer_name(rest, gazetteer) or rest
    known = tuple(place for place in gazetteer.places(base) if place.kind == "quarter" and place.capital in full)
    left = words.previous(position)
    is_address = left in ("in", "aus", "nach") or (left.isdigit() and len(left) in (4, 5))
    if not known and rest not in _DIRECTIONS and not is_address:
        return None
    largest = max(cities, key=lambda place: place.population)
    name = f"{city}-{base}"
    made = Place(
        f"{(known[0].place_id if known else '')}", name, "quarter", largest.country, largest.land, capital=city
    )
    return Candidate(word.start, word.end, position, name, known or (made,))


def _old_quarter(words: Words, position: int, gazetteer: Gazetteer) -> Candidate | None:
    """Alt-Köpenick, Alt-Lichtenberg: the old part of a known quarter, often its street."""
    word = words[position]
    base = gazetteer_name(word.text.removeprefix("Alt-"), gazetteer) if word.text.startswith("Alt-") else None
    known = tuple(place for place in gazetteer.places(base or "") if place.kind == "quarter")
    return Candidate(word.start, word.end, position, f"Alt-{base}", known) if known else None


def _names_people(words: Words, position: int) -> bool:
    """Whether the word means inhabitants: Berlinerinnen und Berliner sowie Gäste, Polinnen und Polen."""
    return words.previous(position) == "und" and words.previous(position - 1).endswith("innen")


def _noun_behind(words: Words, position: int) -> str | None:
    """The noun that an adjective belongs to, other adjectives between them: Berliner und Brandenburger Betriebe."""
    for step in range(1, _MAX_ADJECTIVES + 2):
        if not words.adjacent(position + step - 1):
            return None
        behind = words[position + step].text
        if is_capitalised(behind):
            return behind
        if behind in _NO_ADJECTIVE or not (behind in _AND or behind.endswith(("e", "en", "er", "es", "em"))):
            return None
    return None
