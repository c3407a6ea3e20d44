"""Saved pages: .html and the like, .txt, each also gzipped."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file, reason
from pressextract.sources.compression import read_up_to, unpack
from pressextract.sources.endings import compression_of, page_kind
from pressextract.sources.limits import DamagedError, Limits
from pressextract.sources.source_file import Consumed, SourceFile, Stated, lost


def read_page(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss]:
    """The page of one file."""
    stated = file.stated or Stated()
    source_id = stated.source_id or file.source_id
    try:
        with open_file(file) as opened:
            content = read_up_to(opened, limits.page_bytes + 1)
    except OSError as error:
        kind = "" if isinstance(error, DamagedError) else f"{type(error).__name__}: "
        yield lost(source_id, file.name, "unreadable", kind + reason(error))
        return
    if consumed is not None:
        consumed(len(content))
    yield saved_page(content, source_id, file.name, limits, stated)


def saved_page(content: bytes, source_id: str, where: str, limits: Limits, stated: Stated | None = None) -> Page | Loss:
    """The page of a file's bytes, of which `limits.page_bytes` + 1 are enough; gzipped where `where` ends so."""
    if (compression := compression_of(where)) and len(content) <= limits.page_bytes:
        try:
            content = unpack(content, compression, limits.page_bytes)
        except DamagedError as error:
            return lost(source_id, where, "unreadable", reason(error))
    if len(content) > limits.page_bytes:
        return lost(source_id, where, "too_large", limits.too_large)
    stated = stated or Stated()
    return Page(
        source_id=source_id,
        input=where,
        kind=page_kind(where),
        content=content,
        url=stated.url,
        title=stated.title,
        published=stated.published,
        publisher=stated.publisher,
        extra=stated.extra,
    )
