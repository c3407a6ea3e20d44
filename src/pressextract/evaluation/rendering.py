"""An evaluation as text, as JSON, and its mistakes as CSV."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.evaluation.gold import TABLES
from pressextract.evaluation.scores import Evaluation, LabelScores, Mistake
from pressextract.export import without_formula, writing_errors
from pressextract.settings import CsvDialect

#: What stands for all labels.
ALL = "all"


def check_request(errors: str | None, output: Path | None) -> None:
    """See, before anything is read, that a label or `all` is asked for, and that the errors go to a CSV file.

    Raises:
        ConfigError: no such label, or the path is none of a CSV file.
    """
    if errors is not None and errors != ALL and errors not in TABLES:
        raise ConfigError(f"--errors {errors}: no such label; possible are {', '.join(TABLES)} and {ALL}")
    if output is not None and (output.suffix.lower() != ".csv" or output.is_dir()):
        raise ConfigError(f"output {output}: is no name of a CSV file; give one such as errors.csv")


def rendered(evaluation: Evaluation, format: str, errors: str | None = None) -> str:
    """The evaluation as `text` or `json`, with the mistakes of a label, of `all`, or without any."""
    mistakes = None if errors is None else _chosen(evaluation, errors)
    return as_json(evaluation, mistakes) if format == "json" else as_text(evaluation, mistakes)


def _chosen(evaluation: Evaluation, errors: str | None) -> tuple[Mistake, ...]:
    return tuple(evaluation.mistakes_of(None if errors == ALL else errors))


def as_text(evaluation: Evaluation, mistakes: Iterable[Mistake] | None = None) -> str:
    """The scores as a table, then the mistakes, one a line."""
    return "\n".join([*_table(evaluation), *(_line(mistake) for mistake in mistakes or ())])


def as_json(evaluation: Evaluation, mistakes: Iterable[Mistake] | None = None) -> str:
    """The same as a JSON object; shares are not rounded."""
    found: dict[str, Any] = {
        "compared": "surfaces" if evaluation.by_surface else "spans",
        "articles": evaluation.articles,
        "missing": evaluation.missing,
        "other_texts": evaluation.other_texts,
        "unscored": dict(evaluation.unscored),
        "labels": {scores.label: as_figures(scores, by_surface=evaluation.by_surface) for scores in evaluation.scores},
    }
    if mistakes is not None:
        found["errors"] = [dataclasses.asdict(mistake) for mistake in mistakes]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_figures(scores: LabelScores, *, by_surface: bool = False) -> dict[str, Any]:
    """The scores of a label as plain values."""
    figures: dict[str, Any] = {
        "gold": scores.gold,
        "found": scores.found,
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
    }
    if not by_surface:
        figures["overlap_f1"] = scores.overlap_f1
    figures["attributes"] = {
        name: {"accuracy": score.accuracy, "n": score.n} for name, score in scores.attributes.items()
    }
    return figures


def write_errors(
    path: Path, evaluation: Evaluation, errors: str | None = None, dialect: CsvDialect = "standard"
) -> None:
    """Write the mistakes of a label, or all, as CSV in UTF-8, one row each; an earlier file is replaced.

    With `excel-de` a German Excel opens it: semicolons, a byte order mark, and no cell that it takes for a formula.

    Raises:
        OutputError: the file cannot be written.
    """
    names = [column.name for column in dataclasses.fields(Mistake)]
    is_excel = dialect == "excel-de"
    encoding = "utf-8-sig" if is_excel else "utf-8"
    with writing_errors(path), path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";" if is_excel else ",")
        writer.writerow(names)
        for mistake in _chosen(evaluation, errors):
            cells = dataclasses.astuple(mistake)
            writer.writerow(map(without_formula, cells) if is_excel else cells)


def _table(evaluation: Evaluation) -> Iterator[str]:
    overlap, note = ("", "   (words per article)") if evaluation.by_surface else (f" {'F1~':>6}", "  attributes")
    yield f"{'label':<11} {'gold':>5} {'found':>5} {'P':>6} {'R':>6} {'F1':>6}{overlap}{note}"
    for scores in evaluation.scores:
        overlap = "" if evaluation.by_surface else f" {scores.overlap_f1:>6.3f}"
        attributes = "  ".join(f"{name} {score.accuracy:.2f}" for name, score in scores.attributes.items())
        line = (
            f"{scores.label:<11} {scores.gold:>5} {scores.found:>5}"
            f" {scores.precision:>6.3f} {scores.recall:>6.3f} {scores.f1:>6.3f}{overlap}  {attributes}"
        )
        yield line.rstrip()
    if evaluation.unscored:
        yield f"not scored: {', '.join(f'{name} ({n})' for name, n in evaluation.unscored.items())}"


def _line(mistake: Mistake) -> str:
    what = f"{mistake.kind} {mistake.label}"
    if mistake.kind == "attribute":
        said = f"{mistake.attribute}: gold {mistake.gold!r}, found {mistake.found!r}"
    else:
        pairs = (("gold", mistake.gold), ("found", mistake.found))
        said = ", ".join(f"{name} {words!r}" for name, words in pairs if words is not None)
    by = f" by {mistake.source}" if mistake.source else ""
    return f"{what:<20} {mistake.article}  {said}{by}  | {mistake.context}"
