"""The DuckDB file: native types, keys, comments."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from finished_runs import ARTICLE, finished_run
from pressextract.exporting import export
from pressextract.schema import ROW_CLASSES, columns, describe


@pytest.fixture
def base(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    export(finished_run(tmp_path / "tables"), tmp_path / "t.duckdb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.duckdb", "tables"]
    return duckdb.connect(str(tmp_path / "t.duckdb"), read_only=True)


def test_types_are_native(base: duckdb.DuckDBPyConnection) -> None:
    found = base.execute(
        "SELECT published, embargo_until, authors, n_words, subtitle FROM articles ORDER BY source_id"
    ).fetchall()
    assert found == [
        (date(2020, 5, 12), datetime(2020, 5, 12, 10), list(ARTICLE.authors), 10, "25 Kilometer"),
        (None, None, [], 0, None),
    ]
    assert base.execute("SELECT DISTINCT unnest(authors) FROM articles ORDER BY 1").fetchall() == [
        ("A. Müller",),
        ('B "C" Meier',),
    ]
    assert base.execute("SELECT ags, lat, derived FROM places").fetchall() == [("01003000", 52.1262, True)]
    types = dict(
        base.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'articles'").fetchall()
    )
    assert (types["keywords"], types["published"], types["embargo_until"], types["n_words"]) == (
        "VARCHAR[]",
        "DATE",
        "TIMESTAMP",
        "BIGINT",
    )


def test_keys_and_required_columns_are_constraints(base: duckdb.DuckDBPyConnection) -> None:
    keys = base.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    assert {(table, *names) for table, names in keys} == {
        ("articles", "article_id"),
        ("entities", "entity_id"),
        ("run_facts", "key"),
    }
    required = base.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = 'people' AND NOT is_nullable"
    ).fetchall()
    assert {name for (name,) in required} == {column.name for column in columns("people") if column.required}


def test_comments_are_the_schemas(base: duckdb.DuckDBPyConnection) -> None:
    told = base.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE table_name IN (SELECT unnest(?))",
        [list(ROW_CLASSES)],
    ).fetchall()
    assert {(table, column): text for table, column, text in told} == {
        (table, column.name): column.description for table in ROW_CLASSES for column in columns(table)
    }
    assert dict(base.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())["people"] == describe(
        "people"
    )
    assert base.execute("SELECT value FROM run_facts WHERE key = 'tool'").fetchall() == [("pressextract",)]
