"""Tells pages of one source id apart: the second of a run is `id#2`, and so are its rows."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from pressextract.article import Loss, Page
from pressextract.collector import Reading
from pressextract.components.normal_forms import person_entity_id
from pressextract.identifiers import identifier
from pressextract.schema import IssueRow, MentionRow, PersonRow, QuoteRow

P = TypeVar("P", bound=Page | Loss)


class SourceIds:
    """The source ids given so far; memory grows with pages, some 100 bytes each."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}
        self._captured: dict[str, str] = {}

    def give(self, source_id: str) -> str:
        """The id for the next page that its source calls so: the id itself, or the first of `id#2`, `id#3` … left."""
        given = source_id
        number = self._last.get(source_id, 1)
        while given in self._given:
            number += 1
            given = f"{source_id}#{number}"
        if given != source_id:
            self._last[source_id] = number
        self._given.add(given)
        return given

    def named(self, found: P) -> P:
        """The page or loss under an id of its own."""
        given = self.give(found.source_id)
        return found if given == found.source_id else dataclasses.replace(found, source_id=given)

    def renamed(self, found: Reading | IssueRow, source_id: str) -> Reading | IssueRow:
        """What came of a page, under the id that is due to one that its source calls `source_id`. Of an article that a
        web archive holds in several captures, the later ones say whose revisions they are.
        """
        given = self.give(source_id)
        if isinstance(found, IssueRow):
            return found if given == found.source_id else dataclasses.replace(found, source_id=given)
        named = found if given == found.article.source_id else _renamed(found, given)
        if named.article.fetched is None or (first := self._captured.setdefault(source_id, given)) == given:
            return named
        revision = dataclasses.replace(named.article, revision_of=identifier("pm", first))
        return dataclasses.replace(named, article=revision)


def _renamed(reading: Reading, source_id: str) -> Reading:
    """The reading of an article that is called otherwise: ids that follow from the article's follow."""
    article_id = identifier("pm", source_id)
    mentions: list[MentionRow] = []
    people: dict[str, tuple[str, str]] = {}
    for row in reading.mentions:
        if isinstance(row, PersonRow):
            people[row.person_id] = (
                identifier("pe", article_id, row.name),
                person_entity_id(article_id, row.name, row.given_name),
            )
    for row in reading.mentions:
        new: dict[str, Any] = {"article_id": article_id}
        if isinstance(row, PersonRow | QuoteRow) and row.person_id in people:
            new["person_id"], new["entity_id"] = people[row.person_id]
        mentions.append(dataclasses.replace(row, **new))
    return Reading(
        dataclasses.replace(reading.article, source_id=source_id, article_id=article_id),
        tuple(mentions),
        tuple(dataclasses.replace(row, source_id=source_id, article_id=article_id) for row in reading.issues),
    )
