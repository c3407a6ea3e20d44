"""The process that reads shards for a LocalEngine: frames of pickle come on stdin and go out on what was stdout.

    in   Job, then (Shard, None) …                  read a shard into its part files
    out  ("page", (name, pages so far)) …, then ("done", ShardResult) or ("error", exception)

    in   (Shard, number)                            read its pages from that number on one by one
    out  ("begins", (entry, loss)), ("came", (entry, reading or loss)) …, then as above

It is started as `python -m pressextract.engines.worker` and not through multiprocessing, which runs the user's script
again in each process. When its parent is gone, stdin ends, and so does the process, whatever it was doing.
"""

from __future__ import annotations

import dataclasses
import os
import pickle
import queue
import sys
import threading
import time
from typing import IO, Any

from pressextract.article import Loss
from pressextract.shard_reading import reader_of, run_shard
from pressextract.shards import Job, Shard, ShardResult

_PARENT_GONE = 3
#: Seconds between two messages about pages.
_REPORTED_EACH = 0.2


def main() -> None:
    """Read shards until the parent closes stdin."""
    out = os.fdopen(os.dup(1), "wb")
    report = _Report(out)
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, frames), daemon=True).start()
    job: Job = frames.get()
    while True:
        shard, alone_from = frames.get()
        try:
            is_whole = alone_from is None
            result = run_shard(job, shard, report) if is_whole else _read_alone(job, shard, alone_from, out)
            _send(out, "done", result)
        except Exception as error:  # noqa: BLE001 - the parent decides what becomes of it
            _send(out, "error", _picklable(error))


class _Report:
    """Tells the parent of pages, some times a second: each message wakes it, and on one core it shares that with us."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._next = 0.0

    def __call__(self, shard: str, pages: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _REPORTED_EACH
            _send(self._out, "page", (shard, pages))


def _read_alone(job: Job, shard: Shard, first: int, out: IO[bytes]) -> ShardResult:
    """Say of each page that its reading begins, then what came of it."""
    result = ShardResult(name=shard.name)
    reader = reader_of(job)
    report = _Report(out)
    for number, (entry, page) in enumerate(reader.pages(shard, result, lambda: report(shard.name, 0))):
        if number >= first:
            loss = Loss(source_id=page.source_id, input=page.input, code="crashed", message="", stage="reading")
            _send(out, "begins", (dataclasses.replace(entry, lost="crashed"), loss))
            for outcome in reader.read([(entry, page)]):
                _send(out, "came", outcome)
    return result


def _receive(stdin: IO[bytes], frames: queue.SimpleQueue[Any]) -> None:
    """Hand on what the parent sends; when it sends no more, end the process, threads at work included."""
    try:
        while True:
            frames.put(pickle.load(stdin))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(_PARENT_GONE)


def _send(out: IO[bytes], kind: str, content: Any) -> None:
    pickle.dump((kind, content), out)
    out.flush()


def _picklable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - some library's error that cannot travel
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
