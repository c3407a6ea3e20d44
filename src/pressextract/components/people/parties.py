"""Political parties as press releases write them: *(SPD)* after a name, *CDU*-Fraktionschefin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pressextract.lexicon.tables import bundled_lexicon

#: Aliases that begin other compounds more often than a party's (Mitte-Direktorin, SP-Leiter).
_AMBIGUOUS_PREFIXES = frozenset({"mitte", "volt", "sp", "edu", "neos", "unabhängig", "parteilos"})
#: What stands where a party does and is none, or a group that parties of several countries belong to.
_NO_PARTY = frozenset({"parteilos", "unabhängig", "EVP"})
_PARTS = re.compile(r", (?:für )?")
_APOSTROPHES = re.compile(r"[’‘´`]")


@dataclass(frozen=True, slots=True)
class Party:
    """A row of lexicon/parties.csv: the party, one way to write it, its country and where it is listed."""

    party: str
    alias: str
    country: str
    source: str | None


def party_in(bracket: str) -> str | None:
    """The content of a bracket where it names nothing but a party: *SPD*, *parteilos, für Die Linke*."""
    return bracket if all(_folded(part) in _aliases() for part in _PARTS.split(bracket)) else None


def party_prefix(role: str) -> str | None:
    """The party that a compound in the role begins with.

    >>> party_prefix("stellvertretende SPD-Fraktionsvorsitzende")
    'SPD'
    """
    for word in role.split():
        prefix, hyphen, _ = word.partition("-")
        if hyphen and _folded(prefix) in _aliases() and _folded(prefix) not in _AMBIGUOUS_PREFIXES:
            return prefix
    return None


@lru_cache(maxsize=8_192)
def parties_of(party: str) -> frozenset[str]:
    """The parties in a cell of the column `party`, each by one name; what is no single country's party is left out.

    >>> sorted(parties_of("parteilos, für Die Linke")), sorted(parties_of("Grünen")), sorted(parties_of("parteilos"))
    (['Die Linke'], ['BÜNDNIS 90/DIE GRÜNEN'], [])
    """
    parts = (_folded(part) for part in _PARTS.split(party))
    return frozenset(_names().get(part, part) for part in parts) - _NO_PARTY


@cache
def _names() -> dict[str, str]:
    return {_folded(row.alias): row.party for row in bundled_lexicon("parties", Party)}


@cache
def _aliases() -> frozenset[str]:
    return frozenset(_folded(row.alias) for row in bundled_lexicon("parties", Party))


def _folded(name: str) -> str:
    return _APOSTROPHES.sub("'", name).strip().casefold()
