"""What the header Content-Type says of an answer: for web archives, and for `fetch`, which writes them."""

from __future__ import annotations

import re

HTML_TYPES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
#: Some servers send the header twice, and libraries join it with a comma.
_PARAMETERS = re.compile(r"[;,]")


def media_type(content_type: str | None) -> str:
    """The media type in small letters, empty where none is stated.

    >>> media_type("Text/HTML; charset=UTF-8")
    'text/html'
    """
    return _PARAMETERS.split(content_type or "", maxsplit=1)[0].strip().lower()[:60]


def charset_of(content_type: str | None) -> str | None:
    """The charset as it is stated, None where none is."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None
