"""Listings, feeds, sitemaps and addresses, from what they hold to links."""

from __future__ import annotations

import gzip
import re
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from pressextract.fetching.feeds import read_feed
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.fetching.links import Link, UnusableError
from pressextract.fetching.listings import read_listing
from pressextract.fetching.places import Places
from pressextract.fetching.seeds import Seeds
from pressextract.fetching.sitemaps import read_sitemap
from pressextract.fetching.store import Store
from pressextract.fetching.visits import Address
from pressextract.fetching.web_addresses import absolute, day_in, host_of, key_of, may_be_page, problem_of

SITE = "https://www.wege.example"
URL = f"{SITE}/presse/"
RELEASE = re.compile(r"/presse/\d{4}/")


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def listed(body: str, url: str = URL, next_link: str | None = None) -> tuple[dict[str, date | None], str | None]:
    """The days by the path of each release, and the path of the next page."""
    found = read_listing(page(body), url, None, RELEASE, next_link)
    following = [link.url.removeprefix(SITE) for link in found.links if link.kind == "listing"]
    assert len(following) <= 1
    days = {link.url.removeprefix(SITE): link.dated for link in found.links if link.kind == "page"}
    return days, following[0] if following else None


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ('<li><span>12. Mai 2023</span> <a href="/presse/2023/a.html">Radweg</a></li>', date(2023, 5, 12)),
        ('<li><a href="/presse/2023/a.html">Radweg</a><p>Pressemitteilung vom 12.05.2023</p></li>', date(2023, 5, 12)),
        ('<article><time datetime="2023-05-12T23:30:00Z">gestern</time><h3><a href="2023/a.html">Radweg</a></h3></article>', date(2023, 5, 13)),
        ('<tr><td>12.05.23</td><td><a href="/presse/2023/a.html">Radweg</a></td></tr>', date(2023, 5, 12)),
        ('<a href="/presse/2023/a.html"><span>12. Mai 2023</span><h3>Radweg</h3></a>', date(2023, 5, 12)),
        ('<div><img><a href="/presse/2023/a.html"><img></a></div><p><a href="/presse/2023/a.html">Radweg</a></p>', None),
        ('<li><a href="/presse/2023/05/12/a.html">Radweg</a></li>', date(2023, 5, 12)),
        ('<li><a href="/presse/2023/a.html">Bilanz seit 1. Januar 2020</a> <span>Fr., 12.05.2023, 10:30 Uhr</span></li>', date(2023, 5, 12)),
        ('<li><p>Pressemitteilung Nr. 17/23 vom 12. Mai 2023</p><a href="/presse/2023/a.html">Am 3. Juni 2023: Radtag</a></li>', date(2023, 5, 12)),
        ('<li><a href="/presse/2023/a.html">Berlin, 12.05.2023 – Der Radweg ist fertig</a></li>', date(2023, 5, 12)),
        ('<li><a href="/presse/2023/a-31.04.2023.html">Am 31. April 2023</a></li>', None),
    ],
)  # fmt: skip
def test_the_day_beside_a_link_is_its_own(entry: str, day: date | None) -> None:
    other = '<li>1. Januar 2020 <a href="/presse/2020/andere.html">Andere</a></li>'
    days, _ = listed(
        f"<table>{entry}</table><ul>{other}</ul>" if "<tr>" in entry else f"<div>{entry}</div><ul>{other}</ul>"
    )
    assert days.pop("/presse/2020/andere.html") == date(2020, 1, 1)
    assert list(days.values()) == [day]


