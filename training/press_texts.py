"""Press releases without annotations: the articles of saved pages, plain text, and what of them may be learned from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pressextract.article import Article
from pressextract.cleaning import clean_or_loss
from pressextract.settings import Settings
from pressextract.sources import plan_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: Two texts share a passage when more than so many runs of so many words are the same.
_RUN, _SHARED_RUNS = 8, 20
_WORD = re.compile(r"\w+")


def article_texts(pages: Path) -> Iterator[str]:
    """The texts of saved pages as the package cleans them."""
    for page in plan_sources(pages).pages(Settings().limits):
        article = clean_or_loss(page, "de")
        if isinstance(article, Article):
            yield article.text


def unseen_texts(texts: Iterable[str], gold: Path) -> Iterator[str]:
    """The texts that share no passage with the gold (28 words on end or so), without those too short to tell."""
    gold_runs: set[str] = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        gold_runs.update(_runs(json.loads(line)["text"]))
    for text in texts:
        runs = list(_runs(text))
        if len(runs) > _SHARED_RUNS and sum(run in gold_runs for run in runs) <= _SHARED_RUNS:
            yield text


def words_of(text: str) -> int:
    """How many words a text has."""
    return text.count(" ") + 1


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    return (" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))
