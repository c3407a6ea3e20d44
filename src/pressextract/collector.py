"""Readings → rows table by table, and what is counted on the way.

No spaCy import: what is read anew and what is taken from a finished run go the same way into the same tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pressextract.article import Loss
from pressextract.namesakes.index import Division, Namesakes
from pressextract.schema import FAMILIES, ArticleRow, EntityRow, IssueRow, MentionRow, Row
from pressextract.tables import EntityIndex


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article gave: its row, its mentions and what is doubtful about it."""

    article: ArticleRow
    mentions: tuple[MentionRow, ...]
    issues: tuple[IssueRow, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What went into the tables: articles, losses and doubts by code, mentions by family, entities."""

    articles: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    entities: int = 0

    def facts(self) -> dict[str, Any]:
        """The counts as run.json has them."""
        return {
            "articles": self.articles,
            "lost": dict(sorted(self.lost.items())),
            "doubts": dict(sorted(self.doubts.items())),
            "mentions": {family: self.mentions[family] for family in FAMILIES},
            "entities": self.entities,
        }


class Collector:
    """Turns readings into rows table by table, and counts.

    `division` says at the end which persons' ids in the rows that came out are to be changed: whether two persons bear
    one name is only known when all articles are there.
    """

    def __init__(self, tally: Tally | None = None) -> None:
        self._tally = tally or Tally()
        self._entities = EntityIndex()
        self._namesakes = Namesakes()
        self.division = Division({})

    def tables(self, readings: Iterable[Reading | Loss | IssueRow]) -> Iterator[tuple[str, list[Row]]]:
        """Table and rows of all readings in their order, at last the entities. A lost page may be its row already."""
        for reading in readings:
            yield from self.add(reading)
        yield from self.finish()

    def add(self, reading: Reading | Loss | IssueRow) -> Iterator[tuple[str, list[Row]]]:
        """Table and rows of one article or loss."""
        if not isinstance(reading, Reading):
            lost = loss_row(reading) if isinstance(reading, Loss) else reading
            self._tally.lost[lost.code] += 1
            yield lost.table, [lost]
            return
        self._tally.articles += 1
        self._tally.mentions.update(mention.table for mention in reading.mentions)
        self._tally.doubts.update(issue.code for issue in reading.issues)
        self._entities.add(reading.mentions, reading.article.published)
        self._namesakes.add(reading.article, reading.mentions)
        yield from rows_of(reading)

    def finish(self) -> Iterator[tuple[str, list[Row]]]:
        """The entities of all that was added, the bearers of one name told apart."""
        self.division = self._namesakes.divide(self._entities)
        rows = self._entities.rows()
        self._tally.entities = len(rows)
        yield EntityRow.table, list(rows)


def rows_of(reading: Reading) -> Iterator[tuple[str, list[Row]]]:
    """Table and rows of one article."""
    yield reading.article.table, [reading.article]
    by_table: dict[str, list[Row]] = {}
    for mention in reading.mentions:
        by_table.setdefault(mention.table, []).append(mention)
    yield from by_table.items()
    if reading.issues:
        yield IssueRow.table, list(reading.issues)


def loss_row(loss: Loss) -> IssueRow:
    """The row of a page that yields no article."""
    return IssueRow(
        source_id=loss.source_id, kind="lost", code=loss.code, message=f"{loss.input}: {loss.message}", stage=loss.stage
    )
