"""Where sentences of press releases end, and where a full stop only looks like it."""

from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pressextract.components import sentences  # noqa: F401  (registers the factory)
from pressextract.components.sentence_starts import sentence_starts


def split(text: str) -> list[str]:
    bounds = [0, *sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(bounds)]


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin dankte Dr. Lena Hartwig und Prof. Dr. Ole Brandt.",
        "Die Leitung hat Dipl.-Ing. Jan Kühn, Vertreterin ist Dr.-Ing. Mia Lang.",
        "Das regelt die Verordnung Nr. 12 in Abs. 3 Satz 2.",
        "Gesucht werden Helfer, z. B. Köche, u. a. für die Küche, d. h. ab sofort.",
        "Gefragt sind z.B. Der Große Bär und andere Sternbilder.",
        "Der Betrieb ruht vom 1. Januar bis zum 2. Februar.",
        "Am 24. Dezember und am 24.12. Heiligabend für alle.",
        "Der 1. FC Beispielstadt spielt im 3. Quartal gegen die 2. Mannschaft.",
        "Im 19. Jahrhundert begann die 5. Klasse den 20. Jahrestag zu feiern.",
        "Alle Kund:innen, Mitarbeiter*innen und Besucher/-innen sind eingeladen.",
        "Der Förderverein Alte Mühle e. V. Potsdam lädt ein, der Sportbund e.V. Mainz ebenso.",
        "Das Land gibt 3,5 Mio. Euro, der Bund 1,2 Mrd. Euro.",
        "Die Erzählung von E. T. A. Hoffmann liest A. Krüger.",
        "König Ludwig XIV. Frankreichs Sonnenkönig",
        "Treffpunkt ist Hauptstr. 5 am S-Bhf. Lindenallee.",
        "Die Muster GmbH & Co. KG baut gem. § 5 Abs. 2 BauGB.",
        "Sie begann um 10.30 Uhr und endete ca. 12 Uhr.",
        "Der Staatssekretär a. D. Karl Weber und Prof. em. Eva Lind kamen.",
        "Ja, rief sie, „wir kommen!“, und lief los.",
        "Die Bundesstraße, sog. Rennbahn, ist bzw. Teile davon sind gesperrt.",
        "Alle Texte stehen auf www.beispiel.example und in index.html bereit.",
        "Geöffnet ist Sa. u. So. von 10 bis 18 Uhr.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "expected",
    [
        ["Das Fest beginnt um acht.", "Der Eintritt ist frei."],
        ["„Das ist gut.“", "Sie ging.", "„Warum?“", "Keiner wusste es."],
        ["Er sagte: „Wir fangen an.", "Dann sehen wir weiter.“", "Alle nickten."],
        ["„Kommt alle!“", "Anna winkte."],
        ["Das war 2023.", "Danach kam 2024."],
        ["Sie wohnt in der Ahornstr. 5.", "Er wohnt gegenüber."],
        ["Es kostet 50 Mio.", "Die Hälfte zahlt der Bund."],
        ["Es kamen Musiker, Tänzer usw.", "Die Stimmung war gut."],
        ["Es tagten Kiel, Mainz u. a.", "Die Runde war sich einig."],
        ["Gegründet wurde der Verein Muster e. V.", "Er hat 30 Mitglieder."],
        ["Das Konzert dauert bis 12.", "Dann ist Schluss."],
        ["Zur Feier kam Elisabeth II.", "Sie blieb eine Stunde."],
        ["Das ist die Sicht der EM.", "Der Kader steht."],
        ["Um 8 Uhr kamen zwei.", "30 Leute warteten schon."],
        ["Was nun?", "Weiter!", "Na gut …", "Es geht los."],
        ["(Siehe Seite 5.)", "Danach folgt der Text."],
        ["Das sagte die Müller AG.", "Éric Dubois widersprach."],
    ],
)
def test_several_sentences(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert split("Überschrift ohne Punkt\n\nkleiner Anfang\n \nStand: Nr.\n\n7 Dinge") == [
        "Überschrift ohne Punkt",
        "kleiner Anfang",
        "Stand: Nr.",
        "7 Dinge",
    ]


def test_a_line_break_alone_does_not() -> None:
    text = "Gefördert durch\ndas Land"
    assert split(text) == [text]


def test_the_component_marks_tokens_on_any_pipeline() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_sentences")
    doc = nlp("Titel der Meldung\n\nDr. Lena Hartwig kommt am 3. Mai. „Gut so.“ Alle freuen sich.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Titel der Meldung",
        "Dr. Lena Hartwig kommt am 3. Mai.",
        "„Gut so.“",
        "Alle freuen sich.",
    ]


@settings(deadline=None)
@given(st.text(alphabet='aAbÄ.!?…„“")( \n\t19-', max_size=80))
def test_starts_are_sorted_and_stand_at_something_printed(text: str) -> None:
    starts = list(sentence_starts(text))
    assert starts == sorted(set(starts))
    assert all(0 < start <= len(text) for start in starts)
    assert all(start == len(text) or not text[start].isspace() for start in starts)


@pytest.mark.parametrize("piece", [".", " ", "\n", ". ", ".“", "…", "a. ", "1. ", "„"])
def test_long_runs_of_one_piece_are_no_trap(piece: str) -> None:
    """Quadratic patterns needed minutes for these; linear ones are done at once."""
    assert len(list(sentence_starts(piece * 100_000))) <= 100_000
