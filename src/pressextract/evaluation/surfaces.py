"""Mentions compared by their words: for texts that are not, character by character, those of the gold."""

from __future__ import annotations

import re
from collections import Counter

from pressextract.evaluation.found import FoundArticle
from pressextract.evaluation.gold import TABLES, GoldArticle
from pressextract.evaluation.scores import Mistake
from pressextract.evaluation.tally import LabelTally, context

#: Quotations run over blocks, so their words differ with the cleaning.
SURFACE_LABELS = tuple(label for label in TABLES if label != "QUOTE")


def compare_surfaces(article: GoldArticle, found: FoundArticle, label: str, tally: LabelTally) -> None:
    """Count how often each surface of one label is in the gold's article and in the run's.

    Surfaces that are only optional count as nothing.
    """
    stated = article.mentions_of(label)
    gold = Counter(_surface(mention.text) for mention in stated if not mention.optional)
    optional = {_surface(mention.text) for mention in stated if mention.optional}
    sources = {_surface(row.text): row.source for row in found.mentions[label]}
    rows = Counter(_surface(row.text) for row in found.mentions[label])
    hits = Counter({words: n for words, n in rows.items() if words in gold or words not in optional})
    tally.gold += gold.total()
    tally.found += hits.total()
    tally.exact += (gold & hits).total()
    for words in sorted((gold - hits).elements()):
        around = _context(article.text, words)
        tally.mistakes.append(Mistake(article=article.id, label=label, kind="missed", gold=words, context=around))
    for words in sorted((hits - gold).elements()):
        around = _context(found.text, words)
        source = sources[words]
        tally.mistakes.append(
            Mistake(article=article.id, label=label, kind="false", found=words, context=around, source=source)
        )


def _surface(text: str) -> str:
    return " ".join(text.split())


def _context(text: str, words: str) -> str:
    """The first place of the words."""
    place = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return context(text, *place.span()) if place else ""
