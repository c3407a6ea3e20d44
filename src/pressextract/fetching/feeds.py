"""RSS and Atom, read by feedparser from bytes: it is never given an address, so it asks no server."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from pressextract.cleaning.german_dates import GERMANY, iso_date
from pressextract.fetching.links import Found, Link, UnusableError
from pressextract.fetching.web_addresses import absolute
from pressextract.fetching.xml_safety import refuse_entities


def read_feed(content: bytes, url: str) -> Found:
    """The entries of a feed, and its next page where it has several (RFC 5005).

    Raises:
        UnusableError: it is no feed, or it declares entities.
    """
    import feedparser

    refuse_entities(content)
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise UnusableError("not_a_feed", "neither RSS nor Atom; give a page with --site, a sitemap with --sitemap")
    links = list(_entries(feed, url))
    following = (link.get("href") for link in feed.feed.get("links", ()) if link.get("rel") == "next")
    next_pages = (absolute(href, url) for href in following if href)
    links += [Link(page, "feed") for page in next_pages if page is not None]
    return Found(links)


def _entries(feed: Any, url: str) -> Iterator[Link]:
    for entry in feed.entries:
        link = entry.get("link") or (entry.get("id") if str(entry.get("id")).startswith("http") else None)
        address = absolute(link, url) if link else None
        if address is None:
            continue
        published = _moment(entry.get("published_parsed"))
        # without `in`, feedparser gives the day of publication for a missing change
        updated = _moment(entry["updated_parsed"]) if "updated_parsed" in entry else None
        stated = iso_date(str(entry.get("published") or ""))  # days as German systems write them: Mi, 12. Mai 2024
        # in RSS `updated` is dc:date, the day of publication
        changed = updated if str(feed.get("version")).startswith("atom") else None
        yield Link(address, "page", _day(published or updated) or stated, changed)


def _moment(parsed: Any) -> datetime | None:
    """A moment as feedparser gives it, in UTC; none is what stands for no date in the first or the last year."""
    try:
        moment = datetime(*parsed[:6]).replace(tzinfo=UTC) if parsed else None
    except ValueError:
        return None
    return moment if moment is not None and 1 < moment.year < 9999 else None


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(GERMANY).date() if moment else None
