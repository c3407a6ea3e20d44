"""Which articles a report shows when a run has more than a page can hold, and what is counted over all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pressextract.schema import ArticleRow
from pressextract.stored_tables import read_rows


@dataclass(frozen=True, slots=True)
class ChosenArticles:
    """`ids` are the articles that are shown; the rest is of all articles of the run: how many, by publisher, year and
    folder, and the first and last day of publication.
    """

    ids: frozenset[str]
    articles: int
    first: str
    last: str
    publishers: Counter[str]
    years: Counter[str]
    folders: Counter[str]


def chosen_articles(folder: Path, most: int) -> ChosenArticles:
    """All articles of a run, or so many of them, spread evenly over time; the same ones each time."""
    days: list[tuple[str, str]] = []
    publishers: Counter[str] = Counter()
    years: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    article: ArticleRow
    for article in read_rows(folder, ArticleRow.table):
        day = article.published.isoformat() if article.published else ""
        days.append((day, article.article_id))
        publishers[article.publisher or ""] += 1
        years[day[:4]] += 1
        folders[folder_of(article.source_id)] += 1
    dated = [day for day, _ in days if day]
    first, last = min(dated, default=""), max(dated, default="")
    return ChosenArticles(frozenset(evenly(days, most)), len(days), first, last, publishers, years, folders)


def evenly(days: list[tuple[str, str]], most: int) -> list[str]:
    """So many ids of (day, id), at equal steps along the days; ids are hashes, so within a day they come by chance."""
    ordered = sorted(days)
    if len(ordered) <= most:
        return [key for _, key in ordered]
    return [ordered[number * len(ordered) // most][1] for number in range(most)]


def folder_of(source_id: str) -> str:
    """The folder of the input that a page came from; empty for one at the top, and for records."""
    return source_id.rpartition("/")[0]
