"""The table reference: what `pressextract schema` prints and docs/tables.md holds."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pressextract.errors import ConfigError
from pressextract.schema import ROW_CLASSES, TABLE_VERSION, columns, describe


def known(tables: Sequence[str]) -> tuple[str, ...]:
    """The tables, checked; all where none is named.

    Raises:
        ConfigError: a name is none of a table.
    """
    unknown = [table for table in tables if table not in ROW_CLASSES]
    if unknown:
        raise ConfigError(f"no table {', '.join(unknown)}; possible: {', '.join(ROW_CLASSES)}")
    return tuple(tables) or tuple(ROW_CLASSES)


def markdown(tables: Sequence[str] = tuple(ROW_CLASSES)) -> str:
    """All columns of the tables as Markdown tables."""
    lines = [f"Table version {TABLE_VERSION}. A column that is not required is empty where nothing was found.", ""]
    for table in tables:
        lines += [f"## {table}", "", describe(table), "", "| column | type | required | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.type} | {'yes' if column.required else ''} | {column.description} |"
            for column in columns(table)
        ]
        lines.append("")
    return "\n".join(lines)


def as_json(tables: Sequence[str] = tuple(ROW_CLASSES)) -> str:
    """The same as a JSON object: table → description and columns."""
    described = {
        table: {
            "description": describe(table),
            "columns": [
                {"name": c.name, "type": c.type, "required": c.required, "description": c.description}
                for c in columns(table)
            ],
        }
        for table in tables
    }
    return json.dumps({"table_version": TABLE_VERSION, "tables": described}, ensure_ascii=False, indent=2)
