"""Features of a candidate: what stands before it, what behind it, and what it is.

Features of the left and the right border belong to a word, so they are read once for all candidates that share it.
What a word form says by itself in some place, inside the name or beside it, is one feature here, a pair of place and
form: `word_features` has its names, and the classifier remembers the sum of their weights. So most of a release's
features are looked up without their names being made.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.initiatives.heads import determiner, plural_head
from pressextract.components.name_spans.words import facts
from pressextract.components.name_words import DEFINITE, INDEFINITE, SMALL_WORDS, Words

_KEPT_WORDS = SMALL_WORDS | frozenset(
    "und oder sowie mit für bei von der die das des dem den im in am an auf zu zur zum vom beim als aus nach über "
    "durch seit wie auch".split()
)
#: Features of the word behind a name and of the second one before it, most of which tell nothing.
_BEHIND = {word: f"n={word}" for word in _KEPT_WORDS}
_SECOND_BEFORE = {word: f"p2={word}" for word in _KEPT_WORDS}
_OPENING, _CLOSING = '„“"»«‚', '“”"»«‘'
_TOPIC = frozenset("für zur zum gegen".split())
_GENITIVE = frozenset("der des die".split())
_PREPOSITIONS = frozenset("in im mit von an".split())
_BAG = 6
_DIGIT = re.compile(r"\d")
#: What stands right behind a name that is followed by its short form, quotation marks included.
_BEFORE_SHORT_FORM = (" (", "“ (", '" (', "” (", "« (", "» (", ", ", "“, ", '", ', "”, ", "(", "“(", "  (")


#: A name, or a place (a key of `_PLACES`) and the word form that stands there.
Feature = str | tuple[str, str]


class Surroundings:
    """What else was found in the text, as offsets.

    `entities` are the model's, with their class; `places` maps starts to ends, `derived` are the starts of adjectives
    made from places. Entities do not overlap each other, nor do people or ministries.
    """

    def __init__(
        self,
        *,
        entities: Iterable[tuple[int, int, str]],
        people: Iterable[tuple[int, int]],
        ministries: Iterable[tuple[int, int]],
        places: dict[int, int],
        derived: frozenset[int],
    ) -> None:
        self.entities = tuple(entities)
        self.places = places
        self.derived = derived
        self._families = (
            _Named((start, end, f"ent={label}") for start, end, label in self.entities),
            _Named((start, end, "person") for start, end in people),
            _Named((start, end, "ministry") for start, end in ministries),
        )

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Entities, people and ministries that share a character with start..end, with the name of what they are."""
        for family in self._families:
            yield from family.touching(start, end)


