"""Named undertakings: programmes, initiatives, networks, projects, strategies, alliances, competitions, centres.

Class nouns lead to most of them (`initiative_names`), a lexicon to those that need no introduction. A name that the
article has once introduced is found again where it stands bare, in the title too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.abbreviations import long_form_start, short_form_after
from pressextract.components.initiatives.heads import head_word
from pressextract.components.initiatives.kinds import kind_of, most_frequent_kinds
from pressextract.components.initiatives.lexicon import initiative_lexicon
from pressextract.components.initiatives.names import by_class_noun, coined
from pressextract.components.initiatives.quoted_names import quoted_before_class_noun, quoted_with_class_noun
from pressextract.components.mentions import get_mentions, set_mentions, text_of, without_overlaps
from pressextract.components.name_lexicon import learned_names
from pressextract.components.name_spans.choice import Thresholds, choose, confidence
from pressextract.components.name_spans.reading import scored_names
from pressextract.components.name_words import Words, words_in
from pressextract.components.nominative import nominative
from pressextract.components.normal_forms import initiative_columns
from pressextract.components.places.inside_names import drop_adjectives_in
from pressextract.components.span_index import SpanIndex
from pressextract.schema import InitiativeRow, MinistryRow, OrganisationRow, PersonRow, PlaceRow

#: What is an organisation more likely than not is no initiative, whatever its class noun says.
_EVEN = 0.5
#: A rule's span gives way to a longer or shorter one only where its own probability is next to nothing.
_LEAD = 0.9


@Language.factory("pressextract_initiatives", assigns=["doc.spans"])
def create_initiatives(
    nlp: Language, name: str, learn: bool = True, use_model: bool = True, min_probability: float = 0.6
) -> Initiatives:
    """Build the component.

    `learn=False` leaves out bare mentions of names that the article introduces elsewhere, `use_model=False` the
    classifier of names; `min_probability` is how sure that one must be of a name that no rule and no lexicon knows.
    """
    return Initiatives(learn, use_model, min_probability)


class Initiatives:
    """Writes the initiatives of an article into `doc.spans["initiatives"]`."""

    def __init__(self, learn: bool = True, use_model: bool = True, min_probability: float = 0.6) -> None:
        self.learn = learn
        self.use_model = use_model
        self.thresholds = Thresholds(vouched=0.0, rule=0.0, alone=min_probability, lead=_LEAD)
        self.lexicon, self.entries = initiative_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Find the initiatives of one article; an organisation of the model's that is one of them is dropped."""
        words = words_in(text_of(doc))
        organisations = get_mentions(doc, OrganisationRow)
        ministries = get_mentions(doc, MinistryRow)
        bodies = {row.start: row.end for row in (*organisations, *ministries)}
        origins = frozenset(row.start for row in get_mentions(doc, PlaceRow) if row.derived)
        places = {row.start: row.end for row in get_mentions(doc, PlaceRow) if not row.derived}
        proposals = [
            *by_class_noun(words, bodies, origins, places),
            *quoted_with_class_noun(words),
            *quoted_before_class_noun(words),
            *coined(words),
        ]
        found = [
            *self._from_lexicon(words),
            *(_row(words.text, p.start, p.end, p.kind, f"rule:{p.rule}", p.confidence) for p in proposals),
        ]
        sure = [row for row in organisations if row.source.startswith(("rule:legal", "lexicon:"))]
        taken = SpanIndex((row.start, row.end) for row in (*ministries, *get_mentions(doc, PersonRow), *sure))
        kept = without_overlaps(
            row for row in found if not taken.blocks(row.start, row.end) and not _is_club(words.text, row)
        )
        if self.use_model:
            kept = self._chosen(doc, words, kept)
        kept = without_overlaps([*_abbreviations(words.text, kept), *kept])
        if self.learn:
            kept = [*kept, *(row for row in _again(words, kept) if not taken.blocks(row.start, row.end))]
        set_mentions(doc, InitiativeRow, kept)
        drop_adjectives_in(doc, kept)
        _drop_organisations(doc, organisations, get_mentions(doc, InitiativeRow))
        return doc

    def _chosen(self, doc: Doc, words: Words, rows: list[InitiativeRow]) -> list[InitiativeRow]:
        """The candidates that the classifier takes for initiatives; the rules' rows where it has not been asked."""
        scored = scored_names(doc)
        if not scored:
            return rows
        by_span = {(row.start, row.end): row for row in rows}
        sources = {span: row.source for span, row in by_span.items()}
        bodies = {
            (span.start, span.end)
            for span in scored
            if span.organisation >= max(_EVEN, span.initiative)
            and not sources.get((span.start, span.end), "").startswith("lexicon:")
        }
        likely = dict.fromkeys(by_span, 0.0) | {(span.start, span.end): span.initiative for span in scored}
        probabilities = {span: probability for span, probability in likely.items() if span not in bodies}
        chosen = choose(probabilities, sources, self.thresholds)
        found = [by_span.get(span) or _by_classifier(words, span, probabilities[span]) for span in chosen]
        kinds = most_frequent_kinds(found)
        return [row if row.kind else replace(row, kind=kinds.get(row.name)) for row in found]

    def _from_lexicon(self, words: Words) -> Iterator[InitiativeRow]:
        for hit in self.lexicon.find(words):
            entry = self.entries[hit.alias.key]
            yield _row(words.text, hit.start, hit.end, entry.kind, f"lexicon:{entry.key}", "high", name=entry.alias)


