"""Garbage is looked for less often within a run, and as before afterwards."""

from __future__ import annotations

import gc

from pressextract.garbage import rare_collections


def test_thresholds_come_back() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    with rare_collections():
        assert gc.get_threshold()[0] > before[0][0]
        assert gc.get_freeze_count() > 0
        with rare_collections():  # a run within a run leaves the outer one's objects frozen
            pass
        assert gc.get_freeze_count() > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
