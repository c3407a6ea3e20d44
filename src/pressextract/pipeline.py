"""load(settings) → Language: the model plus our components, in their order."""

from __future__ import annotations

import importlib.util
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from confection import ConfigValidationError

from pressextract.errors import ConfigError, ModelError
from pressextract.model import BUNDLED, bundled_path
from pressextract.schema import FAMILIES
from pressextract.settings import Settings, settings_from

if TYPE_CHECKING:
    from spacy.language import Language

#: Components of foreign models whose work no table uses; loaded but switched off, which makes de_core_news_* some
#: four times as fast. `nlp.enable_pipe` brings them back.
_UNUSED = (
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
        nlp = spacy.load(path if path is not None else name, disable=_UNUSED)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        raise ModelError(
            f"model {name}: cannot be loaded by spaCy {version('spacy')} ({_first_line(error)})"
        ) from error
    if nlp.lang != "de":
        raise ModelError(f"model {name}: is for language {nlp.lang!r}; a German pipeline (de) is needed")
    if not {"ner", "entity_ruler"} & set(nlp.pipe_names):
        raise ModelError(f"model {name}: has no entity recogniser, only {', '.join(nlp.pipe_names) or 'a tokenizer'}")
    return nlp


def model_path(name: str) -> Path | None:
    """The folder of a bundled model or of a path; None for an installed package.

    Raises:
        ModelError: there is neither such a package nor such a folder.
    """
    if name == BUNDLED:
        return bundled_path()
    if importlib.util.find_spec(name.replace("-", "_")) if name.isidentifier() else False:
        return None
    path = Path(name)
    if path.is_dir():
        if not (path / "config.cfg").is_file():
            raise ModelError(
                f"model {name}: the folder has no config.cfg; expected a spaCy pipeline saved with nlp.to_disk"
            )
        return path
    if "/" in name or "\\" in name or path.exists():
        raise ModelError(f"model {name}: no such folder; expected a spaCy pipeline saved with nlp.to_disk")
    raise ModelError(f"model {name} is not installed; run: pressextract model install {name}")


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
