"""Answers of the press site and its pages: releases, listings, navigation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape

from press_releases import NEWEST, Release

HTML = "text/html; charset=utf-8"
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
MINISTRY = "Ministerium für Wege und Brücken"

#: Pages of which a site has many and which are no releases.
NAVIGATION = {
    "/": "Startseite",
    "/ministerium/": "Ministerium",
    "/ministerium/leitung/": "Leitung des Hauses",
    "/ministerium/organisation/": "Organisation",
    "/themen/": "Themen",
    "/themen/bruecken/": "Brücken",
    "/themen/radwege/": "Radwege",
    "/themen/landesstrassen/": "Landesstraßen",
    "/themen/faehren/": "Fähren",
    "/service/": "Service",
    "/service/foerderung/": "Förderung",
    "/service/formulare/": "Formulare",
    "/presse/mediathek/": "Mediathek",
    "/presse/kontakt/": "Pressekontakt",
    "/karriere/": "Karriere",
    "/leichte-sprache/": "Leichte Sprache",
    "/kontakt/": "Kontakt",
}
FOOTER = {
    "/impressum/": "Impressum",
    "/datenschutz/": "Datenschutz",
    "/barrierefreiheit/": "Barrierefreiheit",
    "/inhalt/": "Inhaltsverzeichnis",
    "https://www.landtag.example/": "Landtag",
    "https://social.example/@wege": "Mastodon",
}


@dataclass
class Answer:
    """What goes over the wire; a body that is no bytes is sent piece by piece, and its end is the connection's."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    #: For a body that is sent piece by piece: a keep-alive connection, each piece a chunk.
    chunked: bool = False
    #: Close the connection behind it, though the headers do not say so.
    close: bool = False


def german(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def moment(day: date) -> datetime:
    """When a release of that day came out: at eleven o'clock German winter time."""
    return datetime.combine(day, time(10), UTC)


def links(targets: dict[str, str]) -> str:
    return "".join(f'<li><a href="{escape(target)}">{escape(name)}</a></li>' for target, name in targets.items())


def layout(title: str, main: str, *, head: str = "", token: str = "", charset: str = "utf-8") -> str:
    hidden = f'<input type="hidden" name="token" value="{token}">' if token else ""
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="{charset}">
<title>{escape(title)} – {MINISTRY}</title>
<link rel="stylesheet" href="/static/haus.css">
<link rel="alternate" type="application/rss+xml" title="Pressemitteilungen" href="/feed.xml">
<link rel="alternate" type="application/atom+xml" title="Pressemitteilungen" href="/atom.xml">
{head}</head>
<body>
<header><a href="/"><img src="/static/wappen.svg" alt="Wappen von Musterland"> {MINISTRY}</a>
<form action="/suche/" method="get"><label>Suche <input name="q"></label>{hidden}<button>Suchen</button></form>
<nav class="haupt"><ul>{links({**NAVIGATION, "/presse/": "Pressemitteilungen"})}</ul></nav></header>
<main>
{main}
</main>
<footer><p>© 2024 {MINISTRY} des Landes Musterland</p><ul>{links(FOOTER)}</ul></footer>
</body>
</html>
"""


def release_page(release: Release, text: str, path: str, *, token: str = "", charset: str = "utf-8") -> str:
    paragraphs = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in text.split("\n\n")]
    head = (
        f'<link rel="canonical" href="{path}">\n'
        f'<meta name="description" content="{escape(text.split(". ")[0])}.">\n'
        f'<meta property="og:title" content="{escape(release.title)}">\n'
        f'<meta property="article:published_time" content="{moment(release.published).isoformat()}">\n'
    )
    main = f"""<nav class="brotkrumen"><a href="/">Startseite</a> › <a href="/presse/">Presse</a> › {escape(release.title)}</nav>
<article>
<h1>{escape(release.title)}</h1>
<p class="meta">Pressemitteilung Nr. {release.number}/2024 vom <time datetime="{release.published}">{german(release.published)}</time></p>
{chr(10).join(paragraphs)}
</article>"""
    return layout(release.title, main, head=head, token=token, charset=charset)


def html(page: str, status: int = 200, **headers: str) -> Answer:
    return Answer(page.encode(), status, {"Content-Type": HTML, **headers})


def message(status: int, text: str, **headers: str) -> Answer:
    """A page that says why there is no other."""
    return html(layout(text, f"<h1>{text}</h1>"), status, **headers)


def validated(answer: Answer, modified: datetime | None = None) -> Answer:
    """With an ETag of the bytes, and Last-Modified where a moment is given."""
    assert isinstance(answer.body, bytes)
    answer.headers["ETag"] = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    if modified:
        answer.headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    return answer


def navigation_page(path: str) -> str:
    title = {**NAVIGATION, **FOOTER}[path]
    return layout(title, f"<h1>{title}</h1><p>Willkommen im Bereich {title}.</p><ul>{links(NAVIGATION)}</ul>")


def _items(entries: Iterable[tuple[str, str, date]]) -> str:
    """Links with their dates beside them, in words and in figures by turns, as several hands write them."""
    rows = [
        f'<li><span class="datum">{german(day) if row % 2 else f"{day:%d.%m.%Y}"}</span> '
        f'<a href="{path}">{escape(title)}</a></li>'
        for row, (path, title, day) in enumerate(entries)
    ]
    return f'<ul class="meldungen">{"".join(rows)}</ul>'


#: Which releases the pages of the listing have, in their order: four, four, three, three.
LISTED = (NEWEST[:4], NEWEST[4:8], NEWEST[8:11], NEWEST[11:])

#: What lies among the links of a listing and is no release: other schemes, other hosts, a file, a forbidden page.
_AROUND = (
    '<aside><p>Fragen? <a href="mailto:presse@wege.example">Pressestelle</a> '
    '<a href="javascript:window.print()">Seite drucken</a> <a href="/bericht.pdf">Jahresbericht (PDF)</a> '
    '<a href="/intern/vermerk.html">Vermerk</a> <a href="https://www.bund.example/verkehr">Bund</a> '
    '<a href="#oben">nach oben</a></p></aside>'
)


def listing(base: str, number: int, *, rel: bool) -> Answer:
    """A page of the listing; without rel, nothing but the link's text tells what leads on."""
    if not 1 <= number <= len(LISTED):
        return message(404, "Seite nicht gefunden")
    entries = _items((release.path, release.title, release.published) for release in LISTED[number - 1])
    paging = ""
    if rel and number > 1:
        paging += f'<a class="prev" rel="prev" href="{base}?seite={number - 1}">Zurück</a> '
    if rel:
        paging += "".join(f'<a href="?seite={page}">{page}</a> ' for page in range(1, len(LISTED) + 1))
    if number < len(LISTED):
        marks = 'class="next" rel="next" ' if rel else ""
        paging += f'<a {marks}href="{base}?seite={number + 1}">Weiter »</a>'
    return html(layout("Presse", f'<h1>Presse</h1>{entries}<div class="seiten">{paging}</div>{_AROUND}'))


def endless_listing(number: int) -> Answer:
    """A listing whose every page leads on, each to three releases that no page before had, a day older each."""
    first = 3 * (max(number, 1) - 1)
    entries = _items((f"/endlos/meldung-{n}.html", f"Meldung {n}", endless_day(n)) for n in range(first, first + 3))
    more = f'<a rel="next" href="/endlos/?seite={number + 1}">Weiter</a>'
    return html(layout("Archiv", f"<h1>Archiv</h1>{entries}{more}"))


def endless_day(number: int) -> date:
    return date(2024, 12, 30) - timedelta(days=number)
