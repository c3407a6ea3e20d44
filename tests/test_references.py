"""The references of the command line and of the settings are generated, complete and current."""

from __future__ import annotations

import re

import pytest

from conftest import PROJECT
from pressextract import cli_reference, settings_reference
from pressextract.cli import app, main
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.schema import FAMILIES
from pressextract.settings import Settings

VERBS = dict(cli_reference.verbs(app))
GUIDES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


@pytest.mark.parametrize(("page", "module"), [("cli", cli_reference), ("settings", settings_reference)])
def test_the_page_in_docs_is_current(page: str, module: object) -> None:
    written = (PROJECT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    now = cli_reference.markdown(app) if module is cli_reference else settings_reference.markdown()
    assert written == now, f"run: python -m pressextract.{page}_reference > docs/{page}.md"


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_the_help_is_in_the_reference(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*verb.split(), "--help"])
    assert ended.value.code == 0
    # an option begins its line; what texts say of others stands further right
    helped = set(re.findall(r"^ +(?:-\w, )?(--[\w-]+)", capsys.readouterr().out, re.MULTILINE)) - {"--help"}
    declared = {parameter.name for parameter in cli_reference.parameters(VERBS[verb]) if parameter.is_option}
    assert helped == {re.findall(r"--[\w-]+", name)[0] for name in declared}


def test_verbs_come_with_those_of_groups() -> None:
    assert {"run", "clean", "explain", "model info", "model install"} <= set(VERBS)


def test_every_setting_is_in_the_reference() -> None:
    page = settings_reference.markdown()
    assert [
        name for name in Settings.model_fields if name not in (*FAMILIES, "fetch") and f"| `{name}`" not in page
    ] == []
    assert [name for name in FetchSettings.model_fields if f"| `fetch.{name}`" not in page] == []


def test_the_commands_that_guides_show_exist() -> None:
    unknown = []
    for guide in GUIDES:
        text = guide.read_text(encoding="utf-8").replace("\\\n", " ")
        for block in re.findall(r"^```(?:console|sh)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            for line in re.findall(r"^(?:\$ |.*&& )?(?:uv run )?pressextract (.*)", block, re.MULTILINE):
                unknown += [f"{guide.name}: {word} in {line}" for word in unknown_words(line)]
    assert unknown == []


def unknown_words(line: str) -> list[str]:
    """The verb that does not exist, or the options that it does not have."""
    words = re.split(r" [#|>]", line)[0].split()
    name = " ".join(words[:2]) if words[0] == "model" else words[0]
    if name not in VERBS:
        return [name]
    known = {part for p in cli_reference.parameters(VERBS[name]) for part in re.split("[ ,/]+", p.name)}
    return [word for word in words if re.match("--?[a-z]", word) and word not in known]
