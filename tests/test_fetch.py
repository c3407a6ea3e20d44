"""`pressextract fetch` against a real site on loopback: what is found, what is fetched, what is said of the rest."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

import pressextract
from fetches import fetched, index, outcomes, quick, releases
from press_pages import LISTED
from press_releases import NEWEST, RELEASES
from press_site import PressSite
from pressextract.article import Page
from pressextract.cleaning import clean_page
from pressextract.cli import main
from pressextract.errors import ConfigError, EngineError, OutputError
from pressextract.fetching import fetcher
from pressextract.fetching.codes import CODES, OUTCOMES
from pressextract.fetching.index_file import COLUMNS
from pressextract.fetching.seeds import Seeds
from pressextract.settings import settings_from
from releases import found_in

ALL = [release.path for release in RELEASES]


def test_a_listing_and_its_further_pages_become_tables(site: PressSite, tmp_path: Path) -> None:
    warc = tmp_path / "raw" / "wege.warc.gz"
    summary = fetched(site, warc, sites=["/presse/"], match=r"/presse/2024/\d\d-")
    assert summary.count("fetched") == len(RELEASES)
    assert summary.count("read") == len(LISTED)
    assert summary.state.bytes > 30_000
    run = pressextract.run(warc.parent, tmp_path / "tables", settings_from(("workers=1",)))
    assert (run.articles, run.lost.total()) == (len(RELEASES), 0)
    tables = pressextract.read_tables(tmp_path / "tables")
    articles = tables["articles"].set_index("source_id")
    for release in RELEASES:
        row = articles.loc[site.url + release.path]
        assert (row.title, row.published.date(), row.url) == (release.title, release.published, site.url + release.path)
        assert row.fetched.date() >= date(2026, 1, 1)
    magdeburg = tables["places"][tables["places"].name == "Magdeburg"]
    assert set(magdeburg.ags) == {"15003000"}
    assert {"count", "money"} <= set(tables["counts"].kind)


def test_the_warc_holds_requests_and_responses_with_their_time(site: PressSite, warc: Path) -> None:
    fetched(site, warc, "/umzug/alt.html", "/gezippt.html", "/stueckweise.html")
    records = []
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            headers = record.rec_headers
            records.append((record.rec_type, headers.get_header("WARC-Target-URI"), record.http_headers, headers))
            record.content_stream().read()
    kinds = [kind for kind, *_ in records]
    assert kinds == ["warcinfo", *["response", "request"] * 4]
    by_kind = {(kind, url.removeprefix(site.url)): (http, headers) for kind, url, http, headers in records if url}
    moved, facts = by_kind["response", "/umzug/alt.html"]
    assert moved.get_statuscode() == "301"
    assert facts.get_header("WARC-IP-Address") == "127.0.0.1"
    assert facts.get_header("WARC-Date").startswith("20")
    asked, about = by_kind["request", "/umzug/alt.html"]
    assert asked.protocol == "GET"
    assert asked.get_header("User-Agent").startswith("pressextract/")
    assert asked.get_header("Host") == site.url.removeprefix("http://")
    assert about.get_header("WARC-Concurrent-To") == facts.get_header("WARC-Record-ID")
    packed, _ = by_kind["response", "/gezippt.html"]
    assert packed.get_header("Content-Encoding") == "gzip"
    joined, _ = by_kind["response", "/stueckweise.html"]
    assert joined.get_header("Transfer-Encoding") is None
    assert [page.source_id.removeprefix(site.url) for page in found_in(warc)[0]] == [
        NEWEST[0].path, "/gezippt.html", "/stueckweise.html",
    ]  # fmt: skip


def test_the_index_names_where_the_records_lie(site: PressSite, warc: Path) -> None:
    fetched(site, warc, RELEASES[0].path, "/fehlt.html")
    there, missing = index(warc)
    assert list(there) == [name for name, _, _ in COLUMNS]
    start, length = int(there["warc_offset"]), int(there["warc_length"])
    assert start + length == warc.stat().st_size
    part = io.BytesIO(warc.read_bytes()[start : start + length])
    response, request = [(record.rec_type, record.rec_headers) for record in ArchiveIterator(part)]
    assert (response[0], request[0]) == ("response", "request")
    assert response[1].get_header("WARC-Payload-Digest") == there["digest"]
    assert response[1].get_header("WARC-Date") == there["time"]
    assert (there["outcome"], there["status"], there["kind"], there["fetch"]) == ("fetched", "200", "page", "1")
    assert (missing["outcome"], missing["code"], missing["status"]) == ("failed", "not_found", "404")
    assert missing["warc_offset"] == ""


def test_feeds_are_read_with_their_further_pages(site: PressSite, warc: Path) -> None:
    fetched(site, warc, feeds=["/feed.xml", "/atom.xml", "/feed-kaputt.xml"])
    found = outcomes(site, warc)
    assert found["/atom-2.xml"] == ("read", "")
    assert sorted(releases(found), reverse=True) == [release.path for release in NEWEST[:10]]
    dated = {row["url"].removeprefix(site.url): row["dated"] for row in index(warc)}
    assert all(dated[release.path] == release.published.isoformat() for release in NEWEST[:10])


def test_sitemaps_are_read_in_each_form(site: PressSite, warc: Path) -> None:
    fetched(site, warc, sitemaps=["/sitemap-index.xml"], match="/presse/2024/")
    found = outcomes(site, warc)
    assert sorted(releases(found)) == sorted(ALL)
    assert found["/sitemap-2024.xml.gz"] == ("read", "")
    assert found["/ministerium/"] == ("skipped", "no_match")
    assert not site.requests("/ministerium/")
    other = warc.with_name("robots.warc.gz")
    fetched(site, other, sitemaps=["/robots.txt"], match="/presse/2024/")
    assert sorted(releases(outcomes(site, other))) == sorted(ALL)


def test_deep_and_looping_sitemaps_end(site: PressSite, warc: Path) -> None:
    settings = quick("fetch.max_sitemap_depth=4")
    fetched(site, warc, sitemaps=["/sitemap-schleife.xml", "/sitemap-tief-1.xml"], settings=settings)
    found = outcomes(site, warc)
    assert found["/sitemap-schleife.xml"] == ("read", "")
    assert found["/sitemap-tief-4.xml"] == ("read", "")
    assert found["/sitemap-tief-5.xml"] == ("read", "beyond_limit")
    assert "/sitemap-tief-6.xml" not in found
    fetched(site, warc, sitemaps=["/sitemap-tief-1.xml"], settings=quick("fetch.max_sitemaps=2"))
    (last,) = [row for row in index(warc, 2) if row["code"]]
    assert (last["code"], last["message"]) == ("beyond_limit", "1 left out, beyond the limits")


def test_a_listing_without_end_is_followed_to_the_limit(site: PressSite, warc: Path) -> None:
    settings = quick("fetch.max_listing_pages=3", "fetch.max_addresses=9")
    summary = fetched(site, warc, sites=["/endlos/"], match=r"meldung-\d+", settings=settings)
    assert len(site.requests("/endlos/")) == 3
    assert summary.count("fetched") <= 9
    assert [row["code"] for row in index(warc) if row["kind"] == "listing"] == ["", "", "beyond_limit"]


def test_a_listing_whose_next_page_only_reads_so_is_followed(site: PressSite, warc: Path) -> None:
    fetched(site, warc, sites=["/presse-ohne-rel/"], match="/presse/2024/")
    assert sorted(releases(outcomes(site, warc))) == sorted(ALL)


def test_since_leaves_out_what_is_older_and_ends_paging(site: PressSite, warc: Path) -> None:
    since = NEWEST[2].published
    fetched(site, warc, sites=["/presse/"], match="/presse/2024/", since=since)
    found = outcomes(site, warc)
    assert sorted(releases(found), reverse=True) == [release.path for release in NEWEST[:3]]
    assert found[NEWEST[3].path] == ("skipped", "before_since")
    assert len(site.requests("/presse/")) == 2  # the second page holds older ones only
    fetched(site, warc.with_name("b.warc"), feeds=["/feed.xml"], sitemaps=["/sitemap-2024.xml.gz"], since=since)
    assert len(releases(outcomes(site, warc.with_name("b.warc")))) == 3


def test_a_limit_is_kept_and_the_next_fetch_takes_the_next_pages(site: PressSite, warc: Path) -> None:
    for expected in (5, 5, 4):
        summary = fetched(site, warc, sitemaps=["/sitemap-2024.xml.gz"], limit=5)
        assert summary.count("fetched") == expected
    assert [len(site.requests(path)) for path in ALL] == [1] * len(ALL)


def test_a_limit_asks_for_no_further_page_of_a_listing_than_it_needs(site: PressSite, warc: Path) -> None:
    fetched(site, warc, sites=["/presse/"], match="/presse/2024/", limit=3)
    assert [request.path for request in site.log] == [
        "/robots.txt", "/presse/", *(release.path for release in NEWEST[:3]),
    ]  # fmt: skip


def test_lists_are_read_and_what_is_no_address_is_said(site: PressSite, warc: Path) -> None:
    lines = warc.with_name("liste.txt")
    lines.write_text(
        f"# Wege\n{site.url}{ALL[0]}\n\n  {site.url}{ALL[1]}#oben\nwww.wege.example/a\nftp://x.example/\nhttp://[x/\n"
    )
    table = warc.with_name("liste.csv")
    table.write_text(f"Titel;URL\n„Rufbus; jetzt“;x\nFähre;{site.url}{ALL[2]}\n", encoding="utf-8")
    summary = fetched(site, warc, lists=(str(lines), str(table)))
    found = outcomes(site, warc)
    assert [path for path, (outcome, _) in found.items() if outcome == "fetched"] == [ALL[0], f"{ALL[1]}", ALL[2]]
    assert summary.codes("skipped") == {"bad_address": 4}
    assert found["ftp://x.example/"] == ("skipped", "bad_address")


def test_addresses_of_one_page_are_fetched_once(site: PressSite, warc: Path) -> None:
    path = ALL[0]
    fetched(site, warc, path, f"{path}#absatz", f"{path}?utm_source=newsletter", "/umzug/alt.html", NEWEST[0].path)
    assert len(site.requests(path)) == 1
    (same,) = [row for row in index(warc) if row["outcome"] == "skipped"]
    assert (same["code"], same["final_url"]) == ("same_page", site.url + NEWEST[0].path)
    assert len(found_in(warc)[0]) == 2


FAULTS = {
    "/fehlt.html": ("failed", "not_found"),
    "/weg.html": ("failed", "gone"),
    "/gesperrt.html": ("failed", "refused"),
    "/kaputt.html": ("failed", "server_error"),
    "/wackelt.html": ("fetched", ""),
    "/langsam.html": ("failed", "timeout"),
    "/endlos.html": ("failed", "too_large"),
    "/gross.html": ("failed", "too_large"),
    "/bombe.html": ("failed", "too_large"),
    "/zu-kurz.html": ("failed", "cut_off"),
    "/zu-lang.html": ("fetched", ""),
    "/abbruch.html": ("failed", "connection"),
    "/bericht.pdf": ("skipped", "not_html"),
    "/ohne-typ.html": ("fetched", ""),
    "/umlaute.html": ("fetched", ""),
    "/kette/5": ("failed", "redirects"),
    "/kette/3": ("fetched", ""),
    "/schleife/a": ("failed", "redirects"),
    "/nach-datei": ("failed", "redirects"),
    "/intern/vermerk.html": ("skipped", "robots"),
}


def test_each_fault_costs_its_page_and_has_a_code(site: PressSite, warc: Path) -> None:
    summary = fetched(site, warc, *FAULTS)
    assert outcomes(site, warc) == FAULTS
    assert summary.warnings == ()
    assert all(code in CODES for _, code in summary.visits if code)
    assert len(site.requests("/kaputt.html")) == 3  # two further tries
    pages = {page.source_id.removeprefix(site.url): page for page in found_in(warc)[0]}
    assert len(pages) == sum(outcome == "fetched" for outcome, _ in FAULTS.values())
    wrong = pages["/umlaute.html"]
    assert isinstance(wrong, Page)
    article = clean_page(wrong)
    assert "ü" in article.text
    assert "\ufffd" not in article.text


def test_where_every_address_fails_the_fetch_fails(site: PressSite, warc: Path) -> None:
    with pytest.raises(OutputError, match=r"all 2 addresses failed, 2 with code not_found; see .*wege.index.csv"):
        fetched(site, warc, "/fehlt.html", "/fehlt-auch.html")
    assert len(index(warc)) == 2


@pytest.mark.parametrize(
    ("seeds", "told"),
    [
        (Seeds(), "nothing to fetch"),
        (Seeds(urls=("ftp://a.example/",)), "http:// or https:// expected, ftp:// found"),
        (Seeds(feeds=("https://leser:geheim@a.example/feed",)), "with a user or password"),
        (Seeds(urls=("https://a.example/",), match="(unfertig"), "no regular expression"),
        (Seeds(sites=("https://unbekannt.example/presse",)), "give --match PATTERN"),
        (Seeds(lists=("fehlt.txt",)), "--list fehlt.txt: cannot be read"),
    ],
)
def test_what_cannot_be_fetched_is_said_before(seeds: Seeds, told: str, warc: Path) -> None:
    with pytest.raises(ConfigError, match=told) as error:
        fetcher.fetch(seeds, warc)
    assert "geheim" not in str(error.value)
    assert not warc.exists()


@pytest.mark.parametrize("name", ["wege.html", "wege", ".warc.gz", "wege.warc.xz"])
def test_the_output_must_be_a_warc(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"NAME\.warc\.gz or NAME\.warc is expected"):
        fetcher.fetch(Seeds(urls=("https://a.example/",)), tmp_path / name)


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch, warc: Path) -> None:
    monkeypatch.setattr(fetcher, "_PACKAGES", ("scrapy", "gibtesnicht"))
    with pytest.raises(EngineError, match=r"gibtesnicht not installed; pip install 'pressextract\[fetch\]'"):
        fetcher.fetch(Seeds(urls=("https://a.example/",)), warc)


def test_known_publishers_need_no_pattern() -> None:
    Seeds(sites=("https://www.berlin.de/presse/pressemitteilungen/",)).check()


def test_the_command_line_fetches(site: PressSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warc = tmp_path / "wege.warc.gz"
    listing = ["fetch", "--site", f"{site.url}/presse/", "--match", "/presse/2024/", "--output", str(warc)]
    how = ["--set", "fetch.delay=0.01", "--allow-private"]
    with pytest.raises(SystemExit) as done:
        main([*listing, "--since", "1.11.2024", "--contact", "redaktion@zeitung.example", *how])
    assert done.value.code == 0
    told = capsys.readouterr().err
    assert "new pages      2" in told
    assert "skipped        6 (6 before_since)" in told
    assert "warning" not in told
    assert {request.headers["User-Agent"].partition(" ")[2] for request in site.log} == {"(+redaktion@zeitung.example)"}
    with pytest.raises(SystemExit):
        main([*listing, "--limit", "1", *how, "--quiet"])
    assert capsys.readouterr().err.splitlines() == [f"warning: {fetcher.WITHOUT_CONTACT}"]


def test_no_help_needs_scrapy() -> None:
    code = (
        "import sys; from pressextract.cli import app; import pressextract.fetching.fetcher;"
        " print(sorted({'scrapy', 'twisted', 'courlan', 'feedparser', 'spacy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_each_outcome_and_code_has_a_meaning() -> None:
    assert all(OUTCOMES.values())
    assert all(CODES.values())