def test_releases_are_told_from_all_other_links() -> None:
    body = """
    <nav><a href="/">Start</a><a href="/ministerium/">Ministerium</a><a href="#inhalt">Zum Inhalt</a></nav>
    <a href="/presse/">Presse</a><a href="mailto:presse@wege.example">Mail</a><a href="javascript:history.back()">zurück</a>
    <a href="/presse/2023/brücke neu.html#bild">Brücke</a><a href="/presse/2023/br%C3%BCcke%20neu.html">mehr</a>
    <a href="/presse/2023/foto.jpg">Foto</a><a href="/presse/2023/bericht.pdf">PDF</a>
    <a href="https://www.bund.example/presse/2023/fremd.html">Bund</a><a href="https://wege.example/presse/2023/b.html">B</a>
    <a href="http://[kaputt/presse/2023/">?</a><a>leer</a><a href="">leer</a>
    """
    found = read_listing(page(body), URL, None, RELEASE)
    assert [link.url for link in found.links] == [
        f"{SITE}/presse/2023/brücke%20neu.html",
        "https://wege.example/presse/2023/b.html",
    ]
    assert found.others == 5  # start, ministry, picture, document, another site


@pytest.mark.parametrize(
    ("paging", "following"),
    [
        ('<a rel="next" href="?seite=2">2</a>', "/presse/?seite=2"),
        ('<a href="?seite=2">Weiter »</a>', "/presse/?seite=2"),
        ('<a href="/presse/?page=1">nächste Seite</a>', "/presse/?page=1"),
        ('<a href="?gtp=x_list%253D2" title="Zur nächsten Seite" class="forward button"><span>›</span></a>', "/presse/?gtp=x_list%253D2"),
        ('<li class="pager__item pager__item--next"><a href="?page=1"><i>&rsaquo;</i></a></li>', "/presse/?page=1"),
        ('<a href="/presse/seite-2.html" aria-label="Nächste">→</a>', "/presse/seite-2.html"),
        ('<strong>1</strong> <a href="?s=2">2</a> <a href="?s=3">3</a>', "/presse/?s=2"),
        ('<a href="?s=1" aria-current="page">1</a> <a href="?s=2">2</a> <a href="?s=3">3</a>', "/presse/?s=2"),
        ('<a href="?s=1">1</a> <span>2</span> <a href="?s=3">3</a>', "/presse/?s=3"),
        ('<a href="?s=1">1</a> … <a href="?s=4">4</a> <b>5</b> <a href="?s=6">6</a> … <a href="?s=20">20</a>', "/presse/?s=6"),
        ('<a href="?s=1">1</a> … <b>5</b> <a href="?s=6">6</a> <a href="?s=7">7</a> … <a href="?s=20">20</a>', "/presse/?s=6"),
        ('<li class="active"><a href="?s=1">1</a></li><li><a href="?s=2">2</a></li><li><a href="?s=3">3</a></li>', "/presse/?s=2"),
        ('<a href="?tag=3">3</a> <a href="?tag=5">5</a> <a href="?jahr=2022">2022</a> <a href="?jahr=2023">2023</a>', None),
        ('<a href="?s=18">18</a> <a href="?s=19">19</a> <b>20</b>', None),
        ('<a href="/presse/2023/b.html?weiter">Weiter</a> <a href="?seite=2">Weiter</a>', "/presse/?seite=2"),
        ('<a href="/kontakt/">Weiter</a>', None),
        ('<a href="?sort=datum">Datum</a> <a href="?druck=1">Drucken</a>', None),
        ('<a rel="next" href="https://anderswo.example/presse/?seite=2">2</a>', None),
        ('<a rel="next" href="/presse/">1</a>', None),
        ('<a href="?s=1">1</a> <a href="?s=2">2</a> <span>3</span>', None),
    ],
)  # fmt: skip
def test_the_next_page_is_found(paging: str, following: str | None) -> None:
    _, found = listed(f'<a href="/presse/2023/a.html">A</a><div>{paging}</div>')
    assert found == following


def test_the_next_page_in_the_head_and_by_a_publishers_rule() -> None:
    head = read_listing(page("", '<link rel="next" href="?seite=2"><base href="/presse/">'), URL, None, RELEASE)
    assert [link.url for link in head.links] == [f"{URL}?seite=2"]
    assert (
        listed('<a class="vor" href="?x=9">a</a><a rel="next" href="?x=2">b</a>', next_link="a.vor")[1]
        == "/presse/?x=9"
    )


