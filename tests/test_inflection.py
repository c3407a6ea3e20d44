"""inflection: what a form may be the genitive of, and where the ending alone decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.components.inflection import genitive_bases, is_genitive_of, without_genitive


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("Lindners", "Lindner"),
        ("Kubitz’", "Kubitz"),
        ("Marx'", "Marx"),
        ("Fritzens", "Fritz"),
        ("Verbandes", "Verband"),
        ("Anna's", "Anna"),
        ("Hessens", "Hessen"),
    ],
)
def test_genitive_of(form: str, base: str) -> None:
    assert is_genitive_of(form, base)
    assert base in genitive_bases(form)


@pytest.mark.parametrize("word", ["Ross", "Zeus", "Ida", "As", "Müller"])
def test_no_genitive(word: str) -> None:
    assert genitive_bases(word) == ()


@pytest.mark.parametrize(
    ("name", "known", "nominative"),
    [
        ("Bundesministeriums für Gesundheit", (), "Bundesministerium für Gesundheit"),
        ("Deutschen Sportverbandes", (), "Deutschen Sportverband"),
        ("Söders", ("Söder",), "Söder"),
        ("Peters", (), "Peters"),
        ("Peters", ("Peters", "Peter"), "Peters"),
        ("Olaf Scholz’", (), "Olaf Scholz"),
        ("Museums Alte Mühle", (), "Museum Alte Mühle"),
    ],
)
def test_without_genitive(name: str, known: tuple[str, ...], nominative: str) -> None:
    assert without_genitive(name, known) == nominative


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßABC -’'", max_size=30))
def test_never_grows_and_never_fails(name: str) -> None:
    assert name.startswith(without_genitive(name)[:1])
    assert len(without_genitive(name)) <= len(name)
