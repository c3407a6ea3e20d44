"""The tables in the browser: a real Datasette on loopback, asked as a browser and a program would."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

import pressextract
from finished_runs import ARTICLE, COPY, finished_run
from pressextract.cli import main
from pressextract.errors import ConfigError, EngineError
from pressextract.exploring import explorer, prepared
from pressextract.exploring.metadata import FACETS, LABELS, metadata_of
from pressextract.exporting.source import open_source
from pressextract.schema import ROW_CLASSES, columns

#: Seconds for a start on a busy machine.
PATIENCE = 60


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`pressextract explore` as a user starts it; the address where its pages are."""
    command = "from pressextract.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "explore", folder, "--no-open", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        (address,) = re.findall(r"at (http://127\.0\.0\.1:\d+)/", said)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fetched(f"{address}/-/versions.json")
                break
            except urllib.error.URLError:
                assert time.monotonic() < until, "the server does not answer"
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, "asked to end, it ends well"


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def told(address: str) -> Any:
    return json.loads(fetched(address))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_run(tmp_path_factory.mktemp("exploring") / "tables")


@pytest.fixture(scope="module")
def site(run: Path) -> Iterator[str]:
    with served(run) as address:
        yield address


def test_every_table_answers_with_its_rows_and_meanings(site: str) -> None:
    page = fetched(f"{site}/tables")
    for table in ROW_CLASSES:
        assert f'href="/tables/{table}"' in page
        shown = html.unescape(fetched(f"{site}/tables/{table}"))
        for column in columns(table)[1:]:
            assert column.description in shown
    (place,) = told(f"{site}/tables/places.json?_shape=array")
    assert (place["name"], place["ags"], place["lat"]) == ("Magdeburg", "01003000", 52.1262)


def test_facets_count_beside_the_rows(site: str) -> None:
    facets = told(f"{site}/tables/articles.json")["facet_results"]
    facets = facets.get("results", facets)
    assert [(found["value"], found["count"]) for found in facets["publisher"]["results"]] == [("Umweltministerium", 1)]
    assert {found["value"] for found in facets["keywords"]["results"]} == {"Radverkehr", "Verkehr"}
    assert 'id="facet-kind"' in fetched(f"{site}/tables/places")
    for table, wanted in FACETS.items():
        names = {column.name for column in columns(table)}
        assert {facet if isinstance(facet, str) else facet["array"] for facet in wanted} <= names


def test_a_search_finds_words(site: str) -> None:
    found = told(f"{site}/tables/articles.json?_search=Magdeburg&_shape=array")
    assert [row["title"] for row in found] == [ARTICLE.title]
    assert told(f"{site}/tables/articles.json?_search={quote('Günther')}&_shape=array")
    assert told(f"{site}/tables/articles.json?_search=Hamburg&_shape=array") == []
    assert 'name="_search"' in fetched(f"{site}/tables/articles")


def test_keys_show_what_they_mean(site: str) -> None:
    page = fetched(f"{site}/tables/people")
    assert f'<a href="/tables/articles/{ARTICLE.article_id}">{ARTICLE.title}</a>' in page
    assert '<a href="/tables/entities/en_1">Regine Günther</a>' in page
    assert LABELS == {"articles": "title", "entities": "name"}


def test_links_lead_to_the_report_where_there_is_one(run: Path, site: str) -> None:
    link = f'<a href="/report/report.html#article={ARTICLE.article_id}"'
    assert "/report/" not in fetched(f"{site}/tables/people")
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetched(f"{site}/report/report.html")
    assert refused.value.code == 404
    (run / "report.html").write_text("<h1>Bericht über Umlaute</h1>", encoding="utf-8")
    try:
        assert link in fetched(f"{site}/tables/people")
        assert link in fetched(f"{site}/tables/articles")
        assert link in fetched(f"{site}/tables/articles/{COPY.article_id}")  # duplicate_of
        assert link in fetched(f"{site}/tables?sql={quote('select article_id from people')}")
        assert fetched(f"{site}/report/report.html") == "<h1>Bericht über Umlaute</h1>"
        for other in ("run.json", "..%2Frun.json", "articles.parquet"):
            with pytest.raises(urllib.error.HTTPError):
                fetched(f"{site}/report/{other}")
    finally:
        (run / "report.html").unlink()


def test_texts_of_articles_are_no_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    run = finished_run(
        tmp_path / "tables",
        [
            type(ARTICLE)(article_id="pm_1", source_id="1", input="1", title=evil),
            type(COPY)(article_id="pm_2", source_id="2", input="2", duplicate_of="pm_1"),
        ],
    )
    (run / "report.html").write_text("Bericht", encoding="utf-8")
    with served(run) as address:
        page = fetched(f"{address}/tables/articles")
        assert evil not in page
        assert html.escape(evil) in page


def test_it_listens_on_this_machine_only_and_cannot_write(run: Path) -> None:
    with prepared(run, 0) as exploration:
        arguments = exploration.arguments(open_browser=False)
    assert arguments[arguments.index("--host") + 1] == "127.0.0.1"
    assert arguments[arguments.index("--immutable") + 1] == str(run / ".pressextract-explore" / "tables.sqlite")
    assert "--open" not in arguments
    assert "--open" in exploration.arguments(open_browser=True)


@pytest.mark.parametrize(
    ("host", "status"),
    [("boese.example", 403), ("127.0.0.1.boese.example:80", 403), ("[", 403), ("localhost:9000", 200)],
)
def test_a_page_elsewhere_whose_name_leads_here_is_refused(site: str, host: str, status: int) -> None:
    asked = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    asked.request("GET", "/tables/people.json", headers={"Host": host})
    assert asked.getresponse().status == status
    asked.close()


def test_the_copy_is_made_anew_only_when_the_run_is_another(tmp_path: Path) -> None:
    run = finished_run(tmp_path / "tables")

    def made() -> int:
        with prepared(run, 0) as exploration:
            return exploration.base.stat().st_mtime_ns

    first = made()
    assert made() == first
    (run / "run.json").write_text((run / "run.json").read_text().replace("06:04:33", "07:00:00"))
    second = made()
    assert second != first
    (run / ".pressextract-explore" / "tables.sqlite").write_bytes(b"kaputt")
    assert made() not in (first, second)


def test_a_later_run_leaves_the_copy_alone(tmp_path: Path) -> None:
    (tmp_path / "seite.txt").write_text(
        "Radweg in Magdeburg\n\nMinisterin Regine Günther (Grüne) kam nach Magdeburg.", encoding="utf-8"
    )
    for _ in range(2):
        pressextract.run(tmp_path / "seite.txt", tmp_path / "tables", force=True)
        with prepared(tmp_path / "tables", 0) as exploration:
            assert exploration.base.is_file()


@pytest.mark.skipif(os.name == "nt", reason="folders that cannot be written are a matter of POSIX")
def test_a_run_that_cannot_be_written_is_explored_from_a_temporary_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished_run(tmp_path / "tables")
    monkeypatch.setattr(explorer.os, "access", lambda *_: False)
    with prepared(run, 0) as exploration:
        assert exploration.base.is_file()
        assert run not in exploration.base.parents
    assert not exploration.base.exists()
    assert not (run / ".pressextract-explore").exists()


def test_the_metadata_speak_of_every_table(run: Path) -> None:
    metadata = metadata_of(open_source(run), run / "report.html")
    tables = metadata["databases"]["tables"]["tables"]
    assert set(ROW_CLASSES) < set(tables)
    assert "data/raw on 2026-11-26: 2 articles" in metadata["description"]
    assert tables["people"]["columns"] == {column.name: column.description for column in columns("people")}


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0), capsys.readouterr().err


def test_mistakes_are_told_before_anything_is_served(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, err = call(capsys, "explore", run, "--port", port)
    assert (code, err) == (
        2,
        f"error: port {port}: Address already in use; give another --port, or none for one that is free\n",
    )
    code, err = call(capsys, "explore", tmp_path)
    assert code == 2
    assert "no run has ended here" in err
    monkeypatch.setitem(sys.modules, "datasette", None)
    with pytest.raises(EngineError, match=r"pip install 'pressextract\[explore\]'"), prepared(run):
        pass


def test_the_usual_port_gives_way_when_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(explorer, "_PORT", taken.getsockname()[1])
        assert explorer.free_port(None) not in (0, explorer._PORT)
        with pytest.raises(ConfigError):
            explorer.free_port(explorer._PORT)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_it_well(run: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from pressextract.cli import main; main()", "explore", run, "--no-open", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    while "Uvicorn running" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "error:" not in said
