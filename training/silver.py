"""Press releases annotated by machine, where rules and a first model agree: more text of the kind that is read.

The whole pipeline reads each text with the first model in it. A mention that a rule is sure of, or that rule and model
find alike, becomes a name; where they differ, and where the model alone sees a name, the words are left open and teach
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpora import Example, Span, press_label, without_overlaps
from pressextract import load
from pressextract.components.mentions import get_mentions
from pressextract.schema import MENTION_ROWS
from pressextract.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.tokens import Doc


def annotate(texts: Iterable[str], model: Path) -> Iterator[Example]:
    """Each text with the names on which rules and model agree; `model` is the folder of the first model."""
    nlp = load(settings_from(model=str(model)))
    nlp.select_pipes(disable=["pressextract_counts", "pressextract_quotes"])
    for doc in nlp.pipe(texts, batch_size=64):
        yield Example(doc.text, tuple(agreed_spans(doc)))


def agreed_spans(doc: Doc) -> list[Span]:
    """The names of a read document, and as label None what one of the two sees alone."""
    by_model = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
    names, places = [], []
    for row_class in MENTION_ROWS:
        for row in get_mentions(doc, row_class):
            label = press_label(row_class.label, derived=bool(getattr(row, "derived", False)))
            if label is None:
                continue
            sure = row.confidence == "high" and row.source != "model"
            known = sure or (row.start, row.end, label) in by_model
            (places if row_class.label == "PLACE" else names).append(Span(row.start, row.end, label if known else None))
    spans = without_overlaps(names, places)
    alone = [
        Span(start, end, None)
        for start, end, _ in sorted(by_model)
        if all(end <= span.start or span.end <= start for span in spans)
    ]
    return sorted([*spans, *alone])
