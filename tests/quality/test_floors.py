"""Quality only goes up: the figures on the gold stay above benchmarks/floors.json."""

from __future__ import annotations

import json

import pytest
from benchmarks.quality import FLOORS, flat, measure

from conftest import SHARED


@pytest.mark.shared
def test_scores_stay_above_their_floors() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = dict(flat(measure(SHARED)))
    below = {name: (found.get(name), floor) for name, floor in floors.items() if found.get(name, 0.0) < floor}
    assert below == {}, "scores below their floors (found, floor)"
    assert len(floors) >= 15
