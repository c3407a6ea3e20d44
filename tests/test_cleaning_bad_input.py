"""Pages that are none, or that are meant to hurt: a PageError or a clean article, the next page unharmed."""

from __future__ import annotations

import pickle

import pytest

from pressextract.article import Page
from pressextract.cleaning import clean, clean_page
from pressextract.errors import PageError

PARAGRAPH = (
    "Das Ministerium fördert den Ausbau der Radwege in den Städten und Gemeinden des Landes mit 12 Millionen Euro."
)
P = f"<p>{PARAGRAPH}</p>"
GOOD = (
    f"<html lang='de'><head><title>Radwege im Land</title></head><body><h1>Radwege im Land</h1>{P}{P}{P}</body></html>"
)
FRENCH = "<p>Le ministère de la culture a présenté aujourd’hui le nouveau programme pour les jeunes artistes, qui sera doté de deux millions.</p>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff", "empty"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3 1 0 obj", "not_html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_html"),
        (b"PK\x03\x04" + bytes(100), "not_html"),
        (bytes(range(256)) * 40, "not_html"),
        (b"Nur Text, kein Markup.", "not_html"),
        (b"<!-- nur ein Kommentar -->", "not_html"),
        ("<html><head><title>Presse</title></head><frameset cols='20%,80%'><frame src='a.html'></frameset></html>", "no_body"),
        ("<html><body><nav><a href='/'>Start</a></nav></body></html>", "no_body"),
        ("<html><body><script>var text = 'Ein Satz im Skript, der lang genug wäre.';</script></body></html>", "no_body"),
        ("<h1>Aktuelles</h1>" + "".join(f"<h3><a href='/{i}'>Meldung {i}</a></h3><p>Ein kurzer Anriss.</p>" for i in range(5)), "no_body"),
        (f"<html lang='fr'><body><h1>Titre</h1>{FRENCH * 3}</body></html>", "not_german"),
        (f"<p>{'Wort und Satz, ' * 800_000}</p>", "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_article_has_a_code(content: bytes | str, code: str) -> None:
    with pytest.raises(PageError) as lost:
        clean(content)
    assert lost.value.code == code
    assert str(pickle.loads(pickle.dumps(lost.value))) == str(lost.value)


def test_other_languages_are_kept_on_request() -> None:
    page = Page(
        source_id="f", input="f", kind="html", content=f"<html lang='fr'><body><h1>Titre</h1>{FRENCH * 3}</body></html>"
    )
    assert clean_page(page, language="any").language == "fr"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-16-be"),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("cp1252"),
        GOOD.replace("<head>", "<head><meta charset='utf-8'>").encode("cp1252"),
        GOOD.replace("<head>", "<head><meta charset='iso-8859-1'>"),
        GOOD.encode().replace(b"<p>", b"\0<p>\0"),
        '<?xml version="1.0" encoding="iso-8859-1"?>' + GOOD,
        GOOD.replace("</p>", ""),
        "<div>" * 100_000 + GOOD + "</div>" * 100_000,
        GOOD.replace("<h1>", "<span>" * 50_000 + "<h1>"),
        GOOD.replace("<p>", "<ins>" * 1000 + "<p>"),
        GOOD.replace("<p>", "<p " + " ".join(f"a{i}='1'" for i in range(50_000)) + ">"),
        GOOD.replace("</body>", "<br>" * 20_000 + "</body>"),
        GOOD.replace("<title>", "<script type='application/ld+json'>" + "[" * 50_000 + "</script><title>"),
        GOOD.replace("</body>", '<a href="' + "x" * 500_000),
        # what took minutes where each one looked at all of the others
        GOOD.replace("</body>", "<ul>" + "<li><a href='/a'>Kommentar zum Thema</a></li>" * 20_000 + "</ul></body>"),
        GOOD.replace("</body>", "<p><img class='logo' alt='Logo Kreis'>© 2020 Stadt</p>" * 20_000 + "</body>"),
        GOOD.replace("</body>", "<div><input type='email'>" * 20_000 + "</body>"),
        GOOD.replace("</body>", "<div class='kontakt'><p>Pressekontakt</p><p>Tel. 1</p></div>" * 5_000 + "</body>"),
        GOOD.replace("</body>", "<footer>" + "© 2020 Stadt<br>" * 20_000 + "</footer></body>"),
    ],
)  # fmt: skip
def test_the_article_survives(content: bytes | str) -> None:
    article = clean(content)
    assert article.text.split("\n\n")[:3] == [PARAGRAPH] * 3


def test_unclosed_tags_lose_no_text() -> None:
    sentences = [f"Absatz {i} der Meldung hat einen Satz, der lang genug für einen Absatz ist." for i in range(1000)]
    text = clean("<h1>Titel der Meldung</h1>" + "".join(f"<font size=2><p>{sentence}" for sentence in sentences)).text
    assert text.split("\n\n") == sentences


def test_lone_surrogates_are_replaced() -> None:
    assert "Rad\ufffdwege" in clean(GOOD.replace("Radwege", "Rad\ud800wege")).text


def test_entities_are_neither_expanded_nor_read() -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE html [<!ENTITY l0 "lol">{laughs}<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    text = clean(
        bomb + GOOD.replace(P, f"{P}<p>Drei &l11; und &file; sind keine Namen von Zeichen in einem Absatz.</p>", 1)
    ).text
    assert len(text) < 1000


def test_the_next_page_is_unharmed() -> None:
    for content in (b"%PDF-", b"", "<div>" * 10_000):
        with pytest.raises(PageError):
            clean(content)
    assert clean(GOOD).text.startswith(PARAGRAPH)
