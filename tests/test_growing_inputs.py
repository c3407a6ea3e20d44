"""An input that changes between runs: what is new is read, what is known is not, and what is gone leaves the tables."""

from __future__ import annotations

import dataclasses
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import pressextract
from conftest import written
from faults import pages
from pressextract.article import Loss
from pressextract.engines.inline import InlineEngine
from pressextract.settings import Settings
from releases import release

SMALL = Settings(formats=("parquet",), shard_pages=3)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The source ids of the pages that are cleaned."""
    import pressextract.cleaning.cleaner as cleaner

    seen: list[str] = []
    clean_page = cleaner.clean_page

    def noted(page, language="de"):  # type: ignore[no-untyped-def]
        seen.append(page.source_id)
        return clean_page(page, language)

    monkeypatch.setattr(cleaner, "clean_page", noted)
    monkeypatch.setattr("pressextract.engines.opening._engine", lambda job, report, inline: InlineEngine(job, report))
    return seen


def rows(output: Path) -> dict[str, list[str]]:
    """All rows of all tables in an order of their own. A record's line, in `input`, is the one where it was read."""
    tables = pressextract.read_tables(output)
    tables["articles"] = tables["articles"].drop(columns="input")
    return {
        name: sorted(map(repr, table.astype(object).where(table.notna(), None).itertuples(index=False)))
        for name, table in tables.items()
    }


def ids(output: Path) -> list[str]:
    return sorted(pressextract.read_tables(output)["articles"]["source_id"])


def test_new_pages_are_read_and_known_ones_are_not(tmp_path: Path, read: list[str]) -> None:
    source = pages(tmp_path / "in", 7)
    pressextract.run(source, tmp_path / "out", SMALL)
    assert len(read) == 7
    read.clear()
    (source / "meldung-003b.html").write_text(release(50), encoding="utf-8")
    (source / "2021").mkdir()
    (source / "2021" / "neu.html").write_text(release(51), encoding="utf-8")
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert sorted(read) == ["2021/neu", "meldung-003b"]
    assert (summary.pages, summary.known, summary.removed, summary.articles) == (9, 7, 0, 9)
    pressextract.run(source, tmp_path / "fresh", SMALL)
    assert rows(tmp_path / "out") == rows(tmp_path / "fresh")
    read.clear()
    assert pressextract.run(source, tmp_path / "out", SMALL).known == 9
    assert read == []


def test_a_copied_page_is_known_by_its_content_and_a_changed_one_is_read(tmp_path: Path, read: list[str]) -> None:
    source = pages(tmp_path / "in", 4)
    pressextract.run(source, tmp_path / "out", SMALL)
    read.clear()
    for path in source.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    (source / "meldung-002.html").write_text(release(70), encoding="utf-8")
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert read == ["meldung-002"]
    assert (summary.pages, summary.known, summary.removed) == (4, 3, 0)
    articles = pressextract.read_tables(tmp_path / "out")["articles"].set_index("source_id")
    assert "Nr. 70/2020" in articles.loc["meldung-002", "text"]
    (source / "meldung-002.html").write_text(release(2), encoding="utf-8")
    read.clear()
    pressextract.run(source, tmp_path / "out", SMALL)
    assert read == [], "the page as it was first is still known"
    articles = pressextract.read_tables(tmp_path / "out")["articles"].set_index("source_id")
    assert "Nr. 2/2020" in articles.loc["meldung-002", "text"]


def test_removed_pages_leave_the_tables_and_may_come_back(tmp_path: Path, read: list[str]) -> None:
    source = pages(tmp_path / "in", 6)
    pressextract.run(source, tmp_path / "out", SMALL)
    before = rows(tmp_path / "out")
    content = (source / "meldung-001.html").read_bytes()
    (source / "meldung-001.html").unlink()
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.pages, summary.removed) == (5, 1)
    assert json.loads((tmp_path / "out" / "run.json").read_text())["removed_pages"] == 1
    assert "meldung-001" not in ids(tmp_path / "out")
    assert pressextract.run(source, tmp_path / "out", SMALL).removed == 0, "it is told once"
    (source / "meldung-001.html").write_bytes(content)
    read.clear()
    pressextract.run(source, tmp_path / "out", SMALL)
    assert rows(tmp_path / "out") == before
    assert read == []


