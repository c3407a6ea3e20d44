"""Pages as they really come: each gives a clean article or one stable code, and the run goes on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import pressextract
from pressextract.errors import PageError

SENTENCES = (
    "Die Umweltministerin hat am Montag in Magdeburg den neuen Plan für die Moore des Landes vorgestellt. "
    "Er soll bis zum Jahr 2030 gelten und wird mit zwanzig Millionen Euro aus dem Haushalt bezahlt."
)
RELEASE = (
    "<html lang='de'><head><title>Plan für Moore</title></head>"
    f"<body><h1>Plan für Moore</h1><p>{SENTENCES}</p></body></html>"
)
ENGLISH = RELEASE.replace(
    SENTENCES,
    "The minister presented the new plan for the moors of the state on Monday. It is to be in force until the year "
    "2030 and will be paid for with twenty million euros from the budget of the government.",
)
LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    + RELEASE.replace("Er soll", "&c; Er soll")
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", "not_html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_html"),
        (b"Nur Text ohne jede Auszeichnung.", "not_html"),
        (b"<html><frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset></html>", "no_body"),
        (b"<html><body></body></html>", "no_body"),
        (b"<html><body><nav><a href='/'>Start</a> <a href='/a'>Aktuelles</a></nav></body></html>", "no_body"),
        (ENGLISH.replace("lang='de'", "lang='en'").encode(), "not_german"),
    ],
)
def test_what_is_no_german_article_has_a_code(content: bytes, code: str) -> None:
    with pytest.raises(PageError) as lost:
        pressextract.clean(content)
    assert lost.value.code == code
    assert lost.value.message


@pytest.mark.parametrize(
    "content",
    [
        RELEASE.encode(),
        RELEASE.encode("utf-16"),
        RELEASE.encode("utf-16-le"),
        RELEASE.encode("utf-8-sig"),
        RELEASE.encode("windows-1252"),
        RELEASE.replace("<head>", "<head><meta charset='utf-8'>").encode("windows-1252"),
        RELEASE.replace("<head>", "<head><meta charset='iso-8859-1'>").encode(),
        RELEASE.replace("Montag", "Mon\x00tag").encode(),
        b"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html SYSTEM 'file:///etc/passwd'>" + RELEASE.encode(),
        RELEASE,
    ],
    ids=[
        "utf-8",
        "utf-16",
        "utf-16 without BOM",
        "BOM",
        "cp1252",
        "cp1252 called utf-8",
        "utf-8 called latin-1",
        "NUL",
        "DOCTYPE names a file",
        "str",
    ],
)
def test_encodings_and_odd_beginnings(content: bytes | str) -> None:
    article = pressextract.clean(content)
    assert article.title == "Plan für Moore"
    assert article.text == SENTENCES


def test_one_bad_byte_does_not_spoil_the_page() -> None:
    article = pressextract.clean(RELEASE.encode().replace(b"Montag", b"Mo\xffntag"))
    assert article.title == "Plan für Moore"
    assert article.text == SENTENCES.replace("Montag", "Mo\ufffdntag")


def test_entities_are_not_expanded_without_end() -> None:
    article = pressextract.clean(LAUGHS)
    assert "Er soll bis zum Jahr 2030 gelten" in article.text
    assert len(article.text) < 2 * len(SENTENCES)


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_loses_no_text(depth: int) -> None:
    page = RELEASE.replace("<p>", "<div>" * depth + "<p>").replace("</p>", "</p>" + "</div>" * depth)
    assert pressextract.clean(page).text == SENTENCES


def test_lone_surrogates_become_replacement_characters() -> None:
    article = pressextract.clean(RELEASE.replace("Montag", "Mon\ud800tag"))
    assert "Mon\ufffdtag" in article.text


def test_a_run_counts_every_bad_page_and_reads_the_good_one(tmp_path: Path) -> None:
    pages = tmp_path / "in"
    pages.mkdir()
    (pages / "gut.html").write_text(RELEASE, encoding="utf-8")
    (pages / "leer.html").touch()
    (pages / "dokument.html").write_bytes(b"%PDF-1.4")
    (pages / "englisch.html").write_text(ENGLISH, encoding="utf-8")
    (pages / "gross.html").write_bytes(RELEASE.encode() + b" " * 2_000_000)
    (pages / "bombe.html.gz").write_bytes(gzip.compress(b"<p>x</p>" * 1_000_000))
    (pages / "kaputt.html.gz").write_bytes(b"\x1f\x8b kaputt")
    (pages / "fehlt.html").symlink_to(pages / "nicht-da.html")
    summary = pressextract.run(pages, tmp_path / "out", pressextract.Settings(max_page_bytes=1_000_000))
    assert summary.articles == 1
    assert summary.lost == {"empty": 1, "not_html": 1, "not_german": 1, "too_large": 2, "unreadable": 2}
    issues = pressextract.read_tables(tmp_path / "out")["issues"]
    assert set(issues.query("kind == 'lost'")["source_id"]) == {
        "leer", "dokument", "englisch", "gross", "bombe", "kaputt", "fehlt",
    }  # fmt: skip


def test_pages_in_other_languages_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "englisch.html").write_text(ENGLISH, encoding="utf-8")
    settings = pressextract.Settings(language="any")
    summary = pressextract.run(tmp_path / "englisch.html", tmp_path / "out", settings)
    assert summary.articles == 1
