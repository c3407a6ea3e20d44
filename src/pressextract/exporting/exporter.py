"""export(): which format, whether the output may be written, and how it gets its name when it is complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, get_args

from pressextract.errors import ConfigError
from pressextract.export import sync, writing_errors
from pressextract.exporting.source import Source, Written, open_source
from pressextract.exporting.table_folder import is_export, writer
from pressextract.settings import CsvDialect

ExportFormat = Literal["sqlite", "duckdb", "xlsx", "parquet", "csv"]
#: Formats that are a folder of one file per table.
_FOLDERS = ("parquet", "csv")
#: Ending of the output → format; a file that is named otherwise opens in no program.
_ENDINGS: dict[str, ExportFormat] = {
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
    ".xlsx": "xlsx",
}


class _Writer(Protocol):
    def __call__(self, source: Source, path: Path, /) -> Written: ...


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What came of an export: rows by table, warnings, bytes of the output."""

    output: Path
    format: ExportFormat
    rows: Mapping[str, int]
    warnings: tuple[str, ...]
    bytes: int
    seconds: float


def export(
    folder: str | Path,
    output: str | Path,
    format: ExportFormat | None = None,
    *,
    force: bool = False,
    csv_dialect: CsvDialect = "standard",
) -> ExportSummary:
    """Write the tables of a finished run as one file (sqlite, duckdb, xlsx) or into a new folder (parquet, csv).

    Without a format the output's ending says it. The output appears when it is complete; what was there before is
    replaced only with `force`.

    Raises:
        ConfigError: the folder holds no finished run, the output is there already, lies in the run's folder, or its
            name does not fit the format.
        EngineError: a package is missing; the message is the command that installs it.
        OutputError: the disk is full or not writable.
    """
    started = datetime.now(UTC)
    target = Path(output)
    chosen = _format_of(target, format)
    source = open_source(Path(folder))
    _check_target(target, chosen, source.folder, force)
    write = _writer(chosen, csv_dialect)
    with _beside(target) as beside:
        written = write(source, beside)
        source.check_unchanged()
        size = _synced_size(beside)
    seconds = (datetime.now(UTC) - started).total_seconds()
    return ExportSummary(target, chosen, written.rows, written.warnings, size, seconds)


def _writer(format: ExportFormat, dialect: CsvDialect) -> _Writer:
    """What writes a format. Only this one's module is imported, since it may need a package of an extra."""
    if format in _FOLDERS:
        return writer("csv" if format == "csv" else "parquet", dialect)
    module = import_module(f"pressextract.exporting.{format}_file")
    write: _Writer = module.write
    return write


def _format_of(target: Path, format: ExportFormat | None) -> ExportFormat:
    by_ending = _ENDINGS.get(target.suffix.lower())
    if format is None:
        if by_ending is None:
            raise ConfigError(
                f"output {target}: its name does not say the format; give --format"
                f" {', '.join(get_args(ExportFormat))}, or a name that ends in {', '.join(_ENDINGS)}"
            )
        return by_ending
    if by_ending not in (None, format) or (format == "xlsx" and by_ending is None):
        ending = next((ending for ending, of in _ENDINGS.items() if of == format), None)
        wanted = f"one that ends in {ending}" if ending else "that of a folder"
        raise ConfigError(f"output {target}: is no name for the format {format}; give {wanted}")
    return format


def _check_target(target: Path, format: ExportFormat, run: Path, force: bool) -> None:
    # A run into its folder would refuse the foreign file later on; hidden places are left alone.
    resolved, inside = target.resolve(), run.resolve()
    is_hidden = inside in resolved.parents and resolved.relative_to(inside).parts[0].startswith(".")
    if inside in (resolved, *resolved.parents) and not is_hidden:
        raise ConfigError(
            f"output {target}: lies in the run's own folder, which a later run would then refuse; give a path elsewhere"
        )
    if target.is_dir() and format not in _FOLDERS:
        raise ConfigError(f"output {target}: is a folder; the format {format} is one file, give its name")
    if target.is_file() and format in _FOLDERS:
        raise ConfigError(f"output {target}: is a file; the format {format} is a folder of files, give its name")
    if target.is_dir() and not is_export(target):
        raise ConfigError(f"output {target}: holds files that are no exported tables; give an empty or new folder")
    if not force and (target.is_file() or (target.is_dir() and any(target.iterdir()))):
        raise ConfigError(f"output {target}: is there already; give another name or replace it with --force")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A path beside the target that takes its place when the block ends well, and is removed when it fails."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    with writing_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(beside)
        try:
            yield beside
            if beside.is_dir() and target.is_dir():
                shutil.rmtree(target)
            beside.replace(target)
        finally:
            for path in target.parent.iterdir():
                if path.name.startswith(beside.name):  # a data base may have a journal beside it
                    _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _synced_size(path: Path) -> int:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        sync(file)
    return sum(file.stat().st_size for file in files)
