"""Quality only goes up: the figures on the gold stay above benchmarks/floors.json."""

from __future__ import annotations

import pytest
from benchmarks.cleaning import measure_pressextract
from benchmarks.floors import read_floors
from benchmarks.quality import flat, measure

from conftest import SHARED


@pytest.mark.shared
def test_scores_stay_above_their_floors() -> None:
    floors = {name: floor for name, floor in read_floors().items() if not name.startswith("cleaning / ")}
    found = dict(flat(measure(SHARED)))
    below = {name: (found.get(name), floor) for name, floor in floors.items() if found.get(name, 0.0) < floor}
    assert below == {}, "scores below their floors (found, floor)"
    assert len(floors) >= 15


@pytest.mark.shared
def test_cleaning_stays_above_its_floors() -> None:
    floors = {name: floor for name, floor in read_floors().items() if name.startswith("cleaning / ")}
    found = measure_pressextract(SHARED)
    below = {name: (found.get(name), floor) for name, floor in floors.items() if found.get(name, 0.0) < floor}
    assert below == {}, "figures below their floors (found, floor)"
    assert len(floors) >= 6
