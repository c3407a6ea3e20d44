"""Every file and record comes out as a page or as a loss with its reason."""

from __future__ import annotations

import gzip
import json
import os
import socket
from datetime import date
from pathlib import Path

import pytest

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources import Limits, plan_sources

LIMIT = 1_000_000


def pages(root: Path, limit: int = LIMIT) -> list[Page | Loss]:
    plan = plan_sources(root)
    found = list(plan.pages(Limits(page_bytes=limit)))
    assert plan.n_pages() in (None, len(found)), "total() promises what pages() yields"
    return found


def lines(path: Path, *records: object) -> Path:
    text = "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_tree_gives_its_pages_in_order_with_ids_below_the_input(tmp_path: Path) -> None:
    (tmp_path / "2020" / "mai").mkdir(parents=True)
    (tmp_path / "2020" / "mai" / "meldung.html").write_bytes(b"<p>Eins</p>")
    (tmp_path / "2020" / "abc.txt").write_bytes("Grüße".encode())
    (tmp_path / "index.htm.gz").write_bytes(gzip.compress(b"<p>Zwei</p>"))
    (tmp_path / "bild.jpg").write_bytes(b"\xff")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    found = pages(tmp_path)
    assert [(p.source_id, p.input) for p in found] == [
        ("index", "index.htm.gz"),
        ("2020/abc", "2020/abc.txt"),
        ("2020/mai/meldung", "2020/mai/meldung.html"),
    ]
    assert [p.kind for p in found if isinstance(p, Page)] == ["html", "txt", "html"]
    assert found[0].content == b"<p>Zwei</p>"
    assert plan_sources(tmp_path).skipped == {".jpg": 1}


def test_a_single_file_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_bytes(b"<p>x</p>")
    (page,) = pages(tmp_path / "article.html")
    assert (page.source_id, page.input) == ("article", "article.html")


def test_too_large_and_unreadable_files_are_losses(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x" * 1001)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"x" * 10_000_000))
    (tmp_path / "c.html.gz").write_bytes(b"kein gzip")
    (tmp_path / "d.html").symlink_to(tmp_path / "fehlt.html")
    found = pages(tmp_path, limit=1000)
    assert [p.code for p in found if isinstance(p, Loss)] == ["unreadable", "too_large", "too_large", "unreadable"]
    assert [p.source_id for p in found] == ["d", "a", "b", "c"], "what the plan knows to be lost comes first"


def corpus(folder: Path) -> Path:
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "1000130.html").write_bytes(b"<p>x</p>")
    (folder / "html" / "ohne.html").write_bytes(b"<p>y</p>")
    (folder / "metadata.csv").write_text(
        "DC.identifier,DC.source,DC.date,DC.title,DC.publisher,DC.rights,filename_html\n"
        "1000130,https://amt.example/1000130.php,05.10.2020,Schließung des Bürgeramtes,Bezirksamt,CC BY,1000130.html\n"
        "1000131,https://amt.example/1000131.php,06.10.2020,Fehlt,,,1000131.html\n",
        encoding="utf-8",
    )
    return folder


def test_a_dublin_core_corpus_gives_its_metadata(tmp_path: Path) -> None:
    found = pages(corpus(tmp_path / "korpus"))
    lost, page, unlisted = found
    assert isinstance(lost, Loss)
    assert (lost.source_id, lost.code) == ("1000131", "unreadable")
    assert isinstance(page, Page)
    assert (page.source_id, page.title, page.published) == ("1000130", "Schließung des Bürgeramtes", date(2020, 10, 5))
    assert (page.url, page.publisher) == ("https://amt.example/1000130.php", "Bezirksamt")
    assert page.extra == '{"DC.rights": "CC BY"}'
    assert unlisted.source_id == "html/ohne"


