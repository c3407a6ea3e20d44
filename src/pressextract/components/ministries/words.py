"""The words of a text as names of ministries are compared: without case, without inflection.

So *des Auswärtigen Amtes* meets *Auswärtiges Amt*, and *sowie* for *und* or a soft hyphen does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

Key = tuple[str, ...]

_WORD = re.compile(r"[\w\u00ad]+(?:[-\u2011][\w\u00ad]+)*-?|&")

_INFLECTED = re.compile(
    r"(ministerium|departement|senator|ressort)s$|(kanzleramt|^amt)e?s$|(.(?:isch|ig)|^beauftragt)e[mnrs]?$"
)
_SAME = {"sowie": "und", "&": "und", "inneren": "innern", "inneres": "innern", "familien": "familie"}


class Word(NamedTuple):
    """A word of the text; a hyphenated compound is one."""

    start: int
    end: int
    text: str


def forms_in(text: str) -> list[str]:
    """The words of a text without their places: half the time of `words_of`."""
    return _WORD.findall(text)


def words_of(text: str) -> list[Word]:
    """The words of a text in their order."""
    new = tuple.__new__
    return [new(Word, (match.start(), match.end(), match[0])) for match in _WORD.finditer(text)]


@lru_cache(maxsize=16_384)
def word_key(word: str) -> str:
    """The word without case and without the inflection that names of ministries take.

    >>> word_key("Bundesministeriums"), word_key("Auswärtigen"), word_key("Amtes")
    ('bundesministerium', 'auswärtig', 'amt')
    """
    folded = word.casefold().replace("\u2011", "-").replace("\u00ad", "")
    match = _INFLECTED.search(folded)
    if match is not None:
        ending = match[1] or match[2] or match[3]
        folded = folded[: match.start()] + ending
    return _SAME.get(folded, folded)


def name_key(name: str) -> Key:
    """The keys of a name's words."""
    return tuple(word_key(word[0]) for word in _WORD.finditer(name))


def joined(text: str, words: list[Word], first: int, last: int) -> bool:
    """Whether only single spaces part the words from `first` to `last`."""
    return all(one_space(text, words[k], words[k + 1]) for k in range(first, last))


def adjacent(text: str, left: Word, right: Word) -> bool:
    """Whether only blanks, one line break or a comma part two words."""
    gap = text[left.end : right.start]
    return len(gap) <= 4 and not gap.strip(" ,\n\u00a0\t") and gap.count("\n") < 2 and gap.count(",") < 2


def one_space(text: str, left: Word, right: Word) -> bool:
    """Whether a single blank parts two words; *St. Gallen* counts."""
    gap = text[left.end : right.start]
    return gap in (" ", "\u00a0") or (gap == ". " and left.text == "St")


def stands_free(text: str, word: Word) -> bool:
    """Whether the word is no part of an address, a host name or a handle."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    return before not in ("@", "/", ".", "_", "#") and not (
        after[:1] in ("@", "_") or (after[:1] == "." and (after[1:].islower() or after[1:].isdigit()))
    )
