"""JSON Lines: one release a line, an object with `html` or `text` and optional id, url, title, published, publisher."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from pressextract.article import Loss, Page

RECORD_ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_KNOWN = frozenset(("id", "html", "text", "url", "title", "published", "publisher"))


def count_records(path: Path) -> int:
    """Number of lines that are not blank; 1 for a file that cannot be read, since that is one loss."""
    try:
        with _open(path) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, zlib.error):
        return 1


def read_records(path: Path, name: str) -> Iterator[Page | Loss]:
    """The releases of a file. A record without id is called `<file name>:<line>`."""
    number = 0
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _page(line, f"{name}:{number}")
    except (OSError, EOFError, zlib.error) as error:
        message = f"{type(error).__name__} after line {number}: {error}"
        yield Loss(source_id=f"{name}:{number + 1}", input=name, code="unreadable", message=message, stage="sources")


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _page(line: bytes, where: str) -> Page | Loss:
    def lost(message: str, source_id: str = where) -> Loss:
        return Loss(source_id=source_id, input=where, code="bad_record", message=message, stage="sources")

    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return lost(f"not a JSON object in UTF-8: {error}")
    if not isinstance(record, dict):
        return lost(f"a JSON {type(record).__name__} found, an object with text or html expected")
    source_id = str(record["id"]) if record.get("id") not in (None, "") else where
    is_text = isinstance(record.get("text"), str)
    content = record["text"] if is_text else record.get("html")
    if not isinstance(content, str):
        return lost(f"keys {', '.join(sorted(map(str, record)))} found, text or html (a string) expected", source_id)
    unknown = {key: value for key, value in record.items() if key not in _KNOWN}
    published = _date(record.get("published"))
    if published is None and record.get("published"):
        unknown["published"] = record["published"]
    return Page(
        source_id=source_id,
        input=where,
        kind="record" if is_text else "html",
        content=encodable(content),
        url=_string(record, "url"),
        title=_string(record, "title"),
        published=published,
        publisher=_string(record, "publisher"),
        extra=encodable(json.dumps(unknown, ensure_ascii=False, sort_keys=True)) if unknown else None,
    )


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: no file can hold them, and offsets stay true."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return encodable(str(value)) if value not in (None, "") else None


def _date(value: object) -> date | None:
    """The day of an ISO date or date and time, None for anything else."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
