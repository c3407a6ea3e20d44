"""Features of a candidate: what stands before it, what behind it, and what it is.

Features of the left and the right border belong to a word, so they are read once for all candidates that share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.initiatives.heads import determiner, plural_head
from pressextract.components.name_spans.words import facts
from pressextract.components.name_words import DEFINITE, INDEFINITE, SMALL_WORDS, Words

_KEPT_WORDS = SMALL_WORDS | frozenset(
    "und oder sowie mit für bei von der die das des dem den im in am an auf zu zur zum vom beim als aus nach über "
    "durch seit wie auch".split()
)
_OPENING, _CLOSING = '„“"»«‚', '“”"»«‘'
_TOPIC = frozenset("für zur zum gegen".split())
_GENITIVE = frozenset("der des die".split())
_PREPOSITIONS = frozenset("in im mit von an".split())
_BAG = 6
_DIGIT = re.compile(r"\d")
#: What stands right behind a name that is followed by its short form, quotation marks included.
_BEFORE_SHORT_FORM = (" (", "“ (", '" (', "” (", "« (", "» (", ", ", "“, ", '", ', "”, ", "(", "“(", "  (")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else was found in the text, as offsets.

    `entities` are the model's, with their class; `places` maps starts to ends, `derived` are the starts of adjectives
    made from places.
    """

    entities: tuple[tuple[int, int, str], ...]
    people: tuple[tuple[int, int], ...]
    ministries: tuple[tuple[int, int], ...]
    places: dict[int, int]
    derived: frozenset[int]


def left_features(words: Words, first: int, known: Surroundings) -> Iterator[str]:
    """Of the first word and of what stands before it."""
    text, word = words.text, words[first]
    own = facts(word.text)
    yield f"f.sh={own.shape}"
    yield f"f={own.norm}"
    yield f"f5={own.norm[-5:]}"
    if own.is_role:
        yield "f.role"
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
    before = facts(words[first - 1].text)
    folded = words[first - 1].text.casefold()
    yield f"p={folded if folded in _KEPT_WORDS else before.norm}"
    yield f"p.sh={before.shape}"
    if first > 1:
        second = words[first - 2].text.casefold()
        yield f"p2={second if second in _KEPT_WORDS else '_'}"
    for back in (1, 2, 3):
        if first < back or "\n" in text[words[first - back].start : word.start]:
            break
        introducing = facts(words[first - back].text)
        for head in introducing.heads:
            yield f"p{back}.{head}"
        plural = plural_head(words[first - back].text)
        if plural is not None:
            yield f"p{back}.plural"
            yield f"p{back}.plural:{plural.kind}"
        if introducing.is_role and introducing.is_capital:
            yield f"p{back}.role"


def right_features(words: Words, last: int, known: Surroundings) -> Iterator[str]:
    """Of the last word and of what stands behind it."""
    word = words[last]
    own = facts(word.text)
    yield f"l.sh={own.shape}"
    yield f"l={own.norm}"
    yield f"l4={own.norm[-4:]}"
    yield f"l6={own.norm[-6:]}"
    if own.is_role:
        yield "l.role"
    if word.start in known.places:
        yield "endplace"
    following = words[last + 1] if last + 1 < len(words) else None
    gap = words.text[word.end : following.start] if following is not None else "\n"
    yield f"ga={gap.strip(' ')[:2]}"
    if following is None or "\n" in gap:
        yield "n=$"
        return
    folded = following.text.casefold()
    shape = facts(following.text).shape
    yield f"n={folded if folded in _KEPT_WORDS else '_'}"
    yield f"n.sh={shape}"
    if shape == "A" and gap == " ":
        yield "goes_on"


def inner_features(
    words: Words, span: tuple[int, int], first: int, last: int, ways: Iterable[str], known: Surroundings
) -> Iterator[str]:
    """Of the span itself, by its words `first` to `last` and the ways in which it was found."""
    text, (start, end) = words.text, span
    surface = text[start:end]
    yield from (f"way={way}" for way in ways)
    length = last - first + 1
    yield f"n={min(length, _BAG)}"
    yield f"sh={facts(words[first].text).shape}{facts(words[last].text).shape}{min(length, 4)}"
    inside = [facts(words[index].text) for index in range(first, last + 1)]
    has_head = False
    for index, word in enumerate(inside):
        if word.heads:
            has_head = True
            place = "only" if length == 1 else "first" if index == 0 else "last" if index == length - 1 else "inside"
            for head in word.heads:
                yield f"h.{head}@{place}"
                yield f"h.{head}"
        if index < _BAG:
            yield f"w={word.norm}"
    if not has_head:
        yield "no_head"
    yield f"surface={' '.join(word.norm for word in inside)}"
    quoted = start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING
    yield f"quoted={quoted}"
    if quoted and has_head:
        yield "quoted_head"
    yield from _makeup(surface, [word.norm for word in inside])
    if any(words[index].start in known.places for index in range(first, last + 1)):
        yield "has_place"
    if known.places.get(start) == end:
        yield "is_place"
    short = short_form_after(text, end) if text.startswith(_BEFORE_SHORT_FORM, end) else None
    if short is not None:
        offset = long_form_start(surface, text[slice(*short)])
        yield f"abbr={'none' if offset is None else 'fits' if offset == 0 else 'inner'}"
    for one, other, label in known.entities:
        if one < end and start < other:
            yield f"ent={label}:{_relation(one, other, start, end)}"
    for name, spans in (("person", known.people), ("ministry", known.ministries)):
        for one, other in spans:
            if one < end and start < other:
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