def test_links_to_the_next_page_may_be_relative_to_another_base() -> None:
    """Government Site Builder: all links are relative to the root."""
    base, url = f'<base href="{SITE}/">', f"{SITE}/DE/presse/presse-node.html"
    body = (
        '<a class="forward button" title="Zur nächsten Seite" href="DE/presse/presse-node.html?gtp=1_list%253D2">›</a>'
    )
    found = read_listing(page(body, base), url, None, RELEASE)
    assert [link.url for link in found.links] == [f"{url}?gtp=1_list%253D2"]


def test_a_page_of_the_listing_is_no_release_though_the_pattern_fits() -> None:
    """WordPress, and a site whose releases lie at the address of the listing."""
    numbers = (
        '<a href="/presse/radweg/">Radweg</a><a class="next" href="/presse/page/2/">Weiter</a><a href="page/3/">3</a>'
    )
    found = read_listing(page(numbers), URL, None, re.compile(r"/presse/[\w-]+"))
    assert [(link.url, link.kind) for link in found.links] == [
        (f"{URL}radweg/", "page"), (f"{URL}page/2/", "listing"),
    ]  # fmt: skip
    same = '<a href="?id=1">Radweg</a><a href="?id=1">Weiter</a><a href="?seite=2">Weiter</a>'
    found = read_listing(page(same), URL, None, re.compile(r"id=\d+"))
    assert [link.url for link in found.links] == [f"{URL}?id=1", f"{URL}?seite=2"]
    stated = '<a href="?id=1">Radweg</a><a rel="next" href="?id=1&seite=2">Weiter</a>'
    found = read_listing(page(stated), URL, None, re.compile(r"id=\d+"))
    assert [link.kind for link in found.links] == ["page", "listing"]


def test_a_listing_in_another_charset_is_read() -> None:
    content = '<html><ul><li>3. März 2022 <a href="/presse/2022/a">Größe</a></li></ul></html>'.encode("cp1252")
    assert read_listing(content, URL, "iso-8859-1", RELEASE).links[0].dated == date(2022, 3, 3)
    with pytest.raises(UnusableError) as error:
        read_listing(b"%PDF-1.7", URL, None, RELEASE)
    assert error.value.code == "not_html"


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Presse</title>
<item><title>Radweg</title><link>/presse/2023/a.html</link><pubDate>Fri, 12 May 2023 23:30:00 GMT</pubDate></item>
<item><title>Ohne Link</title><description>x</description></item>
<item><title>Kennung</title><guid isPermaLink="true">https://www.wege.example/presse/2023/b.html</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?seite=2"/>
<entry><link href="https://www.wege.example/c"/><published>2023-05-12T08:00:00+02:00</published>
<updated>2023-06-01T10:00:00+02:00</updated></entry></feed>"""


def test_feeds_give_links_with_days_and_changes() -> None:
    feed = read_feed(RSS.encode(), f"{SITE}/feed.xml")
    assert feed.links == [
        Link(f"{SITE}/presse/2023/a.html", "page", date(2023, 5, 13)),
        Link(f"{SITE}/presse/2023/b.html"),
    ]
    atom = read_feed(ATOM.encode(), f"{SITE}/atom.xml")
    assert atom.links == [
        Link(f"{SITE}/c", "page", date(2023, 5, 12), datetime(2023, 6, 1, 8, tzinfo=UTC)), Link(f"{SITE}/atom.xml?seite=2", "feed"),
    ]  # fmt: skip


@pytest.mark.parametrize("none", ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "demnächst"])
def test_a_feed_with_a_date_that_stands_for_none_is_read(none: str) -> None:
    feed = read_feed(RSS.replace("Fri, 12 May 2023 23:30:00 GMT", none).encode(), f"{SITE}/feed.xml")
    assert [link.dated for link in feed.links] == [None, None]


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Mi, 12. Mai 2024 10:00:00", date(2024, 5, 12)),
        ("12.05.2024", date(2024, 5, 12)),
        ("2024-05-12", date(2024, 5, 12)),
        ("demnächst", None),
    ],
)
def test_days_of_feeds_may_be_german(stated: str, day: date | None) -> None:
    item = f"<item><link>{SITE}/a</link><pubDate>{stated}</pubDate></item>"
    (link,) = read_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), URL).links
    assert (link.dated, link.changed) == (day, None)


def test_the_day_of_rss_1_is_no_change() -> None:
    content = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><item><link>{SITE}/a</link><dc:date>2024-05-12T10:00:00Z</dc:date></item>
    </rdf:RDF>"""
    assert read_feed(content.encode(), URL).links == [Link(f"{SITE}/a", "page", date(2024, 5, 12))]


