"""Political parties as press releases write them: *(SPD)* after a name, *CDU*-Fraktionschefin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.lexicon.tables import bundled_lexicon

#: Aliases that begin other compounds more often than a party's (Mitte-Direktorin, SP-Leiter).
_AMBIGUOUS_PREFIXES = frozenset({"mitte", "volt", "sp", "edu", "neos", "unabhängig", "parteilos"})
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
    parts = re.split(r", (?:für )?", bracket)
    return bracket if all(_folded(part) in _aliases() for part in parts) else None


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


@cache
def _aliases() -> frozenset[str]:
    return frozenset(_folded(row.alias) for row in bundled_lexicon("parties", Party))


def _folded(name: str) -> str:
    return _APOSTROPHES.sub("'", name).strip().casefold()
