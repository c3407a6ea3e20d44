"""Places: pairs of a sentence and the places in it, hard negatives included."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import pressextract
from pressextract.components.mentions import Context, get_doubts, get_mentions, set_context
from pressextract.components.places.adjectives import isch_adjective, town_adjective
from pressextract.components.places.component import create_places  # noqa: F401  registers the factory
from pressextract.components.places.gazetteer import Gazetteer, load_gazetteer
from pressextract.components.places.names import site_name, street_name
from pressextract.schema import PlaceRow


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_places")
    return nlp


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def places(nlp: Language, text: str, entities: dict[str, str] | None = None, **context: Any) -> list[PlaceRow]:
    """The places of a text; `entities` maps surfaces to the labels that a model would give them."""
    doc = nlp.make_doc(text)
    spans = []
    for surface, label in (entities or {}).items():
        start = text.index(surface)
        spans.append(doc.char_span(start, start + len(surface), label=label))
    doc.set_ents(spans)
    if context:
        set_context(doc, Context(**context))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return get_mentions(doc, PlaceRow)


NAMES = [
    ("Im Bezirk Mitte, in Moabit Ost, wird gebaut. Berlin hilft.", [("Mitte", "quarter"), ("Moabit Ost", "quarter"), ("Berlin", "municipality")]),
    ("Die Fahrt durch Alt-Kladow in Berlin dauert länger.", [("Alt-Kladow", "quarter"), ("Berlin", "municipality")]),
    ("Die Alte Hellersdorfer Straße wird gesperrt.", [("Alte Hellersdorfer Straße", "street")]),
    ("Das Kombibad Mariendorf in Berlin öffnet um acht.", [("Kombibad Mariendorf", "facility"), ("Berlin", "municipality")]),
    ("Die Stadtteilbibliothek Kladow in Berlin öffnet um acht.", [("Kladow", "quarter"), ("Berlin", "municipality")]),
    ("Die Räder stehen am S-Bahnhof Hohen Neuendorf bei Berlin.", [("S-Bahnhof Hohen Neuendorf", "facility"), ("Berlin", "municipality")]),
    ("Potsdam und Beeskow laden zum Fest.", [("Potsdam", "municipality"), ("Beeskow", "municipality")]),
    ("Das Treffen in Hamburg begann früh.", [("Hamburg", "municipality")]),
    ("Die Ministerin reiste nach Polen.", [("Polen", "country")]),
    ("Der Landkreis Verden fördert das Vorhaben.", [("Landkreis Verden", "district")]),
    ("Der Kanton Uri stimmt ab.", [("Kanton Uri", "state")]),
    ("Im Ortsteil Karow wird gebaut.", [("Karow", "quarter")]),
    ("Das Bezirksamt von Berlin-Mitte lädt ein.", [("Berlin-Mitte", "quarter")]),
    ("Das Wasser der Elbe steigt.", [("Elbe", "water")]),
    ("Ein Boot auf der Oder kenterte.", [("Oder", "water")]),
    ("Wein aus dem Rheingau wird knapp.", [("Rheingau", "region")]),
    ("Der Verkehr in Südbrandenburg ruht.", [("Südbrandenburg", "region")]),
    ("Die Post kam aus 99425 Weimar.", [("Weimar", "municipality")]),
    ("Das Essen in Essen schmeckte.", [("Essen", "municipality")]),
    ("Ein Konzert im Rathaus Pankow.", [("Rathaus Pankow", "facility")]),
    ("Treffpunkt ist der S-Bahnhof Frankfurter Allee.", [("S-Bahnhof Frankfurter Allee", "facility")]),
    ("Sie wohnt in der Lindauer Allee 12.", [("Lindauer Allee", "street")]),
    ("Die Bauarbeiten auf dem Kurt-Schumacher-Damm ruhen.", [("Kurt-Schumacher-Damm", "street")]),
    ("Anmeldung: Am Rondell 5, 12621 Berlin", [("Am Rondell", "street"), ("Berlin", "municipality")]),
    ("Auf der A 24 staut es sich.", [("A 24", "street")]),
    ("Das Land Hessen und das Land Bremen klagen.", [("Hessen", "state"), ("Bremen", "state")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_and_kinds(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(row.text, row.kind) for row in places(nlp, text)] == expected


NOTHING = [
    "Das Essen war gut, der Regen stark und das Buch spannend.",
    "Sie lief in die Halle und kam nicht in Haft.",
    "Der Berlin-Besuch und das Hamburg-Spiel fielen aus.",
    "Die Deutsche Bahn und die Europäische Kommission antworten.",
    "Bundesweit helfen der Bund und die Länder, auch die EU.",
    "Der Vortrag ist in deutscher Sprache, die Fragen auf Englisch.",
    "Der Franzose und die Polinnen und Polen sangen.",
    "Berlinerinnen und Berliner sowie Gäste feiern.",
    "Lehrer, Lager und Hammer sind gewöhnliche Wörter.",
    "Auf dem Spielplatz, am Parkplatz und im Supermarkt war Betrieb.",
    "Der Arbeitsmarkt braucht neue Radwege und eine Fahrradstraße.",
    "Jede Straße, kein Platz und ein Park wurden gefegt.",
    "Mitte 2024 beginnt der Umbau, Mitte Januar die Planung.",
    "Frau Königstein und Herr Kassel sprachen zuerst.",
    "Mehr unter www.berlin.de/hamburg oder info@bremen.de.",
    "Hunde sind an der Leine zu führen.",
    "Das Papier hat das Format A4, der Kurs das Niveau B1.",
    "Der Berliner Senat und die Berliner Stadtwerke handeln.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_place(nlp: Language, text: str) -> None:
    assert places(nlp, text) == []


DERIVED = [
    ("Die Magdeburger Betriebe wachsen.", "Magdeburger", "Magdeburg"),
    ("Alle Dresdner Schulen bleiben offen.", "Dresdner", "Dresden"),
    ("Bremer Häfen melden Zahlen.", "Bremer", "Bremen"),
    ("Viele Berliner öffentliche Gebäude sind alt.", "Berliner", "Berlin"),
    ("Das trifft sächsische Firmen.", "sächsische", "Sachsen"),
    ("Das trifft norddeutsche Firmen.", "norddeutsche", "Norddeutschland"),
    ("Eine Gruppe nordostindischer Dörfer half.", "nordostindischer", "Nordostindien"),
    ("Das sagt das baden-württembergische Landesamt.", "baden-württembergische", "Baden-Württemberg"),
    ("Viele US-amerikanische Firmen zögern.", "US-amerikanische", "Vereinigte Staaten von Amerika"),
    ("Die Hannoveraner Messe öffnet.", "Hannoveraner", "Hannover"),
    ("In der thüringer Bildungslandschaft ist Ruhe.", "thüringer", "Thüringen"),
    ("Europäische Städte lernen voneinander.", "Europäische", "Europa"),
]


@pytest.mark.parametrize(("text", "surface", "name"), DERIVED)
def test_derived_adjectives(nlp: Language, text: str, surface: str, name: str) -> None:
    (row,) = places(nlp, text)
    assert (row.text, row.name, row.derived) == (surface, name, True)


NORMAL_FORMS = [
    ("Sachsen-Anhalts Wälder", "Sachsen-Anhalts", "Sachsen-Anhalt"),
    ("Das ist NRW in Zahlen.", "NRW", "Nordrhein-Westfalen"),
    ("Wir waren im Märkischen Viertel.", "Märkischen Viertel", "Märkisches Viertel"),
    ("Die Lage am Schwarzen Meer", "Schwarzen Meer", "Schwarzes Meer"),
    ("Sie kamen aus Frankfurt/Oder.", "Frankfurt/Oder", "Frankfurt (Oder)"),
    ("Die Schule in der Goethestr. 5", "Goethestr.", "Goethestraße"),
    ("Ein Fest vor dem Roten Rathaus", "Roten Rathaus", "Rotes Rathaus"),
    ("Die Ruine des Anhalter Bahnhofs", "Anhalter Bahnhofs", "Anhalter Bahnhof"),
    ("Der Umbau des Rathauses Spandau", "Rathauses Spandau", "Rathaus Spandau"),
    ("Die Behörden des Kantons Bern", "Kantons Bern", "Kanton Bern"),
    ("MAGDEBURG (ots) - Ein Unfall.", "MAGDEBURG", "Magdeburg"),
]


@pytest.mark.parametrize(("text", "surface", "name"), NORMAL_FORMS)
def test_span_keeps_and_name_drops_inflection(nlp: Language, text: str, surface: str, name: str) -> None:
    row = places(nlp, text)[0]
    assert (row.text, row.name) == (surface, name)


def test_ambiguous_name_stays_without_key(nlp: Language) -> None:
    doc = nlp("Das Fest findet in Neustadt statt.")
    (row,) = get_mentions(doc, PlaceRow)
    assert (row.name, row.ags, row.lat) == ("Neustadt", None, None)
    assert [doubt.code for doubt in get_doubts(doc)] == ["ambiguous_place"]


@pytest.mark.parametrize(
    ("text", "ags"),
    [
        ("Das Werk in Halle (Westf.) wächst.", "05754012"),
        ("Das Werk in Halle wächst.", "15002000"),
        ("Die Universität in Frankfurt in Brandenburg.", "12053000"),
        ("Die Universität in Frankfurt.", "06412000"),
        ("Garching bei München forscht.", "09184119"),
        ("Bad Homburg v. d. Höhe feiert.", "06434001"),
    ],
)
def test_bearers_of_one_name(nlp: Language, text: str, ags: str) -> None:
    assert ags in [row.ags for row in places(nlp, text)]


def test_publisher_decides(nlp: Language) -> None:
    text = "Das Amt in Lichtenberg zieht um."
    (berlin,) = places(nlp, text, publisher="berlin.de/ba-lichtenberg")
    assert (berlin.kind, berlin.land) == ("quarter", "Berlin")
    (zurich,) = places(nlp, "Die Wache im Kreis 4 ist offen.", publisher="Kanton Zürich")
    assert (zurich.text, zurich.kind) == ("Kreis 4", "quarter")
    assert places(nlp, "Die Wache im Kreis 4 ist offen.") == []


def test_known_places_carry_key_and_coordinates(nlp: Language) -> None:
    (row,) = places(nlp, "Die Messe in Leipzig beginnt.")
    assert (row.place_id, row.land, row.country, row.ags) == ("ags_14713000", "Sachsen", "DE", "14713000")
    assert row.lat == pytest.approx(51.34, abs=0.1)
    assert row.lon == pytest.approx(12.37, abs=0.1)


@pytest.mark.parametrize(
    ("text", "surface", "meant"),
    [
        ("ein Treffen in der Landeshauptstadt Sachsen-Anhalts", "Sachsen-Anhalts", "Magdeburg"),
        ("ein Treffen in der bayerischen Landeshauptstadt", "bayerischen", "München"),
        ("in der Hauptstadt von Frankreich", "Frankreich", "Paris"),
        ("in der Landeshauptstadt Magdeburg", "Magdeburg", None),
    ],
)
def test_paraphrases_of_capitals(nlp: Language, text: str, surface: str, meant: str | None) -> None:
    (row,) = places(nlp, text)
    assert (row.text, row.refers_to) == (surface, meant)


def test_model_tells_places_persons_and_organisations_apart(nlp: Language) -> None:
    text = "Hof ist schön, sagt Jörg Steinbach."
    assert places(nlp, text, {"Jörg Steinbach": "PER"}) == []
    (row,) = places(nlp, "Die Wanderung bei Kaltenweide endet.", {"Kaltenweide": "LOC"})
    assert (row.source, row.confidence) == ("model", "low")
    (row,) = places(nlp, "Die Universität Leipzig forscht.", {"Universität Leipzig": "ORG"})
    assert (row.text, row.nested) == ("Leipzig", True)


@pytest.mark.parametrize("noun", ["Handwerksbetriebe", "Zentrale", "Stadtteilzentren"])
def test_model_outweighs_a_noun_that_may_name_an_authority(nlp: Language, noun: str) -> None:
    text = f"Die Berliner {noun} bleiben offen."
    assert [row.text for row in places(nlp, text, {"Berliner": "MISC"})] == ["Berliner"]


@pytest.mark.parametrize("text", ["Das Catering übernimmt die Küche.", "Die Parkläufer helfen im Görlitzer Park."])
def test_words_that_end_in_a_heads_letters_only(nlp: Language, text: str) -> None:
    assert {row.text for row in places(nlp, text)} <= {"Görlitzer Park"}


def test_no_place_inside_a_person_nor_adjective_inside_a_name() -> None:
    nlp = pressextract.load()
    doc = nlp("Staatssekretär Michael Biel besuchte die Berliner Volksbank in Potsdam.")
    assert [(row.start, row.text) for row in get_mentions(doc, PlaceRow)] == [(63, "Potsdam")]


def test_options_switch_parts_off() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_places", config={"sites": False, "adjectives": False})
    assert [row.text for row in places(nlp, "Berliner Betriebe in der Karl-Marx-Allee in Berlin")] == ["Berlin"]


def test_adjective_rules(gazetteer: Gazetteer) -> None:
    found = {w: town_adjective(w, gazetteer) for w in ("Göttinger", "Emder", "Karlsruher", "Mühlhäuser", "Tisch")}
    assert {word: hit and hit[0] for word, hit in found.items()} == {
        "Göttinger": "Göttingen",
        "Emder": "Emden",
        "Karlsruher": "Karlsruhe",
        "Mühlhäuser": "Mühlhausen",
        "Tisch": None,
    }
    assert isch_adjective("frisches", gazetteer) is None


def test_names_of_streets_and_sites() -> None:
    assert street_name("Breite Str.") == "Breite Straße"
    assert street_name("Lily – Braun – Str.") == "Lily-Braun-Straße"
    assert site_name("Alten Hafens", 6, "hafen", "m") == "Alter Hafen"


@given(st.text(alphabet='aeinrstBHK -.,/()\n"„“0123456789äöüß', max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_places")
    for row in get_mentions(nlp(text), PlaceRow):
        assert row.text == text[row.start : row.end] != ""


def test_municipalities_are_complete_and_unique(gazetteer: Gazetteer) -> None:
    assert [place.ags for place in gazetteer.places("Magdeburg")] == ["15003000"]
    assert len(gazetteer.places("Neustadt")) > 5
    assert gazetteer.places("Cottbus")[0].name == "Cottbus"
