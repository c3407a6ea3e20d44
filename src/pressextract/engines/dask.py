"""A Dask cluster, or a local one: the workers need this package and see the output folder under the same path."""

from __future__ import annotations

import tempfile
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from pressextract.errors import EngineError
from pressextract.shard_writing import Report
from pressextract.shards import Job, Shard, ShardResult

if TYPE_CHECKING:
    from distributed import Client

_INSTALL = "pip install 'pressextract[distributed]'"
_CONNECT_SECONDS = 20


class DaskEngine:
    """Shards as tasks of a Dask client. Dask itself gives a task to another worker when one is lost."""

    def __init__(self, job: Job, report: Report) -> None:
        del report  # tasks tell nothing before they end
        self._job = job
        self._client = _connect(job)
        self._executor = self._client.get_executor(pure=False, retries=0)

    @property
    def capacity(self) -> int:
        """Twice the workers there are now; some may have come or gone."""
        return 2 * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, shard: Shard) -> Future[ShardResult]:
        """Have a worker of the cluster read the shard.

        Raises:
            EngineError: the scheduler is gone.
        """
        if self._client.status != "running":
            raise EngineError("engine dask: the scheduler is gone; start it again, the same command goes on")
        future: Future[ShardResult] = self._executor.submit(_run_shard, self._job, shard)
        return future

    def close(self) -> None:
        """Give up what is being read, and leave the cluster; one that this engine made ends."""
        self._executor.shutdown(wait=False)
        cluster: Any = self._client.cluster
        self._client.close()
        if cluster is not None:
            cluster.close()


def _connect(job: Job) -> Client:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EngineError(f"engine dask: a package is missing ({error}); run: {_INSTALL}") from error
    settings = job.settings
    # carried pages make a task some megabytes large; Dask would warn at each
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        if settings.scheduler:
            return Client(settings.scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        cluster = LocalCluster(
            n_workers=settings.workers,
            threads_per_worker=1,  # a pipeline belongs to one thread
            dashboard_address="127.0.0.1:0",  # any free port
            local_directory=tempfile.gettempdir(),
        )
        return Client(cluster, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        where = f"scheduler {settings.scheduler}" if settings.scheduler else "a local cluster"
        raise EngineError(
            f"engine dask: {where} does not answer ({error}); start it or leave out --scheduler"
        ) from error


def _run_shard(job: Job, shard: Shard) -> ShardResult:
    """What a worker of the cluster does; importing here keeps spaCy out of the client."""
    from pressextract.shard_reading import run_shard

    return run_shard(job, shard)
