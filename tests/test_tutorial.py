"""Whoever does what docs/tutorial.md says gets what it shows, from an empty folder to the plot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import PROJECT
from guides import follow

TUTORIAL = (PROJECT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def circles(svg: str) -> list[str]:
    """What each circle says of itself, such as `17.04.2023; name: Jana Wolterstedt; mentions: 1`."""
    return sorted(re.findall(r'(\d\d\.\d\d\.\d{4}; name: [^"]+)"', svg))


def test_the_tutorial_is_true(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    monkeypatch.chdir(tmp_path)
    assert follow(TUTORIAL, capfd) == 5
    drawn = circles(Path("people.svg").read_text(encoding="utf-8"))
    assert len(drawn) == 9
    assert drawn == circles((PROJECT / "docs" / "images" / "people.svg").read_text(encoding="utf-8"))
