"""Make the bundled pipeline de_press_sm: one command from the corpora to src/pressextract/model/de_press_sm.

    python training/train.py --corpora ../shared/corpora --press ../shared/gold/press

Any setting of config.cfg can be given too: `--training.dropout 0.2`. Same corpora, seed, versions and processor give
the same model. See README.md next to this file for the sources.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

# One thread: the matrices are small, more threads only wait for each other. Read when numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.cli._util import parse_config_overrides
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from clusters import WORDS, find_table, write_vectors
from corpora import read_germeval, read_ler, read_press, to_doc
from package import package

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    args, extra = _arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    paths = {name: args.work / f"{name}.spacy" for name in ("train", "dev")}
    _convert(args, paths["train"], paths["dev"])
    vectors = args.work / "vectors"
    write_vectors(args.lookups or find_table(), vectors, args.words)

    overrides = {
        "paths.train": str(paths["train"]),
        "paths.dev": str(paths["dev"]),
        "paths.vectors": str(vectors),
        "system.seed": args.seed,
        "training.max_steps": args.steps,
        **parse_config_overrides(extra, env_var=None),
    }
    # numpy's own matrix product is up to twice as fast as thinc's default on the matrices of this network.
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(args.config, overrides=overrides, interpolate=False)
    nlp = init_nlp(config)
    checkpoints = args.work / "run"
    checkpoints.mkdir(exist_ok=True)
    train(nlp, checkpoints)
    package(checkpoints / "model-best", args.output)


def _convert(args: argparse.Namespace, train_file: Path, dev_file: Path) -> None:
    """Write the training and development documents; test files and press dev never get into the former."""
    nlp = spacy.blank("de")
    germeval, ler = args.corpora / "germeval2014", args.corpora / "ler"

    examples = [*read_germeval(germeval / "train.jsonl.xz"), *read_ler(ler / "dev.jsonl.xz")]
    # The press gold is small and it is what the pipeline is for: it goes in several times.
    for copy in range(args.press_copies):
        examples += read_press(args.press / "train.jsonl", paragraphs=copy >= args.whole_copies)
    DocBin(docs=(to_doc(nlp, e) for e in examples)).to_disk(train_file)

    examples = [*read_germeval(germeval / "dev.jsonl.xz"), *read_press(args.press / "dev.jsonl")]
    DocBin(docs=(to_doc(nlp, e) for e in examples)).to_disk(dev_file)


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    """Our options, and what is left for spaCy: any setting of the config, as with `spacy train`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = ROOT.parent / "shared"
    add = parser.add_argument
    add("--corpora", type=Path, default=shared / "corpora", help="folder with germeval2014/ and ler/")
    add("--press", type=Path, default=shared / "gold" / "press", help="folder with the press gold")
    add("--lookups", type=Path, help="cluster table (default: the one of the installed spacy-lookups-data)")
    add("--config", type=Path, default=Path(__file__).with_name("config.cfg"), help="spaCy training config")
    add("--work", type=Path, default=ROOT / "training" / "work", help="where intermediate files go")
    add("--output", type=Path, default=ROOT / "src" / "pressextract" / "model" / "de_press_sm")
    add("--seed", type=int, default=0)
    add("--steps", type=int, default=6000)
    add("--words", type=int, default=WORDS, help="how many words get a cluster")
    add("--press-copies", type=int, default=3, help="how often the press gold goes in")
    add("--whole-copies", type=int, default=1, help="how many of these are whole articles, not paragraphs")
    return parser.parse_known_args()


if __name__ == "__main__":
    main()
