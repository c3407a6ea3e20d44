"""Events that a model takes for organisations: a conference of somebody is neither, and its name hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span

from pressextract.components.mentions import model_entities

#: An entity that begins with the noun of an event. Conferences of office holders (Kultusministerkonferenz) are bodies.
_EVENT = re.compile(
    r"(?:[A-ZÄÖÜ\d][\w.-]*\s)?"
    r"(?!\w*(?:minister|rektoren|direktoren|präsident\w*|bischofs|synodal)konferenz)"
    r"\w*(?:konferenz|tagung|kongress|symposium|workshop|seminar|gipfel|preisverleihung|ausstellung|festakt|sommerfest|"
    r"fachtag|treffen|auftaktveranstaltung|veranstaltung|festival|einweihung|eröffnung)(?:e?s|en)?(?=\s|$)",
    re.IGNORECASE,
)


def organisation_entities(doc: Doc) -> Iterator[Span]:
    """The model's ORG entities without those that name an event."""
    return (ent for ent in model_entities(doc, "ORG") if not names_event(ent))


def names_event(ent: Span) -> bool:
    """Whether an entity is the name of an event."""
    return _is_event(ent.text)


@lru_cache(maxsize=8_192)
def _is_event(name: str) -> bool:
    return _EVENT.match(name) is not None
