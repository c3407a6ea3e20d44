"""One Excel workbook: „Lies mich“, then a sheet per table with types, filters and a header that stays in view.

Texts are never formulas or links. Rows are streamed (xlsxwriter's constant_memory), so memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressextract.errors import EngineError
from pressextract.exporting.cells import MAX_ROWS, cell_value, shown_length
from pressextract.exporting.read_me import SheetFacts, fill_read_me
from pressextract.exporting.source import Source, Written
from pressextract.schema import ROW_CLASSES, columns

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

READ_ME = "Lies mich"
#: Columns that no cell has room for: table → names.
LEFT_OUT = {"articles": ("text",)}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: Column widths, in characters, and how many rows they are measured by.
_NARROWEST, _WIDEST, _MEASURED = 8, 60, 200


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    date: Format
    datetime: Format


def write(source: Source, path: Path, max_rows: int = MAX_ROWS) -> Written:
    """Write the tables of a run into a new workbook. A sheet has `max_rows` with its header; further rows go to a next.

    Raises:
        EngineError: xlsxwriter is not installed.
        OSError: the disk is full or not writable.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise EngineError(
            f"format xlsx: a package is missing ({error}); run: pip install 'pressextract[excel]'"
        ) from error
    try:
        with xlsxwriter.Workbook(path, _OPTIONS) as book:
            formats = _Formats(
                header=book.add_format({"bold": True, "bg_color": "#DDE6EF", "bottom": 1}),
                date=book.add_format({"num_format": "dd.mm.yyyy"}),
                datetime=book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            )
            read_me = book.add_worksheet(READ_ME)
            facts = [_write_table(book, table, source.rows(table), formats, max_rows) for table in ROW_CLASSES]
            fill_read_me(book, read_me, source, facts)
    except FileCreateError as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error
    return Written({fact.table: fact.rows for fact in facts})


def _write_table(book: Workbook, table: str, rows: Iterator[Any], formats: _Formats, max_rows: int) -> SheetFacts:
    names = [column.name for column in columns(table) if column.name not in LEFT_OUT.get(table, ())]
    sheets: list[str] = []
    total = 0
    first = next(rows, None)
    while first is not None or not sheets:
        sheets.append(table if not sheets else f"{table} {len(sheets) + 1}")
        here = chain([first], islice(rows, max_rows - 2)) if first is not None else iter(())
        total += _write_sheet(book.add_worksheet(sheets[-1]), names, here, formats)
        first = next(rows, None)
    return SheetFacts(table, tuple(sheets), tuple(names), total)


def _write_sheet(sheet: Worksheet, names: list[str], rows: Iterator[Any], formats: _Formats) -> int:
    values_of = attrgetter(*names)
    widths = [len(name) + 3 for name in names]  # the filter's button takes three
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, formats.header)
    number = 0
    for number, row in enumerate(rows, 1):
        for place, found in enumerate(values_of(row)):
            value = cell_value(found)
            _write_cell(sheet, number, place, value, formats)
            if number <= _MEASURED and value is not None:
                widths[place] = max(widths[place], shown_length(value) + 1)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
    sheet.autofilter(0, 0, number, len(names) - 1)
    return number


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, formats: _Formats) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats.datetime)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.date)
