"""Every notebook runs from top to bottom, on the sample and on next to nothing, and is kept without outputs in two files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

import pressextract
from conftest import PROJECT, SAMPLE, written

FOLDER = PROJECT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
#: Titles of the charts that each notebook draws, in their order: what it has to show.
CHARTS = {
    "01-first-look": ["Releases by year", "Named most often", "Mentions per 100 words"],
    "02-people-and-roles": ["Offices", "Named in the same release"],
    "03-ministries-over-legislative-periods": [
        "Releases that name a ministry",
        "Federal ministries",
        "Releases that name a federal house",
        "Ministries of Länder and cantons",
    ],
    "04-places-on-a-map": [
        "Mentions by kind of place",
        "Releases that name a place in the Land",
        "municipalities are named",
        "Municipalities that are named, by size",
    ],
    "05-counts-and-money": ["How exactly quantities are stated", "Amounts in euros"],
    "06-initiatives-over-time": ["different names, by kind", "Appearance of", "Names that appear for the first time"],
    "07-quality": ["Precision and recall"],
    "08-own-rules-and-components": [],
}
RUN_SCRIPTS = "import runpy, sys\nfor path in sys.argv[1:]: runpy.run_path(path)"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def cells_of(path: Path) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in jupytext.read(path).cells]


def charts_of(cell: Any) -> Iterator[str]:
    shown = (output.get("data", {}) for output in cell.get("outputs", ()))
    return (data["image/svg+xml"] for data in shown if "image/svg+xml" in data)


def files_of_the_project() -> dict[Path, tuple[int, int]]:
    """What a notebook could write by accident, with size and time of each file."""
    folders = [PROJECT / name for name in ("notebooks", "data", "docs")]
    paths = [*PROJECT.iterdir(), *(path for folder in folders for path in folder.rglob("*"))]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.is_file()}


def run_scripts(paths: list[Path], folder: Path, tables: Path | None) -> None:
    """Run the scripts one after the other in one process, from a folder that is to stay empty."""
    folder.mkdir(parents=True)
    temporary = folder.parent / "temporary"
    temporary.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "PRESSEXTRACT_TABLES"}
    environment |= {"TMPDIR": str(temporary)} | ({"PRESSEXTRACT_TABLES": str(tables)} if tables else {})
    command = [sys.executable, "-W", "error::FutureWarning", "-c", RUN_SCRIPTS, *map(str, paths)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(folder.iterdir()) == []


def test_each_notebook_says_what_it_shows() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(CHARTS)
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in NOTEBOOKS if f"]({path.name})" not in listed] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_and_its_script_hold_the_same_cells(path: Path) -> None:
    notebook = read(path)
    assert notebook.metadata["jupytext"]["formats"] == "ipynb,py:percent"
    assert cells_of(path) == cells_of(path.with_suffix(".py")), "run: jupytext --sync notebooks/*.ipynb"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_short_and_kept_without_outputs(path: Path) -> None:
    cells = read(path).cells
    assert 6 <= len(cells) <= 14
    assert cells[0].source.startswith("# ")
    assert "**" in cells[0].source, "the question that it answers"
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code if cell.outputs] == []
    assert [cell.execution_count for cell in code if cell.execution_count is not None] == []


def test_all_notebooks_begin_with_the_same_cell() -> None:
    first = {next(cell.source for cell in read(path).cells if cell.cell_type == "code") for path in NOTEBOOKS}
    assert len(first) == 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run_on_the_sample(
    path: Path, sample_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, temporary = tmp_path / "empty", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("PRESSEXTRACT_TABLES", str(sample_tables))
    monkeypatch.setenv("TMPDIR", str(temporary))
    files, tables = files_of_the_project(), written(sample_tables)
    notebook = read(path)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    said = [output.text for cell in code for output in cell.outputs if output.get("name") == "stderr"]
    assert said == [], "warnings that a reader would see"
    assert [cell.source for cell in code if not cell.outputs] == [], "each cell shows something"
    charts = [svg for cell in code for svg in charts_of(cell)]
    assert len(charts) == len(CHARTS[path.stem])
    for title, svg in zip(CHARTS[path.stem], charts, strict=True):
        assert title in svg
        assert 'class="mark-' in svg
    assert list(folder.iterdir()) == []
    assert files_of_the_project() == files
    assert written(sample_tables) == tables


def test_notebooks_run_where_next_to_nothing_was_found(tmp_path: Path) -> None:
    record = {"id": "a", "text": "wir danken allen, die geholfen haben, und freuen uns sehr auf das neue jahr."}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    pressextract.run(tmp_path / "a.jsonl", tmp_path / "tables", pressextract.Settings(workers=1))
    tables = pressextract.read_tables(tmp_path / "tables")
    assert {name for name, table in tables.items() if len(table)} == {"articles"}
    run_scripts([path.with_suffix(".py") for path in NOTEBOOKS], tmp_path / "empty", tmp_path / "tables")


def test_a_notebook_makes_the_tables_of_the_sample_where_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    shutil.copy(SAMPLE / "article.html", tmp_path / "data" / "raw")
    run_scripts([FOLDER / "01-first-look.py"], tmp_path / "notebooks", None)
    assert len(pressextract.read_tables(tmp_path / "data" / "processed")["articles"]) == 1
