"""An HTML page → an Article: parse, read the head, thin, find the text, walk it once, sort its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.etree import _Element as Element

from pressextract.article import Article, Page
from pressextract.cleaning.body import css_path, find_body
from pressextract.cleaning.boxes import BLOCK_TAGS, Box
from pressextract.cleaning.contact import Contact, read_contact
from pressextract.cleaning.dates import GUESSED, OF_CHANGE, find_modified, find_published
from pressextract.cleaning.frame import Frame
from pressextract.cleaning.german_dates import first_date, iso_date
from pressextract.cleaning.head import Head, read_head
from pressextract.cleaning.lines import Line, walk
from pressextract.cleaning.metadata import find_authors, find_keywords, find_url
from pressextract.cleaning.parse import parse
from pressextract.cleaning.publisher import find_publisher
from pressextract.cleaning.rules import Rules, rules_for
from pressextract.cleaning.sorting import MIN_TEASERS, TEASER_LENGTH, Known, sort_lines
from pressextract.cleaning.soup import MARK, to_soup
from pressextract.cleaning.teasers import drop_teasers
from pressextract.cleaning.thin import thin
from pressextract.cleaning.titles import find_headline
from pressextract.cleaning.whitespace import squeeze
from pressextract.errors import PageError

#: A page with less text and no headline is an app shell or an error page.
_MIN_TEXT = 60


class _Part(NamedTuple):
    """The part of the page with headline and text, the element with the text, the soup both are in, what found it."""

    top: Tag
    body: Tag
    soup: BeautifulSoup
    evidence: str
    teasers: int = 0


def html_article(page: Page, text: str) -> Article:
    """The article of an HTML page.

    Raises:
        PageError: `not_html` without markup, `no_body` where no prose is found.
    """
    root = parse(text)
    head = read_head(root)
    address = find_url(head, page.url)
    url = page.url or (address[0] if address else None)
    rules = next(iter(rules_for(url, head)), None)
    headline = find_headline(root, head)
    outline = thin(root, headline.element, keep_header=rules is not None)
    frame = Frame(outline)
    part = _article_part(outline.boxes, headline.element, rules)
    lines = walk(part.top, part.body)
    description = head.metas.get("description") or head.metas.get("og:description") or ""
    authors = find_authors(head, lines)
    published = _published(page, head, lines, rules, part, frame)
    modified = find_modified(head, frame.changed)
    found = sort_lines(
        lines,
        Known(
            title=headline.text,
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
    publisher = _publisher(head, frame, lines, [part for block in contacts for part in block], rules, part.soup)
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
        subtitle=_subtitle(rules, part.soup) or headline.kicker or found.subtitle,
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
        keywords=find_keywords(head),
        image_captions=found.captions,
        image_credits=found.credits,
        extra=page.extra,
        evidence={name: source for name, source in evidence.items() if source},
    )


def _article_part(boxes: list[Box], headline: Element | None, rules: Rules | None) -> _Part:
    """Find the part of a thinned page that is the article.

    With a site's rules the whole thinned page goes into BeautifulSoup; the generic way finds the text in the lxml
    tree, and only the part around it becomes soup, which is what makes it fast.
    """
    top = boxes[0].element
    if headline is not None:
        if top in headline.iterancestors():
            headline.set(MARK, "headline")
        else:
            headline = None
    found = find_body(boxes, headline_counts=headline is not None)
    if found is not None:
        found.element.set(MARK, "body")
        drop_teasers(found.boxes, found.position)
    if rules is not None:
        soup = to_soup(top, for_rules=True)
        rules.drop_from(soup)
        selected = rules.select("body", soup)
        body = selected or soup.find(True, {MARK: "body"})
        if isinstance(body, Tag):
            evidence = rules.body if selected and rules.body else found.evidence if found else ""
            return _Part(_around(body, soup), body, soup, evidence)
        raise PageError("no_body", f"neither the rules {rules.name} nor the generic way find prose")
    if found is None:
        raise PageError("no_body", "no element of the page holds prose")
    soup = to_soup(_common(found.element, headline), found.element)
    body, first = soup.find(True, {MARK: "body"}), soup.find(True)
    if not isinstance(body, Tag) or not isinstance(first, Tag):
        raise PageError("no_body", f"{css_path(found.element)} holds no text")
    return _Part(first, body, soup, found.evidence, found.teasers)


def _common(body: Element, headline: Element | None) -> Element:
    """The lowest element with both; without a headline the text's surroundings, where date and subtitle stand."""
    around = [body, *body.iterancestors()]
    if headline is None:
        return around[max(0, min(2, len(around) - 2))]
    above = {headline, *headline.iterancestors()}
    return next((element for element in around if element in above), body)


def _around(body: Tag, soup: BeautifulSoup) -> Tag:
    headline = soup.find(True, {MARK: "headline"})
    above = {id(element) for element in headline.parents} if isinstance(headline, Tag) else set()
    return next((element for element in (body, *body.parents) if id(element) in above), body)


def _subtitle(rules: Rules | None, soup: BeautifulSoup) -> str | None:
    element = rules.select("subtitle", soup) if rules else None
    return squeeze(element.get_text(" ")) or None if element is not None else None


def _published(
    page: Page, head: Head, lines: list[Line], rules: Rules | None, part: _Part, frame: Frame
) -> tuple[date, str] | None:
    if page.published is not None:
        return page.published, "source"
    if rules is not None:
        value = head.metas.get(rules.published_meta) if rules.published_meta else None
        if value and (day := iso_date(value)):
            return day, f"meta {rules.published_meta}"
        element = rules.select("published", part.soup)
        if element is not None and (day := first_date(element.get_text(" "))):
            return day, f"{rules.name}.published"
    url = page.url or head.canonical or head.metas.get("og:url")
    dates = [(distance, element) for distance, element, _ in frame.outline.dates]
    return find_published(head, lines, url, frame.outline.boxes[0].element.getroottree().getroot(), dates, frame.changed)


def _publisher(
    head: Head, frame: Frame, lines: list[Line], contact: list[str], rules: Rules | None, soup: BeautifulSoup
) -> tuple[str, str] | None:
    element = rules.select("publisher", soup) if rules else None
    if rules is not None and element is not None and (name := squeeze(element.get_text(" "))):
        return name, f"{rules.name}.publisher"
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
