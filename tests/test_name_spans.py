"""Names of organisations and initiatives: which spans are candidates, what they are told by, which are chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import pressextract
from pressextract.components.initiatives.kinds import kind_of
from pressextract.components.mentions import get_mentions
from pressextract.components.name_spans.candidates import candidates
from pressextract.components.name_spans.choice import Thresholds, choose
from pressextract.components.name_spans.classifier import SpanClassifier, bundled_classifier
from pressextract.components.name_spans.reading import scored_names
from pressextract.components.name_spans.surroundings import Surroundings
from pressextract.components.name_words import Words
from pressextract.schema import InitiativeRow, OrganisationRow

NOTHING = Surroundings(entities=(), people=(), ministries=(), places={}, derived=frozenset())
THRESHOLDS = Thresholds(vouched=0.1, rule=0.35, alone=0.45, lead=0.1)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pressextract.load()


CANDIDATES = [
    (
        "Das Netzwerk für Lehrkräfte mit Migrationshintergrund tagt.",
        "Netzwerk für Lehrkräfte mit Migrationshintergrund",
    ),
    ("Die Kompetenzstelle faire Beschaffung hilft.", "Kompetenzstelle faire Beschaffung"),
    ("Wir danken der Musikschule „Fanny Hensel“ herzlich.", "Musikschule „Fanny Hensel“"),
    ("Das Berliner Startup Stipendium (BSS) wächst.", "Berliner Startup Stipendium"),
    ("Das Berliner Startup Stipendium (BSS) wächst.", "BSS"),
    ("Das Projekt „Gesundes Aufwachsen Plus“ endet.", "Gesundes Aufwachsen Plus"),
    ("Der Runde Tisch gegen Gewalt kommt zusammen.", "Runde Tisch gegen Gewalt"),
    ("Die Agentur für Arbeit Berlin Süd lädt ein.", "Agentur für Arbeit Berlin Süd"),
]


@pytest.mark.parametrize(("text", "name"), CANDIDATES)
def test_the_name_is_among_the_candidates(text: str, name: str) -> None:
    assert name in {text[start:end] for start, end in candidates(Words(text), {})}


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="aAeBnN49 (),.-„“!&\nProjektNetzwerkfürderund ", max_size=200))
def test_candidates_lie_in_their_line(text: str) -> None:
    for start, end in candidates(Words(text), {}):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]


def test_a_rule_needs_less_probability_than_the_classifier_alone() -> None:
    probabilities = {(0, 5): 0.4, (10, 15): 0.4, (20, 25): 0.2}
    sources = {(10, 15): "rule:class_noun", (20, 25): "lexicon:bvg"}
    assert choose(probabilities, sources, THRESHOLDS) == [(10, 15), (20, 25)]


def test_the_likelier_of_overlapping_spans_is_chosen_and_rules_have_a_lead() -> None:
    assert choose({(0, 9): 0.6, (0, 20): 0.9}, {}, THRESHOLDS) == [(0, 20)]
    assert choose({(0, 9): 0.85, (0, 20): 0.9}, {(0, 9): "rule:class_noun"}, THRESHOLDS) == [(0, 9)]


def test_weights_decide() -> None:
    words = Words("Die Nordlicht wächst.")
    for weight, expected in (((3.0, -3.0), "organisation"), ((-3.0, 3.0), "initiative")):
        (scored,) = SpanClassifier({"f=nordlicht": weight}).score(words, {(4, 13): {"run"}}, NOTHING)
        assert getattr(scored, expected) > 0.9


def test_bundled_weights_tell_programmes_from_bodies() -> None:
    words = Words("Das Förderprogramm „Klimakiez“ unterstützt den Verein Nachbarn e. V. in Mitte.")
    scores = {words.text[s.start : s.end]: s for s in bundled_classifier().score(words, candidates(words, {}), NOTHING)}
    assert scores["Klimakiez"].initiative > scores["Klimakiez"].organisation


def test_scores_survive_the_doc_as_bytes(nlp: Language) -> None:
    doc = nlp("Das Bezirksamt Mitte fördert das Projekt „Grüne Höfe“.")
    copy = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert scored_names(copy) == scored_names(doc) != []


@pytest.mark.parametrize("family", ["organisations", "initiatives"])
def test_the_classifier_can_be_left_out(family: str) -> None:
    row_class = OrganisationRow if family == "organisations" else InitiativeRow
    nlp = pressextract.load(pressextract.Settings(**{family: {"use_model": False}}))
    doc = nlp("Das Bezirksamt Mitte fördert das Projekt „Grüne Höfe“ gemeinsam mit der Stiftung Naturschutz Berlin.")
    assert get_mentions(doc, row_class)
    assert all(row.source != "model" for row in get_mentions(doc, row_class))


KINDS = [
    ("Im Rahmen des Projekts läuft Wohnbrücke weiter.", "Wohnbrücke", "project"),
    ("Dank WELMO, dem Förderprogramm des Landes, fahren mehr Autos.", "WELMO", "programme"),
    ("Die Jugend wählt bei U18. Das U18-Projekt startete 1996.", "U18", "project"),
    ("Mit innoBB geht es voran.", "innoBB", ""),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_the_nearest_class_noun_tells_the_kind(text: str, name: str, kind: str) -> None:
    start = text.index(name)
    assert kind_of(Words(text), start, start + len(name)) == kind
