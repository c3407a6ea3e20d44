"""Places: countries, Länder, municipalities, quarters, streets, waters, buildings, and adjectives derived from them.

Names are matched against a gazetteer, and a bare match is never enough: Essen, Regen and Buch are towns. A name counts
where the model sees a place, where the words around it say so, or where it is too well known to be anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.mentions import add_doubt, get_context, get_mentions, set_mentions, text_of
from pressextract.components.normal_forms import place_columns
from pressextract.components.places.candidates import Candidate, find_candidates, without_addresses
from pressextract.components.places.evidence import (
    FAIR,
    NONE,
    STRONG,
    WEAK,
    ModelEvidence,
    in_list,
    postcode_before,
    strength,
    unknown_places,
)
from pressextract.components.places.gazetteer import KNOWN_TOWN, LARGE_CITY, Place, load_gazetteer
from pressextract.components.places.named_sites import Site, find_sites
from pressextract.components.places.resolution import Clues, prefer_kind, publisher_clues, resolve
from pressextract.components.places.site_rules import load_site_rules
from pressextract.components.places.spans import Spans
from pressextract.components.places.words import Words
from pressextract.schema import MinistryRow, PlaceRow

_CAPITAL_OF = re.compile(r"(?:Landesh|H|h)auptstadt (?:von |des Landes |des Freistaate?s )?$")
_CONFIDENCE = {WEAK: "low", FAIR: "medium", STRONG: "high"}


@Language.factory("pressextract_places", assigns=["doc.spans"])
def create_places(nlp: Language, name: str, sites: bool = True, adjectives: bool = True) -> Places:
    """Build the component.

    `sites` finds streets, waters, buildings and sites by rule, `adjectives` those derived from places (Magdeburger).
    """
    return Places(sites=sites, adjectives=adjectives)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A candidate that is a place, and how much spoke for it."""

    candidate: Candidate
    strength: int


