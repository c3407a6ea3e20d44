"""Organisations: companies, agencies, associations, universities, parties, parliaments, courts, media.

Three sources, in this order of trust: a lexicon of those that press releases name without explaining them, rules for
the forms of names, and the model's ORG entities. What the article introduces (an abbreviation in brackets, a name
with its legal form) is found again where it stands bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.event_names import organisation_entities
from pressextract.components.mentions import (
    get_mentions,
    model_entities,
    set_mentions,
    text_of,
    without_overlaps,
)
from pressextract.components.name_lexicon import learned_names
from pressextract.components.name_spans.choice import Thresholds, choose, confidence
from pressextract.components.name_spans.reading import score_names
from pressextract.components.name_tails import proper_tail
from pressextract.components.name_words import Words, words_in
from pressextract.components.nominative import nominative
from pressextract.components.normal_forms import organisation_columns
from pressextract.components.organisations.heads import Candidate, class_nouns_in, is_class_noun
from pressextract.components.organisations.legal_forms import with_legal_form
from pressextract.components.organisations.lexicon import in_brackets, organisation_lexicon
from pressextract.components.organisations.model_entities import GENERIC, trimmed
from pressextract.components.organisations.names import (
    coined_after_class_noun,
    quoted_after_class_noun,
    with_class_noun,
)
from pressextract.components.places.inside_names import drop_adjectives_in
from pressextract.components.span_index import SpanIndex
from pressextract.schema import MinistryRow, OrganisationRow, PersonRow, PlaceRow

_LEGAL = re.compile(r" (?:gGmbH|GmbH|mbH|AG|SE|KG|eG|GbR|e\. ?V\.?)\b.*$")


@Language.factory("pressextract_organisations", assigns=["doc.spans"])
def create_organisations(
    nlp: Language, name: str, use_model: bool = True, min_probability: float = 0.45
) -> Organisations:
    """Build the component.

    `use_model=False` leaves the model's ORG entities and the classifier of names aside; `min_probability` is how sure
    that one must be of a name that no rule and no lexicon knows.
    """
    return Organisations(use_model, min_probability)


class Organisations:
    """Writes the organisations of an article into `doc.spans["organisations"]`."""

    def __init__(self, use_model: bool = True, min_probability: float = 0.45) -> None:
        self.use_model = use_model
        self.thresholds = Thresholds(vouched=0.1, rule=0.35, alone=min_probability, lead=0.1)
        self.lexicon, self.names, self.short_forms = organisation_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of one article."""
        words = words_in(text_of(doc))
        kept = self.proposed(doc, words, use_model=self.use_model)
        if self.use_model and doc.ents:  # without a model's entities the classifier would miss what it counts on
            kept = without_overlaps(_not_in(self._chosen(doc, words, kept), doc))
            kept = [*kept, *_again(words, kept, _places(doc), chosen=True)]
        set_mentions(doc, OrganisationRow, kept)
        drop_adjectives_in(doc, kept)
        return doc

    def proposed(self, doc: Doc, words: Words, *, use_model: bool) -> list[OrganisationRow]:
        """What lexicon, rules and, where asked for, the model's entities take for organisations."""
        places = _places(doc)
        origins = frozenset(row.start for row in get_mentions(doc, PlaceRow) if row.derived)
        persons = {row.start: row.end for row in get_mentions(doc, PersonRow)}
        found = [
            *self._from_lexicon(words, places, persons),
            *self._from_rules(words, places, origins, persons),
        ]
        if use_model:
            found = _with_model(found, list(self._from_model(doc, words)))
        kept = without_overlaps(_not_in(found, doc))
        kept = _not_in([*kept, *_abbreviations_of(words.text, kept)], doc)
        return [*kept, *_again(words, kept, places)]

    def _chosen(self, doc: Doc, words: Words, rows: list[OrganisationRow]) -> Iterator[OrganisationRow]:
        """The candidates that the classifier takes for organisations; a rule's row where a rule found the same span."""
        by_span = {(row.start, row.end): row for row in rows}
        probabilities = {
            (span.start, span.end): span.organisation
            for span in score_names(doc, words, rows)
            if span.organisation >= span.initiative
        }
        for span in choose(probabilities, {span: row.source for span, row in by_span.items()}, self.thresholds):
            yield by_span.get(span) or _row(words.text, *span, "model", confidence(probabilities[span]))

    def _from_lexicon(self, words: Words, places: dict[int, int], persons: dict[int, int]) -> Iterator[OrganisationRow]:
        for hit in self.lexicon.find(words):
            if hit.alias.form == "bracket" and not in_brackets(words.text, hit.start, hit.end):
                continue
            if not _party_adjective_fits(words, hit.start, hit.end):
                continue
            key = hit.alias.key
            if hit.end + 1 in persons and words.text[hit.end] == " ":  # Bundesrat Cassis: an office
                continue
            if "rat" not in hit.alias.text and "regierung" not in hit.alias.text:
                tail = proper_tail(words, words.index_at(hit.end) - 1, places, longest=1)
                if tail is not None:  # ADFC Berlin, IHK Kassel: a branch is an organisation of its own
                    yield _row(words.text, hit.start, words[tail].end, f"lexicon:{key}", "medium")
                    continue
            yield _row(
                words.text,
                hit.start,
                hit.end,
                f"lexicon:{key}",
                "high",
                name=self.names[key],
                abbreviation=self.short_forms.get(key),
            )

    def _from_rules(
        self, words: Words, places: dict[int, int], origins: frozenset[int], persons: dict[int, int]
    ) -> Iterator[OrganisationRow]:
        nouns = class_nouns_in(words)
        candidates: Iterable[Candidate] = (
            *with_legal_form(words, places),
            *with_class_noun(words, nouns, places, origins, persons),
            *quoted_after_class_noun(words, nouns),
            *coined_after_class_noun(words, nouns),
        )
        for found in candidates:
            yield _row(words.text, found.start, found.end, f"rule:{found.rule}", found.confidence)

    def _from_model(self, doc: Doc, words: Words) -> Iterator[OrganisationRow]:
        for ent in organisation_entities(doc):
            span = trimmed(words, ent.start_char, ent.end_char)
            if span is not None:
                yield _row(words.text, *span, "model", "medium")


