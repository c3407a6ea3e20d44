"""Mentions compared by their offsets: exact spans, overlapping ones, and the attributes of the exact ones."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pressextract.evaluation.agreement import ATTRIBUTES, agrees
from pressextract.evaluation.found import FoundArticle
from pressextract.evaluation.gold import GoldArticle, GoldMention
from pressextract.evaluation.scores import Mistake
from pressextract.evaluation.tally import LabelTally, context
from pressextract.schema import MentionRow

_Span = tuple[int, int]


def compare_spans(article: GoldArticle, found: FoundArticle, label: str, tally: LabelTally) -> None:
    """Count the mentions of one label in one article. What has the span of an optional mention counts as nothing."""
    stated = article.mentions_of(label)
    gold = {(mention.start, mention.end): mention for mention in stated if not mention.optional}
    optional = {(mention.start, mention.end) for mention in stated if mention.optional}
    rows = {(row.start, row.end): row for row in found.mentions[label]}
    hits = {span: row for span, row in rows.items() if span not in optional}
    tally.gold += len(gold)
    tally.found += len(hits)
    for span in sorted(gold.keys() | hits.keys()):
        mention, row = gold.get(span), hits.get(span)
        tally.overlap_gold += mention is not None and _overlapping(span, hits) is not None
        tally.overlap_found += row is not None and _overlapping(span, gold) is not None
        if mention and row:
            tally.exact += 1
            _compare_attributes(article, mention, row, tally)
        elif mention:
            other = hits.get(_overlapping(span, hits) or span)
            tally.mistakes.append(_missed(article, mention, other))
        elif row:
            near = gold.get(_overlapping(span, gold) or span)
            tally.mistakes.append(_false(article, found, label, row, near))


def _overlapping(span: _Span, others: Iterable[_Span]) -> _Span | None:
    return next((other for other in others if span[0] < other[1] and other[0] < span[1]), None)


def _compare_attributes(article: GoldArticle, mention: GoldMention, row: MentionRow, tally: LabelTally) -> None:
    for name, compared in ATTRIBUTES.get(mention.label, {}).items():
        if name not in mention.attributes:
            continue
        stated, value = mention.attributes[name], getattr(row, compared.column)
        is_right = agrees(stated, value, inflected=compared.inflected)
        tally.compared[name] += 1
        tally.right[name] += is_right
        if not is_right:
            tally.mistakes.append(
                Mistake(
                    article=article.id,
                    label=mention.label,
                    kind="attribute",
                    attribute=name,
                    gold=_shown(stated),
                    found=_shown(value),
                    start=mention.start,
                    end=mention.end,
                    context=context(article.text, mention.start, mention.end),
                    source=row.source,
                )
            )


def _missed(article: GoldArticle, mention: GoldMention, overlapping: MentionRow | None) -> Mistake:
    return Mistake(
        article=article.id,
        label=mention.label,
        kind="missed",
        gold=mention.text,
        found=overlapping.text if overlapping else None,
        start=mention.start,
        end=mention.end,
        context=context(article.text, mention.start, mention.end),
        source=overlapping.source if overlapping else None,
    )


def _false(
    article: GoldArticle, found: FoundArticle, label: str, row: MentionRow, overlapping: GoldMention | None
) -> Mistake:
    return Mistake(
        article=article.id,
        label=label,
        kind="false",
        gold=overlapping.text if overlapping else None,
        found=row.text,
        start=row.start,
        end=row.end,
        context=context(found.text, row.start, row.end),
        source=row.source,
    )


def _shown(value: Any) -> str | None:
    """A value as the list of mistakes has it; alternatives as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
