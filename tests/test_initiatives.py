"""Initiatives: sentence -> names and kinds; what only sounds like one is left alone."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.initiatives.component import Initiatives
from pressextract.components.mentions import get_mentions
from pressextract.components.organisations.component import Organisations
from pressextract.schema import InitiativeRow, OrganisationRow


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_organisations")
    nlp.add_pipe("pressextract_initiatives")
    assert isinstance(nlp.get_pipe("pressextract_organisations"), Organisations)
    return nlp


def found(doc: Doc) -> list[tuple[str, str | None]]:
    return [(row.text, row.kind) for row in get_mentions(doc, InitiativeRow)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the class noun introduces a name
        ("Die Initiative „Wald.Weite.Werra“ startet.", [("Wald.Weite.Werra", "initiative")]),
        ("Das Förderprogramm HolzPLUS läuft aus.", [("HolzPLUS", "programme")]),
        ("Im Verbundprojekt W2-Nord forschen drei Institute.", [("W2-Nord", "project")]),
        ("Gefördert im Programm Lebendige Dörfer des Landes.", [("Lebendige Dörfer", "programme")]),
        ("„Leise Straßen“ heißt das Projekt.", [("Leise Straßen", "project")]),
        ("Das Netzwerk “Alt und Jung” hilft.", [("Alt und Jung", "network")]),
        # the class noun is part of the name
        ("Als nächstes startet das Zentrum Handwerk.", [("Zentrum Handwerk", "centre")]),
        ("Auch die Plattform Mobilität 4.0 berät.", [("Plattform Mobilität 4.0", "platform")]),
        ("In der Allianz für Deiche und Häfen sitzen alle.", [("Allianz für Deiche und Häfen", "alliance")]),
        ("Es entsteht ein Netzwerk Digitale Pflege im Kreis.", [("Netzwerk Digitale Pflege", "network")]),
        ("dem Blauen Meere-Netzwerk", [("Blauen Meere-Netzwerk", "network")]),
        ("im „Bündnis der Nachbarn“ sind alle dabei", [("Bündnis der Nachbarn", "alliance")]),
        # the class noun is the name
        ("Grundlage ist die Nationale Moorstrategie.", [("Nationale Moorstrategie", "strategy")]),
        ("Die Tourismusstrategie wurde fortgeschrieben.", [("Tourismusstrategie", "strategy")]),
        ("Der Thüringer Imkerpreis wird verliehen.", [("Thüringer Imkerpreis", "competition")]),
        # spelling and lexicon
        ("Mittelstand-Digital wächst", [("Mittelstand-Digital", "programme")]),
        ("Mittel des Europäischen Sozialfonds fließen.", [("Europäischen Sozialfonds", "fund")]),
        # short forms
        (
            "Das Förderprogramm Ländliche Mobilität (LÄMO) endet. LÄMO half vielen.",
            [("Ländliche Mobilität", "programme"), ("LÄMO", "programme"), ("LÄMO", "programme")],
        ),
        (
            "Ein Netzwerk Künstliche Intelligenz (KI) entsteht, auch KI wird erklärt.",
            [("Netzwerk Künstliche Intelligenz", "network")],
        ),
        # learned
        (
            "SeeSaw zieht weiter.\n\nDas Projekt SeeSaw läuft seit 2020.",
            [("SeeSaw", "project"), ("SeeSaw", "project")],
        ),
    ],
)
def test_found(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(nlp(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ein neues Förderprogramm ist geplant, die Initiative dazu kam aus Jena.",
        "Auf Initiative der Landrätin entstand das Netzwerk.",
        "Das Programm des Abends und der Wettbewerb im Strommarkt.",
        "Bündnis 90/Die Grünen und die Allianz SE sagten ab.",
        "Das Klimaschutzgesetz und die Regionalkonferenz waren Thema.",
        "Der Strompreis stieg, das Impfzentrum Gotha schließt.",
        "aller 25 Kompetenzzentren im Rahmen der Konferenz",
        "Die Kompetenzzentren werben mit einem Bündnis für Arbeit.",
        "Ihr Programm „Lieder der Nacht“ zeigt sie in Suhl.",
        "Der Film „Das Netz“ und die Ausstellung „Licht“ laufen.",
        "Die Netzwerkkarte und der Projektleiter fehlen.",
    ],
)
def test_nothing_found(nlp: Language, text: str) -> None:
    assert found(nlp(text)) == []


def test_an_initiative_is_no_organisation() -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Netzwerk Weiße Elster"}])  # type: ignore[attr-defined]
    nlp.add_pipe("pressextract_organisations")
    nlp.add_pipe("pressextract_initiatives")
    doc = nlp("Hier arbeitet das Netzwerk Weiße Elster.")
    assert found(doc) == [("Netzwerk Weiße Elster", "network")]
    assert get_mentions(doc, OrganisationRow) == []


def test_a_legal_form_makes_it_an_organisation(nlp: Language) -> None:
    doc = nlp("Die Initiative Lichtblick e. V. half.")
    assert found(doc) == []
    assert [row.text for row in get_mentions(doc, OrganisationRow)] == ["Initiative Lichtblick e. V."]


def test_abbreviation_of_the_topic_stays_an_attribute(nlp: Language) -> None:
    (row,) = get_mentions(nlp("Ein Netzwerk Künstliche Intelligenz (KI) entsteht."), InitiativeRow)
    assert (row.abbreviation, row.source) == ("KI", "rule:part")


def test_learning_can_be_switched_off() -> None:
    doc = spacy.blank("de")("SeeSaw zieht weiter. Das Projekt SeeSaw läuft.")
    assert found(Initiatives(learn=False)(doc)) == [("SeeSaw", "project")]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aAeBnN49 (),.-„“!&\nProjektNetzwerkfür ", max_size=200))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for row in get_mentions(doc, InitiativeRow):
        assert row.text == doc.text[row.start : row.end]
        assert row.text.strip() == row.text
