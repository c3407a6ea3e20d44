"""A limit of seconds for a piece of work in this thread, on every system and in threads of a cluster's workers too.

Signals reach the main thread only, and not on Windows. So a watching thread raises the error in the working one, which
Python does between two instructions: a call into C that never returns is not ended by it, but by whoever watches
the process.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_set_async_exc = ctypes.pythonapi.PyThreadState_SetAsyncExc
_set_async_exc.argtypes = (ctypes.c_ulong, ctypes.py_object)


class TimeLimitExceeded(BaseException):
    """The work took longer than it may. Not an Exception: libraries that swallow these would go on for ever."""


class _Watch:
    """One thread that knows the deadline of each working thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deadlines: dict[int, float] = {}
        self._thread: threading.Thread | None = None

    def begin(self, thread: int, deadline: float) -> None:
        with self._lock:
            self._deadlines[thread] = deadline
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="time limit", daemon=True)
                self._thread.start()

    def end(self, thread: int) -> None:
        """Stop watching; an error that was sent and has not arrived is taken back."""
        with self._lock:
            if self._deadlines.pop(thread, None) is None:
                _set_async_exc(thread, ctypes.py_object())  # nothing in place of the error

    def _watch(self) -> None:
        # woken a few times a second and not at each page: pages come and go a hundred times as often
        while True:
            time.sleep(0.2)
            with self._lock:
                now = time.monotonic()
                for thread in [thread for thread, deadline in self._deadlines.items() if deadline < now]:
                    del self._deadlines[thread]
                    _set_async_exc(thread, TimeLimitExceeded)


_WATCH = _Watch()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitExceeded in the block when it takes longer. Blocks of one thread cannot be nested.

    Raises:
        TimeLimitExceeded: within the block, some tenths of a second after the limit.
    """
    if seconds == float("inf"):
        yield
        return
    thread = threading.get_ident()
    _WATCH.begin(thread, time.monotonic() + seconds)
    try:
        yield
    finally:
        _WATCH.end(thread)
