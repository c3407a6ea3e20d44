"""Hands shards to an engine, takes what comes back, and lets a failure cost no more than the page that caused it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from typing import Protocol

from pressextract.engines.single_pages import SinglePages
from pressextract.errors import EngineError, PressextractError
from pressextract.shards import Job, Shard, ShardResult

_log = logging.getLogger(__name__)

#: How often a shard is read before its pages are read one by one.
_ATTEMPTS = 2


class Engine(Protocol):
    """Reads shards somewhere. `capacity` is how many it takes at once without leaving anybody idle."""

    @property
    def capacity(self) -> int:
        """Shards that may wait or be read."""

    def submit(self, shard: Shard) -> Future[ShardResult]:
        """Read a shard by `run_shard`. The future raises what that raised, or what ended the worker."""

    def close(self) -> None:
        """End all workers; what they are reading is given up."""


def read_shards(
    engine: Engine, job: Job, shards: Iterator[Shard], tick: Callable[[], None] = lambda: None
) -> Iterator[ShardResult]:
    """Results as they come, in no order. `tick` is called some times a second while nothing comes.

    A shard whose worker died or raised an unexpected error is read again; the second time its pages are read one by one
    in a process of their own, and what ends that process becomes a loss.

    Raises:
        PressextractError: what no other attempt would mend: a model that is missing, a full disk, wrong options.
    """
    waiting: dict[Future[ShardResult], tuple[Shard, int]] = {}
    is_last = False
    single_pages = SinglePages(job)
    beside = ThreadPoolExecutor(1, thread_name_prefix="single pages")
    try:
        while waiting or not is_last:
            while not is_last and len(waiting) < engine.capacity:
                shard = next(shards, None)
                is_last = shard is None
                if shard is not None:
                    waiting[engine.submit(shard)] = shard, 1
            done, _ = wait(waiting, timeout=0.25, return_when=FIRST_COMPLETED)
            tick()
            for future in done:
                shard, attempt = waiting.pop(future)
                try:
                    result = future.result()
                except PressextractError:
                    raise
                except CancelledError as error:
                    raise EngineError(f"{shard.name}: was given up; does the scheduler still run?") from error
                except Exception as error:  # noqa: BLE001 - whatever ended the worker, the shard is read again
                    _log.warning("%s: attempt %d failed (%s: %s)", shard.name, attempt, type(error).__name__, error)
                    again = attempt < _ATTEMPTS
                    next_try = engine.submit(shard) if again else beside.submit(single_pages.read, shard)
                    waiting[next_try] = shard, attempt + 1
                    continue
                result.attempts = attempt
                yield result
    finally:
        single_pages.close()
        beside.shutdown(cancel_futures=True)
