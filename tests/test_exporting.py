"""A finished run as one file: what may be written where, and the SQLite file and folders."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

import pressextract
from conftest import PROJECT, SAMPLE
from finished_runs import ARTICLE, COPY, COUNT, ENTITIES, PERSON, ROWS, finished_run
from pressextract.cli import main
from pressextract.errors import ConfigError, EngineError, OutputError
from pressextract.exporting import export, sqlite_file
from pressextract.schema import KEYS, ROW_CLASSES, EntityRow, PersonRow, columns, references


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return finished_run(tmp_path / "tables")


def ask(path: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question, values).fetchall()


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_sqlite_holds_every_row_with_its_type(tmp_path: Path, run: Path) -> None:
    path = tmp_path / "tables.sqlite"
    summary = export(run, path)
    assert (summary.format, summary.warnings, summary.bytes) == ("sqlite", (), path.stat().st_size)
    assert dict(summary.rows) == {
        **dict.fromkeys(ROW_CLASSES, 0),
        "articles": 2,
        "people": 1,
        "places": 1,
        "counts": 1,
        "entities": 2,
        "issues": 1,
    }
    ((title, published, embargo, authors, words, similarity),) = ask(
        path,
        "SELECT title, published, embargo_until, authors, n_words, duplicate_similarity FROM articles WHERE source_id = '0012'",
    )
    assert (title, published, embargo) == (ARTICLE.title, "2020-05-12", "2020-05-12T10:00:00")
    assert (json.loads(authors), words, similarity) == (["A. Müller", 'B "C" Meier'], 10, None)
    assert ask(path, 'SELECT typeof(value), value, "of", typeof(start) FROM counts') == [
        ("real", 25.0, "Radweg", "integer")
    ]
    assert ask(path, "SELECT ags, typeof(ags), derived, nested FROM places") == [("01003000", "text", 1, 0)]
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


def test_sqlite_has_keys_references_and_indexes(tmp_path: Path, run: Path) -> None:
    path = tmp_path / "tables.sqlite"
    export(run, path)
    for table in ROW_CLASSES:
        info = {row[1]: row for row in ask(path, f"PRAGMA table_info({table})")}
        assert list(info) == [column.name for column in columns(table)]
        assert [name for name, row in info.items() if row[5]] == ([KEYS[table]] if table in KEYS else [])
        assert [name for name, row in info.items() if row[3]] == [c.name for c in columns(table) if c.required]
        assert {row[3]: row[2] for row in ask(path, f"PRAGMA foreign_key_list({table})")} == references(table)
        indexed = {ask(path, f"PRAGMA index_info({row[1]})")[0][2] for row in ask(path, f"PRAGMA index_list({table})")}
        assert indexed == {*references(table), *([KEYS[table]] if table in KEYS else [])}
    joined = "SELECT e.name, a.title FROM people p JOIN articles a USING (article_id) JOIN entities e USING (entity_id)"
    assert ask(path, joined) == [("Regine Günther", ARTICLE.title)]


@pytest.mark.parametrize(
    ("words", "hits"), [("magdeburg", 1), ("gunther", 1), ("radweg NOT magdeburg", 1), ("Hamburg", 0)]
)
def test_sqlite_finds_words(tmp_path: Path, run: Path, words: str, hits: int) -> None:
    path = tmp_path / "tables.sqlite"
    export(run, path)
    question = "SELECT title FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert len(ask(path, question, words)) == hits


def test_sqlite_says_what_columns_mean_and_what_the_run_was(tmp_path: Path, run: Path) -> None:
    path = tmp_path / "tables.sqlite"
    export(run, path)
    told = {
        (table, column): text
        for table, column, text in ask(path, 'SELECT "table", "column", description FROM schema_columns')
    }
    assert told == {(table, c.name): c.description for table in ROW_CLASSES for c in columns(table)}
    assert ask(
        path, 'SELECT refers_to FROM schema_columns WHERE "table" = ? AND "column" = ?', "people", "entity_id"
    ) == [("entities",)]
    assert ask(path, 'SELECT n_rows FROM schema_tables WHERE "table" = ?', "articles") == [(2,)]
    facts = dict(ask(path, "SELECT key, value FROM run_facts"))
    assert (facts["tool"], json.loads(facts["versions"]), facts["articles"]) == (
        "pressextract",
        {"pressextract": "0.1.0"},
        "2",
    )


def test_a_reference_that_some_row_breaks_is_not_made_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = PersonRow(
        article_id=ARTICLE.article_id,
        entity_id="en_fehlt",
        start=0,
        end=1,
        text="M",
        source="model",
        confidence="low",
        person_id="pe_2",
        name="M",
    )
    run = finished_run(tmp_path / "tables", [*ROWS, stray])
    code, _, err = call(capsys, "export", run, "-o", tmp_path / "t.sqlite")
    assert code == 0
    assert "warning: people: no foreign key on entity_id, some rows have values that are no key\n" in err
    path = tmp_path / "t.sqlite"
    assert [row[3] for row in ask(path, "PRAGMA foreign_key_list(people)")] == ["article_id"]
    assert ask(path, "SELECT name FROM people") == [("Regine Günther",), ("M",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(
        path, 'SELECT refers_to FROM schema_columns WHERE "table" = ? AND "column" = ?', "people", "entity_id"
    ) == [(None,)]
    assert len(ask(path, "PRAGMA index_list(people)")) == 2


def test_a_broken_reference_among_articles_leaves_the_others(tmp_path: Path) -> None:
    orphan = type(COPY)(article_id="pm_3", source_id="3", input="3.html", title="Waisenkind", duplicate_of="pm_fehlt")
    run = finished_run(tmp_path / "tables", [ARTICLE, orphan, PERSON, *ENTITIES])
    summary = export(run, tmp_path / "t.sqlite")
    assert summary.warnings == ("articles: no foreign key on duplicate_of, some rows have values that are no key",)
    assert {row[2] for row in ask(tmp_path / "t.sqlite", "PRAGMA foreign_key_list(people)")} == {"articles", "entities"}
    found = ask(
        tmp_path / "t.sqlite",
        "SELECT article_id FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts('waisenkind'))",
    )
    assert found == [("pm_3",)]


@pytest.mark.parametrize("format", ["sqlite", "duckdb"])
def test_a_key_that_stands_twice_is_no_run(tmp_path: Path, format: str) -> None:
    run = finished_run(tmp_path / "tables", [ARTICLE, ARTICLE])
    with pytest.raises(ConfigError, match=r"read the pages again"):
        export(run, tmp_path / f"t.{format}")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_the_real_sample_keeps_all_its_references(tmp_path: Path, sample_tables: Path) -> None:
    summary = export(sample_tables, tmp_path / "t.sqlite")
    assert summary.warnings == ()
    frames = pressextract.read_tables(sample_tables)
    assert dict(summary.rows) == {table: len(frame) for table, frame in frames.items()}
    assert ask(tmp_path / "t.sqlite", "PRAGMA foreign_key_check") == []
    assert len(ask(tmp_path / "t.sqlite", "SELECT 1 FROM articles_fts('magdeburg')")) >= 1


@pytest.mark.parametrize("rows", [(), (ARTICLE,)])
@pytest.mark.parametrize("format", ["sqlite", "duckdb", "xlsx", "parquet", "csv"])
def test_a_run_of_no_or_one_article_gives_all_tables(tmp_path: Path, rows: tuple[Any, ...], format: str) -> None:
    summary = export(finished_run(tmp_path / "tables", rows), tmp_path / f"out.{format}", format)  # type: ignore[arg-type]
    assert summary.rows == {**dict.fromkeys(ROW_CLASSES, 0), "articles": len(rows)}
    assert summary.bytes > 0


@pytest.mark.parametrize(("own", "other"), [("parquet", "csv"), ("csv", "parquet")])
def test_a_folder_of_the_other_format_reads_the_same(tmp_path: Path, own: Any, other: Any) -> None:
    run = finished_run(tmp_path / "tables", format=own)
    export(run, tmp_path / "other", other)
    assert {path.suffix for path in (tmp_path / "other").iterdir()} == {f".{other}", ".json"}
    mine, theirs = pressextract.read_tables(run), pressextract.read_tables(tmp_path / "other")
    for table in ROW_CLASSES:
        pd.testing.assert_frame_equal(mine[table], theirs[table])


def test_csv_for_a_german_excel(tmp_path: Path, run: Path) -> None:
    export(run, tmp_path / "csv", "csv", csv_dialect="excel-de")
    lines = (tmp_path / "csv" / "places.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "52,1262;11,6327" in lines[1].replace('"', "")


def test_users_lists_are_in_what_is_exported(tmp_path: Path) -> None:
    pressextract.run(SAMPLE / "article.html", tmp_path / "tables")
    (tmp_path / "stop.csv").write_text("label,text,source\nPERSON,Frank Fischer,\n", encoding="utf-8")
    pressextract.relabel(tmp_path / "tables", pressextract.Settings(stoplists=(tmp_path / "stop.csv",)))
    export(tmp_path / "tables", tmp_path / "t.sqlite")
    assert ask(tmp_path / "t.sqlite", "SELECT count(*) FROM people WHERE text = 'Frank Fischer'") == [(0,)]
    assert "stop.csv" in dict(ask(tmp_path / "t.sqlite", "SELECT key, value FROM run_facts"))["lists"]


def test_the_verb_sums_up(capsys: pytest.CaptureFixture[str], tmp_path: Path, run: Path) -> None:
    code, out, err = call(capsys, "export", run, "--format", "sqlite", "--output", tmp_path / "neu" / "presse.db")
    assert (code, out) == (0, "")
    assert "people         1\n" in err
    assert err.endswith(f"sqlite         {tmp_path / 'neu' / 'presse.db'}\n")
    assert [path.name for path in (tmp_path / "neu").iterdir()] == ["presse.db"]
    assert call(capsys, "export", run, "-o", tmp_path / "leise.sqlite", "--quiet") == (0, "", "")


def test_an_earlier_file_stays_unless_it_is_to_go(tmp_path: Path, run: Path) -> None:
    path = tmp_path / "t.sqlite"
    path.write_bytes(b"meins")
    with pytest.raises(ConfigError, match="is there already; give another name or replace it with --force"):
        export(run, path)
    assert path.read_bytes() == b"meins"
    export(run, path, force=True)
    assert len(ask(path, "SELECT * FROM articles")) == 2
    export(run, tmp_path / "csv", "csv")
    with pytest.raises(ConfigError, match="is there already"):
        export(run, tmp_path / "csv", "csv")
    export(run, tmp_path / "csv", "csv", force=True)


@pytest.mark.parametrize(
    ("output", "format", "message"),
    [
        ("presse", None, "does not say the format; give --format sqlite, duckdb, xlsx, parquet, csv"),
        ("presse.xlsx", "sqlite", "is no name for the format sqlite; give one that ends in .sqlite"),
        ("presse.xls", "xlsx", "give one that ends in .xlsx"),
        ("presse.db", "csv", "give that of a folder"),
        ("tables/t.sqlite", None, "lies in the run's own folder"),
        ("tables", "csv", "lies in the run's own folder"),
        ("fremd", "csv", "holds files that are no exported tables"),
        ("fremd", "sqlite", "is a folder; the format sqlite is one file"),
        ("fremd/brief.txt", "parquet", "is a file; the format parquet is a folder"),
    ],
)
def test_outputs_that_do_not_fit_are_refused(tmp_path: Path, run: Path, output: str, format: Any, message: str) -> None:
    (tmp_path / "fremd").mkdir()
    (tmp_path / "fremd" / "brief.txt").write_text("Sehr geehrte Damen", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(ConfigError, match=message.replace(".", r"\.")):
        export(run, tmp_path / output, format, force=True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_run_that_has_not_ended_is_refused(tmp_path: Path) -> None:
    (tmp_path / "halb" / ".pressextract").mkdir(parents=True)
    with pytest.raises(ConfigError, match="no run has ended here"):
        export(tmp_path / "halb", tmp_path / "t.sqlite")
    with pytest.raises(ConfigError, match="no such folder"):
        export(tmp_path / "fehlt", tmp_path / "t.sqlite")
    assert not (tmp_path / "t.sqlite").exists()


@pytest.mark.parametrize("format", ["sqlite", "duckdb", "xlsx", "csv"])
def test_a_damaged_table_leaves_nothing_behind(tmp_path: Path, run: Path, format: Any) -> None:
    (run / "quotes.parquet").write_bytes(b"PAR1 kaputt")
    with pytest.raises(ConfigError, match="is not the table quotes"):
        export(run, tmp_path / f"t.{format}", format)
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_tables_that_change_meanwhile_are_not_mixed(tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = sqlite_file.write

    def slow(source: Any, path: Path) -> Any:
        (run / "run.json").write_text((run / "run.json").read_text().replace("06:04:33", "07:00:00"))
        return write(source, path)

    monkeypatch.setattr(sqlite_file, "write", slow)
    with pytest.raises(ConfigError, match="were replaced while they were exported"):
        export(run, tmp_path / "t.sqlite")
    assert not (tmp_path / "t.sqlite").exists()


def test_a_disk_that_takes_nothing_is_an_output_error(tmp_path: Path, run: Path) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="give another --output"):
        export(run, tmp_path / "datei" / "t.sqlite")


@pytest.mark.parametrize(
    ("format", "package", "extra"), [("xlsx", "xlsxwriter", "excel"), ("duckdb", "duckdb", "duckdb")]
)
def test_a_missing_package_is_the_command_that_brings_it(
    tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch, format: Any, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineError, match=rf"pip install 'pressextract\[{extra}\]'"):
        export(run, tmp_path / f"t.{format}", format)
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize("format", ["sqlite", "xlsx", "csv"])
def test_memory_does_not_grow_with_rows(tmp_path: Path, format: Any) -> None:
    peaks = []
    for n in (6_000, 24_000):
        rows = (
            EntityRow(entity_id=f"en_{i}", label="ORG", name=f"Verein {i}", n_mentions=1, n_articles=1)
            for i in range(n)
        )
        run = finished_run(tmp_path / f"tables{n}", rows)
        tracemalloc.start()
        export(run, tmp_path / f"{n}.{format}", format)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0], "all rows of a table wait in memory"


def test_counts_have_no_entities(tmp_path: Path, run: Path) -> None:
    export(run, tmp_path / "t.sqlite")
    assert ask(tmp_path / "t.sqlite", "SELECT text, entity_id FROM counts") == [(COUNT.text, None)]


def test_the_questions_of_the_guide_have_answers(tmp_path: Path, sample_tables: Path) -> None:
    guide = (PROJECT / "docs" / "export.md").read_text(encoding="utf-8")
    export(sample_tables, tmp_path / "t.sqlite")
    export(sample_tables, tmp_path / "t.duckdb")
    of_sqlite, of_duckdb = (re.findall(r"```sql\n(.*?)```", part, re.DOTALL) for part in guide.split("\n## DuckDB\n"))
    questions = [question for block in of_sqlite for question in block.split(";") if question.strip()]
    assert len(questions) == 2
    assert [question for question in questions if not ask(tmp_path / "t.sqlite", question)] == []
    assert ask(tmp_path / "t.sqlite", "SELECT 1 FROM articles_fts('magdeburg*')")
    with duckdb.connect(str(tmp_path / "t.duckdb"), read_only=True) as base:
        assert base.execute(of_duckdb[0]).fetchall()


@pytest.mark.parametrize("verb", ["evaluate", "export", "explore"])
def test_help_is_quick(verb: str) -> None:
    heavy = {"spacy", "pandas", "pyarrow", "numpy", "sqlite3", "xlsxwriter", "duckdb", "datasette"}
    code = (
        "import sys\nfrom pressextract.cli import main\n"
        f"try: main(['{verb}', '--help'])\n"
        f"except SystemExit: print('heavy:', sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy: []\n")


def test_scores_and_exports_need_no_model_and_no_frames(tmp_path: Path, run: Path) -> None:
    code = (
        "import sys\nfrom pressextract.exporting import export\nfrom pressextract.evaluation import evaluate\n"
        f"export({str(run)!r}, {str(tmp_path / 't.sqlite')!r})\nprint(sorted({{'spacy', 'pandas'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("own", ["parquet", "csv"])
def test_a_run_that_is_older_than_a_column_is_exported_without_values_there(tmp_path: Path, own: Any) -> None:
    run = finished_run(tmp_path / "tables", [ARTICLE], format=own)
    path = run / f"articles.{own}"
    if own == "parquet":
        pq.write_table(pq.read_table(path).drop_columns(["fetched", "revision_of"]), path)
    else:
        pd.read_csv(path, dtype=str).drop(columns=["fetched", "revision_of"]).to_csv(path, index=False)
    for ending in ("sqlite", "duckdb", "xlsx"):
        assert export(run, tmp_path / f"t.{ending}").rows["articles"] == 1
    assert ask(tmp_path / "t.sqlite", "SELECT title, fetched FROM articles WHERE source_id = '0012'") == [
        (ARTICLE.title, None)
    ]
    assert pressextract.read_tables(run)["articles"]["fetched"].isna().all()
    if own == "parquet":
        pq.write_table(pq.read_table(path).drop_columns(["title"]), path)
        with pytest.raises(ConfigError, match="it lacks title"):
            export(run, tmp_path / "t.sqlite", force=True)
