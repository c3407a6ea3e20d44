"""Names that end in a legal form: *WIK … GmbH*, *Verein zur Förderung der Jugend e. V.*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.components.name_words import DEFINITE, SMALL_WORDS, Words
from pressextract.components.organisations.heads import LABELS, Candidate, class_nouns

_LEGAL_FORM = re.compile(
    r" (?:\(?e\. ?V\.?(?!\w)\)?"
    r"|(?:g ?GmbH|GmbH|mbH|AG|SE|KGaA|KG|OHG|GbR|eG|e\. ?G\.|UG|gAG|S\.A\.|Ltd\.?|Inc\.?|AöR|A\. ?ö\. ?R\.|PartGmbB)"
    r"(?: (?:& Co\.? (?:KGaA|KG|OHG)|\(haftungsbeschränkt\)))?)(?![\w-])"
)
_IN_NAME_GAPS = (" ", " & ", " + ", " – ", " - ")
_INNER_SMALL = frozenset(
    "für und der des die zum zur im in am an von gegen ohne mit bei ohne e v the of and for de do da".split()
)
_OPENS_TOPIC = frozenset(("für", "zur", "zum", "gegen", "der", "des"))


def with_legal_form(words: Words, places: dict[int, int]) -> Iterator[Candidate]:
    """Names that end in a legal form: *WIK … GmbH*, *Verein zur Förderung der Jugend e. V.*."""
    text = words.text
    for match in _LEGAL_FORM.finditer(text):
        last = words.index_at(match.start()) - 1
        if last < 0 or words[last].end != match.start() or not _may_end(words, last):
            continue
        first = _name_start(words, last)
        if first is None or (match[0] == " AG" and places.get(words[first].start) == words[last].end):
            continue  # Kaiserstuhl AG lies in Aargau
        end = match.end()
        if text[end - 1] == ")" and "(" not in match[0]:
            end -= 1
        yield Candidate(words[first].start, end, "legal_form")

    for start, word in zip(words.starts, words.texts, strict=True):
        if word.endswith(("-GmbH", "-AG")):
            yield Candidate(start, start + len(word), "legal_form")


def _name_start(words: Words, last: int) -> int | None:
    """Index of the first word of a name whose last word before the legal form is `last`."""
    first = _run_start(words, last)
    opened = _class_noun_left(words, first)
    if opened is not None:
        first = _run_start(words, opened)
    while first < last and _introduces(words, first):
        first += 1
    if first == last and words[first].text.casefold() in SMALL_WORDS:
        return None
    return first


def _run_start(words: Words, last: int) -> int:
    """First of the capitalised words, twelve at most, that stand side by side up to `last`."""
    first = last
    while last - first < 12 and first > 0 and words.gap(first - 1) in _IN_NAME_GAPS and _may_join(words, first - 1):
        first -= 1
    return first


def _may_end(words: Words, index: int) -> bool:
    word = words[index]
    lower = word.text.casefold()
    return word.is_capital or (
        lower not in SMALL_WORDS
        and not word.is_adjective
        and len(word.text) > 2
        and words.gap(index - 1) in (" ", " (", "\n\n")
    )


def _may_join(words: Words, index: int) -> bool:
    word = words[index]
    return word.is_capital and word.text.casefold() not in SMALL_WORDS and not LABELS.match(word.text)


def _class_noun_left(words: Words, first: int) -> int | None:
    """A class noun up to ten words to the left that small words and adjectives join with the name."""
    index = first - 1
    while index >= max(0, first - 10):
        gap = words.gap(index)
        if gap not in (" ", ", ", " & ", "- "):
            return None
        word = words[index]
        lower = word.text.casefold()
        if word.is_capital:
            found = class_nouns().find(word.text)
            if found is not None and gap == " " and found[1] & {"topic", "genitive"}:
                following = words[index + 1]
                if following.text in _OPENS_TOPIC or following.is_adjective:
                    return index
        elif lower not in _INNER_SMALL and not word.is_adjective:
            return None
        index -= 1
    return None


def _introduces(words: Words, index: int) -> bool:
    """Whether the first word of a run introduces the name instead of belonging to it."""
    found = class_nouns().find(words[index].text)
    following = words[index + 1]
    if found is not None and "introduces" in found[1] and words.gap(index) == " ":
        return not following.text[0].islower()
    before = words[index - 1].text.casefold() if index else ""
    solid_noun = words[index].text.isalpha() and words[index].text[1:].islower()
    acronym = following.text.isupper() and following.text.isalpha() and len(following.text) >= 3
    return before in DEFINITE and solid_noun and acronym and index + 2 < len(words) and words[index + 2].is_capital
