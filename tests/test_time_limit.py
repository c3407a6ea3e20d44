"""A limit ends what takes too long, in whatever thread, and nothing else."""

from __future__ import annotations

import threading
import time

import pytest

from pressextract.time_limit import TimeLimitExceeded, time_limit


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_what_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TimeLimitExceeded), time_limit(0.1):
        spin(30)
    assert time.monotonic() - began < 10


def test_what_is_quick_is_left_alone_afterwards_too() -> None:
    with time_limit(0.2):
        spin(0.01)
    spin(0.6)
    with time_limit(float("inf")):
        spin(0.01)


def test_each_thread_has_a_limit_of_its_own() -> None:
    ended: dict[str, bool] = {}

    def work(name: str, limit: float) -> None:
        try:
            with time_limit(limit):
                spin(1.5)
            ended[name] = False
        except TimeLimitExceeded:
            ended[name] = True

    threads = [threading.Thread(target=work, args=("kurz", 0.2)), threading.Thread(target=work, args=("lang", 60))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == {"kurz": True, "lang": False}
