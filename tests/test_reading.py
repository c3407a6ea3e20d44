"""Articles become Docs and Docs become rows whose offsets hold in title, subtitle and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pressextract import reading
from pressextract.article import Article, Block, Doubt, Loss, blocks_of
from pressextract.collector import Reading
from pressextract.components.mentions import add_doubt, get_context, set_mentions
from pressextract.reading import read_articles
from pressextract.schema import CountRow


@Language.component("numbers_for_tests")
def numbers(doc: Doc) -> Doc:
    """Each run of digits is a count; the word Explosion breaks the component."""
    if "Explosion" in doc.text:
        raise RuntimeError("kaputt")
    if "Zweifel" in doc.text:
        add_doubt(doc, "ambiguous_place", "Zweifel steht da", "counts")
    rows = (
        CountRow(
            start=m.start(),
            end=m.end(),
            text=m[0],
            source="rule:digits",
            confidence="high",
            value=float(m[0].split()[0]),
        )
        for m in re.finditer(r"\d+(?:\s+\d+)*", doc.text)
    )
    set_mentions(doc, CountRow, rows)
    return doc


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("pressextract_sentences")
    nlp.add_pipe("numbers_for_tests")
    return nlp


def article(text: str, title: str = "", subtitle: str | None = None, source_id: str = "a") -> Article:
    return Article(source_id=source_id, title=title, subtitle=subtitle, blocks=blocks_of(text))


def readings(nlp: Language, *articles: Article) -> Iterator[Reading | Loss]:
    return read_articles(nlp, articles, batch_size=2)


def test_headlines_are_read_and_offsets_count_in_their_field(nlp: Language) -> None:
    given = article("Am Ort waren 20 Leute. Es gab 3 Reden.\n\nDann 4 Lieder.", "Fest mit 20 Gästen", "Zum 5. Mal")
    (found,) = readings(nlp, given)
    assert isinstance(found, Reading)
    fields = {"title": given.title, "subtitle": given.subtitle or "", "text": given.text}
    for row in found.mentions:
        assert fields[row.field][row.start : row.end] == row.text
    assert [(r.field, r.text, r.sentence) for r in found.mentions] == [
        ("title", "20", "Fest mit 20 Gästen"),
        ("subtitle", "5", "Zum 5. Mal"),
        ("text", "20", "Am Ort waren 20 Leute."),
        ("text", "3", "Es gab 3 Reden."),
        ("text", "4", "Dann 4 Lieder."),
    ]
    assert {row.article_id for row in found.mentions} == {given.article_id}


def test_components_know_publisher_and_day(nlp: Language) -> None:
    assert get_context(nlp.make_doc("ein Satz ohne Artikel")).publisher is None
    given = Article(source_id="a", publisher="BMUV", published=date(2020, 5, 12), blocks=blocks_of("5 Moore"))
    (part,) = reading._parts(given)
    context = get_context(reading._doc(nlp, part))
    assert (context.publisher, context.published, context.article_id) == ("BMUV", date(2020, 5, 12), given.article_id)


def test_a_mention_across_fields_is_left_out_and_said(nlp: Language) -> None:
    (found,) = readings(nlp, article("7 Zwerge", title="Stand 2020"))
    assert isinstance(found, Reading)
    assert [row.text for row in found.mentions] == []
    assert [(issue.code, issue.kind) for issue in found.issues] == [("crossing", "doubt")]


def test_long_texts_are_read_in_parts_with_true_offsets(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_DOC_CHARS", 60)
    text = "\n\n".join(f"Absatz mit {number} Worten und mehr." for number in range(100, 140))
    given = article(text, title="Titel mit 99 Zeichen")
    (found,) = readings(nlp, given)
    assert isinstance(found, Reading)
    assert [row.value for row in found.mentions if isinstance(row, CountRow)] == [99.0, *map(float, range(100, 140))]
    assert all(text[r.start : r.end] == r.text for r in found.mentions if r.field == "text")


def test_a_text_without_any_blank_is_split_too(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_DOC_CHARS", 50)
    stretches = list(reading._stretches("x" * 120))
    assert stretches == [(0, 50), (50, 100), (100, 120)]


def test_one_rotten_article_costs_no_other(nlp: Language) -> None:
    given = [article("1 Ei", source_id="a"), article("Explosion", source_id="b"), article("2 Eier", source_id="c")]
    first, second, third = readings(nlp, *given)
    assert isinstance(first, Reading)
    assert isinstance(second, Loss)
    assert isinstance(third, Reading)
    assert (second.source_id, second.code, second.message) == ("b", "failed", "RuntimeError: kaputt")


def test_doubts_become_issues_once(nlp: Language) -> None:
    doubt = Doubt(code="foreign_language", message="Latein", stage="cleaning")
    given = Article(source_id="a", blocks=blocks_of("Zweifel\n\nZweifel"), doubts=(doubt, doubt))
    (found,) = readings(nlp, given)
    assert isinstance(found, Reading)
    assert [(i.code, i.stage, i.article_id) for i in found.issues] == [
        ("foreign_language", "cleaning", given.article_id),
        ("ambiguous_place", "counts", given.article_id),
    ]


def test_the_article_row(nlp: Language) -> None:
    given = Article(
        source_id="a",
        blocks=(Block(kind="lead", text="Kurz gesagt: gut."), Block(kind="paragraph", text="Länger gesagt.")),
    )
    (found,) = readings(nlp, given)
    assert isinstance(found, Reading)
    row = found.article
    assert (row.lead, row.text) == ("Kurz gesagt: gut.", "Kurz gesagt: gut.\n\nLänger gesagt.")
    assert row.n_words == 5
    assert row.article_id == "pm_ca978112ca1bbdca"


def test_an_article_without_text_is_read(nlp: Language) -> None:
    (found,) = readings(nlp, article(""))
    assert isinstance(found, Reading)
    assert (found.mentions, found.article.n_words) == ((), 0)
