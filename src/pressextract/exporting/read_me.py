"""The sheet „Lies mich“: in German, what the sheets hold, how many rows, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressextract.exporting import german
from pressextract.exporting.cells import cell_text
from pressextract.exporting.source import Source

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_HINTS = (
    "Jedes Blatt hat Filter in der Kopfzeile. Die Spalten article_id und entity_id verbinden die Blätter.",
    "Was mit =, +, - oder @ beginnt, ist Text und keine Formel. Mehrere Werte einer Zelle trennt ein Semikolon.",
    "Was länger ist als 32.767 Zeichen, endet mit „[gekürzt]“; die vollen Texte stehen in den Dateien des Laufs.",
    "Die Tabellen enthalten personenbezogene Daten aus veröffentlichten Mitteilungen.",
)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was written of a table: the sheets, their columns, all rows."""

    table: str
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int


def fill_read_me(book: Workbook, sheet: Worksheet, source: Source, tables: Iterable[SheetFacts]) -> None:
    """Write the sheet, row by row from the top."""
    tables = tuple(tables)
    title, bold = book.add_format({"bold": True, "font_size": 16}), book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    thousands = book.add_format({"num_format": "#,##0"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 100, wrapped)
    sheet.write_string(0, 0, "Pressemitteilungen als Tabellen", title)
    line = 1
    for hint in (*_source_of(source), *_HINTS):
        sheet.write_string(line, 0, cell_text(hint))
        line += 1
    line = _header(sheet, line + 1, ("Blatt", "Zeilen", "Was eine Zeile ist"), bold)
    for facts in tables:
        sheet.write_string(line, 0, facts.sheets[0])
        sheet.write_number(line, 1, facts.rows, thousands)
        further = f"; weiter in den Blättern {', '.join(facts.sheets[1:])}" if len(facts.sheets) > 1 else ""
        sheet.write_string(line, 2, german.TABLES[facts.table] + further, wrapped)
        line += 1
    line = _header(sheet, line + 1, ("Blatt", "Spalte", "Bedeutung"), bold)
    for facts in tables:
        for column in facts.columns:
            sheet.write_string(line, 0, facts.table)
            sheet.write_string(line, 1, column)
            sheet.write_string(line, 2, german.meaning(facts.table, column), wrapped)
            line += 1


def _header(sheet: Worksheet, line: int, names: tuple[str, ...], bold: object) -> int:
    for place, name in enumerate(names):
        sheet.write_string(line, place, name, bold)
    return line + 1


def _source_of(source: Source) -> tuple[str, ...]:
    facts = source.facts
    version = facts.get("versions", {}).get("pressextract", "")
    return (
        f"Gelesen aus {facts.get('fingerprint', {}).get('input', '?')} am {source.day} mit pressextract {version}.",
    )
