"""What is read of an answer."""

from __future__ import annotations

from scrapy.http import Headers


def header_of(headers: Headers, name: str) -> str:
    """A header's value, empty where it is not there."""
    return (headers.get(name) or b"").decode("latin-1")
