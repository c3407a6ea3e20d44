"""What speaks for a candidate being a place: the word before, a postcode, a dateline, the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pressextract.components.event_names import names_event
from pressextract.components.mentions import MODEL_LABELS
from pressextract.components.places.adjectives import names_an_authority
from pressextract.components.places.candidates import Candidate
from pressextract.components.places.gazetteer import KNOWN_BY_ADJECTIVE, KNOWN_TOWN, LARGE_CITY, Gazetteer
from pressextract.components.places.resolution import Clues
from pressextract.components.places.spans import Spans
from pressextract.components.places.words import Words

_IN = frozenset("in aus nach bei In Aus Nach Bei".split())
_LOOSE = frozenset("von um bis ab für über durch zwischen gegen ganz Von Um Für Richtung rund".split())
_DETERMINERS = frozenset(
    "der die das dem den des ein eine einen einem einer eines am im vom zum zur beim ins kein keine dieser diese "
    "diesem diesen dieses ihr ihre ihrer ihren sein seine unser unsere unserer unserem".split()
)
_CLASS_NOUNS = frozenset(
    "Stadt Gemeinde Ortsteil Ortschaft Stadtteil Stadtbezirk Bezirk Kreis Landkreis Land Bundesland Freistaat Kanton "
    "Landeshauptstadt Hauptstadt Hansestadt Kreisstadt Universitätsstadt Insel Raum Großraum Region Standort Bezirks "
    "Metropole Kommune Marktgemeinde Samtgemeinde Stadtgebiet Ort Dorf Partnerstadt Fluss Landes Landkreises "
    "Bezirkes "
    "Kantons Kiez Gemarkung Fahrtrichtung Richtung Großstadt".split()
)
#: Endings of nouns that a town's name follows in the names of organisations: Universität Leipzig, Amtsgericht Hof.
_ORGANISATION_HEAD = re.compile(
    r"(?:amt|gericht|inspektion|präsidium|polizei|feuerwehr|anwaltschaft|universität|schule|akademie|institut|verband|"
    r"verein|verbund|bund|bündnis|netzwerk|initiative|fraktion|kammer|stiftung|zentrum|center|museum|theater|oper|"
    r"orchester|bibliothek|klinik|klinikum|krankenhaus|charité|messe|werke|betriebe|büro|stelle|rat|beirat|vertretung|"
    r"jugend|management|direktion|gruppe|förderung|tafel|zoo|kirche|gemeinde|bistum|dom|schloss|rathaus|bahnhof|hafen|"
    r"campus|versammlung|zug)(?:s|es|n)?$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r" (?:am|an|bei|im|in|ob|vor) | \(|/")
_SITE_ARTICLES = frozenset("am im vom zum beim".split())
#: Endings of common nouns that a model takes for places now and then.
_COMMON_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|schaft|klassen|gruppen|familien|weise|kultur|konferenz|kanzlei|rathaus|programm|institut|"
    r"plus|erde|welt|gedenken|forum|dienst|stelle|-)$|\d|\n| (?:am|und|der|Leben)$",
    re.IGNORECASE,
)
#: Articles before the name of a river, and what stands before them: entlang der Aller, an die Oder.
_AT_WATER = {
    "der": ("an", "An", "entlang", "in", "aus", "auf", "nördlich", "südlich", "westlich", "östlich"),
    "die": ("an", "über", "in"),
}
#: Rivers whose name is a thing that one is on or in.
_THINGS = frozenset(("Leine", "Nahe"))
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em")
_TITLES = frozenset("Herr Herrn Frau Dr Prof".split())
_MIDDLE_OF = re.compile(
    r"Mitte (?:\d|de[rs] |Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|nächst|"
    r"kommend)"
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
        by_class: dict[str, list[tuple[int, int]]] = {label: [] for label in ("PER", "LOC", "MISC", "ORG")}
        for ent in doc.ents:
            label = MODEL_LABELS.get(ent.label_)
            if label is not None and not (label == "ORG" and names_event(ent)):
                by_class[label].append((ent.start_char, ent.end_char))
        self._spans = {label: Spans(spans) for label, spans in by_class.items()}

    def covering(self, label: str, start: int, end: int) -> tuple[int, int] | None:
        """The entity of that class that overlaps the stretch of text."""
        return self._spans[label].at(start, end)

    def spans(self, label: str) -> list[tuple[int, int]]:
        """All entities of a class."""
        return self._spans[label].spans


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
    strong_context = not _MIDDLE_OF.match(words.text, candidate.start) and (
        left in _CLASS_NOUNS
        or postcode_before(words.text, candidate.start) is not None
        or _is_dateline(candidate, words)
    )
    if strong_context:
        return STRONG
    is_longer = person is not None and (person[0] < candidate.start or candidate.end < person[1])
    is_introduced = left in _IN or bool(_ORGANISATION_HEAD.search(left))
    if person and not is_introduced and (is_longer or not _is_safe(candidate, clues)):
        return NONE
    if left in _TITLES or _MIDDLE_OF.match(words.text, candidate.start):
        return NONE
    if candidate.name in gazetteer.homonyms:
        if left in _AT_WATER and words.previous(position - 1) in _AT_WATER[left] and _is_water(candidate):
            return FAIR
        return _homonym_strength(candidate, left, bool(location), clues)
    if _is_safe(candidate, clues):
        return STRONG
    if left in _IN or location:
        return STRONG if left in _IN and location else FAIR
    if _ends_organisation(candidate, model):
        return FAIR
    if _ORGANISATION_HEAD.search(left) or left in _LOOSE:
        return FAIR if _ORGANISATION_HEAD.search(left) else WEAK
    return WEAK


def unknown_places(words: Words, model: ModelEvidence) -> Iterator[tuple[int, int, str]]:
    """Stretches that the model alone takes for places, with the kind that the word before makes likely."""
    for start, end in model.spans("LOC"):
        position = words.at(start)
        if position is None or end - start < 4 or _COMMON_NOUN.search(words.text[start:end]):
            continue
        left = words.previous(position)
        if left in _IN or left in _CLASS_NOUNS:
            yield start, end, "municipality"
        elif left.casefold() in _SITE_ARTICLES and words.text[start].isupper():
            yield start, end, "facility"


def in_list(left: Candidate, right: Candidate, text: str) -> bool:
    """Whether two candidates are parts of one enumeration: Potsdam, Wildau und Beeskow."""
    return left.end <= right.start <= left.end + 8 and bool(_LIST.fullmatch(text, left.end, right.start))


def _is_safe(candidate: Candidate, clues: Clues) -> bool:
    """Whether the bare name is enough: countries, Länder, regions, large cities, quarters of a city at hand."""
    for place in candidate.places:
        if place.kind in ("country", "state", "region", "water", "other", "district", "facility"):
            return True
        if place.kind == "municipality" and (place.population >= LARGE_CITY or not place.ags):
            return True
        if place.kind == "municipality" and _QUALIFIED.search(candidate.name):
            return True
        is_spelt_out = "-" in candidate.name or (" " in candidate.name and bool(place.place_id))
        if place.kind == "quarter" and (place.capital in clues.cities or is_spelt_out):
            return True
    return False


def _homonym_strength(candidate: Candidate, left: str, location: bool, clues: Clues) -> int:
    if left.islower() and left.endswith(_ADJECTIVE_ENDINGS) and left not in _LOOSE and not location:
        return NONE
    if left.casefold() in _DETERMINERS and not any(
        place.kind in ("water", "region", "other") for place in candidate.places
    ):
        return NONE
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
    if left.casefold() in _DETERMINERS and location:
        return FAIR
    return WEAK if is_known else NONE


def _is_water(candidate: Candidate) -> bool:
    return candidate.name not in _THINGS and any(place.kind == "water" for place in candidate.places)


def _ends_organisation(candidate: Candidate, model: ModelEvidence) -> bool:
    """Whether the name stands at the end of an organisation's: Verkehrszug Hinwil."""
    entity = model.covering("ORG", candidate.start, candidate.end)
    return entity is not None and entity[1] == candidate.end and entity[0] < candidate.start


def _adjective_strength(
    candidate: Candidate, words: Words, gazetteer: Gazetteer, model: ModelEvidence, clues: Clues
) -> int:
    for label in ("ORG", "PER"):
        entity = model.covering(label, candidate.start, candidate.end)
        if entity and entity[1] > candidate.end:
            return NONE
    if model.covering("MISC", candidate.start, candidate.end) == (candidate.start, candidate.end):
        return STRONG
    if names_an_authority(candidate.noun):
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
        if place.population >= KNOWN_BY_ADJECTIVE and place.kind == "municipality":
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
