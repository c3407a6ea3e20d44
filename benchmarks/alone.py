"""One stage of a run by itself, in a process of its own that speed.py measures; its clock starts when all is loaded.

python benchmarks/alone.py cleaning FOLDER TEXTS      # clean the pages, keep the articles' texts
python benchmarks/alone.py model TEXTS                # read the texts by the model alone: nlp.pipe, nothing else
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path

import pressextract
from pressextract.article import Article
from pressextract.cleaning import clean_or_loss
from pressextract.pipeline import load_model
from pressextract.sources import plan_sources


def clean(pages: Path, texts: Path) -> dict[str, float]:
    """Read and clean all pages, in turn."""
    settings = pressextract.Settings()
    began, cpu = time.perf_counter(), time.process_time()
    found = [clean_or_loss(page, settings.language) for page in plan_sources(pages).pages(settings.limits)]
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "pages": len(found)}
    texts.write_bytes(pickle.dumps([article.text for article in found if isinstance(article, Article)]))
    return took


def read(texts: Path) -> dict[str, float]:
    """Tokens, sentences and names of all texts; the same arithmetic as in a run."""
    nlp = load_model(pressextract.Settings().model)
    articles: list[str] = pickle.loads(texts.read_bytes())
    began, cpu = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(articles))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {"seconds": seconds, "cpu": cpu, "pages": len(articles), "tokens": tokens}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    stages = parser.add_subparsers(dest="stage", required=True)
    cleaning = stages.add_parser("cleaning")
    cleaning.add_argument("folder", type=Path)
    cleaning.add_argument("texts", type=Path)
    stages.add_parser("model").add_argument("texts", type=Path)
    arguments = parser.parse_args()
    took = clean(arguments.folder, arguments.texts) if arguments.stage == "cleaning" else read(arguments.texts)
    print(json.dumps(took))


if __name__ == "__main__":
    main()
