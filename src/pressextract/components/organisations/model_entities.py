"""Cuts the model's ORG entities to what the name of an organisation can be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressextract.components.name_words import ARTICLES, SMALL_WORDS, Words
from pressextract.lexicon.tables import bundled_lexicon

_NO_ORGANISATION = re.compile(
    r"(?i)^(?:[AB] ?\d+|\w*(?:ministerium|ministeriums|senatsverwaltung|senatsbildungsverwaltung|staatskanzlei"
    r"|senatskanzlei|bundeskanzleramt|verordnung|gesetz|gesetzes|straße|platz)|.* (?:fashion )?week|[\d.,]+)(?: |$)"
)
_INSIDE = frozenset(
    "für und der des die zum zur im in am an von gegen ohne mit bei of and the for de do da beim".split()
)


@dataclass(frozen=True, slots=True)
class StopWord:
    """A row of organisation_stopwords.csv."""

    word: str


#: Words, casefolded, that name no single organisation.
GENERIC = frozenset(row.word for row in bundled_lexicon("organisation_stopwords", StopWord))


def trimmed(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The model's span cut to what a name can be; None where no name is left.

    The model likes to run on (*Amt für Soziales betreut über 300 Ehrenamtliche*): a name ends before a verb, a bracket,
    a colon and before an article after *und*.
    """
    first, last = words.index_at(start), words.index_at(end) - 1
    while first <= last and words[first].text.casefold() in SMALL_WORDS and words[first].text != "Die":
        first += 1
    index = first
    while index < last and _goes_on(words, index):
        index += 1
    while index > first and not words[index].is_capital:
        index -= 1
    if first > last or not words[index].is_capital:
        return None
    text = words.text[words[first].start : words[index].end]
    if text.casefold() in GENERIC or len(text) < 2 or _NO_ORGANISATION.search(text):
        return None
    return words[first].start, words[index].end


def _goes_on(words: Words, index: int) -> bool:
    """Whether a name may reach from a word to the next one."""
    gap, word, following = words.gap(index), words[index], words[index + 1]
    lower = following.text.casefold()
    if gap in (" & ", " + ", " – ", " - ", "-") or (gap in (", ", " (", ") ") and following.text[0].isupper()):
        return True
    if not words.joined(index) or lower == "sowie" or (word.text == "und" and lower in ARTICLES):
        return False
    if following.text[0].isupper() or following.text[0].isdigit() or lower in _INSIDE:
        return lower not in ARTICLES or following.text[0].islower()
    return following.is_coined or (following.is_adjective and not word.is_capital and lower not in SMALL_WORDS)
