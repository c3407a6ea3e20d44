"""The line filters and the readers of dates and contacts, pair by pair."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.cleaning.announcements import announces_links, announces_other_pages
from pressextract.cleaning.captions import is_credit_line, split_credit
from pressextract.cleaning.contact import Contact, begins_contact, read_contact
from pressextract.cleaning.german_dates import end_of_embargo, first_date, iso_date
from pressextract.cleaning.language import detect_language
from pressextract.cleaning.page_lines import is_page_line
from pressextract.cleaning.release_lines import (
    byline,
    change_date,
    dateline,
    is_change_line,
    is_date_line,
    is_embargo_line,
    is_press_line,
    press_number,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12. Mai 2020", date(2020, 5, 12)),
        ("Dienstag, den 12.05.2020", date(2020, 5, 12)),
        ("12.5.20", date(2020, 5, 12)),
        ("1. Jänner 2022", date(2022, 1, 1)),
        ("3. März 2019 um 10 Uhr", date(2019, 3, 3)),
        ("2020-05-12", date(2020, 5, 12)),
        ("31.02.2020", None),
        ("Mai 2020", None),
        ("Version 12.05.2020.1", None),
        ("IP 10.12.20.30", None),
        ("12.05.1890", None),
        ("im Jahr 2020", None),
    ],
)
def test_first_date(text: str, expected: date | None) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-12T10:00:00+02:00", date(2020, 5, 12)),
        ("2018-12-31T23:30:00Z", date(2019, 1, 1)),
        ("2018-12-31T23:30:00+01:00", date(2018, 12, 31)),
        ("20200512", date(2020, 5, 12)),
        ("Tue, 12 May 2020 10:00:00 GMT", date(2020, 5, 12)),
        ("May 12, 2020", date(2020, 5, 12)),
        ("0000-00-00", None),
        ("heute", None),
    ],
)
def test_iso_date(text: str, expected: date | None) -> None:
    assert iso_date(text) == expected


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2025, 12, 31)))
def test_printed_dates_are_read_back(day: date) -> None:
    assert first_date(f"Musterstadt, {day:%d.%m.%Y} –") == day
    assert iso_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "Pressemitteilung Nr. 12/2020 vom 12. Mai 2020",
        "Pressemitteilung vom 12.05.2020",
        "21.04.2016 | Pressemitteilung: 041/2016",
        "Medieninformation 78/2011",
        "Nr. 087/19",
        "Polizeimeldung",
    ],
)
def test_press_lines(text: str) -> None:
    assert is_press_line(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pressemitteilung Nr. 12/2020 vom 12. Mai 2020", "12/2020"),
        ("Medieninformation 78/2011", "78/2011"),
        ("Pressemitteilung: 041/2016", "041/2016"),
        ("Nr. 087/19", "087/19"),
        ("PM Nr. 5", "5"),
        ("Pressemitteilung vom 12.05.2020", None),
        ("Telefon 030/2020", None),
        ("Die Kosten stiegen um 12/20 Prozent.", None),
    ],
)
def test_press_number(text: str, expected: str | None) -> None:
    assert press_number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["12. Mai 2020", "12.05.2020, 10:15 Uhr", "Veröffentlicht am 12. Mai 2020", "Datum: 12.05.2020", "(12.05.2020)",
     "08.02.2017, 13:15 Uhr — Erstveröffentlichung"],
)  # fmt: skip
def test_date_lines(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text",
    ["Am 12. Mai 2020 eröffnet das Freibad.", "Musterstadt, 12. Mai 2020 – Der Kreistag hat", "12 neue Wege", "Mai 2020", ""],
)  # fmt: skip
def test_no_date_lines(text: str) -> None:
    assert not is_date_line(text)
    assert not is_press_line(text)


def test_changes() -> None:
    assert is_change_line("Letzte Änderung: 12.05.2020")
    assert is_change_line("Zuletzt aktualisiert am 12. Mai 2020, 10:15 Uhr")
    assert change_date("Impressum | Letzte Änderung: 12.05.2020 | Druckversion") == date(2020, 5, 12)
    assert change_date("Die Änderung des Gesetzes vom 12.05.2020 gilt ab sofort") is None


def test_embargo() -> None:
    assert is_embargo_line("Sperrfrist: 12. Mai 2020, 10:30 Uhr")
    assert not is_embargo_line("Die Sperrfrist für Gülle endet am 31. Januar.")
    assert end_of_embargo("Sperrfrist: 12. Mai 2020, 10:30 Uhr") == datetime(2020, 5, 12, 10, 30)
    assert end_of_embargo("Sperrfrist: 10 Uhr am 12.05.2020") == datetime(2020, 5, 12, 10)
    assert end_of_embargo("Sperrfrist: 12.05.2020") == datetime(2020, 5, 12)
    assert end_of_embargo("Sperrfrist beachten") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin, 12. Mai 2020 – Der Senat hat", "Berlin"),
        ("Frankfurt am Main, 24.10.2019 – Die Bibliotheken", "Frankfurt am Main"),
        ("Essen (ots) - Die Polizei sucht", "Essen"),
        ("Husum – Die Nordlicht AG", "Husum"),
        ("HANNOVER. Zum Wintersemester", "HANNOVER"),
        ("Berlin hat am 12. Mai 2020 – wie schon", None),
        ("Die Stadt, 12. Mai", None),
        ("BMWK fördert die Wärmewende", None),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    assert dateline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Von Erika Muster", "Erika Muster"),
        ("Text: Erika Muster und Max Beispiel", "Erika Muster und Max Beispiel"),
        ("Veröffentlicht am 15. Februar 2023 von Jana Ottersbach", "Jana Ottersbach"),
        ("Von Montag bis Freitag", None),
        ("Von Erika Muster eröffnet, zieht der Markt um.", None),
    ],
)
def test_byline(text: str, expected: str | None) -> None:
    assert byline(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Zurück", "« zurück", "Nach oben", "[Zurück] [Nach oben]", "Drucken", "Seite teilen", "Möchten Sie den Artikel teilen?",
     "Lesezeit: 3 Min.", "Zugriffe: 1834", "Schlagwörter: Verkehr, Rad", "Kommentare sind geschlossen", "|", "»"],
)  # fmt: skip
def test_page_lines(text: str) -> None:
    assert is_page_line(text)


@pytest.mark.parametrize(
    "text",
    ["Zurück in die Zukunft", "Bund und Land wollen sich die Kosten teilen.", "Ja", "3 Minuten dauert die Fahrt.",
     "Der Newsletter der Stadt erscheint ab Mai auf Papier.", "Themen sind Verkehr und Umwelt."],
)  # fmt: skip
def test_no_page_lines(text: str) -> None:
    assert not is_page_line(text)


def test_announcements() -> None:
    assert announces_other_pages("Weitere Meldungen")
    assert announces_other_pages("Das könnte Sie auch interessieren:")
    assert announces_other_pages("Lesen Sie auch")
    assert announces_links("Weitere Informationen")
    assert announces_links("Mehr zum Thema")
    assert not announces_other_pages("Weitere Kosten trägt der Landkreis")
    assert not announces_links("Mehr Geld für Radwege")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Pressekontakt", "Dr. Max Beispiel", "Tel.: (030) 5550-123", "presse@land.example"], Contact("Dr. Max Beispiel", "(030) 5550-123", "presse@land.example")),
        (["Kontakt: Erika Muster, Telefon 0351 5550-21"], Contact("Erika Muster", "0351 5550-21", None)),
        (["Pressesprecherin Erika Muster-Meier", "Fax: 030 5550-9", "Mobil: +49 170 5550123"], Contact("Erika Muster-Meier", "+49 170 5550123", None)),
        (["Pressestelle der Stadt", "presse(at)stadt.example"], Contact(None, None, "presse@stadt.example")),
        (["Haus des Ministeriums", "Lindenstraße 5, 12345 Musterstadt"], Contact()),
    ],
)  # fmt: skip
def test_contact(lines: list[str], expected: Contact) -> None:
    assert read_contact(lines) == expected


def test_what_begins_a_contact() -> None:
    assert begins_contact("Pressekontakt")
    assert begins_contact("Rückfragen der Medien")
    assert begins_contact("Pressestelle der Stadt, Tel. 0871 5550-1280, presse@stadt.example")
    assert not begins_contact("Kontakt und Beratung zur Antragstellung")
    assert not begins_contact("Die Pressestelle zieht im Mai um.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Turm (Foto: A. Muster)", ("Der Turm", "A. Muster")),
        ("Der Turm. Bild: Stadt", ("Der Turm.", "Stadt")),
        ("© Stadt/Muster", ("", "Stadt/Muster")),
        ("Der Turm am Abend", ("Der Turm am Abend", "")),
    ],
)
def test_split_credit(text: str, expected: tuple[str, str]) -> None:
    assert split_credit(text) == expected


def test_credit_lines() -> None:
    assert is_credit_line("©Textil vernetzt")
    assert is_credit_line("Foto: dpa")
    assert not is_credit_line("Quelle der Freude ist der Garten.")
    assert not is_credit_line("Foto: Er zeigt den Turm. Danach ging er heim.")


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Der Kreistag hat die Pläne für die neuen Wege beschlossen, und die Arbeiten sollen im Mai beginnen, wenn das Wetter es erlaubt.", None, "de"),
        ("The council has decided on the plans for the new paths, and the work is to begin in May if the weather allows it to do so.", None, "en"),
        ("The council has decided on the plans for the new paths, and the work is to begin in May if the weather allows it to do so.", "de", "en"),
        ("Le conseil a adopté les plans des nouveaux chemins, et les travaux doivent commencer en mai si le temps le permet aux équipes.", "fr", "fr"),
        ("Schule V, Lindenstraße 45 A, Musterstadt K; Schule O, Gartenstraße 3 Z, Musterdorf S; " * 5, None, "de"),
        ("Kurz und gut.", None, "de"),
        ("Short and sweet.", "en", "en"),
    ],
)  # fmt: skip
def test_language(text: str, declared: str | None, expected: str) -> None:
    assert detect_language(text, declared) == expected
