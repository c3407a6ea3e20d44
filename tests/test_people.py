"""people: names, what stands around them, and who is who."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from pressextract.components.mentions import Context, get_mentions, set_context, set_mentions
from pressextract.components.people import component as _people  # registers the factory
from pressextract.components.people.component import People
from pressextract.components.people.names import split_name, trim, with_family_name
from pressextract.components.people.roles import is_role_noun, role_base
from pressextract.schema import MinistryRow, PersonRow

assert _people


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("pressextract_people")
    return pipeline


@pytest.fixture(scope="module")
def read(nlp: Language) -> Callable[..., list[PersonRow]]:
    """Reads a text; `persons` and `organisations` are what a model would have found."""

    def read_text(text: str, persons: tuple[str, ...] = (), organisations: tuple[str, ...] = ()) -> list[PersonRow]:
        doc = nlp.make_doc(text)
        spans = []
        for label, names in (("PER", persons), ("ORG", organisations)):
            for name in names:
                start = text.index(name)
                spans.append(doc.char_span(start, start + len(name), label=label, alignment_mode="expand"))
        doc.ents = [span for span in spans if span is not None]
        return get_mentions(nlp.get_pipe("pressextract_people")(doc), PersonRow)

    return read_text


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        ("Umweltministerin Berta Klimm pflanzt heute eine Linde.", "Berta Klimm", "Umweltministerin", None),
        (
            "Der Staatssekretär für Bau, Verkehr und Sport, Dr. Armin Feldt, sprach zuerst.",
            "Armin Feldt",
            "Staatssekretär für Bau, Verkehr und Sport",
            None,
        ),
        (
            "Dora Lenk, Senatorin für Arbeit und Soziales: „Das hilft.“",
            "Dora Lenk",
            "Senatorin für Arbeit und Soziales",
            None,
        ),
        (
            "Uta Rohn, Leiterin des Referats Wasserbau im Landesamt für Umwelt, eröffnete die Tagung.",
            "Uta Rohn",
            "Leiterin des Referats Wasserbau",
            "Landesamt für Umwelt",
        ),
        (
            "Es sprach Kai Brenner, Präsident der Handwerkskammer Lahnstein.",
            "Kai Brenner",
            "Präsident",
            "Handwerkskammer Lahnstein",
        ),
        ("Stellvertretende Bürgermeisterin Rita Holm kommt.", "Rita Holm", "Stellvertretende Bürgermeisterin", None),
        ("Pressesprecherin\n\nJutta Amsel\n\nTelefon: 030 1234", "Jutta Amsel", "Pressesprecherin", None),
        ("DRK-Kreisvorsitzender Emil Stern dankte.", "Emil Stern", "DRK-Kreisvorsitzender", "DRK"),
        ("Staatssekretär a. D. Hugo Pfahl berät.", "Hugo Pfahl", "Staatssekretär a. D.", None),
        ("Leiter des Landeswahlamtes ist Herr Otto Brand.", "Otto Brand", "Leiter", "Landeswahlamtes"),
        ("Leitung: Mara Quint", "Mara Quint", "Leitung", None),
    ],
)
def test_office(
    read: Callable[..., list[PersonRow]], text: str, name: str, role: str, organisation: str | None
) -> None:
    (row,) = read(text, persons=(name,))
    assert (row.text, row.role, row.organisation) == (name, role, organisation)
    assert text[row.start : row.end] == name


@pytest.mark.parametrize(
    ("text", "title", "party"),
    [
        ("Prof. Dr. Ida Falk (SPD) sagte zu.", "Prof. Dr.", "SPD"),
        ("Dr.-Ing. Ida Falk baut.", "Dr.-Ing.", None),
        ("Die Abgeordnete Ida Falk (Bündnis 90/Die Grünen) fragte nach.", None, "Bündnis 90/Die Grünen"),
        ("Stadträtin Ida Falk (parteilos, für Die Linke) kam.", None, "parteilos, für Die Linke"),
        ("CDU-Fraktionschefin Ida Falk lehnt ab.", None, "CDU"),
        ("Ida Falk (MdB, FDP) redet.", None, "FDP"),
        ("Ida Falk (TuS Nord) gewann.", None, None),
    ],
)
def test_title_and_party(read: Callable[..., list[PersonRow]], text: str, title: str | None, party: str | None) -> None:
    (row,) = read(text, persons=("Ida Falk",))
    assert (row.academic_title, row.party) == (title, party)


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("Es spricht Ministerin Anke Thoma heute.", "Ministerin Anke Thoma", "Anke Thoma"),
        ("Es spricht Frau Dr. Anke Thoma heute.", "Frau Dr. Anke Thoma", "Anke Thoma"),
        ("Anke Thoma Pressesprecherin\n\nTelefon 12", "Anke Thoma Pressesprecherin", "Anke Thoma"),
        ("Es spricht Anke von der Thann heute.", "Anke von der Thann", "Anke von der Thann"),
        ("Es spricht Anke Thoma MdL heute.", "Anke Thoma MdL", "Anke Thoma"),
    ],
)
def test_model_spans_are_trimmed(read: Callable[..., list[PersonRow]], text: str, proposed: str, expected: str) -> None:
    assert [row.text for row in read(text, persons=(proposed,))] == [expected]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Das Emil Brandt-Institut zieht um.", "Emil Brandt"),
        ("Treffpunkt ist die Emil-Brandt-Straße 5.", "Emil-Brandt-Straße"),
        ("Die Stadtbücherei „Emil Brandt“ öffnet.", "Emil Brandt"),
        ("Die Emil Brandt GmbH liefert.", "Emil Brandt"),
        ("Zu Silvester bleibt das Amt zu.", "Silvester"),
        ("Unser Team vom Technischen Hilfswerk half.", "Technischen Hilfswerk"),
    ],
)
def test_not_a_person(read: Callable[..., list[PersonRow]], text: str, proposed: str) -> None:
    assert read(text, persons=(proposed,)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister und die Verbände begrüßen das Gesetz.",
        "Die Leiterin der Schule und das Jugendamt luden ein.",
        "Die Konrad-Zuse-Schule und das Robert-Bosch-Krankenhaus kooperieren.",
        "Frauen und Herren sind willkommen.",
        "Bürgermeister Stadt Kleinau",
    ],
)
def test_rules_alone_find_nobody(read: Callable[..., list[PersonRow]], text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Landrätin Petra Solms lobte die Helfer.", "Petra Solms"),
        ("Wir danken Dr. Çelik für alles.", "Çelik"),
        ("Fragen beantwortet Frau Özdemir-Krüger gern.", "Özdemir-Krüger"),
        ("Im Auftrag Lindholm\n\nBezirksamt", "Lindholm"),
        ("„Das wird gut“, sagt Nils Å. Sörensen.", "Nils Å. Sörensen"),
    ],
)
def test_rules_need_no_model(read: Callable[..., list[PersonRow]], text: str, name: str) -> None:
    assert [row.text for row in read(text)] == [name]


def test_later_surnames_belong_to_the_full_name(read: Callable[..., list[PersonRow]]) -> None:
    text = "Ministerin Ute Kahl kam. Kahls Rede war kurz. Ein Kahlschlag drohte nicht, so Kahl."
    rows = read(text)
    assert [row.text for row in rows] == ["Ute Kahl", "Kahls", "Kahl"]
    assert {row.name for row in rows} == {"Ute Kahl"}
    assert len({row.person_id for row in rows}) == 1
    assert len({row.entity_id for row in rows}) == 1


def test_a_headline_s_surname_belongs_to_the_full_name_below(read: Callable[..., list[PersonRow]]) -> None:
    rows = read("Kahl: Mehr Geld für Schulen\n\nMinisterin Ute Kahl hat das zugesagt.")
    assert [row.name for row in rows] == ["Ute Kahl", "Ute Kahl"]


def test_two_bearers_of_a_surname_stay_apart(read: Callable[..., list[PersonRow]]) -> None:
    text = "Frau Ute Kahl kam. Herr Jan Kahl kam auch. Frau Kahl lachte, Herr Kahl nicht."
    rows = read(text)
    assert [row.name for row in rows] == ["Ute Kahl", "Jan Kahl", "Ute Kahl", "Jan Kahl"]
    assert len({row.person_id for row in rows}) == 2


def test_a_common_noun_is_no_surname(read: Callable[..., list[PersonRow]]) -> None:
    rows = read("Rektorin Eva Held sprach. Er wurde als ein Held gefeiert.")
    assert [row.text for row in rows] == ["Eva Held"]


def test_plural_role_and_label_are_shared(read: Callable[..., list[PersonRow]]) -> None:
    rows = read("Die Stadträtinnen Ina Goll und Pia Wust kamen.", persons=("Ina Goll", "Pia Wust"))
    assert [row.role for row in rows] == ["Stadträtinnen", "Stadträtinnen"]


def test_known_ministries_bound_the_organisation() -> None:
    doc = spacy.blank("de")("Ada Birk, Leiterin des Stabs im Ministerium für Bau und Verkehr und Jurymitglied, kam.")
    name = "Ministerium für Bau und Verkehr"
    start = doc.text.index(name)
    ministry = MinistryRow(
        start=start, end=start + len(name), text=name, name=name, source="rule:test", confidence="high"
    )
    set_mentions(doc, MinistryRow, [ministry])
    doc.ents = [Span(doc, 0, 2, label="PER")]
    (row,) = get_mentions(People(use_model=True, use_rules=True)(doc), PersonRow)
    assert (row.role, row.organisation) == ("Leiterin des Stabs", name)


def test_entity_ids_join_articles_by_full_name_only(nlp: Language) -> None:
    def rows(text: str, article: str) -> list[PersonRow]:
        doc = nlp.make_doc(text)
        set_context(doc, Context(article_id=article))
        component: Callable[[Doc], Doc] = nlp.get_pipe("pressextract_people")
        return get_mentions(component(doc), PersonRow)

    (first,), (second,) = rows("Frau Ute Kahl kam.", "pm_1"), rows("Frau Ute Kahl ging.", "pm_2")
    assert first.entity_id == second.entity_id
    assert first.person_id != second.person_id
    (first,), (second,) = rows("Frau Kahl kam.", "pm_1"), rows("Frau Kahl ging.", "pm_2")
    assert first.entity_id != second.entity_id


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Lang", ("Anna", "Lang")),
        ("Karl Theodor zu Lahn", ("Karl Theodor", "zu Lahn")),
        ("Ines van der Velde", ("Ines", "van der Velde")),
        ("Lang", (None, "Lang")),
    ],
)
def test_split_name(name: str, parts: tuple[str | None, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    "word", ["Ministerin", "Bezirksstadtrates", "Vorsitzenden", "Projektleiter:in", "CEO", "Kuratorinnen"]
)
def test_role_nouns(word: str) -> None:
    assert is_role_noun(word)


@pytest.mark.parametrize("word", ["Ministerium", "leiter", "Vorsitz", "Senat", "Leitung", "Berlin"])
def test_no_role_nouns(word: str) -> None:
    assert not is_role_noun(word)


def test_role_base_joins_compounds() -> None:
    assert role_base("Familienministerin") == role_base("Ministerin") != role_base("Minister")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="AbcDrm .,:;()„“\n-üSPD", max_size=80))
def test_any_text_is_read(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert 0 <= start <= end <= len(text) or start >= end
    doc = People(use_model=False, use_rules=True)(spacy.blank("de").make_doc(text))
    for row in get_mentions(doc, PersonRow):
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Klaus-Dieter von der Heide freute sich.", "Klaus-Dieter von der", "Klaus-Dieter von der Heide"),
        ("Ursula von der Leyen sprach.", "Ursula von der", "Ursula von der Leyen"),
        ("Anna Beispiel von der Gewerkschaft sprach.", "Anna Beispiel von der", "Anna Beispiel von der"),
        ("Maria von der ersten Klasse sang.", "Maria von der", "Maria von der"),
        ("Ursula von der Leyen sprach.", "Ursula", "Ursula"),
    ],
)
def test_a_span_that_breaks_off_at_a_particle_is_completed(text: str, span: str, expected: str) -> None:
    assert text[: with_family_name(text, 0, len(span))] == expected
