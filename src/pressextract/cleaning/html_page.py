"""An HTML page → an Article: parse, read the head, thin, find the text, walk it once, sort its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.article import Article, Doubt, Page
from pressextract.cleaning.body import css_path, find_body
from pressextract.cleaning.boxes import BLOCK_TAGS, Box
from pressextract.cleaning.contact import Contact, read_contact
from pressextract.cleaning.dates import GUESSED, OF_CHANGE, find_modified, find_published
from pressextract.cleaning.frame import Frame
from pressextract.cleaning.german_dates import first_date, iso_date
from pressextract.cleaning.head import Head, read_head
from pressextract.cleaning.lines import Line, walk
from pressextract.cleaning.metadata import find_authors, find_keywords, find_url
from pressextract.cleaning.outline import Outline, read_outline
from pressextract.cleaning.parse import parse
from pressextract.cleaning.publisher import find_publisher
from pressextract.cleaning.release_lines import is_date_line, is_press_line
from pressextract.cleaning.rules import Rules, rules_for
from pressextract.cleaning.sorting import MIN_TEASERS, TEASER_LENGTH, Known, sort_lines
from pressextract.cleaning.teasers import drop_teasers
from pressextract.cleaning.thin import drop, thin
from pressextract.cleaning.titles import find_headline, other_titles
from pressextract.cleaning.whitespace import squeeze
from pressextract.errors import PageError

#: A page with less text and no headline is an app shell or an error page.
_MIN_TEXT = 60


class _Part(NamedTuple):
    """The lines of the part with headline and text, what found it, how many teasers like it stand beside it.

    `rules` are those of the site that hold, `top` the thinned page that they select in.
    """

    lines: list[Line]
    evidence: str
    teasers: int = 0
    rules: Rules | None = None
    top: Element | None = None


def html_article(page: Page, text: str) -> Article:
    """The article of an HTML page.

    Raises:
        PageError: `not_html` without markup, `no_body` where no prose is found.
    """
    root = parse(text)
    head = read_head(root)
    address = find_url(head, page.url)
    url = page.url or (address[0] if address else None)
    candidates = rules_for(url, head, page.fetched)
    headline = find_headline(root, head)
    ruled = any(rules.has_selectors for rules in candidates)
    outline = thin(root, headline.element, keep_header=ruled)
    frame = Frame(outline)
    part = _ruled_part(outline, headline.element, candidates) if ruled else _part(outline.boxes, headline.element)
    rules = part.rules or next(iter(candidates), None)
    lines = part.lines
    description = head.metas.get("description") or head.metas.get("og:description") or ""
    authors = find_authors(head, lines)
    published = _published(page, head, lines, rules, part, frame)
    modified = find_modified(head, frame.changed)
    found = sort_lines(
        lines,
        Known(
            title=headline.text,
            titles=other_titles(head, headline.text),
            title_is_sure=headline.source != "title",
            description=description,
            authors=authors[0] if authors else (),
            days=tuple(dated[0] for dated in (published, modified) if dated and dated[1] not in (GUESSED, OF_CHANGE)),
        ),
    )
    if found.is_list or (part.teasers >= MIN_TEASERS and len(found.text) < part.teasers * TEASER_LENGTH):
        raise PageError("no_body", "a list of teasers that link to articles, no article")
    if not found.blocks or (len(found.text) < _MIN_TEXT and headline.element is None):
        raise PageError("no_body", f"{len(found.text)} characters of prose in {len(text)} characters of markup")
    contacts = [found.contact_lines, *map(_contact_parts, frame.contacts)]
    contact = _contact(contacts)
    publisher = _publisher(head, frame, lines, [part for block in contacts for part in block], rules, part.top)
    evidence = {
        "title": headline.source,
        "text": part.evidence,
        "rules": rules.name if rules else "",
        "url": address[1] if address else "",
        "published": published[1] if published else "",
        "modified": modified[1] if modified else "",
        "publisher": publisher[1] if publisher else "",
        "authors": authors[1] if authors else "",
    }
    return Article(
        source_id=page.source_id,
        input=page.input,
        url=url,
        title=found.title,
        subtitle=_subtitle(rules, part.top) or headline.kicker or found.subtitle,
        blocks=found.blocks,
        publisher=publisher[0] if publisher else None,
        language=head.language,
        published=published[0] if published else None,
        published_source=published[1] if published else None,
        modified=modified[0] if modified and (not published or modified[0] != published[0]) else None,
        press_number=found.press_number,
        dateline=found.dateline,
        embargo_until=found.embargo,
        authors=authors[0] if authors else (),
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        boilerplate=found.boilerplate,
        keywords=find_keywords(head),
        image_captions=found.captions,
        image_credits=found.credits,
        extra=page.extra,
        evidence={name: source for name, source in evidence.items() if source},
        doubts=_doubts(published),
    )


def _doubts(published: tuple[date, str] | None) -> tuple[Doubt, ...]:
    if published is None or published[1] not in (GUESSED, OF_CHANGE):
        return ()
    message = f"published is {published[0]} by {published[1]}"
    return (Doubt(code="uncertain_date", message=message, stage="cleaning"),)


def _part(boxes: list[Box], headline: Element | None, selected: Element | None = None) -> _Part:
    """Find the box with the text, or take the one that a site's rules selected, and read its lines."""
    title = next((box for box in boxes if box.element is headline and not box.dropped), None)
    found = find_body(boxes, headline_counts=title is not None)  # it also measures the boxes, for those of pictures
    body = next((box for box in boxes if box.element is selected and not box.dropped), None)
    teasers = 0
    if body is None:
        if found is None:
            raise PageError("no_body", "no element of the page holds prose")
        body, teasers = boxes[found.position], found.teasers
        drop_teasers(boxes, found.position)
    lines = walk(boxes, _common(body, title), body, headline if title else None)
    return _Part(lines, css_path(body.element), teasers)