class Places:
    """Writes `doc.spans["places"]`."""

    def __init__(self, *, sites: bool, adjectives: bool) -> None:
        self._sites = sites
        self._adjectives = adjectives
        self._gazetteer = load_gazetteer()
        self._site_rules = load_site_rules()

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one article."""
        text = text_of(doc)
        words = Words(without_addresses(text))
        model = ModelEvidence(doc)
        clues = publisher_clues(get_context(doc), self._gazetteer)
        found = find_candidates(words, self._gazetteer)
        candidates = sorted((c for c in found if self._adjectives or not c.derived), key=lambda c: c.start)
        accepted = self._accept(candidates, words, model, clues)
        ministries = [(row.start, row.end) for row in get_mentions(doc, MinistryRow)]
        longer_names = Spans(ministries + model.spans("ORG") + model.spans("MISC"))
        resolved = [(place, self._resolve(place.candidate, words, clues)) for place in accepted]
        _doubt(doc, resolved)
        rows = [_known_row(text, words, *pair, longer_names) for pair in resolved]
        if self._sites:
            towns = {
                place.candidate.start: place.candidate.end
                for place, known in resolved
                if not place.candidate.derived and known is not None and known.kind in ("quarter", "municipality")
            }
            sites = list(find_sites(words, self._site_rules, towns))
            certain = {site.name for site in sites if site.certain}
            rows += [
                _site_row(text, site, longer_names)
                for site in sites
                if site.name in certain or model.covering("LOC", site.start, site.end)
            ]
        taken = Spans((row.start, row.end) for row in rows)
        rows += [
            _unknown_row(text, start, end, kind, longer_names)
            for start, end, kind in unknown_places(words, model)
            if not taken.overlap(start, end)
        ]
        set_mentions(doc, PlaceRow, rows)
        return doc

    def _accept(self, candidates: list[Candidate], words: Words, model: ModelEvidence, clues: Clues) -> list[Accepted]:
        for candidate in candidates:
            place = _only_place(candidate)
            if place is not None and not candidate.derived and candidate.name not in self._gazetteer.homonyms:
                clues.add(place)
                # Berlin is a Land and the city whose quarters the article may name
                clues.cities.update(p.name for p in candidate.places if p.population >= LARGE_CITY and p.ags)
        strengths = [strength(candidate, words, self._gazetteer, model, clues) for candidate in candidates]
        self._spread(candidates, strengths, words)
        named = {c.name for c, found in zip(candidates, strengths, strict=True) if found >= FAIR}
        return [
            Accepted(candidate, max(found, WEAK))
            for candidate, found in zip(candidates, strengths, strict=True)
            if found >= FAIR or (found == WEAK and candidate.name in named)
        ]

    def _spread(self, candidates: list[Candidate], strengths: list[int], words: Words) -> None:
        """Lend the strength of a place to its neighbours in an enumeration, forwards and then backwards."""
        for step in (1, -1):
            order = range(len(candidates) - 1) if step == 1 else range(len(candidates) - 1, 0, -1)
            for position in order:
                here, there = sorted((position, position + step))
                left, right = candidates[here], candidates[there]
                is_item = not words.previous(candidates[position + step].position)[:1].isupper()
                is_lent = is_item and strengths[position] >= FAIR and strengths[position + step] in (NONE, WEAK)
                if is_lent and left.derived == right.derived and in_list(left, right, words.text):
                    strengths[position + step] = FAIR

    def _resolve(self, candidate: Candidate, words: Words, clues: Clues) -> Place | None:
        left = words.previous(candidate.position)
        return resolve(prefer_kind(candidate.places, left), clues, postcode_before(words.text, candidate.start))


def _doubt(doc: Doc, resolved: list[tuple[Accepted, Place | None]]) -> None:
    """Record each name once that may mean several places."""
    unclear = {found.candidate.name: len(found.candidate.places) for found, place in resolved if place is None}
    for name, bearers in unclear.items():
        message = f"{name}: {bearers} places of that name and no clue which one is meant"
        add_doubt(doc, "ambiguous_place", message, "places")


def _known_row(text: str, words: Words, found: Accepted, place: Place | None, longer_names: Spans) -> PlaceRow:
    candidate = found.candidate
    return PlaceRow(
        start=candidate.start,
        end=candidate.end,
        text=text[candidate.start : candidate.end],
        source=f"lexicon:{place.place_id}" if place and place.place_id else "rule:gazetteer",
        confidence=_CONFIDENCE[found.strength],
        **place_columns(candidate.name, place, candidate.places[0].kind),
        derived=candidate.derived,
        nested=longer_names.surround(candidate.start, candidate.end),
        refers_to=_capital_meant(candidate, place, words),
    )


def _unknown_row(text: str, start: int, end: int, kind: str, longer_names: Spans) -> PlaceRow:
    name = text[start:end]
    return PlaceRow(
        start=start,
        end=end,
        text=name,
        source="model",
        confidence="low",
        **place_columns(name, None, kind),
        nested=longer_names.surround(start, end),
    )


def _site_row(text: str, site: Site, longer_names: Spans) -> PlaceRow:
    return PlaceRow(
        start=site.start,
        end=site.end,
        text=text[site.start : site.end],
        source=f"rule:{site.rule}",
        confidence="high" if site.certain else "medium",
        **place_columns(site.name, None, site.kind),
        nested=longer_names.surround(site.start, site.end),
    )


def _only_place(candidate: Candidate) -> Place | None:
    """The place of a name that is certain enough to be a clue for others."""
    states = [place for place in candidate.places if place.kind in ("state", "country")]
    if states:
        return states[0]
    known = [place for place in candidate.places if place.population >= KNOWN_TOWN]
    if len(known) == 1 and known[0].population >= LARGE_CITY:
        return known[0]
    return candidate.places[0] if len(candidate.places) == 1 and candidate.places[0].kind == "district" else None


def _capital_meant(candidate: Candidate, place: Place | None, words: Words) -> str | None:
    """Magdeburg for the mention Sachsen-Anhalts in Landeshauptstadt Sachsen-Anhalts."""
    if place is None or place.kind not in ("state", "country") or not place.capital:
        return None
    if candidate.derived:
        behind = words.following(candidate.position)
        return place.capital if behind in ("Landeshauptstadt", "Hauptstadt") else None
    before = words.text[max(0, candidate.start - 50) : candidate.start]
    return place.capital if _CAPITAL_OF.search(before) else None
