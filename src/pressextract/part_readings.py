"""What shards have read, back from their part files: all readings of a run in their order, as often as asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pressextract.collector import Reading
from pressextract.duplicates import Dated, Duplicate, marked
from pressextract.errors import OutputError
from pressextract.page_index import read_entries
from pressextract.parts import PAGES, Manifest, part_file
from pressextract.schema import FAMILIES, ArticleRow, IssueRow
from pressextract.source_ids import SourceIds
from pressextract.stored_tables import ByArticle, rows_of_files


@dataclasses.dataclass(frozen=True, slots=True)
class PartReadings:
    """The readings of all shards but of pages that are `gone`, by shard and number. Equal source ids are told apart."""

    parts: Path
    manifest: Manifest
    gone: Mapping[str, list[int]]

    def readings(self, duplicates: Mapping[str, Duplicate]) -> Iterator[Reading | IssueRow]:
        """Each article with its mentions and doubts, and each lost page; articles say whose duplicate they are.

        Raises:
            ConfigError: a part file is damaged, or holds rows that do not belong to it.
            OutputError: the part files of a shard do not fit together.
        """
        ids = SourceIds()
        for shard in self.manifest.names():
            for source_id, found in self._of_shard(shard):
                named = ids.renamed(found, source_id)
                if isinstance(named, Reading):
                    named = dataclasses.replace(named, article=marked(named.article, duplicates))
                yield named

    def articles(self) -> Iterator[Dated]:
        """What duplicates are found by, under the ids that `readings` gives."""
        ids = SourceIds()
        for shard in self.manifest.names():
            gone = set(self.gone.get(shard, ()))
            rows = self._rows(shard, ArticleRow.table)
            for number, entry in enumerate(read_entries(part_file(self.parts, PAGES, shard))):
                row: ArticleRow | None = self._next(rows, shard) if entry.lost is None else None
                if number in gone:
                    continue
                found = Reading(row, (), ()) if row else _lost(entry.source_id)
                named = ids.renamed(found, entry.source_id)
                if isinstance(named, Reading):
                    yield Dated.of(named.article)

    def _of_shard(self, shard: str) -> Iterator[tuple[str, Reading | IssueRow]]:
        """What came of each page, with the source id that its source gave."""
        gone = set(self.gone.get(shard, ()))
        articles = self._rows(shard, ArticleRow.table)
        families = [self._by_article(shard, family) for family in FAMILIES]
        issues = self._by_article(shard, IssueRow.table)
        for number, entry in enumerate(read_entries(part_file(self.parts, PAGES, shard))):
            found: Reading | IssueRow
            if entry.lost is None:
                article: ArticleRow = self._next(articles, shard)
                key = article.article_id
                mentions = tuple(row for family in families for row in family.of(key))
                found = Reading(article, mentions, tuple(issues.of(key)))
            else:
                found = self._next(issues.of(None), shard)
            if number not in gone:
                yield entry.source_id, found
        for rows in (*families, issues):
            rows.see_that_none_is_left()

    def _next(self, rows: Iterator[Any], shard: str) -> Any:
        for row in rows:
            return row
        raise OutputError(f"{self.parts}: the part files of {shard} do not fit together; run again with --force")

    def _rows(self, shard: str, table: str) -> Iterator[Any]:
        path = part_file(self.parts, table, shard)
        return rows_of_files([path] if table in self.manifest.results[shard].rows else [], table)

    def _by_article(self, shard: str, table: str) -> ByArticle:
        return ByArticle(self._rows(shard, table), f"{self.parts}/{table}/{shard}")


def _lost(source_id: str) -> IssueRow:
    return IssueRow(source_id=source_id, kind="lost", code="", message="", stage="")
