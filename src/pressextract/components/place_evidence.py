"""What speaks for a candidate being a place: the word before, a postcode, a dateline, the model."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc

from pressextract.components.gazetteer import KNOWN_TOWN, LARGE_CITY, Gazetteer
from pressextract.components.mentions import model_entities
from pressextract.components.place_candidates import Candidate
from pressextract.components.place_resolution import Clues
from pressextract.components.place_words import Words

_IN = frozenset("in aus nach bei In Aus Nach Bei".split())
_LOOSE = frozenset("von um bis ab für über durch zwischen gegen ganz Von Um Für Richtung rund".split())
_CLASS_NOUNS = frozenset(
    "Stadt Gemeinde Ortsteil Ortschaft Stadtteil Stadtbezirk Bezirk Kreis Landkreis Land Bundesland Freistaat Kanton "
    "Landeshauptstadt Hauptstadt Hansestadt Kreisstadt Universitätsstadt Insel Raum Großraum Region Standort Bezirks "
    "Metropole Kommune Marktgemeinde Samtgemeinde Stadtgebiet Ort Dorf Partnerstadt Fluss Landes Landkreises "
    "Bezirkes Kantons Kiez Gemarkung Fahrtrichtung Richtung Großstadt Bürgermeister Oberbürgermeister "
    "Bezirksbürgermeister".split()
)
#: Endings of nouns that a town's name follows in the names of organisations: Universität Leipzig, Amtsgericht Hof.
_ORGANISATION_HEAD = re.compile(
    r"(?:amt|gericht|inspektion|präsidium|polizei|feuerwehr|anwaltschaft|universität|schule|akademie|institut|verband|"
    r"verein|verbund|bund|bündnis|netzwerk|initiative|fraktion|kammer|stiftung|zentrum|center|museum|theater|oper|"
    r"orchester|bibliothek|klinik|klinikum|krankenhaus|charité|messe|werke|betriebe|büro|stelle|rat|beirat|vertretung|"
    r"jugend|management|direktion|gruppe|förderung|tafel|zoo|kirche|gemeinde|bistum|dom|schloss|rathaus|bahnhof|hafen|"
    r"campus)(?:s|es|n)?$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?:D|A|CH)?-?(\d{5})[ \u00a0]+$")
_DATELINE = re.compile(
    r"(?:,? (?:den )?\d{1,2}\. ?(?:\w+|\d{1,2}\.) ?\d{2,4}| ?\([a-z/]{2,12}\)| ?[-–—/] |\. [A-ZÄÖÜ])"
)
_LIST = re.compile(r"(?:\s?/\s?|, | und | oder | sowie |, sowie | & | bis | – | - )")

#: From weak to strong; `NONE` rejects.
NONE, WEAK, FAIR, STRONG = range(4)


class ModelEvidence:
    """The model's entities by character offset."""

    def __init__(self, doc: Doc) -> None:
        self._spans = {
            label: sorted((ent.start_char, ent.end_char) for ent in model_entities(doc, label))
            for label in ("PER", "ORG", "LOC", "MISC")
        }

    def covering(self, label: str, start: int, end: int) -> tuple[int, int] | None:
        """The entity of that class that overlaps the stretch of text."""
        spans = self._spans[label]
        position = bisect_right(spans, (end - 1, end)) - 1
        while position >= 0 and spans[position][1] > start:
            if spans[position][0] < end:
                return spans[position]
            position -= 1
        return None

    def spans(self, label: str) -> list[tuple[int, int]]:
        """All entities of a class."""
        return self._spans[label]


def postcode_before(text: str, start: int) -> str | None:
    """The postcode right before an offset: 10365 Berlin."""
    found = _POSTCODE.search(text, max(0, start - 12), start)
    return found[1] if found else None


