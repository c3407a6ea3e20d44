"""Draws the outlines of the Länder for the report's map, from the coordinates and keys of all municipalities.

    python training/build_outlines.py

A fine grid is laid over Germany. Each cell belongs to the Land of its nearest municipality; large cities reach further,
as their area does. What is far from any municipality is sea or abroad. The borders between Länder are traced along the
grid's edges from one meeting point of three to the next, smoothed and thinned once per border, so that neighbours share
their points. Written is an SVG path per Land, in the plane that the page draws places in: degrees east times cos(51°),
degrees north downwards. It is a picture for counts, no map to measure on: a coast is where municipalities end.
"""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_fill_holes, distance_transform_edt, label
from scipy.spatial import cKDTree

PACKAGE = Path(__file__).parent.parent / "src" / "pressextract"
SOURCE = (
    "drawn by pressextract from coordinates and keys of the municipalities in lexicon/municipalities.csv"
    " (Gemeindeverzeichnis, © Statistisches Bundesamt (Destatis))"
)
#: Width of a cell in degrees of latitude; 0.01 is 1.1 km.
CELL = 0.01
SHRINK = float(np.cos(np.radians(51)))
WEST, EAST, SOUTH, NORTH = 5.6, 15.3, 47.1, 55.2
#: Units of the drawing per degree of latitude.
SCALE = 120
#: How far from its centre the farthest land of a municipality is looked for, and how much of that is taken back at the
#: border: without the first the land has holes, without the second it is too wide.
REACH, TAKEN_BACK = 0.1, 0.075
#: A city of 3.7 million people has some 17 km, 0.15 degrees, from its middle to its border; area grows with people.
CITY_REACH, CITY_PEOPLE = 0.15, 3_700_000
NEIGHBOURS = 60
#: Cells over which a border is smoothed, and how far in cells it may then be from its thinned form.
SMOOTHING, TOLERANCE = 7, 0.4
#: Land of fewer cells is an island too small to be seen.
SMALLEST = 60

Arc = list[tuple[float, float]]


