"""The class nouns of undertakings (Förderprogramm, Netzwerk, Aktionsplan), their kinds and how they build names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pressextract.components.name_words import ARTICLES, DEFINITE, INDEFINITE, Suffixes, Words
from pressextract.lexicon.tables import bundled_lexicon


@dataclass(frozen=True, slots=True)
class InitiativeHead:
    """A row of initiative_heads.csv."""

    head: str
    kind: str
    uses: str


@dataclass(frozen=True, slots=True)
class GenericCompound:
    """A row of initiative_generic.csv."""

    word: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span proposed as an initiative, what kind it is, and the rule."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: str = "high"


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A class noun found in a text: what stands before it in its compound, its kind and uses."""

    prefix: str
    head: str
    kind: str
    uses: frozenset[str]
    generic: bool
    compound: bool

    @property
    def is_coined(self) -> bool:
        """Whether the class noun begins with a capital inside its compound (GründerinnenStipendium)."""
        return len(self.head) > 5 and self.prefix[-1:].isalpha() and self.head[0].isupper()


#: Plural forms that introduce several names (*den Förderprogrammen WELMO und …*).
_PLURALS = ("programmen", "programme", "projekten", "projekte", "initiativen", "kampagnen", "wettbewerben", "vorhaben")


@cache
def _heads() -> tuple[Suffixes[InitiativeHead], Suffixes[str], frozenset[str]]:
    rows = {row.head: row for row in bundled_lexicon("initiative_heads", InitiativeHead)}
    generic = Suffixes({row.word: row.word for row in bundled_lexicon("initiative_generic", GenericCompound)})
    compounds = frozenset(head for head in rows if any(head != other and head.endswith(other) for other in rows))
    return Suffixes(rows), generic, compounds


def initiative_heads() -> Suffixes[InitiativeHead]:
    """The class nouns of initiatives."""
    return _heads()[0]


@lru_cache(maxsize=16_384)
def head_word(word: str) -> HeadWord | None:
    """The class noun that a word is or ends in; None for every other word.

    >>> head_word("Förderprogramms").kind
    'programme'
    """
    if not (word[0].isupper() or "-" in word):
        return None
    heads, generic, compounds = _heads()
    found = heads.find(word)
    if found is None:
        return None
    prefix, row = found
    uses = frozenset(row.uses.split())
    if prefix and "whole" in uses:
        return None
    written = word[len(prefix) : len(prefix) + len(row.head)]
    is_compound = bool(prefix) or row.head in compounds
    return HeadWord(prefix, written, row.kind, uses, generic.find(word) is not None, is_compound)


def plural_head(word: str) -> HeadWord | None:
    """The same for a plural, which introduces names but is never part of one."""
    folded = word.casefold()
    if word[0].isupper() and folded.endswith(_PLURALS):
        for ending in ("en", "n", "e"):
            if folded.endswith(ending):
                found = head_word(word[: len(word) - len(ending)])
                if found is not None:
                    return found
    return None


def determiner(words: Words, index: int) -> str:
    """The article before a class noun, over up to two adjectives; empty where there is none.

    An adjective in weak declension shows a definite article further left (*das sich gründende bezirkliche Bündnis*).
    """
    weak = ""
    for back in range(1, 4):
        if index - back < 0 or not words.joined(index - back):
            return weak
        before = words[index - back].text
        lower = before.casefold()
        if lower in ARTICLES or lower in DEFINITE or lower in INDEFINITE:
            return lower
        if not words[index - back].is_adjective:
            return weak
        weak = "das" if before[0].islower() and before.endswith("e") else weak
    return weak
