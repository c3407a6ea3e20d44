"""Precision, recall and F1 of a run's tables against articles that somebody has annotated (docs/evaluation.md).

    >>> from pressextract.evaluation import evaluate
    >>> evaluate("gold.jsonl", "data/processed").of("PERSON").f1  # doctest: +SKIP

No spaCy import: what is scored are the files of a finished run.
"""

from __future__ import annotations

from pressextract.evaluation.scores import AttributeScore, Evaluation, LabelScores, Mistake
from pressextract.evaluation.scoring import evaluate

__all__ = ["AttributeScore", "Evaluation", "LabelScores", "Mistake", "evaluate"]
