"""Which engine a run gets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points

from pressextract.engines.dispatch import Engine
from pressextract.errors import EngineError
from pressextract.shard_writing import Report
from pressextract.shards import Job

#: Entry points of further engines: callables with (Job, Report) that give an Engine.
ENTRY_POINTS = "pressextract.engines"


@contextmanager
def open_engine(job: Job, report: Report, *, inline: bool) -> Iterator[Engine]:
    """The engine that the settings name, closed when the block ends. `inline` reads in this process instead.

    Raises:
        EngineError: a package is missing, or the scheduler does not answer.
    """
    engine = _engine(job, report, inline)
    try:
        yield engine
    finally:
        engine.close()


def _engine(job: Job, report: Report, inline: bool) -> Engine:
    settings = job.settings
    if inline:
        from pressextract.engines.inline import InlineEngine

        return InlineEngine(job, report)
    if settings.engine == "local":
        from pressextract.engines.local import LocalEngine

        return LocalEngine(job, settings.workers or cores(), report)
    found = entry_points(group=ENTRY_POINTS, name=settings.engine)
    if not found:
        possible = ", ".join(("local", *entry_points(group=ENTRY_POINTS).names))
        raise EngineError(f"engine {settings.engine}: is not installed; possible: {possible}")
    engine: Engine = next(iter(found)).load()(job, report)
    return engine


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
