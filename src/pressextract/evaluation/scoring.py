"""evaluate(): each annotated article beside what the run found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pressextract.evaluation.agreement import ATTRIBUTES
from pressextract.evaluation.found import FoundArticle, read_found
from pressextract.evaluation.gold import TABLES, GoldArticle, read_gold, unscored_attributes
from pressextract.evaluation.scores import AttributeScore, Evaluation, LabelScores, Mistake
from pressextract.evaluation.spans import compare_spans
from pressextract.evaluation.surfaces import SURFACE_LABELS, compare_surfaces
from pressextract.evaluation.tally import LabelTally


def evaluate(gold: str | Path, folder: str | Path, *, surface: bool = False) -> Evaluation:
    """Score the tables of a finished run against annotated articles.

    Articles are matched by the gold's `id` and `articles.source_id`, mentions by their offsets in the text. With
    `surface` words are compared per article instead, for runs over the pages that the annotated texts were taken from.

    Raises:
        ConfigError: the gold breaks its format (the message begins with `file:line`), or the folder holds no tables.
            Missing articles and other texts are told by the result, see `Evaluation.check_texts`.
    """
    articles = read_gold(Path(gold))
    found = read_found(Path(folder), {article.id for article in articles})
    labels = SURFACE_LABELS if surface else tuple(TABLES)
    compare = compare_surfaces if surface else compare_spans
    tallies = {label: LabelTally() for label in labels}
    for article in articles:
        mine = found.get(article.id, FoundArticle(article.text))
        for label in labels:
            if article.states(label):
                compare(article, mine, label, tallies[label])
    return Evaluation(
        scores=tuple(_scores(label, tally) for label, tally in tallies.items() if tally.gold or tally.found),
        mistakes=_in_order(articles, (mistake for tally in tallies.values() for mistake in tally.mistakes)),
        articles=len(articles),
        missing=tuple(article.id for article in articles if article.id not in found),
        other_texts=() if surface else tuple(a.id for a in articles if a.id in found and found[a.id].text != a.text),
        unscored=Counter() if surface else unscored_attributes(articles, ATTRIBUTES),
        by_surface=surface,
    )


def _scores(label: str, tally: LabelTally) -> LabelScores:
    attributes = {name: AttributeScore(tally.right[name], n) for name, n in sorted(tally.compared.items())}
    return LabelScores(label, tally.gold, tally.found, tally.exact, tally.overlap_gold, tally.overlap_found, attributes)


def _in_order(articles: Iterable[GoldArticle], mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """By article as the gold has them, in each by label and place."""
    order = {article.id: number for number, article in enumerate(articles)}
    return tuple(sorted(mistakes, key=lambda mistake: order[mistake.article]))
