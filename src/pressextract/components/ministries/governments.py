"""Whose ministries there are: Germany, its Länder, the Swiss cantons and other countries, and how texts name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pressextract.components.ministries.words import Key, Word, joined, name_key, word_key
from pressextract.components.places.facts import PlaceFact
from pressextract.components.places.gazetteer import SEPARATOR
from pressextract.components.remembered import Remembered
from pressextract.lexicon.tables import bundled_lexicon

#: The government of the Bund.
GERMANY = "Deutschland"

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Government:
    """One way to name a government.

    `kind` is name, adjective, code (NRW), capital or host (part of a host name); `level` is bund, land, canton or
    foreign.
    """

    form: str
    kind: str
    government: str
    level: str
    source: str


class Governments:
    """Names, adjectives and codes of governments; built once per process by `governments`."""

    def __init__(self, rows: Iterable[Government]) -> None:
        self.level: dict[str, str] = {}
        self.names: dict[Key, str] = {}
        self.adjectives: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.publishers: dict[Key, str] = {}
        for row in rows:
            self.level.setdefault(row.government, row.level)
            if row.kind == "name":
                self.names.setdefault(name_key(row.form), row.government)
            elif row.kind == "adjective":
                self.adjectives.setdefault(word_key(row.form), row.government)
            elif row.kind == "code":
                self.codes.setdefault(row.form, row.government)
            elif row.kind == "capital":
                self.capitals.setdefault(row.form, row.government)
            if row.kind in ("name", "host"):
                self.publishers.setdefault(publisher_key(row.form), row.government)
        self.longest = max(map(len, self.names))
        firsts = {key[0] for key in self.names}
        self.first_words = frozenset(firsts | {f"{first}s" for first in firsts})
        #: Whether a word may name a government, or begin its name where no *Kanton* stands before it.
        self.may_name = Remembered(self._may_name)

    def _may_name(self, word: str) -> bool:
        key = word_key(word)
        return key in self.adjectives or word in self.codes or key in self.first_words

    def of_publisher(self, text: str) -> list[str]:
        """The governments that a publisher's name or host name holds, the longest form first at each place.

        Austria and Switzerland win over Germany: bundeskanzleramt.gv.at.
        """
        words = publisher_key(text)
        found = []
        position = 0
        while position < len(words):
            for length in range(4, 0, -1):
                government = self.publishers.get(words[position : position + length])
                if government is not None:
                    found.append(government)
                    position += length - 1
                    break
            position += 1
        abroad = any(self.level[government] == "foreign" for government in found)
        return [government for government in found if not (abroad and self.level[government] == "bund")]

    def at(self, text: str, words: list[Word], i: int) -> tuple[str, int] | None:
        """The government named from word i on, with the index behind it; a genitive s is undone."""
        if words[i].text in self.codes:
            return self.codes[words[i].text], i + 1
        if word_key(words[i].text) not in self.first_words and not _after_kanton(words, i):
            return None
        for length in range(min(self.longest, len(words) - i), 0, -1):
            if length > 1 and not joined(text, words, i, i + length - 1):
                continue
            key = tuple(word_key(word.text) for word in words[i : i + length])
            government = self.names.get(key) or self.names.get((*key[:-1], key[-1].removesuffix("s")))
            if government is None and _after_kanton(words, i):
                government = self.names.get(("kanton", *key))
            if government is not None:
                return government, i + length
        return None


def publisher_key(text: str) -> Key:
    """The words of a publisher's name or host name; umlauts as host names write them."""
    return tuple(re.findall(r"[^\W_]+", text.casefold().translate(_UMLAUTS)))


@cache
def governments() -> Governments:
    """The bundled governments: Germany, its Länder, the cantons, and all countries with name and adjectives.

    Raises:
        LexiconError: a lexicon file is damaged.
    """
    return Governments([*bundled_lexicon("governments", Government), *_countries()])


def _countries() -> Iterator[Government]:
    for row in bundled_lexicon("countries", PlaceFact):
        forms = [("name", row.name), *(("name", alias) for alias in (row.aliases or "").split(SEPARATOR))]
        forms += [("adjective", adjective) for adjective in (row.adjectives or "").split(SEPARATOR)]
        for kind, form in forms:
            if form:
                yield Government(form, kind, row.name, "foreign", row.source)


def _after_kanton(words: list[Word], i: int) -> bool:
    return i > 0 and words[i - 1].text in ("Kanton", "Kantons")
