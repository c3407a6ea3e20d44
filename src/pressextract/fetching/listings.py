"""Listings: pages whose links lead to releases, to the next page of the listing, and to everything else.

Which links lead to releases, a pattern decides: the user's or the publisher's. The day beside a link is that of the
smallest box around it that holds one, as long as the box has no other release in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from pressextract.cleaning.decode import decode
from pressextract.cleaning.german_dates import first_date, iso_date
from pressextract.cleaning.parse import parse
from pressextract.cleaning.rules.selectors import Selector
from pressextract.cleaning.whitespace import squeeze
from pressextract.errors import PageError
from pressextract.fetching.links import Found, Link, UnusableError
from pressextract.fetching.web_addresses import absolute, day_in, key_of, may_be_page, site_of

_NEXT_TEXT = re.compile(
    r"(?:zur )?(?:nächste|naechste|weitere|next)r?(?: seite| page| ergebnisse| meldungen| einträge)?"
    r"|weiter(?:blättern| zur nächsten seite)?|(?:eine seite )?vor(?:wärts)?|ältere (?:meldungen|beiträge|einträge)",
    re.I,
)
_ARROWS = " »›>→|"
_NEXT_NAME = re.compile(r"(?:^|[\s_-])(?:next|weiter|vor|forward)(?:$|[\s_-])", re.I)
#: Where a path counts the pages of a listing: /page/2/, /seite-3.html.
_NUMBERED = re.compile(r"(?:page|seite|p)[/_=-]?\d+", re.I)
#: Boxes above a link that are looked through for its day.
_BOXES = 5


def read_listing(
    content: bytes, url: str, charset: str | None, article: re.Pattern[str], next_link: str | None = None
) -> Found:
    """The releases that a page lists, and its next page. Links to other sites are others.

    Raises:
        UnusableError: it is no page.
    """
    try:
        root = parse(decode(content, charset))
    except PageError as error:
        raise UnusableError("not_html", error.message) from error
    base = _base(root, url)
    own = key_of(url)
    releases: dict[str, tuple[str, Element]] = {}
    others: set[str] = set()
    for anchor in root.iter("a", "area"):
        address = absolute(anchor.get("href") or "", base)
        if address is None or (key := key_of(address)) == own:
            continue
        if site_of(address) == site_of(url) and may_be_page(address) and article.search(address):
            releases.setdefault(key, (address, anchor))
        else:
            others.add(key)
    anchors = {anchor for _, anchor in releases.values()}
    links = [
        Link(address, "page", _day_beside(anchor, anchors) or day_in(address)) for address, anchor in releases.values()
    ]
    following = _next_page(root, base, url, next_link)
    if following is not None and key_of(following) not in releases:
        links.append(Link(following, "listing"))
        others.discard(key_of(following))
    return Found(links, len(others))


def _base(root: Element, url: str) -> str:
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return absolute(base, url) or url if base else url


def _next_page(root: Element, base: str, url: str, selector: str | None) -> str | None:
    """The first candidate that stays on the site and is another page."""
    for element in _next_links(root, url, selector):
        address = absolute(element.get("href") or "", base)
        if address is not None and site_of(address) == site_of(url) and key_of(address) != key_of(url):
            return address
    return None


def _next_links(root: Element, url: str, selector: str | None) -> Iterator[Element]:
    """What the publisher's rule names, what says rel=next, what is called or reads so, and the following number."""
    if selector is not None:
        yield from Selector(selector).all(root)
        return
    anchors = [anchor for anchor in root.iter("a", "link") if anchor.get("href")]
    yield from (anchor for anchor in anchors if "next" in (anchor.get("rel") or "").lower().split())
    links = [anchor for anchor in anchors if anchor.tag == "a"]
    paging = [anchor for anchor in links if _is_paging(anchor.get("href") or "", url)]
    yield from filter(_reads_next, paging)
    yield from _following_number(paging)


def _reads_next(anchor: Element) -> bool:
    texts = (squeeze("".join(anchor.itertext())), anchor.get("title") or "", anchor.get("aria-label") or "")
    if any(_NEXT_TEXT.fullmatch(text.strip(_ARROWS)) for text in texts):
        return True
    parent = anchor.getparent()
    names = [anchor.get("class") or "", (parent.get("class") or "") if parent is not None else ""]
    return any(_NEXT_NAME.search(name) for name in names)


def _is_paging(href: str, url: str) -> bool:
    """Whether a link stays on the page and changes its parameters, or has a page's number in its path."""
    address = absolute(href, url)
    if address is None:
        return False
    path = urlsplit(address).path
    return (path == urlsplit(url).path and address != url) or bool(_NUMBERED.search(path))


def _following_number(paging: list[Element]) -> Iterator[Element]:
    """Of links that are numbers, the one after the current number, which is marked as such or not linked."""
    texts = ((squeeze("".join(anchor.itertext())), anchor) for anchor in paging)
    numbers = [(int(text), anchor) for text, anchor in texts if text.isdecimal() and len(text) < 5]
    linked = {number for number, _ in numbers}
    marked = (number for number, anchor in numbers if anchor.get("aria-current"))
    current = next(marked, min(set(range(1, max(linked, default=0))) - linked, default=None))
    yield from (anchor for number, anchor in numbers if current is not None and number == current + 1)


def _day_beside(anchor: Element, anchors: set[Element]) -> date | None:
    """The day in the link's smallest box that has one; a box with a second release belongs to several."""
    box: Element | None = anchor
    for _ in range(_BOXES):
        if box is None or any(other is not anchor for other in box.iter("a", "area") if other in anchors):
            return None
        stated = next((day for time in box.iter("time") if (day := iso_date(time.get("datetime") or ""))), None)
        day = stated or first_date(" ".join(box.itertext()))
        if day is not None:
            return day
        box = box.getparent()
    return None
