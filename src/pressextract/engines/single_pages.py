"""The last resort for a shard whose workers died: its pages one by one in a process of its own.

When that process ends or does not answer, the page that it was reading is lost, and another process goes on behind it.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator

from pressextract.article import Loss
from pressextract.collector import Reading
from pressextract.engines.local import Worker, WorkerDied, WorkerSilent
from pressextract.errors import EngineError, PressextractError
from pressextract.page_index import PageEntry
from pressextract.shard_writing import write_outcomes
from pressextract.shards import Job, Shard, ShardResult

_log = logging.getLogger(__name__)

#: Seconds in which a process must have loaded its model, read and written.
_GRACE = 60.0


class SinglePages:
    """Reads shards one after the other, each page for itself, in a process that is replaced when it dies."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._worker: Worker | None = None
        self._is_closed = False

    def read(self, shard: Shard) -> ShardResult:
        """Read a shard so that only what ends a process is lost, with the code `crashed` or `too_slow`.

        Raises:
            ModelError, ConfigError, OutputError: as `run_shard`.
            EngineError: the process ends before it reads a page, or cannot go on for another reason.
        """
        _log.warning("%s: reading its pages one by one", shard.name)
        result = ShardResult(name=shard.name)
        try:
            write_outcomes(self._job, result, self._outcomes(shard, result))
        except WorkerDied as error:
            raise EngineError(f"{shard.name}: {error}; see what the process says above, or free memory") from error
        except PressextractError:
            raise
        except Exception as error:
            raise EngineError(f"{shard.name}: cannot be read ({type(error).__name__}: {error}); see run.log") from error
        return result

    def close(self) -> None:
        """End the process that reads."""
        self._is_closed = True
        if self._worker is not None:
            self._worker.kill()

    def _outcomes(self, shard: Shard, result: ShardResult) -> Iterator[tuple[PageEntry, Reading | Loss]]:
        """Each page with what came of it. A process tells which page it begins with before it does."""
        done = 0
        patience = self._job.settings.max_page_seconds + _GRACE
        while True:
            worker = self._worker = Worker(self._job)
            begun: tuple[PageEntry, Loss] | None = None
            try:
                for kind, content in worker.answers(shard, alone_from=done, patience=patience):
                    if kind == "error":
                        raise content
                    if kind == "done":
                        result.whole, result.kept, result.skipped = content.whole, content.kept, content.skipped
                        return
                    if kind == "begins":
                        begun = content
                    elif kind == "came":
                        yield content
                        done += 1
                        begun = None
            except WorkerDied as error:
                if begun is None or self._is_closed:  # it would do so again and again
                    raise
                entry, loss = begun
                _log.warning("%s: %s: %s", shard.name, entry.source_id, error)
                code = "too_slow" if isinstance(error, WorkerSilent) else "crashed"
                yield dataclasses.replace(entry, lost=code), dataclasses.replace(loss, code=code, message=str(error))
                done += 1
            finally:
                worker.kill()
