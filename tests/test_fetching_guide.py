"""docs/fetching.md says what the code says: options, codes, columns, settings and their defaults."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import PROJECT
from pressextract.cli import main
from pressextract.fetching.codes import FAILED_CODES, OUTCOMES, SKIPPED_CODES, UNCHANGED_CODES
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.fetching.index_file import COLUMNS

GUIDE = (PROJECT / "docs" / "fetching.md").read_text(encoding="utf-8")


def rows(*pairs: tuple[str, str]) -> str:
    return "".join(f"| `{name}` | {meaning} |\n" for name, meaning in pairs)


def shown(value: Any) -> str:
    if value is None or value == ():
        return ""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("codes", [OUTCOMES, UNCHANGED_CODES, SKIPPED_CODES, FAILED_CODES])
def test_each_code_is_listed_with_its_meaning(codes: dict[str, str]) -> None:
    assert rows(*codes.items()) in GUIDE


def test_each_column_of_the_index_is_listed() -> None:
    assert rows(*((name, meaning) for name, _, meaning in COLUMNS)) in GUIDE


def test_each_setting_is_listed_with_its_default() -> None:
    fields = FetchSettings.model_fields.items()
    listed = "".join(f"| `fetch.{name}` | {shown(field.default)} | {field.description} |\n" for name, field in fields)
    assert listed in GUIDE


def test_each_option_that_chooses_pages_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["fetch", "--help"])
    help_text = capsys.readouterr().out
    options = set(re.findall(r"`(--[a-z-]+)", GUIDE))
    assert {"--list", "--feed", "--sitemap", "--site", "--match", "--since", "--limit"} <= options
    assert all(option in help_text for option in options - {"--set", "--pages", "--format"})
