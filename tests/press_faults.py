"""What servers do wrong: redirects to nowhere, errors that pass or stay, lengths that lie, bodies without end."""

from __future__ import annotations

import gzip
import math
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from typing import TYPE_CHECKING

from press_lists import bomb
from press_pages import Answer, html, message
from press_releases import NEWEST, RELEASES

if TYPE_CHECKING:
    from press_site import PressSite

#: The release that each of these pages carries; all differ, so that a crawl of them all has no duplicates.
CARRIED = dict(
    zip(
        (
            "/wackelt.html",
            "/zu-viel.html",
            "/zu-viel-datum.html",
            "/zu-kurz.html",
            "/zu-lang.html",
            "/umlaute.html",
            "/gezippt.html",
            "/stueckweise.html",
            "/ohne-typ.html",
            "/keks.html",
            "/bewegt.html",
            "/ohne-etag.html",
            "/bombe.html",
        ),
        RELEASES,
        strict=False,
    )
)
_KETTE = {f"/kette/{n}": f"/kette/{n - 1}" for n in range(1, 31)}
REDIRECTS = {
    "/umzug/alt.html": NEWEST[0].path,
    **_KETTE,
    "/kette/0": NEWEST[1].path,
    "/schleife/a": "/schleife/b",
    "/schleife/b": "/schleife/a",
    "/nach-innen": "http://10.0.0.1/",
    "/nach-metadaten": "http://169.254.169.254/latest/meta-data/",
    "/nach-datei": "file:///etc/passwd",
    "/nach-loopback6": "http://[::1]:1/",
}
ERRORS = {
    "/fehlt.html": (404, "Seite nicht gefunden"),
    "/weg.html": (410, "Seite entfernt"),
    "/gesperrt.html": (403, "Zugriff verweigert"),
    "/kaputt.html": (500, "Interner Fehler"),
    "/immer-zu.html": (503, "Wegen Wartung geschlossen"),
}
#: Larger than any test reads, as an announcement and unpacked.
ANNOUNCED, UNPACKED = 500_000_000, 300
Fault = Callable[["PressSite", int], Answer | None]


def redirect(path: str) -> Answer:
    moved = 301 if path.startswith("/umzug/") else 302
    return message(moved, "Seite umgezogen", Location=REDIRECTS[path])


def error(path: str) -> Answer:
    return message(*ERRORS[path])


def _flaky(site: PressSite, nth: int) -> Answer:
    return message(500, "Interner Fehler") if nth == 1 else site.release("/wackelt.html")


def _too_many(site: PressSite, nth: int) -> Answer:
    wait = {"Retry-After": str(site.retry_after)}
    return message(429, "Zu viele Anfragen", **wait) if nth == 1 else site.release("/zu-viel.html")


def _too_many_until(site: PressSite, nth: int) -> Answer:
    """Dates of HTTP are whole seconds, so the wait is `retry_after` or up to a second more."""
    until = {"Retry-After": formatdate(math.ceil(time.time()) + site.retry_after, usegmt=True)}
    return message(503, "Überlastet", **until) if nth == 1 else site.release("/zu-viel-datum.html")


def _slow(site: PressSite, _: int) -> Answer:
    """A byte at a time of a page that is never complete; closing the site ends the wait."""

    def dribble() -> Iterator[bytes]:
        for byte in b"<!DOCTYPE html><html lang='de'><body>" + b"." * 99_000:
            yield bytes([byte])
            if site.closing.wait(site.pause):
                return

    return Answer(dribble(), headers={"Content-Type": "text/html", "Content-Length": "100000"})


def _endless(_: PressSite, __: int) -> Answer:
    def more() -> Iterator[bytes]:
        yield b"<!DOCTYPE html><html lang='de'><body><h1>Ohne Ende</h1>"
        while True:
            yield b"<p>Und noch ein Absatz.</p>\n" * 500

    return Answer(more(), headers={"Content-Type": "text/html"})


def _large(_: PressSite, __: int) -> Answer:
    """All that is announced is sent to whoever reads on, so that looking at the header only is not enough to pass."""
    block = b"<p>Ein langer Absatz.</p>\n" * 1000
    whole, rest = divmod(ANNOUNCED, len(block))
    parts = (block if n < whole else block[:rest] for n in range(whole + 1))
    return Answer(parts, headers={"Content-Type": "text/html", "Content-Length": str(ANNOUNCED)})


