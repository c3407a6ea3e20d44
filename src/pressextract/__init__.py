"""German press releases in, analysis-ready tables out.

    >>> import pressextract
    >>> article = pressextract.clean(open("release.html", "rb").read())  # doctest: +SKIP
    >>> pressextract.extract([article])["people"]  # doctest: +SKIP

Names are loaded when they are first used, so that `pressextract --help` needs no spaCy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressextract.article import Article, Block, Page
    from pressextract.cleaning import clean
    from pressextract.errors import (
        ConfigError,
        EngineError,
        LexiconError,
        ModelError,
        OutputError,
        PageError,
        PressextractError,
        RulesError,
    )
    from pressextract.extraction import extract
    from pressextract.fetching.fetcher import FetchSummary, fetch
    from pressextract.fetching.seeds import Seeds
    from pressextract.pipeline import load
    from pressextract.relabelling import RelabelSummary, relabel
    from pressextract.run_status import RunStatus, status
    from pressextract.runner import RunSummary, run
    from pressextract.settings import Settings
    from pressextract.stored_tables import read_tables

_HOMES = {
    "article": ("Article", "Block", "Page"),
    "cleaning": ("clean",),
    "errors": (
        "ConfigError",
        "EngineError",
        "LexiconError",
        "ModelError",
        "OutputError",
        "PageError",
        "PressextractError",
        "RulesError",
    ),
    "extraction": ("extract",),
    "fetching.fetcher": ("FetchSummary", "fetch"),
    "fetching.seeds": ("Seeds",),
    "pipeline": ("load",),
    "relabelling": ("RelabelSummary", "relabel"),
    "run_status": ("RunStatus", "status"),
    "runner": ("RunSummary", "run"),
    "settings": ("Settings",),
    "stored_tables": ("read_tables",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order of use
    "fetch",
    "Seeds",
    "run",
    "extract",
    "clean",
    "load",
    "relabel",
    "status",
    "read_tables",
    "Settings",
    "FetchSummary",
    "RunSummary",
    "RunStatus",
    "RelabelSummary",
    "Article",
    "Block",
    "Page",
    "PressextractError",
    "ConfigError",
    "LexiconError",
    "RulesError",
    "ModelError",
    "EngineError",
    "PageError",
    "OutputError",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'pressextract' has no attribute {name!r}; it has {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"pressextract.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
