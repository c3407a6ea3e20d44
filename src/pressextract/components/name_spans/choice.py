"""Which candidates become mentions: probability, and what a rule or a lexicon knows besides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pressextract.components.name_spans.candidates import Span


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least probabilities of a span that a lexicon or a legal form vouches for, that a rule proposes, of any other.

    `lead` is how much likelier another span must be to win over one of a rule's or a lexicon's that it overlaps.
    """

    vouched: float
    rule: float
    alone: float
    lead: float


def choose(probabilities: Mapping[Span, float], sources: Mapping[Span, str], thresholds: Thresholds) -> list[Span]:
    """The spans that are names, without overlaps, in text order.

    `sources` tells for spans that rules, lexicons and the model found what found them (the column `source`).
    """
    ranked = []
    for span, probability in probabilities.items():
        source = sources.get(span, "")
        if source.startswith(("lexicon:", "rule:legal_form")):
            least, lead = thresholds.vouched, thresholds.lead
        elif source.startswith("rule:"):
            least, lead = thresholds.rule, thresholds.lead
        else:
            least, lead = thresholds.alone, 0.0
        if probability >= least:
            ranked.append((-probability - lead, span))
    return without_overlaps(span for _, span in sorted(ranked))


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in text order; of those that overlap the one given first."""
    kept: list[Span] = []
    for start, end in spans:
        place = bisect_right(kept, (start, end))
        if place and kept[place - 1][1] > start:
            continue
        if place < len(kept) and kept[place][0] < end:
            continue
        kept.insert(place, (start, end))
    return kept