def municipalities() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Positions in the plane, reach of each city beyond others, and number of the Land."""
    with (PACKAGE / "lexicon" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(line for line in file if not line.startswith("#")) if row["lat"]]
    positions = np.array([(float(row["lon"]) * SHRINK, float(row["lat"])) for row in rows])
    people = np.array([float(row["population"] or 0) for row in rows])
    return positions, CITY_REACH * np.sqrt(people / CITY_PEOPLE), np.array([int(row["ags"][:2]) for row in rows])


def lands_of_cells() -> NDArray[np.int64]:
    """The number of the Land of each cell, 0 outside; rows from north to south."""
    positions, reach, land = municipalities()
    xs = np.arange(WEST * SHRINK, EAST * SHRINK, CELL)
    ys = np.arange(NORTH, SOUTH, -CELL)
    tree = cKDTree(positions)
    lands = np.zeros((len(ys), len(xs)), dtype=np.int64)
    near = np.zeros_like(lands, dtype=bool)
    for row, y in enumerate(ys):
        distance, index = tree.query(np.column_stack([xs, np.full(len(xs), y)]), k=NEIGHBOURS)
        weighted = distance - reach[index]
        best = weighted.argmin(axis=1)
        lands[row] = land[index[np.arange(len(xs)), best]]
        near[row] = distance[:, 0] < REACH
    near = binary_fill_holes(near)
    inside = distance_transform_edt(near) * CELL > TAKEN_BACK
    return without_crumbs(np.where(inside, lands, 0))


def without_crumbs(lands: NDArray[np.int64]) -> NDArray[np.int64]:
    """Parts of a Land of very few cells go to what lies around them."""
    lands = lands.copy()
    for number in np.unique(lands[lands > 0]):
        parts, count = label(lands == number)
        for part in range(1, count + 1):
            where = parts == part
            if where.sum() < SMALLEST:
                rows, columns = np.nonzero(where)
                lands[where] = lands[max(rows[0] - 1, 0), columns[0]]
    return lands


def arcs_between(lands: NDArray[np.int64]) -> list[tuple[int, int, Arc]]:
    """The borders as (Land on the left, Land on the right, corners of cells from one meeting point to the next)."""
    grid = np.pad(lands, 1)
    steps: dict[tuple[int, int], list[tuple[tuple[int, int], int, int]]] = {}
    height, width = grid.shape
    for y in range(height - 1):
        for x in range(width - 1):
            here, right, below = int(grid[y, x]), int(grid[y, x + 1]), int(grid[y + 1, x])
            if here != right:  # a vertical edge, walked downwards: the cell in the east is on the left
                top, bottom = (x + 1, y), (x + 1, y + 1)
                steps.setdefault(top, []).append((bottom, right, here))
                steps.setdefault(bottom, []).append((top, here, right))
            if here != below:  # a horizontal edge, walked eastwards: the cell in the north is on the left
                west, east = (x, y + 1), (x + 1, y + 1)
                steps.setdefault(west, []).append((east, here, below))
                steps.setdefault(east, []).append((west, below, here))
    meeting = {corner for corner, ways in steps.items() if len(ways) != 2}
    used: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    arcs: list[tuple[int, int, Arc]] = []
    for start in [*sorted(meeting), *sorted(steps.keys() - meeting)]:
        for corner, left, right in steps[start]:
            if (start, corner) in used:
                continue
            line, before, here = [start], start, corner
            used |= {(start, corner), (corner, start)}
            while here not in meeting and here != start:
                line.append(here)
                before, here = here, next(way[0] for way in steps[here] if way[0] != before)
                used |= {(before, here), (here, before)}
            line.append(here)
            arcs.append((left, right, [(float(x), float(y)) for x, y in line]))
    return arcs


def smoothed(arc: Arc) -> Arc:
    """The border without the grid's stairs; its ends stay where they are, but for rings, which have none."""
    points = np.array(arc)
    is_ring = arc[0] == arc[-1]
    half = min(SMOOTHING // 2, (len(points) - 1) // 2)
    if half == 0:
        return arc
    result = points.copy()
    for index in range(0 if is_ring else 1, len(points) - 1):
        if is_ring:
            around = points[:-1].take(range(index - half, index + half + 1), axis=0, mode="wrap")
        else:
            reach = min(half, index, len(points) - 1 - index)
            around = points[index - reach : index + reach + 1]
        result[index] = around.mean(axis=0)
    if is_ring:
        result[-1] = result[0]
    return [(float(x), float(y)) for x, y in result]


def thinned(arc: Arc) -> Arc:
    """The fewest points from which the border is nowhere farther than the tolerance (Douglas and Peucker)."""
    points = np.array(arc)
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        chord = points[last] - points[first]
        length = float(np.hypot(*chord))
        offsets = points[first + 1 : last] - points[first]
        if length == 0:
            away = np.hypot(offsets[:, 0], offsets[:, 1])
        else:
            away = np.abs(offsets[:, 0] * chord[1] - offsets[:, 1] * chord[0]) / length
        farthest = int(away.argmax())
        if away[farthest] > TOLERANCE:
            middle = first + 1 + farthest
            keep.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [arc[index] for index in sorted(keep)]


def rings_of(number: int, arcs: list[tuple[int, int, Arc]]) -> list[Arc]:
    """The closed lines around a Land, the Land always on the left."""
    ways = [arc for left, _, arc in arcs if left == number] + [arc[::-1] for _, right, arc in arcs if right == number]
    rings = []
    while ways:
        ring = list(ways.pop(0))
        while ring[0] != ring[-1]:
            following = next(index for index, way in enumerate(ways) if way[0] == ring[-1])
            ring += ways.pop(following)[1:]
        rings.append(ring)
    return rings


def path_of(rings: list[Arc]) -> str:
    """An SVG path in whole units of the drawing, steps relative to the point before."""
    parts = []
    for ring in rings:
        points = [(round(x * CELL * SCALE), round(y * CELL * SCALE)) for x, y in ring[:-1]]
        points = [p for p, before in zip(points, [None, *points[:-1]], strict=True) if p != before]
        if len(points) > 2:
            steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points)]
            parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def build() -> dict[str, object]:
    """What the page reads."""
    with (PACKAGE / "lexicon" / "states.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        names = {int(row["key"].removeprefix("land_")): row["name"] for row in rows if row["country"] == "DE"}
    lands = lands_of_cells()
    arcs = [(left, right, thinned(smoothed(arc))) for left, right, arc in arcs_between(lands)]
    height, width = lands.shape
    return {
        "source": SOURCE,
        "west": WEST,
        "north": NORTH,
        "shrink": round(SHRINK, 6),
        "scale": SCALE,
        "width": round(width * CELL * SCALE),
        "height": round(height * CELL * SCALE),
        "laender": {names[number]: path_of(rings_of(number, arcs)) for number in sorted(names)},
    }


if __name__ == "__main__":
    target = PACKAGE / "report" / "outlines.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(build(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{target.stat().st_size:,} bytes in {target}")
