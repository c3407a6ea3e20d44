"""Cleaning, one difficulty a page; the sample's whole pages are in test_cleaning_pages.py."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conftest import SHARED
from pressextract.article import Page
from pressextract.cleaning import clean, clean_page
from radwege import BODY, FIRST, SECOND, TEXT, THIRD, article, page


@pytest.mark.parametrize(
    "around",
    [
        '<nav><ul><li><a href="/">Startseite</a></li></ul></nav>{}',
        '{}<aside><h2>Weitere Meldungen</h2><p>Das Freibad öffnet am 1. Mai um neun Uhr für alle Gäste.</p></aside>',
        '<div class="breadcrumb">Sie sind hier: <a href="/">Start</a></div>{}',
        '{}<p class="navToTop"><a href="#">Nach oben</a></p><p><a href="javascript:history.back()">Zurück</a></p>',
        '{}<div class="share"><p>Diesen Artikel teilen</p><a href="#">Facebook</a></div>',
        '{}<h2>Mehr zum Thema</h2><ul><li><a href="/a">Radverkehr im Landkreis</a></li></ul>',
        '{}<h3>Das könnte Sie auch interessieren</h3><p><a href="/b">Freibad öffnet</a> Der Eintritt bleibt gleich.</p>',
        '{}<div id="comments"><p>Endlich! Darauf haben wir im Dorf seit vielen Jahren gewartet, vielen Dank.</p></div>',
        '<div id="cookie-banner"><p>Diese Webseite verwendet Cookies, um die Nutzung zu messen und zu bessern.</p></div>{}',
        "<script>var text = 'Ein langer Text im Skript, der nicht zum Artikel gehört.';</script>{}",
        '{}<p>Letzte Änderung: 12.05.2021</p>',
        "{}<p>Lesezeit: 3 Minuten</p>",
        "<p>Externer Inhalt: Um dieses Video zu sehen, müssen Sie zustimmen.</p>{}",
        '<p>Pressemitteilung Nr. 12/2020 vom 12. Mai 2020</p>{}',
        "<p>Sperrfrist: 12. Mai 2020, 10 Uhr</p>{}",
        "<p>Von Erika Muster</p>{}",
    ],
)  # fmt: skip
def test_what_is_no_text_goes(around: str) -> None:
    assert article(around.format(BODY)).text == TEXT


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{BODY}<h2>Zeitplan</h2><ul><li>März: Baubeginn</li><li>Juni: Ende</li></ul>", ["heading", "list_item"]),
        (f"{BODY}<blockquote><p>Wir freuen uns auf die Wege.</p></blockquote>", ["quotation"]),
        (f"{BODY}<table><tr><th>Weg</th><th>Länge</th></tr><tr><td>A</td><td>3 km</td></tr></table>", ["table_row"]),
    ],
)
def test_blocks_have_kinds(body: str, expected: list[str]) -> None:
    kinds = [block.kind for block in article(body).blocks]
    assert kinds[:3] == ["paragraph"] * 3
    assert list(dict.fromkeys(kinds[3:])) == expected


def test_cells_are_joined_and_layout_tables_are_not() -> None:
    data = article(f"{BODY}<table><tr><th>Weg</th><th>Länge</th></tr><tr><td>A</td><td>3 km</td></tr></table>")
    assert data.text.endswith("Weg | Länge\n\nA | 3 km")
    layout = clean(page(f"<table><tr><td><a href='/'>Start</a></td><td><h1>Radwege</h1>{BODY}</td></tr></table>"))
    assert layout.text == TEXT


def test_br_parts_paragraphs_in_pairs_only() -> None:
    found = article(f"<div>{FIRST}<br>{SECOND}<br><br>{THIRD}</div>")
    assert [block.text for block in found.blocks] == [f"{FIRST} {SECOND}", THIRD]


def test_inline_elements_leave_no_gaps() -> None:
    found = article(f"<p>Beginn ist <strong>am 16. Mai</strong>, im <a href='/x'>Rathaus</a>.</p>{BODY}")
    assert found.blocks[0].text == "Beginn ist am 16. Mai, im Rathaus."


def test_soft_hyphens_and_no_break_spaces_go() -> None:
    found = article(
        f"<p>Der Land\u00adkreis\u00a0gibt 3,5\u202fMillionen Euro\u200b für die Wege im Norden aus.</p>{BODY}"
    )
    assert found.blocks[0].text == "Der Landkreis gibt 3,5 Millionen Euro für die Wege im Norden aus."


def test_bare_text_between_paragraphs_is_kept() -> None:
    assert SECOND in article(f"<div><p>{FIRST}</p>{SECOND}<ul><li>Nord</li></ul><p>{THIRD}</p></div>").text


@pytest.mark.parametrize(
    "lead",
    [
        f'<p class="teaser">{FIRST}</p>',
        f'<div class="intro"><p>{FIRST}</p></div>',
        f"<p><strong>{FIRST}</strong></p>",
        f'<div class="entry-summary">{FIRST}</div>',
    ],
)
def test_a_lead_is_set_off(lead: str) -> None:
    found = article(f"{lead}<div><p>{SECOND}</p><p>{THIRD}</p></div>")
    assert found.lead == FIRST
    assert found.text == TEXT


def test_teasers_of_other_articles_are_no_lead() -> None:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/{i}">Meldung {i}</a></h3><p>Kurzer Text.</p></div>' for i in range(4)
    )
    assert article(f"{BODY}<div class='list'>{teasers}</div>").text.startswith(TEXT)


@pytest.mark.parametrize(
    ("body", "subtitle"),
    [
        (f'<p class="subtitle">Kreistag stimmt zu</p>{BODY}', "Kreistag stimmt zu"),
        (f"<h2>Kreistag stimmt mit großer Mehrheit zu</h2>{BODY}", "Kreistag stimmt mit großer Mehrheit zu"),
        (f"<h2>Zeitplan</h2><p>{FIRST}</p><h2>Kosten</h2><p>{SECOND}</p>", None),
    ],
)
def test_subtitle(body: str, subtitle: str | None) -> None:
    assert article(body).subtitle == subtitle


def test_kicker_and_date_inside_the_headline() -> None:
    kicker = clean(page(f'<h1><span class="dachzeile">Verkehr</span> Zwölf neue Radwege</h1>{BODY}'))
    assert (kicker.title, kicker.subtitle) == ("Zwölf neue Radwege", "Verkehr")
    dated = clean(page(f"<h1><time>12. Mai 2020</time> Zwölf neue Radwege</h1>{BODY}"))
    assert (dated.title, dated.subtitle) == ("Zwölf neue Radwege", None)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h1>Landkreis</h1><h2>Zwölf neue Radwege</h2>{BODY}", "Zwölf neue Radwege"),
        (f"<h1>Portal</h1><h1>Zwölf neue Radwege</h1>{BODY}", "Zwölf neue Radwege"),
        (BODY, "Zwölf neue Radwege"),
    ],
)
def test_title_by_agreement(body: str, title: str) -> None:
    assert clean(page(body)).title == title


def test_a_bold_line_is_the_headline_of_a_page_without_headings() -> None:
    found = clean(f"<title>Landkreis: Presse</title><p><b>Zwölf neue Radwege für den Norden</b></p>{BODY}")
    assert (found.title, found.text) == ("Zwölf neue Radwege für den Norden", TEXT)


@pytest.mark.parametrize(
    ("body", "head", "expected", "source"),
    [
        ("<p>Pressemitteilung vom 12. Mai 2020</p>", "", date(2020, 5, 12), "printed near the headline"),
        ("<p>12.05.2020, 10:15 Uhr</p>", '<meta name="date" content="2021-01-01">', date(2020, 5, 12), "printed near the headline"),
        ("", '<meta property="article:published_time" content="2020-05-12T10:00:00+02:00">', date(2020, 5, 12), "meta article:published_time"),
        ("<p>Stand: 1.2.2021</p>", '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-05-12"}</script>', date(2020, 5, 12), "json-ld datePublished"),
        ("<p>Musterstadt, 12. Mai 2020 – Der Landkreis hat heute die Pläne für die neuen Radwege im Norden vorgestellt.</p>", "", date(2020, 5, 12), "dateline"),
    ],
)  # fmt: skip
def test_published(body: str, head: str, expected: date, source: str) -> None:
    found = article(body + BODY, head)
    assert (found.published, found.published_source) == (expected, source)


def test_a_page_without_date_has_none() -> None:
    assert article(BODY).published is None


def test_changes_are_no_publication() -> None:
    found = article(f"<p>12.05.2020</p>{BODY}<p>Letzte Änderung: 14.05.2020</p>")
    assert (found.published, found.modified) == (date(2020, 5, 12), date(2020, 5, 14))


def test_event_dates_in_the_text_stay() -> None:
    found = article(
        f"{BODY}<p>Die Termine der Radtouren mit der Landrätin sind:</p><p>12. Juni 2020, 10 Uhr</p><p>{FIRST}</p>"
    )
    assert "12. Juni 2020, 10 Uhr" in found.text
    assert found.published_source in (None, "htmldate")


def test_the_days_of_a_programme_stay() -> None:
    found = article(
        "<p>Pressemitteilung vom 12. Mai 2020</p><p>Die Radtouren mit der Landrätin:</p><p>Donnerstag, 16:30 Uhr</p>"
        "<p>12. Juni 2020, 10 Uhr</p><p>Sonntag, 14. Juni 2020 11:30 Uhr Moorweg</p>"
        f"<p>Bitte bis zum 1. Juni anmelden.</p><p>12.05.2020</p><p>{FIRST}</p>"
    )
    assert found.text.split("\n\n") == [
        "Die Radtouren mit der Landrätin:",
        "Donnerstag, 16:30 Uhr",
        "12. Juni 2020, 10 Uhr",
        "Sonntag, 14. Juni 2020 11:30 Uhr Moorweg",
        "Bitte bis zum 1. Juni anmelden.",
        FIRST,
    ]


def test_furniture_becomes_fields() -> None:
    found = article(
        "<p>Medieninformation 78/2020</p><p>Sperrfrist: 12. Mai 2020, 10:30 Uhr</p>"
        f"<p>Musterstadt, 12. Mai 2020 – {FIRST}</p><p>{SECOND}</p>"
        "<p><b>Pressekontakt</b><br>Dr. Max Beispiel<br>Telefon: (030) 5550-123<br>E-Mail: presse@musterland.example</p>"
    )
    assert found.press_number == "78/2020"
    assert found.embargo_until == datetime(2020, 5, 12, 10, 30)
    assert found.dateline == "Musterstadt"
    assert (found.contact_name, found.contact_phone) == ("Dr. Max Beispiel", "(030) 5550-123")
    assert found.contact_email == "presse@musterland.example"
    assert found.text == f"Musterstadt, 12. Mai 2020 – {FIRST}\n\n{SECOND}"


def test_a_contact_box_gives_what_its_links_hold() -> None:
    box = '<div class="contact-box"><h3>Kontakt</h3><p>Max Beispiel</p><a href="mailto:max@musterland.example">Mail</a></div>'
    found = article(BODY + box)
    assert (found.contact_name, found.contact_email) == ("Max Beispiel", "max@musterland.example")


def test_a_contact_box_in_a_column_beside_the_text_is_read() -> None:
    box = "<div class='modul-contact'><h2>Pressestelle</h2><a href='mailto:presse@kreis.example'>E-Mail</a></div>"
    found = clean(page(f"<main><h1>Zwölf neue Radwege</h1>{BODY}<div role='complementary'>{box}</div></main>"))
    assert (found.contact_email, found.text) == ("presse@kreis.example", TEXT)


def test_a_service_number_in_the_text_is_no_press_contact() -> None:
    found = article(f"{BODY}<p>Anmeldung zur Radtour unter Telefon (030) 5550-99 oder rad@musterland.example.</p>")
    assert found.text.endswith("rad@musterland.example.")
    assert found.contact_email is None


@pytest.mark.parametrize(
    ("box", "captions", "credits"),
    [
        ("<figure><img><figcaption>Der Radweg (Foto: A. Muster)</figcaption></figure>", ("Der Radweg",), ("A. Muster",)),
        ('<div class="picture"><img alt="Der Radweg"><span class="source">©Kreis</span></div>', ("Der Radweg",), ("Kreis",)),
        ('<figure><img><figcaption><p>Der Radweg</p><p class="copyright">Bild: Kreis</p></figcaption></figure>', ("Der Radweg",), ("Kreis",)),
        ("<p>Foto: Landkreis Musterland</p>", (), ("Landkreis Musterland",)),
        ('<img alt="Die Landrätin am neuen Radweg">', ("Die Landrätin am neuen Radweg",), ()),
        ('<img alt="radweg_01.jpg"><img alt="Logo des Landkreises Musterland">', (), ()),
    ],
)  # fmt: skip
def test_captions_and_credits(box: str, captions: tuple[str, ...], credits: tuple[str, ...]) -> None:
    found = article(f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p>")
    assert (found.image_captions, found.image_credits, found.text) == (captions, credits, TEXT)


@pytest.mark.parametrize(
    ("frame", "publisher"),
    [
        ('<meta name="dcterms.publisher" content="Landkreis Musterland">', "Landkreis Musterland"),
        ('<meta name="author" content="Ministerium für Verkehr">', "Ministerium für Verkehr"),
        ('<footer><p>© 2020 Stadtwerke Musterstadt GmbH. Alle Rechte vorbehalten</p></footer>', "Stadtwerke Musterstadt GmbH"),
        ("", "Landkreis Musterland"),
    ],
)  # fmt: skip
def test_publisher(frame: str, publisher: str) -> None:
    head, body = (frame, "") if frame.startswith("<meta") else ("", frame)
    assert clean(page(f"<main><h1>Zwölf neue Radwege</h1>{BODY}</main>{body}", head)).publisher == publisher


def test_an_institution_is_no_author() -> None:
    assert article(BODY, '<meta name="author" content="Ministerium für Verkehr">').authors == ()
    assert article(BODY, '<meta name="author" content="Erika Muster">').authors == ("Erika Muster",)


def test_a_class_name_alone_does_not_cost_the_text() -> None:
    assert article(f'<div class="content has-sidebar field--label-hidden">{BODY}</div>').text == TEXT
    assert article(f'<div class="elementor-widget-wrap sharingContainer">{BODY}</div>').text == TEXT


def test_a_list_that_a_sentence_introduces_keeps_its_links() -> None:
    links = "".join(f'<li><a href="/{name}">Radweg {name}</a></li>' for name in ("Nord", "Süd"))
    found = article(f"{BODY}<p>Gefördert werden in diesem Jahr vor allem die folgenden Wege:</p><ul>{links}</ul>")
    assert found.text.endswith("Radweg Nord\n\nRadweg Süd")


def test_what_the_source_states_wins() -> None:
    content = page(f"<h1>Zwölf neue Radwege</h1><p>12.05.2020</p>{BODY}")
    stated = Page(
        source_id="a", input="a.html", kind="html", content=content, title="Radwege", published=date(2019, 1, 2),
        publisher="Kreis", url="https://kreis.example/a",
    )  # fmt: skip
    found = clean_page(stated)
    assert (found.title, found.published, found.published_source) == ("Radwege", date(2019, 1, 2), "source")
    assert (found.publisher, found.url, found.evidence["title"]) == ("Kreis", "https://kreis.example/a", "source")


def test_canonical_link_gives_the_address() -> None:
    assert (
        article(BODY, '<link rel="canonical" href="https://kreis.example/radwege">').url
        == "https://kreis.example/radwege"
    )
    assert clean(page(BODY), url="https://kreis.example/b").source_id == "https://kreis.example/b"
    assert clean(page(BODY)).source_id == "article"


def test_evidence_names_the_selector() -> None:
    assert article(BODY).evidence["text"] == "main"


def text_page(content: str) -> Page:
    return Page(source_id="a", input="a.txt", kind="txt", content=content)


def test_a_text_file_goes_through_the_line_filters() -> None:
    found = clean_page(
        text_page(
            f"Zwölf neue Radwege\n\nDie Landrätin am Radweg\n©Kreis/Muster\n\n{FIRST}\n\n{SECOND}\n\nZurück\n\n\nNach oben"
        )
    )
    assert (found.title, found.text) == ("Zwölf neue Radwege", f"{FIRST}\n\n{SECOND}")
    assert (found.image_captions, found.image_credits) == (("Die Landrätin am Radweg",), ("Kreis/Muster",))


def test_wrapped_lines_of_a_text_file_are_joined() -> None:
    wrapped = (
        "Der Landkreis Musterland baut bis zum Jahr 2024 zwölf neue\nRadwege und gibt dafür 3,5 Millionen Euro aus."
    )
    assert clean_page(text_page(f"Radwege\n\n{wrapped}")).text == wrapped.replace("\n", " ")


@pytest.mark.shared
def test_the_seed_is_the_same_as_page_and_as_text() -> None:
    found = [
        clean_page(Page(source_id="article", input=name, kind=kind, content=(SHARED / "seed" / name).read_bytes()))  # type: ignore[arg-type]
        for name, kind in (("article.html", "html"), ("article.txt", "txt"))
    ]
    html, txt = [(a.title, a.text, a.image_captions, a.image_credits) for a in found]
    assert html == txt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kurz",
        "  Ränder bleiben \n\n\n so.  ",
        "Le ministre a parlé de la culture et de la ville avec les élèves " * 4,
    ],
)
def test_a_record_is_used_unchanged(text: str) -> None:
    found = clean_page(Page(source_id="r", input="r.jsonl:1", kind="record", content=text, title="T", extra='{"a": 1}'))
    assert (found.text, found.title, found.extra) == (text, "T", '{"a": 1}')


def test_a_record_is_only_marked() -> None:
    def doubts(text: str) -> list[str]:
        return [doubt.code for doubt in clean_page(Page(source_id="r", input="r", kind="record", content=text)).doubts]

    assert doubts("") == ["empty_text"]
    assert doubts("Le ministre a parlé de la culture et de la ville avec les élèves de la ville. " * 4) == [
        "foreign_language"
    ]
    assert doubts(TEXT) == []
