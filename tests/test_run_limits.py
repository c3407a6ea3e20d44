"""What a page may cost: beyond it is a row in issues whose code says which limit it was."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

import pressextract
from pressextract.settings import Settings
from releases import release


def lost(source: Path, output: Path, **limits: float) -> dict[str, tuple[str, str]]:
    settings = Settings(formats=("csv",), **limits)  # type: ignore[arg-type]
    pressextract.run(source, output, settings)
    issues = pressextract.read_tables(output)["issues"].query("kind == 'lost'")
    return {row.source_id: (row.code, row.message) for row in issues.itertuples()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kurz.html").write_text(release(1), encoding="utf-8")
    long = release(2).replace("</p>", "</p>" + "<p>Der Radweg führt durch das Tal der Saale.</p>" * 400)
    (tmp_path / "in" / "lang.html").write_text(long, encoding="utf-8")
    return tmp_path / "in"


def test_bytes_of_a_page(source: Path, tmp_path: Path) -> None:
    code, message = lost(source, tmp_path / "out", max_page_bytes=10_000)["lang"]
    assert code == "too_large"
    assert "raise max_page_bytes" in message


def test_characters_of_an_article(source: Path, tmp_path: Path) -> None:
    code, message = lost(source, tmp_path / "out", max_document_chars=10_000)["lang"]
    assert code == "too_long"
    assert "characters of text; raise max_document_chars to read it" in message


def test_seconds_of_cleaning(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pressextract.cleaning.cleaner as cleaner

    clean_page = cleaner.clean_page

    def slow(page, language="de"):  # type: ignore[no-untyped-def]
        end = time.monotonic() + 60
        while page.source_id == "lang" and time.monotonic() < end:
            pass
        return clean_page(page, language)

    monkeypatch.setattr(cleaner, "clean_page", slow)
    found = lost(source, tmp_path / "out", max_page_seconds=0.5)
    assert found == {"lang": ("too_slow", "lang.html: cleaning took longer than 0.5 s; raise max_page_seconds to wait")}


def test_members_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.html", release(number))
    with pytest.raises(pressextract.OutputError, match=r"every page is lost \(1 archive_limit\)"):
        lost(tmp_path / "dump.zip", tmp_path / "out", max_members=3)
