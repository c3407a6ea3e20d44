"""The layout of public corpora of German press releases: html/<id>.html beside a metadata.csv with Dublin Core columns.

DC.identifier names the release, DC.date is written DD.MM.YYYY, filename_html names the file in html/.
"""

from __future__ import annotations

import csv
import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources.files import read_file

METADATA_FILE = "metadata.csv"
_PAGES_FOLDER = "html"
_REQUIRED = ("DC.identifier", "filename_html")
_USED = frozenset((*_REQUIRED, "DC.source", "DC.date", "DC.title", "DC.publisher"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder: `records` maps a file's name in html/ to its row of the metadata table."""

    folder: Path
    root: Path
    records: dict[str, dict[str, str]]

    @classmethod
    def read(cls, folder: Path, root: Path) -> Corpus | None:
        """The corpus in a folder, None where its metadata.csv is a table of something else.

        Raises:
            ConfigError: the table cannot be read, or it is not in UTF-8.
        """
        path = folder / METADATA_FILE
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                table = csv.DictReader(lines)
                if not set(_REQUIRED) <= set(table.fieldnames or ()):
                    return None
                rows = {row["filename_html"]: row for row in table if row["filename_html"]}
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise ConfigError(f"{path}: cannot be read ({error}); a CSV table in UTF-8 is expected") from error
        return cls(folder, root, rows)

    def page(self, path: Path, name: str, max_bytes: int) -> Page | Loss:
        """A page of the corpus with what the table states about it."""
        row = self.records[path.name]
        source_id = row["DC.identifier"] or name
        page = read_file(path, source_id, name, max_bytes)
        if isinstance(page, Loss):
            return page
        extra = {key: value for key, value in row.items() if key and key not in _USED and value}
        return dataclasses.replace(
            page,
            url=row.get("DC.source") or None,
            title=row.get("DC.title") or None,
            published=_german_date(row.get("DC.date") or ""),
            publisher=row.get("DC.publisher") or None,
            extra=json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
        )

    def missing(self) -> list[Loss]:
        """Releases of the table whose page is not there."""
        present = {path.name for path in (self.folder / _PAGES_FOLDER).glob("*")}
        where = (self.folder / METADATA_FILE).relative_to(self.root).as_posix()
        return [
            Loss(
                source_id=row["DC.identifier"] or name,
                input=where,
                code="unreadable",
                message=f"{_PAGES_FOLDER}/{name} is in the table, but there is no such file",
                stage="sources",
            )
            for name, row in self.records.items()
            if name not in present
        ]


def _german_date(text: str) -> date | None:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None
