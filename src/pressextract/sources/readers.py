"""One file of the input into pages; what ends its reading early becomes a loss that tells how far it came."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from pressextract.article import Loss, Page
from pressextract.sources.addresses import reason
from pressextract.sources.files import read_page
from pressextract.sources.limits import ArchiveLimitError, DamagedError, Limits
from pressextract.sources.source_file import Consumed, Skipped, SourceFile, SourceKind, lost

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[SourceFile, Limits, Consumed | None], Iterator[Page | Loss | Skipped]]

#: Module and function for each kind, imported when a file of it comes.
_READERS: dict[SourceKind, tuple[str, str]] = {
    "records": ("records", "read_json_lines"),
    "csv": ("csv_records", "read_csv"),
    "parquet": ("parquet_records", "read_parquet"),
    "tar": ("tar_archives", "read_tar"),
    "zip": ("zip_archives", "read_zip"),
    "warc": ("web_archives", "read_warc"),
}


def read_source(file: SourceFile, limits: Limits, consumed: Consumed | None = None) -> Iterator[Page | Loss | Skipped]:
    """Everything that one file holds: pages, pages that cannot be had, and what is no page.

    Reading a file raises nothing: a file that cannot be read on gives what lies before and then one loss.
    `consumed` is told now and then how many bytes of the file, packed as it is, have been read so far.
    """
    if file.kind == "page":
        yield from read_page(file, limits, consumed)
        return
    module, name = _READERS[file.kind]
    read: Reader = getattr(import_module(f"pressextract.sources.{module}"), name)
    pages = 0
    try:
        for found in read(file, limits, consumed):
            pages += not isinstance(found, Skipped)
            yield found
    except ArchiveLimitError as error:
        yield lost(file.name, file.name, "archive_limit", f"after {_pages(pages)}: {error}")
    except OSError as error:
        kind = "" if isinstance(error, DamagedError) else f"{type(error).__name__}: "
        message = f"after {_pages(pages)}, the rest cannot be read: {kind}{reason(error)}"
        yield lost(file.name, file.name, "unreadable", message)


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number:,} pages"
