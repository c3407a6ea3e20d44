"""Records: one release each with `html` or `text` and optional id, url, title, published, publisher; JSON Lines.

JSON Lines, CSV and Parquet differ in how a record is stored; what it means is decided here for all of them.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file
from pressextract.sources.compression import UnpackedFile
from pressextract.sources.endings import compression_of, encodable
from pressextract.sources.limits import Limits
from pressextract.sources.lines import LongLine, bounded_lines
from pressextract.sources.source_file import Consumed, SourceFile, lost

#: What holds the page, the better one first: text is used unchanged, html is cleaned.
CONTENT = ("text", "html")
_KNOWN = frozenset((*CONTENT, "id", "url", "title", "published", "publisher"))


def read_json_lines(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss]:
    """The releases of a file, one object a line. A record without id is called `<file name>:<line>`."""
    with open_file(file) as opened:
        unpacked = io.BufferedReader(UnpackedFile(opened, compression_of(file.name), limits, consumed), 1 << 16)
        for number, line in enumerate(bounded_lines(unpacked, limits.line_bytes), start=1):
            where = f"{file.name}:{number}"
            if isinstance(line, LongLine):
                yield lost(where, where, "too_large", f"a line of {limits.too_large}")
            elif line.strip():
                yield _page_of_line(line, where, limits)


def _page_of_line(line: bytes, where: str, limits: Limits) -> Page | Loss:
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return lost(where, where, "bad_record", f"not a JSON object in UTF-8: {error}")
    if not isinstance(record, dict):
        message = f"a JSON {type(record).__name__} found, an object with text or html expected"
        return lost(where, where, "bad_record", message)
    return page_of(record, where, limits)


def page_of(record: Mapping[str, object], where: str, limits: Limits) -> Page | Loss:
    """The page of a record. Unknown keys go to `extra`; one without a value, or with an empty one, says nothing."""
    given = {key: value for key, value in record.items() if not _is_empty(value)}
    source_id = encodable(str(given["id"])) if "id" in given else where
    found = _content(record, given)
    if found is None:
        keys = ", ".join(sorted(map(str, record))) or "no keys"
        message = f"{keys} found, text or html (a string that is not null) expected"
        return lost(source_id, where, "bad_record", encodable(message))
    name, content = found
    if len(content) > limits.page_bytes:
        return lost(source_id, where, "too_large", limits.too_large)
    unknown = {key: value for key, value in given.items() if key not in _KNOWN and not isinstance(value, bytes)}
    published = stated_date(given.get("published"))
    if published is None and "published" in given:
        unknown["published"] = given["published"]
    return Page(
        source_id=source_id,
        input=where,
        kind="record" if name == "text" else "html",
        content=encodable(content) if isinstance(content, str) else content,
        url=_string(given, "url"),
        title=_string(given, "title"),
        published=published,
        publisher=_string(given, "publisher"),
        extra=encodable(json.dumps(unknown, ensure_ascii=False, sort_keys=True, default=str)) if unknown else None,
    )


def stated_date(value: object) -> date | None:
    """The day of a date, of an ISO date or time, or of DD.MM.YYYY; None for anything else."""
    text = str(value).strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return datetime.strptime(text, "%d.%m.%Y").date()
    except ValueError:
        return None


def _content(record: Mapping[str, object], given: Mapping[str, object]) -> tuple[str, str | bytes] | None:
    """Text before html, and either of them before one that is empty; html may be bytes, text is decoded."""
    for candidates in (given, record):
        for name in CONTENT:
            value = candidates.get(name)
            if isinstance(value, str) or (isinstance(value, bytes) and name == "html"):
                return name, value
    return None


def _is_empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    return None if value is None else encodable(str(value))
