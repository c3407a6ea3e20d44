"""How mentions, context and doubts lie in a Doc and come back out of it."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from pressextract.components.mentions import (
    Context,
    add_doubt,
    get_context,
    get_doubts,
    get_mentions,
    model_entities,
    set_context,
    set_mentions,
    without_overlaps,
)
from pressextract.identifiers import entity_id
from pressextract.schema import CountRow, PlaceRow, QuoteRow

TEXT = "Drei Boote fuhren von Köln-Deutz nach Bonn."
CONTEXT = Context(
    article_id="pm_1",
    publisher="Stadt Köln",
    url="https://example.org/1",
    published=date(2024, 2, 29),
    segments=(("title", 0, 5), ("text", 7, 36)),
)


def make(text: str = TEXT) -> Doc:
    return spacy.blank("de").make_doc(text)


def place(start: int, end: int, text: str = TEXT) -> PlaceRow:
    return PlaceRow(
        start=start, end=end, text=text[start:end], source="rule:test", confidence="high", place_id="x", name="X"
    )


def spans(rows: list[PlaceRow]) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in rows]


def test_a_doc_survives_bytes_with_mentions_context_and_doubts() -> None:
    doc = make()
    set_context(doc, CONTEXT)
    count = CountRow(
        start=0,
        end=10,
        text="Drei Boote",
        source="rule:number",
        confidence="high",
        value=3.0,
        kind="count",
        noun="Boote",
    )
    set_mentions(doc, CountRow, [count])
    set_mentions(doc, PlaceRow, [place(38, 42)])
    add_doubt(doc, "ambiguous_place", "Bonn: may be two", "places")

    back = Doc(doc.vocab).from_bytes(doc.to_bytes())

    assert get_context(back) == CONTEXT
    assert get_mentions(back, CountRow) == [count]
    assert get_mentions(back, PlaceRow) == [place(38, 42)]
    assert get_mentions(back, QuoteRow) == []
    assert [(doubt.code, doubt.stage) for doubt in get_doubts(back)] == [("ambiguous_place", "places")]
    assert [(span.text, span.label_) for span in back.spans["places"]] == [("Bonn", "PLACE")]


def test_a_plain_doc_has_an_empty_context_and_no_doubts() -> None:
    doc = make()
    assert get_context(doc) == Context()
    assert get_doubts(doc) == []


def test_a_mention_inside_a_token_keeps_its_offsets_and_widens_its_span() -> None:
    doc = make("Die Köln-Bonner-Bahn fährt.")
    set_mentions(doc, PlaceRow, [place(4, 8, doc.text)])
    (row,) = get_mentions(doc, PlaceRow)
    (span,) = doc.spans["places"]
    assert (row.start, row.end, row.text) == (4, 8, "Köln")
    assert span.start_char <= 4
    assert span.end_char >= 8


def test_a_mention_outside_the_text_is_a_mistake_of_the_component() -> None:
    doc = make("Kurz.")
    with pytest.raises(ValueError, match=r"places: mention 3\.\.99 lies outside the text of 5 characters"):
        set_mentions(doc, PlaceRow, [place(3, 99)])


def test_setting_again_replaces() -> None:
    doc = make()
    set_mentions(doc, PlaceRow, [place(38, 42)])
    set_mentions(doc, PlaceRow, [])
    assert get_mentions(doc, PlaceRow) == []
    assert len(doc.spans["places"]) == 0


@pytest.mark.parametrize(
    ("given_spans", "kept"),
    [
        ([(38, 42), (22, 32)], [(22, 32), (38, 42)]),
        ([(22, 26), (22, 32)], [(22, 32)]),
        ([(0, 4), (3, 10), (9, 12)], [(3, 10)]),
        ([(0, 4), (4, 8)], [(0, 4), (4, 8)]),
        ([(0, 4), (2, 6)], [(0, 4)]),
        ([(5, 9), (5, 9)], [(5, 9)]),
        ([], []),
    ],
)
def test_of_two_that_overlap_the_longer_stays(given_spans: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    assert spans(without_overlaps(place(*span) for span in given_spans)) == kept


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=30))
def test_what_is_kept_is_sorted_free_of_overlaps_and_maximal(starts_and_lengths: list[tuple[int, int]]) -> None:
    rows = [place(start, start + length) for start, length in starts_and_lengths]
    kept = without_overlaps(rows)
    assert all(left.end <= right.start for left, right in itertools.pairwise(kept))
    for row in rows:
        rivals = [other for other in kept if row.start < other.end and other.start < row.end]
        assert any(other.end - other.start >= row.end - row.start for other in rivals)


def test_entity_ids_depend_on_label_and_key_alone() -> None:
    assert entity_id("ORG", "DIHK") == entity_id("ORG", "dihk")
    assert entity_id("ORG", "DIHK") != entity_id("PLACE", "DIHK")
    assert entity_id("ORG", "DIHK").startswith("en_")


@pytest.mark.parametrize(("written", "asked"), [("PER", "PER"), ("PERSON", "PER"), ("GPE", "LOC"), ("LOC", "LOC")])
def test_labels_of_other_models_are_understood(written: str, asked: str) -> None:
    doc = make()
    doc.ents = [Span(doc, 0, 1, label=written)]
    assert [ent.text for ent in model_entities(doc, asked)] == ["Drei"]
    assert list(model_entities(doc, "MISC")) == []
