"""What the speed of a run is compared with runs itself; and what is made of measurements."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from benchmarks.measurement import keep, measure
from benchmarks.memory import Course
from benchmarks.speed_report import report

from conftest import PROJECT, SAMPLE

PAGES = ("bund/bmg-pflegelotsen.html", "laender/nrw-kulturlabor.html", "weitere/stiftung-lesepaten.html")
PLACE = ["file", "start", "end", "text", "label"]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in PAGES:
        shutil.copy(SAMPLE / page, folder)
    return folder


def run_rival(name: str, *arguments: str | Path) -> list[str]:
    script = PROJECT / "benchmarks" / "rivals" / f"{name}.py"
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_by_hand_writes_entities_of_all_pages(pages: Path, tmp_path: Path) -> None:
    said = run_rival("by_hand", pages, tmp_path / "tables")
    table = pd.read_csv(tmp_path / "tables" / "entities.csv")
    assert list(table.columns) == PLACE
    assert set(table["file"]) == {Path(page).name for page in PAGES}
    assert said == [f"{len(table)} entities in 3 pages"]


def test_core_news_parses_too(pages: Path, tmp_path: Path) -> None:
    said = run_rival("core_news", pages, tmp_path / "tables", "--model", tmp_path / "model")
    table = pd.read_csv(tmp_path / "tables" / "entities.csv")
    assert list(table.columns) == PLACE
    assert said == [f"{len(table)} entities in 3 pages"]

    import spacy

    nlp = spacy.load(tmp_path / "model")
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "parser", "lemmatizer", "ner"]
    doc = nlp("Das Bezirksamt dankt dem Rechnungshof für seine Bewertung. Die Empfehlungen wurden bereits umgesetzt.")
    arcs = [token for token in doc if token.head != token]
    assert len(arcs) > len(doc) / 2, "the parser takes no steps, so its cost is not that of a trained one"
    assert all(token.tag_ and token.morph is not None and token.lemma_ for token in doc)


@pytest.mark.skipif(importlib.util.find_spec("trafilatura") is None, reason="needs trafilatura (group benchmarks)")
def test_careful_writes_metadata_too(pages: Path, tmp_path: Path) -> None:
    said = run_rival("careful", pages, tmp_path / "tables")
    table = pd.read_parquet(tmp_path / "tables" / "entities.parquet")
    assert {*PLACE, "title", "date"} <= set(table.columns)
    assert set(table["file"]) == {Path(page).name for page in PAGES}
    assert table["title"].notna().all()
    assert said == [f"{len(table)} entities in 3 pages"]


def test_measure_counts_a_child_of_the_command() -> None:
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}]); print('a'); print('the end')"
    usage = measure([sys.executable, "-c", script])
    assert usage.cpu >= 0.4
    assert usage.seconds >= 0.4
    assert usage.worker_mb > 1
    assert usage.said == "the end"


def test_measure_tells_why_a_command_failed() -> None:
    with pytest.raises(SystemExit, match=r"exit code 3\n.*no pages"):
        measure([sys.executable, "-c", "import sys; print('no pages', file=sys.stderr); sys.exit(3)"])


def test_results_of_several_calls_make_one_report(tmp_path: Path) -> None:
    def figures(pages: int, seconds: float, **more: Any) -> dict[str, Any]:
        used = {"seconds": seconds, "cpu": seconds, "start": 2.0, "start_cpu": 2.0, "own_mb": 9.0, "worker_mb": 0.0}
        return {"pages": pages, **used, "others": 0.0, "load": 1.0, "measured": "2024-01-01 10:00", **more}

    keep(tmp_path / "speed.json", {"run, one core": figures(402, 12.0), "by_hand": figures(9, 9.0)})
    kept = keep(tmp_path / "speed.json", {"by_hand": figures(102, 7.0), "model alone": figures(400, 7.0, tokens=5000)})
    lines = report(kept).splitlines()
    assert "| a run against (a) | 2.00 | 2.00 | ≥ 1.8 |" in lines
    assert "| a run against the model alone | 0.50 | 0.50 | ≥ 0.55 |" in lines
    assert not any("against (b)" in line for line in lines)
    assert "The model alone reads 1,000 tokens a CPU second." in lines


def test_growth_is_that_after_the_warm_up(tmp_path: Path) -> None:
    course = Course(tmp_path / "progress.json")
    course.points = [(pages, 100.0 + pages) for pages in range(0, 1001, 200)]
    assert course.growth() is None
    course.points += [(pages, 1100.0 + pages / 500) for pages in range(1200, 5001, 200)]
    assert course.growth() == 2.0
