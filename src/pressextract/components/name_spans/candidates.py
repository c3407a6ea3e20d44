"""Spans that may be the name of an organisation or an initiative: some forty in a release, most names among them.

Generous on purpose, since the classifier decides: around each class noun every reach of the name that German grammar
allows, what stands in quotation marks, long and short forms, coined words, runs of capitalised words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from pressextract.components.abbreviations import abbreviations
from pressextract.components.name_spans.words import facts
from pressextract.components.name_tails import foreign_name, noun_phrase, proper_tail
from pressextract.components.name_words import ARTICLES, SMALL_WORDS, Words
from pressextract.components.remembered import Remembered

#: Longest name in characters; the longest of the annotated releases has 140.
_LONGEST = 160
_QUOTED = re.compile(r"[„“”\"«»‚]([^„“”\"«»‚‘\n]{2,110}?)[“”\"«»‘]")
_LINKS = frozenset("für zur zum gegen der des von in im mit an am".split())
_FURTHER_LINKS = frozenset("mit in im an der des und von zur gegenüber".split())
#: Words of a name beside its class noun, on either side.
_REACH = 4
_LONGEST_RUN = 7
_IN_RUN = frozenset((" ", " & ", "-"))

Span = tuple[int, int]


def candidates(words: Words, places: dict[int, int]) -> dict[Span, set[str]]:
    """Spans as offsets, each with the ways in which it was found; `places` maps starts of places to their ends."""
    text = words.text
    found: dict[Span, set[str]] = {}
    for start, end, way in _proposed(words, places):
        if end - start <= _LONGEST and "\n" not in text[start:end]:
            ways = found.get((start, end))
            if ways is None:
                found[start, end] = {way}
            else:
                ways.add(way)
    return found


def _proposed(words: Words, places: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    text = words.text
    for match in _QUOTED.finditer(text):
        yield (*match.span(1), "quoted")
    for abbreviation in abbreviations(text):
        yield abbreviation.long_start, abbreviation.long_end, "long"
        yield abbreviation.short_start, abbreviation.short_end, "short"
    run_end = -1
    texts = words.texts
    for index in compress(range(len(texts)), map(_may_begin.__getitem__, texts)):
        word = words[index]
        known = facts(word.text)
        if known.is_coined:
            yield word.start, word.end, "coined"
            if _follows(words, index) and words[index + 1].text[0].isdigit():
                yield word.start, words[index + 1].end, "coined"
        if known.is_class_noun or (index and texts[index - 1].startswith("Rund")):
            yield from _around_class_noun(words, index, places)
        if index > run_end and known.is_capital and not known.is_small:
            run_end = _run_end(words, index)
            if run_end > index:
                yield word.start, words[run_end].end, "run"


#: All but plain words in small letters begin a name or are class nouns.
_may_begin = Remembered(lambda word: not (word.islower() and word.isalpha()))


def _around_class_noun(words: Words, index: int, places: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    ends = list(dict.fromkeys(_ends(words, index, places)))
    for first in _starts(words, index):
        for last in ends:
            yield words[first].start, words[last].end, "head"
    quoted = words.quoted_after(index, longest=110)
    if quoted is not None:
        for first in _starts(words, index):
            yield words[first].start, quoted[1] + 1, "head_quoted"
    if not _follows(words, index):
        return
    foreign = foreign_name(words, index + 1)
    if foreign is not None:
        yield words[index + 1].start, words[foreign].end, "introduced"
    for last in range(index + 1, min(index + _REACH + 1, len(words))):
        if words.gap(last - 1) != " " or not words[last].is_capital:
            break
        yield words[index + 1].start, words[last].end, "introduced"


def _starts(words: Words, index: int) -> list[int]:
    """Where a name may begin: at the class noun or at capitalised words before it."""
    starts = [index]
    first = index
    while first and index - first < _REACH and words.gap(first - 1) in (" ", "- "):
        before = words[first - 1].text
        if not before[0].isupper() or before.casefold() in SMALL_WORDS:
            break
        first -= 1
        starts.append(first)
    if index >= 2 and words[index - 1].text == "und" and words[index - 2].text.endswith("-"):
        starts.append(index - 2)
    return starts


def _ends(words: Words, index: int, places: dict[int, int]) -> Iterator[int]:
    """Where a name may end: capitalised words and numbers behind the class noun, then up to two noun phrases."""
    yield index
    foreign = foreign_name(words, index)
    if foreign is not None:
        yield foreign
    last = index
    reached = [index]
    while last - index < _REACH and _follows(words, last) and _begins_capital(words[last + 1].text):
        last += 1
        reached.append(last)
        yield last
    if last == index and _follows(words, index) and words[index + 1].is_adjective:
        phrase = noun_phrase(words, index + 1)  # Kompetenzstelle faire Beschaffung
        if phrase is not None:
            yield phrase
    for end in reached:
        yield from _linked_ends(words, index, end, places)


def _linked_ends(words: Words, index: int, end: int, places: dict[int, int]) -> Iterator[int]:
    if not _follows(words, end) or end + 2 >= len(words) or words[end + 1].text not in (*_LINKS, "und"):
        return
    first = end + 2
    if words[first].text.casefold() in ARTICLES and first + 1 < len(words):
        first += 1
    last = noun_phrase(words, first)
    if last is None or last - index > 2 * _LONGEST_RUN:
        return
    yield last
    noun = first
    while noun < last and not words[noun].text[0].isupper():
        noun += 1
    yield noun
    place = proper_tail(words, last, places, longest=2)
    if place is not None:
        yield place
    elif _follows(words, last) and words[last + 1].text[0].isupper():
        yield _run_end(words, last + 1)
    if last + 2 < len(words) and _follows(words, last) and words[last + 1].text in _FURTHER_LINKS:
        further = noun_phrase(words, last + 2)
        if further is not None:
            yield further


def _run_end(words: Words, index: int) -> int:
    """Index of the last of the capitalised words and numbers that stand side by side from `index` on."""
    texts, gaps = words.texts, words.gaps
    last = index
    while last - index < _LONGEST_RUN and gaps[last] in _IN_RUN and _begins_capital(texts[last + 1]):
        last += 1
    return last


def _follows(words: Words, index: int) -> bool:
    """Whether nothing but a blank parts a word from the next one."""
    return words.gaps[index] == " "


def _begins_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