def _row(
    text: str,
    start: int,
    end: int,
    kind: str,
    source: str,
    confidence: str,
    name: str | None = None,
    abbreviation: str | None = None,
) -> InitiativeRow:
    if abbreviation is None:
        short = short_form_after(text, end)
        if short is not None and long_form_start(text[start:end], text[slice(*short)]) is not None:
            abbreviation = text[slice(*short)]
    return InitiativeRow(
        start=start,
        end=end,
        text=text[start:end],
        source=source,
        confidence=confidence,
        **initiative_columns(name or nominative(" ".join(text[start:end].split()))),
        kind=kind or None,
        abbreviation=abbreviation,
    )


def _by_classifier(words: Words, span: tuple[int, int], probability: float) -> InitiativeRow:
    """A row for a name that no rule found."""
    return _row(words.text, *span, kind_of(words, *span), "model", confidence(probability))


def _is_club(text: str, row: InitiativeRow) -> bool:
    """Whether the short form in brackets has a legal form: *SelbstHilfeInitiative … (SHIA e.V.)*."""
    short = short_form_after(text, row.end)
    return short is not None and "V." in text[slice(*short)]


def _abbreviations(text: str, rows: list[InitiativeRow]) -> Iterator[InitiativeRow]:
    """Short forms of whole names: *(ZIM)*; not those of a topic alone (*Netzwerk Künstliche Intelligenz (KI)*)."""
    for row in rows:
        short = short_form_after(text, row.end)
        if short is None:
            continue
        short_text = text[slice(*short)]
        begins = long_form_start(row.text, short_text)
        first = row.text.split(" ")[0]
        head_left_out = begins is not None and begins > 0 and head_word(first) is not None
        if not head_left_out and (begins is not None or short_text.isupper()):
            yield _row(
                text, *short, row.kind or "", "rule:abbreviation", "high", name=row.name, abbreviation=short_text
            )


def _again(words: Words, rows: list[InitiativeRow]) -> Iterator[InitiativeRow]:
    """Further mentions of the names in `rows`; a single plain noun only in quotation marks."""
    known: dict[str, InitiativeRow] = {}
    for row in rows:
        known.setdefault(row.text, row)
        for part in _shorter(row.text):
            known.setdefault(part, row)
    names = (text for text in known if len(text) > 2)
    lexicon = learned_names(names, words.text, (row.text for row in rows))
    for hit in lexicon.find(words):
        text = words.text[hit.start : hit.end]
        index = words.index_at(hit.start)
        plain = " " not in text and text.isalpha() and not words[index].is_coined
        quoted = words.text[hit.start - 1 : hit.start] in '„“"»«‚' and words.text[hit.end : hit.end + 1] in '“”"«»‘'
        first = known[hit.alias.key]
        if plain and not quoted and not first.source.startswith(("rule:adjective", "rule:compound", "lexicon:")):
            continue
        again = _row(words.text, hit.start, hit.end, first.kind or "", "rule:again", "medium", name=first.name)
        yield replace(again, abbreviation=again.abbreviation or first.abbreviation)


def _shorter(text: str) -> Iterator[str]:
    """*Schulbauoffensive* for *Berliner Schulbauoffensive*."""
    adjective, _, rest = text.partition(" ")
    if rest and " " not in rest and adjective.endswith("er") and head_word(rest) is not None and len(rest) > 14:
        yield rest


def _drop_organisations(doc: Doc, organisations: list[OrganisationRow], initiatives: list[InitiativeRow]) -> None:
    """Take from the organisations what only the model held for one and is an initiative or a part of its name."""
    names = SpanIndex((row.start, row.end) for row in initiatives)
    kept = [
        row
        for row in organisations
        if row.source.startswith(("lexicon:", "rule:legal")) or not names.holds(row.start, row.end)
    ]
    if len(kept) < len(organisations):
        set_mentions(doc, OrganisationRow, kept)
