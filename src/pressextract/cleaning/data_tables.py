"""Tables of data, whose rows are lines of the article; any other table lays out the page."""

from __future__ import annotations

from lxml.etree import _Element as Element

from pressextract.cleaning.whitespace import squeeze

CELL_SEPARATOR = " | "
#: Cells of a table of data are shorter; longer ones hold text.
_MAX_CELL = 600


def data_rows(table: Element) -> list[str] | None:
    """The rows as lines, a caption among them, None for a table that lays out the page.

    A table of data has at least two rows of at least two short cells and no table inside.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows: list[str] = []
    with_cells = 0
    for row in table.iter("tr", "caption"):
        cells = [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
        texts = [squeeze(" ".join(cell.itertext())) for cell in cells]
        if len(texts) >= 2:
            with_cells += 1
            if any(len(text) >= _MAX_CELL for text in texts):
                return None
        if any(texts):
            rows.append(CELL_SEPARATOR.join(texts))
    return rows if with_cells >= 2 else None
