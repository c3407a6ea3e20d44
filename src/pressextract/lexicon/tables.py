"""Reads lexicon CSV files into typed rows and names file and line of what does not fit."""

from __future__ import annotations

import csv
import dataclasses
import types
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pressextract.errors import LexiconError

R = TypeVar("R")

FOLDER = Path(__file__).parent

_PARSERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    date: date.fromisoformat,
}


def read_lexicon(path: Path, row_class: type[R]) -> tuple[R, ...]:
    """The rows of a CSV file (UTF-8, comma, header) as instances of a dataclass whose fields are the columns.

    An empty cell is None where the field allows None. Lines that begin with # are comments.

    Raises:
        LexiconError: the file cannot be read, a column is missing or unknown, a cell does not parse.
    """
    return tuple(row for _, row in numbered_rows(path, row_class))


def numbered_rows(path: Path, row_class: type[R]) -> Iterator[tuple[int, R]]:
    """The rows of `read_lexicon`, each with its line, for callers that check more than its cells.

    Raises:
        LexiconError: as `read_lexicon`.
    """
    hints = get_type_hints(row_class)
    names = [field.name for field in dataclasses.fields(row_class)]  # type: ignore[arg-type]
    parsers = [_parser(hints[name]) for name in names]
    try:
        numbered = [
            (number, line)
            for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)
            if line.strip() and not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error}); it must be a CSV file in UTF-8") from error
    if not numbered:
        raise LexiconError(f"{path}: is empty; its first line must be {','.join(names)}")
    header = next(csv.reader([numbered[0][1]]))
    if header != names:
        raise LexiconError(f"{path}:{numbered[0][0]}: columns {','.join(header)} found, {','.join(names)} expected")
    for number, line in numbered[1:]:
        cells = next(csv.reader([line])) if '"' in line else line.split(",")
        if len(cells) != len(names):
            raise LexiconError(f"{path}:{number}: {len(cells)} cells found, {len(names)} expected")
        values: list[Any] = []
        try:
            for parse, cell in zip(parsers, cells, strict=True):
                values.append(parse(cell))
        except ValueError as error:
            raise LexiconError(f"{path}:{number}: {names[len(values)]}: {error}") from error
        yield number, row_class(*values)


@cache
def bundled_lexicon(name: str, row_class: type[R]) -> tuple[R, ...]:
    """The rows of a lexicon that comes with the package, read once per process."""
    return read_lexicon(FOLDER / f"{name}.csv", row_class)


def digests() -> dict[str, str]:
    """File name -> SHA-256 of each bundled lexicon, for run.json."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("*.csv"))}


def _parser(annotated: Any) -> Callable[[str], Any]:
    if get_origin(annotated) in (Union, types.UnionType):
        value_type = next(t for t in get_args(annotated) if t is not type(None))
        parse = _PARSERS[value_type]
        return lambda cell: parse(cell) if cell else None
    parse = _PARSERS[annotated]

    def required(cell: str) -> Any:
        if not cell:
            raise ValueError("is empty")
        return parse(cell)

    return required
