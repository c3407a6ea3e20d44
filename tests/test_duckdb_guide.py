"""The queries of docs/howto/duckdb.md give what the page shows, on the sample."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from test_readme import cells, shown_value

GUIDE = (PROJECT / "docs" / "howto" / "duckdb.md").read_text(encoding="utf-8")
#: Each query with the table below it, if there is one.
QUERIES = re.findall(r"^```sql\n(.*?)^```\n+((?:\|[^\n]*\n)*)", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_queries_give_what_is_shown(sample_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb: Any = pytest.importorskip("duckdb")
    for file in sample_tables.glob("*.parquet"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    connection = duckdb.connect()
    compared = 0
    for query, table in QUERIES:
        result = connection.execute(query)
        if table:
            header, _, *rows = map(cells, table.strip().splitlines())
            assert [column[0] for column in result.description] == header
            assert [[shown_value(value) for value in row] for row in result.fetchall()] == rows, query
            compared += 1
    assert (len(QUERIES), compared) == (8, 6)
    assert "CDU" in Path("parties.csv").read_text(encoding="utf-8")
