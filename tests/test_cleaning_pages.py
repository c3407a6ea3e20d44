"""Every golden pair: a page of data/raw, or a recorded page of a site with rules, and what cleaning makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from pressextract.article import Article, Page
from pressextract.cleaning import clean_page
from pressextract.cleaning.rules import ALL_RULES
from pressextract.errors import PageError
from pressextract.record import describe

PAGES = Path(__file__).parent / "pages"
GOLDEN = sorted(PAGES.glob("*.json"))
RECORDED = sorted((PAGES / "sites").glob("*.json"))


def cleaned(path: Path) -> Article:
    return clean_page(Page(source_id=path.stem, input=path.name, kind="html", content=path.read_bytes()))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_page_gives_its_golden_article(golden: Path) -> None:
    expected: dict[str, Any] = json.loads(golden.read_text(encoding="utf-8"))
    page = PROJECT / expected.pop("page")
    if "lost" in expected:
        with pytest.raises(PageError) as lost:
            cleaned(page)
        assert lost.value.code == expected["lost"]
        return
    found = describe(cleaned(page))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_page_of_a_site_gives_its_article(recorded: Path) -> None:
    expected = json.loads(recorded.read_text(encoding="utf-8"))
    assert {"page": expected["page"], **describe(cleaned(recorded.parent / expected["page"]))} == expected


def test_every_site_has_a_recorded_page() -> None:
    used = {cleaned(path.with_suffix(".html")).evidence["rules"].partition(".")[0] for path in RECORDED}
    assert used == {rules.name.partition(".")[0] for rules in ALL_RULES}


def test_every_sample_page_has_a_golden_pair() -> None:
    described = {json.loads(golden.read_text(encoding="utf-8"))["page"] for golden in GOLDEN}
    pages = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "data" / "raw").rglob("*.html")}
    assert pages == described
