"""Applies users' lists to what one article gave: drops, renames and adds mentions, and keeps quotes and doubts true."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pressextract.article import Loss
from pressextract.collector import Reading
from pressextract.components.name_words import Words
from pressextract.components.people.names import lead_before
from pressextract.components.places.spans import Spans
from pressextract.components.sentence_starts import sentence_starts
from pressextract.components.span_index import SpanIndex
from pressextract.schema import (
    MENTION_ROWS,
    ArticleRow,
    InitiativeRow,
    IssueRow,
    MentionRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    QuoteRow,
)
from pressextract.user_lists.files import UserLists
from pressextract.user_lists.meanings import Found
from pressextract.user_lists.names import Stops

L = TypeVar("L", Loss, IssueRow)

_FIELDS = ("title", "subtitle", "text")
_FAMILIES = [row_class.table for row_class in MENTION_ROWS]
#: What a place can be a part of.
_LONGER_NAMES = (MinistryRow, OrganisationRow, InitiativeRow)


@dataclass(slots=True)
class Changes:
    """How many mentions of each label the lists dropped, gave another name and added."""

    dropped: Counter[str] = field(default_factory=Counter)
    renamed: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[tuple[str, int, int, int]]:
        """Each label with what was dropped, renamed and added."""
        for row_class in MENTION_ROWS:
            label = row_class.label
            yield label, self.dropped[label], self.renamed[label], self.added[label]


def applied(readings: Iterable[Reading | L], lists: UserLists, changes: Changes) -> Iterator[Reading | L]:
    """The readings as the lists want them, losses as they are; `changes` counts along."""
    for reading in readings:
        yield apply(lists, reading, changes) if isinstance(reading, Reading) else reading


def apply(lists: UserLists, reading: Reading, changes: Changes) -> Reading:
    """One article as the lists want it: first the stoplists, then the names, then what of them is new.

    `changes` is counted up. Quotes follow a speaker who is renamed, and lose one of whom no mention is left. A doubt
    goes when the mentions that it is about are gone or decided.
    """
    article = reading.article
    texts = texts_of(article)
    kept, dropped = _sorted_out(reading.mentions, lists.stops)
    changes.dropped.update(row.label for row in dropped)
    renamed = [_renamed(row, article, texts, lists) for row in kept]
    changes.renamed.update(new.label for old, new in zip(kept, renamed, strict=True) if new != old)
    added = list(_added(renamed, article, texts, lists))
    changes.added.update(row.label for row in added)
    speakers: dict[str, PersonRow | None] = {row.person_id: None for row in dropped if isinstance(row, PersonRow)}
    for old, new in zip(kept, renamed, strict=True):
        if isinstance(old, PersonRow) and isinstance(new, PersonRow):
            speakers[old.person_id] = new
    all_names = [*renamed, *added]
    mentions = (_with_speaker(row, speakers) for row in (*nested(renamed, added), *nested(added, all_names)))
    return Reading(article, in_order(mentions), tuple(_still_doubtful(reading, renamed)))


def texts_of(article: ArticleRow) -> dict[str, str]:
    """The texts that offsets count in, by field."""
    return {"title": article.title, "subtitle": article.subtitle or "", "text": article.text}


def in_order(mentions: Iterable[MentionRow]) -> tuple[MentionRow, ...]:
    """The mentions family by family, field by field, as they stand."""
    return tuple(sorted(mentions, key=lambda row: (_FAMILIES.index(row.table), _FIELDS.index(row.field), row.start)))


def _sorted_out(mentions: Iterable[MentionRow], stops: Stops) -> tuple[list[MentionRow], list[MentionRow]]:
    """The mentions that stay and those that a stoplist holds."""
    kept: list[MentionRow] = []
    dropped: list[MentionRow] = []
    for row in mentions:
        (dropped if stops.holds(row) else kept).append(row)
    return kept, dropped


def _renamed(row: MentionRow, article: ArticleRow, texts: dict[str, str], lists: UserLists) -> MentionRow:
    names = lists.names.get(row.label)
    name = names.of(row, texts[row.field]) if names else None
    return name.meaning.renamed(row, article) if name else row


def _added(
    mentions: list[MentionRow], article: ArticleRow, texts: dict[str, str], lists: UserLists
) -> Iterator[MentionRow]:
    """New mentions where a name stands and no mention of its label does."""
    for part, text in texts.items() if lists.names else ():
        words = Words(text)
        for label, names in lists.names.items():
            taken = SpanIndex((row.start, row.end) for row in mentions if row.field == part and row.label == label)
            for start, end, name in names.find(words):
                if any(taken.touching(start, end)):
                    continue
                found: Found = {
                    "article_id": article.article_id,
                    "field": part,
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "sentence": sentence_at(text, start),
                    "source": f"list:{name.path.name}",
                    "confidence": "high",
                }
                row = name.meaning.mention(found, article)
                if isinstance(row, PersonRow):
                    row = dataclasses.replace(row, academic_title=lead_before(text, start).title)
                yield row


def nested(mentions: Iterable[MentionRow], within: Iterable[MentionRow]) -> Iterator[MentionRow]:
    """The mentions, places marked that are a part of a longer name among `within`."""
    names = [row for row in within if isinstance(row, _LONGER_NAMES)]
    longer = {part: Spans((row.start, row.end) for row in names if row.field == part) for part in _FIELDS}
    for row in mentions:
        if isinstance(row, PlaceRow) and not row.nested and longer[row.field].surround(row.start, row.end):
            yield dataclasses.replace(row, nested=True)
        else:
            yield row


def sentence_at(text: str, offset: int) -> str:
    """The sentence that a mention at the offset begins in."""
    starts = (0, *sentence_starts(text), len(text))
    place = bisect_right(starts, offset, hi=len(starts) - 1)
    return text[starts[place - 1] : starts[place]].strip()


def _with_speaker(row: MentionRow, speakers: dict[str, PersonRow | None]) -> MentionRow:
    """A quote as its speaker is called now; `speakers` maps the ids of before to a mention, None where none is left."""
    if not isinstance(row, QuoteRow) or row.person_id not in speakers:
        return row
    person = speakers[row.person_id]
    if person is None:
        return dataclasses.replace(row, speaker=None, person_id=None, entity_id=None, confidence="low")
    if person.person_id == row.person_id:
        return row
    return dataclasses.replace(row, speaker=person.name, person_id=person.person_id, entity_id=person.entity_id)


def _still_doubtful(reading: Reading, now: list[MentionRow]) -> Iterator[IssueRow]:
    """The doubts without those about names whose mentions were all undecided before and are decided or gone now."""
    before, after = _undecided(reading.mentions), _undecided(now)
    for issue in reading.issues:
        about = (issue.code, issue.message.partition(": ")[0])
        if about not in before or about in after:
            yield issue


def _undecided(mentions: Iterable[MentionRow]) -> set[tuple[str, str]]:
    """Code and name of the doubts that ministries and places without a key may have caused."""
    return {
        ("ambiguous_ministry", row.text) if isinstance(row, MinistryRow) else ("ambiguous_place", row.name)
        for row in mentions
        if (isinstance(row, MinistryRow) and row.ministry_id is None)
        or (isinstance(row, PlaceRow) and row.place_id.startswith("pl_"))
    }
