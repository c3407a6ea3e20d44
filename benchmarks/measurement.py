"""A command measured from outside: its seconds, the CPU time and memory of all its processes, and what else ran then.

Results of several calls are kept in one JSON file beside the report, so that the parts of a benchmark can be run when
the machine is quiet; each says when, and how busy other programs kept the machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

EACH = 0.2
#: One thread a process, for all alike: two on small matrices cost CPU time and spare none of the clock's.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
PRESSEXTRACT = str(Path(sysconfig.get_path("scripts"), "pressextract"))
PYTHON = sys.executable

#: Told several times a second: the command's process, and the descendant that holds most memory, if there is one.
Watch = Callable[[psutil.Process, psutil.Process | None], None]


@dataclass(slots=True)
class Usage:
    """What a command took. `cpu` counts its descendants; `others` is how many cores other programs kept busy.

    `own_mb` is the peak of the process itself, `worker_mb` that of the largest descendant. `said` is its last line.
    """

    seconds: float = 0.0
    cpu: float = 0.0
    own_mb: float = 0.0
    worker_mb: float = 0.0
    others: float = 0.0
    said: str = ""


def measure(command: Sequence[str | Path], *, core: int | None = None, watch: Watch | None = None) -> Usage:
    """Run a command to its end, on one core where one is named and the system can.

    Raises:
        SystemExit: it failed; the message is the end of what it said.
    """
    usage = Usage()
    busy, cpu, own = _busy(), _cpu_of_ended(), time.process_time()
    began = time.perf_counter()
    with on_core(core):
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | ENVIRONMENT
        )
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, usage, ended, watch), daemon=True)
    watcher.start()
    out, errors = process.communicate()
    usage.seconds = time.perf_counter() - began
    ended.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{errors[-2000:]}")
    usage.cpu = _cpu_of_ended() - cpu
    usage.others = max(0.0, _busy() - busy - usage.cpu - (time.process_time() - own)) / usage.seconds
    usage.said = (out.strip() or errors.strip()).rpartition("\n")[2]
    return usage


def own_core() -> int | None:
    """The core that pinned commands get: the last one of this process; None where the system cannot pin."""
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else None


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """What is started in the block runs on this core alone, with all its descendants."""
    if core is None:
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def peak_mb(process: psutil.Process) -> float:
    """The most memory that a process has had, or has now where the system keeps no peak."""
    with suppress(OSError, ValueError, StopIteration):
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
    with suppress(psutil.Error):
        return float(process.memory_info().rss) / 2**20
    return 0.0


def keep(path: Path, results: Mapping[str, Any]) -> dict[str, Any]:
    """Add results to the file's, those of the same name replaced, and give all."""
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept |= results
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return kept


def _watch(pid: int, usage: Usage, ended: threading.Event, watch: Watch | None) -> None:
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        while not ended.wait(EACH):
            usage.own_mb = max(usage.own_mb, peak_mb(process))
            peaks = {child: peak_mb(child) for child in process.children(recursive=True)}
            largest = max(peaks, key=peaks.__getitem__, default=None)
            if largest is not None:
                usage.worker_mb = max(usage.worker_mb, peaks[largest])
            if watch is not None:
                watch(process, largest)


def _cpu_of_ended() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy() -> float:
    """Seconds in which the machine's cores worked, since it was started."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    guests = getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)  # counted in user, too
    return float(sum(times) - idle - guests)
