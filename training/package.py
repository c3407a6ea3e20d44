"""From spaCy's best checkpoint to the folder that is shipped: smaller, self-contained, with honest metadata."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import spacy

if TYPE_CHECKING:
    from pathlib import Path

NAME, VERSION = "press_sm", "0.3.0"

_META = {
    "description": "Names in German press releases: PER, ORG, LOC, MISC. Small, for the CPU, part of pressextract.",
    "author": "The pressextract developers",
    "email": "",
    "url": "",
    "license": "MIT",
    # The lower bound of pyproject.toml: the layers are the same since 3.8, an older one must not warn.
    "spacy_version": ">=3.8.13,<3.9.0",
}
_SOURCES = [
    {
        "name": "GermEval 2014 Named Entity Recognition Shared Task (NoSta-D), modified",
        "author": "Darina Benikova, Chris Biemann, Marc Reznicek",
        "url": "https://sites.google.com/site/germeval2014ner/",
        "license": "CC BY 4.0",
    },
    {
        "name": "German LER: A Dataset of German Legal Documents for Named Entity Recognition, modified",
        "author": "Elena Leitner, Georg Rehm, Julián Moreno-Schneider",
        "url": "https://github.com/elenanereiss/Legal-Entity-Recognition",
        "license": "CC BY 4.0",
    },
    {
        "name": "spacy-lookups-data, table lexeme_cluster for German",
        "author": "Explosion",
        "url": "https://github.com/explosion/spacy-lookups-data",
        "license": "MIT",
    },
    {
        "name": "Press releases of Land Berlin (QUADRIGA, Text-Fallstudie-2), annotated by machine;"
        " texts not distributed",
        "author": "QUADRIGA",
        "url": "",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "pressextract press gold: annotations of 240 German press releases (texts not distributed)",
        "author": "The pressextract developers",
        "url": "",
        "license": "annotations MIT; the texts belong to their publishers",
    },
]


def package(best: Path, output: Path) -> None:
    """Write the shipped folder from a training checkpoint."""
    nlp = spacy.load(best)
    performance = nlp.meta.get("performance", {})
    nlp.add_pipe("pressextract_sentences", first=True)
    nlp.meta.update(_META, name=NAME, version=VERSION, sources=_SOURCES, performance=performance)
    # Which files it was trained from is in the README; their paths on this machine are nobody's business.
    for path in ("train", "dev", "vectors"):
        nlp.config["paths"][path] = None
    # spaCy resolves the optimizer alone, without what it refers to, when somebody trains the pipeline further.
    training = nlp.config["training"]
    training["optimizer"]["learn_rate"]["total_steps"] = training["max_steps"]
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
    _drop_strings(nlp.pipe_labels["ner"], output)


def _drop_strings(labels: list[str], output: Path) -> None:
    """Keep the labels only: the words of the corpora are not needed to read other texts, and not ours to pass on."""
    strings = spacy.blank("de").vocab.strings
    for label in labels:
        strings.add(label)
    strings.to_disk(output / "vocab" / "strings.json")
