"""What a finished run found in the annotated articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pressextract.evaluation.gold import TABLES
from pressextract.schema import ArticleRow, MentionRow
from pressextract.stored_tables import read_rows


@dataclass(slots=True)
class FoundArticle:
    """An article of the run: its text, and label → mentions in the text. The gold marks the text alone."""

    text: str
    mentions: dict[str, list[MentionRow]] = field(default_factory=lambda: {label: [] for label in TABLES})


def read_found(folder: Path, source_ids: Collection[str]) -> dict[str, FoundArticle]:
    """The run's articles with these source ids, by source id. Rows of others are passed over, so memory stays small.

    Raises:
        ConfigError: the folder holds no tables, one is missing or damaged.
    """
    by_source: dict[str, FoundArticle] = {}
    by_id: dict[str, FoundArticle] = {}
    article: ArticleRow
    for article in read_rows(folder, ArticleRow.table):
        if article.source_id in source_ids:
            by_source[article.source_id] = by_id[article.article_id] = FoundArticle(article.text)
    for label, table in TABLES.items():
        rows: Iterator[MentionRow] = read_rows(folder, table)
        for row in rows:
            if row.field == "text" and row.article_id in by_id:
                by_id[row.article_id].mentions[label].append(row)
    return by_source
