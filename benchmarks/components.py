"""CPU time of each stage of reading, and that of the extractors as a multiple of the model's.

    uv run python benchmarks/components.py [--articles N]       # writes benchmarks/components.md

Cleaned articles of a fixed sample of the dump become Docs as in a run: title, subtitle and text in one, with the
article's facts, in batches; a stage takes a whole batch before the next one begins. Model and extractors remember
words, so each pass is a process of its own that has read other articles before. Of the passes the best time of each
stage counts. One thread, garbage collected as rarely as in a run.
"""

from __future__ import annotations

import argparse
import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported, here and in passes

import multiprocessing
import platform
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

import pressextract
from pressextract.article import Article
from pressextract.cleaning import clean_or_loss
from pressextract.garbage import rare_collections
from pressextract.models import describe_model
from pressextract.reading import _doc, _parts, _reading, read_articles
from pressextract.schema import FAMILIES
from pressextract.sources import plan_sources
from sample import DUMP, SEED, unpack_sample

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
REPORT = HERE / "components.md"
WARM_UP = 200
PASSES = 3
BATCH = 64
TOKENIZER, ROWS = "tokenizer", "rows"
EXTRACTORS = tuple(f"pressextract_{family}" for family in FAMILIES)


@dataclass(slots=True)
class Times:
    """CPU seconds by stage, and what was read in them."""

    articles: int = 0
    tokens: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes."""
        began = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - began


def measure(articles: list[Article], warm_up: list[Article]) -> Times:
    """One pass over the articles, stage by stage."""
    nlp = pressextract.load(pressextract.Settings())
    for _ in read_articles(nlp, warm_up, BATCH):
        pass
    with rare_collections():
        return _timed(nlp, articles)


def _timed(nlp: Language, articles: list[Article]) -> Times:
    times = Times(len(articles))
    for start in range(0, len(articles), BATCH):
        batch = [(article, list(_parts(article))) for article in articles[start : start + BATCH]]
        with times.of(TOKENIZER):
            docs = [_doc(nlp, part) for _, parts in batch for part in parts]
        for name, component in nlp.pipeline:
            if name not in EXTRACTORS:
                pipe = getattr(component, "pipe", None)
                with times.of(name):
                    docs = list(pipe(docs, batch_size=BATCH) if pipe else map(component, docs))
        # as nlp.pipe has it: a Doc goes through all extractors before the next one, so what they share is at hand
        for doc in docs:
            for name, component in nlp.pipeline:
                if name in EXTRACTORS:
                    with times.of(name):
                        component(doc)
        times.tokens += sum(map(len, docs))
        read = iter(docs)
        with times.of(ROWS):
            for article, parts in batch:
                _reading(article, parts, [next(read) for _ in parts])
    return times


def best(passes: list[Times]) -> Times:
    """The least time of each stage."""
    first = passes[0]
    seconds = {stage: min(times.seconds[stage] for times in passes) for stage in first.seconds}
    return Times(first.articles, first.tokens, seconds)


def report(times: Times, sample: str, model_name: str) -> str:
    """The times as Markdown."""
    own = [stage for stage in times.seconds if stage not in (*EXTRACTORS, ROWS)]
    extractors = [stage for stage in times.seconds if stage in EXTRACTORS]
    model, together = (sum(times.seconds[stage] for stage in stages) for stages in (own, extractors))
    network = sum(times.seconds[stage] for stage in own if stage not in (TOKENIZER, "pressextract_sentences"))
    rows = [(stage, times.seconds[stage]) for stage in own]
    rows += [("**the model**", model), *((stage, times.seconds[stage]) for stage in extractors)]
    rows += [("**all extractors**", together), ("making rows", times.seconds[ROWS])]
    lines = [
        "# Components",
        "",
        f"Measured by `uv run python benchmarks/components.py` on {times.articles:,} articles of {sample}, in batches"
        f" of {BATCH}, one thread, after {WARM_UP} other articles; each stage's best of {PASSES} passes. The model,"
        f" {model_name}, is tokenizer, sentences and names: what the bundled pipeline does by itself."
        f" Python {platform.python_version()}.",
        "",
        "| stage | CPU ms per article | share of the model's time |",
        "|---|---:|---:|",
        *(f"| {name} | {1000 * value / times.articles:.2f} | {value / model:.3f} |" for name, value in rows),
        "",
        f"- all extractors together: {together / model:.2f} times the model",
        f"- against the model without tokenizer and sentences: {together / network:.2f} times",
        f"- tokens per article: {times.tokens / times.articles:.0f}",
    ]
    return "\n".join(lines) + "\n"


def cleaned(shared: Path, pages: int) -> list[Article]:
    """The articles of so many pages of the sample, by id: that is a hash, so what is read first is like the rest."""
    settings = pressextract.Settings()
    with TemporaryDirectory() as folder:
        unpack_sample(shared, pages, Path(folder))
        found = plan_sources(Path(folder)).pages(settings.limits)
        articles = [clean_or_loss(page, settings.language) for page in found]
    kept = [article for article in articles if isinstance(article, Article)]
    return sorted(kept, key=lambda article: article.article_id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--articles", type=int, default=1000)
    arguments = parser.parse_args()
    articles = cleaned(arguments.shared, arguments.articles + WARM_UP)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, maxtasksperchild=1) as pool:
        passes = [pool.apply(measure, (articles[WARM_UP:], articles[:WARM_UP])) for _ in range(PASSES)]
    model_name = describe_model(pressextract.Settings().model).name
    text = report(best(passes), f"{DUMP.name} (seed {SEED})", model_name)
    REPORT.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
