"""Lexicon files: typed rows, and for each mistake the file and line that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pressextract.errors import ConfigError, LexiconError
from pressextract.lexicon.tables import FOLDER, bundled_lexicon, digests, numbered_rows, read_lexicon


@dataclass(frozen=True)
class Row:
    key: str
    weight: float
    size: int | None
    since: date | None
    source: str | None


HEADER = "key,weight,size,since,source"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "words.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_cells_get_the_types_of_the_fields(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, 'a,1.5,3,2020-02-29,"one, two"', "b,2,,,")
    assert read_lexicon(path, Row) == (
        Row("a", 1.5, 3, date(2020, 2, 29), "one, two"),
        Row("b", 2.0, None, None, None),
    )


def test_comments_and_empty_lines_count_as_lines_but_hold_no_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "# where it comes from", "", HEADER, "# more", "a,1,,,", "", "b,x,,,")
    with pytest.raises(LexiconError, match=r"words\.csv:7: weight: "):
        read_lexicon(path, Row)


def test_rows_come_with_their_lines_and_a_mark_of_excels_is_no_column(tmp_path: Path) -> None:
    path = write(tmp_path, f"\ufeff{HEADER}", "# more", "a,1,,,", "", "b,2,,,")
    assert [(line, row.key) for line, row in numbered_rows(path, Row)] == [(3, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([HEADER, "a,one,,,"], r"words\.csv:2: weight: could not convert"),
        ([HEADER, "a,1,2.5,,"], r"words\.csv:2: size: invalid literal"),
        ([HEADER, "a,1,,29.02.2020,"], r"words\.csv:2: since: Invalid isoformat"),
        ([HEADER, ",1,,,"], r"words\.csv:2: key: is empty"),
        ([HEADER, "a,1,,,", "b,1,,"], r"words\.csv:3: 4 cells found, 5 expected"),
        ([HEADER, 'a,1,,,"x,y",z'], r"words\.csv:2: 6 cells found, 5 expected"),
        (["key,weight"], r"words\.csv:1: columns key,weight found, key,weight,size,since,source expected"),
        (["# only this"], r"words\.csv: is empty; its first line must be key,weight"),
    ],
)
def test_mistakes_name_file_line_and_column(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lexicon(write(tmp_path, *lines), Row)


def test_a_missing_file_and_one_in_another_encoding_are_config_errors(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.csv: cannot be read"):
        read_lexicon(tmp_path / "nowhere.csv", Row)
    path = tmp_path / "latin.csv"
    path.write_bytes(f"{HEADER}\nBöe,1,,,\n".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"latin\.csv: cannot be read .*must be a CSV file in UTF-8"):
        read_lexicon(path, Row)


def test_bundled_lexicons_are_read_once_and_hashed() -> None:
    @dataclass(frozen=True)
    class Portfolio:
        portfolio: str
        word: str

    assert bundled_lexicon("ministry_portfolios", Portfolio) is bundled_lexicon("ministry_portfolios", Portfolio)
    assert set(digests()) == {path.name for path in FOLDER.glob("*.csv")}
    assert all(len(digest) == 64 for digest in digests().values())
