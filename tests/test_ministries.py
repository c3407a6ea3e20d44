"""Ministries: what counts as one, where the name ends, whose it is, and when nobody can tell."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components import sentences  # noqa: F401  (registers the factories)
from pressextract.components.mentions import Context, get_doubts, get_mentions, set_context
from pressextract.components.ministries import component as ministries
from pressextract.components.ministries.lexicon import is_abbreviation, ministry_lexicon
from pressextract.components.ministries.words import name_key, word_key
from pressextract.schema import MinistryRow

_VOCABULARY = spacy.blank("de")
_COMPONENT = ministries.Ministries(short_forms=True)

Stated = tuple[str, str | None]


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("pressextract_sentences")
    pipeline.add_pipe("pressextract_ministries")
    return pipeline


def read(
    nlp: Language, text: str, published: str | None = None, publisher: str | None = None, url: str | None = None
) -> Doc:
    doc = nlp.make_doc(text)
    day = date.fromisoformat(published) if published else None
    set_context(doc, Context(publisher=publisher, url=url, published=day))
    return nlp(doc)


def rows(nlp: Language, text: str, **context: str) -> list[MinistryRow]:
    return get_mentions(read(nlp, text, **context), MinistryRow)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Das Ministerium für Umwelt, Klima und Energiewirtschaft Baden-Württemberg fördert Moore.",
            ["Ministerium für Umwelt, Klima und Energiewirtschaft Baden-Württemberg"],
        ),
        (
            "Ein Brief an das Ministerium für Landwirtschaft und Verbraucherschutz des Landes Nordrhein-Westfalen.",
            ["Ministerium für Landwirtschaft und Verbraucherschutz des Landes Nordrhein-Westfalen"],
        ),
        (
            "Die Senatsverwaltung für Finanzen und die Senatsverwaltung für Inneres und Sport einigten sich.",
            ["Senatsverwaltung für Finanzen", "Senatsverwaltung für Inneres und Sport"],
        ),
        ("Die Berliner Senatsverwaltung für Kultur und Europa lädt ein.", ["Senatsverwaltung für Kultur und Europa"]),
        (
            "Das Bundesministerium der Finanzen, Verbände und Gewerkschaften trafen sich.",
            ["Bundesministerium der Finanzen"],
        ),
        (
            "Die Sächsische Staatskanzlei und die hessische Staatskanzlei.",
            ["Sächsische Staatskanzlei", "Staatskanzlei"],
        ),
        ("Auf Seiten des Auswärtigen Amtes und des Kanzleramts.", ["Auswärtigen Amtes", "Kanzleramts"]),
        (
            "Die Senatsverwaltung Gesundheit, Pflege und Gleichstellung.",
            ["Senatsverwaltung Gesundheit, Pflege und Gleichstellung"],
        ),
        ("Akten des DDR-Ministeriums für Staatssicherheit.", ["DDR-Ministeriums für Staatssicherheit"]),
        ("Zuständig ist das BMEL.Ob das so bleibt?", ["BMEL"]),
        ("Das NRW-Wirtschaftsministerium lobte den Betrieb.", ["NRW-Wirtschaftsministerium"]),
        (
            "Mittel des Bundesumwelt- und Verbraucherschutzministeriums flossen.",
            ["Bundesumwelt- und Verbraucherschutzministeriums"],
        ),
        (
            "Eine Initiative von Bundesumwelt- und Bundesverkehrsministerium.",
            ["Bundesverkehrsministerium"],
        ),
        (
            "Gefördert durch: Bundesministerium\nfür Bildung\nund Forschung",
            ["Bundesministerium\nfür Bildung\nund Forschung"],
        ),
        (
            "Die Senatsverwaltungen für Finanzen sowie für Inneres und Sport prüfen.",
            ["Senatsverwaltungen für Finanzen"],
        ),
        ("Die Behörde für Kultur und Medien in Hamburg zeichnet aus.", ["Behörde für Kultur und Medien"]),
        ("Senatsverwaltung für Finanzen\nBerlin, 3. Mai", ["Senatsverwaltung für Finanzen"]),
        ("Die Senatsverwaltung für Stadt\u00adentwicklung teilt mit:", ["Senatsverwaltung für Stadt\u00adentwicklung"]),
        (
            "Die Senatsverwaltung für Umwelt, Klima- und Naturschutz plant neu.",
            ["Senatsverwaltung für Umwelt, Klima- und Naturschutz"],
        ),
    ],
)
def test_the_span_is_the_whole_name_and_no_more(nlp: Language, text: str, expected: list[str]) -> None:
    assert [row.text for row in rows(nlp, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Das Ministerium teilte mit, die Ministerien der Länder hätten zugestimmt.",
        "Bundesumweltministerin Petra Muster und der Innenminister von Hessen sprachen.",
        "Ein BMWi-Sprecher verwies auf die BMF-Steuerschätzung.",
        "Ihr Body-Mass-Index (BMI) liegt bei 24; ein BMI über 30 gilt als hoch.",
        "Nach § 51 BMG ist eine Auskunftssperre möglich.",
        "Der BMI von 31 war zu hoch.",
        "Die Polizeidirektion 5 und die Stadtverwaltung informierten.",
        "Die Finanzverwaltung des Unternehmens zog um.",
        "Die Europäische Behörde für Lebensmittelsicherheit warnt.",
        "Die Bundesregierung, der Bundesrat und das Umweltbundesamt berieten.",
        "Mehr unter www.bmwi.de und auf @BMWi, E-Mail an presse@SenBJF.berlin.de.",
        "Erna Muster, Senatorin für Finanzen, eröffnete das Fest.",
        "Das Fachministerium und die Kultusministerien aller Länder.",
        "Das neue Auto hat 110 kW, bei der EM und der WM gab es FM-Radio für MS-Kranke.",
        "Die Bildungsdirektion des Konzerns sitzt in Mainz.",
        "Das Bundesministerium und die Senatsverwaltung schweigen, die Senatsfachverwaltung auch.",
    ],
)
def test_what_is_no_ministry(nlp: Language, text: str) -> None:
    assert [row.text for row in rows(nlp, text)] == []


def test_name_and_abbreviation_are_two_mentions_of_one_ministry(nlp: Language) -> None:
    text = "Das Bundesministerium für Wirtschaft und Energie (BMWi) hilft. Auch das BMWi zahlt."
    found = rows(nlp, text)
    assert [row.text for row in found] == ["Bundesministerium für Wirtschaft und Energie", "BMWi", "BMWi"]
    assert {row.ministry_id for row in found} == {"de-bund-bmwi-wirtschaft-2013"}
    assert {row.entity_id for row in found} == {found[0].entity_id}
    assert all(text[row.start : row.end] == row.text for row in found)


@pytest.mark.parametrize(
    ("published", "abbreviation"),
    [("2016-03-01", "BMWi"), ("2025-08-01", "BMWE"), ("2023-03-01", "BMWi"), (None, None)],
)
def test_one_long_name_two_ministries_the_date_decides(
    nlp: Language, published: str | None, abbreviation: str | None
) -> None:
    doc = read(nlp, "Das Bundesministerium für Wirtschaft und Energie hilft.", published=published)
    (row,) = get_mentions(doc, MinistryRow)
    assert (row.level, row.land, row.abbreviation) == ("bund", None, abbreviation)
    assert [doubt.code for doubt in get_doubts(doc)] == ([] if abbreviation else ["ambiguous_ministry"])
    assert (row.ministry_id is None) == (abbreviation is None)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("Das Umweltministerium in Stuttgart lobt Baden-Württemberg.", {}, ("land", "Baden-Württemberg")),
        (
            "Das Umweltministerium informiert.",
            {"publisher": "Ministerium für Umwelt Sachsen-Anhalt"},
            ("land", "Sachsen-Anhalt"),
        ),
        ("Das Umweltministerium informiert.", {"url": "https://www.umwelt.saarland.de/a"}, ("land", "Saarland")),
        ("Das Umweltministerium informiert.", {"publisher": "bmuv.de"}, ("bund", None)),
        ("Das Umweltministerium informiert.", {"publisher": "Umweltpartei Österreich"}, ("foreign", "Österreich")),
        ("Das niedersächsische Kultusministerium.", {"publisher": "hessen.de"}, ("land", "Niedersachsen")),
        ("Sachsen-Anhalts Finanzministerium zahlt.", {}, ("land", "Sachsen-Anhalt")),
        ("Das Sozialministerium des Freistaats Bayern.", {}, ("land", "Bayern")),
        ("Das Justizministerium in Brandenburg.", {"publisher": "berlin.de/sen/justv"}, ("land", "Brandenburg")),
        ("Das französische Kulturministerium und viele Gäste.", {}, ("foreign", "Frankreich")),
        ("Das US-Verteidigungsministerium dementiert.", {}, ("foreign", "Vereinigte Staaten von Amerika")),
        ("Die Bildungsverwaltung dankt.", {"publisher": "berlin.de/sen/bjf"}, ("land", "Berlin")),
        ("Die Baudirektion saniert die Brücke.", {"publisher": "Kanton Zürich"}, ("land", "Zürich")),
        ("Die Baudirektion Kanton Zürich saniert.", {}, ("land", "Zürich")),
        ("Das Eidgenössische Departement des Innern entscheidet.", {}, ("foreign", "Schweiz")),
        ("Das Bundesministerium für Digitalisierung und Wirtschaftsstandort.", {}, ("foreign", "Österreich")),
        (
            "Ein Erlass aus dem Bundeskanzleramt.",
            {"url": "https://www.bundeskanzleramt.gv.at"},
            ("foreign", "Österreich"),
        ),
        ("Das Bundesministerium für Finanzen erlässt Regeln.", {}, ("bund", None)),
        ("Das Bundesfinanzministerium in Berlin rechnet.", {}, ("bund", None)),
        ("Das Auswärtige Amt in Berlin rät.", {}, ("bund", None)),
        ("Das Umweltministerium in Berlin plant.", {}, ("bund", None)),
        ("Das Umweltministerium in Mainz plant.", {}, ("land", "Rheinland-Pfalz")),
        ("Die Potsdamer Staatskanzlei lädt ein.", {}, ("land", "Brandenburg")),
        ("Das Landwirtschaftsministerium in Wien lädt ein.", {}, ("foreign", "Österreich")),
        ("Das Volkswirtschaftsdepartement des Kantons St. Gallen informiert.", {}, ("land", "St. Gallen")),
        ("Das Ministerium für Gesundheit rät.", {"publisher": "schleswig-holstein.de"}, ("land", "Schleswig-Holstein")),
        ("Die Sozialbehörde warnt vor Hitze.", {"publisher": "hamburg.de"}, ("land", "Hamburg")),
    ],
)
def test_level_and_land(nlp: Language, text: str, context: dict[str, str], expected: Stated) -> None:
    (row,) = rows(nlp, text, **context)
    assert (row.level, row.land) == expected


@pytest.mark.parametrize(
    ("text", "published", "key"),
    [
        ("Das Bundesinnenministerium plant.", "2019-05-01", "de-bund-bmi-inneres-2018"),
        ("Das Bundesbauministerium plant.", "2020-05-01", "de-bund-bmi-inneres-2018"),
        ("Das Bundesbauministerium plant.", "2024-05-01", "de-bund-bmwsb-bauen-2021"),
        ("Die Senatsverwaltung für Verkehr plant.", "2024-05-01", "de-be-senmvku-umwelt-2023"),
        ("Das NRW-Wirtschaftsministerium plant.", "2023-05-01", "de-nw-mwike-wirtschaft-2022"),
        ("Das Außenministerium der Bundesrepublik Deutschland plant.", "2023-05-01", "de-bund-aa-aa-1951"),
    ],
)
def test_the_date_picks_the_ministry(nlp: Language, text: str, published: str, key: str) -> None:
    (row,) = rows(nlp, text, published=published)
    assert row.ministry_id == key


def test_nothing_is_guessed(nlp: Language) -> None:
    doc = read(nlp, "Das Finanzministerium prüft. Das Finanzministerium bleibt dabei.")
    found = get_mentions(doc, MinistryRow)
    assert [(row.ministry_id, row.level, row.land, row.confidence) for row in found] == [(None, None, None, "low")] * 2
    assert len(get_doubts(doc)) == 1
    assert get_doubts(doc)[0].message.startswith("Finanzministerium: may be ")


def test_a_full_name_explains_the_later_short_form(nlp: Language) -> None:
    text = (
        "Das Ministerium für Wissenschaft und Kultur Niedersachsen und Hamburg beraten. "
        "Das Wissenschaftsministerium zahlt."
    )
    first, second = rows(nlp, text)
    assert second.ministry_id == first.ministry_id == "de-ni-mwk-wissenschaft-x"


def test_the_office_of_a_senator_in_bremen(nlp: Language) -> None:
    text = (
        "Die Senatorin für Umwelt, Klima und Wissenschaft teilt mit, "
        "so Erna Muster, Senatorin für Umwelt, Klima und Wissenschaft."
    )
    (row,) = rows(nlp, text, publisher="senatspressestelle.bremen.de", published="2024-01-10")
    assert (row.start, row.level, row.land) == (4, "land", "Bremen")


def test_short_forms_can_be_switched_off() -> None:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("pressextract_ministries", config={"short_forms": False})
    doc = pipeline("Das Umweltministerium und das Bundesministerium für Gesundheit.")
    assert [row.text for row in get_mentions(doc, MinistryRow)] == ["Bundesministerium für Gesundheit"]


_PIECES = [
    "Ministerium",
    "Bundes",
    "Umwelt",
    "-",
    "ministerium",
    " ",
    ", ",
    "für",
    "und",
    "BMWi",
    "(",
    ")",
    "\n",
    "Berlin",
    "des",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_gives_mentions_inside_it(text: str) -> None:
    doc = _COMPONENT(_VOCABULARY.make_doc(text))
    for row in get_mentions(doc, MinistryRow):
        assert doc.text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("des Auswärtigen Amtes", ("des", "auswärtig", "amt")),
        ("Wirtschaft, Energie sowie Betriebe", ("wirtschaft", "energie", "und", "betriebe")),
        ("Eidgenössischen Departements", ("eidgenössisch", "departement")),
    ],
)
def test_inflection_is_undone(name: str, key: tuple[str, ...]) -> None:
    assert name_key(name) == key


@settings(deadline=None)
@given(st.text(max_size=30))
def test_word_keys_are_stable(word: str) -> None:
    assert word_key(word_key(word)) == word_key(word_key(word_key(word)))


def test_the_lexicon_is_sound() -> None:
    lexicon = ministry_lexicon()
    for ministry in lexicon.ministries.values():
        assert ministry.level in ("bund", "land", "foreign")
        assert (ministry.land is None) == (ministry.level == "bund")
        assert ministry.successor is None or ministry.successor in lexicon.ministries
        assert ministry.valid_from is None or ministry.valid_until is None or ministry.valid_from < ministry.valid_until
        assert ministry.abbreviation is None or ministry.key in lexicon.abbreviations[ministry.abbreviation]
    line = [m.abbreviation for m in lexicon.ministries.values() if m.lineage == "de-bund-wirtschaft"]
    assert set(line) == {"BMWA", "BMWi", "BMWK", "BMWE"}
    assert is_abbreviation("SenBJF")
    assert not is_abbreviation("Sozialbehörde")
