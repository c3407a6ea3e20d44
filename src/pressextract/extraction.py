"""extract(): articles in memory, all tables as DataFrames."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pressextract.article import Article
from pressextract.collector import Collector, Reading
from pressextract.duplicates import Dated, find_duplicates, marked
from pressextract.namesakes.index import DIVIDED
from pressextract.pipeline import load
from pressextract.reading import read_articles
from pressextract.schema import ROW_CLASSES, Row
from pressextract.settings import Settings, settings_from
from pressextract.tables import to_arrow, to_frame
from pressextract.user_lists.application import Changes
from pressextract.user_lists.files import read_lists
from pressextract.user_lists.learning import as_wanted

if TYPE_CHECKING:
    import pandas as pd


def extract(articles: Iterable[Article], settings: Settings | None = None) -> dict[str, pd.DataFrame]:
    """Read articles in memory and give all tables as DataFrames, by table name.

    Raises:
        ModelError, ConfigError: as `load` does.
        LexiconError: a list of the user's is not usable.
    """
    settings = settings or settings_from()
    lists = read_lists(settings)
    found = list(read_articles(load(settings), articles, settings.batch_size))
    dated = (Dated.of(one.article) for one in found if isinstance(one, Reading))
    duplicates = find_duplicates(dated, settings.duplicates, settings.min_similarity)
    found = [
        dataclasses.replace(one, article=marked(one.article, duplicates)) if isinstance(one, Reading) else one
        for one in found
    ]
    wanted, _ = as_wanted(lambda: found, lists, learn=settings.learn, changes=Changes())
    tables: dict[str, list[Row]] = {}
    collector = Collector()
    for table, rows in collector.tables(wanted):
        tables.setdefault(table, []).extend(rows)
    for table in DIVIDED if collector.division else ():
        tables[table] = [collector.division.of(row) for row in tables[table]]
    return {table: to_frame(to_arrow(table, tables.get(table, ()))) for table in ROW_CLASSES}
