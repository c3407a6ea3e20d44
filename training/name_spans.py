"""Learn which spans are names of organisations and of initiatives: annotated releases → model/name_spans.csv.

    python training/name_spans.py --pages PAGES --models first-half second-half

Each half of the annotated pages is read by a model that was trained on the other one: what a model says of texts that
it was trained on is worth too much. The press gold's train file is read by both. See README.md next to this file.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from annotations import read_mentions
from press_texts import article_texts
from pressextract import load
from pressextract.components.mentions import text_of
from pressextract.components.name_spans.classifier import all_features
from pressextract.components.name_spans.reading import proposals
from pressextract.components.name_words import words_in
from pressextract.model import name_span_weights
from pressextract.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLASSES = ("ORG", "INITIATIVE")
_NONE = "none"
#: Smaller weights are left out: a third of the file, and no decision on press dev changes.
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its names as {(start, end): label}; the label is None where the gold leaves it open."""

    text: str
    names: dict[tuple[int, int], str | None]


#: The pages of a file that the first and the second model were trained on.
HALVES = (slice(0, None, 2), slice(1, None, 2))


def main() -> None:
    args = _arguments()
    learn(list(article_texts(args.pages)), args.annotations, args.press, args.models, args.output, args.strength)


def learn(
    texts: list[str], annotations: list[Path], press: Path, models: list[Path], output: Path, strength: float = 0.5
) -> None:
    """Write the weights. `models` were trained on the two `HALVES` of the pages, `texts` hold the pages' articles."""
    gold = list(read_gold(press / "train.jsonl"))
    rows: list[tuple[dict[str, int], str]] = []
    for model, unseen in zip(models, reversed(HALVES), strict=True):
        pages = [
            Labelled(text, names)
            for file in annotations
            for text, names in list(read_mentions(file, texts, CLASSES))[unseen]
        ]
        rows += examples(str(model), [*pages, *gold])
    weights = fit(rows, strength)
    with output.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("feature", "organisation", "initiative"))
        writer.writerows((name, f"{one:.2f}", f"{other:.2f}") for name, (one, other) in sorted(weights.items()))
    print(f"{len(rows)} candidates, {len(weights)} weights in {output}")


def read_gold(path: Path) -> Iterator[Labelled]:
    """The press gold."""
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        names = {
            (entity["start"], entity["end"]): None if entity.get("optional") else entity["label"]
            for entity in article["entities"]
            if entity["label"] in CLASSES
        }
        yield Labelled(article["text"], names)


def examples(model: str, texts: list[Labelled]) -> Iterator[tuple[dict[str, int], str]]:
    """Features and class of each candidate; those that the gold leaves open are left out."""
    nlp = load(settings_from(model=model, organisations={"use_model": False}))
    nlp.select_pipes(disable=["pressextract_counts", "pressextract_initiatives", "pressextract_quotes"])
    component = nlp.get_pipe("pressextract_organisations")
    for doc, labelled in zip(nlp.pipe(text.text for text in texts), texts, strict=True):
        words = words_in(text_of(doc))
        rows = component.proposed(doc, words, use_model=True)
        found, known = proposals(doc, words, rows)
        for span, ways in found.items():
            label = labelled.names.get(span, _NONE)
            features = all_features(words, span, ways, known)
            if label is not None and features is not None:
                yield dict.fromkeys(features, 1), label


def fit(rows: Iterable[tuple[dict[str, int], str]], strength: float) -> dict[str, tuple[float, float]]:
    """Weights of the two classes against none; features of fewer than three candidates teach nothing.

    `strength` is the inverse of the regularisation.
    """
    features, labels = zip(*rows, strict=True)
    times: dict[str, int] = {}
    for row in features:
        for name in row:
            times[name] = times.get(name, 0) + 1
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform({name: 1 for name in row if times[name] > 2} for row in features)
    model = LogisticRegression(C=strength, max_iter=1000, fit_intercept=False).fit(matrix, labels)
    by_class: dict[str, Any] = dict(zip(model.classes_, model.coef_, strict=True))
    both = [by_class[name] - by_class[_NONE] for name in CLASSES]
    names = vectorizer.get_feature_names_out()
    return {
        str(name): (float(one), float(other))
        for name, one, other in zip(names, *both, strict=True)
        if max(abs(one), abs(other)) >= _LEAST
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parent.parent.parent / "shared"
    add = parser.add_argument
    add("--pages", type=Path, required=True, help="folder of saved press pages, such as berlin-4000 unpacked")
    add("--press", type=Path, default=shared / "gold" / "press", help="folder with the press gold")
    bundled = sorted(Path(__file__).with_name("annotations").glob("*.jsonl"))
    add("--annotations", type=Path, nargs="*", default=bundled, help="annotations of the pages, see annotations.py")
    add("--models", type=Path, nargs=2, required=True, help="pipelines trained on every first and every second page")
    add("--strength", type=float, default=0.5, help="inverse of the regularisation")
    add("--output", type=Path, default=name_span_weights())
    return parser.parse_args()


if __name__ == "__main__":
    main()
