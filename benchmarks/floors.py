"""The floors of the measured figures, benchmarks/floors.json: they only go up, and a test holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"


def read_floors() -> dict[str, float]:
    """Name of each figure and its floor."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def raise_floors(found: Iterable[tuple[str, float]], slack: float) -> None:
    """Lift the floors that the figures less `slack` allow; none falls."""
    floors = read_floors()
    for name, value in found:
        floors[name] = max(floors.get(name, 0.0), round(value - slack, 3))
    FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
