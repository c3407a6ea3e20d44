"""Names of initiatives that some articles of a run introduce, found where others name them bare.

*Das Förderprogramm EnergiespeicherPLUS* in two releases teaches the name; a third that only says *EnergiespeicherPLUS*
gets a mention. What is learned follows from all articles at once, so their order does not matter, and what users' lists
say is done before.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pressextract.article import BLOCK_SEPARATOR, Loss
from pressextract.collector import Reading
from pressextract.components.initiatives.heads import head_word
from pressextract.components.name_lexicon import Alias, NameLexicon
from pressextract.components.name_words import Words
from pressextract.components.span_index import SpanIndex
from pressextract.schema import (
    InitiativeRow,
    IssueRow,
    MentionRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
)
from pressextract.user_lists.application import Changes, applied, in_order, nested, sentence_at, texts_of
from pressextract.user_lists.files import UserLists
from pressextract.user_lists.meanings import Found, InitiativeMeaning

L = TypeVar("L", Loss, IssueRow)

#: What a mention of a learned name has as its `source`.
SOURCE = "run:learned"
#: The rules that see a class noun or quotation marks beside a name; the lexicons' names count too.
_INTRODUCING = frozenset(f"rule:{rule}" for rule in ("quoted", "introduced", "part", "topic", "quoted_whole"))
#: A name that one text introduces may be that text's mistake.
_TEXTS = 2
_SHORTEST = 5
_OTHER_NAMES = (PersonRow, PlaceRow, MinistryRow, OrganisationRow)
#: Whose mentions a learned name may not cross; what lies properly inside it (a body's name in a prize's) is no matter.
_BODIES = (PersonRow, MinistryRow, OrganisationRow)
_OPENING, _CLOSING = '„“"»«‚', '“”"«»‘'


@dataclass(slots=True)
class _Introduced:
    texts: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)


class LearnedNames:
    """The names that a run teaches, each with the kind that its introductions mostly have."""

    def __init__(self, kinds: dict[str, str | None]) -> None:
        self._kinds = kinds
        self._lexicon = NameLexicon(Alias(name, name, "learned", inflects=" " in name) for name in kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def find(self, words: Words) -> Iterator[tuple[int, int, InitiativeMeaning]]:
        """Where the names stand in a text; those that could be plain words only in quotation marks."""
        for hit in self._lexicon.find(words):
            name = hit.alias.key
            if BLOCK_SEPARATOR in words.text[hit.start : hit.end]:
                continue
            if _stands_out(name) or _is_quoted(words.text, hit.start, hit.end):
                yield hit.start, hit.end, InitiativeMeaning(name, self._kinds[name])


def learned_names(readings: Iterable[Reading | Loss | IssueRow]) -> LearnedNames:
    """What the articles of a run teach: names that two texts introduce and that nothing else in the run has."""
    introduced: dict[str, _Introduced] = {}
    others: set[str] = set()
    for reading in readings:
        if not isinstance(reading, Reading):
            continue
        for row in reading.mentions:
            if isinstance(row, InitiativeRow) and _introduces(row):
                found = introduced.setdefault(row.name, _Introduced())
                found.texts.add(reading.article.sha256)
                found.kinds.update([row.kind] if row.kind else [])
            elif isinstance(row, _OTHER_NAMES):
                others.update((row.name.casefold(), row.text.casefold()))
    return LearnedNames(
        {
            name: min(found.kinds, key=lambda kind, found=found: (-found.kinds[kind], kind), default=None)  # type: ignore[misc]
            for name, found in sorted(introduced.items())
            if len(found.texts) >= _TEXTS and name.casefold() not in others
        }
    )


def as_wanted(
    readings: Callable[[], Iterable[Reading | L]], lists: UserLists, *, learn: bool, changes: Changes
) -> tuple[Iterator[Reading | L], int | None]:
    """The readings as the lists want them, with the names that they teach if asked for; and how many those are.

    `readings` is called twice where names are to be learned. `changes` counts along.
    """
    wanted = applied(readings(), lists, changes)
    if not learn:
        return wanted, None
    names = learned_names(applied(readings(), lists, Changes()))
    taught = (_with_names(one, names, lists, changes) if isinstance(one, Reading) else one for one in wanted)
    return taught, len(names)


def _introduces(row: InitiativeRow) -> bool:
    """Whether the mention says that its name is one, and the name can be told from other words."""
    is_sure = row.confidence == "high" and (row.source in _INTRODUCING or row.source.startswith("lexicon:"))
    return is_sure and len(row.name) >= _SHORTEST and (" " in row.name or _stands_out(row.name))


def _stands_out(name: str) -> bool:
    """Whether nobody writes the name's words for anything else: coined ones, a class noun, two nouns side by side.

    Not *Gesundheit im Alter* or *Aktive Zentren*.
    """
    words = Words(name)
    for index, word in enumerate(words.words):
        parts = word.text.split("-")
        if word.is_coined or (len(parts) > 1 and all(part[:1].isupper() for part in parts)):
            return True
        if len(words) > 1 and head_word(word.text) is not None:
            return True
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or not words.joined(index) or word.is_adjective:
            continue
        if word.is_capital and following.is_capital and word.text.isalpha() and following.text.isalpha():
            return True
    return False


def _is_quoted(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING


def _with_names(reading: Reading, names: LearnedNames, lists: UserLists, changes: Changes) -> Reading:
    """One article with the mentions that the learned names add."""
    added = [row for row in _added(reading, names) if not lists.stops.holds(row)]
    if not added:
        return reading
    changes.added[InitiativeRow.label] += len(added)
    return dataclasses.replace(reading, mentions=in_order([*nested(reading.mentions, added), *added]))


def _added(reading: Reading, names: LearnedNames) -> Iterator[MentionRow]:
    """A mention where a name stands, no initiative does, and it crosses no body's or person's name."""
    for part, text in texts_of(reading.article).items():
        here = [row for row in reading.mentions if row.field == part]
        initiatives = SpanIndex((row.start, row.end) for row in here if isinstance(row, InitiativeRow))
        bodies = SpanIndex((row.start, row.end) for row in here if isinstance(row, _BODIES))
        for start, end, meaning in names.find(Words(text)):
            if any(initiatives.touching(start, end)) or bodies.blocks(start, end):
                continue
            found: Found = {
                "article_id": reading.article.article_id,
                "field": part,
                "start": start,
                "end": end,
                "text": text[start:end],
                "sentence": sentence_at(text, start),
                "source": SOURCE,
                "confidence": "medium",
            }
            yield meaning.mention(found, reading.article)