def tar(path: Path, *numbers: int) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for number in numbers:
            (path.parent / f"seite-{number}.html").write_text(release(number), encoding="utf-8")
            archive.add(path.parent / f"seite-{number}.html", f"seite-{number}.html")
    return path


def test_of_a_new_version_of_an_archive_only_new_members_are_read(tmp_path: Path, read: list[str]) -> None:
    source = tar(tmp_path / "dump.tar.gz", 1, 2, 3, 4, 5)
    pressextract.run(source, tmp_path / "out", SMALL)
    read.clear()
    tar(source, 9, 2, 3, 5, 8)
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert sorted(read) == ["seite-8", "seite-9"]
    assert (summary.pages, summary.known, summary.removed) == (5, 3, 2)
    assert ids(tmp_path / "out") == ["seite-2", "seite-3", "seite-5", "seite-8", "seite-9"]
    pressextract.run(source, tmp_path / "fresh", SMALL)
    assert rows(tmp_path / "out") == rows(tmp_path / "fresh")


def test_an_archive_that_lies_as_it_lay_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.writestr("a.html", release(1))
        archive.writestr("bild.jpg", b"\xff")
    pressextract.run(tmp_path / "dump.zip", tmp_path / "out", SMALL)
    monkeypatch.setattr("pressextract.planning.read_source", None)
    summary = pressextract.run(tmp_path / "dump.zip", tmp_path / "out", SMALL)
    assert (summary.pages, summary.known, summary.skipped) == (1, 1, {".jpg": 1})


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 2)
    (source / "kaputt.html.gz").write_bytes(b"kein gzip")
    (source / "abgeschnitten.tar.gz").write_bytes(tar(tmp_path / "ganz.tar.gz", *range(20)).read_bytes()[:-300])
    first = pressextract.run(source, tmp_path / "out", SMALL)
    assert first.lost == {"unreadable": 2}
    again = pressextract.run(source, tmp_path / "out", SMALL)
    assert (again.pages, again.lost) == (first.pages, {"unreadable": 2})
    assert len(rows(tmp_path / "out")["issues"]) == 2


def test_what_a_corpus_states_counts_as_the_page(tmp_path: Path, read: list[str]) -> None:
    source = pages(tmp_path / "korpus", 0)
    pages(source / "html", 2)
    table = "DC.identifier,DC.title,filename_html\n1,{},meldung-000.html\n2,Zwei,meldung-001.html\n"
    (source / "metadata.csv").write_text(table.format("Eins"), encoding="utf-8")
    pressextract.run(source, tmp_path / "out", SMALL)
    read.clear()
    (source / "metadata.csv").write_text(table.format("Erstens"), encoding="utf-8")
    pressextract.run(source, tmp_path / "out", SMALL)
    assert read == ["1"]
    assert sorted(pressextract.read_tables(tmp_path / "out")["articles"]["title"]) == ["Erstens", "Zwei"]


def test_limit_and_sample_read_a_part_and_the_rest_later(tmp_path: Path, read: list[str]) -> None:
    source = pages(tmp_path / "in", 40)
    assert pressextract.run(source, tmp_path / "out", SMALL, limit=4).pages == 4
    assert read == [f"meldung-00{number}" for number in range(4)]
    read.clear()
    sampled = pressextract.run(source, tmp_path / "out", SMALL, sample=0.25)
    assert 3 <= sampled.pages <= 20
    drawn = ids(tmp_path / "out")
    assert set(read) == set(drawn) - {f"meldung-00{number}" for number in range(4)}
    pressextract.run(source, tmp_path / "again", SMALL, sample=0.25)
    assert ids(tmp_path / "again") == drawn, "chance is the same each time"
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.pages, summary.removed) == (40, 0)
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert facts["selection"] == {"limit": None, "sample": None}
    with pytest.raises(pressextract.ConfigError, match="sample 7: give the part"):
        pressextract.run(source, tmp_path / "out", SMALL, sample=7)


