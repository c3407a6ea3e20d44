"""Publisher, address, authors and keywords of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from pressextract.cleaning.frame import INSTITUTION, Frame
from pressextract.cleaning.release_lines import byline
from pressextract.cleaning.head import Head
from pressextract.cleaning.lines import Line
from pressextract.cleaning.whitespace import squeeze

_PUBLISHER_METAS = ("dcterms.publisher", "dc.publisher", "publisher")
_HOST = re.compile(r"^https?:|^(?:www\.)?[\w-]+\.[a-z]{2,10}$", re.I)
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


def find_publisher(head: Head, frame: Frame, contact: Sequence[str]) -> tuple[str, str] | None:
    """The body that issues the release: stated, named in the contact, the frame, or the site's name."""
    for holder in (head.article, head.page):
        name = _name(holder.get("publisher"))
        if name and not _HOST.search(name):
            return name, "json-ld publisher"
    for names in (_PUBLISHER_METAS, ("author", "dcterms.creator", "dc.creator", "og:site_name")):
        for name in names:
            value = head.metas.get(name, "").removeprefix("©").strip()
            if value and not _HOST.search(value) and (names is _PUBLISHER_METAS or INSTITUTION.search(value)):
                return value, f"meta {name}"
    for candidate, place in (
        (
            next(
                (
                    line
                    for line in contact
                    if 8 <= len(line) <= 110 and INSTITUTION.search(line) and not re.search(r"[@:\d]", line)
                ),
                None,
            ),
            "contact",
        ),
        (frame.copyright, "copyright notice"),
        (next((logo for logo in frame.logos if INSTITUTION.search(logo)), None), "logo"),
    ):
        if candidate and INSTITUTION.search(candidate):
            return candidate, place
    site = head.metas.get("og:site_name")
    if site and not _HOST.search(site):
        return site, "meta og:site_name"
    return (frame.copyright, "copyright notice") if frame.copyright and not _HOST.search(frame.copyright) else None


def find_authors(head: Head, lines: Sequence[Line]) -> tuple[tuple[str, ...], str] | None:
    """Authors by JSON-LD, a byline near the headline, or meta author; no editorial offices, no addresses."""
    stated = head.article.get("author")
    names = [_name(item) for item in (stated if isinstance(stated, list) else [stated])]
    people = _people(name for name in names if name)
    if people:
        return people, "json-ld author"
    for line in lines[:25]:
        if names := byline(line.text):
            return _people(_AND.split(names)), "byline"
        if _AUTHOR_CLASS.search(line.names) and len(line.text) <= 80:
            people = _people(_AND.split(_AUTHOR_PREFIX.sub("", line.text)))
            if people and all(len(person.split()) >= 2 for person in people):
                return people, "author element"
    meta = head.meta("author", "article:author", "dc.creator", "dcterms.creator")
    people = _people(_AND.split(meta[0])) if meta else ()
    return (people, f"meta {meta[1]}") if people and meta else None


def find_keywords(head: Head) -> tuple[str, ...]:
    """Keywords that the page declares."""
    stated = head.meta("keywords", "news_keywords", "dcterms.subject", "dc.subject")
    if stated is None:
        return ()
    return tuple(dict.fromkeys(word for part in re.split(r"[,;]", stated[0]) if (word := squeeze(part))))


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return squeeze(value) or None if isinstance(value, str) else None


def _people(names: Any) -> tuple[str, ...]:
    found = (squeeze(_AUTHOR_PREFIX.sub("", name)) for name in names)
    return tuple(dict.fromkeys(name for name in found if 3 <= len(name) <= 60 and not _NO_PERSON.search(name)))
