"""The layout of public corpora of German press releases: html/<id>.html beside a metadata.csv with Dublin Core columns.

DC.identifier names the release, DC.date is written DD.MM.YYYY, filename_html names the file in html/.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressextract.article import Loss
from pressextract.errors import ConfigError
from pressextract.sources.addresses import open_file, reason
from pressextract.sources.records import stated_date
from pressextract.sources.source_file import SourceFile, Stated, lost

METADATA_FILE = "metadata.csv"
_PAGES_FOLDER = "html"
_REQUIRED = ("DC.identifier", "filename_html")
_USED = frozenset((*_REQUIRED, "DC.source", "DC.date", "DC.title", "DC.publisher"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder: `pages` maps the name of a page below the input to what the metadata table says of it."""

    table: str
    pages: dict[str, Stated]

    @classmethod
    def read(cls, table: SourceFile) -> Corpus | None:
        """The corpus of a metadata.csv, None where it is a table of something else.

        Raises:
            ConfigError: the table cannot be read, or it is not in UTF-8.
        """
        folder = table.name.removesuffix(METADATA_FILE) + _PAGES_FOLDER
        try:
            with open_file(table) as opened:
                lines = io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")
                rows = csv.DictReader(lines)
                if not set(_REQUIRED) <= set(rows.fieldnames or ()):
                    return None
                pages = {f"{folder}/{row['filename_html']}": _stated(row) for row in rows if row["filename_html"]}
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            message = f"{table.name}: cannot be read ({reason(error)}); a CSV table in UTF-8 is expected"
            raise ConfigError(message) from error
        return cls(table.name, pages)

    def missing(self, present: Iterable[str]) -> Iterator[Loss]:
        """Releases of the table whose page is not there."""
        names = set(present)
        folder = self.table.removesuffix(METADATA_FILE)
        for name, stated in self.pages.items():
            if name not in names:
                below = name.removeprefix(folder)
                message = f"{below} is in the table, but there is no such page"
                yield lost(stated.source_id or below, self.table, "unreadable", message)


def _stated(row: dict[str, str]) -> Stated:
    extra = {key: value for key, value in row.items() if key and key not in _USED and value}
    return Stated(
        source_id=row["DC.identifier"] or None,
        url=row.get("DC.source") or None,
        title=row.get("DC.title") or None,
        published=stated_date(row.get("DC.date") or ""),
        publisher=row.get("DC.publisher") or None,
        extra=json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
    )
