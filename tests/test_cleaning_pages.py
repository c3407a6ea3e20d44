"""Every golden pair of tests/pages: a page of data/raw and what cleaning must make of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from pressextract.article import Article, Page
from pressextract.cleaning import clean_page
from pressextract.errors import PageError

GOLDEN = sorted((Path(__file__).parent / "pages").glob("*.json"))


def cleaned(path: Path) -> Article:
    return clean_page(Page(source_id=path.stem, input=path.name, kind="html", content=path.read_bytes()))


def as_json(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else value


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_page_gives_its_golden_article(golden: Path) -> None:
    expected: dict[str, Any] = json.loads(golden.read_text(encoding="utf-8"))
    page = PROJECT / expected.pop("page")
    if "lost" in expected:
        with pytest.raises(PageError) as lost:
            cleaned(page)
        assert lost.value.code == expected["lost"]
        return
    article = cleaned(page)
    assert {name: as_json(getattr(article, name)) for name in expected} == expected


def test_every_sample_page_has_a_golden_pair() -> None:
    described = {json.loads(golden.read_text(encoding="utf-8"))["page"] for golden in GOLDEN}
    pages = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "data" / "raw").rglob("*.html")}
    assert pages == described
