"""Listings: pages whose links lead to releases, to the next page of the listing, and to everything else.

Which links lead to releases, a pattern decides: the user's or the publisher's. The day beside a link is that of the
smallest box around it that holds one by itself, else in a text, as long as the box has no other release in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from pressextract.cleaning.decode import decode
from pressextract.cleaning.german_dates import dates_in, first_date, iso_date
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
_CURRENT_NAME = re.compile(r"(?:^|[\s_-])(?:active|current|aktiv|aktuell|selected)(?:$|[\s_-])", re.I)
_PAGE_OF_LISTING = re.compile(r"/(?:page|seite)[/_=-]\d+/?$", re.I)
#: What may stand in one text with a release's day.
_BESIDE_A_DAY = re.compile(
    r"(?:(?:presse|medien)?(?:mitteilung|information|meldung)|datum|stand|erschienen|veröffentlicht|vom|am|nr|uhr"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so|\d|[\W_])*+",
    re.I,
)
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
        if _is_release(address, url, article):
            releases.setdefault(key, (address, anchor))
        else:
            others.add(key)
    anchors = {anchor for _, anchor in releases.values()}
    links = [
        Link(address, "page", _day_beside(anchor, anchors) or day_in(address)) for address, anchor in releases.values()
    ]
    following = _next_page(root, base, url, next_link, releases)
    if following is not None:
        links = [link for link in links if key_of(link.url) != key_of(following)]
        links.append(Link(following, "listing"))
        others.discard(key_of(following))
    return Found(links, len(others))


def _base(root: Element, url: str) -> str:
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return absolute(base, url) or url if base else url


def _is_release(address: str, url: str, article: re.Pattern[str]) -> bool:
    """Whether a pattern that also fits pages of the listing itself, such as /presse/page/2/, means a release."""
    if site_of(address) != site_of(url) or not may_be_page(address) or not article.search(address):
        return False
    return not _PAGE_OF_LISTING.search(urlsplit(address).path)


def _next_page(root: Element, base: str, url: str, selector: str | None, releases: Collection[str]) -> str | None:
    """The first candidate that stays on the site and is another page; a release only where the page is sure of it."""
    for element, is_sure in _next_links(root, base, url, selector):
        address = absolute(element.get("href") or "", base)
        if address is None or site_of(address) != site_of(url) or (key := key_of(address)) == key_of(url):
            continue
        if is_sure or key not in releases:
            return address
    return None


def _next_links(root: Element, base: str, url: str, selector: str | None) -> Iterator[tuple[Element, bool]]:
    """What the publisher's rule names, what says rel=next, what is called or reads so, and the following number; with
    each, whether it is no release even if it looks like one.
    """
    if selector is not None:
        yield from ((element, True) for element in Selector(selector).all(root))
        return
    anchors = [anchor for anchor in root.iter("a", "link") if anchor.get("href")]
    paging = [anchor for anchor in anchors if _is_paging(anchor.get("href") or "", base, url)]
    stated = [anchor for anchor in anchors if "next" in (anchor.get("rel") or "").lower().split()]
    yield from ((anchor, anchor in paging) for anchor in stated)
    links = [anchor for anchor in paging if anchor.tag == "a"]
    yield from ((anchor, False) for anchor in links if _reads_next(anchor))
    yield from ((anchor, False) for anchor in _following_number(links))


def _reads_next(anchor: Element) -> bool:
    texts = (squeeze("".join(anchor.itertext())), anchor.get("title") or "", anchor.get("aria-label") or "")
    if any(_NEXT_TEXT.fullmatch(text.strip(_ARROWS)) for text in texts):
        return True
    return any(map(_NEXT_NAME.search, _names(anchor)))


def _names(anchor: Element) -> tuple[str, str]:
    """The classes of a link and of what it stands in."""
    parent = anchor.getparent()
    return anchor.get("class") or "", (parent.get("class") or "") if parent is not None else ""


def _is_paging(href: str, base: str, url: str) -> bool:
    """Whether a link stays on the page and changes its parameters, or has a page's number in its path."""
    address = absolute(href, base)
    if address is None:
        return False
    path = urlsplit(address).path
    return (path == urlsplit(url).path and address != url) or bool(_NUMBERED.search(path))


def _following_number(paging: list[Element]) -> Iterator[Element]:
    """Of links that are numbers, the one after the current number, which is marked as such or not linked."""
    texts = ((squeeze("".join(anchor.itertext())), anchor) for anchor in paging)
    numbers = [(int(text), anchor) for text, anchor in texts if text.isdecimal() and len(text) < 4]
    current = _current_number(numbers)
    yield from (anchor for number, anchor in numbers if current is not None and number == current + 1)


def _current_number(numbers: list[tuple[int, Element]]) -> int | None:
    """Long listings link the first and the last page and those around the current one: 1 … 4 5 6 … 20."""
    marked = {number for number, anchor in numbers if anchor.get("aria-current")}
    marked = marked or {number for number, anchor in numbers if any(map(_CURRENT_NAME.search, _names(anchor)))}
    if marked:
        return marked.pop() if len(marked) == 1 else None
    linked = {number for number, _ in numbers}
    missing = [number - 1 for number in sorted(linked) if number > 1 and number - 1 not in linked]
    missing = [number for number in missing if number == 1 or 1 in linked]
    return next((number for number in missing if number == 1 or number - 1 in linked), next(iter(missing), None))


def _day_beside(anchor: Element, anchors: set[Element]) -> date | None:
    """The day in the link's smallest box that has one; a box with a second release belongs to several."""
    box: Element | None = anchor
    mentioned: date | None = None
    for _ in range(_BOXES):
        if box is None or any(other is not anchor for other in box.iter("a", "area") if other in anchors):
            break
        stated = next((day for time in box.iter("time") if (day := iso_date(time.get("datetime") or ""))), None)
        stated = stated or next((day for text in box.itertext() if (day := _day_alone(text))), None)
        if stated is not None:
            return stated
        mentioned = mentioned or first_date(" ".join(box.itertext()))
        box = box.getparent()
    return mentioned


def _day_alone(text: str) -> date | None:
    """The day of a text that says nothing else; a headline may be about another day."""
    if len(text) > 200:
        return None
    found = next(dates_in(text), None)
    return found[0] if found and _BESIDE_A_DAY.fullmatch(text[: found[1]] + " " + text[found[2] :]) else None
