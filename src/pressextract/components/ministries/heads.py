"""What a single word says: *Ministerium* wants its fields, *Umweltministerium* is a short form, *Partei* is nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pressextract.components.ministries.governments import Governments
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.words import word_key

#: First parts that make no name: a ministry of that kind, not one of that field.
_GENERIC = frozenset(
    """fach partner haupt nachbar länder landes bundes staats reichs schwester nachfolge vorgänger super schlüssel
    ressort einzel teil spiegel regierungs querschnitts mini""".split()
)
#: Heads that make a name only with their field.
_LONG_HEADS = {
    "ministerium": None,
    "bundesministerium": None,
    "staatsministerium": None,
    "landesministerium": None,
    "reichsministerium": None,
    "senatsverwaltung": None,
    "behörde": "Hamburg",
    "senator": "Bremen",
    "senatorin": "Bremen",
    "departement": "Schweiz",
    "direktion": "Schweiz",
}
#: Last parts of short forms that only one government uses: elsewhere the word means something else.
_LOCAL_HEADS = {
    "verwaltung": "Berlin",
    "behörde": "Hamburg",
    "ressort": "Bremen",
    "direktion": "Schweiz",
    "departement": "Schweiz",
}
#: Single words that are an official name, and that only one government uses.
LOCAL_NAMES = {"staatsministerium": "Baden-Württemberg"}
_PLURALS = {
    "ministerien": "ministerium",
    "bundesministerien": "bundesministerium",
    "staatsministerien": "staatsministerium",
    "senatsverwaltungen": "senatsverwaltung",
}


#: Every head without a hyphen ends in one of these.
_ENDS = ("ministerium", "verwaltung", *_LONG_HEADS, *_LOCAL_HEADS, *_PLURALS)


@dataclass(frozen=True, slots=True)
class Head:
    """What a single word says about the ministry that it begins to name.

    `portfolio` is the field of a short form, None where fields must follow; `only` the government that alone uses such
    names. `elliptic` is the first part of *Umwelt- und Verbraucherschutzministerium*, kept as `other` in the whole. A
    `plural` (*Senatsverwaltungen für Finanzen und für Inneres*) names its first ministry only.
    """

    portfolio: str | None = None
    federal: bool = False
    government: str | None = None
    only: str | None = None
    elliptic: bool = False
    other: str | None = None
    plural: bool = False


class HeadReader:
    """Reads words that can begin a ministry's name."""

    def __init__(self, lexicon: MinistryLexicon, governments: Governments) -> None:
        self._lexicon = lexicon
        self._governments = governments
        self.head = lru_cache(maxsize=16_384)(self._head)

    def _head(self, word: str) -> Head | None:
        key = word_key(word)
        if "-" not in key and not key.endswith(_ENDS):
            return None  # nearly all words
        one = singular(key)
        if one in _LONG_HEADS:
            return Head(
                federal=one == "bundesministerium",
                government="Berlin" if one == "senatsverwaltung" else None,
                only=_LONG_HEADS[one],
                plural=one != key,
            )
        if word.endswith("-"):
            first = _unlinked(key[:-1].removeprefix("bundes"))
            federal = key.startswith("bundes")
            return Head(first, federal=federal, elliptic=True) if first in self._lexicon.portfolios else None
        first, hyphen, rest = key.rpartition("-")
        if hyphen:
            head = self.head(rest.capitalize())
            if head is None:
                return None
            if first == "bundes" and head.portfolio:
                return replace(head, federal=True)
            government = self._governments.codes.get(word[: len(first)]) or self._governments.names.get((first,))
            return replace(head, government=government) if government else None
        if key.endswith("ministerium"):
            return self._compound(key.removesuffix("ministerium"))
        if key.startswith("senats") and key.endswith("verwaltung"):
            if key[6:-10] in _GENERIC:
                return None
            return Head(_unlinked(key[6:-10]), government="Berlin")
        for last, only in _LOCAL_HEADS.items():
            if key.endswith(last):
                portfolio = _unlinked(key.removesuffix(last))
                return Head(portfolio, only=only) if self._in_use(portfolio, only) else None
        return None

    def _in_use(self, portfolio: str, government: str) -> bool:
        """Whether that government has such a ministry; cantons are too many for the lexicon to know."""
        if portfolio not in self._lexicon.portfolios:
            return False
        return government == "Schweiz" or any(
            self._lexicon.ministries[key].government == government for key in self._lexicon.in_field(portfolio)
        )

    def _compound(self, first: str) -> Head | None:
        if first in _GENERIC:
            return None
        if first.startswith("bundes"):
            return Head(_unlinked(first[6:]), federal=True)
        return Head(_unlinked(first), government="Deutsches Reich" if first.startswith("reichs") else None)


def singular(key: str) -> str:
    """*senatsverwaltungen* -> *senatsverwaltung*; other keys as they are."""
    return _PLURALS.get(key, key)


def _unlinked(first: str) -> str:
    """The first part of a compound without linking s: *wirtschafts* -> *wirtschaft*, *familien* -> *familie*."""
    if first.endswith("ien"):
        return first[:-1]
    return first[:-1] if first.endswith("s") and not first.endswith(("us", "ss")) else first
