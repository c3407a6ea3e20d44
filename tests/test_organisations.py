"""Organisations: sentence -> mentions, without a model and with entities of one."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.mentions import get_mentions, set_mentions
from pressextract.components.name_words import words_in
from pressextract.components.organisations.component import Organisations
from pressextract.schema import MinistryRow, OrganisationRow, PlaceRow


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_organisations")
    return nlp


def found(doc: Doc) -> list[str]:
    return [row.text for row in get_mentions(doc, OrganisationRow)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # legal forms
        ("Betreiber ist die Alpha Solar GmbH & Co. KG.", ["Alpha Solar GmbH & Co. KG"]),
        ("Gefördert wird der Verein Kinderlachen Gera e. V. seit 2010.", ["Kinderlachen Gera e. V."]),
        ("Auch der Verein zur Förderung der Imkerei e.V. half.", ["Verein zur Förderung der Imkerei e.V."]),
        (
            "die Begleitforschung WIK Wissenschaftliches Institut für Infrastruktur und Kommunikationsdienste GmbH",
            ["WIK Wissenschaftliches Institut für Infrastruktur und Kommunikationsdienste GmbH"],
        ),
        ("Sie arbeitet bei der Firma Müller & Söhne AG.", ["Müller & Söhne AG"]),
        # class noun and name
        ("Das Amtsgericht Cottbus sprach ihn frei.", ["Amtsgericht Cottbus"]),
        ("Am Heinrich-Heine-Gymnasium lernen 900 Kinder.", ["Heinrich-Heine-Gymnasium"]),
        ("Das Landesamt für Umwelt und Geologie misst weiter.", ["Landesamt für Umwelt und Geologie"]),
        ("Der Deutsche Imkerbund warnt vor Kälte, der Deutsche Mieterbund nicht.", ["Deutsche Mieterbund"]),
        ("Der Bundesverband der Sicherheitswirtschaft tagt.", ["Bundesverband der Sicherheitswirtschaft"]),
        ("Im Bezirksamt Treptow-Köpenick ist geschlossen.", ["Bezirksamt Treptow-Köpenick"]),
        ("Die Umwelt- und Verbraucherschutzverbände schweigen.", []),
        # lexicon
        ("Der Bundestag stimmte zu, der Bundesrat nicht.", ["Bundestag", "Bundesrat"]),
        ("Petra Beispiel (SPD) und Max Muster (Linke) kamen.", ["SPD", "Linke"]),
        ("Ein Sprecher des Europäischen Parlaments bestätigte das.", ["Europäischen Parlaments"]),
        ("Die Fraktion Bündnis 90/Die Grünen lehnt ab.", ["Bündnis 90/Die Grünen"]),
        ("Das Umweltbundesamt (UBA) rät ab. Das UBA misst.", ["Umweltbundesamt", "UBA", "UBA"]),
        # introduced in the article
        (
            "Der Zweckverband für Abwasser Werra (ZAW) baut. Die Kosten trägt der ZAW.",
            ["Zweckverband für Abwasser Werra", "ZAW", "ZAW"],
        ),
        ("Die Nordlicht Verlag GmbH druckt. Nordlicht Verlag wächst.", ["Nordlicht Verlag GmbH", "Nordlicht Verlag"]),
        ("Der Verein „Kiezgärten“ lädt ein.", ["Kiezgärten"]),
    ],
)
def test_found(nlp: Language, text: str, expected: list[str]) -> None:
    assert found(nlp(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Der Senat beschloss, das Bezirksamt prüft, die Polizei sucht Zeugen.",
        "Wir feiern im Grünen und den Grünen Tag.",
        "Folgen Sie uns auf Facebook, Instagram und YouTube.",
        "Ein Verein der Stadt half beim Umzug.",
        "Eine Universität für alle wäre schön.",
        "EU-weit gilt das SPD-geführte Haus als Vorbild.",
        "Der Ausschuss tagt, die Kommission auch.",
    ],
)
def test_nothing_found(nlp: Language, text: str) -> None:
    assert found(nlp(text)) == []


def test_known_place_ends_the_name(nlp: Language) -> None:
    text = "Die Polizei Zwickau bittet um Hinweise."
    doc = nlp.make_doc(text)
    set_mentions(
        doc,
        PlaceRow,
        [PlaceRow(start=12, end=19, text="Zwickau", source="", confidence="", place_id="x", name="Zwickau")],
    )
    assert found(Organisations(use_model=True)(doc)) == ["Polizei Zwickau"]


def test_a_ministry_is_no_organisation(nlp: Language) -> None:
    text = "Das Amt für Ernährung des Ministeriums"
    doc = nlp.make_doc(text)
    row = MinistryRow(start=4, end=25, text=text[4:25], source="", confidence="", name="x")
    set_mentions(doc, MinistryRow, [row])
    assert found(Organisations(use_model=True)(doc)) == []


def test_model_entities_are_trimmed() -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "ORG", "pattern": "die Nordwind Gruppe sowie das Werk"},
            {"label": "ORG", "pattern": "Senat"},
            {"label": "ORG", "pattern": "der Zirkel"},
        ]
    )
    doc = nlp("Heute kauft die Nordwind Gruppe sowie das Werk. Senat und der Zirkel stimmen zu.")
    rows = Organisations().proposed(doc, words_in(doc.text), use_model=True)
    assert [row.text for row in rows] == ["Nordwind Gruppe", "Zirkel"]


def test_an_event_is_no_organisation() -> None:
    nlp = spacy.blank("de")
    names = ["Regionalkonferenz des Zentrums", "Kultusministerkonferenz", "Fachtagung der Imker"]
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in names])  # type: ignore[attr-defined]
    nlp.add_pipe("pressextract_organisations")
    text = "Auf der Regionalkonferenz des Zentrums und der Fachtagung der Imker sprach die Kultusministerkonferenz."
    assert found(nlp(text)) == ["Kultusministerkonferenz"]


def test_model_can_be_left_aside() -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Nordwind"}])  # type: ignore[attr-defined]
    nlp.add_pipe("pressextract_organisations", config={"use_model": False})
    assert found(nlp("Heute kauft Nordwind zu.")) == []


def test_columns(nlp: Language) -> None:
    (party,) = get_mentions(nlp("Anna Beispiel (CDU) kam."), OrganisationRow)
    assert (party.name, party.abbreviation, party.source) == (
        "Christlich Demokratische Union Deutschlands", "CDU", "lexicon:cdu",
    )  # fmt: skip
    (office,) = get_mentions(nlp("Laut Leiterin des Standesamtes Jena ist zu."), OrganisationRow)
    assert (office.text, office.name, office.source) == ("Standesamtes Jena", "Standesamt Jena", "rule:class_noun")


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aAeBnGmH (),.-„“/&\ndersVerein0 ", max_size=200))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for row in get_mentions(doc, OrganisationRow):
        assert row.text == doc.text[row.start : row.end]
        assert row.text.strip() == row.text