def strength(candidate: Candidate, words: Words, gazetteer: Gazetteer, model: ModelEvidence, clues: Clues) -> int:
    """How much speaks for the candidate, its neighbours and the rest of the article left out."""
    if candidate.derived:
        return _adjective_strength(candidate, words, gazetteer, model, clues)
    position = candidate.position
    left = words.previous(position)
    person = model.covering("PER", candidate.start, candidate.end)
    location = model.covering("LOC", candidate.start, candidate.end)
    strong_context = (
        left in _CLASS_NOUNS
        or postcode_before(words.text, candidate.start) is not None
        or _is_dateline(candidate, words)
    )
    if strong_context:
        return STRONG
    if person and left not in _IN:
        return NONE
    if candidate.name in gazetteer.homonyms:
        return _homonym_strength(candidate, left, bool(location), clues)
    if _is_safe(candidate, clues):
        return STRONG
    if left in _IN or location:
        return STRONG if left in _IN and location else FAIR
    if _ORGANISATION_HEAD.search(left) or left in _LOOSE:
        return FAIR if _ORGANISATION_HEAD.search(left) else WEAK
    return WEAK


def in_list(left: Candidate, right: Candidate, text: str) -> bool:
    """Whether two candidates are parts of one enumeration: Potsdam, Wildau und Beeskow."""
    return left.end <= right.start <= left.end + 8 and bool(_LIST.fullmatch(text, left.end, right.start))


def _is_safe(candidate: Candidate, clues: Clues) -> bool:
    """Whether the bare name is enough: countries, Länder, regions, large cities, quarters of a city at hand."""
    for place in candidate.places:
        if place.kind in ("country", "state", "region", "water", "other", "district"):
            return True
        if place.kind == "municipality" and (place.population >= LARGE_CITY or not place.ags):
            return True
        if place.kind == "quarter" and (
            place.capital in clues.cities or " " in candidate.name or "-" in candidate.name
        ):
            return True
    return False


def _homonym_strength(candidate: Candidate, left: str, location: bool, clues: Clues) -> int:
    is_known = any(
        place.population >= KNOWN_TOWN or (place.kind == "quarter" and place.capital in clues.cities)
        for place in candidate.places
    )
    if left in ("in", "In") and is_known:
        return STRONG
    if location and (is_known or left in _IN):
        return FAIR
    if _ORGANISATION_HEAD.search(left) and is_known:
        return FAIR
    if any(place.kind in ("water", "region", "other") for place in candidate.places) and left in (
        "der", "dem", "den", "die", "das", "am", "im", "zur", "zum", "vom",
    ):  # fmt: skip
        return FAIR if location or candidate.places[0].kind != "municipality" else WEAK
    return NONE


def _adjective_strength(
    candidate: Candidate, words: Words, gazetteer: Gazetteer, model: ModelEvidence, clues: Clues
) -> int:
    for label in ("ORG", "PER"):
        entity = model.covering(label, candidate.start, candidate.end)
        if entity and entity[1] > candidate.end:
            return NONE
    if words.text[candidate.start : candidate.start + 1].islower():
        return STRONG
    if words.begins_sentence(candidate.position) and words.text[candidate.start : candidate.end].rstrip(
        "enrms"
    ).endswith("sch"):
        return FAIR
    if candidate.name in gazetteer.homonyms:
        return WEAK
    for place in candidate.places:
        known_quarter = place.kind == "quarter" and place.capital in clues.cities
        if place.kind not in ("municipality", "quarter") or known_quarter or not (place.ags or place.kind == "quarter"):
            return STRONG
        if place.population >= KNOWN_TOWN and place.kind == "municipality":
            return STRONG
    return WEAK


def _is_dateline(candidate: Candidate, words: Words) -> bool:
    text = words.text
    before = text[max(0, candidate.start - 2) : candidate.start]
    if before.strip(" /") and not before.endswith("\n"):
        return False
    if not (candidate.start == 0 or before.endswith(("\n", "/", "/ "))):
        return False
    found = _DATELINE.match(text, candidate.end)
    if not found:
        return False
    return not found[0].startswith(". ") or text[candidate.start : candidate.end].isupper()