def _ruled_part(outline: Outline, headline: Element | None, candidates: Sequence[Rules]) -> _Part:
    """The same with a site's rules: they drop and select in the thinned page.

    Of several the first whose body is there holds, else the first: the generic way finds the text then.
    """
    top = outline.boxes[0].element
    fitting = (rules for rules in candidates if rules.body is None or rules.select("body", top) is not None)
    rules = next(fitting, candidates[0])
    for element in rules.dropped(top):
        drop(element)
    selected = rules.select("body", top)
    boxes = read_outline(top, headline, keep_header=True).boxes
    part = _part(boxes, headline, selected)
    evidence = rules.body if selected is not None and rules.body else part.evidence
    return part._replace(rules=rules, top=top, evidence=evidence)


def _common(body: Box, title: Box | None) -> Box:
    """The lowest box with both; without a headline the text's surroundings, where date and subtitle stand."""
    around = [body, *body.around()]
    if title is None:
        return around[max(0, min(2, len(around) - 2))]
    above = {id(box) for box in (title, *title.around())}
    return next((box for box in around if id(box) in above), body)


def _subtitle(rules: Rules | None, top: Element | None) -> str | None:
    element = rules.select("subtitle", top) if rules else None
    text = squeeze(" ".join(element.itertext())) if element is not None else ""
    return text if text and not is_press_line(text) and not is_date_line(text) else None


def _published(
    page: Page, head: Head, lines: list[Line], rules: Rules | None, part: _Part, frame: Frame
) -> tuple[date, str] | None:
    if page.published is not None:
        return page.published, "source"
    if rules is not None:
        value = head.metas.get(rules.published_meta) if rules.published_meta else None
        if value and (day := iso_date(value)):
            return day, f"meta {rules.published_meta}"
        element = rules.select("published", part.top)
        if element is not None and (day := first_date(" ".join(element.itertext()))):
            return day, f"{rules.name}.published"
    url = page.url or head.canonical or head.metas.get("og:url")
    return find_published(head, lines, url, frame.outline, frame.changed)


def _publisher(
    head: Head, frame: Frame, lines: list[Line], contact: list[str], rules: Rules | None, top: Element | None
) -> tuple[str, str] | None:
    element = rules.select("publisher", top) if rules else None
    if rules is not None and element is not None and (name := squeeze(" ".join(element.itertext()))):
        return name, f"{rules.name}.publisher"
    if rules is not None and rules.issuer:
        return rules.issuer, f"{rules.name}.issuer"
    return find_publisher(head, frame, lines, contact)


def _contact_parts(box: Element) -> tuple[str, ...]:
    """The lines of a contact box, with the addresses that only its links hold."""
    pieces: list[str] = []
    for action, element in etree.iterwalk(box, events=("start", "end")):
        if element.tag in BLOCK_TAGS or element.tag == "br":
            pieces.append("\n")
        pieces.append((element.text if action == "start" else element.tail) or "")
    links = (str(link.get("href") or "").partition("?")[0] for link in box.iter("a"))
    addresses = [link.removeprefix("mailto:") for link in links if link.startswith("mailto:")]
    return (*filter(None, map(squeeze, "".join(pieces).split("\n"))), *addresses)


def _contact(blocks: Iterable[Sequence[str]]) -> Contact:
    """The contact of the text's own block, its gaps filled from the boxes that name nobody else."""
    contacts = [read_contact(block) for block in blocks]
    contacts = [contact for contact in contacts if contact != Contact()]
    if not contacts:
        return Contact()
    name = next((contact.name for contact in contacts if contact.name), None)
    ours = [contact for contact in contacts if contact.name in (None, name)]
    return Contact(
        name=name,
        phone=next((contact.phone for contact in ours if contact.phone), None),
        email=next((contact.email for contact in ours if contact.email), None),
    )
