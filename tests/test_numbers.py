"""Number words and digit forms."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from pressextract.components.counts.numbers import (
    digits,
    fraction_noun,
    half_word,
    number_phrase,
    number_word,
    ordinal_word,
)


@given(st.integers(min_value=0, max_value=10**9))
@example(0)
@example(1)
@example(101)
@example(1_000_001)
@example(21_021_021)
@example(10**9)
def test_every_number_that_is_spelled_is_read_back(value: int) -> None:
    assert number_phrase(num2words(value, lang="de")) == value


@given(st.integers(min_value=0, max_value=999_999))
def test_case_and_sharp_s_do_not_matter(value: int) -> None:
    word = num2words(value, lang="de")
    assert number_word(word.capitalize()) == value
    assert number_word(word.replace("ß", "ss")) == value


@given(st.text(max_size=200))
def test_no_text_breaks_the_parsers(text: str) -> None:
    number_word(text)
    half_word(text)
    fraction_noun(text)
    ordinal_word(text)
    digits(text)


@pytest.mark.parametrize(
    "word",
    ["", "Hunderte", "Million", "Verzweiflung", "achtung", "vierer", "Dreieck", "zweimal", "und", "zehnhundertelfzig"],
)
def test_other_words_are_no_numbers(word: str) -> None:
    assert number_word(word) is None


def test_a_long_run_of_letters_is_no_number() -> None:
    assert number_word("hundert" * 10_000) is None


@given(st.integers(min_value=0, max_value=10**12))
@example(999)
@example(1_000)
def test_groups_of_thousands_are_read_with_any_separator(value: int) -> None:
    for mark in ".’'\u00a0\u202f\u2009 ":
        assert digits(f"{value:,}".replace(",", mark)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7.0),
        ("12,5", 12.5),
        ("1.234.567,89", 1234567.89),
        ("50›000", 50000.0),
        ("3½", 3.5),
        ("¼", 0.25),
        ("2 ½", 2.5),
        ("0,02", 0.02),
    ],
)
def test_digits(written: str, value: float) -> None:
    assert digits(written) == pytest.approx(value)


@pytest.mark.parametrize("written", ["19:30", "3.5.2021", "2.3.1", "01.02.", "1.23", "12.3456", "4,5,6", "", "abc"])
def test_dates_times_and_versions_are_no_numbers(written: str) -> None:
    assert digits(written) is None


def test_a_point_before_the_decimals_needs_a_scale_or_unit() -> None:
    assert digits("4.5") is None
    assert digits("4.5", decimal_point=True) == 4.5
    assert digits("4.500", decimal_point=True) == 4500


@pytest.mark.parametrize(
    ("word", "value"),
    [("anderthalb", 1.5), ("eineinhalb", 1.5), ("zweieinhalb", 2.5), ("anderthalben", 1.5), ("deshalb", None)],
)
def test_halves(word: str, value: float | None) -> None:
    assert half_word(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("Hälfte", 0.5),
        ("Drittel", 1 / 3),
        ("Viertels", 0.25),
        ("Dreiviertel", 0.75),
        ("Zwanzigstel", 0.05),
        ("Stadtviertel", None),
        ("Kapitel", None),
    ],
)
def test_fractions(word: str, value: float | None) -> None:
    assert fraction_noun(word) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("word", "value"),
    [("erste", 1), ("dritten", 3), ("Fünfte", 5), ("siebte", 7), ("achter", 8), ("zwanzigste", 20), ("letzte", None)],
)
def test_ordinals(word: str, value: int | None) -> None:
    assert ordinal_word(word) == value
