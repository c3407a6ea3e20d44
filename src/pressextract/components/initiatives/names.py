"""Rules that find named undertakings by their class noun.

The class noun introduces a name (*das Förderprogramm go-digital*), is part of it (*Plattform Industrie 4.0*,
*Allianz für Fachkräfte*) or is all of it (*die Exzellenzstrategie*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from pressextract.components.initiatives.heads import HeadWord, Proposal, determiner, head_word, plural_head
from pressextract.components.initiatives.quoted_names import quoted_behind
from pressextract.components.name_tails import foreign_name, looks_proper, noun_phrase, proper_tail
from pressextract.components.name_words import ARTICLES, DEFINITE, INDEFINITE, SMALL_WORDS, Words
from pressextract.components.remembered import Remembered

_TOPIC_WORDS = frozenset(("für", "zur", "zum", "gegen"))
#: Prefixes that say who runs or pays for an undertaking, not what it is called.
_CARRIER_PREFIXES = frozenset(
    "eu- bundes landes förder bundesförder europa- berlin- interreg- leader- pilot modell".split()
)
_INTRODUCING = frozenset("titel motto namen name thema begriff stichwort".split())
_ENGLISH = frozenset(("award", "challenge", "accelerator", "hub", "initiative"))
_AREAS = ("Betrieb", "Mittelstand", "Handwerk", "Alter", "Sport", "Beruf", "Quartier", "Handel", "Tourismus")
_VERSION = re.compile(r"\d\.0|[IVX]+|20\d\d|Global|International|Digital|Plus|Europa")
_YEAR = re.compile(r"20\d\d")
_PRIZE = re.compile(
    r"(?i)\b(?:verliehen|verleih\w+|dotiert\w*|ausgezeichne\w+|ausgelobt|ausgeschrieben|preisträger\w*|jury|bewerb\w+"
    r"|gewonnen|gewann|gewürdigt|nominier\w+)\b"
)


def by_class_noun(
    words: Words, organisations: dict[int, int], origins: frozenset[int], places: dict[int, int]
) -> Iterator[Proposal]:
    """All proposals of the class nouns of a text.

    `organisations` maps starts of organisations and ministries to their ends, `origins` are the starts of adjectives
    derived from places (Berliner), `places` maps the starts of places to their ends.
    """
    for index in compress(range(len(words)), map(_tells_of_undertaking.__getitem__, words.texts)):
        head = head_word(words.texts[index])
        if head is None:
            plural = plural_head(words.texts[index])
            if plural is not None:
                yield from _introduced(words, index, plural, places)
            continue
        quoted = list(quoted_behind(words, index, head, organisations))
        if quoted:
            yield from quoted
            continue
        if "quoted" in head.uses:
            continue
        foreign = foreign_name(words, index + 1) if words.gap(index) == " " and not head.compound else None
        if foreign is not None and "introduces" in head.uses:
            yield Proposal(words[index + 1].start, words[foreign].end, head.kind, "introduced")
            continue
        named = _with_tail(words, index, head, origins, places)
        if named is not None:
            yield named
            continue
        introduced = list(_introduced(words, index, head, places))
        if introduced:
            yield from introduced
            continue
        whole = _whole(words, index, head, origins)
        if whole is not None:
            yield whole


#: Whether a word is or ends in a class noun, in the singular or plural: one in fifty.
_tells_of_undertaking = Remembered(lambda word: head_word(word) is not None or plural_head(word) is not None)


def coined(words: Words) -> Iterator[Proposal]:
    """Hyphenated names that end in an adjective, as only programmes do: *Mittelstand-Digital*, *KMU-innovativ*."""
    for index, word in enumerate(words.words):
        if "-" not in word.text:
            continue
        first, _, last = word.text.rpartition("-")
        if len(first) > 1 and last in ("Digital", "Innovativ", "Global", "innovativ", "digital", "Kreativ"):
            following = words[index + 1].text if words.gap(index) == " " and index + 1 < len(words) else ""
            if (first[0].isupper() or first == "go") and not following[:1].isupper():
                yield Proposal(word.start, word.end, "programme", "coined", "medium")


def _introduced(words: Words, index: int, head: HeadWord, places: dict[int, int]) -> Iterator[Proposal]:
    """A name that stands bare behind a noun that introduces it; a place only tells where (*Bündnis Pankow-Süd*)."""
    if "introduces" not in head.uses or words.gap(index) != " " or index + 1 >= len(words):
        return
    if words[index + 1].start in places:
        return
    if determiner(words, index) in INDEFINITE and not words[index + 1].is_coined:
        return
    first = index + 1
    word = words[first]
    if head_word(word.text) is not None and not word.is_coined:
        return
    if word.text[0].isdigit():
        return
    if word.is_coined or word.text[0] == "#":
        last = first
        while words.gap(last) == " " and words[last + 1].text[0].isupper() and last - first < 4:
            if not (words[last + 1].is_coined or _VERSION.fullmatch(words[last + 1].text)):
                break
            last += 1
        yield Proposal(word.start, words[last].end, head.kind, "introduced")
        return
    if not word.text[0].isupper() or word.text.casefold() in SMALL_WORDS:
        return
    if word.is_adjective or foreign_name(words, first):
        last_found = foreign_name(words, first) or noun_phrase(words, first)
        if last_found is not None and last_found > first:
            yield Proposal(word.start, words[last_found].end, head.kind, "introduced", "medium")
    elif "-" in word.text and word.text.count("-") <= 2:
        yield Proposal(word.start, word.end, head.kind, "introduced", "medium")
    elif head.compound and not head.generic and looks_proper(words, first):
        # a plain noun is no name by itself: Förderprogramm Auen
        yield Proposal(words[index].start, word.end, head.kind, "part", "medium")


def _with_tail(
    words: Words, index: int, head: HeadWord, origins: frozenset[int], places: dict[int, int]
) -> Proposal | None:
    """Class noun and what follows, both part of the name."""
    if words.gap(index) != " " or index + 1 >= len(words) or head.generic:
        return None
    following = words[index + 1]
    start = _start(words, index, head)
    while start < index and words[start].start in origins:
        start += 1  # the Pankower Netzwerk für Alleinerziehende is called Netzwerk für Alleinerziehende
    last = None
    rule = "part"
    if "topic" in head.uses and following.text in _TOPIC_WORDS:
        last, rule = _topic_tail(words, index, start, places), "topic"
    elif following.is_capital and following.text.casefold() not in SMALL_WORDS:
        last = _name_tail(words, index, head, places)
    if last is None:
        return None
    return Proposal(words[start].start, words[last].end, head.kind, rule)


def _topic_tail(words: Words, index: int, start: int, places: dict[int, int]) -> int | None:
    """*Allianz **für Fachkräfte***: behind a definite article, in an enumeration, or with a capitalised adjective."""
    article = determiner(words, index)
    if article in INDEFINITE or words.gap(index + 1) != " " or index + 2 >= len(words):
        return None
    listed = not article and ("," in words.gap(index - 1) or words[index - 1].text in ("und", "sowie"))
    if article not in DEFINITE and start == index and not listed and not words.begins_sentence(index):
        return None
    if words[index + 2].text.casefold() in ARTICLES:
        return None
    last = noun_phrase(words, index + 2)
    for position in range(index + 3, last or 0):
        if words[position].text == "und" and head_word(words[position + 1].text) is not None:
            return position - 1
    return last if last is None else proper_tail(words, last, places, longest=1) or last


def _name_tail(words: Words, index: int, head: HeadWord, places: dict[int, int]) -> int | None:
    """*Plattform **Industrie 4.0***, *Netzwerk **Gute Arbeit***, *Zentrum **Handel***."""
    first = index + 1
    following = words[first]
    if head_word(following.text) is not None and not following.is_coined:
        return None
    named = following.is_adjective and following.text[0].isupper() and words.gap(first) == " "
    if not ("part" in head.uses or ("named" in head.uses and named)):
        return None
    if following.start in places and not head.compound:
        return None
    if following.is_coined and head.head.casefold() in ("initiative", "bündnis"):
        return None  # the name stands alone: die Initiative DraussenStadt
    definite = determiner(words, index) in DEFINITE or words.begins_sentence(index)
    if following.text[0].isdigit():
        return first if head.kind in ("strategy", "plan") and definite else None
    if determiner(words, index) in INDEFINITE and not named and not following.is_coined:
        return None
    listed = words.gap(first).startswith(",") and words[first + 1].text[0].isupper()
    if (not definite or listed) and not named and not following.is_coined:
        return None  # begleitet die Initiative Angehörige, Betroffene und …
    adjective_before = index > 0 and words[index - 1].text[0].isupper() and words[index - 1].is_adjective
    last = noun_phrase(words, first) if named or adjective_before else first
    last = first if last is None else last
    while words.gap(last) == " " and last + 1 < len(words) and words[last + 1].is_capital:
        following = words[last + 1]
        year = _YEAR.fullmatch(following.text) is not None
        goes_on = following.start in places or _VERSION.fullmatch(following.text) or (named and last == first)
        if not goes_on or (year and head.kind not in ("strategy", "plan")):
            break
        last += 1
    if words.gap(last) == " " and words[last + 1].text == "im" and words.gap(last + 1) == " ":
        last += 2 * (words[last + 2].text in _AREAS)
    return last


def _whole(words: Words, index: int, head: HeadWord, origins: frozenset[int]) -> Proposal | None:
    """A compound, or adjective and class noun, that is the name by itself."""
    word = words[index]
    start = _start(words, index, head)
    article = determiner(words, start)
    if head.generic or article in INDEFINITE:
        return None
    rule = "compound"
    if head.prefix.endswith("-") and words[start].start in origins:
        start += 1  # the Berliner U18-Netzwerk is called U18-Netzwerk
    named_prefix = head.prefix.endswith("-") and _is_coined_prefix(head.prefix)
    capital_adjective = start < index and words[start].text[-1] != "-"
    if head.is_coined or (named_prefix and article in DEFINITE):
        rule = "coined"
    elif capital_adjective and (
        head.compound or words[start].text.casefold().startswith(("national", "digital", "europäisch"))
    ):
        if not {"adjective", "alone"} & head.uses:
            return None
        rule = "adjective"
    elif "alone" in head.uses and head.compound and head.prefix.casefold() not in _CARRIER_PREFIXES:
        if article not in DEFINITE:
            return None
    elif start == index or not {"adjective", "alone"} & head.uses or article not in DEFINITE:
        return None
    prize_words = (max(0, word.start - 200), word.end + 200)
    if head.kind == "competition" and not _PRIZE.search(words.text, *prize_words):
        return None
    end = word.end
    if words.gap(index) == " " and index + 1 < len(words) and _YEAR.fullmatch(words[index + 1].text):
        end = words[index + 1].end
    elif head.head.casefold() in _ENGLISH and words.gap(index) == " ":
        end = words[foreign_name(words, index, links=("in", "for", "of")) or index].end
    return Proposal(words[start].start, end, head.kind, rule, "medium")


def _is_coined_prefix(prefix: str) -> bool:
    """*U18-*, *uMap-*, *KfW-Effizienzhaus-55-* name a project; *EU-* and *IT-* say of what sort it is."""
    parts = [part for part in prefix.split("-") if part]
    return any(
        (any(map(str.isdigit, part)) or any(map(str.isupper, part[1:]))) and not (part.isalpha() and part.isupper())
        for part in parts
    )


def _start(words: Words, index: int, head: HeadWord) -> int:
    """Where the name begins: at a capitalised adjective before the class noun, or at a part of a split compound."""
    start = index
    if index >= 2 and words[index - 1].text == "und" and words[index - 2].text.endswith("-"):
        start = index - 2
    limit = start - 3
    while start > max(0, limit) and words.gap(start - 1) == " ":
        before = words[start - 1]
        lower = before.text.casefold()
        if lower in SMALL_WORDS or lower in INDEFINITE or not before.is_capital or words.begins_sentence(start - 1):
            break
        hyphenated = head.prefix.endswith("-") and "part" in head.uses and lower not in _INTRODUCING
        adjective = before.text[0].isupper() and before.is_adjective and bool({"adjective", "alone"} & head.uses)
        if adjective or (hyphenated and head_word(before.text) is None):
            start -= 1
        else:
            break
    return start
