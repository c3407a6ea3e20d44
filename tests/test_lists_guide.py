"""What docs/lists.md shows is what the commands do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pressextract
from conftest import PROJECT
from pressextract.cli import main
from test_readme import cells, shown_value

GUIDE = (PROJECT / "docs" / "lists.md").read_text(encoding="utf-8")
FILES = re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^\*\*`(\w+)`\*\*\n\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
CONSOLE = next(iter(re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)))


def test_the_example_is_true(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES:
        Path(name).write_text(text, encoding="utf-8")
    for step in CONSOLE.removeprefix("$ ").split("\n$ "):
        command, *shown = step.strip().splitlines()
        with pytest.raises(SystemExit) as ended:
            main(command.split()[1:])
        said = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("seconds ")]
        assert (ended.value.code, said) == (0, shown)
    tables = pressextract.read_tables("tables")
    assert [name for name, _ in SHOWN] == ["entities", "organisations", "places", "quotes"]
    for name, table in SHOWN:
        header, _, *rows = map(cells, table.strip().splitlines())
        found = [[shown_value(v) for v in row] for row in tables[name][header].astype(object).values.tolist()]
        assert rows
        assert [row for row in rows if row not in found] == []


def test_the_settings_shown_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (toml,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    Path("pressextract.toml").write_text(toml, encoding="utf-8")
    settings = pressextract.Settings()
    assert (len(settings.aliases), len(settings.stoplists), list(settings.lexicons)) == (2, 1, ["organisations"])


def test_links_lead_to_files() -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", GUIDE)]
    assert links
    assert [link for link in links if not (PROJECT / "docs" / link).exists()] == []
