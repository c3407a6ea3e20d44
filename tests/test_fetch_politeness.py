"""Manners: robots.txt, one request at a time, delays and pauses, an honest name, hosts that are left alone."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from fetches import fetched, index, outcomes, quick
from press_faults import FAULTS, REDIRECTS
from press_pages import Answer
from press_releases import RELEASES
from press_site import PressSite
from pressextract.errors import ConfigError, OutputError
from pressextract.fetching.fetcher import fetch
from pressextract.fetching.job import user_agent
from pressextract.fetching.politeness import retry_after
from pressextract.fetching.seeds import Seeds
from pressextract.settings import settings_from

ALL = [release.path for release in RELEASES]


def gaps(site: PressSite) -> list[float]:
    """Seconds from each request to the next."""
    times = [request.time for request in site.log]
    return [after - before for before, after in pairwise(times)]


def test_a_host_gets_one_request_at_a_time_after_its_robots_txt(site: PressSite, warc: Path) -> None:
    site.latency = 0.05
    fetched(site, warc, *ALL[:6], feeds=["/feed.xml"])
    assert site.overlap == 1
    assert site.log[0].path == "/robots.txt"
    assert len(site.requests("/robots.txt")) == 1


def test_two_hosts_are_asked_at_the_same_time(site: PressSite, warc: Path) -> None:
    site.latency = 0.3
    with PressSite("127.0.0.2", crawl_delay=None) as other:
        other.latency = 0.3
        settings = quick('fetch.private_networks="127.0.0.0/8"')
        lists = warc.with_name("l.txt")
        lists.write_text("\n".join(f"{other.url}{path}" for path in ALL[:5]))
        summary = fetched(site, warc, *ALL[:5], lists=(str(lists),), settings=settings)
        assert (summary.count("fetched"), summary.state.hosts) == (10, 2)
        assert (site.overlap, other.overlap) == (1, 1)
        assert other.log[0].time < site.log[-1].time
        assert site.log[0].time < other.log[-1].time


def test_redirects_of_several_hosts_to_one_wait_for_each_other(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.latency = 0.1
    site.crawl_delay = None
    with ExitStack() as stack:
        others = [stack.enter_context(PressSite(f"127.0.0.{n}", crawl_delay=None)) for n in (3, 4, 5)]
        urls = []
        for number, other in enumerate(others):
            monkeypatch.setitem(REDIRECTS, f"/umzug/{number}", f"{site.url}{ALL[number]}")
            urls.append(f"{other.url}/umzug/{number}")
        settings = quick('fetch.private_networks="127.0.0.0/8"', "fetch.delay=0.2")
        assert fetch(Seeds(urls=tuple(urls)), warc, settings).count("fetched") == 3
    assert site.overlap == 1
    assert min(gaps(site)) >= 0.18


def test_a_host_is_not_given_up_for_another_to_which_it_leads(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        for number in range(6):
            monkeypatch.setitem(REDIRECTS, f"/umzug/{number}", f"http://127.0.0.2:{closed.getsockname()[1]}/{number}")
        settings = quick('fetch.private_networks="127.0.0.0/8"', "fetch.retries=0")
        fetched(site, warc, *(f"/umzug/{number}" for number in range(6)), ALL[0], settings=settings)
    found = outcomes(site, warc)
    assert found[ALL[0]] == ("fetched", "")
    assert [found[f"/umzug/{number}"][1] for number in range(6)] == ["connection"] * 5 + ["host_down"]


def test_the_delay_is_kept_and_grows_with_a_slow_server(site: PressSite, warc: Path) -> None:
    fetched(site, warc, *ALL[:3], settings=quick("fetch.delay=0.3"))
    assert min(gaps(site)) >= 0.28
    site.forget()
    site.latency = 0.25
    fetched(site, warc.with_name("b.warc"), *ALL[:4])
    assert gaps(site)[-1] >= 0.45  # twice the time that the server needs


def test_the_delay_of_robots_txt_is_kept(site: PressSite, warc: Path) -> None:
    site.crawl_delay = 0.4
    fetched(site, warc, *ALL[:3])
    assert min(gaps(site)) >= 0.38


def test_a_delay_that_nobody_can_wait_for_ends_the_host(site: PressSite, warc: Path) -> None:
    site.crawl_delay = 3600
    fetched(site, warc, *ALL[:2])
    assert set(outcomes(site, warc).values()) == {("skipped", "robots")}
    assert "3,600 seconds between requests, max_pause is 600" in index(warc)[0]["message"]
    assert [request.path for request in site.log] == ["/robots.txt"]


def test_robots_txt_with_a_byte_order_mark_is_obeyed(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /intern/\r\n"
    monkeypatch.setattr("press_site.robots", lambda *_: Answer(rules, headers={"Content-Type": "text/plain"}))
    fetched(site, warc, "/intern/vermerk.html")
    assert outcomes(site, warc) == {"/intern/vermerk.html": ("skipped", "robots")}


def test_robots_txt_that_the_server_cannot_give_allows_nothing(site: PressSite, warc: Path) -> None:
    site.robots_status = 500
    with pytest.raises(OutputError, match="1 with code robots_unavailable"):
        fetched(site, warc, ALL[0])
    assert {request.path for request in site.log} == {"/robots.txt"}
    site.robots_status = 404
    assert fetched(site, warc, "/intern/vermerk.html").count("fetched") == 2  # the failure before is tried again


@pytest.mark.parametrize("path", ["/zu-viel.html", "/zu-viel-datum.html"])
def test_retry_after_is_waited_for_by_all_pages_of_a_host(site: PressSite, warc: Path, path: str) -> None:
    fetched(site, warc, path, ALL[0])
    first, second = site.requests(path)
    assert (first.status in (429, 503), second.status) == (True, 200)
    assert second.time - first.time >= (0.95 if path == "/zu-viel.html" else 0.2)
    assert [request.path for request in site.log] == ["/robots.txt", path, path, ALL[0]]


def test_a_pause_that_is_too_long_ends_the_host_until_next_time(site: PressSite, warc: Path) -> None:
    fetched(site, warc, ALL[0], "/lange-zu.html", ALL[1])
    assert outcomes(site, warc) == {
        ALL[0]: ("fetched", ""), "/lange-zu.html": ("failed", "retry_later"), ALL[1]: ("failed", "retry_later"),
    }  # fmt: skip
    assert "asks for a pause of 86,400 seconds" in index(warc)[-1]["message"]
    assert len(site.requests("/lange-zu.html")) == 1
    assert not site.requests(ALL[1])
    site.forget()
    fetched(site, warc, ALL[2])
    assert [request.path for request in site.log] == ["/robots.txt", ALL[2], "/lange-zu.html"]


def test_a_busy_server_without_retry_after_gets_longer_and_longer_pauses(site: PressSite, warc: Path) -> None:
    fetched(site, warc, ALL[0], "/immer-zu.html", settings=quick("fetch.delay=0.03"))
    assert outcomes(site, warc)["/immer-zu.html"] == ("failed", "retry_later")
    first, second, third = (request.time for request in site.requests("/immer-zu.html"))
    assert second - first >= 0.28
    assert third - second >= 0.55


def test_a_host_that_does_not_answer_is_given_up(warc: Path, site: PressSite) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{closed.getsockname()[1]}"
        lines = warc.with_name("tot.txt")
        lines.write_text("\n".join(f"{dead}/{number}.html" for number in range(40)))
        with pytest.raises(OutputError, match="all 40 addresses failed, 35 with code host_down"):
            fetched(site, warc, lists=(str(lines),), settings=quick("fetch.retries=0"))
    codes = [row["code"] for row in index(warc)]
    assert codes == ["connection"] * 5 + ["host_down"] * 35


def test_a_body_that_is_not_packed_as_stated_is_no_silence(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Answer(b"<!DOCTYPE html><p>Klartext</p>", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    paths = [f"/klartext-{number}" for number in range(6)]
    for path in paths:
        monkeypatch.setitem(FAULTS, path, lambda *_: wrong)
    fetched(site, warc, *paths, ALL[0])
    found = outcomes(site, warc)
    assert [found[path] for path in paths] == [("failed", "failed")] * 6
    assert "the body is not gzip" in index(warc)[0]["message"]
    assert found[ALL[0]] == ("fetched", "")


def test_no_cookie_is_sent_back_and_no_referer(site: PressSite, warc: Path) -> None:
    fetched(site, warc, "/keks.html", "/umzug/alt.html", ALL[0])
    for request in site.log:
        assert "Cookie" not in request.headers
        assert "Referer" not in request.headers
        assert "Authorization" not in request.headers
        assert request.headers["Accept-Encoding"] == "gzip, deflate"


def test_the_user_agent_has_the_contact_that_the_user_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert user_agent(None).startswith("pressextract/")
    monkeypatch.setenv("PRESSEXTRACT_FETCH__CONTACT", "https://zeitung.example/daten")
    assert user_agent(settings_from().fetch.contact).endswith(" (+https://zeitung.example/daten)")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pressextract.toml").write_text('[fetch]\ncontact = "a@b.example"\ndelay = 3\n')
    monkeypatch.delenv("PRESSEXTRACT_FETCH__CONTACT")
    assert (settings_from().fetch.contact, settings_from().fetch.delay) == ("a@b.example", 3.0)


@pytest.mark.parametrize(
    "assignment", ["fetch.contact=niemand", 'fetch.contact="a@b.de\\r\\nCookie: x"', "fetch.delay=0", "fetch.tempo=3",
                   'fetch.private_networks="zuhause"'],
)  # fmt: skip
def test_settings_that_do_not_fit_are_refused(assignment: str) -> None:
    with pytest.raises(ConfigError, match=r"fetch\."):
        settings_from((assignment,))


def test_how_retry_after_is_read() -> None:
    assert retry_after(b"120") == 120.0
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after(later.encode()) == pytest.approx(90, abs=2)
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert retry_after(past.encode()) == 0.0
    assert [retry_after(header) for header in (None, b"", b"bald", b"-5", b"1e9")] == [None] * 5


def test_waiting_costs_no_time_of_other_hosts(site: PressSite, warc: Path) -> None:
    with PressSite("127.0.0.2", crawl_delay=None) as other:
        lines = warc.with_name("l.txt")
        lines.write_text("\n".join(f"{other.url}{path}" for path in ALL[:3]))
        site.retry_after = 4  # on a busy machine three pages may take a second
        settings = quick('fetch.private_networks="127.0.0.0/8"', "fetch.hosts=1")
        summary = fetched(site, warc, "/zu-viel.html", lists=(str(lines),), settings=settings)
        assert summary.count("fetched") == 4
        first, second = site.requests("/zu-viel.html")
        assert first.time < other.log[0].time < other.log[-1].time < second.time
