"""Features of a candidate: what stands before it, what behind it, and what it is.

Features of the left and the right border belong to a word, so they are read once for all candidates that share it.
What a word form says by itself in some place, inside the name or beside it, is one feature here, a pair of place and
form: `word_features` has its names, and the classifier remembers the sum of their weights. So most of a release's
features are looked up without their names being made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.initiatives.heads import determiner
from pressextract.components.name_spans.surroundings import Surroundings
from pressextract.components.name_spans.word_features import BAG, KEPT_WORDS, makeup
from pressextract.components.name_spans.words import facts, facts_of
from pressextract.components.name_words import ARTICLES, DEFINITE, INDEFINITE, Words

#: Features of the word behind a name and of the second one before it, most of which tell nothing.
_BEHIND = {word: f"n={word}" for word in KEPT_WORDS}
_SECOND_BEFORE = {word: f"p2={word}" for word in KEPT_WORDS}
_OPENING, _CLOSING = '„“"»«‚', '“”"»«‘'
_BACK = ((1, "1 before"), (2, "2 before"), (3, "3 before"))
#: The places of the words of a name by its length.
_PLACES_INSIDE = [(), ("only",), *(("first", *["inside"] * (length - 2), "last") for length in range(2, BAG + 1))]
#: Articles as features. A weak adjective's *das* stands for a definite one.
_DETERMINERS = {
    **{word: f"det={word}" for word in ARTICLES},
    **dict.fromkeys(INDEFINITE, "det=ind"),
    **dict.fromkeys(DEFINITE, "det=def"),
}
_is_class_noun = attrgetter("is_class_noun")
#: What stands right behind a name that is followed by its short form, quotation marks included.
_BEFORE_SHORT_FORM = (" (", "“ (", '" (', "” (", "« (", "» (", ", ", "“, ", '", ', "”, ", "(", "“(", "  (")


#: A name, or a place (see word_features.py) and the word form that stands there.
Feature = str | tuple[str, str]


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
    forms = words.texts[first : last + 1]
    quoted = start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING
    found: list[Feature] = [
        f"times={min(text.count(surface), 3)}",
        "quoted=True" if quoted else "quoted=False",
        *[f"way={way}" for way in ways],
        *[f"{name}:{_relation(one, other, start, end)}" for one, other, name in known.touching(start, end)],
    ]
    if surface == forms[0]:
        found.append(("alone", surface))
    else:
        found += _of_several(surface, forms)
    if quoted and any(map(_is_class_noun, facts_of(forms))):
        found.append("quoted_head")
    if not known.places.keys().isdisjoint(words.starts[first : last + 1]):
        found.append("has_place")
    if known.places.get(start) == end:
        found.append("is_place")
    short = short_form_after(text, end) if text.startswith(_BEFORE_SHORT_FORM, end) else None
    if short is not None:
        offset = long_form_start(surface, text[slice(*short)])
        found.append(f"abbr={'none' if offset is None else 'fits' if offset == 0 else 'inner'}")
    return found


def _of_several(surface: str, forms: list[str]) -> Iterator[Feature]:
    """What a name of several words says, whatever stands around it."""
    inside = facts_of(forms)
    length = len(forms)
    yield f"n={min(length, BAG)}"
    yield f"sh={inside[0].shape}{inside[-1].shape}{min(length, 4)}"
    yield f"surface={' '.join([word.norm for word in inside])}"
    if length <= BAG:
        yield from zip(_PLACES_INSIDE[length], forms, strict=True)
    else:
        yield "first", forms[0]
        yield from (("inside", form) for form in forms[1:BAG])
        yield from (("far inside", form) for form in forms[BAG:-1])
        yield "far last", forms[-1]
    if not any(map(_is_class_noun, inside)):
        yield "no_head"
    yield from makeup(surface, inside)


@lru_cache(maxsize=4_096)
def _mark(name: str, gap: str) -> str:
    """The feature of what stands between a word and the next."""
    return f"{name}={gap.strip(' ')[:2]}"


def _relation(one: int, other: int, start: int, end: int) -> str:
    """How another span one..other lies to start..end: equal, in it, around it or across; with common borders."""
    if (one, other) == (start, end):
        return "equal"
    kind = "around" if one <= start and end <= other else "inside" if start <= one and other <= end else "across"
    return f"{kind}{'L' if one == start else ''}{'R' if other == end else ''}"
