"""The day of publication: stated by JSON-LD or strong metas, printed near the headline, or guessed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import Box
from pressextract.cleaning.german_dates import DATE, dates_in, first_date, iso_date
from pressextract.cleaning.head import Head
from pressextract.cleaning.lines import Line
from pressextract.cleaning.outline import Outline
from pressextract.cleaning.release_lines import byline, is_change_line, is_date_line, is_press_line
from pressextract.cleaning.whitespace import squeeze

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
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-]([12]\d|3[01]|0[1-9](?=[/_-])|[1-9](?=/))(?=[/_-]|$)")
#: Lines before the headline, and half of those behind it, that a date may stand in.
_NEAR = 6
_PROSE = 100
#: A date element farther from the headline, counted in elements, is another article's or a comment's.
_MAX_DISTANCE = 80
#: What a date element says that is farther away than that: `Von Christian am 03.05.2013`.
_WRITTEN = re.compile(
    r"(?:Von|Veröffentlicht|Geschrieben|Verfasst|Erstellt|Publiziert|Gepostet|Eingestellt|Datum|"
    r"(?:Der|Dieser) (?:Artikel|Beitrag|Eintrag) wurde)\b.{0,60}",
    re.I,
)
_CHANGE_NAME = re.compile(r"updated|modified|change|aktualis|event|termin|comment|teaser|related", re.I)
#: Lines behind the lead among which a dateline may stand in a line of its own.
_BEHIND_LEAD = 2
_PLACE_AND_DATE = re.compile(rf"[A-ZÄÖÜ][^.!?]{{2,60}}, (?:den )?(?:{DATE.pattern})\.?", re.I)
_NO_PUBLICATION = re.compile(
    r"\b(?:Beginn|Termin|Veranstaltung|Einsendeschluss|Frist|bis|ab|Stand|geboren|Uhrzeit|Ort|Wann)\b|©", re.I
)
_LABEL = re.compile(
    r"^(?:\W*|.{0,60}\b)(?:Veröffentlicht|Veröffentlichung|Erschienen|Publiziert|Eingestellt|Erstellt|Gepostet|Datum)"
    r"(?:\s(?:von|durch)\s.{1,40})?\s*:?\s*(?:am|vom)?\s*:?\s*(?=\d|(?:Mo|Di|Mi|Do|Fr|Sa|So))",
    re.I,
)
_DIGIT = re.compile(r"\d")
#: Evidence of a day that no rule found.
GUESSED = "htmldate"
#: Evidence of a day that is that of the last change, since no other is stated.
OF_CHANGE = "printed last change"

Dated = tuple[date, str]


def find_published(
    head: Head, lines: Sequence[Line], url: str | None, outline: Outline | None = None, changed: date | None = None
) -> Dated | None:
    """The day of publication and where it was found, None where the page does not tell.

    `outline` is that of the thinned page; `changed` is the day of the last change, the best there is where nothing
    else is stated.
    """
    permanent = _url(url)
    stated = list(_structured(head))
    printed = _printed(lines)
    if stated and permanent and permanent[0] < stated[0][0]:
        return permanent  # a later day is that of a new edition
    if printed and len({day for day, _ in stated}) > 1 and printed[0] in (day for day, _ in stated):
        return printed  # where statements differ, what is printed decides
    elements = [(distance, element) for distance, element, _ in outline.dates] if outline else []
    return (
        next(iter(stated), None)
        or printed
        or _marked(elements)
        or permanent
        or _named(elements)
        or _labelled(line.text for line in lines)
        or _weak(head)
        or (_labelled(_short_lines(outline.boxes)) if outline else None)
        or _only(elements)
        or ((changed, OF_CHANGE) if changed else None)
        or (_guessed(outline.boxes[0].element, url) if outline else None)
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


def _structured(head: Head) -> Iterator[Dated]:
    """What the page states for machines, the most reliable first."""
    value = head.article.get("datePublished")
    if isinstance(value, str) and (found := iso_date(value)):
        yield found, "json-ld datePublished"
    for name in _STRONG_METAS:
        if (value := head.metas.get(name)) and (found := iso_date(value)):
            yield found, f"meta {name}"
    value = head.itemprops.get("datepublished")
    if value and (found := iso_date(value)):
        yield found, "itemprop datePublished"
    value = head.page.get("datePublished")
    if isinstance(value, str) and (found := iso_date(value)):
        yield found, "json-ld WebPage.datePublished"


def _printed(lines: Sequence[Line]) -> Dated | None:
    """A date line, a press line or a dated short line above the first prose, or the dateline that it begins with."""
    title = max(0, next((index for index, line in enumerate(lines) if line.kind == "title"), 0))
    first = next((i for i in range(title, len(lines)) if len(lines[i].text) >= _PROSE and i != title), len(lines))
    near = [line.text for line in lines[max(0, title - _NEAR) : min(first, title + 2 * _NEAR)] if line.kind != "title"]
    near = [text for text in near if not is_change_line(text)]
    behind = [line.text for line in lines[first + 1 : first + 1 + _BEHIND_LEAD]]
    for text in near:
        if (is_date_line(text) or is_press_line(text)) and (found := first_date(text)):
            return found, "printed near the headline"
    for text in near:
        if (not _NO_PUBLICATION.search(text) or byline(text)) and (found := first_date(text)):
            return found, "printed near the headline"
    if first < len(lines) and (day := _in_dateline(lines[first].text)):
        return day, "dateline"
    for text in behind:
        if (is_press_line(text) or _PLACE_AND_DATE.fullmatch(text)) and (found := first_date(text)):
            return found, "printed behind the lead"
    return None


def _in_dateline(text: str) -> date | None:
    """The date that a first paragraph begins with: `Berlin, 12. Mai 2020 – …`, `(12.05.2020) …`."""
    found = next(dates_in(text[:80]), None)
    if found is None or found[1] >= 40:
        return None
    in_brackets = text[: found[1]] == "(" and text[found[2] : found[2] + 1] == ")"
    return found[0] if in_brackets or re.match(r"\W*[–—:.|-]", text[found[2] :]) else None


def _marked(elements: Sequence[tuple[int, Element]]) -> Dated | None:
    """The element that microdata call the day of publication."""
    for _, element in elements:
        if element.get("itemprop") == "datePublished" and (day := _day_of(element, needs_label=False)):
            return day, "itemprop datePublished"
    return None


def _named(elements: Sequence[tuple[int, Element]]) -> Dated | None:
    """The date element nearest to the headline; one that is far away must say that something was written on it."""
    for distance, element in sorted(elements, key=lambda one: abs(one[0])):
        if day := _day_of(element, needs_label=abs(distance) > _MAX_DISTANCE):
            return day, "time element" if element.tag == "time" else "date element"
    return None


def _only(elements: Sequence[tuple[int, Element]]) -> Dated | None:
    """The day of all date elements of the page where they tell but one, wherever they stand."""
    days = {day for _, element in elements if (day := _day_of(element, needs_label=False))}
    return (days.pop(), "only date element") if len(days) == 1 else None


def _day_of(element: Element, *, needs_label: bool) -> date | None:
    name = element.get("class") or ""
    if _CHANGE_NAME.search(name) and "publish" not in name:
        return None
    text = squeeze(" ".join(element.itertext()))
    is_written = len(text) <= 3 * _PROSE and _WRITTEN.match(text) is not None
    if not is_written and (needs_label or len(text) > _PROSE or _NO_PUBLICATION.search(text)):
        return None
    if is_change_line(text):
        return None
    # what is printed is local time; machine-readable values near midnight may not be
    return first_date(text) or iso_date(element.get("datetime") or element.get("content") or "")


def _labelled(texts: Iterable[str]) -> Dated | None:
    """`Veröffentlicht am 12.05.2020`, wherever it stands."""
    for text in texts:
        if (match := _LABEL.search(text)) and (day := first_date(text[match.end() : match.end() + 30])):
            return day, "labelled"
    return None


def _short_lines(boxes: Sequence[Box]) -> Iterator[str]:
    """The lines of short boxes with a digit, each with the boxes inside it: a label may have one of its own."""
    for box in boxes:
        if not box.dropped and box.own and box.whole <= 2 * _PROSE and any(_DIGIT.search(text) for text in box.pieces):
            yield squeeze(" ".join(box.element.itertext()))


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


def _guessed(top: Element, url: str | None) -> Dated | None:
    """htmldate's finding on the thinned page, imported only here since that takes a second.

    Its extensive search finds 4 days more on the open pages, 6 wrong ones among them, for thirty times the time.
    """
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    markup = etree.tostring(top.getroottree().getroot(), encoding="unicode", method="html")
    try:
        found = find_date(markup[:1_000_000], original_date=True, extensive_search=False, url=url)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    day = iso_date(found) if found else None
    # it makes "2022" 2022-01-01 and "Juli 2022" 2022-07-01: 18 of 90 guesses on the open pages, all but one wrong
    return (day, GUESSED) if day and day.day > 1 else None
