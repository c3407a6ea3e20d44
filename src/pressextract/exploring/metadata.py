"""What Datasette is told: titles, meanings, facets, order, labels of keys, and where the report lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pressextract.exporting.source import Source
from pressextract.exporting.sqlite_file import SEARCHED
from pressextract.schema import FAMILIES, ROW_CLASSES, ArticleRow, columns, describe, references

#: The name of the data base in addresses: that of its file.
BASE = "tables"
#: Name of the plugin, which is that of its file.
PLUGIN = "article_links"
_BY_FINDER = ("source", "confidence")
#: Table → what rows are counted by beside them.
FACETS: dict[str, tuple[str | dict[str, str], ...]] = {
    "articles": ("publisher", "dateline", {"array": "keywords"}),
    "people": ("party", "organisation", *_BY_FINDER),
    "ministries": ("level", "land", "name", *_BY_FINDER),
    "organisations": ("name", *_BY_FINDER),
    "places": ("kind", "land", "country", *_BY_FINDER),
    "counts": ("kind", "unit", "bound", *_BY_FINDER),
    "initiatives": ("kind", "name", *_BY_FINDER),
    "quotes": ("speaker", *_BY_FINDER),
    "entities": ("label",),
    "issues": ("kind", "code", "stage"),
}
#: Table → the column that its rows are called by where others refer to them.
LABELS = {"articles": "title", "entities": "name"}
_NEWEST_OR_MOST_FIRST = {"articles": "published", "entities": "n_mentions"}


def metadata_of(source: Source, report: Path) -> dict[str, Any]:
    """Datasette's metadata. `report` is where the run's report lies or will lie."""
    facts = source.facts
    read_from = facts.get("fingerprint", {}).get("input", "?")
    return {
        "title": "Press releases as tables",
        "description": f"Read from {read_from} on {source.day}: {facts.get('articles', '?')}"
        f" articles, and a table each for {', '.join(FAMILIES)}.",
        "databases": {BASE: {"tables": {table: _table(table) for table in ROW_CLASSES} | _explanations()}},
        "plugins": {PLUGIN: {"report": str(report), "keys": _columns_with_articles()}},
    }


def _columns_with_articles() -> list[str]:
    """The columns, of whatever table, that hold a key of `articles`."""
    found = {name for table in ROW_CLASSES for name, other in references(table).items() if other == ArticleRow.table}
    return sorted(found)


def _table(table: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": describe(table),
        "columns": {column.name: column.description for column in columns(table)},
        "facets": list(FACETS[table]),
    }
    if table in LABELS:
        told["label_column"] = LABELS[table]
    if table in _NEWEST_OR_MOST_FIRST:
        told["sort_desc"] = _NEWEST_OR_MOST_FIRST[table]
    if table in SEARCHED:
        told["fts_table"] = f"{table}_fts"
    return told


def _explanations() -> dict[str, Any]:
    return {
        "schema_tables": {"description": "What the tables are."},
        "schema_columns": {"description": "What their columns mean.", "facets": ["table", "type"]},
        "run_facts": {"description": "What run.json says of the run: text, or JSON."},
    }
