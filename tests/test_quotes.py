"""quotes: direct speech, told from mottos and titles, and its speakers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import pressextract.components.people.component
import pressextract.components.quotes.component  # noqa: F401 - registers the factory
from pressextract.components.mentions import Context, get_mentions, set_context
from pressextract.components.quotes.quotation_marks import quotations
from pressextract.schema import PersonRow, QuoteRow

Reader = Callable[[str], list[QuoteRow]]


@pytest.fixture(scope="module")
def read() -> Reader:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_people")
    nlp.add_pipe("pressextract_quotes")
    return lambda text: get_mentions(nlp(text), QuoteRow)


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Landrätin Eva Lorenz: „Wir bauen ab Mai.“", "Wir bauen ab Mai.", "Eva Lorenz"),
        ("Landrätin Eva Lorenz erklärt dazu: »Wir bauen ab Mai.«", "Wir bauen ab Mai.", "Eva Lorenz"),
        ("«Wir bauen ab Mai», sagt Landrätin Eva Lorenz.", "Wir bauen ab Mai", "Eva Lorenz"),
        ('"Wir bauen ab Mai", so Landrätin Eva Lorenz.', "Wir bauen ab Mai", "Eva Lorenz"),
        ("“Wir bauen ab Mai”, betonte Landrätin Eva Lorenz.", "Wir bauen ab Mai", "Eva Lorenz"),
        ("„Wir bauen ab Mai“, rät Landrätin Eva Lorenz.", "Wir bauen ab Mai", "Eva Lorenz"),
        ("„Wir bauen ab Mai“, stellte Landrätin Eva Lorenz fest.", "Wir bauen ab Mai", "Eva Lorenz"),
        ("„Die Idee hat uns sofort überzeugt“, so die Jury.", "Die Idee hat uns sofort überzeugt", "Jury"),
        ("Hierzu Eva Lorenz, Landrätin:\n\n„Wir bauen ab Mai.“\n\nEnde", "Wir bauen ab Mai.", "Eva Lorenz"),
    ],
)
def test_speech_and_speaker(read: Reader, text: str, quote: str, speaker: str) -> None:
    (row,) = read(text)
    assert (row.text, row.speaker) == (quote, speaker)
    assert text[row.start : row.end] == quote


@pytest.mark.parametrize(
    "text",
    [
        "Unter dem Motto „Wir bauen die Stadt von morgen“ feiert Landrätin Eva Lorenz mit.",
        "Die Ausstellung „Wir und die anderen“ eröffnet Landrätin Eva Lorenz.",
        "Landrätin Eva Lorenz stellt das Projekt „Haus am See“ vor.",
        "Er nannte das eine „mutige“ Entscheidung.",
        "„Gemeinsam sind wir stark!“ lautet das Motto, das Landrätin Eva Lorenz gewählt hat.",
        "Kurs: „Wie geht das? Gärtnern für Anfänger.“",
        'Ein Rohr von 12" Länge und eines von 15" Länge liegen bereit.',
        "Wir zeigen „Die Physiker“, „Der Besuch der alten Dame“ und „Die Räuber“.",
    ],
)
def test_mottos_titles_and_irony_are_no_speech(read: Reader, text: str) -> None:
    assert read(text) == []


def test_speech_that_is_carried_on(read: Reader) -> None:
    text = (
        "„Der Damm hält“, sagte Bürgermeister Udo Frick. „Wir haben ihn geprüft.“ "
        "„Das bleibt auch so“, so Frick weiter."
    )
    rows = read(text)
    assert [row.text for row in rows] == ["Der Damm hält", "Wir haben ihn geprüft.", "Das bleibt auch so"]
    assert {row.speaker for row in rows} == {"Udo Frick"}


def test_inserted_speaker(read: Reader) -> None:
    rows = read("„Der Damm“, erklärte Bürgermeister Udo Frick, „hält noch lange.“ Mehr folgt.")
    assert [(row.text, row.speaker) for row in rows] == [("Der Damm", "Udo Frick"), ("hält noch lange.", "Udo Frick")]


def test_nested_marks_belong_to_the_outer_quotation(read: Reader) -> None:
    (row,) = read("Bürgermeister Udo Frick: „Der Verein „Damm e. V.“ hat uns sehr geholfen.“")
    assert row.text == "Der Verein „Damm e. V.“ hat uns sehr geholfen."
    (row,) = read('Bürgermeister Udo Frick: "Der Slogan "Damm drauf" hat uns sehr geholfen."')
    assert row.text == 'Der Slogan "Damm drauf" hat uns sehr geholfen.'


def test_quotation_over_paragraphs(read: Reader) -> None:
    text = "Bürgermeister Udo Frick: „Der Damm hält.\n\n„Das haben wir geprüft.\n\nUnd er bleibt.“\n\nEnde."
    (row,) = read(text)
    assert row.text == "Der Damm hält.\n\n„Das haben wir geprüft.\n\nUnd er bleibt."


def test_a_mark_that_is_never_closed_does_not_swallow_the_next(read: Reader) -> None:
    text = 'Frau Ida Falk: „Ende offen\n\nMehr Text.\n\n"Das war es dann", sagte Frau Ida Falk.'
    assert [row.text for row in read(text)] == ["Das war es dann"]


def test_pronoun_and_role_mean_a_person(read: Reader) -> None:
    text = "Landrätin Eva Lorenz kam. „Wir bauen ab Mai“, sagte sie. „Es lohnt sich“, so die Landrätin."
    assert [row.speaker for row in read(text)] == ["Eva Lorenz", "Eva Lorenz"]


def test_speaker_is_the_person_in_people() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_people")
    nlp.add_pipe("pressextract_quotes")
    doc = nlp("Landrätin Eva Lorenz kam. „Wir bauen ab Mai“, so Lorenz.")
    (quote,) = get_mentions(doc, QuoteRow)
    person = get_mentions(doc, PersonRow)[0]
    assert (quote.person_id, quote.entity_id) == (person.person_id, person.entity_id)
    assert quote.speaker == "Eva Lorenz"


def test_a_quotation_stays_within_its_field() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_quotes")
    doc = nlp.make_doc("Lorenz: „Wir bauen\n\nSo weit der Titel.“")
    set_context(doc, Context(segments=(("title", 0, 18), ("text", 20, 19))))
    assert get_mentions(nlp.get_pipe("pressextract_quotes")(doc), QuoteRow) == []


@given(st.text(alphabet='„“”»«"ab \n', max_size=60))
def test_quotations_are_ordered_and_bounded(text: str) -> None:
    reached = 0
    for found in quotations(text, 20):
        assert reached <= found.outer_start < found.start < found.end <= found.outer_end - 1 < len(text)
        assert found.outer_end - found.outer_start <= 22
        reached = found.outer_end
