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
from functools import lru_cache, partial
from itertools import accumulate
from operator import attrgetter

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.initiatives.heads import determiner, plural_head
from pressextract.components.name_spans.words import AND, GENITIVE, PREPOSITION, TOPIC, WordFacts, facts, facts_of
from pressextract.components.name_words import ARTICLES, DEFINITE, INDEFINITE, SMALL_WORDS, Words

_KEPT_WORDS = SMALL_WORDS | frozenset(
    "und oder sowie mit für bei von der die das des dem den im in am an auf zu zur zum vom beim als aus nach über "
    "durch seit wie auch".split()
)
#: Features of the word behind a name and of the second one before it, most of which tell nothing.
_BEHIND = {word: f"n={word}" for word in _KEPT_WORDS}
_SECOND_BEFORE = {word: f"p2={word}" for word in _KEPT_WORDS}
_OPENING, _CLOSING = '„“"»«‚', '“”"»«‘'
_MARKS = ((",", "comma"), (".", "dot"), ("@", "at"), ("„", "marks"))
_BAG = 6
_BACK = ((1, "1 before"), (2, "2 before"), (3, "3 before"))
#: The places of the words of a name by its length.
_PLACES_INSIDE = [(), ("only",), *(("first", *["inside"] * (length - 2), "last") for length in range(2, _BAG + 1))]
#: Articles as features. A weak adjective's *das* stands for a definite one.
_DETERMINERS = {
    **{word: f"det={word}" for word in ARTICLES},
    **dict.fromkeys(INDEFINITE, "det=ind"),
    **dict.fromkeys(DEFINITE, "det=def"),
}
_is_class_noun = attrgetter("is_class_noun")
_DIGIT = re.compile(r"\d")
#: What stands right behind a name that is followed by its short form, quotation marks included.
_BEFORE_SHORT_FORM = (" (", "“ (", '" (', "” (", "« (", "» (", ", ", "“, ", '", ', "”, ", "(", "“(", "  (")


#: A name, or a place (a key of `_PLACES`) and the word form that stands there.
Feature = str | tuple[str, str]


class Surroundings:
    """What else was found in the text, as offsets.

    `entities` are the model's, with their class; `places` maps starts to ends, `derived` are the starts of adjectives
    made from places.
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
        self._named = sorted(
            [
                *((start, end, f"ent={label}") for start, end, label in self.entities),
                *((start, end, "person") for start, end in people),
                *((start, end, "ministry") for start, end in ministries),
            ]
        )
        self._starts = [start for start, _, _ in self._named]
        self._furthest = list(accumulate((end for _, end, _ in self._named), max))

    def touching(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Entities, people and ministries that share a character with start..end, with the name of what they are."""
        near = self._named[bisect_right(self._furthest, start) : bisect_left(self._starts, end)]
        return [named for named in near if named[1] > start]


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


def left_features(words: Words, first: int, known: Surroundings) -> list[Feature]:
    """Of the first word and of what stands before it."""
    texts, starts = words.texts, words.starts
    start, gap = starts[first], words.gap(first - 1)
    article = _DETERMINERS.get(determiner(words, first), "det=-")
    found: list[Feature] = [("begin", texts[first]), article, _mark("gb", gap)]
    if start in known.derived:
        found.append("derived")
    if words.begins_sentence(first):
        found.append("bos")
    if "\n" in gap:
        found.append("p=^")
        return found
    found.append(("before", texts[first - 1]))
    if first > 1:
        found.append(_SECOND_BEFORE.get(texts[first - 2].casefold(), "p2=_"))
    line = words.text.rfind("\n", 0, start) + 1
    for back, place in _BACK:
        if first < back or starts[first - back] < line:
            break
        if facts(texts[first - back]).introduces:
            found.append((place, texts[first - back]))
    return found


def right_features(words: Words, last: int, known: Surroundings) -> list[Feature]:
    """Of the last word and of what stands behind it."""
    gap = words.gaps[last]
    found: list[Feature] = [("end", words.texts[last]), _mark("ga", gap)]
    if words.starts[last] in known.places:
        found.append("endplace")
    if "\n" in gap:
        found.append("n=$")
        return found
    following = words.texts[last + 1]
    shape = facts(following).shape
    found += (_BEHIND.get(following.casefold(), "n=_"), f"n.sh={shape}")
    if shape == "A" and gap == " ":
        found.append("goes_on")
    return found


def inner_features(
    words: Words, span: tuple[int, int], first: int, last: int, ways: Iterable[str], known: Surroundings
) -> list[Feature]:
    """Of the span itself, by its words `first` to `last` and the ways in which it was found."""
    text, (start, end) = words.text, span
    surface = text[start:end]
    length = last - first + 1
    forms = words.texts[first : last + 1]
    inside = facts_of(forms)
    has_head = any(map(_is_class_noun, inside))
    quoted = start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING
    found: list[Feature] = [
        f"n={min(length, _BAG)}",
        f"sh={inside[0].shape}{inside[-1].shape}{min(length, 4)}",
        f"surface={' '.join([word.norm for word in inside])}",
        f"times={min(text.count(surface), 3)}",
        "quoted=True" if quoted else "quoted=False",
        *[f"way={way}" for way in ways],
        *(zip(_PLACES_INSIDE[length], forms, strict=True) if length <= _BAG else _inside_long(forms)),
        *[f"{name}:{_relation(one, other, start, end)}" for one, other, name in known.touching(start, end)],
    ]
    if not has_head:
        found.append("no_head")
    elif quoted:
        found.append("quoted_head")
    found += _makeup(surface, inside)
    if not known.places.keys().isdisjoint(words.starts[first : last + 1]):
        found.append("has_place")
    if known.places.get(start) == end:
        found.append("is_place")
    short = short_form_after(text, end) if text.startswith(_BEFORE_SHORT_FORM, end) else None
    if short is not None:
        offset = long_form_start(surface, text[slice(*short)])
        found.append(f"abbr={'none' if offset is None else 'fits' if offset == 0 else 'inner'}")
    return found


def _inside_long(forms: list[str]) -> Iterator[Feature]:
    """The words of a name that is longer than the bag, with their places."""
    yield "first", forms[0]
    yield from (("inside", form) for form in forms[1:_BAG])
    yield from (("far inside", form) for form in forms[_BAG:-1])
    yield "far last", forms[-1]


@lru_cache(maxsize=4_096)
def _mark(name: str, gap: str) -> str:
    """The feature of what stands between a word and the next."""
    return f"{name}={gap.strip(' ')[:2]}"


def _makeup(surface: str, inside: list[WordFacts]) -> Iterator[str]:
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


def _relation(one: int, other: int, start: int, end: int) -> str:
    """How another span one..other lies to start..end: equal, in it, around it or across; with common borders."""
    if (one, other) == (start, end):
        return "equal"
    kind = "around" if one <= start and end <= other else "inside" if start <= one and other <= end else "across"
    return f"{kind}{'L' if one == start else ''}{'R' if other == end else ''}"
