"""The candidates of one article with what was found around them, and their scores kept in the Doc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from pressextract.components.mentions import MODEL_LABELS, get_mentions, get_scores, set_scores
from pressextract.components.name_spans.candidates import Span, candidates
from pressextract.components.name_spans.classifier import ScoredSpan, bundled_classifier
from pressextract.components.name_spans.surroundings import Surroundings
from pressextract.components.name_words import SMALL_WORDS, Words
from pressextract.schema import MinistryRow, OrganisationRow, PersonRow, PlaceRow

_TABLE = "name_spans"
#: How far from a name, in characters, people's component reads what somebody belongs to.
_NEAR = 320
_BRACKET = re.compile(r" \(([A-ZÄÖÜ][^(),;:\n]{1,60})[),;:]")


def proposals(doc: Doc, words: Words, rows: Iterable[OrganisationRow]) -> tuple[dict[Span, set[str]], Surroundings]:
    """All candidates of a Doc with the ways in which each was found, and what lies around them.

    `rows` are what rules, lexicon and model found as organisations.
    """
    named = get_mentions(doc, PlaceRow)
    people = get_mentions(doc, PersonRow)
    known = Surroundings(
        entities=tuple((ent.start_char, ent.end_char, MODEL_LABELS.get(ent.label_, "MISC")) for ent in doc.ents),
        people=tuple((row.start, row.end) for row in people),
        ministries=tuple((row.start, row.end) for row in get_mentions(doc, MinistryRow)),
        places={row.start: row.end for row in named if not row.derived},
        derived=frozenset(row.start for row in named if row.derived),
    )
    found = candidates(words, known.places)
    for span, way in _beside_people(words.text, people):
        found.setdefault(span, set()).add(way)
    for row in rows:
        family, _, name = row.source.partition(":")
        found.setdefault((row.start, row.end), set()).add(f"rule:{name}" if family == "rule" else family)
    for start, end, label in known.entities:
        first = words.index_at(start)
        begins_small = first < len(words) and words[first].text.casefold() in SMALL_WORDS
        if not begins_small:
            found.setdefault((start, end), set()).add(f"ent:{label}")
    return found, known


def _beside_people(text: str, people: Iterable[PersonRow]) -> Iterator[tuple[Span, str]]:
    """What people are said to belong to, and what stands in brackets behind a name: *Erika Beispiel (SC Potsdam)*."""
    for row in people:
        if row.organisation:
            start = text.find(row.organisation, max(0, row.start - _NEAR), row.end + _NEAR)
            if start >= 0:
                yield (start, start + len(row.organisation)), "affiliation"
        bracket = _BRACKET.match(text, row.end)
        if bracket is not None:
            yield bracket.span(1), "bracket"


def score_names(doc: Doc, words: Words, rows: Iterable[OrganisationRow]) -> list[ScoredSpan]:
    """Score the candidates of a Doc once; who comes later reads the scores with `scored_names`."""
    scored = bundled_classifier().score(words, *proposals(doc, words, rows))
    set_scores(doc, _TABLE, [(span.start, span.end, span.organisation, span.initiative) for span in scored])
    return scored


def scored_names(doc: Doc) -> list[ScoredSpan]:
    """The scores of a Doc; none where organisations were not read with the classifier."""
    return [ScoredSpan(*row) for row in get_scores(doc, _TABLE)]
