"""Fewer looks for garbage while a run reads, and free memory given back between shards."""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects after which Python looks for rings among them; 700 by default, which a page makes forty times over.
_YOUNG = 50_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for rings of objects less often, and never among those that are there already.

    Lexicons and model are 200,000 objects that live as long as the run, and each full collection looks through them for
    100 ms. The peak of memory on 1,000 pages rose from 836 to 854 MB.
    """
    before, is_first = gc.get_threshold(), gc.get_freeze_count() == 0
    if is_first:
        gc.freeze()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if is_first:
            gc.unfreeze()


def give_memory_back() -> None:
    """Return what is free to the system, where glibc would keep it: some 80 MB after a shard, in 5 ms."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
