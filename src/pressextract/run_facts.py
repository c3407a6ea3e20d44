"""What a run was: the fingerprint that two runs must share to be one, and the facts that run.json states."""

from __future__ import annotations

import platform
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pressextract.lexicon.tables import digests
from pressextract.models import ModelFacts
from pressextract.schema import TABLE_VERSION
from pressextract.settings import EXECUTION, Settings

_PACKAGES = ("pressextract", "spacy", "beautifulsoup4", "lxml", "pandas", "pyarrow", "htmldate")


def fingerprint_of(address: str, model: ModelFacts, settings: Settings) -> dict[str, Any]:
    """What decides about a run's tables, as JSON has it: input, model, code, settings. Not who reads, or how many."""
    stated = {key: value for key, value in settings.model_dump(mode="json").items() if key not in EXECUTION}
    return {
        "input": address,
        "model": model.digest,
        "pressextract": f"{version('pressextract')} ({_code_digest()})",
        "table_version": TABLE_VERSION,
        **stated,
    }


def facts_of_run(
    fingerprint: dict[str, Any], model: dict[str, Any], settings: Settings, started: datetime
) -> dict[str, Any]:
    """The part of run.json that is known before the tables are written."""
    return {
        "tool": "pressextract",
        "started": started.isoformat(timespec="seconds"),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
        "model": model,
        "fingerprint": fingerprint,
        "lexicons": digests(),
        "engine": {"name": settings.engine, "workers": settings.workers, "scheduler": settings.scheduler},
    }


#: What only brings pages decides about no table: the day on which a publisher was checked must cost no run.
_BEFORE_A_RUN = ("fetching/", "lexicon/publishers.csv")


@cache
def _code_digest() -> str:
    """Digest of this package's code and lexicons, so that two states of one version are told apart."""
    root = Path(__file__).parent
    digest = blake2b(digest_size=6)
    for path in sorted(path for ending in ("*.py", "*.csv") for path in root.rglob(ending)):
        name = path.relative_to(root).as_posix()
        if not name.startswith(_BEFORE_A_RUN):
            digest.update(name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
