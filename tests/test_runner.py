"""From an input to files: every page is accounted for, results repeat, faults end in one clear error."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import pressextract
from conftest import SAMPLE, written
from pressextract.article import Article, blocks_of
from pressextract.errors import ConfigError, OutputError
from pressextract.run_progress import RunState
from pressextract.schema import FAMILIES, ROW_CLASSES
from pressextract.sources import plan_sources

RELEASE = {
    "id": "0012",
    "title": "Mehr Geld für Moore",
    "text": "Bundesumweltministerin Svenja Schulze (SPD) hat in Magdeburg 20 Millionen Euro zugesagt.",
    "published": "2019-05-12",
    "publisher": "Bundesministerium für Umwelt, Naturschutz und nukleare Sicherheit",
    "thema": "Moor",
}


def records(path: Path, *given: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in given), encoding="utf-8")
    return path


def test_pages_in_are_articles_and_losses(sample_tables: Path) -> None:
    tables = pressextract.read_tables(sample_tables)
    pages = len(list(plan_sources(SAMPLE).pages(pressextract.Settings().limits)))
    lost = tables["issues"].query("kind == 'lost'")
    assert pages == len(tables["articles"]) + len(lost)
    assert lost["source_id"].is_unique
    assert {"empty", "no_body"} <= set(lost["code"])
    assert lost["article_id"].isna().all()
    facts = json.loads((sample_tables / "run.json").read_text(encoding="utf-8"))
    assert facts["pages"] == pages
    assert facts["articles"] + sum(facts["lost"].values()) == pages


def test_the_sample_fills_every_table(sample_tables: Path) -> None:
    tables = pressextract.read_tables(sample_tables)
    assert {name for name, table in tables.items() if table.empty} == set()
    for family in FAMILIES:
        assert set(tables[family]["article_id"]) <= set(tables["articles"]["article_id"])


def test_offsets_hold_and_entities_are_there(sample_tables: Path) -> None:
    tables = pressextract.read_tables(sample_tables)
    articles = tables["articles"].set_index("article_id")
    entities = set(tables["entities"]["entity_id"])
    for family in FAMILIES:
        for row in tables[family].to_dict("records"):
            assert articles.loc[row["article_id"], row["field"]][row["start"] : row["end"]] == row["text"]
            assert row["confidence"] in ("high", "medium", "low")
            if family != "counts" and isinstance(row["entity_id"], str):
                assert row["entity_id"] in entities


def test_a_record_keeps_its_text_and_what_it_states(tmp_path: Path) -> None:
    odd = {"id": "en", "text": "The Federal Government has adopted a new strategy for the protection of moors."}
    summary = pressextract.run(
        records(tmp_path / "r.jsonl", RELEASE, odd, {"id": "leer", "text": ""}), tmp_path / "out"
    )
    assert (summary.pages, summary.articles, summary.lost.total()) == (3, 3, 0)
    articles = pressextract.read_tables(tmp_path / "out")["articles"].set_index("source_id")
    assert articles.loc["0012", "text"] == RELEASE["text"]
    assert articles.loc["en", "text"] == odd["text"]
    assert articles.loc["0012", "published"] == pd.Timestamp("2019-05-12")
    assert articles.loc["0012", "published_source"] == "source"
    assert json.loads(articles.loc["0012", "extra"]) == {"thema": "Moor"}


def test_equal_texts_are_marked_as_duplicates(tmp_path: Path) -> None:
    pressextract.run(records(tmp_path / "r.jsonl", RELEASE, RELEASE | {"id": "0013"}), tmp_path / "out")
    articles = pressextract.read_tables(tmp_path / "out")["articles"]
    assert pd.isna(articles["duplicate_of"].iloc[0])
    assert articles["duplicate_of"].iloc[1] == articles["article_id"].iloc[0]


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    source = records(tmp_path / "r.jsonl", RELEASE)
    for _ in range(2):
        pressextract.run(source, tmp_path / "out")
        first = written(tmp_path / "out")
    pressextract.run(source, tmp_path / "other")
    assert written(tmp_path / "other") == first


def test_other_settings_do_not_replace_a_run(tmp_path: Path) -> None:
    source = records(tmp_path / "r.jsonl", RELEASE)
    pressextract.run(source, tmp_path / "out")
    csv = pressextract.Settings(formats=("csv",))
    with pytest.raises(ConfigError, match=r"formats: .*--force"):
        pressextract.run(source, tmp_path / "out", csv)
    pressextract.run(source, tmp_path / "out", csv, force=True)
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_when_every_page_is_lost_the_tables_tell_why(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "leer.html").touch()
    with pytest.raises(OutputError, match=r"every page is lost \(1 empty\)"):
        pressextract.run(tmp_path / "in", tmp_path / "out")
    issues = pressextract.read_tables(tmp_path / "out")["issues"]
    assert list(issues["code"]) == ["empty"]


def test_a_full_disk_is_one_clear_error_and_leaves_what_was_there(tmp_path: Path) -> None:
    source = records(tmp_path / "r.jsonl", RELEASE)
    pressextract.run(source, tmp_path / "out")
    before = written(tmp_path / "out")
    code = "from pressextract.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(source), "-o", str(tmp_path / "out")]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731 - the disk ends here
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert written(tmp_path / "out") == before


def test_extract_gives_all_tables_in_memory() -> None:
    article = Article(source_id="a", title=RELEASE["title"], blocks=blocks_of(RELEASE["text"]))
    tables = pressextract.extract([article])
    assert list(tables) == list(ROW_CLASSES)
    assert tables["people"]["name"].tolist() == ["Svenja Schulze"]
    assert tables["people"]["party"].tolist() == ["SPD"]
    assert tables["counts"][["value", "unit"]].values.tolist() == [[20_000_000.0, "EUR"]]
    assert "Magdeburg" in set(tables["entities"]["name"])


def test_extract_of_nothing_gives_empty_tables() -> None:
    assert all(table.empty for table in pressextract.extract([]).values())


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    seen: list[RunState] = []
    source = records(tmp_path / "r.jsonl", RELEASE, RELEASE | {"id": "b"}, [1])
    pressextract.run(source, tmp_path / "out", progress=seen.append)
    assert [(state.phase, state.pages, state.total) for state in seen] == [
        ("reading", 1, 3), ("reading", 2, 3), ("reading", 3, 3), ("finishing", 3, 3),
    ]  # fmt: skip
    assert (seen[-1].articles, seen[-1].lost, seen[-1].shards) == (2, 1, 1)


def test_a_run_reads_addresses_and_archives_and_tells_what_it_skipped(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "archiv.zip", "w") as archive:
        for name in ("2020/radwege.html", "2020/radwege.txt"):
            archive.write(SAMPLE / "article.html", name)
        archive.writestr("2020/bild.jpg", b"\xff\xd8")
    summary = pressextract.run(f"zip://2020::{tmp_path / 'archiv.zip'}", tmp_path / "a")
    assert (summary.pages, summary.skipped) == (2, {".jpg": 1})
    pressextract.run(tmp_path / "archiv.zip", tmp_path / "b")
    facts = json.loads((tmp_path / "b" / "run.json").read_text(encoding="utf-8"))
    assert facts["skipped_files"] == {".jpg": 1}
    articles = pressextract.read_tables(tmp_path / "b")["articles"]
    assert sorted(articles["source_id"]) == ["2020/radwege", "2020/radwege#2"]
