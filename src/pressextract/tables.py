"""Rows → Arrow → pandas. What a table is, the schema says; nothing here knows one by name but `entities`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

import pyarrow as pa

from pressextract.errors import OutputError
from pressextract.schema import EntityRow, MentionRow, Row, columns

if TYPE_CHECKING:
    import pandas as pd

_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms"),
    "list": pa.list_(pa.string()),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The table's Arrow schema; descriptions lie in the columns' metadata."""
    return pa.schema(
        pa.field(
            column.name,
            _ARROW_TYPES[column.type],
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in columns(table)
    )


def to_arrow(table: str, rows: Iterable[Row]) -> pa.Table:
    """The rows as an Arrow table.

    Raises:
        OutputError: a value that the schema does not allow; the message names table and column.
    """
    rows = list(rows)
    schema = arrow_schema(table)
    arrays = []
    for column in schema:
        values = list(map(attrgetter(column.name), rows))
        if pa.types.is_integer(column.type) and not {int, type(None)}.issuperset(map(type, values)):
            raise OutputError(f"{table}.{column.name}: a whole number is needed")  # Arrow would cut 1.5 to 1
        try:
            array = pa.array(values, type=column.type)
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise OutputError(f"{table}.{column.name}: {error}; the schema wants {column.type}") from error
        if array.null_count and not column.nullable:
            raise OutputError(f"{table}.{column.name}: a value is missing, the schema requires one")
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)


def to_frame(arrow: pa.Table) -> pd.DataFrame:
    """The table as a DataFrame: dates as datetime64, lists as Python lists, missing strings as NaN or None."""
    import pandas as pd  # half a second, for programs that want frames only

    frame: pd.DataFrame = arrow.to_pandas(date_as_object=False)
    for column in arrow.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(arrow.column(column.name).to_pylist(), index=frame.index, dtype=object)
    return frame


@dataclass(slots=True)
class _Entity:
    label: str
    names: Counter[str] = field(default_factory=Counter)
    n_articles: int = 0
    last_article: str = ""
    first: date | None = None
    last: date | None = None


class EntityIndex:
    """Gathers the entities of a run, an article at a time; memory grows with entities, not with mentions."""

    def __init__(self) -> None:
        self._entities: dict[str, _Entity] = {}

    def add(self, mentions: Iterable[MentionRow], published: date | None) -> None:
        """Count the mentions of one article. Only rows with a name of their own name an entity."""
        for row in mentions:
            name: str | None = getattr(row, "name", None)
            if row.entity_id is None or name is None:
                continue
            self.count(row.entity_id, row.label, name, row.article_id, published)

    def count(
        self, entity_id: str, label: str, name: str, article_id: str, published: date | None, mentions: int = 1
    ) -> None:
        """Count mentions of one entity by one name in one article; an article's are counted one after the other."""
        entity = self._entities.setdefault(entity_id, _Entity(label))
        entity.names[name] += mentions
        if entity.last_article != article_id:
            entity.last_article = article_id
            entity.n_articles += 1
            if published is not None:
                entity.first = min(entity.first or published, published)
                entity.last = max(entity.last or published, published)

    def forget(self, entity_id: str) -> None:
        """Take an entity out, to count its mentions anew."""
        del self._entities[entity_id]

    def rows(self) -> list[EntityRow]:
        """The table `entities`, most mentions first."""
        rows = [
            EntityRow(
                entity_id=key,
                label=entity.label,
                name=min(entity.names, key=lambda name: (-entity.names[name], name)),
                n_mentions=entity.names.total(),
                n_articles=entity.n_articles,
                first_published=entity.first,
                last_published=entity.last,
            )
            for key, entity in self._entities.items()
        ]
        return sorted(rows, key=lambda row: (-row.n_mentions, row.label, row.name, row.entity_id))
