"""Gathers what articles say of full names, and tells at the end of a run which mentions get an id of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pressextract.components.normal_forms import person_entity_id
from pressextract.identifiers import entity_id
from pressextract.namesakes.bearers import bearers_of
from pressextract.namesakes.evidence import Evidence, evidence_of
from pressextract.schema import ArticleRow, MentionRow, PersonRow, QuoteRow
from pressextract.tables import EntityIndex

R = TypeVar("R")

#: The tables whose rows bear a person's entity id.
DIVIDED = (PersonRow.table, QuoteRow.table)


class Division:
    """The full names of a run that several persons bear: which entity an article's mentions belong to.

    `ids` maps the id of the name, then the article to the bearer's id; the bearer that most articles speak of keeps the
    name's and is not there.
    """

    def __init__(self, ids: Mapping[str, Mapping[str, str]]) -> None:
        self._ids = ids

    def __bool__(self) -> bool:
        """Whether there is any such name."""
        return bool(self._ids)

    def of(self, row: R) -> R:
        """The row with the id of its bearer; rows of other tables and names as they are."""
        if not isinstance(row, PersonRow | QuoteRow) or row.entity_id is None:
            return row
        own = self._ids.get(row.entity_id, {}).get(row.article_id)
        return row if own is None else dataclasses.replace(row, entity_id=own)


class Namesakes:
    """The evidence of a run by full name; memory grows with persons and their articles, not with mentions."""

    def __init__(self) -> None:
        self._evidence: dict[str, list[Evidence]] = {}

    def add(self, article: ArticleRow, mentions: Iterable[MentionRow]) -> None:
        """Note what one article says."""
        for key, evidence in evidence_of(article, mentions):
            self._evidence.setdefault(key, []).append(evidence)

    def divide(self, entities: EntityIndex) -> Division:
        """Tell the bearers of each name apart, and count their mentions as different entities."""
        ids: dict[str, dict[str, str]] = {}
        for key, evidence in self._evidence.items():
            own = {} if len(evidence) == 1 else dict(_own_ids(key, evidence))
            if own:
                ids[key] = own
                entities.forget(key)
                for one in evidence:
                    entity = own.get(one.article_id, key)
                    for name, mentions in one.names:
                        entities.count(entity, PersonRow.label, name, one.article_id, one.published, mentions)
        return Division(ids)


def _own_ids(key: str, evidence: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """Article and id for all bearers but the first.

    The id follows from the name and the bearer's party, else the smallest id of the bearer's articles; so it stays the
    same when articles about somebody else come in.
    """
    for bearer in bearers_of(evidence)[1:]:
        own = entity_id(PersonRow.label, f"{key} {bearer.party or bearer.first_article}")
        for article_id in bearer.articles:
            yield article_id, own


def undivided(mentions: Iterable[MentionRow]) -> tuple[MentionRow, ...]:
    """The mentions of one article with the ids that their names have before anything is divided.

    What lists do to a finished run may take away the evidence on which a name was divided; so it is judged anew.
    """
    rows = tuple(mentions)
    changed: dict[str, str] = {}
    for row in rows:
        if isinstance(row, PersonRow) and row.person_id not in changed:
            plain = person_entity_id(row.article_id, row.name, row.given_name)
            if plain != row.entity_id:
                changed[row.person_id] = plain
    if not changed:
        return rows
    return tuple(
        dataclasses.replace(row, entity_id=changed[row.person_id])
        if isinstance(row, PersonRow | QuoteRow) and row.person_id in changed
        else row
        for row in rows
    )
