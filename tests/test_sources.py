"""Every file and record comes out as a page or as a loss with its reason."""

from __future__ import annotations

import gzip
import json
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
