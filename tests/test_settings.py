"""Defaults < file < environment < command line; mistakes are one line that names what is possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressextract.errors import ConfigError
from pressextract.settings import Settings, lexicon_files, settings_from


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PRESSEXTRACT_MODEL", raising=False)


def test_the_order_of_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_from().model == "de_press_sm"
    (tmp_path / "pressextract.toml").write_text(
        'model = "a"\nbatch_size = 8\n[counts]\nkeep_bare = true\n', encoding="utf-8"
    )
    assert (settings_from().model, settings_from().counts) == ("a", {"keep_bare": True})
    monkeypatch.setenv("PRESSEXTRACT_MODEL", "b")
    assert settings_from().model == "b"
    found = settings_from(["counts.keep_bare=false", "language=any"], model="c")
    assert (found.model, found.counts, found.language, found.batch_size) == ("c", {"keep_bare": False}, "any", 8)


def test_options_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSEXTRACT_COUNTS__KEEP_BARE", "false")
    assert settings_from().counts == {"keep_bare": False}


def test_values_that_are_not_given_leave_the_default() -> None:
    assert settings_from(model=None, csv_dialect=None) == Settings()


@pytest.mark.parametrize(
    ("assignments", "message"),
    [
        (["modell=x"], "modell: .*Possible: model, formats"),
        (["batch_size=0"], "batch_size: .*greater than 0.*found 0"),
        (["counts"], "expected NAME=VALUE"),
        (["counts.=1"], "expected NAME=VALUE"),
        (["model=x", "model.y=1"], "model is a single value"),
        (["formats=['xlsx']"], "formats"),
        (["lexicons.people=a.csv"], "lexicons.people.*'organisations' or 'initiatives'"),
        (["lexicons=a.csv"], "lexicons: .*dictionary"),
    ],
)
def test_mistakes_are_named(assignments: list[str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        settings_from(assignments)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pressextract.toml").write_text("model = ", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pressextract\.toml"):
        settings_from()


def test_lists_from_each_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pressextract.toml").write_text(
        'aliases = "a.csv"\nstoplists = ["s.csv", "t.csv"]\n[lexicons]\norganisations = "o.csv"\n', encoding="utf-8"
    )
    monkeypatch.setenv("PRESSEXTRACT_LEXICONS__INITIATIVES", "i.csv")
    found = settings_from(["stoplists=u.csv"], aliases=[Path("b.csv"), Path("c.csv")])
    assert found.aliases == (Path("b.csv"), Path("c.csv"))
    assert found.stoplists == (Path("u.csv"),)
    assert found.lexicons == {"organisations": (Path("o.csv"),), "initiatives": (Path("i.csv"),)}


def test_several_lexicons_of_a_family() -> None:
    assert lexicon_files([]) is None
    found = lexicon_files(["organisations=a.csv", "initiatives=b.csv", "organisations=c=d.csv"])
    assert found == {"organisations": ("a.csv", "c=d.csv"), "initiatives": ("b.csv",)}


@pytest.mark.parametrize("assignment", ["people=a.csv", "a.csv", "organisations=", "organisations"])
def test_a_lexicon_needs_family_and_file(assignment: str) -> None:
    with pytest.raises(ConfigError, match=f"--lexicon {assignment}: possible are organisations=FILE, initiatives=FILE"):
        lexicon_files([assignment])


def test_a_list_in_the_environment_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSEXTRACT_ALIASES", '["a.csv"]')
    assert settings_from().aliases == (Path("a.csv"),)
    monkeypatch.setenv("PRESSEXTRACT_ALIASES", "a.csv")
    with pytest.raises(ConfigError, match=r'environment: .*aliases.*\["aliases.csv"\]'):
        settings_from()
