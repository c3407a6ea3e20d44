"""Rules that find organisations by their class noun: with a name, with an adjective, or introducing a name."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.components.name_tails import looks_proper, noun_phrase, proper_tail
from pressextract.components.name_words import INDEFINITE, SMALL_WORDS, Words
from pressextract.components.organisations.heads import LABELS, Candidate, ClassNouns, class_nouns, is_class_noun

_NATIONAL = (
    "deutsche", "europäische", "internationale", "österreichische", "schweizerische", "bayerische", "sächsische",
    "evangelische", "katholische", "jüdische", "technische", "freie", "staatliche", "königliche", "vereinte",
    "zentrale",
    "eidgenössische", "hessische", "thüringer", "berliner", "hamburgische", "brandenburgische", "allgemeine",
)  # fmt: skip
_TOPIC_WORDS = frozenset(("für", "zur", "zum", "gegen"))
_NO_GENITIVE_OF = (
    "stadt",
    "land",
    "bezirk",
    "bund",
    "universität",
    "hochschule",
    "kreis",
    "gemeinde",
    "technisch",
    "freie",
)


def with_class_noun(
    words: Words, nouns: ClassNouns, places: dict[int, int], origins: frozenset[int], persons: dict[int, int]
) -> Iterator[Candidate]:
    """Class noun and name: *Bezirksamt Mitte*, *Anne-Frank-Gymnasium*, *Deutscher Mieterbund*."""
    person_before = {end: start for start, end in persons.items()}
    for index, prefix, uses in nouns:
        if prefix and not prefix.endswith("-") and "whole" in uses:
            continue
        before = words[index - 1].text.casefold() if index and words.joined(index - 1) else ""
        start = index
        adjective = _adjective_before(words, index, uses, origins)
        if adjective is not None:
            start = adjective
            before = words[start - 1].text.casefold() if start and words.joined(start - 1) else ""
        if before in INDEFINITE:
            continue
        last = _tail(words, index, uses, places)
        if last is not None and "introduces" in uses and words[index + 1].text[0].isupper():
            if words[index + 1].start not in places:
                yield Candidate(words[index + 1].start, words[last].end, "introduced", "medium")
                continue
        elif index >= 2 and start == index and words[index - 1].text == "und" and words[index - 2].text.endswith("-"):
            start = index - 2  # Kinder- und Jugendzentrum
        elif not prefix and "compound" in uses and index and words.gap(index - 1) == " ":
            before_end = words[index - 1].end
            if before_end in person_before:  # Alice Salomon Hochschule
                start = words.index_at(person_before[before_end])
                last = index if last is None else last
            elif "-" in words[index - 1].text and _is_name_prefix(words[index - 1].text + "-x"):
                start, last = index - 1, index if last is None else last
        named = prefix.endswith("-") and "compound" in uses and _is_name_prefix(prefix)
        by_adjective = adjective is not None and bool(uses & {"adjective", "city"})
        if last is None and not named and not by_adjective:
            continue
        if last is None:
            last = index
        yield Candidate(words[start].start, words[last].end, "class_noun")


def quoted_after_class_noun(words: Words, nouns: ClassNouns) -> Iterator[Candidate]:
    """Names in quotation marks behind a noun that introduces organisations: *der Verein „Kiezhilfe“*."""
    for index in _introducing(words, nouns):
        quoted = words.quoted_after(index, longest=80)
        if quoted is not None and words.text[quoted[0]].isalnum() and quoted[1] - quoted[0] > 2:
            yield Candidate(*quoted, "introduced")


def coined_after_class_noun(words: Words, nouns: ClassNouns) -> Iterator[Candidate]:
    """Names spelt unlike German words behind a noun that introduces organisations: *die Firma TeKaDe*."""
    for index in _introducing(words, nouns):
        if words.gap(index) != " ":
            continue
        following = words[index + 1]
        if following.is_coined and following.text[0].isalpha() and "/" not in following.text:
            yield Candidate(following.start, following.end, "introduced", "medium")


def _introducing(words: Words, nouns: ClassNouns) -> Iterator[int]:
    """Class nouns that may stand before the name itself."""
    for index, prefix, uses in nouns:
        if "introduces" in uses and not (prefix and "whole" in uses) and words.texts[index][0].isupper():
            yield index


def _tail(words: Words, index: int, uses: frozenset[str], places: dict[int, int]) -> int | None:
    last = None
    if "place" in uses or "adjective" in uses or "topic" in uses:
        last = proper_tail(words, index, places, longest=2)
    if last is None and uses & {"place", "known"} == {"place"}:
        last = _unknown_proper_tail(words, index, places)
    if last is None and words.gap(index) == " " and index + 2 < len(words):
        following = words[index + 1].text
        genitive = (
            "genitive" in uses
            and following in ("der", "des")
            and words.gap(index + 1) == " "
            and not words[index + 2].text.casefold().startswith(_NO_GENITIVE_OF)
            and words[index + 2].start not in places
        )
        topic = (following == "für" and "topic" in uses) or (following in _TOPIC_WORDS and "genitive" in uses)
        if genitive or (topic and words.gap(index + 1) == " "):
            last = noun_phrase(words, index + 2)
            if last is not None:
                last = _before_other_name(words, index + 2, last)
                further = proper_tail(words, last, places, longest=1)
                last = further if further is not None else _prepositional(words, last)
            if genitive and last == index + 2 and is_class_noun(words[last].text):
                last = None
    if last is not None and last + 2 < len(words) and words.joined(last) and words[last + 1].text in ("von", "in"):
        place = words[last + 2]
        wanted = {"von": ("Berlin",), "in": ("Deutschland", "Bayern", "Sachsen", "Österreich")}[words[last + 1].text]
        if words.gap(last + 1) == " " and place.text in wanted:
            last += 2
    return last


def _unknown_proper_tail(words: Words, index: int, places: dict[int, int]) -> int | None:
    """A name behind a class noun that is no known place: by its shape, with what belongs to it (*City West*)."""
    first = index + 1
    if words.gap(index) != " " or first >= len(words):
        return None
    following = words[first]
    if LABELS.match(following.text) or is_class_noun(following.text):
        return None
    if following.is_adjective and following.text[0].isupper() and words.gap(first) == " ":
        last = noun_phrase(words, first)
        if last is not None and last > first:
            return last
    if not looks_proper(words, first):
        return None
    last = first
    if (words.gap(last) == " & " and words[last + 1].text[0].isupper()) or (
        words.gap(last) == " " and words[last + 1].text in ("West", "Ost", "Nord", "Süd", "Mitte", "Zentrum")
    ):
        last += 1
    further = proper_tail(words, last, places, longest=1)
    return last if further is None else further


def _prepositional(words: Words, last: int) -> int:
    """*… und Klimaschutz im Betrieb*, *… für Menschen mit Behinderungen*: the two that names are built with."""
    if last + 2 < len(words) and words.gap(last) == " " and words.gap(last + 1) == " ":
        preposition, noun = words[last + 1].text, words[last + 2].text
        if preposition == "mit" and noun.startswith("Behinderung"):
            return last + 2
        if preposition == "im" and noun in ("Betrieb", "Kontext", "Mittelstand", "Handwerk", "Alter", "Sport", "Beruf"):
            return last + 2
    return last


def _before_other_name(words: Words, first: int, last: int) -> int:
    """Cut an enumeration where another organisation or a label of a contact block begins."""
    for index in range(first, last + 1):
        if LABELS.match(words[index].text):
            return max(first, index - 1)
        if index > first and words[index - 1].text in ("und", "sowie"):
            found = class_nouns().find(words[index].text)
            if found is not None and not found[0] and "introduces" not in found[1]:
                return index - 2
    return last


def _adjective_before(words: Words, index: int, uses: frozenset[str], origins: frozenset[int]) -> int | None:
    if index == 0 or words.gap(index - 1) != " ":
        return None
    word = words[index - 1]
    lower = word.text.casefold()
    if not word.text[0].isupper() or not word.is_adjective or lower in SMALL_WORDS:
        return None
    national = lower.rstrip("nrsm").rstrip("e") + "e"
    if national in _NATIONAL and not lower.endswith("iner"):
        return index - 1 if uses & {"adjective", "topic", "genitive", "place"} else None
    if lower.endswith("er") and not lower.endswith(("scher", "licher", "aler", "iger", "iver")):
        return index - 1 if "city" in uses and (not origins or word.start in origins) else None
    if "adjective" in uses and not words.begins_sentence(index - 1):
        return index - 1
    return None


def _is_name_prefix(prefix: str) -> bool:
    """Gustav-Heinemann- names a school, Ganztags- does not: more than one part, or a coined one."""
    parts = [part for part in prefix.split("-") if part]
    if len(parts) >= 2:
        return all(part[0].isupper() or part in ("von", "van", "zu", "der", "de") for part in parts)
    return bool(parts) and parts[0].isupper() and len(parts[0]) >= 2
