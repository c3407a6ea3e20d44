"""Codes are a contract: documented, refused when unknown, and errors cross process borders."""

from __future__ import annotations

import pickle

import pytest

from conftest import PROJECT
from pressextract import errors
from pressextract.article import Doubt


def test_every_code_is_documented() -> None:
    written = (PROJECT / "docs" / "issues.md").read_text(encoding="utf-8")
    for code, reason in {**errors.PAGE_CODES, **errors.DOUBT_CODES}.items():
        assert f"| `{code}` | {reason} |" in written


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(KeyError):
        errors.PageError("kaputt", "x")
    with pytest.raises(KeyError):
        Doubt(code="kaputt", message="x", stage="cleaning")


@pytest.mark.parametrize(
    "error",
    [errors.PageError("empty", "0 bytes"), errors.ConfigError("a"), errors.LexiconError("b"), errors.ModelError("c")],
)
def test_errors_survive_pickling(error: errors.PressextractError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


def test_exit_codes() -> None:
    assert {
        name: getattr(errors, name).exit_code for name in ("ConfigError", "RulesError", "ModelError", "OutputError")
    } == {
        "ConfigError": 2,
        "RulesError": 2,
        "ModelError": 3,
        "OutputError": 1,
    }
