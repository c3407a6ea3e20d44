"""What a file is by the ending of its name: a page, records, an archive, or nothing that is read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from pressextract.article import PageKind

if TYPE_CHECKING:
    from pressextract.sources.source_file import SourceKind

Compression = Literal["", "gz", "bz2", "xz", "zst", "zlib", "deflate"]

_HTML = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_TEXT = (".txt",)
_KINDS: dict[str, tuple[SourceKind, Compression]] = {
    **dict.fromkeys((*_HTML, *_TEXT), ("page", "")),
    **{ending + ".gz": ("page", "gz") for ending in (*_HTML, *_TEXT)},
    **dict.fromkeys((".jsonl", ".ndjson"), ("records", "")),
    **dict.fromkeys((".jsonl.gz", ".ndjson.gz"), ("records", "gz")),
    **dict.fromkeys((".jsonl.zst", ".ndjson.zst"), ("records", "zst")),
    ".csv": ("csv", ""),
    ".csv.gz": ("csv", "gz"),
    ".csv.zst": ("csv", "zst"),
    ".parquet": ("parquet", ""),
    ".tar": ("tar", ""),
    **dict.fromkeys((".tar.gz", ".tgz"), ("tar", "gz")),
    **dict.fromkeys((".tar.bz2", ".tbz2"), ("tar", "bz2")),
    **dict.fromkeys((".tar.xz", ".txz"), ("tar", "xz")),
    ".tar.zst": ("tar", "zst"),
    ".zip": ("zip", ""),
    ".warc": ("warc", ""),
    ".warc.gz": ("warc", "gz"),
}
#: All endings that are read, for messages.
POSSIBLE = ", ".join(sorted(_KINDS))
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def kind_of(name: str) -> SourceKind | None:
    """What a file holds, None where nothing in it is read."""
    return _KINDS[known][0] if (known := _known_ending(name)) else None


def compression_of(name: str) -> Compression:
    """How a file is packed."""
    return _KINDS[known][1] if (known := _known_ending(name)) else ""


def page_kind(name: str) -> PageKind:
    """How a page is read."""
    return "txt" if name.lower().removesuffix(".gz").endswith(_TEXT) else "html"


def ending_of(name: str) -> str:
    """The ending by which a file is counted that is not read."""
    return _known_ending(name) or PurePosixPath(name).suffix.lower() or "(none)"


def without_ending(name: str) -> str:
    """A name without the ending that is known; a name that is nothing else stays."""
    return name[: len(name) - len(_known_ending(name))] or name


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: no file can hold them, and offsets stay true."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _known_ending(name: str) -> str:
    """The longest ending of the table, empty where there is none: `.tar.gz` and `.html.gz` have two dots."""
    base = name.rpartition("/")[2].lower()
    parts = base.split(".")
    return next((end for n in (2, 1) if (end := "." + ".".join(parts[-n:])) in _KINDS and len(parts) > n), "")
