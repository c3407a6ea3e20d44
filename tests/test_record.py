"""Golden pairs: a page and what cleaning makes of it, written by one call and not replaced unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressextract.errors import ConfigError
from pressextract.record import FIELDS, record
from pressextract.settings import Settings
from radwege import BODY, TEXT, page


def saved(folder: Path, content: str, name: str = "radwege.html") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_page_and_its_article_are_written(tmp_path: Path) -> None:
    source = saved(tmp_path, page(f"<h1>Zwölf neue Radwege</h1><p>12.05.2020</p>{BODY}"))
    recorded, expected = record(source, tmp_path / "pages", Settings())
    assert recorded.read_bytes() == source.read_bytes()
    described = json.loads(expected.read_text(encoding="utf-8"))
    assert list(described) == ["page", *FIELDS]
    assert (described["page"], described["text"], described["published"]) == ("radwege.html", TEXT, "2020-05-12")


def test_a_lost_page_gives_its_code(tmp_path: Path) -> None:
    _, expected = record(saved(tmp_path, "<html><body></body></html>"), tmp_path / "pages", Settings())
    assert json.loads(expected.read_text(encoding="utf-8")) == {"page": "radwege.html", "lost": "no_body"}


def test_a_pair_that_differs_is_replaced_on_request_only(tmp_path: Path) -> None:
    source = saved(tmp_path, page(f"<h1>Zwölf neue Radwege</h1>{BODY}"))
    _, expected = record(source, tmp_path / "pages", Settings())
    record(source, tmp_path / "pages", Settings())
    read = expected.read_text(encoding="utf-8").replace("Zwölf neue Radwege", "Zwölf Radwege")
    expected.write_text(read, encoding="utf-8")
    with pytest.raises(ConfigError, match="differs in title; --force replaces it"):
        record(source, tmp_path / "pages", Settings())
    assert expected.read_text(encoding="utf-8") == read
    record(source, tmp_path / "pages", Settings(), force=True)
    assert json.loads(expected.read_text(encoding="utf-8"))["title"] == "Zwölf neue Radwege"


def test_a_page_is_recorded_where_it_lies(tmp_path: Path) -> None:
    source = saved(tmp_path, page(f"<h1>Zwölf neue Radwege</h1>{BODY}"))
    before = source.read_bytes()
    recorded, expected = record(source, tmp_path, Settings())
    assert (recorded.read_bytes(), expected.name) == (before, "radwege.json")


def test_records_are_no_page(tmp_path: Path) -> None:
    source = saved(tmp_path, json.dumps({"text": TEXT}) + "\n", "radwege.jsonl")
    with pytest.raises(ConfigError, match="holds records"):
        record(source, tmp_path / "pages", Settings())
