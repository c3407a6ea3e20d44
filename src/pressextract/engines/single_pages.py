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
from pressextract.errors import EngineError
from pressextract.page_index import PageEntry
from pressextract.shard_writing import write_outcomes
from pressextract.shards import Job, Shard, ShardResult

_log = logging.getLogger(__name__)

#: Seconds in which a process must have loaded its model, read and written.
_GRACE = 60.0


def read_one_by_one(job: Job, shard: Shard) -> ShardResult:
    """Read a shard so that only what ends a process is lost, with the code `crashed` or `too_slow`.

    Raises:
        ModelError, ConfigError, OutputError: as `run_shard`.
        EngineError: the process ends before it reads a page.
    """
    _log.warning("%s: reading its pages one by one", shard.name)
    result = ShardResult(name=shard.name)
    write_outcomes(job, result, _outcomes(job, shard, result))
    return result


def _outcomes(job: Job, shard: Shard, result: ShardResult) -> Iterator[tuple[PageEntry, Reading | Loss]]:
    """Each page with what came of it. A process tells which page it begins with before it does."""
    done = 0
    while True:
        worker = Worker(job)
        begun: tuple[PageEntry, Loss] | None = None
        try:
            for kind, content in worker.answers(
                shard, alone_from=done, patience=job.settings.max_page_seconds + _GRACE
            ):
                if kind == "error":
                    raise content
                if kind == "done":
                    result.whole, result.kept, result.skipped = content.whole, content.kept, content.skipped
                    return
                if kind == "begins":
                    begun = content
                else:
                    yield content
                    done += 1
                    begun = None
        except WorkerDied as error:
            if begun is None:  # it would do so again and again
                raise EngineError(
                    f"workers end before they read a page ({error}); see what they say above, or free memory"
                ) from error
            entry, loss = begun
            _log.warning("%s: %s: %s", shard.name, entry.source_id, error)
            code = "too_slow" if isinstance(error, WorkerSilent) else "crashed"
            yield dataclasses.replace(entry, lost=code), dataclasses.replace(loss, code=code, message=str(error))
            done += 1
        finally:
            worker.kill()
