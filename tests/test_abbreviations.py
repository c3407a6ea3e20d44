"""Long forms and short forms: which pairs are joined, which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.components.abbreviations import abbreviations, long_form_start, short_form_after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Verband Deutscher Seilbahnen (VDS) warnt.", ("Verband Deutscher Seilbahnen", "VDS")),
        ("Das Bundesamt für Strahlenschutz (BfS) misst.", ("Bundesamt für Strahlenschutz", "BfS")),
        ("beim Zentralen Innovationsprogramm Mittelstand (ZIM)", ("Zentralen Innovationsprogramm Mittelstand", "ZIM")),
        ("Netzwerk Künstliche Intelligenz (KI) startet", ("Künstliche Intelligenz", "KI")),
        ("die Ufer-Allianz Nordsee (UAN 2030) wächst", ("Ufer-Allianz Nordsee", "UAN 2030")),
    ],
)
def test_pairs(text: str, expected: tuple[str, str]) -> None:
    pairs = [(text[a.long_start : a.long_end], text[a.short_start : a.short_end]) for a in abbreviations(text)]
    assert pairs == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin (SPD) kam nach Gera.",
        "Der Preis (brutto) stieg.",
        "Das Amt (siehe Seite 3) öffnet.",
        "Er wohnt in Halle (Saale).",
        "(ABC) ohne Langform",
    ],
)
def test_no_pairs(text: str) -> None:
    assert list(abbreviations(text)) == []


def test_short_form_after_comma() -> None:
    text = "Das Gründernetzwerk Altmark, kurz GNA, lädt ein."
    start, end = short_form_after(text, text.index(",")) or (0, 0)
    assert text[start:end] == "GNA"


def test_letters_must_begin_a_word() -> None:
    assert long_form_start("Handelskammer", "KA") is None
    assert long_form_start("Industrie- und Handelskammer", "IHK") == 0


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for pair in abbreviations(text):
        assert 0 <= pair.long_start < pair.long_end < pair.short_start < pair.short_end <= len(text)
