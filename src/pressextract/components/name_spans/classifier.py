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
from pressextract.components.name_spans.features import Feature, inner_features, left_features, right_features
from pressextract.components.name_spans.surroundings import Surroundings
from pressextract.components.name_spans.word_features import word_features
from pressextract.components.name_words import Words
from pressextract.errors import ModelError
from pressextract.model import name_span_weights

#: Below this a candidate is of no use to anybody.
_FLOOR = 0.0005

#: Words of which is remembered what they weigh in a place; some 6 MB.
_REMEMBERED = 32_768

Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A candidate with its probabilities; what is left to 1 is that it names neither."""

    start: int
    end: int
    organisation: float
    initiative: float


class SpanClassifier:
    """Sums weights; the bias is the feature `bias`. What word forms weigh in each place is remembered."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known: dict[Feature, tuple[float, float]] = {}
        self._known.update(weights)

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
            before, behind = left[first], right[last]
            organisation, initiative = _softmax(
                bias[0] + before[0] + behind[0] + inner[0], bias[1] + before[1] + behind[1] + inner[1]
            )
            if max(organisation, initiative) >= _FLOOR:
                scored.append(ScoredSpan(*span, organisation, initiative))
        return scored

    def _sum(self, features: Iterable[Feature]) -> tuple[float, float]:
        organisation = initiative = 0.0
        known = self._known
        for feature in features:
            weight = known.get(feature)
            if weight is None:
                if isinstance(feature, str):
                    continue
                weight = self._learned(*feature)
            organisation += weight[0]
            initiative += weight[1]
        return organisation, initiative

    def _learned(self, place: str, word: str) -> tuple[float, float]:
        """What a word form weighs in a place, remembered from now on."""
        if len(self._known) > len(self._weights) + _REMEMBERED:
            self._known = {}
            self._known.update(self._weights)
        weight = self._known[place, word] = self._sum(word_features(place, word))
        return weight


def all_features(words: Words, span: Span, ways: Iterable[str], known: Surroundings) -> list[str] | None:
    """The features of one candidate, as training sees them; None for a span without words."""
    first, last = words.index_at(span[0]), words.index_at(span[1]) - 1
    if last < first:
        return None
    found = chain(
        ["bias"],
        left_features(words, first, known),
        right_features(words, last, known),
        inner_features(words, span, first, last, ways, known),
    )
    return [name for feature in found for name in ([feature] if isinstance(feature, str) else word_features(*feature))]


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
