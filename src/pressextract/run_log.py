"""The log file of a run, in its output folder; later runs of the folder append to it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class _Quiet(logging.FileHandler):
    """A log that cannot be written, on a full disk, is no error of the run."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):  # opening the file
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        del record


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Write what the package logs into a file."""
    logger = logging.getLogger("pressextract")
    handler = _Quiet(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(min(level, logging.INFO) if level else logging.INFO)
    propagates, logger.propagate = logger.propagate, bool(logging.getLogger().handlers)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagates
        handler.close()
