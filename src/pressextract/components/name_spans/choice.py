"""Which candidates become mentions: probability, and what a rule or a lexicon knows besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pressextract.components.name_spans.candidates import Span
from pressextract.components.span_index import first_fitting

#: From this probability on such a name is as sure as a rule's.
_HIGH = 0.85


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
    return first_fitting((*span, span) for _, span in sorted(ranked))


def confidence(probability: float) -> str:
    """The column `confidence` of a name that only the classifier knows."""
    return "high" if probability >= _HIGH else "medium"
