"""The day of publication: stated by JSON-LD or strong metas, printed near the headline, or guessed."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date

from pressextract.cleaning.german_dates import dates_in, first_date, iso_date
from pressextract.cleaning.head import Head
from pressextract.cleaning.lines import Line
from pressextract.cleaning.release_lines import byline, is_change_line, is_date_line, is_press_line

#: Metas that a CMS fills with the day of publication and nothing else.
_STRONG_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date.created", "citation_publication_date", "publishdate", "publish-date", "publication_date", "pubdate",
    "article_date_original", "vr:published_time", "shareaholic:article_published_time",
)  # fmt: skip
#: Metas that hold the day of publication on some sites and that of the last change or of the crawl on others.
_WEAK_METAS = (
    "date",
    "dc.date",
    "dcterms.date",
    "og:published_time",
    "last-modified",
    "revision_date",
    "article:modified_time",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "datemodified",
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_NEAR = 12
_NO_PUBLICATION = re.compile(
    r"\b(?:Beginn|Termin|Veranstaltung|Einsendeschluss|Frist|bis|ab|Stand|geboren|Uhrzeit|Ort|Wann)\b|©", re.I
)

Dated = tuple[date, str]


def find_published(head: Head, lines: Sequence[Line], url: str | None, markup: str | None) -> Dated | None:
    """The day of publication and where it was found, None where the page does not tell."""
    return (
        _structured(head) or _printed(lines) or _url(url) or _weak(head) or (_guessed(markup, url) if markup else None)
    )


def find_modified(head: Head, changed: date | None) -> Dated | None:
    """The day of the last change as printed (`changed`) or stated."""
    if changed is not None:
        return changed, "printed"
    value = head.article.get("dateModified")
    if isinstance(value, str) and (found := iso_date(value)):
        return found, "json-ld dateModified"
    stated = head.meta(*_MODIFIED_METAS)
    if stated and (found := iso_date(stated[0])):
        return found, f"meta {stated[1]}"
    return None


def _structured(head: Head) -> Dated | None:
    value = head.article.get("datePublished")
    if isinstance(value, str) and (found := iso_date(value)):
        return found, "json-ld datePublished"
    for name in _STRONG_METAS:
        if (value := head.metas.get(name)) and (found := iso_date(value)):
            return found, f"meta {name}"
    value = head.itemprops.get("datepublished")
    if value and (found := iso_date(value)):
        return found, "itemprop datePublished"
    value = head.page.get("datePublished")
    if isinstance(value, str) and (found := iso_date(value)):
        return found, "json-ld WebPage.datePublished"
    return None


def _printed(lines: Sequence[Line]) -> Dated | None:
    """A date line, a press line or a dated short line near the headline."""
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), None)
    start = max(0, (title or 0) - _NEAR // 2)
    near = lines[start : (title or 0) + _NEAR]
    for line in near:
        if (
            line.kind != "title"
            and (is_date_line(line.text) or is_press_line(line.text))
            and not is_change_line(line.text)
        ):
            found = first_date(line.text)
            if found:
                return found, "printed near the headline"
    for line in near:
        if line.kind == "title" or is_change_line(line.text) or _NO_PUBLICATION.search(line.text):
            continue
        if len(line.text) <= 100 or byline(line.text):
            found = first_date(line.text)
            if found:
                return found, "printed near the headline"
    for line in near:
        if line.kind == "paragraph" and line.in_body:
            place_and_date = next(dates_in(line.text[:80]), None)
            if place_and_date and place_and_date[1] < 40 and re.match(r"\W*[–—:.|-]", line.text[place_and_date[2] :]):
                return place_and_date[0], "dateline"
            break
    return None


def _url(url: str | None) -> Dated | None:
    match = _URL_DATE.search(url or "")
    if match is None:
        return None
    found = iso_date(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
    return (found, "url") if found else None


def _weak(head: Head) -> Dated | None:
    for name in _WEAK_METAS:
        if (value := head.metas.get(name)) and (found := iso_date(value)):
            return found, f"meta {name}"
    return None


def _guessed(markup: str, url: str | None) -> Dated | None:
    """htmldate's finding; it costs more than all the rest and is imported only here."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(markup[:1_000_000], original_date=True, extensive_search=True, url=url)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    day = iso_date(found) if found else None
    return (day, "htmldate") if day else None
