"""What a word form says of a name by its place in it or beside it, as names of features.

None of it depends on the text around, so the classifier remembers what each form weighs in each place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from pressextract.components.initiatives.heads import plural_head
from pressextract.components.name_spans.words import AND, GENITIVE, PREPOSITION, TOPIC, WordFacts, facts
from pressextract.components.name_words import SMALL_WORDS

KEPT_WORDS = SMALL_WORDS | frozenset(
    "und oder sowie mit für bei von der die das des dem den im in am an auf zu zur zum vom beim als aus nach über "
    "durch seit wie auch".split()
)
_MARKS = ((",", "comma"), (".", "dot"), ("@", "at"), ("„", "marks"))
#: So many words of a name are features; those further inside tell their class nouns only.
BAG = 6
_DIGIT = re.compile(r"\d")


def word_features(place: str, word: str) -> Iterator[str]:
    """The names of what a word form says in a place."""
    return _PLACES[place](word)


def _of_first(word: str) -> Iterator[str]:
    own = facts(word)
    yield from (f"f.sh={own.shape}", f"f={own.norm}", f"f5={own.norm[-5:]}")
    if own.is_role:
        yield "f.role"


def _of_last(word: str) -> Iterator[str]:
    own = facts(word)
    yield from (f"l.sh={own.shape}", f"l={own.norm}", f"l4={own.norm[-4:]}", f"l6={own.norm[-6:]}")
    if own.is_role:
        yield "l.role"


def _of_before(word: str) -> Iterator[str]:
    folded = word.casefold()
    yield f"p={folded if folded in KEPT_WORDS else facts(word).norm}"
    yield f"p.sh={facts(word).shape}"


def _introducing(back: int, word: str) -> Iterator[str]:
    own = facts(word)
    yield from (f"p{back}.{head}" for head in own.heads)
    plural = plural_head(word)
    if plural is not None:
        yield f"p{back}.plural"
        yield f"p{back}.plural:{plural.kind}"
    if own.is_role and own.is_capital:
        yield f"p{back}.role"


def _inside(place: str, in_bag: bool, word: str) -> Iterator[str]:
    own = facts(word)
    for head in own.heads:
        yield f"h.{head}@{place}"
        yield f"h.{head}"
    if in_bag:
        yield f"w={own.norm}"


def _of_one(word: str) -> Iterator[str]:
    """What a name of a single word says, whatever stands around it: two in five candidates."""
    own = facts(word)
    yield from ("n=1", f"sh={own.shape}{own.shape}1", f"surface={own.norm}")
    yield from _inside("only", True, word)
    if not own.heads:
        yield "no_head"
    yield from makeup(word, [own])


def makeup(surface: str, inside: list[WordFacts]) -> Iterator[str]:
    """Small words and marks that join the parts of a name."""
    behind = 0
    for word in inside[1:]:
        behind |= word.makeup
    kinds = behind | inside[0].makeup
    if kinds & TOPIC:
        yield "topic"
    if behind & GENITIVE:
        yield "genitive"
    if behind & PREPOSITION:
        yield "preposition"
    if kinds & AND or "&" in surface:
        yield "and"
    if not surface.isalpha():
        if _DIGIT.search(surface):
            yield "digit"
        yield from [name for mark, name in _MARKS if mark in surface]


_PLACES: dict[str, Callable[[str], Iterator[str]]] = {
    "alone": _of_one,
    "begin": _of_first,
    "end": _of_last,
    "before": _of_before,
    **{f"{back} before": partial(_introducing, back) for back in (1, 2, 3)},
    **{place: partial(_inside, place, True) for place in ("only", "first", "inside", "last")},
    # words further inside than the bag reaches
    **{f"far {place}": partial(_inside, place, False) for place in ("inside", "last")},
}