def _bomb(site: PressSite, _: int) -> Answer:
    answer = site.release("/bombe.html")
    assert isinstance(answer.body, bytes)
    answer.body = bomb(answer.body.decode(), UNPACKED)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


def _too_short(site: PressSite, _: int) -> Answer:
    """Half of the page, the length of all of it, and with a validator that makes half a page look kept."""
    answer = site.release("/zu-kurz.html")
    assert isinstance(answer.body, bytes)
    answer.headers["Content-Length"] = str(len(answer.body))
    return Answer(answer.body[: len(answer.body) // 2], headers=answer.headers, close=True)


def _too_long(site: PressSite, _: int) -> Answer:
    """The hundred bytes too many belong to the footer: what the announced length holds has the whole release."""
    answer = site.release("/zu-lang.html")
    assert isinstance(answer.body, bytes)
    answer.headers["Content-Length"] = str(len(answer.body) - 100)
    answer.close = True
    return answer


def _umlauts(site: PressSite, _: int) -> Answer:
    answer = site.release("/umlaute.html", charset="windows-1252")
    assert isinstance(answer.body, bytes)
    answer.body = answer.body.decode().encode("cp1252")
    return answer


def _zipped(site: PressSite, _: int) -> Answer:
    answer = site.release("/gezippt.html")
    assert isinstance(answer.body, bytes)
    answer.body = gzip.compress(answer.body, mtime=0)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


def _chunked(site: PressSite, _: int) -> Answer:
    """Chunks of 37 bytes, which cut umlauts in two."""
    answer = site.release("/stueckweise.html")
    whole = answer.body
    assert isinstance(whole, bytes)
    pieces = [whole[start : start + 37] for start in range(0, len(whole), 37)]
    return Answer(pieces, headers=answer.headers, chunked=True)


def _without_type(site: PressSite, _: int) -> Answer:
    answer = site.release("/ohne-typ.html")
    del answer.headers["Content-Type"]
    return answer


def _cookie(site: PressSite, _: int) -> Answer:
    answer = site.release("/keks.html")
    answer.headers["Set-Cookie"] = "sitzung=4711; Path=/"
    return answer


def _moving(site: PressSite, _: int) -> Answer:
    """No Last-Modified, whose whole seconds could hide a change from a fast test."""
    answer = site.release("/bewegt.html", more=f"Stand: {site.revision}. Fassung dieser Mitteilung.")
    del answer.headers["Last-Modified"]
    return answer


def _without_validators(site: PressSite, nth: int) -> Answer:
    answer = site.release("/ohne-etag.html", token=f"{nth:08x}")
    del answer.headers["ETag"], answer.headers["Last-Modified"]
    return answer


#: By path; each is told the site and how many requests of its path there were, this one included. None: no answer.
FAULTS: dict[str, Fault] = {
    "/wackelt.html": _flaky,
    "/zu-viel.html": _too_many,
    "/zu-viel-datum.html": _too_many_until,
    "/lange-zu.html": lambda *_: message(429, "Zu viele Anfragen", **{"Retry-After": "86400"}),
    "/langsam.html": _slow,
    "/endlos.html": _endless,
    "/bombe.html": _bomb,
    "/gross.html": _large,
    "/zu-kurz.html": _too_short,
    "/zu-lang.html": _too_long,
    "/umlaute.html": _umlauts,
    "/gezippt.html": _zipped,
    "/stueckweise.html": _chunked,
    "/bericht.pdf": lambda *_: Answer(b"%PDF-1.4\n%\xe2\xe3\n", headers={"Content-Type": "application/pdf"}),
    "/ohne-typ.html": _without_type,
    "/keks.html": _cookie,
    "/bewegt.html": _moving,
    "/ohne-etag.html": _without_validators,
    "/abbruch.html": lambda *_: None,
    "/intern/vermerk.html": lambda *_: html("<h1>Interner Vermerk</h1><p>Nicht für Suchmaschinen bestimmt.</p>"),
}
