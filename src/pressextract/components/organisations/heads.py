"""The class nouns of organisations (Bezirksamt, Verband, Gymnasium) and the spans that rules propose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.components.name_words import Suffixes, Words
from pressextract.components.remembered import Remembered
from pressextract.lexicon.tables import bundled_lexicon

#: Words of contact blocks: they end a name on their left.
LABELS = re.compile(
    r"(?i)^(?:presse\w*|tel|telefon|telefax|fax|e-mail|email|herr|frau|dr|prof|\w*(?:bürgermeister|stadtr[aä]t|minister|senator|sprecher|"
    r"direktor|präsident|vorsitzende|leiter|leitung|koordinator|beauftragte|büro|referent|geschäftsführer|vorstand|moderat)\w*|abteilung|abt|amt|fachbereich|stabsstelle|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|"
    r"november|dezember|foto|bild|quelle|medienkontakt|kontakt|gemeinden?|stadt|raum|uhr|ort|www|http\w*|straße|str|postfach)$"
)


@dataclass(frozen=True, slots=True)
class ClassNoun:
    """A row of organisation_heads.csv: a class noun of organisations and how it builds names."""

    head: str
    uses: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that a rule proposes, with the rule's name."""

    start: int
    end: int
    rule: str
    confidence: str = "high"


#: Class nouns of a text: index of the word, what stands before the class noun in it, its uses.
ClassNouns = list[tuple[int, str, frozenset[str]]]


def class_nouns_in(words: Words) -> ClassNouns:
    """The words of a text that are or end in a class noun of organisations."""
    return [(index, *found) for index, found in enumerate(map(_known.__getitem__, words.texts)) if found is not None]


def _class_noun(word: str) -> tuple[str, frozenset[str]] | None:
    return class_nouns().find(word) if word[0].isupper() or "-" in word else None


_known = Remembered(_class_noun)


@cache
def class_nouns() -> Suffixes[frozenset[str]]:
    """The class nouns of organisations with their uses."""
    rows = bundled_lexicon("organisation_heads", ClassNoun)
    return Suffixes({row.head: frozenset(row.uses.split()) for row in rows})


def is_class_noun(text: str) -> bool:
    """Whether the whole word is a class noun."""
    found = class_nouns().find(text)
    return found is not None and not found[0]