class _Named:
    """Spans that do not overlap, each with a name."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._ends = [end for _, end, _ in self._spans]

    def touching(self, start: int, end: int) -> list[tuple[int, int, str]]:
        return self._spans[bisect_right(self._ends, start) : bisect_left(self._starts, end)]


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
    yield f"p={folded if folded in _KEPT_WORDS else facts(word).norm}"
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


_PLACES: dict[str, Callable[[str], Iterator[str]]] = {
    "begin": _of_first,
    "end": _of_last,
    "before": _of_before,
    **{f"{back} before": partial(_introducing, back) for back in (1, 2, 3)},
    **{place: partial(_inside, place, True) for place in ("only", "first", "inside", "last")},
    # words further inside than the bag reaches
    **{f"far {place}": partial(_inside, place, False) for place in ("inside", "last")},
}


def left_features(words: Words, first: int, known: Surroundings) -> Iterator[Feature]:
    """Of the first word and of what stands before it."""
    text, word = words.text, words[first]
    yield "begin", word.text
    if word.start in known.derived:
        yield "derived"
    if words.begins_sentence(first):
        yield "bos"
    article = determiner(words, first)
    yield f"det={'def' if article in DEFINITE else 'ind' if article in INDEFINITE else article or '-'}"
    gap = text[words[first - 1].end : word.start] if first else "\n"
    yield f"gb={gap.strip(' ')[:2]}"
    if "\n" in gap:
        yield "p=^"
        return
    yield "before", words[first - 1].text
    if first > 1:
        yield _SECOND_BEFORE.get(words[first - 2].text.casefold(), "p2=_")
    line = text.rfind("\n", 0, word.start) + 1
    for back, place in ((1, "1 before"), (2, "2 before"), (3, "3 before")):
        if first < back or words[first - back].start < line:
            break
        if facts(words[first - back].text).introduces:
            yield place, words[first - back].text


def right_features(words: Words, last: int, known: Surroundings) -> Iterator[Feature]:
    """Of the last word and of what stands behind it."""
    word = words[last]
    yield "end", word.text
    if word.start in known.places:
        yield "endplace"
    following = words[last + 1] if last + 1 < len(words) else None
    gap = words.text[word.end : following.start] if following is not None else "\n"
    yield f"ga={gap.strip(' ')[:2]}"
    if following is None or "\n" in gap:
        yield "n=$"
        return
    yield _BEHIND.get(following.text.casefold(), "n=_")
    shape = facts(following.text).shape
    yield f"n.sh={shape}"
    if shape == "A" and gap == " ":
        yield "goes_on"


def inner_features(
    words: Words, span: tuple[int, int], first: int, last: int, ways: Iterable[str], known: Surroundings
) -> Iterator[Feature]:
    """Of the span itself, by its words `first` to `last` and the ways in which it was found."""
    text, (start, end) = words.text, span
    surface = text[start:end]
    yield from (f"way={way}" for way in ways)
    length = last - first + 1
    yield f"n={min(length, _BAG)}"
    inside = [facts(word.text) for word in words.words[first : last + 1]]
    yield f"sh={inside[0].shape}{inside[-1].shape}{min(length, 4)}"
    if length == 1:
        yield "only", words[first].text
    else:
        yield "first", words[first].text
        yield from (("inside", word.text) for word in words.words[first + 1 : min(last, first + _BAG)])
        yield from (("far inside", word.text) for word in words.words[first + _BAG : last])
        yield ("last" if length <= _BAG else "far last"), words[last].text
    has_head = any(word.heads for word in inside)
    if not has_head:
        yield "no_head"
    norms = [word.norm for word in inside]
    yield f"surface={' '.join(norms)}"
    quoted = start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING
    yield f"quoted={quoted}"
    if quoted and has_head:
        yield "quoted_head"
    yield from _makeup(surface, norms)
    if any(word.start in known.places for word in words.words[first : last + 1]):
        yield "has_place"
    if known.places.get(start) == end:
        yield "is_place"
    short = short_form_after(text, end) if text.startswith(_BEFORE_SHORT_FORM, end) else None
    if short is not None:
        offset = long_form_start(surface, text[slice(*short)])
        yield f"abbr={'none' if offset is None else 'fits' if offset == 0 else 'inner'}"
    for one, other, name in known.touching(start, end):
        yield f"{name}:{_relation(one, other, start, end)}"
    yield f"times={min(text.count(surface), 3)}"


def _makeup(surface: str, norms: list[str]) -> Iterator[str]:
    if not _TOPIC.isdisjoint(norms):
        yield "topic"
    if not _GENITIVE.isdisjoint(norms[1:]):
        yield "genitive"
    if not _PREPOSITIONS.isdisjoint(norms[1:]):
        yield "preposition"
    if "und" in norms or "&" in surface:
        yield "and"
    if _DIGIT.search(surface):
        yield "digit"
    yield from (name for mark, name in ((",", "comma"), (".", "dot"), ("@", "at"), ("„", "marks")) if mark in surface)


def _relation(one: int, other: int, start: int, end: int) -> str:
    """How another span one..other lies to start..end: equal, in it, around it or across; with common borders."""
    if (one, other) == (start, end):
        return "equal"
    kind = "around" if one <= start and end <= other else "inside" if start <= one and other <= end else "across"
    return f"{kind}{'L' if one == start else ''}{'R' if other == end else ''}"
