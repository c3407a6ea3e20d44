"""What one state of the code reads: every article of an input with its mentions, as JSON.

    PYTHONPATH=STATE/src python -P benchmarks/readings.py INPUT OUTPUT

diff.py runs it once per state. It calls nothing that the first states lack.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pressextract
from pressextract.article import Article, Loss
from pressextract.cleaning import clean_or_loss
from pressextract.reading import read_articles
from pressextract.sources import plan_sources

#: What the components see of an article.
SEEN = ("title", "subtitle", "text", "publisher", "url", "published")


def read(source: Path) -> Iterator[dict[str, Any]]:
    """Each article, or the code of the loss."""
    settings = pressextract.Settings()
    nlp = pressextract.load(settings)
    articles: list[Article] = []
    limits: Any = getattr(settings, "limits", settings.max_page_bytes)
    for page in plan_sources(source).pages(limits):
        cleaned = clean_or_loss(page, settings.language)
        if isinstance(cleaned, Loss):
            yield {"source_id": cleaned.source_id, "lost": cleaned.code}
        else:
            articles.append(cleaned)
    for article, reading in zip(articles, read_articles(nlp, articles), strict=True):
        if isinstance(reading, Loss):
            yield {"source_id": reading.source_id, "lost": reading.code}
            continue
        mentions = [{"label": mention.label, **dataclasses.asdict(mention)} for mention in reading.mentions]
        seen = {name: getattr(article, name) for name in SEEN}
        yield {"source_id": article.source_id, **seen, "mentions": mentions}


def main() -> None:
    source, output = map(Path, sys.argv[1:])
    found = {"package": pressextract.__file__, "articles": list(read(source))}
    output.write_text(json.dumps(found, ensure_ascii=False, default=str), encoding="utf-8")


if __name__ == "__main__":
    main()
