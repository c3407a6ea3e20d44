"""Make the bundled pipeline de_press_sm: one command from the corpora to src/pressextract/model/de_press_sm.

    python training/train.py --corpora ../shared/corpora --press ../shared/gold/press --text FILE --pages FOLDER

Seven steps, each with its result in --work, where a repeated run finds it (empty the folder to change an option): word
clusters, their table, a first model on the annotated texts, press releases annotated by that model and the rules, the
shipped model, two models on half of the annotated pages each, and with them the weights that tell names of
organisations and initiatives. See README.md next to this file for the sources.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

# One thread: the matrices are small, more threads only wait for each other. Read when numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from annotations import ALL, read_annotations
from clusters import find_table, write_vectors
from corpora import Example, read_germeval, read_ler, read_press, to_doc
from name_spans import HALVES, learn
from package import package
from press_clusters import make_clusters
from press_texts import article_texts, unseen_texts, words_of
from silver import annotate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    args = _arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    # numpy's own matrix product is up to twice as fast as thinc's default on the matrices of this network.
    set_current_ops(NumpyOps(use_blis=False))
    _make_vectors(args)
    _write(args.work / "dev.spacy", lambda: _development(args))
    _write(args.work / "gold.spacy", lambda: _gold(args))
    first = _train(args, "first", [args.work / "gold.spacy"], args.first_steps)
    _write(args.work / "silver.spacy", lambda: _silver(args, first))
    best = _train(args, "final", [args.work / "gold.spacy", args.work / "silver.spacy"], args.steps)
    package(best, args.output)
    halves = [
        _train(args, f"half-{number}", [_gold_file(args, f"half-{number}", part)], args.first_steps)
        for number, part in enumerate(HALVES, start=1)
    ]
    learn(list(article_texts(args.pages)), args.annotations, args.press, halves, args.output.parent / "name_spans.csv")


def _gold_file(args: argparse.Namespace, name: str, part: slice) -> Path:
    file: Path = args.work / f"gold-{name}.spacy"
    _write(file, lambda: _gold(args, part))
    return file


def _press_texts(args: argparse.Namespace) -> Iterator[str]:
    """The unlabelled press releases; none that shares a passage with the development set."""
    with lzma.open(args.text, "rt", encoding="utf-8") as lines:
        yield from unseen_texts(map(str.rstrip, lines), args.press / "dev.jsonl")


def _make_vectors(args: argparse.Namespace) -> None:
    file, vectors = args.work / "press_clusters.json", args.work / "vectors"
    if not file.exists():
        file.write_text(json.dumps(make_clusters(_press_texts(args)), ensure_ascii=False), encoding="utf-8")
    if not vectors.exists():
        write_vectors(args.lookups or find_table(), json.loads(file.read_text(encoding="utf-8")), vectors)


def _gold(args: argparse.Namespace, part: slice = ALL) -> Iterator[Example]:
    """What was annotated, of the annotated pages a part; test files and press dev never get in here."""
    yield from read_germeval(args.corpora / "germeval2014" / "train.jsonl.xz")
    yield from read_ler(args.corpora / "ler" / "dev.jsonl.xz")
    # The press gold is small and it is what the pipeline is for: it goes in several times.
    texts = list(article_texts(args.pages))
    for copy in range(args.press_copies):
        paragraphs = copy >= args.whole_copies
        yield from read_press(args.press / "train.jsonl", paragraphs=paragraphs)
        for file in args.annotations:
            yield from read_annotations(file, texts, paragraphs=paragraphs, part=part)


def _development(args: argparse.Namespace) -> Iterator[Example]:
    yield from read_germeval(args.corpora / "germeval2014" / "dev.jsonl.xz")
    yield from read_press(args.press / "dev.jsonl")


def _silver(args: argparse.Namespace, model: Path) -> Iterator[Example]:
    pages = list(unseen_texts(article_texts(args.pages), args.press / "dev.jsonl"))
    lines = list(_press_texts(args))
    drawn = []
    for texts, limit in ((pages, args.page_words), (lines, args.line_words)):
        random.Random(args.seed).shuffle(texts)
        words = 0
        for text in texts:
            if words >= limit:
                break
            drawn.append(text)
            words += words_of(text)
    yield from annotate(drawn, model)


def _write(file: Path, examples: Callable[[], Iterable[Example]]) -> None:
    if not file.exists():
        nlp = spacy.blank("de")
        DocBin(docs=(to_doc(nlp, example) for example in examples())).to_disk(file)


def _train(args: argparse.Namespace, name: str, files: list[Path], steps: int) -> Path:
    """Train on these documents; the folder of the best checkpoint."""
    output = args.work / name
    best = output / "model-best"
    finished = output / "finished"  # spaCy writes model-last at each evaluation, also when it is interrupted
    if not finished.exists():
        nlp = _network(args, files, steps)
        output.mkdir(exist_ok=True)
        train(nlp, output)
        finished.touch()
    return best


def _network(args: argparse.Namespace, files: list[Path], steps: int) -> Language:
    """The untrained pipeline, over these training documents."""
    train_file = args.work / "train.spacy"
    merged = DocBin()
    for file in files:
        merged.merge(DocBin().from_disk(file))
    merged.to_disk(train_file)
    overrides = {
        "paths.train": str(train_file),
        "paths.dev": str(args.work / "dev.spacy"),
        "paths.vectors": str(args.work / "vectors"),
        "system.seed": args.seed,
        "training.max_steps": steps,
    }
    return init_nlp(load_config(args.config, overrides=overrides, interpolate=False))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = ROOT.parent / "shared"
    add = parser.add_argument
    add("--corpora", type=Path, default=shared / "corpora", help="folder with germeval2014/ and ler/")
    add("--press", type=Path, default=shared / "gold" / "press", help="folder with the press gold")
    bundled = sorted(Path(__file__).with_name("annotations").glob("*.jsonl"))
    add("--annotations", type=Path, nargs="*", default=bundled, help="annotations of the pages, see annotations.py")
    add("--text", type=Path, default=shared / "text" / "berlin-press-14.6M-words.txt.xz", help="releases, one a line")
    add("--pages", type=Path, required=True, help="folder of saved press pages, such as berlin-4000 unpacked")
    add("--lookups", type=Path, help="cluster table (default: the one of the installed spacy-lookups-data)")
    add("--config", type=Path, default=Path(__file__).with_name("config.cfg"), help="spaCy training config")
    add("--work", type=Path, default=ROOT / "training" / "work", help="where the results of the steps go")
    add("--output", type=Path, default=ROOT / "src" / "pressextract" / "model" / "de_press_sm")
    add("--seed", type=int, default=0)
    add("--first-steps", type=int, default=2500)
    add("--steps", type=int, default=4500)
    add("--press-copies", type=int, default=3, help="how often the press gold goes in")
    add("--whole-copies", type=int, default=1, help="how many of these are whole articles, not paragraphs")
    add("--page-words", type=int, default=400_000, help="words of saved pages that are annotated by machine")
    add("--line-words", type=int, default=400_000, help="words of plain text that are annotated by machine")
    return parser.parse_args()


if __name__ == "__main__":
    main()