def test_a_corpus_is_found_below_the_input(tmp_path: Path) -> None:
    corpus(tmp_path / "berlin")
    assert [p.source_id for p in pages(tmp_path)] == ["1000131", "1000130", "berlin/html/ohne"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "fehlt", "no such file or folder"),
        (lambda folder: folder, "holds no pages"),
        (lambda folder: lines(folder / "tabelle.xlsx", "x"), "ending is not known; possible: .*.jsonl"),
    ],
)
def test_an_input_without_pages_is_named(tmp_path: Path, make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ConfigError, match=message):
        plan_sources(make(tmp_path))


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "x.html").write_bytes(b"<p>x</p>")
    (tmp_path / "in" / "a" / "oben").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b").symlink_to("a")
    (tmp_path / "in" / "y.html").symlink_to(tmp_path / "in" / "a" / "x.html")
    (tmp_path / "in" / "kreis.html").symlink_to("kreis.html")
    plan = plan_sources(tmp_path / "in")
    assert [(p.source_id, getattr(p, "code", "page")) for p in plan.pages(Limits())] == [
        ("kreis", "unreadable"),
        ("y", "page"),
        ("a/x", "page"),
    ]
    assert plan.skipped == {"link to a folder": 2}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_a_socket_and_a_device_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.html")
    os.mkfifo(tmp_path / "archiv.tar.gz")
    (tmp_path / "null.jsonl").symlink_to("/dev/null")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "dose.html"))
    found = pages(tmp_path)
    listening.close()
    assert sorted(p.input for p in found) == ["archiv.tar.gz", "dose.html", "null.jsonl", "rohr.html"]
    assert {(p.code, p.message) for p in found if isinstance(p, Loss)} == {
        ("unreadable", "not a regular file but a pipe, a socket or a device")
    }
    with pytest.raises(ConfigError, match="not a regular file"):
        plan_sources(tmp_path / "rohr.html")


def test_a_file_that_becomes_a_pipe_after_planning_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>x</p>")
    plan = plan_sources(tmp_path)
    (tmp_path / "a.html").unlink()
    os.mkfifo(tmp_path / "a.html")
    assert [getattr(p, "code", "page") for p in plan.pages(Limits())] == ["unreadable"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_a_loss(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "zu").mkdir(mode=0)
    found = pages(tmp_path)
    (tmp_path / "zu").chmod(0o700)
    assert [(p.input, getattr(p, "code", "page")) for p in found] == [("zu", "unreadable"), ("a.html", "page")]


def test_a_folder_that_cannot_be_listed_is_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "zu").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("zu"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = pages(tmp_path)
    assert [(p.input, getattr(p, "code", "page")) for p in found] == [("zu", "unreadable"), ("a.html", "page")]
    assert found[0].message == "Permission denied"  # type: ignore[union-attr]


def test_results_in_the_input_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    for name, tool in (("fertig", "pressextract"), ("fremd", "anderes")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(json.dumps({"tool": tool}))
        (tmp_path / name / "datapackage.json").write_text("{}")
        (tmp_path / name / "articles.csv").write_text("text\nja\n")
    (tmp_path / "ziel").mkdir()
    (tmp_path / "ziel" / "b.html").write_bytes(b"x")
    plan = plan_sources(tmp_path, exclude=tmp_path / "ziel")
    assert [file.name for file in plan.files] == ["a.html", "fremd/articles.csv"]
    assert plan.skipped == {".json": 2, "folder of a pressextract run": 2}
    with pytest.raises(ConfigError, match="found: 1 folder of a pressextract run"):
        plan_sources(tmp_path / "fertig")


def test_a_plan_knows_files_by_size_and_time_and_promises_pages_only_where_it_knows_them(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(b"<p>x</p>")
    plan = plan_sources(tmp_path)
    assert plan.n_pages() == 1
    (file,) = plan.files
    assert (file.name, file.address, file.kind, file.size) == ("a.html", str(page), "page", 8)
    os.utime(page, ns=(1, 1))
    assert plan_sources(page).files[0].signature != file.signature
    lines(tmp_path / "r.jsonl", {"text": "a"})
    assert plan_sources(tmp_path).n_pages() is None


def test_a_file_that_is_gone_when_it_is_read_is_a_loss(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    lines(tmp_path / "r.jsonl", {"text": "a"})
    plan = plan_sources(tmp_path)
    (tmp_path / "a.html").unlink()
    (tmp_path / "r.jsonl").unlink()
    found = list(plan.pages(Limits()))
    assert [(p.code, p.source_id) for p in found if isinstance(p, Loss)] == [
        ("unreadable", "a"),
        ("unreadable", "r.jsonl"),
    ]


def test_names_that_are_not_utf8_are_read_and_named(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"Stra\xdfe.html")).write_bytes(b"<p>x</p>")
    except OSError:
        pytest.skip("the file system takes no such names")
    (page,) = pages(tmp_path)
    assert isinstance(page, Page)
    assert (page.source_id, page.content) == ("Stra\ufffde", b"<p>x</p>")
