"""Sitemaps: XML, packed or not, indexes of them, plain lists, and robots.txt, which names them."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from lxml import etree

from pressextract.cleaning.german_dates import GERMANY
from pressextract.fetching.links import AddressKind, Found, Link, UnusableError
from pressextract.fetching.web_addresses import absolute, may_be_page
from pressextract.fetching.xml_safety import refuse_entities


def read_sitemap(content: bytes, url: str, max_bytes: int) -> Found:
    """The addresses of a sitemap, or the sitemaps of an index; pictures and documents are counted as others.

    Raises:
        UnusableError: it is neither, unpacks to more than `max_bytes`, or declares entities.
    """
    from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

    content = _unpacked(content, max_bytes)
    refuse_entities(content)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if any(line.lstrip()[:8].lower() == b"sitemap:" for line in content.splitlines()):
            named = (absolute(address, url) for address in sitemap_urls_from_robots(content, url))
            return Found([Link(address, "sitemap") for address in named if address is not None])
        return _found(_plain(content), url, "page")
    try:
        sitemap = Sitemap(content)
        if sitemap.type not in ("urlset", "sitemapindex"):
            raise UnusableError(
                "not_a_sitemap", f"its root element is <{sitemap.type[:40]}>; <urlset> or <sitemapindex> expected"
            )
        kind: AddressKind = "sitemap" if sitemap.type == "sitemapindex" else "page"
        return _found(((entry["loc"], entry.get("lastmod")) for entry in sitemap), url, kind)
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise UnusableError("not_a_sitemap", f"not XML: {error}") from error


def _unpacked(content: bytes, max_bytes: int) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            unpacked = stream.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnusableError("not_a_sitemap", f"not unpacked: {error}") from error
    if len(unpacked) > max_bytes:
        raise UnusableError("too_large", f"{len(content):,} bytes unpack to more than {max_bytes:,}")
    return unpacked


def _plain(content: bytes) -> Iterator[tuple[str, None]]:
    """A sitemap of lines, each an address."""
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise UnusableError("not_a_sitemap", "neither XML nor lines of addresses")
    return ((line, None) for line in lines)


def _found(entries: Iterator[tuple[str, str | None]], url: str, kind: AddressKind) -> Found:
    links: list[Link] = []
    others = 0
    for location, lastmod in entries:
        address = absolute(location, url)
        if address is None or (kind == "page" and not may_be_page(address)):
            others += 1
        else:
            links.append(Link(address, kind, changed=_moment(lastmod)))
    return Found(links, others)


def _moment(text: str | None) -> datetime | None:
    """A moment of W3C's format; a day ends when it ends in Germany, so that a page of that day counts as changed."""
    if not text:
        return None
    try:
        if len(text) <= 10:
            return datetime.combine(date.fromisoformat(text), time.max, GERMANY).astimezone(UTC)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=GERMANY)).astimezone(UTC)
    except (ValueError, OverflowError):  # 0001-01-01T00:00:00, which .NET writes for no date, is none in UTC
        return None
