"""What sites do to extractors, each as an own-written page: pages whose text was lost, or kept with what is none."""

from __future__ import annotations

from datetime import date

import pytest

from pressextract.cleaning import clean
from pressextract.errors import PageError
from radwege import BODY, FIRST, SECOND, TEXT, THIRD, article, page

CARD = (
    "<div class='box'><h3>Freibad öffnet am ersten Mai</h3><p>Der Eintritt bleibt in diesem Jahr gleich, die Becken "
    "sind saniert.</p><a href='/bad'>Mehr lesen</a></div>"
)
LINKED = "".join(
    f"<div><h3><a href='/{name}'>{name} bleibt geschlossen</a></h3><p>Die Gründe nennt der Landkreis in einer "
    "Mitteilung an die Bürgerinnen und Bürger.</p></div>"
    for name in ("Das Freibad", "Die Bücherei")
)
SIDEBAR = (
    "Das Bürgerbüro hat seit dem ersten Januar neue Öffnungszeiten, und wer einen Termin braucht, bucht ihn über das "
    "Portal des Landkreises. "
)


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='article-body'>{BODY}</div><div><p>{SIDEBAR}</p></div>",
        f"<div class='entry-content'>{BODY}</div><div class='sidebar'>{f'<p>{SIDEBAR * 4}</p>' * 3}</div>",
        f"<div itemprop='articleBody'>{BODY}</div><section><p>{SIDEBAR}</p></section>",
        f"<div><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div>",
        f"<div class='post-419678'>{BODY}</div>",
        f"<section class='modul-text_bild'><div class='image'><img alt='Bild'></div><p>{FIRST}</p><ul><li>{SECOND}</li>"
        f"<li>{THIRD}</li></ul></section>",
        f"<div class='js-lightbox-gallery'>{BODY}</div>",
    ],
    ids=["named body", "named body beside a sidebar", "articleBody", "a box each", "number", "text and picture",
         "script's hook"],
)  # fmt: skip
def test_the_text_is_found(body: str) -> None:
    assert article(body).text == TEXT


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{FIRST}</p>{CARD}<p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><div>{LINKED}</div><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><div><h4>Weitere Meldungen</h4><p><a href='/a'>Freibad öffnet</a> im Mai.</p></div>"
        f"<p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{FIRST}</p><p>Lesen Sie auch: <a href='/a'>Freibad öffnet am ersten Mai</a></p><p>{SECOND}</p><p>{THIRD}</p>",
        f"{BODY}<ul><li><a href='/a'>Kommentar: Was der Beschluss bedeutet</a></li><li><a href='/b'>Karte: Wo gebaut "
        "wird</a></li></ul>",
        f"<p>{FIRST}</p><div class='zitat'>„{THIRD[:-1]}“</div><p>{SECOND}</p><p>{THIRD} Die Läden sind erreichbar.</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><div class='mobile'><p>{FIRST}</p></div><p>{THIRD}</p>",
        f"{BODY}<h3>Kommentare</h3><p>Endlich! Darauf haben wir im Dorf seit vielen Jahren gewartet, vielen Dank.</p>",
        f"<h2>Zwölf neue Radwege</h2>{BODY}",
        f"<p>heute, 12:37 Uhr</p>{BODY}",
    ],
    ids=["card", "linked teasers", "announced", "lesen sie auch", "link list", "pull quote", "second screen", "comments",
         "repeated headline", "clock time"],
)  # fmt: skip
def test_teasers_and_repetitions_go(inside: str) -> None:
    assert article(f"<div>{inside}</div>").text.removesuffix(" Die Läden sind erreichbar.") == TEXT


