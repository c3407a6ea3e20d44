"""Feeds, sitemaps and robots.txt of the press site, sound and harmful ones."""

from __future__ import annotations

import gzip
import zlib
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from urllib.parse import urljoin

from press_pages import MINISTRY, NAVIGATION, Answer, html, message, moment, validated
from press_releases import NEWEST, RELEASES, Release

RSS, ATOM, XML = "application/rss+xml", "application/atom+xml", "application/xml"
#: How many indexes name one another before the last names releases.
DEPTH = 8
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PROLOG = '<?xml version="1.0" encoding="utf-8"?>\n'
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' if n else '<!ENTITY l0 "Brücke und Weg ">\n' for n in range(10)
)


def robots(url: str, status: int, delay: float | None) -> Answer:
    if status != 200:
        return message(status, "robots.txt nicht verfügbar")
    lines = ["User-agent: *", "Disallow: /intern/"]
    lines += [] if delay is None else [f"Crawl-delay: {delay:g}"]
    lines += ["", f"Sitemap: {url}/sitemap-index.xml", ""]
    return Answer("\n".join(lines).encode(), headers={"Content-Type": "text/plain; charset=utf-8"})


def _xml(text: str, kind: str = XML) -> Answer:
    return validated(Answer(text.encode(), headers={"Content-Type": f"{kind}; charset=utf-8"}))


def _item(url: str, release: Release, title: str = "") -> str:
    return (
        f"<item><title>{title or escape(release.title)}</title><link>{url}{release.path}</link>"
        f"<guid>{url}{release.path}</guid><pubDate>{format_datetime(moment(release.published))}</pubDate>"
        f"<description>{escape(release.text.split('. ')[0])}.</description></item>\n"
    )


def _rss(url: str, items: str, doctype: str = "", end: str = "</channel></rss>") -> Answer:
    head = f"<title>{MINISTRY}</title><link>{url}/presse/</link><description>Pressemitteilungen</description>\n"
    return _xml(f'{_PROLOG}{doctype}<rss version="2.0"><channel>{head}{items}{end}\n', RSS)


def feed(url: str, releases: tuple[Release, ...] = NEWEST[:5]) -> Answer:
    return _rss(url, "".join(_item(url, release) for release in releases))


def broken_feed(url: str) -> Answer:
    """Bare ampersands, an entity of HTML and no end: what a hand-made feed has, and a lenient parser reads past."""
    items = "".join(_item(url, release, f"Wege & Brücken:&nbsp;{release.title}") for release in NEWEST[:5])
    return _rss(url, items, end="")


def entity_feed(url: str) -> Answer:
    """A billion laughs: the title of the first item unfolds to fifteen gigabytes."""
    items = _item(url, NEWEST[0], "&l9;") + _item(url, NEWEST[1])
    return _rss(url, items, f"<!DOCTYPE rss [\n{_LAUGHS}]>\n")


def external_feed(url: str) -> Answer:
    """Titles that are a file of the reader's machine and an address which the log shows when it was asked for."""
    entities = f'<!ENTITY datei SYSTEM "file:///etc/hostname"> <!ENTITY netz SYSTEM "{url}/geheim">'
    items = _item(url, NEWEST[0], "&datei;") + _item(url, NEWEST[1], "&netz;") + _item(url, NEWEST[2])
    return _rss(url, items, f"<!DOCTYPE rss [{entities}]>\n")


def atom(url: str, page: int) -> Answer:
    """Five releases; the first page names the second as next, the second is the last."""
    name, following = ("/atom.xml", "/atom-2.xml") if page == 1 else ("/atom-2.xml", "")
    releases = NEWEST[5 * (page - 1) : 5 * page]
    entries = "".join(
        f'<entry><title>{escape(release.title)}</title><link href="{url}{release.path}"/><id>{url}{release.path}</id>'
        f"<published>{moment(release.published).isoformat()}</published>"
        f"<updated>{moment(release.published).isoformat()}</updated></entry>\n"
        for release in releases
    )
    more = f'<link rel="next" href="{url}{following}"/>' if following else ""
    return _xml(
        f'{_PROLOG}<feed xmlns="http://www.w3.org/2005/Atom"><title>{MINISTRY}</title><id>{url}/atom.xml</id>'
        f'<link rel="self" href="{url}{name}"/>{more}<updated>{moment(releases[0].published).isoformat()}</updated>\n'
        f"{entries}</feed>\n",
        ATOM,
    )


