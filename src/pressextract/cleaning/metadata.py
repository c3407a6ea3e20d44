"""Address, authors and keywords of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from pressextract.cleaning.head import Head
from pressextract.cleaning.lines import Line
from pressextract.cleaning.publisher import INSTITUTION, name_of
from pressextract.cleaning.release_lines import byline
from pressextract.cleaning.whitespace import squeeze

_AND = re.compile(r"\s*(?:,|;|\||\bund\b|&)\s+")
_AUTHOR_PREFIX = re.compile(r"^(?:von|by|autor(?:in)?:?|text:?)\s+", re.I)
_NO_PERSON = re.compile(r"@|https?:|www\.|\d|redaktion|admin|webmaster|gmbh|online\b", re.I)
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|authors|byline|autor|autoren|vcard)(?:$|[\s_-])", re.I)


def find_url(head: Head, known: str | None) -> tuple[str, str] | None:
    """The page's address: canonical link or og:url, made absolute with what is known."""
    for value, place in ((head.canonical, "link canonical"), (head.metas.get("og:url"), "meta og:url")):
        if not value:
            continue
        try:
            address = urljoin(known or "", value)
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return address, place
    return None


def find_authors(head: Head, lines: Sequence[Line]) -> tuple[tuple[str, ...], str] | None:
    """Authors by JSON-LD, a byline near the headline, or meta author; no editorial offices, no addresses."""
    stated = head.article.get("author")
    names = [name_of(item) for item in (stated if isinstance(stated, list) else [stated])]
    people = _people(name for name in names if name)
    if people:
        return people, "json-ld author"
    for line in lines[:25]:
        if written := byline(line.text):
            return _people(_AND.split(written)), "byline"
        if _AUTHOR_CLASS.search(line.names) and len(line.text) <= 80:
            people = _people(_AND.split(_AUTHOR_PREFIX.sub("", line.text)))
            if people and all(len(person.split()) >= 2 for person in people):
                return people, "author element"
    meta = head.meta("author", "article:author", "dc.creator", "dcterms.creator")
    people = _people(_AND.split(meta[0])) if meta and not INSTITUTION.search(meta[0]) else ()
    return (people, f"meta {meta[1]}") if people and meta else None


def find_keywords(head: Head) -> tuple[str, ...]:
    """Keywords that the page declares."""
    stated = head.meta("keywords", "news_keywords", "dcterms.subject", "dc.subject")
    if stated is None:
        return ()
    return tuple(dict.fromkeys(word for part in re.split(r"[,;]", stated[0]) if (word := squeeze(part))))


def _people(names: Any) -> tuple[str, ...]:
    found = (squeeze(_AUTHOR_PREFIX.sub("", name)) for name in names)
    return tuple(dict.fromkeys(name for name in found if 3 <= len(name) <= 60 and not _NO_PERSON.search(name)))
