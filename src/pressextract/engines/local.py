"""Processes of this machine: each reads one shard at a time, is watched while it does, and replaced when it dies."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from pressextract.shard_writing import Report
from pressextract.shards import Job, Shard, ShardResult

#: Seconds that a worker may be silent beyond the limit of a page: to load its model, read a batch and write its files.
_GRACE = 120.0


class WorkerDied(Exception):  # noqa: N818 - what happened
    """A worker process ended, or was ended because it did not answer, before its shard was read."""


class WorkerSilent(WorkerDied):
    """A worker process was ended because it did not answer."""


class Worker:
    """A process that reads shards. Only one thread may use it."""

    def __init__(self, job: Job) -> None:
        self._patience = job.settings.max_page_seconds + _GRACE
        # A group of its own: Ctrl-C reaches this process only, which then decides.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pressextract.engines.worker"],  # -P: no module of the working folder's
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            process_group=0 if os.name == "posix" else None,
        )
        self._frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._receive, daemon=True).start()
        self._send(job)

    def answers(
        self, shard: Shard, *, alone_from: int | None = None, patience: float | None = None
    ) -> Iterator[tuple[str, Any]]:
        """What the worker sends while it reads a shard; the last frame is `done` or `error`.

        With `alone_from` it reads the pages from that number on one by one, and writes no files.

        Raises:
            WorkerDied: it ended.
            WorkerSilent: it said nothing for `patience` seconds.
        """
        self._send((shard, alone_from))
        while True:
            try:
                frame = self._frames.get(timeout=patience or self._patience)
            except queue.Empty as error:
                self.kill()
                raise WorkerSilent(f"it said nothing for {patience or self._patience:g} seconds") from error
            if frame is None:
                raise WorkerDied(f"it ended with exit code {self._process.wait()}")
            yield frame
            if frame[0] in ("done", "error"):
                return

    def kill(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _send(self, content: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(content, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerDied(f"it ended with exit code {self._process.wait()}") from error

    def _receive(self) -> None:
        """Put the frames into the queue, None after the last."""
        assert self._process.stdout is not None
        try:
            while True:
                self._frames.put(pickle.load(self._process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._frames.put(None)


class LocalEngine:
    """Worker processes, each with a thread here that talks to it."""

    def __init__(self, job: Job, workers: int, report: Report) -> None:
        self.capacity = 2 * workers  # one is read while the next one waits
        self._job = job
        self._report = report
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._all: set[Worker] = set()
        self._closed = False

    def submit(self, shard: Shard) -> Future[ShardResult]:
        """Have the next free worker read the shard."""
        return self._threads.submit(self._read, shard)

    def close(self) -> None:
        """End all workers at once."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self._all):
            worker.kill()
        self._threads.shutdown(wait=True)

    def _read(self, shard: Shard) -> ShardResult:
        worker = self._worker()
        kind = ""
        content: Any = None
        try:
            for kind, content in worker.answers(shard):
                if kind == "page":
                    self._report(*content)
        finally:
            if kind in ("done", "error"):
                self._idle.put(worker)
            else:  # dead, or still at work
                self._all.discard(worker)
                worker.kill()
        if kind == "error":
            raise content
        result: ShardResult = content
        return result

    def _worker(self) -> Worker:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            if self._closed:
                raise WorkerDied("the run is being ended") from None
            worker = Worker(self._job)
            self._all.add(worker)
            return worker
