"""The candidates of one article with what was found around them, and their scores kept in the Doc."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from pressextract.components.mentions import MODEL_LABELS, get_mentions, get_scores, set_scores
from pressextract.components.name_spans.candidates import Span, candidates
from pressextract.components.name_spans.classifier import ScoredSpan, bundled_classifier
from pressextract.components.name_spans.features import Surroundings
from pressextract.components.name_words import SMALL_WORDS, Words
from pressextract.schema import MinistryRow, OrganisationRow, PersonRow, PlaceRow

_TABLE = "name_spans"


def proposals(doc: Doc, words: Words, rows: Iterable[OrganisationRow]) -> tuple[dict[Span, set[str]], Surroundings]:
    """All candidates of a Doc with the ways in which each was found, and what lies around them.

    `rows` are what rules, lexicon and model found as organisations.
    """
    named = get_mentions(doc, PlaceRow)
    known = Surroundings(
        entities=tuple((ent.start_char, ent.end_char, MODEL_LABELS.get(ent.label_, "MISC")) for ent in doc.ents),
        people=tuple((row.start, row.end) for row in get_mentions(doc, PersonRow)),
        ministries=tuple((row.start, row.end) for row in get_mentions(doc, MinistryRow)),
        places={row.start: row.end for row in named if not row.derived},
        derived=frozenset(row.start for row in named if row.derived),
    )
    found = candidates(words, known.places)
    for row in rows:
        family, _, name = row.source.partition(":")
        found.setdefault((row.start, row.end), set()).add(f"rule:{name}" if family == "rule" else family)
    for start, end, label in known.entities:
        first = words.index_at(start)
        begins_small = first < len(words) and words[first].text.casefold() in SMALL_WORDS
        if not begins_small:
            found.setdefault((start, end), set()).add(f"ent:{label}")
    return found, known


def score_names(doc: Doc, words: Words, rows: Iterable[OrganisationRow]) -> list[ScoredSpan]:
    """Score the candidates of a Doc once; who comes later reads the scores with `scored_names`."""
    scored = bundled_classifier().score(words, *proposals(doc, words, rows))
    set_scores(doc, _TABLE, [(span.start, span.end, span.organisation, span.initiative) for span in scored])
    return scored


def scored_names(doc: Doc) -> list[ScoredSpan]:
    """The scores of a Doc; none where organisations were not read with the classifier."""
    return [ScoredSpan(*row) for row in get_scores(doc, _TABLE)]
