"""inflection: what a form may be the genitive of, and where the ending alone decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.components.inflection import genitive_bases, is_genitive_of, without_genitive
from pressextract.components.nominative import key_of, nominative


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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bezirksamtes Mitte", "Bezirksamt Mitte"),
        ("Thüringer Kleinkunstpreises", "Thüringer Kleinkunstpreis"),
        ("Berliner Energie- und Klimaschutzprogramms 2030", "Berliner Energie- und Klimaschutzprogramm 2030"),
        ("Ausschusses für Ordnung", "Ausschuss für Ordnung"),
        ("Jobcenters Berlin Mitte", "Jobcenter Berlin Mitte"),
        ("Kreis Unna", "Kreis Unna"),
        ("Freundeskreis des Museums", "Freundeskreis des Museums"),
        ("SPD", "SPD"),
    ],
)
def test_nominative_of_names(name: str, expected: str) -> None:
    assert nominative(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nationaler Aktionsplan", "Nationalen Aktionsplan", True),
        ("Deutscher Verein für Soziales", "Deutschen Verein für Soziales", True),
        ("Freie Universität Berlin", "Freie Universität Bozen", False),
        ("Neue Wege", "Neuer Weg", False),
    ],
)
def test_endings_of_adjectives_do_not_part_names(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same
