"""Gives each candidate its probability of being an organisation's or an initiative's name.

A multinomial logistic regression over the features, learned from annotated releases (training/name_spans.py). Its
weights lie in model/name_spans.csv, a line per feature, so what speaks for a name can be read there.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pressextract.components.name_spans.candidates import Span
from pressextract.components.name_spans.features import Surroundings, inner_features, left_features, right_features
from pressextract.components.name_words import Words
from pressextract.errors import ModelError
from pressextract.model import name_span_weights

#: Below this a candidate is of no use to anybody.
_FLOOR = 0.0005

Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A candidate with its probabilities; what is left to 1 is that it names neither."""

    start: int
    end: int
    organisation: float
    initiative: float


class SpanClassifier:
    """Sums weights; the bias is the feature `bias`."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def score(self, words: Words, found: dict[Span, set[str]], known: Surroundings) -> list[ScoredSpan]:
        """The candidates that may be names, in text order."""
        left: dict[int, tuple[float, float]] = {}
        right: dict[int, tuple[float, float]] = {}
        bias = self._weights.get("bias", (0.0, 0.0))
        scored = []
        for span in sorted(found):
            first, last = words.index_at(span[0]), words.index_at(span[1]) - 1
            if last < first:
                continue
            if first not in left:
                left[first] = self._sum(left_features(words, first, known))
            if last not in right:
                right[last] = self._sum(right_features(words, last, known))
            inner = self._sum(inner_features(words, span, first, last, found[span], known))
            logits = [sum(parts) for parts in zip(bias, left[first], right[last], inner, strict=True)]
            organisation, initiative = _softmax(*logits)
            if max(organisation, initiative) >= _FLOOR:
                scored.append(ScoredSpan(*span, organisation, initiative))
        return scored

    def _sum(self, features: Iterable[str]) -> tuple[float, float]:
        organisation = initiative = 0.0
        weights = self._weights
        for feature in features:
            weight = weights.get(feature)
            if weight is not None:
                organisation += weight[0]
                initiative += weight[1]
        return organisation, initiative


def all_features(words: Words, span: Span, ways: Iterable[str], known: Surroundings) -> list[str] | None:
    """The features of one candidate, as training sees them; None for a span without words."""
    first, last = words.index_at(span[0]), words.index_at(span[1]) - 1
    if last < first:
        return None
    return list(
        chain(
            ["bias"],
            left_features(words, first, known),
            right_features(words, last, known),
            inner_features(words, span, first, last, ways, known),
        )
    )


@cache
def bundled_classifier() -> SpanClassifier:
    """The classifier that comes with the package, read once per process.

    Raises:
        ModelError: its file is missing or damaged.
    """
    path = name_span_weights()
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            return SpanClassifier({feature: (float(one), float(other)) for feature, one, other in rows})
    except (OSError, ValueError, StopIteration) as error:
        raise ModelError(f"{path}: cannot be read ({error}); install pressextract again") from error


def _softmax(organisation: float, initiative: float) -> tuple[float, float]:
    """Of the two and a third class whose logit is 0."""
    most = max(organisation, initiative, 0.0)
    powers = (math.exp(organisation - most), math.exp(initiative - most), math.exp(-most))
    total = sum(powers)
    return powers[0] / total, powers[1] / total