def _index(url: str, *names: str) -> Answer:
    places = "".join(f"<sitemap><loc>{url}{name}</loc></sitemap>\n" for name in names)
    return _xml(f"{_PROLOG}<sitemapindex {_SITEMAP}>\n{places}</sitemapindex>\n")


def _urlset(url: str, releases: tuple[Release, ...]) -> str:
    places = "".join(
        f"<url><loc>{url}{release.path}</loc><lastmod>{release.published}</lastmod></url>\n" for release in releases
    )
    return f"{_PROLOG}<urlset {_SITEMAP}>\n{places}</urlset>\n"


def _packed(content: bytes) -> Answer:
    return Answer(content, headers={"Content-Type": "application/gzip"})


@lru_cache
def bomb(start: str, megabytes: int, end: str = "") -> bytes:
    """One gzip stream of `start`, so many megabytes of spaces, and `end`.

    The megabytes are deflated once and repeated, which a full flush between them allows; deflating all of them would
    take seconds.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    spaces = b" " * 1_000_000
    first = deflate.compress(start.encode()) + deflate.flush(zlib.Z_FULL_FLUSH)
    middle = deflate.compress(spaces) + deflate.flush(zlib.Z_FULL_FLUSH)
    last = deflate.compress(end.encode()) + deflate.flush(zlib.Z_FINISH)
    check = zlib.crc32(start.encode())
    for _ in range(megabytes):
        check = zlib.crc32(spaces, check)
    check = zlib.crc32(end.encode(), check)
    size = len(start.encode()) + megabytes * len(spaces) + len(end.encode())
    header = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    return header + first + middle * megabytes + last + check.to_bytes(4, "little") + size.to_bytes(4, "little")


def sitemap(url: str, path: str) -> Answer | None:
    """What lies at a path of a sitemap; None where there is none."""
    if path == "/sitemap-index.xml":
        return _index(url, "/sitemap-2024.xml.gz", "/sitemap-seiten.xml")
    if path == "/sitemap-2024.xml.gz":
        return validated(_packed(gzip.compress(_urlset(url, RELEASES).encode(), mtime=0)))
    if path == "/sitemap-seiten.xml":
        places = "".join(f"<url><loc>{urljoin(url, page)}</loc></url>\n" for page in NAVIGATION)
        return _xml(f"{_PROLOG}<urlset {_SITEMAP}>\n{places}</urlset>\n")
    if path == "/sitemap-schleife.xml":
        return _index(url, path)
    if path in (deep := [f"/sitemap-tief-{n}.xml" for n in range(1, DEPTH + 1)]):
        rest = deep[deep.index(path) + 1 :]
        return _index(url, rest[0]) if rest else _xml(_urlset(url, RELEASES[:1]))
    if path == "/sitemap-entitaeten.xml":
        text = _urlset(url, RELEASES[:2]).replace(_PROLOG, f"{_PROLOG}<!DOCTYPE urlset [\n{_LAUGHS}]>\n")
        return _xml(text.replace("</lastmod>", "&l9;</lastmod>", 1))
    if path == "/sitemap-bombe.xml.gz":
        return _packed(bomb(f"{_PROLOG}<urlset {_SITEMAP}>", 300, "</urlset>"))
    return None


def lists(url: str, path: str) -> Answer | None:
    """What lies at a path of a feed or a sitemap; None where there is none."""
    if path in ("/atom.xml", "/atom-2.xml"):
        return atom(url, 2 if "2" in path else 1)
    feeds = {
        "/feed.xml": feed,
        "/feed-kaputt.xml": broken_feed,
        "/feed-entitaeten.xml": entity_feed,
        "/feed-extern.xml": external_feed,
    }
    if make := feeds.get(path):
        return make(url)
    if path == "/geheim":
        return html("GEHEIM: nur wer fremde Entitäten auflöst, liest das.")
    return sitemap(url, path)
