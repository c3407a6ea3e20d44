"""Counts: pairs of a German sentence and what it counts, and sentences that count nothing."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import pressextract.components.counts.component
from pressextract.components.mentions import get_mentions
from pressextract.schema import CountRow


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_counts")
    return nlp


def columns(row: CountRow) -> dict[str, Any]:
    """The columns that differ from their defaults, with the mention."""
    found: dict[str, Any] = {"text": row.text, "value": pytest.approx(row.value, rel=1e-3)}
    for name, default in (("value_max", None), ("bound", "exact"), ("kind", "count"), ("unit", None), ("noun", None)):
        if getattr(row, name) != default:
            found[name] = getattr(row, name)
    return found


def count(text: str, value: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, **more}


def money(text: str, value: float, unit: str = "EUR", **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, "kind": "money", "unit": unit, **more}


def percent(text: str, value: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, "kind": "percent", "unit": "percent", **more}


def measure(text: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, "kind": "measure", "unit": unit, **more}


def duration(text: str, value: float, noun: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, "kind": "duration", "noun": noun, **more}


def fraction(text: str, value: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "value": value, "kind": "fraction", **more}


NUMBERS = [
    ("Die Anlage verfügt über 287 Stellplätze.", [count("287 Stellplätze", 287, noun="Stellplätze")]),
    ("Der Sieger im Vorlauf (6,65 sec) war schneller.", [duration("6,65 sec", 6.65, "sec")]),
    ("Im Register stehen 48 Vereine.", [count("48 Vereine", 48, noun="Vereine")]),
    ("Siebzehn Gemeinden machen mit.", [count("Siebzehn Gemeinden", 17, noun="Gemeinden")]),
    ("Gezählt wurden 2.314 Brutpaare.", [count("2.314 Brutpaare", 2314, noun="Brutpaare")]),
    ("Gezählt wurden 12\u202f400 Stimmen.", [count("12\u202f400 Stimmen", 12400, noun="Stimmen")]),
    ("Der Kanton zählt 73’500 Haushalte.", [count("73’500 Haushalte", 73500, noun="Haushalte")]),
    ("Dort leben 2,3 Mio. Menschen.", [count("2,3 Mio. Menschen", 2.3e6, noun="Menschen")]),
    (
        "Etwa anderthalb Millionen Bäume stehen hier.",
        [count("Etwa anderthalb Millionen Bäume", 1.5e6, bound="about", noun="Bäume")],
    ),
    (
        "Dafür gingen eine halbe Million Unterschriften ein.",
        [count("eine halbe Million Unterschriften", 5e5, noun="Unterschriften")],
    ),
    ("Bestellt sind drei Dutzend Busse.", [count("drei Dutzend Busse", 36, noun="Busse")]),
    ("Nur ein einziger Betrieb hat sich gemeldet.", [count("ein einziger Betrieb", 1, noun="einziger Betrieb")]),
    ("Die Namen zweier Zeugen sind bekannt.", [count("zweier Zeugen", 2, noun="Zeugen")]),
]

NOUNS = [
    (
        "Es kamen 60 kleine und mittlere Betriebe.",
        [count("60 kleine und mittlere Betriebe", 60, noun="kleine und mittlere Betriebe")],
    ),
    (
        "Gesucht werden 25 engagierte Helferinnen und Helfer.",
        [count("25 engagierte Helferinnen und Helfer", 25, noun="engagierte Helferinnen und Helfer")],
    ),
    (
        "Hier wachsen 90 Gras- und Kräuterarten.",
        [count("90 Gras- und Kräuterarten", 90, noun="Gras- und Kräuterarten")],
    ),
    (
        "Zwölf Erst- und acht Zweitklässler lernen hier.",
        [count("Zwölf Erst-", 12, noun="Erst-"), count("acht Zweitklässler", 8, noun="Zweitklässler")],
    ),
    ("Eingeladen sind 40 Lehrer:innen aus Kassel.", [count("40 Lehrer:innen", 40, noun="Lehrer:innen")]),
    ("Eingeladen sind 40 Teilnehmer/-innen.", [count("40 Teilnehmer/-innen", 40, noun="Teilnehmer/-innen")]),
    ("Gefördert werden fünf Potsdamer Schulen.", [count("fünf Potsdamer Schulen", 5, noun="Potsdamer Schulen")]),
    ("Gefördert werden sieben Smart Cities.", [count("sieben Smart Cities", 7, noun="Smart Cities")]),
    (
        "Es gibt 19 Mittelstand 4.0-Agenturen.",
        [count("19 Mittelstand 4.0-Agenturen", 19, noun="Mittelstand 4.0-Agenturen")],
    ),
    (
        "Angeschafft wurden 14 öffentlich zugängliche Räder.",
        [count("14 öffentlich zugängliche Räder", 14, noun="öffentlich zugängliche Räder")],
    ),
    (
        "Geprüft wurden 30 von Laien gebaute Boote.",
        [count("30 von Laien gebaute Boote", 30, noun="von Laien gebaute Boote")],
    ),
    (
        "Ersetzt werden fünf alte und nicht mehr nutzbare Geräte.",
        [count("fünf alte und nicht mehr nutzbare Geräte", 5, noun="alte und nicht mehr nutzbare Geräte")],
    ),
    ("Es gibt 20 dort lebende Arten.", [count("20 dort lebende Arten", 20, noun="dort lebende Arten")]),
    ("Beteiligt waren 8 Schulen und eine Kita.", [count("8 Schulen", 8, noun="Schulen")]),
    (
        "Gepflanzt wurden vier Linden, zehn Eichen und rund 50 Büsche.",
        [
            count("vier Linden", 4, noun="Linden"),
            count("zehn Eichen", 10, noun="Eichen"),
            count("rund 50 Büsche", 50, bound="about", noun="Büsche"),
        ],
    ),
    ("Die Broschüre hat 80 Seiten und mehr.", [count("80 Seiten und mehr", 80, bound="at_least", noun="Seiten")]),
    ("Zwei 17-Jährige wurden verletzt.", [count("Zwei 17-Jährige", 2, noun="17-Jährige")]),
]

BOUNDS = [
    ("Es kamen gut 300 Gäste.", [count("gut 300 Gäste", 300, bound="above", noun="Gäste")]),
    ("Es kamen knapp 300 Gäste.", [count("knapp 300 Gäste", 300, bound="almost", noun="Gäste")]),
    ("Es kamen weit mehr als 300 Gäste.", [count("weit mehr als 300 Gäste", 300, bound="more_than", noun="Gäste")]),
    ("Es kamen weniger als 300 Gäste.", [count("weniger als 300 Gäste", 300, bound="less_than", noun="Gäste")]),
    ("Es kamen mindestens 300 Gäste.", [count("mindestens 300 Gäste", 300, bound="at_least", noun="Gäste")]),
    ("Platz finden bis zu 300 Gäste.", [count("bis zu 300 Gäste", 300, bound="at_most", noun="Gäste")]),
    ("Platz finden ca.300 Gäste.", [count("ca.300 Gäste", 300, bound="about", noun="Gäste")]),
    ("Gruppen ab 15 Personen zahlen weniger.", [count("ab 15 Personen", 15, bound="at_least", noun="Personen")]),
    ("Mehrere tausend Fans feierten.", [count("Mehrere tausend Fans", 1000, bound="vague", noun="Fans")]),
    ("Zehntausende feierten auf der Straße.", [count("Zehntausende", 10000, bound="vague")]),
    ("Es fehlen Millionen von Impfdosen.", [count("Millionen von Impfdosen", 1e6, bound="vague", noun="Impfdosen")]),
    (
        "Es fehlen 30 bis 40 Fachkräfte.",
        [count("30 bis 40 Fachkräfte", 30, value_max=40, bound="range", noun="Fachkräfte")],
    ),
    ("Es fehlen 30–40 Fachkräfte.", [count("30–40 Fachkräfte", 30, value_max=40, bound="range", noun="Fachkräfte")]),
    (
        "Nötig sind zwischen zwei und drei Millionen Euro.",
        [money("zwischen zwei und drei Millionen Euro", 2e6, value_max=3e6, bound="range")],
    ),
    ("Gefördert wird über vier regionale Träger.", [count("vier regionale Träger", 4, noun="regionale Träger")]),
    ("Er übergab einen Scheck über 5.000 Euro.", [money("5.000 Euro", 5000)]),
]

UNITS = [
    ("Die Sanierung kostet 4,75 Mio. €.", [money("4,75 Mio. €", 4.75e6)]),
    ("Der Eintritt kostet 12,- Euro.", [money("12,- Euro", 12)]),
    ("Karten gibt es für € 17,50 an der Kasse.", [money("€ 17,50", 17.5)]),
    ("Das Budget beträgt 4.5 Millionen Franken.", [money("4.5 Millionen Franken", 4.5e6, "CHF")]),
    ("Der Anteil liegt bei 63 %.", [percent("63 %", 63)]),
    ("Der Wert sank um minus 1,5 Prozent.", [percent("minus 1,5 Prozent", -1.5)]),
    (
        "Das sind 0,4 Prozentpunkte mehr.",
        [{"text": "0,4 Prozentpunkte", "value": 0.4, "kind": "percent", "unit": "percentage_point"}],
    ),
    ("Die Quote stieg von 31 auf 36 Prozent.", [percent("31", 31), percent("36 Prozent", 36)]),
    ("Der Etat wächst von 1,5 auf 2 Mrd. Euro.", [money("1,5", 1.5e9), money("2 Mrd. Euro", 2e9)]),
    ("Die Halle misst 900 Quadratmeter.", [measure("900 Quadratmeter", 900, "m2")]),
    ("Die Datei hat 50GB.", [measure("50GB", 50, "GB")]),
    ("Erlaubt sind 30 Kilometer pro Stunde.", [measure("30 Kilometer pro Stunde", 30, "km/h")]),
    ("Erwartet werden 160-270 m² Fläche.", [measure("160-270 m²", 160, "m2", value_max=270, bound="range")]),
    ("Die Bauzeit beträgt 18 Monate.", [duration("18 Monate", 18, "Monate")]),
    ("Das Verfahren lief drei lange Jahre.", [duration("drei lange Jahre", 3, "lange Jahre")]),
    ("Vor knapp einem Jahr begann der Bau.", [duration("knapp einem Jahr", 1, "Jahr", bound="almost")]),
    ("Das Urteil lautet auf ein Jahr und drei Monate.", [duration("ein Jahr und drei Monate", 1.25, "Jahr")]),
    ("Der Vortrag dauert eine halbe Stunde.", [duration("eine halbe Stunde", 0.5, "Stunde")]),
]

SHARES = [
    ("Ein Viertel der Flächen liegt brach.", [fraction("Ein Viertel der Flächen", 0.25)]),
    (
        "Rund zwei Drittel aller Befragten stimmen zu.",
        [fraction("Rund zwei Drittel aller Befragten", 2 / 3, bound="about")],
    ),
    ("Ein gutes Drittel der Mittel ist verplant.", [fraction("Ein gutes Drittel der Mittel", 1 / 3, bound="above")]),
    (
        "Mehr als die Hälfte der Haushalte heizt mit Gas.",
        [fraction("Mehr als die Hälfte der Haushalte", 0.5, bound="more_than")],
    ),
    ("Jedes vierte Kind ist betroffen.", [fraction("Jedes vierte Kind", 0.25)]),
    ("Vier von fünf Eltern sind zufrieden.", [fraction("Vier von fünf Eltern", 0.8)]),
    ("Geschafft sind 3/4 der Strecke.", [fraction("3/4 der Strecke", 0.75)]),
    ("Sechs der Hallen sind gesperrt.", [count("Sechs der Hallen", 6)]),
    ("Sechs der 20 Hallen sind gesperrt.", [count("Sechs der 20 Hallen", 6)]),
    ("Die Menge stieg auf das Vierfache.", [{"text": "das Vierfache", "value": 4, "kind": "multiple"}]),
    (
        "Die Leitung wird 5- bis 10-mal im Jahr geprüft.",
        [{"text": "5- bis 10-mal", "value": 5, "value_max": 10, "bound": "range", "kind": "multiple"}],
    ),
    ("Es gab dreimal so viele Anträge.", [{"text": "dreimal so viele Anträge", "value": 3, "kind": "multiple"}]),
]

ELLIPSES = [
    ("Von den 90 Anträgen wurden 35 bewilligt.", [count("90 Anträgen", 90, noun="Anträgen"), count("35", 35)]),
    ("Gefördert wurden 45 bzw. 52 Höfe.", [count("45", 45), count("52 Höfe", 52, noun="Höfe")]),
    ("Die Zahl sank auf 2,54 Millionen.", [count("2,54 Millionen", 2.54e6)]),
    (
        "Von 250 Befragten gaben 180 an, zufrieden zu sein.",
        [count("250 Befragten", 250, noun="Befragten"), count("180", 180)],
    ),
    ("Gemeldet sind 4.218 mehr als im Vormonat.", [count("4.218", 4218)]),
    (
        "Die Zahl wuchs von 46.300 (2007) auf rund 49.000 (2008).",
        [count("46.300", 46300), count("rund 49.000", 49000, bound="about")],
    ),
    (
        "Zwölf Häuser sind fertig, 7 im Bau und 18 in Planung.",
        [count("Zwölf Häuser", 12, noun="Häuser"), count("7", 7), count("18", 18)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), NUMBERS + NOUNS + BOUNDS + UNITS + SHARES + ELLIPSES)
def test_what_a_sentence_counts(nlp: Language, sentence: str, expected: list[dict[str, Any]]) -> None:
    assert [columns(row) for row in get_mentions(nlp(sentence), CountRow)] == expected


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("Bezahlt wurden 20 Prozent der Kosten.", "Kosten"),
        ("Eingespart werden 90 Tonnen CO2.", "CO2"),
        ("Es fielen 5 cm Schnee.", "Schnee"),
        ("Jeden Monat entstehen 400 Euro an Gebühren.", "Gebühren"),
        ("Drei von vier Höfen sind Familienbetriebe.", "Höfen"),
        ("Jede dritte Anlage ist veraltet.", "Anlage"),
        ("Neun der 30 Museen haben geöffnet.", "Museen"),
        ("Drei von insgesamt zwölf Werften schließen.", "Werften"),
        ("Zwei von vielen Ideen wurden umgesetzt.", "Ideen"),
        ("Rund 70 Prozent sind dafür.", None),
    ],
)
def test_what_the_quantity_is_part_of(nlp: Language, sentence: str, of: str | None) -> None:
    assert [row.of for row in get_mentions(nlp(sentence), CountRow)] == [of]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Sitzung begann am 3. März 2021 um 14.30 Uhr.",
        "Die Frist endet am 30.09.2022.",
        "Seit 1998 besteht der Verein, 2020 wurde gebaut.",
        "Im Jahr 2024 Fördermittel zu bekommen, war schwer.",
        "Ab 2023 Anträge zu stellen, lohnt sich.",
        "Die Förderperiode 2014 bis 2020 ist vorbei.",
        "In den 1990er Jahren war das anders.",
        "Die 45-Jährige blieb unverletzt.",
        "Der Täter ist etwa 30 Jahre alt.",
        "Teilnehmen dürfen Kinder ab acht Jahren.",
        "Für Jugendliche zwischen 14 und 17 Jahren ist der Eintritt frei.",
        "Der Mann (52 Jahre) wurde leicht verletzt.",
        "Rudolf Beispiel wird 100 Jahre.",
        "Post bitte an: Weg 24a-26 13187 Berlin",
        "Sie belegte den 3. Platz und lief zum vierten Mal.",
        "Nach § 12 Abs. 3 Satz 2 ist das verboten.",
        "Artikel 5 des Grundgesetzes gilt.",
        "Pressemitteilung Nr. 112 liegt vor.",
        "Auf Platz 3 der Liste steht sie.",
        "Telefon: (030) 9013-7418 oder 0171 234 56 78",
        "Rückfragen an Tel.: (030) 90297 - 4642 Bezirksamt Mitte",
        "Das Amt sitzt in der Lindenstraße 7, 10969 Berlin.",
        "Treffpunkt ist Raum 204 im Haus 3 am Park.",
        "Die Plattform Industrie 4.0 und Recht 4.0 tagen.",
        "Der G20-Gipfel und das Programm Horizont 2020 enden.",
        "Das Spiel endete 3:1 für die Gäste.",
        "Die Stelle ist nach TV-L E 13 bewertet.",
        "Der 17-Punkte-Plan und die 705-Euro-Miete sorgen für Streit.",
        "Das sechsköpfige Team und das dreijährige Vorhaben enden.",
        "Einige Städte, viele Betriebe und mehrere Länder helfen.",
        "Ein Verein und eine Schule helfen.",
        "Die A 7 und die B 96 sind gesperrt.",
        "Der Film „Drei Schwestern“ läuft im Kino.",
        "Das Video steht auf https://example.org/2021/35-tipps bereit.",
        "Jeden zweiten Dienstag ist Sprechstunde.",
        "In der ersten Hälfte des Jahres wird gebaut.",
        "Die Angaben stehen in Millionen Euro.",
        "Bitte geben Sie acht auf Kinder.",
        "Tausend Dank an alle.",
        "CO2 und H2 sind Gase.",
        "Festgenommen: Männer: 50 Frauen: 1",
        "Kapitel 4 behandelt Windenergie.",
        f"Die Stadt zahlt {'9' * 309} Euro, {'9' * 305} Milliarden Euro und 5 bis {'9' * 309} Euro.",
        f"Die Kosten steigen von {'9' * 305} auf {'9' * 305} Milliarden Euro.",
    ],
)
def test_what_counts_nothing(nlp: Language, sentence: str) -> None:
    assert [row.text for row in get_mentions(nlp(sentence), CountRow)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,1 Millionen Euro", 4_100_000),
        ("1,025 Milliarden Euro", 1_025_000_000),
        ("32,816 Milliarden Euro", 32_816_000_000),
        ("ein Drittel der Mittel", 1 / 3),
        ("0,00000012 Meter", 0.00000012),
    ],
)
def test_scales_leave_no_traces_of_floats(nlp: Language, text: str, value: float) -> None:
    assert [row.value for row in get_mentions(nlp(f"Es sind {text} mehr."), CountRow)] == [value]


def test_offsets_count_in_the_text_of_the_doc(nlp: Language) -> None:
    doc = nlp("Neun Preise vergeben\n\nDie Jury vergab neun Preise.\n\nDotiert sind sie mit 500 Euro.")
    rows = get_mentions(doc, CountRow)
    assert [doc.text[row.start : row.end] for row in rows] == ["Neun Preise", "neun Preise", "500 Euro"]
    assert [span.text for span in doc.spans["counts"]] == ["Neun Preise", "neun Preise", "500 Euro"]


def test_a_blank_line_ends_a_noun_phrase(nlp: Language) -> None:
    rows = get_mentions(nlp("Es bleiben 30\n\nBetriebe schließen."), CountRow)
    assert [row.noun for row in rows] == []


def test_bare_numbers_can_be_left_out() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_counts", config={"keep_bare": False})
    rows = get_mentions(nlp("Von den 90 Anträgen wurden 35 bewilligt."), CountRow)
    assert [row.text for row in rows] == ["90 Anträgen"]


def test_every_mention_says_what_found_it(nlp: Language) -> None:
    rows = get_mentions(nlp("Ein Drittel der 90 Höfe bekommt 500 Euro für drei Jahre."), CountRow)
    assert [row.source for row in rows] == ["rule:fraction", "rule:money", "rule:duration"]
    assert {row.confidence for row in rows} == {"high"}


def test_mentions_survive_serialisation(nlp: Language) -> None:
    doc = nlp("Gezählt wurden 48 Vereine.")
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert get_mentions(copy, CountRow) == get_mentions(doc, CountRow)


_PIECES = st.sampled_from(
    "zwei 12 3,5 1.200 2021 Millionen Mio . , - – bis und von der zwischen rund über § Nr Euro % Jahre Betriebe "
    "kleine Klassen- Haus: ( ) „ “ ein Drittel jede fünfte mal m² davon \n\n / : 030".split(" ")
)


@given(st.lists(_PIECES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_sequence_of_words_breaks_the_grammar(pieces: list[str]) -> None:
    nlp = spacy.blank("de")
    doc = pressextract.components.counts.component.Counts(keep_bare=True)(nlp.make_doc(" ".join(pieces)))
    for row in get_mentions(doc, CountRow):
        assert row.text == doc.text[row.start : row.end] == row.text.strip()
        assert row.value_max is None or row.bound in ("range", "at_least", "at_most")


@pytest.mark.parametrize(
    "text",
    [
        "Spieler unter 18 Jahren dürfen kostenlos mitmachen.",
        "Kinder bis zu 5 Jahren haben freien Eintritt.",
        "Frei ist der Eintritt für Kinder 6 – 14 Jahre.",
        "Das Büro liegt in der Seestraße 24, 8037 Zürich.",
        "Die Tagung ist am 27.-29. Februar in Bern.",
        "Geplant ist die Eröffnung in der 1. Hälfte Mai.",
    ],
)
def test_ages_postcodes_and_days_are_no_counts(nlp: Language, text: str) -> None:
    assert [row.text for row in get_mentions(nlp(text), CountRow)] == []