@pytest.mark.parametrize(
    "around",
    [
        "<div><p>Alle zwei Wochen das Neueste aus dem Kreis:</p><form><input type='email'></form></div>{}",
        "{}<div><p>Fahren Sie mit dem Rad zur Arbeit?</p><input type='radio'>Ja <input type='radio'>Nein</div>",
        "{}<h3>Unser Newsletter: jetzt kostenlos anmelden</h3><p>Wir schreiben Ihnen alle zwei Wochen.</p>",
        "<p>Bitte einloggen, um den Artikel zu merken.</p>{}",
        "<p>Wir benötigen Ihre Zustimmung, um den Inhalt von YouTube zu zeigen.</p>{}",
        "{}<p>Hat Ihnen dieser Artikel gefallen?</p>",
        "{}<p>Pressemitteilung als PDF (PDF, 120 KB)</p>",
        "{}<p>Kommentarfeed | Kommentare geschlossen | Drucken</p>",
        "<p>Abbildung: Der Radweg am Bahnhof im vergangenen Jahr.</p>{}",
        "<p>Der neue Radweg am Markt. | © Landkreis Musterland</p>{}",
        "{}<p>(dpa/lnw)</p>",
        "{}<p>* Dieser Beitrag enthält Affiliate-Links.</p>",
    ],
    ids=["address asked", "poll", "newsletter", "login", "consent", "feedback", "file", "menu line", "caption",
         "caption with credit", "agency", "affiliate"],
)  # fmt: skip
def test_prompts_go(around: str) -> None:
    assert article(around.format(BODY)).text == TEXT


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("<h3>Weitere Beiträge zum Programm</h3><p>Auch das Land beteiligt sich an den Kosten der Wege.</p>",
         ["Weitere Beiträge zum Programm", "Auch das Land beteiligt sich an den Kosten der Wege."]),
        ("<p>Der Newsletter der Stadt erscheint ab Mai auf Papier.</p>",
         ["Der Newsletter der Stadt erscheint ab Mai auf Papier."]),
        ("<p>Die Eröffnung ist am 12. Juni 2020 um 10 Uhr.</p>", ["Die Eröffnung ist am 12. Juni 2020 um 10 Uhr."]),
        ("<p>Die Karte steht <a href='/k'>im Geoportal (öffnet in neuem Fenster)</a> für alle bereit.</p>",
         ["Die Karte steht im Geoportal für alle bereit."]),
        ("<p><span class='dropcap'>A</span> uch das Land zahlt einen Teil.</p>", ["Auch das Land zahlt einen Teil."]),
        ("<p>Mehr dazu im <a href='/r'>Bericht</a>, den der Kreistag im Mai beraten will.</p>",
         ["Mehr dazu im Bericht, den der Kreistag im Mai beraten will."]),
    ],
    ids=["plain items", "a newsletter's news", "appointment", "window", "drop cap", "sentence with a link"],
)  # fmt: skip
def test_what_only_looks_like_it_stays(last: str, kept: list[str]) -> None:
    assert article(BODY + last).text.split("\n\n")[3:] == kept


def test_an_announcement_ends_with_its_box() -> None:
    inside = "<div><p>Mehr zum Thema</p><ul><li><a href='/a'>Radverkehr</a></li></ul></div>"
    assert article(f"<p>{FIRST}</p>{inside}<p>{SECOND}</p><p>{THIRD}</p>").text == TEXT


def test_a_page_of_teasers_is_no_article() -> None:
    teasers = "".join(
        f"<article><h2><a href='/{i}'>Meldung {i} des Landkreises</a></h2><p>{FIRST}</p></article>" for i in range(6)
    )
    with pytest.raises(PageError) as lost:
        clean(page(f"<h1>Pressemitteilungen</h1>{teasers}"))
    assert lost.value.code == "no_body"


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1><a href='/'>Landkreis Musterland</a></h1><h2>Zwölf neue Radwege</h2>", "Zwölf neue Radwege"),
        ("<h1>Verkehr: Zwölf neue Radwege</h1>", "Verkehr: Zwölf neue Radwege"),
        ("<div class='newsletter'><h1>Newsletter</h1></div><h1>Zwölf neue Radwege</h1>", "Zwölf neue Radwege"),
    ],
)
def test_the_headline_is_not_the_sites_name(headings: str, title: str) -> None:
    assert clean(page(headings + BODY)).title == title


@pytest.mark.parametrize(
    ("body", "head", "expected", "source"),
    [
        ("<div class='meta'>Juli 12, 2017</div>", "", date(2017, 7, 12), "printed near the headline"),
        ("<p itemprop='datePublished'>12.05.2020</p>", "", date(2020, 5, 12), "printed near the headline"),
        (f"{BODY * 3}<p>Veröffentlicht am 12.05.2020</p>", "", date(2020, 5, 12), "labelled"),
        ("<p>12.05.2020</p>",
         '<meta name="dcterms.issued" content="2020-05-14"><meta name="dcterms.created" content="2020-05-12">',
         date(2020, 5, 12), "printed near the headline"),
        ("", '<link rel="canonical" href="https://kreis.example/2020/05/12/radwege">'
         '<meta name="dcterms.issued" content="2021-01-03">', date(2020, 5, 12), "url"),
        ("<p>Berlin, den 12. Mai 2020</p>", "", date(2020, 5, 12), "printed near the headline"),
    ],
    ids=["month first", "marked", "labelled", "statements differ", "earlier in the address", "place and day"],
)  # fmt: skip
def test_where_the_day_is_told(body: str, head: str, expected: date, source: str) -> None:
    found = article(body + BODY, head)
    assert (found.published, found.published_source) == (expected, source)
    assert found.text.startswith(TEXT)
    assert found.doubts == ()


def test_the_last_change_alone_is_a_doubtful_day() -> None:
    found = article(f"{BODY}<p>Letzte Änderung: 14.05.2020</p>")
    assert (found.published, found.published_source) == (date(2020, 5, 14), "printed last change")
    assert [doubt.code for doubt in found.doubts] == ["uncertain_date"]


def test_boilerplate_is_a_field_and_stays_in_the_text() -> None:
    about = "Die Stadtwerke Musterstadt versorgen 40.000 Haushalte mit Strom, Wasser und Wärme."
    found = article(f"{BODY}<h3>Über die Stadtwerke Musterstadt</h3><p>{about}</p>")
    assert found.boilerplate == about
    assert found.text.endswith(about)
    assert article(f"{BODY}<p>Über die Wege berät der Kreistag im Mai.</p>").boilerplate is None