def records(path: Path, *numbers: int) -> None:
    lines = [json.dumps({"id": str(n), "html": release(n)}, ensure_ascii=False) + "\n" for n in numbers]
    path.write_text("".join(lines), encoding="utf-8")


def test_many_files_of_records_are_shards_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a number of such files workers open them; the tables are the same."""
    source = tmp_path / "in"
    source.mkdir()
    for number in range(4):
        records(source / f"teil-{number}.jsonl", *range(5 * number, 5 * number + 5))
    (source / "teil-4.jsonl").write_text('{"id": "5", "html": "<p>"}\nkaputt\n', encoding="utf-8")
    pressextract.run(source, tmp_path / "carried", SMALL)
    monkeypatch.setattr("pressextract.planning.MANY_FILES", 2)
    summary = pressextract.run(source, tmp_path / "whole", SMALL)
    assert rows(tmp_path / "whole") == rows(tmp_path / "carried")
    assert "5#2" in set(pressextract.read_tables(tmp_path / "whole")["issues"]["source_id"])
    records(source / "teil-1.jsonl", 5, 77, 8)
    (source / "teil-3.jsonl").unlink()
    grown = pressextract.run(source, tmp_path / "whole", SMALL)
    assert (grown.pages, grown.removed) == (summary.pages - 5 - 2, 3 + 5)
    pressextract.run(source, tmp_path / "fresh", SMALL)
    assert rows(tmp_path / "whole") == rows(tmp_path / "fresh")


def test_equal_source_ids_of_different_shards_are_told_apart(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    records(source / "a.jsonl", 1, 2, 3, 4)
    records(source / "b.jsonl", 1, 2, 3, 4)
    settings = SMALL.model_copy(update={"duplicates": "exact"})
    pressextract.run(source, tmp_path / "out", settings)
    tables = pressextract.read_tables(tmp_path / "out")
    articles = tables["articles"]
    assert list(articles["source_id"]) == ["1", "2", "3", "4", "1#2", "2#2", "3#2", "4#2"]
    assert articles["article_id"].is_unique
    assert list(articles["duplicate_of"])[4:] == list(articles["article_id"])[:4]
    people = tables["people"].groupby("article_id")["person_id"].agg(set)
    assert len(people) == 8
    assert not people.iloc[0] & people.iloc[1]
    assert set(tables["quotes"]["person_id"]) <= set(tables["people"]["person_id"])


def test_a_run_of_many_articles_ends_in_folders_of_files(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 7)
    settings = SMALL.model_copy(update={"articles_per_file": 3, "formats": ("parquet", "csv")})
    pressextract.run(source, tmp_path / "many", settings)
    output = tmp_path / "many"
    assert sorted(path.name for path in (output / "articles").iterdir()) == [
        "part-00000.parquet", "part-00001.parquet", "part-00002.parquet",
    ]  # fmt: skip
    assert len(pd.read_parquet(output / "people")) == len(pressextract.read_tables(output)["people"]) > 0
    assert len(pd.concat(map(pd.read_csv, sorted((output / "articles-csv").iterdir())))) == 7
    paths = {r["name"]: r["path"] for r in json.loads((output / "datapackage.json").read_text())["resources"]}
    assert paths["articles-csv"] == [f"articles-csv/part-0000{number}.csv" for number in range(3)]
    pressextract.run(source, tmp_path / "few", SMALL)
    assert rows(output) == rows(tmp_path / "few")

    (tmp_path / "stop.csv").write_text("label,text,source\nPERSON,Erika Musterfrau,\n", encoding="utf-8")
    lists = settings.model_copy(update={"stoplists": (tmp_path / "stop.csv",)})
    pressextract.relabel(output, lists)
    assert pressextract.read_tables(output)["people"].empty
    assert (output / "found" / "people" / "part-00002.parquet").is_file()
    pressextract.relabel(output, settings)
    assert rows(output) == rows(tmp_path / "few")
    pressextract.run(source, tmp_path / "few", SMALL.model_copy(update={"articles_per_file": 2}), force=True)
    assert not (tmp_path / "few" / "articles.parquet").exists()


def cut_off(monkeypatch: pytest.MonkeyPatch, source: Path, output: Path, *, after: int, first: int = 0) -> None:
    """A run that ends, as by a kill, when so many shards are noted; the `first` shards of the input are not read."""
    import pressextract.runner as runner

    read_shards = runner.read_shards

    def some(engine, job, shards, tick):  # type: ignore[no-untyped-def]
        taken = list(shards)[first : first + after]
        yield from read_shards(engine, job, iter(taken), tick)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(runner, "read_shards", some)
        with pytest.raises(KeyboardInterrupt):
            pressextract.run(source, output, SMALL)


def test_equal_records_are_counted_where_they_stand_when_a_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.jsonl"
    records(source, *range(4), 1, *range(5, 10))
    pressextract.run(source, tmp_path / "fresh", SMALL)
    cut_off(monkeypatch, source, tmp_path / "out", first=1, after=2)
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.pages, summary.known) == (10, 6)
    assert written(tmp_path / "out") == written(tmp_path / "fresh")


def tars(folder: Path, count: int, *, version: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        with zipfile.ZipFile(folder / f"a{number}.zip", "w") as archive:
            for page in range(4):
                archive.writestr(f"p{number}-{page}.html", release(100 * version + 10 * number + page))
    return folder


def test_many_archives_after_a_sample_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressextract.planning.MANY_FILES", 2)
    source = tars(tmp_path / "in", 3)
    assert pressextract.run(source, tmp_path / "out", SMALL).pages == 12
    assert pressextract.run(source, tmp_path / "out", SMALL, sample=0.4).pages < 12
    again = pressextract.run(source, tmp_path / "out", SMALL)
    assert (again.pages, again.known, again.removed) == (12, 12, 0)


def test_changed_archives_of_many_and_a_run_that_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressextract.planning.MANY_FILES", 2)
    source = tars(tmp_path / "in", 3)
    pressextract.run(source, tmp_path / "out", SMALL)
    tars(tmp_path / "in", 2, version=1)
    cut_off(monkeypatch, source, tmp_path / "out", after=1)
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.pages, summary.articles) == (12, 12)
    pressextract.run(source, tmp_path / "fresh", SMALL)
    assert rows(tmp_path / "out") == rows(tmp_path / "fresh")
    assert pressextract.run(source, tmp_path / "out", SMALL).known == 12


def test_lost_parts_of_an_archive_are_read_again(tmp_path: Path) -> None:
    source = tar(tmp_path / "dump.tar.gz", *range(7))
    pressextract.run(source, tmp_path / "out", SMALL)
    before = rows(tmp_path / "out")
    (tmp_path / "out" / ".pressextract" / "parts" / "articles" / "part-000000-000001.parquet").unlink()
    pages_part = tmp_path / "out" / ".pressextract" / "parts" / "pages" / "part-000000-000002.parquet"
    content = bytearray(pages_part.read_bytes())
    content[10:40] = b"x" * 30
    pages_part.write_bytes(content)
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.pages, summary.known) == (7, 3)
    assert rows(tmp_path / "out") == before


def test_a_mended_page_wins_and_its_file_is_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in.jsonl"
    records(source, *range(6))
    import pressextract.shard_reading as shard_reading

    monkeypatch.setattr("pressextract.engines.opening._engine", lambda job, report, inline: InlineEngine(job, report))
    read = shard_reading.Reader.read

    def crashing(self, batch, alive):  # type: ignore[no-untyped-def]
        for entry, found in read(self, batch, alive):
            if entry.source_id in ("2", "4"):
                found = Loss(source_id=entry.source_id, input="", code="crashed", message="", stage="reading")
                entry = dataclasses.replace(entry, lost="crashed")
            yield entry, found

    with monkeypatch.context() as patched:
        patched.setattr(shard_reading.Reader, "read", crashing)
        assert pressextract.run(source, tmp_path / "out", SMALL).lost == {"crashed": 2}
    cut_off(monkeypatch, source, tmp_path / "out", after=1)
    summary = pressextract.run(source, tmp_path / "out", SMALL)
    assert (summary.articles, summary.lost.total()) == (6, 0)
    monkeypatch.setattr("pressextract.planning.read_source", None)
    assert pressextract.run(source, tmp_path / "out", SMALL).known == 6
