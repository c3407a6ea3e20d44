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
SECTIONS = dict(section.split("\n", 1) for section in GUIDE.split("\n## ")[1:])


@pytest.mark.parametrize(
    ("section", "folder", "shown_tables"),
    [
        ("An example", "tables", ["entities", "organisations", "places", "quotes"]),
        ("Names that a run teaches", "projects", ["initiatives"]),
    ],
)
def test_the_example_is_true(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    section: str,
    folder: str,
    shown_tables: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    guide = SECTIONS[section]
    for name, text in re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)```", guide, re.MULTILINE | re.DOTALL):
        Path(name).write_text(text, encoding="utf-8")
    (console,) = re.findall(r"```console\n(.*?)```", guide, re.DOTALL)
    for step in console.removeprefix("$ ").split("\n$ "):
        command, *shown = step.strip().splitlines()
        with pytest.raises(SystemExit) as ended:
            main(command.split()[1:])
        said = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("seconds ")]
        assert (ended.value.code, said) == (0, shown)
    tables = pressextract.read_tables(folder)
    shown_here = re.findall(r"^\*\*`(\w+)`\*\*\n\n((?:\|.*\n)+)", guide, re.MULTILINE)
    assert [name for name, _ in shown_here] == shown_tables
    for name, table in shown_here:
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
