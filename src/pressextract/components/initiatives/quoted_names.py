"""Names of undertakings in quotation marks: behind, before and around their class noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.components.initiatives.heads import HeadWord, Proposal, determiner, head_word
from pressextract.components.name_words import Words

_THEN_HEAD = re.compile(
    r"[“”\"«»’] (?:heißt|lautet|nennt sich|hieß|ist|war|läuft|startet) (?:der Name |der Titel |Titel )?"
    r"(?:des|das|die|der|ein|eine|unser) (?:\w+e[nrs]? )?(?P<head>[A-ZÄÖÜ][\w-]+)"
)
_QUOTED_NAME = re.compile(r"[„“»«](?P<name>[A-ZÄÖÜ0-9][^„“”\"»«.?!:,\n]{3,80})[“”\"«»]")
#: *ihr Programm „…“* is a stage programme.
_POSSESSIVE = frozenset("ihr ihrem ihres sein seinem seines mein meinem".split())


def quoted_behind(words: Words, index: int, head: HeadWord, organisations: dict[int, int]) -> Iterator[Proposal]:
    """What stands in quotation marks right behind the class noun, or behind the body that runs it."""
    if head.generic or (not head.compound and head.kind == "programme" and determiner(words, index) in _POSSESSIVE):
        return
    span = words.quoted_after(index)
    if span is None and index + 2 < len(words) and words[index + 1].text in ("des", "der", "von"):
        end = organisations.get(words[index + 2].start)
        if end is not None:
            span = words.quoted_after(words.index_at(end) - 1)
    if span is None:
        return
    start, end = span
    text = words.text[start:end]
    bracket = text.find(" (")
    if bracket > 2:
        end = start + bracket
    colon = text.find(": ")
    if head.head.casefold() == "richtlinie" and colon > 2:
        end = start + colon
    if end - start >= 2 and (text[0].isalnum() or text[0] in "#@"):
        yield Proposal(start, end, head.kind, "quoted")


def quoted_before_class_noun(words: Words) -> Iterator[Proposal]:
    """*„Kiez im Wandel“ heißt das Projekt*."""
    for match in _THEN_HEAD.finditer(words.text):
        head = head_word(match["head"])
        if head is None or head.generic:
            continue
        opening = max(words.text.rfind(mark, max(0, match.start() - 110), match.start()) for mark in '„“"»«‚')
        if opening < 0 or "\n" in words.text[opening : match.start()]:
            continue
        start, end = opening + 1, match.start()
        if end - start > 2 and words.text[start].isalnum():
            yield Proposal(start, end, head.kind, "quoted_before")


def quoted_with_class_noun(words: Words) -> Iterator[Proposal]:
    """Quotation marks around a name that holds its class noun: *im „Netzwerk der Wärme“*."""
    for match in _QUOTED_NAME.finditer(words.text):
        start, end = match.span("name")
        first = words.index_at(start)
        for index in range(first, min(first + 3, len(words))):
            word = words[index]
            head = head_word(word.text) if word.end <= end else None
            if (
                head is not None
                and not head.generic
                and {"part", "topic", "alone"} & head.uses
                and word.end - start < end - start
            ):
                yield Proposal(start, end, head.kind, "quoted_whole")
                break
