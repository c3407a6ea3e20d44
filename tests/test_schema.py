"""The schema is the contract with everybody who consumes the files."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import pytest

from conftest import PROJECT
from pressextract import table_reference
from pressextract.errors import ConfigError
from pressextract.schema import FAMILIES, MENTION_ROWS, ROW_CLASSES, columns

EXPECTED = {
    "articles": "article_id source_id input url publisher title subtitle lead text language published published_source"
    " modified fetched press_number dateline embargo_until authors contact_name contact_phone contact_email boilerplate keywords"
    " image_captions image_credits n_words sha256 duplicate_of duplicate_similarity revision_of extra",
    "people": "person_id name given_name family_name academic_title role organisation party",
    "ministries": "ministry_id name abbreviation level land",
    "organisations": "organisation_id name abbreviation",
    "places": "place_id name kind land country ags lat lon derived nested refers_to",
    "initiatives": "initiative_id name kind abbreviation",
    "counts": "value value_max bound kind unit noun of",
    "quotes": "speaker person_id",
    "entities": "entity_id label name n_mentions n_articles first_published last_published",
    "issues": "source_id article_id kind code message stage",
}
OF_EVERY_MENTION = "article_id entity_id field start end text sentence source confidence".split()


@pytest.mark.parametrize("table", EXPECTED)
def test_tables_have_the_promised_columns(table: str) -> None:
    beside = OF_EVERY_MENTION if table in FAMILIES else []
    assert [column.name for column in columns(table)] == beside + EXPECTED[table].split()


def test_every_column_is_described() -> None:
    undescribed = [(t, c.name) for t in ROW_CLASSES for c in columns(t) if len(c.description) < 10]
    assert undescribed == []


def test_families_name_table_component_and_settings() -> None:
    from pressextract.settings import Settings

    entry_points = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    for family in FAMILIES:
        assert family in Settings.model_fields
        assert f'pressextract_{family} = "pressextract.components.{family}.component:create_{family}"' in entry_points
    assert {row.label for row in MENTION_ROWS} == {"PERSON", "MINISTRY", "ORG", "PLACE", "COUNT", "INITIATIVE", "QUOTE"}


def test_rows_are_frozen() -> None:
    assert all(row.__dataclass_params__.frozen for row in ROW_CLASSES.values())
    assert all(dataclasses.is_dataclass(row) for row in ROW_CLASSES.values())


def test_the_schema_needs_no_spacy() -> None:
    code = "import sys, pressextract.schema; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_table_reference_in_docs_is_current() -> None:
    written = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert written.endswith(table_reference.markdown() + "\n"), (
        "run: pressextract schema > docs/tables.md (keep its head)"
    )


def test_json_reference_lists_every_table() -> None:
    described = json.loads(table_reference.as_json())
    assert list(described["tables"]) == list(ROW_CLASSES)
    assert described["tables"]["counts"]["columns"][-1]["name"] == "of"


def test_an_unknown_table_is_named_with_the_possible_ones() -> None:
    with pytest.raises(ConfigError, match=r"no table peple; possible: .*people"):
        table_reference.known(["peple"])
