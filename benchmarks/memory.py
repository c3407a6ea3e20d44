"""Memory and CPU time of a run by the number of its articles, as benchmarks/memory.md.

    uv run python benchmarks/memory.py                             # 1,000, 5,000, 20,000 and 50,000 articles
    uv run python benchmarks/memory.py --articles 20000            # one row anew

Releases of ../shared/text become JSON Lines, a record each, which one worker reads: no cleaning, so that the memory is
that of reading. Each second the memory of worker and coordinator is noted with the pages that progress.json states.
Growth is the slope of the least squares line through the worker's memory after the first 1,000 articles. What is
measured is kept in benchmarks/memory.json, a row a number of articles.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import psutil

from measurement import PRESSEXTRACT, Usage, keep, measure
from pressextract.output_folder import WORKING
from pressextract.working_folder import PROGRESS_FILE, read_json

HERE = Path(__file__).parent
TEXTS = HERE.parent.parent / "shared" / "text" / "berlin-press-14.6M-words.txt.xz"
RESULTS = HERE / "memory.json"
ARTICLES = (1_000, 5_000, 20_000, 50_000)
WARM_UP = 1_000
EACH = 1.0
#: The target for a worker's peak.
MOST_MB = 600


@dataclass(slots=True)
class Course:
    """How a run went: articles and MB of the worker each second, and the peaks of the coordinator by phase."""

    progress: Path
    points: list[tuple[int, float]] = field(default_factory=list)
    coordinator_mb: dict[str, float] = field(default_factory=dict)
    coordinator_cpu: float = 0.0
    noted: float = 0.0

    def watch(self, coordinator: psutil.Process, worker: psutil.Process | None) -> None:
        """Note how it stands, the worker once a second."""
        state = read_json(self.progress)
        phase = state.get("phase", "reading")
        self.coordinator_mb[phase] = max(self.coordinator_mb.get(phase, 0.0), megabytes(coordinator))
        times = coordinator.cpu_times()
        self.coordinator_cpu = times.user + times.system
        if worker is not None and phase == "reading" and state and time.monotonic() - self.noted >= EACH:
            self.noted = time.monotonic()
            with suppress(psutil.NoSuchProcess):  # it has just ended
                self.points.append((state["pages"], megabytes(worker)))

    def growth(self) -> float | None:
        """MB in 1,000 articles after the warm-up; None where too few came after it."""
        later = [(pages, mb) for pages, mb in self.points if pages > WARM_UP]
        if len({pages for pages, _ in later}) < 3:
            return None
        articles, held = numpy.array(later).T
        slope, _ = numpy.polyfit(articles, held, 1)
        return round(1000 * float(slope), 3)


def megabytes(process: psutil.Process) -> float:
    """The memory that a process has now."""
    return float(process.memory_info().rss) / 2**20


def write_records(texts: Path, articles: int, to: Path) -> int:
    """Write so many releases, and say how many there were."""
    written = 0
    with lzma.open(texts, "rt", encoding="utf-8") as lines, to.open("w", encoding="utf-8") as file:
        for number, line in enumerate(islice(lines, articles), start=1):
            file.write(json.dumps({"id": str(number), "text": line.strip()}, ensure_ascii=False) + "\n")
            written = number
    return written


def read(records: Path, tables: Path, *options: str) -> tuple[Usage, Course]:
    """A run over records by one worker."""
    course = Course(tables / WORKING / PROGRESS_FILE)
    command: list[str | Path] = [PRESSEXTRACT, "run", records, "--output", tables, "--workers", "1", *options]
    return measure(command, watch=course.watch), course


def figures(texts: Path, articles: int) -> dict[str, Any]:
    """Start-up, over two records that are two shards, then the run."""
    with TemporaryDirectory() as folder:
        records = Path(folder, "releases.jsonl")
        write_records(texts, 2, records)
        start, _ = read(records, Path(folder, "first"), "--set", "shard_pages=1")
        n_articles = write_records(texts, articles, records)
        usage, course = read(records, Path(folder, "tables"))
        seconds = json.loads(Path(folder, "tables", "run.json").read_text(encoding="utf-8"))["seconds"]
    return {
        "articles": n_articles,
        "growth_mb": course.growth(),
        "worker_mb": round(usage.worker_mb, 1),
        "coordinator_mb": {phase: round(mb, 1) for phase, mb in course.coordinator_mb.items()},
        "cpu_ms": round(1000 * (usage.cpu - start.cpu) / (n_articles - 2), 2),
        "coordinator_cpu_ms": round(1000 * course.coordinator_cpu / n_articles, 2),
        "start_cpu": round(start.cpu, 2),
        "seconds": round(seconds, 1),
        "others": round(usage.others, 2),
        "load": round(os.getloadavg()[0], 2),
        "measured": time.strftime("%Y-%m-%d %H:%M"),
        "course": [[pages, round(mb, 1)] for pages, mb in thinned(course.points)],
    }


def thinned(points: list[tuple[int, float]], most: int = 40) -> list[tuple[int, float]]:
    """Some of the points, the last one included."""
    step = -(-len(points) // most) or 1
    return points[::-step][::-1]


def report(kept: dict[str, Any]) -> str:
    """All rows, as Markdown."""
    rows = sorted(kept.values(), key=lambda row: int(row["articles"]))
    lines = [
        "# Memory",
        "",
        "Measured by `uv run python benchmarks/memory.py`: `pressextract run --workers 1` over releases as JSON Lines"
        f" ({TEXTS.name}), {platform.system()} {platform.machine()}, Python {platform.python_version()}. Growth: slope"
        f" of the worker's memory after {WARM_UP:,} articles; its target is none, the worker's peak at most"
        f" {MOST_MB} MB, and the same CPU time an article however many there are. CPU time without start-up (two"
        " articles), finishing included. Others: how many cores other programs kept busy meanwhile.",
        "",
        "| articles | growth, MB in 1,000 | worker's peak MB | coordinator's, reading | finishing | CPU ms an article |"
        " of it the coordinator's | s | others | load | measured |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        growth = "–" if row["growth_mb"] is None else f"{row['growth_mb']:.2f}"
        peaks = [f"{row['coordinator_mb'].get(phase, 0):.0f}" for phase in ("reading", "finishing")]
        cells = [f"{row['articles']:,}", growth, f"{row['worker_mb']:.0f}", *peaks, f"{row['cpu_ms']:.1f}"]
        cells += [f"{row['coordinator_cpu_ms']:.1f}", f"{row['seconds']:.0f}", f"{row['others']:.2f}"]
        lines.append(f"| {' | '.join([*cells, str(row['load']), row['measured']])} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES)
    parser.add_argument("--results", type=Path, default=RESULTS, help="file that keeps them; the report lies beside")
    arguments = parser.parse_args()
    for articles in arguments.articles:
        row = figures(arguments.texts, articles)
        kept = keep(arguments.results, {f"{row['articles']:06}": row})
        arguments.results.with_suffix(".md").write_text(report(kept), encoding="utf-8")
    print(report(kept), end="")


if __name__ == "__main__":
    main()
