"""The body that issues a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pressextract.cleaning.frame import Frame
from pressextract.cleaning.head import Head
from pressextract.cleaning.lines import Line
from pressextract.cleaning.whitespace import squeeze

#: Words that a body which issues releases has in its name; a site's name need not have one.
INSTITUTION = re.compile(
    r"ministerium|kanzlei|senatsverwaltung|\bsenat|behörde|\bamt\b|\bbundesamt|\blandesamt|bezirksamt|kreis\b|\bstadt\b|"
    r"stadtverwaltung|gemeinde|polizei|feuerwehr|universität|hochschule|institut|verband|verein|stiftung|\bbund\b|"
    r"gesellschaft|kammer\b|partei|fraktion|gmbh|\bag\b|\bse\b|\bkg\b|e\. ?v\.|kirche|bistum|museum|agentur|"
    r"gewerkschaft|landtag|bundestag|bundesrat|parlament|departement|direktion|zentrum|akademie|klinik|anstalt|werke\b|"
    r"staatsanwaltschaft|gericht\b|präsidium|kommission|caritas|diakonie",
    re.I,
)
_STATED = ("dcterms.publisher", "dc.publisher", "publisher")
_OFTEN_A_PERSON = ("author", "dcterms.creator", "dc.creator")
_HOST = re.compile(r"^https?:|^(?:www\.)?[\w-]+\.[a-z]{2,10}$", re.I)
_ORIGINAL = re.compile(r"Original-Content von:\s*(?P<name>[^,]{3,100}),")
_DATA = re.compile(r"[@:\d]|\bPresse|sprecher|straße", re.I)
_SEPARATOR = re.compile(r"\s+[-–—|•·]\s+|\s*[|»]\s*")

Found = tuple[str, str]


def find_publisher(head: Head, frame: Frame, lines: Sequence[Line], contact: Sequence[str]) -> Found | None:
    """Name and place: stated by the page, named in its contact or frame, else the site's name."""
    for name, place in _candidates(head, frame, lines, contact):
        if name and len(name) <= 140 and not _HOST.search(name):
            return name, place
    return None


def _candidates(head: Head, frame: Frame, lines: Sequence[Line], contact: Sequence[str]) -> Iterable[Found]:
    for line in lines:
        if match := _ORIGINAL.search(line.text[:160]):
            yield squeeze(match["name"]), "original content line"
    for holder in (head.article, head.page):
        yield name_of(holder.get("publisher")) or "", "json-ld publisher"
    for name in _STATED:
        yield head.metas.get(name, "").removeprefix("©").strip(), f"meta {name}"
    yield from ((name, place) for name, place in _institutions(head, frame, contact) if INSTITUTION.search(name))
    yield head.metas.get("og:site_name", ""), "meta og:site_name"
    yield frame.copyright or "", "copyright notice"
    yield from ((logo, "logo") for logo in frame.logos)


def _institutions(head: Head, frame: Frame, contact: Sequence[str]) -> Iterable[Found]:
    yield from ((head.metas.get(name, ""), f"meta {name}") for name in (*_OFTEN_A_PERSON, "og:site_name"))
    yield from ((line, "contact") for line in contact if len(line) >= 8 and not _DATA.search(line))
    yield frame.copyright or "", "copyright notice"
    yield _SEPARATOR.split(head.title)[-1], "title's end"
    if not head.metas.get("og:site_name") and not frame.copyright:
        yield from ((logo, "logo") for logo in frame.logos)


def name_of(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return squeeze(value) or None if isinstance(value, str) else None
