"""Which kind of undertaking a name without a class noun means: that of the class noun nearest to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from pressextract.components.initiatives.heads import HeadWord, head_word, plural_head
from pressextract.components.name_words import Words
from pressextract.schema import InitiativeRow

#: Words on either side among which a class noun is looked for, those before the name first.
_BEFORE, _BEHIND = 8, 8
_SENTENCE_ENDS = frozenset(".!?\n")


def kind_of(words: Words, start: int, end: int) -> str:
    """The kind of the class noun in the name, in a compound with it, nearest before it or behind it; else empty.

    *im Projekt* **Wohnbrücke**: project; **WELMO** *ist ein Förderprogramm*: programme; *das* **U18***-Projekt*.
    """
    first, last = words.index_at(start), words.index_at(end) - 1
    inside = (_head(words, index) for index in range(last, first - 1, -1))
    name = words.text[start:end]
    compound = None
    if f"{name}-" in words.text:  # few names are: to compile a pattern for each takes 0.1 ms
        compound = re.search(rf"(?<![\w-]){re.escape(name)}-\w[\w-]*", words.text)
    beside = (_head(words, index) for index in (*_before(words, first), *_behind(words, last)))
    heads = chain(inside, [head_word(compound[0]) if compound else None], beside)
    return next((head.kind for head in heads if head is not None), "")


def most_frequent_kinds(rows: Iterable[InitiativeRow]) -> dict[str, str]:
    """Name → the kind that most of its mentions have."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.kind:
            kinds[row.name][row.kind] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in kinds.items()}


def _before(words: Words, first: int) -> Iterator[int]:
    """The nearest words before a name, within its sentence."""
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if not _SENTENCE_ENDS.isdisjoint(words.gap(index)):
            return
        yield index


def _behind(words: Words, last: int) -> Iterator[int]:
    """The nearest words behind a name, within its sentence."""
    for index in range(last + 1, min(len(words), last + 1 + _BEHIND)):
        if not _SENTENCE_ENDS.isdisjoint(words.gap(index - 1)):
            return
        yield index


def _head(words: Words, index: int) -> HeadWord | None:
    return head_word(words[index].text) or plural_head(words[index].text)
