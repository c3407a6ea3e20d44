"""What the README shows is what the package does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pressextract
from conftest import PROJECT, SAMPLE
from pressextract.schema import ROW_CLASSES

README = (PROJECT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\*\*`(\w+)`\*\*\n\n((?:\|.*\n)+)", README, re.MULTILINE)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def shown_value(value: Any) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_the_first_screen_shows_tables_of_five_families() -> None:
    assert [name for name, _ in SHOWN] == ["people", "ministries", "places", "counts", "initiatives"]


@pytest.mark.parametrize(("name", "table"), SHOWN)
def test_the_tables_of_the_first_screen_are_those_of_the_seed(name: str, table: str) -> None:
    found = pressextract.extract([pressextract.clean((SAMPLE / "article.html").read_bytes())])[name]
    header, _, *rows = table.strip().splitlines()
    chosen = found[cells(header)].astype(object).values.tolist()
    in_the_page = [[shown_value(value) for value in row] for row in chosen]
    assert rows
    for row in rows:
        assert cells(row) in in_the_page


def test_the_two_commands_are_those_of_ci() -> None:
    test_command = "pip install uv && uv run pytest"
    assert f"\n{test_command}\n" in README
    assert test_command in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\npip install uv && uv run pressextract run data/raw --output data/processed\n" in README


def test_links_lead_to_files() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert len(links) >= 6
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_every_table_is_named() -> None:
    assert [table for table in ROW_CLASSES if f"`{table}`" not in README] == []


def test_the_quality_shown_is_the_quality_measured() -> None:
    measured = (PROJECT / "benchmarks" / "quality.md").read_text(encoding="utf-8").partition("## sentences")[0]
    shown = [cells(line) for line in README.splitlines() if re.match(r"\| [A-Z]+ \| \d+ \|", line)]
    assert len(shown) == 7
    for row in shown:
        assert f"| {' | '.join(row[:5])} |" in measured


def test_the_cleaning_shown_is_the_cleaning_measured() -> None:
    measured = (PROJECT / "benchmarks" / "cleaning.md").read_text(encoding="utf-8").partition("## By kind")[0]
    table = [line for line in measured.partition("|---")[2].splitlines()[1:] if line.startswith("|")]
    assert len(table) == 5
    assert [line for line in table if line not in README] == []


def test_nothing_is_left_to_fill_in() -> None:
    documents = [PROJECT / "README.md", *Path(PROJECT / "docs").glob("*.md"), *Path(PROJECT / "training").glob("*.md")]
    assert [path.name for path in documents if "@@" in path.read_text(encoding="utf-8")] == []
