"""The seed article, page and text file, against its gold: every mention with its attributes, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pressextract
from conftest import PROJECT, SAMPLE
from pressextract.article import Page
from pressextract.cleaning import clean_page

SEED = Path(__file__).parent / "seed"
GOLD = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
COLUMNS = {
    "people": {"title": "academic_title", "role": "role", "organisation": "organisation", "party": "party"},
    "ministries": {"abbr": "abbreviation", "level": "level", "land": "land"},
    "organisations": {},
    "places": {"kind": "kind", "name": "name", "derived": "derived"},
    "counts": {
        "value": "value",
        "value_max": "value_max",
        "bound": "bound",
        "kind": "kind",
        "unit": "unit",
        "noun": "noun",
    },
    "initiatives": {"kind": "kind", "abbr": "abbreviation"},
}
LABELS = dict(zip(COLUMNS, ("PERSON", "MINISTRY", "ORG", "PLACE", "COUNT", "INITIATIVE"), strict=True))


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    page = pressextract.clean((SAMPLE / "article.html").read_bytes())
    return pressextract.extract([page])


def rows(tables: dict[str, Any], family: str, field: str) -> dict[tuple[int, int], dict[str, Any]]:
    frame = tables[family].astype(object)
    frame = frame.where(frame.notna(), None)
    return {(row["start"], row["end"]): row for row in frame.to_dict("records") if row["field"] == field}


@pytest.mark.parametrize("family", COLUMNS)
@pytest.mark.parametrize("field", ["title", "text"])
def test_each_family_is_right(tables: dict[str, Any], family: str, field: str) -> None:
    marked = GOLD["entities" if field == "text" else "title_entities"]
    gold = {(e["start"], e["end"]): e for e in marked if e["label"] == LABELS[family]}
    found = rows(tables, family, field)
    optional = {span for span, entity in gold.items() if entity.get("optional")}
    assert found.keys() - optional == gold.keys() - optional
    for span in found.keys() & gold.keys():
        stated = {column: gold[span][name] for name, column in COLUMNS[family].items() if name in gold[span]}
        assert {column: found[span][column] for column in stated} == stated


def test_the_motto_is_no_quotation(tables: dict[str, Any]) -> None:
    assert tables["quotes"].empty


def test_the_paraphrase_refers_to_the_city(tables: dict[str, Any]) -> None:
    refers_to = tables["places"].set_index("text")["refers_to"]
    assert refers_to["Sachsen-Anhalts"] == "Magdeburg"


def test_all_mentions_of_the_ministry_are_the_one_of_its_years(tables: dict[str, Any]) -> None:
    assert set(tables["ministries"]["ministry_id"]) == {"de-bund-bmwi-wirtschaft-2013"}


def test_text_file_and_page_give_the_same_article() -> None:
    page = clean_page(Page(source_id="a", input="a", kind="html", content=(SAMPLE / "article.html").read_bytes()))
    text = clean_page(Page(source_id="a", input="a", kind="txt", content=(SEED / "article.txt").read_bytes()))
    for article in (page, text):
        assert article.title == GOLD["title"]
        assert article.text == GOLD["text"]
        assert list(article.image_captions) == GOLD["image_captions"]
        assert list(article.image_credits) == GOLD["image_credits"]


@pytest.mark.shared
def test_the_copies_are_those_of_the_seed() -> None:
    seed = PROJECT.parent / "shared" / "seed"
    assert (SAMPLE / "article.html").read_bytes() == (seed / "article.html").read_bytes()
    assert (SEED / "article.txt").read_bytes() == (seed / "article.txt").read_bytes()
    assert (SEED / "gold.json").read_bytes() == (seed / "gold.json").read_bytes()
