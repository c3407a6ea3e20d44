"""Precision, recall and F1 of the tables against the gold in ../shared/gold, as benchmarks/quality.md.

    uv run python benchmarks/quality.py                     # measure and write benchmarks/quality.md
    uv run python benchmarks/quality.py --raise-floors      # and lift benchmarks/floors.json where scores rose

The figures are those of `pressextract evaluate`, and so of ../shared/tools/score.py. Floors never fall by this command;
a test holds them.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pressextract
from floors import raise_floors
from heldout import write_gold
from pressextract.evaluation import Evaluation, evaluate
from pressextract.evaluation.rendering import as_figures

HERE = Path(__file__).parent
REPORT = HERE / "quality.md"
SHARED = HERE.parent.parent / "shared"
#: Scores wobble by a mention or two with the versions of spaCy and its platform; a floor stands this far below.
SLACK = 0.005

Scores = dict[str, dict[str, Any]]


def gold_sets(shared: Path) -> dict[str, Path]:
    """Name of each gold set and its file."""
    gold = shared / "gold"
    return {
        "press dev": gold / "press" / "dev.jsonl",
        "sentences: counts": gold / "sentences" / "counts.jsonl",
        "sentences: people": gold / "sentences" / "people.jsonl",
        "sentences: initiatives": gold / "sentences" / "initiatives.jsonl",
    }


def score_texts(gold: Path, work: Path) -> Scores:
    """Label → precision, recall, f1, attributes, of the tables made from the gold's own texts."""
    tables = work / gold.stem
    pressextract.run(gold, tables, pressextract.Settings(formats=("parquet",)))
    return _figures(evaluate(gold, tables))


def score_pages(shared: Path, work: Path) -> Scores:
    """The same by surface, from the complete pages of the press dev set to the tables."""
    with tarfile.open(shared / "gold" / "press" / "html-dev.tar.xz") as archive:
        archive.extractall(work / "pages", filter="data")
    folder = next(path.parent for path in (work / "pages").rglob("*.html"))
    ids = {path.stem for path in folder.glob("*.html")}
    lines = (shared / "gold" / "press" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = work / "with-pages.jsonl"
    gold.write_text("\n".join(line for line in lines if json.loads(line)["id"] in ids), encoding="utf-8")
    pressextract.run(folder, work / "surface", pressextract.Settings(formats=("parquet",)))
    return _figures(evaluate(gold, work / "surface", surface=True))


def measure(shared: Path) -> dict[str, Scores]:
    """All gold sets, and the pages end to end."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        scores = {name: score_texts(path, work) for name, path in gold_sets(shared).items()}
        scores["press dev, from the pages"] = score_pages(shared, work)
        heldout = work / "heldout.jsonl"
        write_gold(shared, heldout)
        scores["held out"] = score_texts(heldout, work)
    return scores


def flat(scores: dict[str, Scores]) -> Iterator[tuple[str, float]]:
    """One name per figure that has a floor."""
    for name, labels in scores.items():
        for label, found in labels.items():
            yield f"{name} / {label} / f1", found["f1"]
            for attribute, value in found["attributes"].items():
                if value["n"] >= 20:
                    yield f"{name} / {label} / {attribute}", value["accuracy"]


def report(scores: dict[str, Scores]) -> str:
    """The figures as Markdown."""
    lines = [
        "# Quality",
        "",
        "Measured by `uv run python benchmarks/quality.py` with the bundled model, against the gold described in"
        " `../shared/gold/GUIDELINES.md`. Exact spans; attributes on the exactly matched ones. *From the pages*"
        " compares surfaces per article, from complete HTML pages to tables. The floors in floors.json are these"
        f" figures less {SLACK}. *Held out* are sixty texts that nothing was learned from (heldout.py).",
    ]
    for name, labels in scores.items():
        lines += ["", f"## {name}", "", "| label | gold | P | R | F1 | attributes |", "|---|---|---|---|---|---|"]
        for label, s in labels.items():
            attributes = ", ".join(f"{a} {v['accuracy']:.3f}" for a, v in s["attributes"].items())
            lines.append(
                f"| {label} | {s['gold']} | {s['precision']:.3f} | {s['recall']:.3f} | {s['f1']:.3f} | {attributes} |"
            )
    return "\n".join(lines) + "\n"


def _figures(evaluation: Evaluation) -> Scores:
    evaluation.check_texts()
    return {scores.label: as_figures(scores) for scores in evaluation.scores if scores.gold}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--raise-floors", action="store_true")
    arguments = parser.parse_args()
    scores = measure(arguments.shared)
    REPORT.write_text(report(scores), encoding="utf-8")
    print(report(scores))
    if arguments.raise_floors:
        raise_floors(flat(scores), SLACK)


if __name__ == "__main__":
    main()
