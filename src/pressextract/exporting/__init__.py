"""The tables of a finished run as one file for other programs: SQLite, DuckDB, Excel, or as a folder of CSV or Parquet.

    >>> from pressextract.exporting import export
    >>> export("data/processed", "tables.sqlite")  # doctest: +SKIP

What a table and its keys are, the schema says; a module per format writes it (docs/export.md). No spaCy import.
"""

from __future__ import annotations

from pressextract.exporting.exporter import ExportSummary, export

__all__ = ["ExportSummary", "export"]