def _places(doc: Doc) -> dict[int, int]:
    """Starts of places with their ends, those included that only the model sees."""
    places = {row.start: row.end for row in get_mentions(doc, PlaceRow) if not row.derived}
    for ent in model_entities(doc, "LOC"):
        places.setdefault(ent.start_char, ent.end_char)
    return places


def _with_model(found: list[OrganisationRow], model: list[OrganisationRow]) -> list[OrganisationRow]:
    """Rules decide where a name ends when the model begins it at the same word and runs on without a legal form."""
    ends = {row.start: row.end for row in found if row.source.startswith("rule:") or " " in row.text}
    return [
        *found,
        *(row for row in model if not (ends.get(row.start, row.end) < row.end and not _LEGAL.search(row.text))),
    ]


def _row(
    text: str,
    start: int,
    end: int,
    source: str,
    confidence: str,
    name: str | None = None,
    abbreviation: str | None = None,
) -> OrganisationRow:
    written = " ".join(text[start:end].split())
    return OrganisationRow(
        start=start,
        end=end,
        text=text[start:end],
        source=source,
        confidence=confidence,
        **organisation_columns(name or nominative(written)),
        abbreviation=abbreviation,
    )


def _not_in(rows: Iterable[OrganisationRow], doc: Doc) -> list[OrganisationRow]:
    """Without what is a ministry, a part of one, or a person."""
    ministries = SpanIndex((row.start, row.end) for row in get_mentions(doc, MinistryRow))
    persons = {(row.start, row.end) for row in get_mentions(doc, PersonRow)}
    return [row for row in rows if not ministries.blocks(row.start, row.end) and (row.start, row.end) not in persons]


def _abbreviations_of(text: str, rows: list[OrganisationRow]) -> Iterator[OrganisationRow]:
    """The short forms in brackets behind organisations: *Deutscher Verband Flüssiggas e. V. (DVFG)*."""
    found = SpanIndex((row.start, row.end) for row in rows)
    for row in rows:
        short = short_form_after(text, row.end)
        if short is None or found.holds(short[0], short[0] + 1):
            continue
        short_text = text[slice(*short)]
        if long_form_start(row.text, short_text) is not None or short_text.isupper():
            yield _row(text, *short, "rule:abbreviation", "high", name=row.name, abbreviation=short_text)


def _again(
    words: Words, rows: list[OrganisationRow], places: dict[int, int], *, chosen: bool = False
) -> Iterator[OrganisationRow]:
    """Further mentions of names that the article has introduced, with or without their legal form.

    `chosen`: the classifier has chosen the rows, so distinctive names that only the model knows count too.
    """
    aliases: dict[str, OrganisationRow] = {}
    for row in rows:
        if not (row.source.startswith("rule:") or (chosen and _is_distinctive(row.text))):
            continue
        aliases.setdefault(row.text, row)
        shorter = _LEGAL.sub("", row.text)
        plain = shorter.isalpha() and shorter[1:].islower() and f" in {shorter}" in words.text
        if shorter != row.text and not plain and shorter.casefold() not in GENERIC and not is_class_noun(shorter):
            aliases.setdefault(shorter, row)
    names = (text for text in aliases if len(text) > 1)
    lexicon = learned_names(names, words.text, (row.text for row in rows))
    taken = {row.start for row in rows}
    for hit in lexicon.find(words):
        if hit.start not in taken and places.get(hit.start) != hit.end:
            known = aliases[hit.alias.key]
            yield _row(
                words.text, hit.start, hit.end, "rule:again", "medium", name=known.name, abbreviation=known.abbreviation
            )


def _is_distinctive(name: str) -> bool:
    """Whether a name means the same wherever it stands: several words, or capitals inside a word.

    Of the model's single plain words 5 in 20 further mentions were right.
    """
    return len(name) > 3 and (" " in name or any(char.isupper() for char in name[1:]))


def _party_adjective_fits(words: Words, start: int, end: int) -> bool:
    """*die Grünen* is a party, *im Grünen* and *den Grünen Hirschen* are not."""
    text = words.text[start:end]
    if text not in ("Grünen", "GRÜNEN", "Linken", "Freien Demokraten", "Freien Wähler"):
        return True
    index = words.index_at(start)
    before = words[index - 1].text.casefold() if index else ""
    following = words.text[end : end + 2]
    return before in ("die", "den", "der", "und", "von", "bündnis") and not (
        following[:1] == " " and following[1:].isupper()
    )
