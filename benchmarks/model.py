"""How well and how fast a spaCy pipeline finds names in German: a Markdown table for any pipeline by name or folder.

    python benchmarks/model.py de_press_sm de_core_news_sm          # the development sets: to choose by
    python benchmarks/model.py training/work/final/model-best --set press-dev
    python benchmarks/model.py de_press_sm --set germeval-test --set ler-test --set press-dev     # once, at the end

A name counts as found only with exactly its characters and its label. Sets: GermEval 2014 with the labels of the task
itself (its `part` labels left out), German LER test without its law labels, press dev in four classes (see
training/corpora.py). Where the gold is optional, a name that touches it counts neither way.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from thinc.api import NumpyOps

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from corpora import LABELS, Example, read_germeval, read_ler, read_press  # noqa: E402
from pressextract.network.layers import WordCache  # noqa: E402
from pressextract.pipeline import UNUSED  # noqa: E402

SETS = ("germeval-dev", "press-dev", "germeval-test", "ler-test")
#: Components that name finding does not need; they would make the comparison of speed unfair.
_UNUSED = (*UNUSED, "pressextract_sentences")


def main() -> None:
    args = _arguments()
    print("| pipeline | set | label | P | R | F1 | gold |\n|---|---|---|---:|---:|---:|---:|")
    facts = []
    for name in args.pipelines:
        source = ROOT / "src" / "pressextract" / "model" / name
        source = source if source.is_dir() else Path(name)
        spacy.load(source if source.is_dir() else name)  # imports what the pipeline needs, which is not load time
        start = time.perf_counter()
        nlp = spacy.load(source if source.is_dir() else name)
        loaded = time.perf_counter() - start
        nlp.select_pipes(disable=[p for p in _UNUSED if p in nlp.pipe_names])
        for set_name in args.sets or SETS[:2]:
            for row in score(nlp, read(set_name, args.corpora, args.press)):
                print(f"| {source.name} | {set_name} | {row}")
        speeds = " | ".join(f"{speed(nlp, args.press, blis=blis):,.0f}" for blis in (True, False))
        facts.append(f"| {source.name} | {speeds} | {size(nlp):.1f} MB | {loaded:.2f} s |")
    print("\n| pipeline | words per CPU second, as loaded | with numpy's matrix product | size | load time |")
    print("|---|---:|---:|---:|---:|")
    print("\n".join(facts))


def read(set_name: str, corpora: Path, press: Path) -> list[Example]:
    corpus, _, split = set_name.partition("-")
    if corpus == "germeval":
        return list(read_germeval(corpora / "germeval2014" / f"{split}.jsonl.xz", relabelled=False))
    if corpus == "ler":
        return list(read_ler(corpora / "ler" / f"{split}.jsonl.xz"))
    return list(read_press(press / "dev.jsonl", paragraphs=False))


def score(nlp: spacy.Language, examples: list[Example]) -> list[str]:
    """Rows `label | P | R | F1 | gold |` per label, for the three name classes and for all four."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for doc, example in zip(nlp.pipe(e.text for e in examples), examples, strict=True):
        wanted = {tuple(s) for s in example.spans if s.label}
        optional = [s for s in example.spans if not s.label]
        for span in wanted:
            gold[span[2]] += 1
        for ent in doc.ents:
            span = (ent.start_char, ent.end_char, ent.label_)
            if span in wanted:
                right[ent.label_] += 1
            elif any(s.start < ent.end_char and ent.start_char < s.end for s in optional):
                continue
            found[ent.label_] += 1
    groups = {label: (label,) for label in LABELS} | {"PER+ORG+LOC": LABELS[:3], "all four": LABELS}
    rows = []
    for name, labels in groups.items():
        r, f, g = (sum(counter[label] for label in labels) for counter in (right, found, gold))
        p, c = r / f if f else 0.0, r / g if g else 0.0
        rows.append(f"{name} | {100 * p:.1f} | {100 * c:.1f} | {200 * p * c / (p + c) if r else 0:.1f} | {g:,} |")
    return rows


def speed(nlp: spacy.Language, press: Path, *, blis: bool, repeat: int = 5) -> float:
    """Words (separated by white space) per second of CPU time on press dev, the best of several runs.

    thinc multiplies matrices with BLIS unless told otherwise; numpy's own library is faster on many processors. Words
    that the bundled pipeline remembers from one run are forgotten before the next.
    """
    layers = [layer for _, pipe in nlp.pipeline if hasattr(pipe, "model") for layer in pipe.model.walk()]
    for layer in layers:
        layer.ops = NumpyOps(use_blis=blis)
    texts = [e.text for e in read_press(press / "dev.jsonl", paragraphs=False)]
    words = sum(len(text.split()) for text in texts)
    times = []
    for _ in range(repeat):
        for layer in layers:
            if isinstance(cache := layer.attrs.get("words"), WordCache):
                cache.forget()
        start = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        times.append(time.process_time() - start)
    return words / min(times)


def size(nlp: spacy.Language) -> float:
    """Megabytes (10⁶ bytes) of the pipeline's folder."""
    return sum(f.stat().st_size for f in Path(nlp.path).rglob("*") if f.is_file()) / 1e6


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = ROOT.parent / "shared"
    parser.add_argument("pipelines", nargs="+", help="bundled name, installed package or folder")
    parser.add_argument("--set", dest="sets", action="append", choices=SETS, help="default: the two dev sets")
    parser.add_argument("--corpora", type=Path, default=shared / "corpora")
    parser.add_argument("--press", type=Path, default=shared / "gold" / "press")
    return parser.parse_args()


if __name__ == "__main__":
    main()
