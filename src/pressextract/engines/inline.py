"""Reads shards in this process: a few pages are read before another process would have loaded its model."""

from __future__ import annotations

from concurrent.futures import Future

from pressextract.shard_reading import run_shard
from pressextract.shard_writing import Report
from pressextract.shards import Job, Shard, ShardResult


class InlineEngine:
    """One shard after the other, here."""

    capacity = 1

    def __init__(self, job: Job, report: Report) -> None:
        self._job = job
        self._report = report

    def submit(self, shard: Shard) -> Future[ShardResult]:
        """Read the shard before returning."""
        future: Future[ShardResult] = Future()
        try:
            future.set_result(run_shard(self._job, shard, self._report))
        except Exception as error:  # noqa: BLE001 - handed on in the future
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing to end."""
