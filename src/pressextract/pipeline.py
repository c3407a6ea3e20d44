"""load(settings) → Language: the model plus our components, in their order."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import spacy
from confection import ConfigValidationError
from thinc.api import Model, NumpyOps

from pressextract.errors import ConfigError, ModelError
from pressextract.models import model_path
from pressextract.schema import FAMILIES
from pressextract.settings import Settings, settings_from

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

#: Components of foreign models whose work no table uses; loaded but switched off, which makes de_core_news_* some
#: four times as fast. `nlp.enable_pipe` brings them back.
UNUSED = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "lemmatizer",
    "trainable_lemmatizer",
    "attribute_ruler",
)


def load(settings: Settings | None = None) -> Language:
    """The pipeline that reads articles; it reads plain strings too.

    `doc.ents` stays as the model made it (PER, ORG, LOC, MISC); our mentions are in `doc.spans[family]` and, with all
    columns, in `pressextract.components.mentions.get_mentions`.

    Raises:
        ModelError: the model is missing, damaged, not German or has no entity recogniser.
        ConfigError: an option of a component is unknown or does not fit.
    """
    settings = settings or settings_from()
    nlp = load_model(settings.model)
    if "pressextract_sentences" not in nlp.pipe_names:  # the bundled model has them
        nlp.add_pipe("pressextract_sentences", first=True)
    for family in FAMILIES:
        try:
            nlp.add_pipe(f"pressextract_{family}", config=dict(getattr(settings, family)))
        except ConfigValidationError as error:
            found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors)
            raise ConfigError(f"{family}: {found}") from error
    return nlp


def load_model(name: str) -> Language:
    """The bare model: the bundled one by its name, an installed package by name, or a folder.

    Raises:
        ModelError: it is missing, damaged, not German or has no entity recogniser; the message tells what to run.
    """
    path = model_path(name)
    try:
        nlp = spacy.load(path, disable=UNUSED)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        raise ModelError(
            f"model {name}: cannot be loaded by spaCy {version('spacy')} ({_first_line(error)}); {_expected(path)}"
        ) from error
    if nlp.lang != "de":
        raise ModelError(f"model {name}: is for language {nlp.lang!r}; a German pipeline (de) is needed")
    if not {"ner", "entity_ruler"} & set(nlp.pipe_names):
        raise ModelError(f"model {name}: has no entity recogniser, only {', '.join(nlp.pipe_names) or 'a tokenizer'}")
    missing = _missing_vectors(nlp, path)
    if missing:
        raise ModelError(f"model {name}: {missing} words with a vector are missing from its vocab; {_expected(path)}")
    _multiply_with_numpy(nlp)
    return nlp


def _expected(path: Path) -> str:
    """What should have been there and what to do, for the end of a message."""
    made_for = _meta(path).get("spacy_version")
    pipeline = f"a whole pipeline made for spaCy {made_for}" if made_for else "a whole pipeline saved by spaCy 3"
    return f"expected {pipeline} in {path}; install or copy it again"


def _missing_vectors(nlp: Language, path: Path) -> int:
    """How many words lost their vector; spaCy loads a pipeline without its vectors in silence, and reads badly."""
    stated = _meta(path).get("vectors")
    stated = stated.get("keys", 0) if isinstance(stated, dict) else 0
    present = nlp.vocab.vectors.n_keys if nlp.vocab.vectors.data.size else 0
    return max(0, stated - max(present, 0)) if isinstance(stated, int) else 0


def _meta(path: Path) -> dict[str, Any]:
    """What meta.json states, or nothing where it cannot be read: then spaCy's own error says more."""
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _multiply_with_numpy(nlp: Language) -> None:
    """numpy multiplies the small matrices of such networks half as fast again as thinc's BLIS; same entities."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = NumpyOps(use_blis=False)


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