@pytest.mark.parametrize("content", [b"", b"<html><body>Seite nicht gefunden</body></html>", b"{}", "Grüße".encode()])
def test_what_is_no_feed_or_sitemap_is_said(content: bytes) -> None:
    with pytest.raises(UnusableError) as feed:
        read_feed(content, URL)
    assert feed.value.code == "not_a_feed"
    with pytest.raises(UnusableError) as sitemap:
        read_sitemap(content, URL, 10_000)
    assert sitemap.value.code == "not_a_sitemap"


SITEMAP = f"""<?xml version="1.0"?><!-- Stand: heute --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> {SITE}/presse/2023/a.html </loc><lastmod>2023-05-12</lastmod></url>
<url><loc>{SITE}/b?x=1&amp;y=2</loc><lastmod>2023-05-12T10:00:00+02:00</lastmod></url>
<url><loc>{SITE}/c.html</loc><lastmod>neulich</lastmod></url>
<url><loc>{SITE}/d.html</loc><lastmod>0001-01-01T00:00:00</lastmod></url><url><loc>{SITE}/bild.png</loc></url><url><loc>ftp://x/</loc></url>
</urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps_give_links_with_changes(packed: bool) -> None:
    content = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    found = read_sitemap(content, f"{SITE}/sitemap.xml", 10_000)
    assert found.others == 2
    assert [(link.url.removeprefix(SITE), link.changed) for link in found.links] == [
        ("/presse/2023/a.html", datetime(2023, 5, 12, 21, 59, 59, 999999, tzinfo=UTC)),
        ("/b?x=1&y=2", datetime(2023, 5, 12, 8, tzinfo=UTC)),
        ("/c.html", None),
        ("/d.html", None),
    ]


def test_a_change_after_midnight_is_of_the_new_day(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "s.sqlite")) as store:
        store.begin("", "", 0)
        places = Places(store, Seeds(sitemaps=(SITE,), since=date(2024, 5, 12)), FetchSettings(), 10_000)
        address = Address(0, f"{SITE}/sitemap.xml", "www.wege.example", "sitemap", 0, None, None, None)
        entry = "<url><loc>/{}</loc><lastmod>{}</lastmod></url>"
        entries = entry.format("a", "2024-05-12T00:30:00+02:00") + entry.format("b", "2024-05-11T23:30:00+02:00")
        body = f"<urlset>{entries}</urlset>".encode()
        visit = places.read(address, Response(f"{SITE}/sitemap.xml", body=body))
    assert visit.message == "1 to visit, 1 skipped"


def test_sitemaps_of_lines_and_robots_txt() -> None:
    lines = read_sitemap(f"\ufeff{SITE}/a\n\n{SITE}/b\n".encode(), URL, 10_000)
    assert [link.url for link in lines.links] == [f"{SITE}/a", f"{SITE}/b"]
    robots = read_sitemap(
        b"User-agent: *\nDisallow: /x\nSitemap: /sitemap.xml\nsitemap: https://b.example/s.xml\n", URL, 10_000
    )
    assert robots.links == [Link(f"{SITE}/sitemap.xml", "sitemap"), Link("https://b.example/s.xml", "sitemap")]
    with pytest.raises(UnusableError, match="unpack to more than 5,000"):
        read_sitemap(gzip.compress(b" " * 10_000), URL, 5_000)
    with pytest.raises(UnusableError, match="not unpacked"):
        read_sitemap(gzip.compress(SITEMAP.encode())[:-20], URL, 10_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example:443/presse", "https://a.example/presse"),
        ("https://a.example/p?b=2&a=1", "https://a.example/p?a=1&b=2"),
        ("https://a.example/p?utm_source=x&id=3", "https://a.example/p?id=3#oben"),
        ("https://a.example/p;jsessionid=A1B2?x=1", "https://a.example/p?x=1"),
        ("https://a.example/br%C3%BCcke", "https://a.example/brücke"),
        ("https://a.example/br%c3%bccke?q=%c3%bc", "https://a.example/brücke?q=ü"),
        ("https://brücke.example/p?", "https://xn--brcke-lva.example/p"),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/p?id=1", "https://a.example/p?id=2"),
        ("https://a.example/p", "https://b.example/p"),
        ("http://a.example/p", "https://a.example/p"),
        ("https://a.example/p", "https://a.example/P"),
        ("https://a.example/p?uid=1", "https://a.example/p?uid=2"),
        ("https://a.example/p?tx_news[uid]=1", "https://a.example/p?tx_news[uid]=2"),
        ("https://a.example/p?cid=1", "https://a.example/p?cid=2"),
        ("https://a.example/p?ref=1", "https://a.example/p"),
        ("https://a.example/p?4711", "https://a.example/p?4712"),
        ("https://a.example/p?q=%E4", "https://a.example/p?q=%F6"),
    ],
)
def test_addresses_of_two_pages_have_two_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://www.bmi.bund.de/presse", None),
        ("www.bmi.bund.de", "none found"),
        ("file:///etc/passwd", "file:// found"),
        ("https://leser:geheim@a.example/", "user or password"),
        ("https:///presse", "no host"),
        ("https://a..example/", "no host"),
        ("https://a.example:99999/", "no address"),
        ("https://a.example/" + "x" * 3_000, "3,018 characters"),
        ("http://[::1/", "no address"),
    ],
)
def test_what_is_no_address_is_said(url: str, problem: str | None) -> None:
    found = problem_of(url)
    assert (found is None) if problem is None else (found is not None and problem in found)


def test_what_is_no_address_is_its_own_key() -> None:
    assert key_of("http://[kaputt/") == "http://[kaputt/"


def test_a_host_with_umlauts_is_the_one_that_is_resolved() -> None:
    assert host_of("https://www.Köln.example/x") == "www.xn--kln-sna.example"
    body = page('<a href="https://www.köln.example/presse/2024/a">A</a>')
    (link,) = read_listing(body, "https://www.xn--kln-sna.example/presse/", None, RELEASE).links
    assert link.url == "https://www.köln.example/presse/2024/a"


def test_an_address_may_end_in_a_domain() -> None:
    assert may_be_page("https://mik.brandenburg.example/sixcms/detail.php/bb1.c.663215.de")
    assert not may_be_page("https://mik.brandenburg.example/bericht.pdf")


def test_links_become_addresses() -> None:
    assert absolute(" ../presse/a b.html \n", f"{SITE}/x/y") == f"{SITE}/presse/a%20b.html"
    assert absolute("/presse/\n  2024/a.html", URL) == f"{SITE}/presse/%202024/a.html"
    assert absolute("/presse/\r\n\t2024/a.html", URL) == f"{SITE}/presse/2024/a.html"
    assert absolute("mailto:a@b.example", URL) is None
    assert absolute("//cdn.example/a", URL) == "https://cdn.example/a"
    assert absolute("https://leser:geheim@a.example/p", URL) == "https://***@a.example/p"
    assert day_in(f"{SITE}/2023/05/12/radweg") == date(2023, 5, 12)
    assert day_in(f"{SITE}/pm-20230512.html") == date(2023, 5, 12)
    assert day_in(f"{SITE}/2023/02/30/x") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_link_raises(link: str, base: str) -> None:
    url = absolute(link, base) or absolute(link, URL)
    if url is not None:
        assert url.startswith(("http://", "https://"))
        problem_of(url)
        key_of(url)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for read in (
        read_feed,
        lambda data, url: read_sitemap(data, url, 10_000),
        lambda data, url: read_listing(data, url, None, RELEASE),
    ):
        with suppress(UnusableError):
            assert read(content, URL).others >= 0
