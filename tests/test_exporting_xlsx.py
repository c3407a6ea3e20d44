"""The workbook, read back as a spreadsheet program would: types, filters, and texts that mean harm."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from finished_runs import ARTICLE, COPY, COUNT, PERSON, finished_run
from pressextract.exporting import export, xlsx_file
from pressextract.exporting.cells import CLIPPED, MAX_UNITS, cell_text, cell_value
from pressextract.exporting.german import COLUMNS, TABLES, meaning
from pressextract.exporting.source import open_source
from pressextract.schema import ROW_CLASSES, ArticleRow, EntityRow, columns


def book_of(run: Path) -> Workbook:
    path = run.parent / "t.xlsx"
    export(run, path)
    return openpyxl.load_workbook(path)


def cells_of(book: Workbook, sheet: str, row: int = 2) -> dict[str, Any]:
    names = [cell.value for cell in book[sheet][1]]
    return dict(zip(names, (cell.value for cell in book[sheet][row]), strict=True))


def test_a_sheet_per_table_with_types_filter_and_fixed_header(tmp_path: Path) -> None:
    book = book_of(finished_run(tmp_path / "tables"))
    assert book.sheetnames == ["Lies mich", *ROW_CLASSES]
    article = cells_of(book, "articles")
    assert "text" not in article
    assert (article["title"], article["published"], article["embargo_until"]) == (
        ARTICLE.title,
        datetime(2020, 5, 12),
        datetime(2020, 5, 12, 10),
    )
    assert (article["authors"], article["n_words"], article["lead"]) == ('A. Müller; B "C" Meier', 10, None)
    place = cells_of(book, "places")
    assert (place["ags"], place["lat"], place["derived"], place["nested"]) == ("01003000", 52.1262, True, False)
    assert (
        book["articles"].cell(2, [c.value for c in book["articles"][1]].index("published") + 1).number_format
        == "dd.mm.yyyy"
    )
    for table in ROW_CLASSES:
        sheet = book[table]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= dimension.width <= 61 for dimension in sheet.column_dimensions.values())
    assert book["articles"].dimensions.endswith("3")


HOSTILE = {
    "formula": '=HYPERLINK("http://boese.example";"Klick")',
    "plus": "+49 30 12345",
    "minus": "-1,5 %",
    "at": "@SUM(A1:A9)",
    "link": "https://www.beispiel.de/presse",
    "markup": "<script>alert(1)</script> & <b>fett</b>",
    "rich": "<r><t>kein Markup</t></r>",
    "cdata": "]]><c r='A9'/>",
    "arabic": "\u202bمرحبا بالعالم\u202c",
    "emoji": "Radweg 🚲 eröffnet",
    "escape": "_x0041_ bleibt",
    "number": "0012",
    "long": "Donaudampfschiff " * 600,
    "spaces": "  eingerückt  ",
    "lines": "erste\nzweite",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_stay_texts(tmp_path: Path, text: str) -> None:
    row = ArticleRow(article_id="pm_1", source_id="1", input="1", title=text, publisher=text, authors=(text,))
    run = finished_run(tmp_path / "tables", [row])
    sheet = book_of(run)["articles"]
    names = [cell.value for cell in sheet[1]]
    for name in ("title", "publisher", "authors"):
        cell = sheet.cell(2, names.index(name) + 1)
        assert cell.data_type in ("s", "inlineStr")
        assert unescaped(cell.value) == (text if text != HOSTILE["rich"] else f"{text} ")
        assert cell.hyperlink is None
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert [name for name, part in parts.items() if "<f>" in part or "<f " in part] == []
    assert [name for name in parts if "hyperlink" in name] == []


def unescaped(text: str) -> str:
    """Excel reads _x005F_ as an underscore; openpyxl leaves it in inline texts."""
    return text.replace("_x005F_", "_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel\x07l\x00 und\x1f\x0b Tab\tbleibt", "Bell und Tab\tbleibt"),
        ("halb \ud83d Paar \udeb2", "halb  Paar "),
        ("kein\uffff Zeichen\ufffe", "kein Zeichen"),
        ("alt\r\nmac\rneu\n", "alt\nmac\nneu\n"),
        ("🚲", "🚲"),
    ],
)
def test_what_xml_cannot_hold_goes(text: str, expected: str) -> None:
    assert cell_text(text) == expected


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    title = "".join(map(chr, range(32))) + "Ende\ufffe\uffff\x7f\x85"
    book = book_of(
        finished_run(tmp_path / "tables", [ArticleRow(article_id="pm_1", source_id="1", input="1", title=title)])
    )
    assert cells_of(book, "articles")["title"] == "\t\n\nEnde\x7f\x85"


@pytest.mark.parametrize("sign", ["x", "ß", "🚲"])
def test_long_texts_are_clipped_with_a_mark(tmp_path: Path, sign: str) -> None:
    long = sign * 40_000
    row = ArticleRow(article_id="pm_1", source_id="1", input="1", lead=long, boilerplate=long[: MAX_UNITS // 2])
    article = cells_of(book_of(finished_run(tmp_path / "tables", [row])), "articles")
    units = len(article["lead"].encode("utf-16-le")) // 2
    assert MAX_UNITS - 1 <= units <= MAX_UNITS
    assert article["lead"].endswith(sign + CLIPPED)
    assert article["boilerplate"] == long[: MAX_UNITS // 2]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(1871, 1, 18), "1871-01-18"),
        (date(1900, 1, 1), date(1900, 1, 1)),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (("eins", "=zwei"), "eins; =zwei"),
        ((), ""),
        (True, True),
        (None, None),
    ],
)
def test_what_excel_has_no_value_for_is_text(value: Any, expected: Any) -> None:
    assert cell_value(value) == expected


def test_more_rows_than_a_sheet_has_go_to_further_sheets(tmp_path: Path) -> None:
    rows = [
        EntityRow(entity_id=f"en_{n}", label="ORG", name=f"Verein {n}", n_mentions=1, n_articles=1) for n in range(7)
    ]
    run = finished_run(tmp_path / "tables", [ARTICLE, COPY, PERSON, COUNT, *rows])
    written = xlsx_file.write(open_source(run), tmp_path / "t.xlsx", max_rows=4)
    assert written.rows["entities"] == 7
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert [name for name in book.sheetnames if name.startswith("entities")] == ["entities", "entities 2", "entities 3"]
    names = [
        row[2]
        for sheet in ("entities", "entities 2", "entities 3")
        for row in book[sheet].iter_rows(min_row=2, values_only=True)
    ]
    assert names == [f"Verein {n}" for n in range(7)]
    assert book["entities 3"].auto_filter.ref == "A1:G2"
    assert "articles 2" not in book.sheetnames
    shown = [row for row in book["Lies mich"].iter_rows(values_only=True) if row[:2] == ("entities", 7)]
    assert shown[0][2].endswith("weiter in den Blättern entities 2, entities 3")


def test_the_first_sheet_says_in_german_what_there_is(tmp_path: Path) -> None:
    book = book_of(finished_run(tmp_path / "tables"))
    rows = list(book["Lies mich"].iter_rows(values_only=True))
    assert rows[0][0] == "Pressemitteilungen als Tabellen"
    assert rows[1][0] == "Gelesen aus data/raw am 2026-11-26 mit pressextract 0.1.0."
    assert ("articles", 2, TABLES["articles"]) in rows
    assert ("people", "role", "Amt oder Funktion an dieser Stelle, wie sie dort steht") in rows
    meanings = {row[:2]: row[2] for row in rows if isinstance(row[1], str) and row[0] in ROW_CLASSES}
    assert set(meanings) == {(table, cell.value) for table in ROW_CLASSES for cell in book[table][1]}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no tzset here")
def test_the_day_of_a_run_is_that_of_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = open_source(finished_run(tmp_path / "tables"))
    late = replace(source, facts=source.facts | {"started": "2026-11-26T23:30:00+00:00"})
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert late.day == "2026-11-27"
    finally:
        monkeypatch.undo()
        time.tzset()
    assert replace(source, facts={}).day == "?"


def test_every_table_and_column_has_a_german_meaning() -> None:
    assert set(TABLES) == set(ROW_CLASSES)
    used = set()
    for table in ROW_CLASSES:
        for column in columns(table):
            assert meaning(table, column.name)
            used.add(f"{table}.{column.name}" if f"{table}.{column.name}" in COLUMNS else column.name)
    assert set(COLUMNS) - used == set()
    words = re.findall(r"\w+", " ".join([*TABLES.values(), *COLUMNS.values()]))
    assert not {"the", "where", "which", "of"} & {word.casefold() for word in words}


def test_the_sample_opens(tmp_path: Path, sample_tables: Path) -> None:
    summary = export(sample_tables, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx", read_only=True)
    for table, n in summary.rows.items():
        assert sum(1 for _ in book[table].iter_rows()) == n + 1
