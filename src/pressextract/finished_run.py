"""A finished run on the disk, read back article by article as the run found it. No spaCy import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressextract.collector import Reading
from pressextract.errors import ConfigError
from pressextract.namesakes.index import undivided
from pressextract.output_folder import FOUND, RUN_FILE, is_ours
from pressextract.schema import FAMILIES, ROW_CLASSES, TABLE_VERSION, ArticleRow, IssueRow
from pressextract.settings import CsvDialect, Format
from pressextract.stored_tables import ByArticle, read_rows, table_files

_EXPECTED = "give the output folder of a finished run"


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run's output folder. `facts` is run.json as the run wrote it, `found` the folder with its own tables.

    Those lie in `found/` once lists have changed the tables, else in the output folder itself. `formats` are those in
    which all tables are there.
    """

    folder: Path
    found: Path
    facts: dict[str, Any]
    formats: tuple[Format, ...]
    csv_dialect: CsvDialect

    @property
    def is_relabelled(self) -> bool:
        """Whether lists have changed the tables."""
        return self.found != self.folder

    def readings(self) -> Iterator[Reading | IssueRow]:
        """Each article with its mentions and doubts as the run found them, and each lost page, in the run's order.

        Persons and quotes have the ids that their names have; whoever collects the readings divides namesakes anew.

        Raises:
            ConfigError: a table is missing or damaged, or does not belong to the others.
        """
        families = {family: _by_article(self.found, family) for family in FAMILIES}
        issues = _by_article(self.found, IssueRow.table)
        article: ArticleRow
        for article in read_rows(self.folder, ArticleRow.table):
            yield from issues.of(None)
            key = article.article_id
            mentions = undivided(row for family in families.values() for row in family.of(key))
            yield Reading(article, mentions, tuple(issues.of(key)))
        yield from issues.of(None)
        for rows in (*families.values(), issues):
            rows.see_that_none_is_left()


def _by_article(folder: Path, table: str) -> ByArticle:
    return ByArticle(read_rows(folder, table), f"{folder}/{table}")


def open_run(folder: Path) -> FinishedRun:
    """The finished run in a folder.

    Raises:
        ConfigError: the folder is missing, holds something else, or a run that is not finished, of another table
            version, or without the tables that lists have replaced. The message says what was found.
    """
    if not folder.is_dir():
        raise ConfigError(f"{folder}: {'is a file' if folder.exists() else 'no such folder'}; {_EXPECTED}")
    current = _facts(folder)
    found = folder
    if (folder / FOUND).is_dir():
        foreign = sorted(path.name for path in (folder / FOUND).iterdir() if not is_ours(path))
        if foreign:
            raise ConfigError(f"{folder / FOUND}: holds files that are not ours ({foreign[0]}); move them elsewhere")
        found = folder / FOUND
    elif "lists" in current:
        raise ConfigError(
            f"{folder}: {RUN_FILE} says that lists were applied, but {FOUND}/ with the run's own tables is missing;"
            " read the pages again with pressextract run --force"
        )
    facts = current if found == folder else _facts(found)
    settings = facts["fingerprint"]
    missing = {extension: _missing(folder, found, extension) for extension in settings["formats"]}
    formats = tuple(extension for extension, tables in missing.items() if not tables)
    if not formats:
        shown = "; ".join(f"{', '.join(tables)} as {extension}" for extension, tables in missing.items())
        raise ConfigError(f"{found}: tables of the run are missing ({shown}); copy them back or read the pages again")
    return FinishedRun(folder, found, facts, formats, settings["csv_dialect"])


def _missing(folder: Path, found: Path, extension: str) -> list[str]:
    """The tables that are not there in a format; somebody may have kept one of two."""
    return [
        table
        for table in ROW_CLASSES
        if not table_files(folder if table == ArticleRow.table else found, table, extension)
    ]


def _facts(folder: Path) -> dict[str, Any]:
    """What run.json says, once it is certain that it is a run's of this table version."""
    path = folder / RUN_FILE
    if not path.is_file():
        names = sorted(inside.name for inside in folder.iterdir() if not inside.name.startswith((".", "_")))
        shown = f"{', '.join(names[:3])}{', …' if len(names) > 3 else ''}" if names else "nothing"
        raise ConfigError(f"{folder}: holds no {RUN_FILE} (found: {shown}), so no run has ended here; {_EXPECTED}")
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        version, formats, _ = (facts["fingerprint"][key] for key in ("table_version", "formats", "csv_dialect"))
        if not set(formats) <= {"parquet", "csv"}:
            raise ValueError(f"formats {formats}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: is not what a run of pressextract writes ({error!r}); {_EXPECTED}") from error
    if version != TABLE_VERSION:
        raise ConfigError(
            f"{folder}: holds tables of version {version}, this is {TABLE_VERSION}; read the pages again with"
            " pressextract run --force"
        )
    return dict(facts)
