"""The press site of the crawler's tests serves what it promises, each fault included, and closes at once."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
import time
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from press_faults import ANNOUNCED, CARRIED, ERRORS, REDIRECTS
from press_pages import NAVIGATION
from press_releases import NEWEST, RELEASES, Release
from press_site import PressSite
from pressextract.cleaning import clean

PATHS = [release.path for release in NEWEST]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ATOM = "{http://www.w3.org/2005/Atom}"


class Got(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@pytest.fixture(scope="module")
def site() -> Iterator[PressSite]:
    with PressSite(pause=0.01) as site:
        yield site


@pytest.fixture
def own_site() -> Iterator[PressSite]:
    """For tests that change it, or that count."""
    with PressSite(pause=0.01) as site:
        yield site


def connect(site: PressSite) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=5)


def begin(site: PressSite, path: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = connect(site)
    connection.request("GET", path)
    return connection, connection.getresponse()


def get(site: PressSite, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> Got:
    connection = connect(site)
    try:
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        return Got(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def hrefs(got: Got, marks: str) -> list[str]:
    return [str(link["href"]) for link in BeautifulSoup(got.body, "lxml").select(marks)]


def named(content: bytes) -> list[str]:
    """The paths a sitemap names."""
    return [urlsplit(place.text or "").path for place in ET.fromstring(content).iter(LOC)]


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.slug)
def test_a_release_is_a_whole_page(site: PressSite, release: Release) -> None:
    got = get(site, release.path)
    assert (got.status, got.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert len(hrefs(got, "header a")) > 15
    assert {"/impressum/", "/datenschutz/"} <= set(hrefs(got, "footer a"))
    article = clean(got.body)
    assert (article.title, article.published) == (release.title, release.published)
    assert article.text.split() == release.text.split()


def test_releases_are_no_near_duplicates() -> None:
    words = [release.text.split() for release in RELEASES]
    shingles = [{tuple(text[start : start + 3]) for start in range(len(text))} for text in words]
    shared = [len(a & b) / len(a | b) for n, a in enumerate(shingles) for b in shingles[:n]]
    assert max(shared) < 0.05


@pytest.mark.parametrize("path", [PATHS[0], "/feed.xml", "/atom.xml", "/bewegt.html"])
def test_what_a_client_has_is_not_sent_again(site: PressSite, path: str) -> None:
    first = get(site, path)
    again = get(site, path, {"If-None-Match": f'"anders", W/{first.headers["ETag"]}'})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert get(site, path, {"If-None-Match": '"anders"'}).status == 200
    assert site.requests(path)[-2].status == 304


def test_a_date_is_a_validator_where_no_etag_is_sent(site: PressSite) -> None:
    modified = get(site, PATHS[0]).headers["Last-Modified"]
    assert get(site, PATHS[0], {"If-Modified-Since": modified}).status == 304
    assert get(site, PATHS[0], {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}).status == 200
    assert get(site, PATHS[0], {"If-Modified-Since": modified, "If-None-Match": '"anders"'}).status == 200


def test_pages_change_and_go(own_site: PressSite) -> None:
    before, moving = get(own_site, PATHS[0]), get(own_site, "/bewegt.html")
    own_site.replace(PATHS[0], "Ein Absatz.\n\nNoch einer.")
    own_site.revise()
    own_site.remove(PATHS[1])
    after = get(own_site, PATHS[0], {"If-None-Match": before.headers["ETag"]})
    assert (after.status, clean(after.body).text.split()) == (200, ["Ein", "Absatz.", "Noch", "einer."])
    assert after.headers["Last-Modified"] != before.headers["Last-Modified"]
    moved = get(own_site, "/bewegt.html", {"If-None-Match": moving.headers["ETag"]})
    assert moved.status == 200
    assert clean(moved.body).text != clean(moving.body).text
    assert get(own_site, PATHS[1]).status == 410
    with pytest.raises(AssertionError, match="no release"):
        own_site.replace("/kontakt/", "x")


def test_a_token_changes_the_bytes_and_not_the_text(site: PressSite) -> None:
    one, two = get(site, "/ohne-etag.html"), get(site, "/ohne-etag.html")
    assert one.body != two.body
    assert clean(one.body).text == clean(two.body).text
    assert not {"ETag", "Last-Modified"} & set(one.headers)


def test_robots_txt_is_as_set(own_site: PressSite) -> None:
    rules = RobotFileParser()
    rules.parse(get(own_site, "/robots.txt").body.decode().splitlines())
    assert not rules.can_fetch("pressextract", f"{own_site.url}/intern/vermerk.html")
    assert rules.can_fetch("pressextract", f"{own_site.url}{PATHS[0]}")
    assert rules.site_maps() == [f"{own_site.url}/sitemap-index.xml"]
    assert b"Crawl-delay: 0.05\n" in get(own_site, "/robots.txt").body
    own_site.crawl_delay = None
    assert b"Crawl-delay" not in get(own_site, "/robots.txt").body
    for status in (404, 500):
        own_site.robots_status = status
        assert get(own_site, "/robots.txt").status == status
    assert get(own_site, "/intern/vermerk.html").status == 200


def test_feeds_name_the_newest_releases(site: PressSite) -> None:
    rss = ET.fromstring(get(site, "/feed.xml").body)
    assert [urlsplit(link.text or "").path for link in rss.findall(".//item/link")] == PATHS[:5]
    dates = [parsedate_to_datetime(item.text or "").date() for item in rss.findall(".//pubDate")]
    assert dates == [release.published for release in NEWEST[:5]]
    for path, following, releases in (("/atom.xml", ["/atom-2.xml"], PATHS[:5]), ("/atom-2.xml", [], PATHS[5:10])):
        atom = ET.fromstring(get(site, path).body)
        links = [urlsplit(link.attrib["href"]).path for link in atom.findall(f"{ATOM}link[@rel='next']")]
        entries = atom.findall(f"{ATOM}entry")
        assert links == following
        assert [urlsplit(entry.find(f"{ATOM}link").attrib["href"]).path for entry in entries] == releases  # type: ignore[union-attr]
        assert all(entry.findtext(f"{ATOM}published") and entry.findtext(f"{ATOM}updated") for entry in entries)


def test_bad_feeds_are_bad_in_their_ways(site: PressSite) -> None:
    broken = get(site, "/feed-kaputt.xml").body
    with pytest.raises(ET.ParseError):
        ET.fromstring(broken)
    mended = etree.fromstring(broken, etree.XMLParser(recover=True))
    assert [urlsplit(link.text).path for link in mended.findall(".//item/link")] == PATHS[:5]
    for path in ("/feed-entitaeten.xml", "/sitemap-entitaeten.xml"):
        laughs = get(site, path).body
        assert len(laughs) < 3_000
        assert b"&l9;</" in laughs
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(laughs, etree.XMLParser(resolve_entities=True, recover=False))
    external = get(site, "/feed-extern.xml").body.decode()
    assert f'SYSTEM "file:///etc/hostname"> <!ENTITY netz SYSTEM "{site.url}/geheim"' in external
    assert b"GEHEIM" in get(site, "/geheim").body


def test_sitemaps_lead_to_all_releases_in_loops_and_into_depth(site: PressSite) -> None:
    assert named(get(site, "/sitemap-index.xml").body) == ["/sitemap-2024.xml.gz", "/sitemap-seiten.xml"]
    packed = get(site, "/sitemap-2024.xml.gz")
    assert (packed.headers["Content-Type"], packed.headers["Content-Encoding"]) == ("application/gzip", None)
    unpacked = gzip.decompress(packed.body)
    assert named(unpacked) == PATHS[::-1]
    assert unpacked.count(b"<lastmod>2024-") == len(RELEASES)
    assert {"/ministerium/", "/kontakt/"} <= set(named(get(site, "/sitemap-seiten.xml").body))
    assert all(get(site, path).status == 200 for path in NAVIGATION)
    assert named(get(site, "/sitemap-schleife.xml").body) == ["/sitemap-schleife.xml"]
    path = "/sitemap-tief-1.xml"
    for depth in range(2, 9):
        (path,) = named(get(site, path).body)
        assert path == f"/sitemap-tief-{depth}.xml"
    assert named(get(site, path).body) == [RELEASES[0].path]
    assert unpacked_size(get(site, "/sitemap-bombe.xml.gz").body) > 300_000_000


def unpacked_size(packed: bytes) -> int:
    """In pieces, with the check sum verified."""
    inflate, size = zlib.decompressobj(16 + zlib.MAX_WBITS), 0
    assert len(packed) < 400_000
    while not inflate.eof:
        size += len(inflate.decompress(packed, 8_000_000))
        packed = inflate.unconsumed_tail
    return size


def test_listings_go_on_to_their_end(site: PressSite) -> None:
    found, next_page = [], ["/presse/"]
    while next_page:
        got = get(site, next_page[0])
        links, next_page = hrefs(got, "main li a"), hrefs(got, "a.next[rel=next]")
        assert 3 <= len(links) <= 4
        found += links
    assert found == PATHS
    assert len(site.requests("/presse/")) == 4
    assert get(site, "/presse/?seite=5").status == 404
    around = hrefs(get(site, "/presse/"), "aside a, footer a")
    for mark in ("mailto:", "javascript:", "/bericht.pdf", "/intern/", "https://"):
        assert any(link.startswith(mark) for link in around), mark
    bare = BeautifulSoup(get(site, "/presse-ohne-rel/?seite=3").body, "lxml")
    assert [link.attrs for link in bare.find_all("a", string="Weiter »")] == [{"href": "/presse-ohne-rel/?seite=4"}]
    assert "Weiter »" not in get(site, "/presse-ohne-rel/?seite=4").body.decode()
    endless = get(site, "/endlos/?seite=777")
    assert hrefs(endless, "a[rel=next]") == ["/endlos/?seite=778"]
    assert all(get(site, link).status == 200 for link in hrefs(endless, "main li a"))


@pytest.mark.parametrize("path", REDIRECTS)
def test_redirects_lead_where_they_should(site: PressSite, path: str) -> None:
    got = get(site, path)
    assert (got.status, got.headers["Location"]) == (301 if path == "/umzug/alt.html" else 302, REDIRECTS[path])


def test_a_chain_of_redirects_ends_at_a_release(site: PressSite) -> None:
    path, hops = "/kette/5", 0
    while (got := get(site, path)).status == 302:
        path, hops = str(got.headers["Location"]), hops + 1
    assert (got.status, path, hops) == (200, PATHS[1], 6)


def test_errors_stay(site: PressSite) -> None:
    always = {path: status for path, (status, _) in ERRORS.items()} | {"/lange-zu.html": 429, "/unbekannt": 404}
    for path, status in always.items():
        for got in (get(site, path), get(site, path)):
            assert got.status == status
            assert got.headers["Retry-After"] == ("86400" if path == "/lange-zu.html" else None)


def test_errors_pass(own_site: PressSite) -> None:
    expected = {"/wackelt.html": 500, "/zu-viel.html": 429, "/zu-viel-datum.html": 503}
    got = {path: get(own_site, path) for path in expected}
    assert {path: one.status for path, one in got.items()} == expected
    assert (got["/wackelt.html"].headers["Retry-After"], got["/zu-viel.html"].headers["Retry-After"]) == (None, "1")
    until = parsedate_to_datetime(got["/zu-viel-datum.html"].headers["Retry-After"]).timestamp()
    assert 0 < until - time.time() <= 2
    for path in expected:
        assert clean(get(own_site, path).body).text.split() == CARRIED[path].text.split()


def test_bodies_without_end_stop_when_the_client_leaves(own_site: PressSite) -> None:
    for path, length in (("/langsam.html", "100000"), ("/endlos.html", None), ("/gross.html", str(ANNOUNCED))):
        connection, answer = begin(own_site, path)
        assert (answer.status, answer.headers["Content-Length"]) == (200, length)
        size = 30 if path == "/langsam.html" else 3_000_000
        assert len(answer.read(size)) == size
        answer.close()
        connection.close()
        assert get(own_site, PATHS[0]).status == 200
    assert own_site.overlap == 1


def test_slow_bodies_are_slow() -> None:
    with PressSite(pause=0.05) as site:
        connection, answer = begin(site, "/langsam.html")
        began = time.monotonic()
        answer.read(5)
        assert time.monotonic() - began > 0.15
        answer.close()
        connection.close()


def test_lengths_lie(site: PressSite) -> None:
    with pytest.raises(http.client.IncompleteRead):
        get(site, "/zu-kurz.html")
    long = get(site, "/zu-lang.html")
    assert b"</html>" not in long.body
    assert clean(long.body).text.split() == CARRIED["/zu-lang.html"].text.split()
    with socket.create_connection(site.server_address[:2], timeout=5) as raw:  # type: ignore[arg-type]
        raw.sendall(b"GET /zu-lang.html HTTP/1.1\r\nHost: x\r\n\r\n")
        sent = b"".join(iter(lambda: raw.recv(65_536), b""))
    assert len(sent.split(b"\r\n\r\n", 1)[1]) == len(long.body) + 100
    with pytest.raises(http.client.RemoteDisconnected):
        get(site, "/abbruch.html")
    assert site.requests("/abbruch.html")[0].status == 0


def test_encodings_and_types_are_odd(site: PressSite) -> None:
    umlauts = get(site, "/umlaute.html")
    assert umlauts.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<meta charset="windows-1252">' in umlauts.body.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        umlauts.body.decode()
    zipped, bomb = get(site, "/gezippt.html"), get(site, "/bombe.html")
    assert (zipped.headers["Content-Encoding"], bomb.headers["Content-Encoding"]) == ("gzip", "gzip")
    assert unpacked_size(bomb.body) > 300_000_000
    chunked = get(site, "/stueckweise.html")
    assert (chunked.headers["Transfer-Encoding"], chunked.headers["Content-Length"]) == ("chunked", None)
    untyped = get(site, "/ohne-typ.html")
    assert untyped.headers["Content-Type"] is None
    for path, body in {
        "/umlaute.html": umlauts.body.decode("cp1252").encode(),
        "/gezippt.html": gzip.decompress(zipped.body),
        "/stueckweise.html": chunked.body,
        "/ohne-typ.html": untyped.body,
    }.items():
        assert CARRIED[path].text.split("\n\n")[-1] in body.decode(), path
    report = get(site, "/bericht.pdf")
    assert (report.headers["Content-Type"], report.body[:5]) == ("application/pdf", b"%PDF-")


def test_the_log_tells_who_asked_for_what(own_site: PressSite) -> None:
    cookie = get(own_site, "/keks.html").headers["Set-Cookie"]
    get(own_site, "/keks.html?x=1", {"cookie": cookie.partition(";")[0]})
    first, second = own_site.requests("/keks.html")
    assert ("Cookie" in first.headers, second.headers["Cookie"]) == (False, "sitzung=4711")
    assert own_site.requests("/keks.html?x=1") == [second]
    assert 0 < second.time - first.time < 5
    own_site.forget()
    assert own_site.log == []


def test_a_connection_serves_many_requests_which_do_not_overlap(own_site: PressSite) -> None:
    connection = connect(own_site)
    for path in [*PATHS, "/stueckweise.html", "/fehlt.html", "/umzug/alt.html"] * 3:
        connection.request("GET", path)
        connection.getresponse().read()
        assert get(own_site, path, method="HEAD").body == b""
    connection.close()
    assert own_site.overlap == 1
    assert all(earlier.time <= later.time for earlier, later in pairwise(own_site.log))


def test_requests_at_once_are_seen_to_overlap(own_site: PressSite) -> None:
    own_site.latency = 0.3
    threads = [threading.Thread(target=get, args=(own_site, path)) for path in PATHS[:3]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert own_site.overlap == 3


def test_two_sites_are_two_hosts() -> None:
    with PressSite("127.0.0.2") as other, PressSite() as site:
        assert other.url.startswith("http://127.0.0.2:")
        assert (get(other, PATHS[0]).status, site.log) == (200, [])


def test_nothing_holds_up_closing() -> None:
    site = PressSite(pause=60)
    site.latency = 0.01
    waiting = [begin(site, path) for path in ("/langsam.html", "/endlos.html", "/gross.html", PATHS[0])]
    began = time.monotonic()
    site.close()
    site.close()
    assert time.monotonic() - began < 3
    for connection, _ in waiting:
        connection.close()
    with pytest.raises(ConnectionError):
        get(site, PATHS[0])


def test_an_error_of_the_site_is_raised_when_it_closes() -> None:
    site = PressSite()
    with pytest.raises(http.client.RemoteDisconnected):
        get(site, "/presse/?seite=vier")
    with pytest.raises(ValueError, match="vier"):
        site.close()
