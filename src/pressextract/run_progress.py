"""How far a run is: counted while shards come in, told to a callback, to the log and to progress.json."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pressextract.planning import ShardPlanner
from pressextract.shards import ShardResult

_log = logging.getLogger(__name__)

#: Seconds between two writings of progress.json, and between two lines of the log.
_WRITTEN_EACH = 1.0
_LOGGED_EACH = 60.0


@dataclass(slots=True)
class RunState:
    """How far a run is: `phase` is reading or finishing, `total` the pages in all, None while nobody knows.

    `known` of the `pages` were there from earlier runs. Losses, articles and shards count when a shard is complete.
    """

    phase: str
    pages: int
    known: int
    total: int | None
    articles: int
    lost: int
    shards: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages per second of those that this run reads."""
        return (self.pages - self.known) / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that reading will still take at this rate."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.pages) / self.rate


#: Told as pages are read, in the thread that called `run`.
Progress = Callable[[RunState], None]


class RunProgress:
    """Counts pages as they are read, those of shards that are still being read included."""

    def __init__(self, path: Path, tell: Progress | None, planner: ShardPlanner) -> None:
        self._path = path
        self._tell = tell
        self._planner = planner
        self._told = 0
        self._began = time.monotonic()
        self._written = self._logged = self._began
        self._in_work: dict[str, int] = {}
        self._phase = "reading"
        self._pages = self._articles = self._shards = 0
        self.lost: Counter[str] = Counter()

    def report(self, shard: str, pages: int) -> None:
        """A shard has so many of its pages."""
        self._in_work[shard] = pages
        if threading.current_thread() is threading.main_thread():
            self._say()

    def add(self, result: ShardResult) -> None:
        """A shard is there."""
        self._in_work.pop(result.name, None)
        self._pages += result.pages
        self._articles += result.articles
        self._shards += 1
        self.lost.update(result.lost)
        _log.info(
            "%s: %d pages, %d articles, %s lost, %.1f s", result.name, result.pages, result.articles,
            dict(result.lost) or 0, result.seconds,
        )  # fmt: skip
        self._say()

    def finishing(self) -> None:
        """All is read."""
        self._phase = "finishing"
        self._write()
        if self._tell is not None:
            self._tell(self.state())

    def tick(self) -> None:
        """Tell, write and log what is due."""
        self._say()
        now = time.monotonic()
        if now - self._written >= _WRITTEN_EACH:
            self._write()
        if now - self._logged >= _LOGGED_EACH:
            self._logged = now
            state = self.state()
            _log.info("%d of %s pages, %.1f pages/s, %d lost", state.pages, state.total, state.rate, state.lost)

    def state(self) -> RunState:
        """How it stands."""
        known = self._planner.n_kept
        pages = known + self._pages + sum(self._in_work.copy().values())
        seconds = time.monotonic() - self._began
        total = self._planner.total()
        return RunState(
            self._phase, pages, known, total, self._articles, self.lost.total(), self._shards, round(seconds, 1)
        )

    def _say(self) -> None:
        if self._tell is not None and (state := self.state()).pages > self._told:
            self._told = state.pages
            self._tell(state)

    def _write(self) -> None:
        """Never worth an error: a full disk is noticed where the tables are written."""
        self._written = time.monotonic()
        state = self.state()
        values = {name: getattr(state, name) for name in RunState.__slots__}
        beside = self._path.with_suffix(".new")
        with suppress(OSError):
            beside.write_text(json.dumps(values | {"pid": os.getpid(), "updated": time.time()}), encoding="utf-8")
            beside.replace(self._path)
