"""Fetching again: only what is new or changed, revisions; fetches that were stopped, killed, or ran out of disk."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pandas as pd
import psutil
import pytest
from filelock import FileLock
from warcio.archiveiterator import ArchiveIterator

import pressextract
from fetches import QUICK, fetched, index, outcomes, quick, releases
from press_faults import FAULTS, REDIRECTS
from press_lists import feed
from press_pages import LISTED, Answer, html, validated
from press_releases import NEWEST, RELEASES
from press_site import PressSite
from pressextract.errors import ConfigError, OutputError
from pressextract.fetching.progress import FetchState
from pressextract.fetching.seeds import Seeds
from pressextract.fetching.store import Store
from pressextract.settings import settings_from
from releases import found_in

ALL = [release.path for release in RELEASES]
NEW_TEXT = (
    "Verkehrsministerin Karla Neumann (SPD) hat den Bau in Magdeburg gestoppt. „Wir brauchen erst Klarheit über die"
    " Kosten“, sagte sie am Dienstag.\n\nDas Land prüft nun 12 Angebote von Baufirmen aus ganz Sachsen-Anhalt."
)


def types_of(warc: Path) -> list[str]:
    with warc.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream) if record.rec_type != "request"]


def test_only_what_changed_is_fetched_again(site: PressSite, warc: Path, tmp_path: Path) -> None:
    seeds = {"sites": ["/presse/"], "match": "/presse/2024/"}
    extra = ("/bewegt.html", "/ohne-etag.html", "/gezippt.html")
    first = fetched(site, warc, *extra, **seeds)
    assert (first.number, first.count("fetched")) == (1, len(ALL) + 3)
    run = pressextract.run(warc, tmp_path / "tables", settings_from(("workers=1", "duplicates=none")))
    assert run.articles == len(ALL) + 3
    before = warc.read_bytes()

    site.forget()
    site.revise()
    site.replace(ALL[4], NEW_TEXT)
    site.remove(ALL[7])
    second = fetched(site, warc, *extra, **seeds)
    found = outcomes(site, warc, 2)
    assert (found["/bewegt.html"], found[ALL[4]]) == (("revised", ""), ("revised", ""))
    assert found[ALL[7]] == ("failed", "gone")
    assert found["/ohne-etag.html"] == ("unchanged", "same_text")  # its bytes differ each time
    assert {found[path] for path in ALL if path not in (ALL[4], ALL[7])} == {("unchanged", "not_modified")}
    assert second.count("fetched") == 0
    assert {request.status for request in site.requests(ALL[0])} == {304}
    assert warc.read_bytes().startswith(before)
    assert types_of(warc).count("revisit") == len(ALL) - 2 + 1
    assert types_of(warc).count("response") == len(ALL) + 3 + 2

    again = pressextract.run(warc, tmp_path / "tables", settings_from(("workers=1", "duplicates=none")))
    assert (again.articles, again.known) == (len(ALL) + 5, len(ALL) + 3)
    articles = pressextract.read_tables(tmp_path / "tables")["articles"].set_index("source_id")
    revision = articles.loc[f"{site.url}{ALL[4]}#2"]
    assert revision.revision_of == articles.loc[site.url + ALL[4]].article_id
    assert "Karla Neumann" in revision.text
    assert articles.revision_of.notna().sum() == 2
    assert articles[articles.revision_of.isna()].url.is_unique


def test_the_same_bytes_are_a_revisit_where_the_server_knows_no_conditions(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(site, warc, "/ohne-typ.html", "/umlaute.html")
    monkeypatch.setattr("press_site.unchanged", lambda *_: False)
    fetched(site, warc, "/ohne-typ.html", "/umlaute.html")
    assert {code for _, code in outcomes(site, warc, 2).values()} <= {"same_bytes", "not_modified"}
    with warc.open("rb") as stream:
        profiles = [
            record.rec_headers.get_header("WARC-Profile")
            for record in ArchiveIterator(stream)
            if record.rec_type == "revisit"
        ]
    assert len(profiles) == 2
    assert all("revisit/" in profile for profile in profiles)


def test_a_redirect_that_leads_elsewhere_is_asked_without_conditions(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, older = "/umzug/alt.html", RELEASES[0].path
    fetched(site, warc, path)
    fetched(site, warc, path)
    assert outcomes(site, warc, 2)[path] == ("unchanged", "not_modified")
    monkeypatch.setitem(REDIRECTS, path, older)
    monkeypatch.setattr("press_site.unchanged", lambda _, headers: "If-Modified-Since" in headers)
    fetched(site, warc, path)
    assert outcomes(site, warc, 3)[path] == ("fetched", "")
    assert [page.source_id for page in found_in(warc)[0]] == [site.url + NEWEST[0].path, site.url + older]


def test_another_pattern_finds_other_links_of_a_listing_that_did_not_change(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = "".join(f'<a href="{path}">x</a>' for path in ALL)
    still = validated(html(f"<!DOCTYPE html><html><body>{links}</body></html>"))
    monkeypatch.setitem(FAULTS, "/liste/", lambda *_: still)
    for number in (1, 2):
        fetched(site, warc, sites=["/liste/"], match=re.escape(ALL[number]))
        assert outcomes(site, warc, number)[ALL[number]] == ("fetched", "")
    fetched(site, warc, sites=["/liste/"], match=re.escape(ALL[2]))
    assert site.requests("/liste/")[-1].status == 304


def test_more_of_a_sitemap_that_did_not_change_is_found_when_the_limit_is_raised(site: PressSite, warc: Path) -> None:
    for most, there in ((3, 2), (20, len(ALL))):
        fetched(site, warc, sitemaps=["/sitemap-2024.xml.gz"], settings=quick(f"fetch.max_addresses={most - 1}"))
        assert len({page.source_id for page in found_in(warc)[0]}) == there


def test_what_a_limit_left_is_fetched_though_its_feed_names_it_no_longer(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(site, warc, feeds=["/feed.xml"], limit=2)
    monkeypatch.setattr("press_site.lists", lambda url, path: feed(url, NEWEST[5:7]) if path == "/feed.xml" else None)
    fetched(site, warc, feeds=["/feed.xml"])
    assert {page.source_id for page in found_in(warc)[0]} == {site.url + release.path for release in NEWEST[:7]}


def test_what_an_unchanged_sitemap_names_is_asked_for_though_a_feed_named_it_first(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in ALL)
    still = validated(Answer(f"<urlset>{places}</urlset>".encode(), headers={"Content-Type": "application/xml"}))
    monkeypatch.setitem(FAULTS, "/still.xml", lambda *_: still)
    fetched(site, warc, feeds=["/feed.xml"], sitemaps=["/still.xml"])
    monkeypatch.setattr("press_site.lists", lambda url, _: feed(url, NEWEST[5:6]))
    site.replace(NEWEST[0].path, NEW_TEXT)
    fetched(site, warc, feeds=["/feed.xml"], sitemaps=["/still.xml"])
    assert site.requests("/still.xml")[-1].status == 304
    assert outcomes(site, warc, 2)[NEWEST[0].path] == ("revised", "")


def test_a_limit_holds_over_a_stop(site: PressSite, warc: Path) -> None:
    process = fetching(site, warc, "fetch.delay=0.15")
    wait_until(lambda: asked(site) >= 4)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    summary = fetched(site, warc, sites=["/presse/"], match="/presse/2024/", limit=6)
    assert (summary.goes_on, summary.count("fetched")) == (True, 6)


def test_a_sitemap_that_tells_of_no_change_saves_the_request(site: PressSite, warc: Path) -> None:
    for _ in range(3):
        fetched(site, warc, sitemaps=["/sitemap-index.xml"], match="/presse/2024/")
    assert [len(site.requests(path)) for path in ALL] == [1] * len(ALL)
    assert set(outcomes(site, warc, 2).values()) >= {("unchanged", "older_change"), ("read", "")}
    assert [row["kind"] for row in index(warc, 3)] == ["sitemap"] * 3  # what was not asked for is not said again


def test_a_gone_page_keeps_its_capture(site: PressSite, warc: Path) -> None:
    fetched(site, warc, ALL[0])
    site.remove(ALL[0])
    with pytest.raises(OutputError, match="1 with code gone"):
        fetched(site, warc, ALL[0])
    assert [page.source_id for page in found_in(warc)[0]] == [site.url + ALL[0]]


def test_failures_that_may_pass_are_tried_again_though_nobody_names_them(site: PressSite, warc: Path) -> None:
    fetched(site, warc, "/kaputt.html", "/fehlt.html", ALL[0])
    site.forget()
    fetched(site, warc, ALL[1])
    assert len(site.requests("/kaputt.html")) == 3
    assert not site.requests("/fehlt.html")
    assert not site.requests(ALL[0])


def fetching(site: PressSite, warc: Path, *more: str) -> subprocess.Popen[str]:
    """The command in a process of its own, over the listing."""
    options = [option for assignment in (*QUICK, *more) for option in ("--set", assignment)]
    command = ["fetch", "--site", f"{site.url}/presse/", "--match", "/presse/2024/", "-o", str(warc), *options]
    return subprocess.Popen(
        [sys.executable, "-c", "from pressextract.cli import main; main()", *command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def asked(site: PressSite) -> int:
    return sum(request.path in ALL for request in site.log)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_fetch_goes_on_where_it_was(site: PressSite, warc: Path, how: signal.Signals) -> None:
    process = fetching(site, warc, "fetch.delay=0.15")
    wait_until(lambda: asked(site) >= 5)
    (child,) = psutil.Process(process.pid).children()
    process.send_signal(how)
    _, told = process.communicate(timeout=60)
    child.wait(30)  # the process that fetches ends with its parent, however that ended
    before = asked(site)
    assert 5 <= before < len(ALL)
    if how != signal.SIGKILL:
        assert process.returncode == 130
        assert "the same command goes on from here" in told
        assert len(index(warc)) >= before - 1
    summary = fetched(site, warc, sites=["/presse/"], match="/presse/2024/")
    assert (summary.number, summary.goes_on) == (1, True)
    assert summary.count("fetched") == len(ALL)
    assert len(site.requests("/presse/")) <= len(LISTED) + 1  # what had been read of the listing was not read again
    assert asked(site) <= len(ALL) + 1  # one may have been on its way
    assert sorted(page.source_id for page in found_in(warc)[0]) == sorted(site.url + path for path in ALL)
    assert releases(outcomes(site, warc)) == [release.path for release in NEWEST]


def test_a_fetch_whose_process_dies_says_so_and_goes_on(site: PressSite, warc: Path) -> None:
    process = fetching(site, warc, "fetch.delay=0.15")
    wait_until(lambda: asked(site) >= 3)
    psutil.Process(process.pid).children()[0].kill()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "the process that fetches died" in told
    assert fetched(site, warc, sites=["/presse/"], match="/presse/2024/").count("fetched") == len(ALL)


def test_other_seeds_do_not_go_on_with_what_a_stopped_fetch_had_found(site: PressSite, warc: Path) -> None:
    process = fetching(site, warc, "fetch.delay=0.15")
    wait_until(lambda: asked(site) >= 2)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    summary = fetched(site, warc, sites=["/presse/"], match=r"/presse/2024/0[12]-")
    assert (summary.number, summary.goes_on) == (2, False)
    assert sorted(releases(outcomes(site, warc, 2))) == ALL[:2]


def test_records_that_were_not_written_to_their_end_are_cut_off(site: PressSite, warc: Path) -> None:
    fetched(site, warc, *ALL[:2])
    whole = warc.read_bytes()
    warc.write_bytes(whole + b"\x1f\x8b\x08halber Satz")
    with pytest.raises(ConfigError, match="the WARC has 14 bytes that no fetch has written"):
        fetched(site, warc, ALL[2])
    with closing(sqlite3.connect(warc.with_name("wege.fetch.sqlite"))) as state:
        state.execute("UPDATE runs SET ended = NULL")  # as a fetch that was killed leaves it
        state.commit()
    fetched(site, warc, ALL[2])
    assert warc.read_bytes().startswith(whole)
    assert [page.source_id for page in found_in(warc)[0]] == [site.url + path for path in ALL[:3]]


@pytest.mark.parametrize("rest", ["cut", "gone"])
def test_pages_that_the_warc_has_lost_are_fetched_again(site: PressSite, warc: Path, rest: str) -> None:
    fetched(site, warc, *ALL[:3])
    if rest == "cut":
        second = int(index(warc)[1]["warc_offset"])
        warc.write_bytes(warc.read_bytes()[: second + 50])
    else:
        warc.unlink()
    summary = fetched(site, warc, *ALL[:3])
    assert summary.count("fetched") == (2 if rest == "cut" else 3)
    assert sorted(page.source_id for page in found_in(warc)[0]) == [site.url + path for path in ALL[:3]]


def test_a_warc_of_which_nothing_is_known_is_refused(site: PressSite, warc: Path) -> None:
    fetched(site, warc, ALL[0])
    warc.with_name("wege.fetch.sqlite").unlink()
    with pytest.raises(ConfigError, match=r"a WARC without wege\.fetch\.sqlite beside it"):
        fetched(site, warc, ALL[1])
    warc.with_name("wege.fetch.sqlite").write_bytes(b"keine Datenbank" * 100)
    with pytest.raises(ConfigError, match="not the state of a fetch"):
        fetched(site, warc, ALL[1])


def test_two_fetches_keep_out_of_one_warc(site: PressSite, warc: Path) -> None:
    with FileLock(warc.with_name(f".{warc.name}.lock")), pytest.raises(ConfigError, match="another fetch writes there"):
        fetched(site, warc, ALL[0])
    assert not warc.exists()


@pytest.mark.skipif(os.name != "posix", reason="needs the limit of a file's size, which only POSIX has")
def test_a_full_disk_ends_the_fetch_and_the_next_one_goes_on(site: PressSite, tmp_path: Path) -> None:
    import resource

    warc = tmp_path / "voll.warc"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        with pytest.raises(OutputError, match=r"File too large|disk"):
            fetched(site, warc, *ALL, "/bewegt.html", "/ohne-etag.html", "/keks.html", "/stueckweise.html")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    done = asked(site)
    assert done > 3
    summary = fetched(site, warc, *ALL, "/bewegt.html", "/ohne-etag.html", "/keks.html", "/stueckweise.html")
    assert (summary.goes_on, summary.count("fetched")) == (True, len(ALL) + 4)
    assert len({page.source_id for page in found_in(warc)[0]}) == len(found_in(warc)[0]) == len(ALL) + 4


def test_a_folder_that_cannot_be_written_is_one_message(site: PressSite, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(OutputError, match="datei"):
        fetched(site, tmp_path / "datei" / "wege.warc.gz", ALL[0])


def test_progress_tells_rate_hosts_and_errors(site: PressSite, warc: Path) -> None:
    states: list[FetchState] = []
    seeds = Seeds(urls=tuple(site.url + path for path in (*ALL, "/fehlt.html")))
    summary = pressextract.fetch(seeds, warc, quick("fetch.delay=0.05"), progress=states.append)
    assert len(states) >= 3
    last = states[-1]
    assert (last.done, last.waiting, last.hosts, last.failed) == (len(ALL) + 1, 0, 1, 1)
    assert last.rate > 0
    assert last == summary.state
    assert [state.done for state in states] == sorted(state.done for state in states)


def test_a_folder_of_fetches_is_an_input(site: PressSite, warc: Path) -> None:
    fetched(site, warc, *ALL[:2])
    found, skipped = found_in(warc.parent)
    assert len(found) == 2
    assert skipped == {".csv": 1, ".sqlite": 1, "warc warcinfo": 1, "warc request": 2}
    assert pd.read_csv(warc.with_name("wege.index.csv")).outcome.tolist() == ["fetched", "fetched"]


def test_the_process_of_a_killed_fetch_and_the_next_one_do_not_write_at_once(site: PressSite, warc: Path) -> None:
    process = fetching(site, warc)
    site.latency = 1.0
    wait_until(lambda: asked(site) >= 2)
    process.kill()
    process.communicate(timeout=60)
    site.latency = 0.0
    assert fetched(site, warc, sites=["/presse/"], match="/presse/2024/").count("fetched") == len(ALL)
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
    with closing(Store(warc.with_name("wege.fetch.sqlite"), exclusive=True)):
        other = sqlite3.connect(warc.with_name("wege.fetch.sqlite"), timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("SELECT count(*) FROM visits")
