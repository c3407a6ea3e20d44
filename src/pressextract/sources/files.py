"""Saved pages: .html and the like, .txt, each also gzipped."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from pressextract.article import Loss, Page, PageKind

_HTML = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_TEXT = (".txt",)
PAGE_ENDINGS = tuple(ending + packed for ending in (*_HTML, *_TEXT) for packed in ("", ".gz"))


def page_kind(path: Path) -> PageKind | None:
    """html or txt by the file's ending, None for anything else."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(_HTML):
        return "html"
    return "txt" if name.endswith(_TEXT) else None


def read_file(path: Path, source_id: str, name: str, max_bytes: int) -> Page | Loss:
    """The page of one file; `name` is the file as the user knows it."""
    content = read_bytes(path, max_bytes)
    if isinstance(content, bytes):
        return Page(source_id=source_id, input=name, kind=page_kind(path) or "html", content=content)
    code, message = content
    return Loss(source_id=source_id, input=name, code=code, message=message, stage="sources")


def read_bytes(path: Path, max_bytes: int) -> bytes | tuple[str, str]:
    """The file's content, unpacked, or code and message of why it cannot be had.

    At most `max_bytes` + 1 bytes are unpacked, so that a gzip bomb costs no more than a large page.
    """
    try:
        if path.name.lower().endswith(".gz"):
            with gzip.open(path) as packed:
                content = packed.read(max_bytes + 1)
        else:
            with path.open("rb") as plain:
                content = plain.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return "unreadable", f"{type(error).__name__}: {getattr(error, 'strerror', None) or error}"
    if len(content) > max_bytes:
        return "too_large", f"more than {max_bytes:,} bytes; raise max_page_bytes to read it"
    return content
