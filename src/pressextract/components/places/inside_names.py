"""Places that a longer name found later makes none: *Berliner* in a prize's name, *Biel* in a person's.

Places are found before people, organisations and initiatives, which read them. What those find says in turn that a word
inside a name means no place: an adjective in any name, and whatever stands in a person's.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from pressextract.components.mentions import get_mentions, set_mentions
from pressextract.components.span_index import SpanIndex
from pressextract.schema import MentionRow, PlaceRow


def drop_adjectives_in(doc: Doc, names: Iterable[MentionRow]) -> None:
    """Take back adjectives derived from places inside a name: *Berliner Volksbank*."""
    _drop(doc, names, derived_only=True)


def drop_places_in(doc: Doc, people: Iterable[MentionRow]) -> None:
    """Take back what lies in a person's name: *Oliver Girrbach*, *Staatssekretär Biel*."""
    _drop(doc, people, derived_only=False)


def _drop(doc: Doc, names: Iterable[MentionRow], *, derived_only: bool) -> None:
    held = SpanIndex((row.start, row.end) for row in names)
    places = get_mentions(doc, PlaceRow)
    kept = [row for row in places if (derived_only and not row.derived) or not held.holds(row.start, row.end)]
    if len(kept) < len(places):
        set_mentions(doc, PlaceRow, kept)
