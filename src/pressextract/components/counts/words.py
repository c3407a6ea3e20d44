"""The word lists of the grammar of counts, read once per process from lexicon/.

units.csv: written form, unit, kind, factor and the standard that names it. approximators.csv: what stands before a
number and the bound it sets. count_words.csv: words with a role, such as labels that a number belongs to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pressextract.lexicon.tables import bundled_lexicon


@dataclass(frozen=True, slots=True)
class Unit:
    """One written form of a unit; `unit` is empty for units of time, `factor` turns its value into the unit's."""

    alias: str
    unit: str | None
    kind: str
    factor: float
    source: str


@dataclass(frozen=True, slots=True)
class Approximator:
    """Words before a number, and the bound they set."""

    phrase: str
    bound: str


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word and the part it plays around numbers."""

    word: str
    role: str


@cache
def units() -> dict[str, Unit]:
    """Written form -> unit."""
    return {unit.alias: unit for unit in bundled_lexicon("units", Unit)}


@cache
def time_nouns() -> frozenset[str]:
    """Nouns that are units of time; they are counted like other nouns (*drei lange Jahre*)."""
    return frozenset(
        alias for alias, unit in units().items() if unit.kind == "duration" and alias[0].isupper() and alias[-1] != "."
    )


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches a unit at a position, the longest first; nouns of time apart."""
    aliases = sorted((a for a in units() if a not in time_nouns()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, aliases))})(?![\w²³])(?!-\w)(?!/[a-z])")


@cache
def approximators() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> the phrases that begin with it, as words and bound, the longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in bundled_lexicon("approximators", Approximator):
        words = tuple(re.findall(r"\w+|\S", row.phrase))
        phrases[words[0]].append((words, row.bound))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role in count_words.csv."""
    return frozenset(row.word for row in bundled_lexicon("count_words", RoleWord) if row.role == role)
