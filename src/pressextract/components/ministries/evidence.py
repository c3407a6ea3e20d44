"""What an article tells about whose ministries it speaks of: its publisher, governments named, its date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from pressextract.components.mentions import Context
from pressextract.components.ministries.governments import Governments, publisher_key
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.words import Word, word_key

#: Words that only speak of the Bund. A department of the Bund is likelier there than one of sixteen Länder.
_FEDERAL = re.compile(
    r"Bundes(?:regierung|tag|kabinett|rat|haushalt|minister|kanzler|\w*minister\w*|gesetz\w*|programm\w*|förder\w*)"
)
_NEAR = frozenset(
    {"in", "von", "aus", "des", "der", "land", "landes", "freistaats", "freistaates", "im", "vom", "kantons"}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts about one article.

    `publishers` are governments that the publisher's name or address holds, `named` the places in the text where a
    Land, a canton or a country is named, in text order; `capitals` are governments whose capital is named, `federal`
    tells whether the text speaks of the Bund.
    """

    publishers: tuple[str, ...]
    published: date | None
    named: tuple[tuple[int, str], ...]
    federal: bool
    capitals: frozenset[str] = frozenset()
    places: dict[str, list[int]] = field(default_factory=dict)

    def speaks_of(self, government: str) -> bool:
        """Whether the publisher or the text names that government."""
        return government in self.publishers or government in self.places

    def between(self, start: int, end: int) -> frozenset[str]:
        """The governments named in a stretch of the text."""
        first = bisect_left(self.named, (start, ""))
        last = bisect_left(self.named, (end, ""))
        return frozenset(government for _, government in self.named[first:last])


def gather(text: str, words: list[Word], context: Context, governments: Governments) -> Evidence:
    """Read the article once."""
    named = []
    may_name = governments.may_name
    promising = [
        i for i, word in enumerate(words) if may_name[word.text] or (i and words[i - 1].text in ("Kanton", "Kantons"))
    ]
    for i in promising:
        word = words[i]
        government = _named_by(text, words, i, governments)
        if government is not None and governments.level[government] != "bund":
            named.append((word.start, government))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for start, government in named:
        places[government].append(start)
    return Evidence(
        publishers=_publishers(context, governments),
        published=context.published,
        named=tuple(named),
        capitals=frozenset(governments.capitals[word.text] for word in words if word.text in governments.capitals),
        federal=_FEDERAL.search(text) is not None,
        places=dict(places),
    )


def neighbour(text: str, words: list[Word], first: int, end: int, governments: Governments) -> str | None:
    """The government named right before or behind a ministry: *bayerisches …*, *… in Brandenburg*, *Hessens …*."""
    for i in range(first - 1, max(first - 4, -1), -1):
        if text[words[i].end : words[i + 1].start] not in (" ", "\u00a0"):
            break
        derived = governments.capitals.get(words[i].text) if words[i].text.endswith("er") else None
        government = derived or _named_by(text, words, i, governments)
        if government is not None:
            genitive = words[i].text.endswith(("s", "z"))
            adjective = derived is not None or word_key(words[i].text) in governments.adjectives
            if adjective or (genitive and i == first - 1):
                return government
        if words[i].text[0].isupper() or not words[i].text.endswith(("e", "en", "es", "er", "em")):
            break
    if end < len(words) and text[words[end - 1].end : words[end].start] in (" ", "\u00a0", " ("):
        for i in range(end, min(end + 3, len(words))):
            found = governments.at(text, words, i)
            if found is not None:
                return found[0]
            if words[i].text in governments.capitals and words[i - 1].text == "in":
                return governments.capitals[words[i].text]
            if word_key(words[i].text) not in _NEAR:
                break
    return None


def _named_by(text: str, words: list[Word], i: int, governments: Governments) -> str | None:
    word = words[i].text
    government = governments.adjectives.get(word_key(word))
    if government is not None:
        return government
    if not word[0].isupper():
        return None
    found = governments.at(text, words, i)
    return found[0] if found else None


def _publishers(context: Context, governments: Governments) -> tuple[str, ...]:
    host = re.sub(r"^\w+://|[/?#].*", "", context.url or "")
    found = [*governments.of_publisher(context.publisher or ""), *governments.of_publisher(host)]
    return tuple(dict.fromkeys(found))


def published_by_ministry(context: Context, lexicon: MinistryLexicon) -> bool:
    """Whether a federal ministry's abbreviation stands in the publisher's name or host (bmel.de, BMBF)."""
    words = set(publisher_key(context.publisher or "")) | set(publisher_key(context.url or ""))
    return not words.isdisjoint(lexicon.federal_abbreviations)
