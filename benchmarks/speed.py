"""Pages per second against what a user would otherwise write, as benchmarks/speed.md.

    uv run --group benchmarks python benchmarks/speed.py                        # all parts, 4,000 pages each
    uv run --group benchmarks python benchmarks/speed.py --only rivals --pages 1000
    uv run --group benchmarks python benchmarks/speed.py --only one-core,scaling --repeats 3

Each command is a process of its own over the same folder, unpacked from ../shared/dump/berlin-4000.tar.xz; fewer pages
are a fixed draw. Parts `one-core` and `rivals` run on one core, where the system can pin a process: with --workers 1,
what plans and writes tables shares it with what reads. `scaling` has all cores, `start` is what a user waits for. The
start-up of a command is what it takes over two pages, where that makes it start all its processes; the better of two
tries. Of repeats the quickest counts. What is measured is kept in benchmarks/speed.json; parts that a call leaves out
stay in the report as they were.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measurement import PRESSEXTRACT, PYTHON, Usage, keep, measure, own_core
from sample import DUMP, unpack_sample
from speed_report import report

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
RESULTS = HERE / "speed.json"
PARTS = ("one-core", "rivals", "scaling", "start")
PAGE = ROOT / "data" / "raw" / "article.html"
#: A run needs some shards to need its workers; the whole dump has twenty of the usual size.
SHARDS, SHARD_PAGES = 8, 200
STARTS, WAITS = 2, 5

Command = list[str | Path]
#: Input and output → command.
Program = Callable[[Path, Path], Command]


@dataclass(frozen=True, slots=True)
class Dump:
    """The pages as a folder and as an archive, and two of them likewise."""

    pages: Path
    archive: Path
    two_pages: Path
    two_archived: Path
    n_pages: int


def unpack(shared: Path, n_pages: int, folder: Path) -> Dump:
    """Unpack so many pages; archives are those of the folders, except that of the whole dump, which is there."""
    dump = Dump(folder / "pages", folder / "pages.tar.xz", folder / "two", folder / "two.tar.xz", n_pages)
    unpack_sample(shared, n_pages, dump.pages)
    unpack_sample(shared, 2, dump.two_pages)
    with tarfile.open(shared / DUMP) as archive:
        is_whole = sum(member.isfile() for member in archive) <= n_pages
    if is_whole:
        dump.archive.symlink_to(shared / DUMP)
    for source, target in ((dump.pages, dump.archive), (dump.two_pages, dump.two_archived)):
        if not target.exists():
            with tarfile.open(target, "w:xz") as archive:
                archive.add(source, source.name)
    return dump


def reading(n_pages: int, *options: str) -> Program:
    """A run with all families; two pages are two shards."""

    def command(pages: Path, tables: Path) -> Command:
        shard_pages = 1 if pages.name.startswith("two") else max(1, min(SHARD_PAGES, n_pages // SHARDS))
        of_shard = ["--set", f"shard_pages={shard_pages}"] if shard_pages != SHARD_PAGES else []
        return [PRESSEXTRACT, "run", pages, "--output", tables, *options, *of_shard]

    return command


def rival(name: str) -> Program:
    """A script of benchmarks/rivals."""
    return lambda pages, tables: [PYTHON, HERE / "rivals" / f"{name}.py", pages, tables]


def programs(n_pages: int) -> dict[str, dict[str, Program]]:
    """What is measured over pages, by part."""
    one, two = (reading(n_pages, "--workers", number) for number in ("1", "2"))
    return {
        "one-core": {"run, one core": one},
        "rivals": {name: rival(name) for name in ("by_hand", "core_news", "careful")},
        "scaling": {
            "run, 1 worker": one,
            "run, 2 workers": two,
            "run, Dask, 2 workers": reading(n_pages, "--engine", "dask", "--workers", "2"),
            "run, 2 workers, archive": two,
        },
    }


def measured(usage: Usage, **more: Any) -> dict[str, Any]:
    """What is kept of a command."""
    figures = {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(usage).items()}
    return {**figures, "load": round(os.getloadavg()[0], 2), "measured": time.strftime("%Y-%m-%d %H:%M"), **more}


def over_pages(program: Program, dump: Dump, *, archive: bool, core: int | None, repeats: int) -> dict[str, Any]:
    """Start-up, over two pages, then the whole."""
    two, pages = (dump.two_archived, dump.archive) if archive else (dump.two_pages, dump.pages)

    def one(source: Path) -> Usage:
        with TemporaryDirectory() as folder:
            tables = Path(folder, "tables")
            usage = measure(program(source, tables), core=core)
            usage.said = outcome(tables) or usage.said
            return usage

    starts = [one(two) for _ in range(STARTS)]
    best = min((one(pages) for _ in range(repeats)), key=lambda usage: usage.seconds)
    start, start_cpu = min(usage.seconds for usage in starts), min(usage.cpu for usage in starts)
    return measured(best, pages=dump.n_pages, start=round(start, 3), start_cpu=round(start_cpu, 3))


def outcome(tables: Path) -> str | None:
    """What a run found, None where it is another program that wrote the tables."""
    if not (tables / "run.json").exists():
        return None
    facts = json.loads((tables / "run.json").read_text(encoding="utf-8"))
    lost, mentions = (sum(facts[name].values()) for name in ("lost", "mentions"))
    return f"{facts['articles']} articles, {lost} lost, {mentions} mentions"


def stages(dump: Dump, texts: Path, core: int | None, repeats: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Cleaning and the model alone; their own clocks say what they took when all was loaded."""
    commands: dict[str, Command] = {"cleaning alone": ["cleaning", dump.pages, texts], "model alone": ["model", texts]}
    for name, command in commands.items():
        tries = [measure([PYTHON, HERE / "alone.py", *command], core=core) for _ in range(repeats)]
        best = min(tries, key=lambda usage: json.loads(usage.said)["seconds"])
        said = json.loads(best.said)
        start = {"start": round(best.seconds - said["seconds"], 3), "start_cpu": round(best.cpu - said["cpu"], 3)}
        yield name, measured(best, **start, pages=said["pages"], tokens=said.get("tokens"))


def waits() -> Iterator[tuple[str, dict[str, Any]]]:
    """What a user waits for: the median of some tries."""
    for name, command in (("help", ["--help"]), ("single page", ["run", PAGE, "--output"])):
        tries = []
        for _ in range(WAITS):
            with TemporaryDirectory() as folder:
                output = [Path(folder, "tables")] if name != "help" else []
                tries.append(measure([PRESSEXTRACT, *command, *output]))
        middle = statistics.median_low(usage.seconds for usage in tries)
        found = next(usage for usage in tries if usage.seconds == middle)
        found.said = name
        yield name, measured(found)


def results(
    parts: list[str], dump: Dump, folder: Path, core: int | None, repeats: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and figures of each command, as they come."""
    for part in parts:
        if part == "start":
            yield from waits()
            continue
        pinned = None if part == "scaling" else core
        for name, program in programs(dump.n_pages)[part].items():
            yield name, over_pages(program, dump, archive="archive" in name, core=pinned, repeats=repeats)
        if part == "one-core":
            yield from stages(dump, folder / "texts.pickle", core, repeats)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas between: {', '.join(PARTS)}")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--core", type=int, default=own_core(), help="that pinned commands get; the last by default")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file that keeps them; the report lies beside")
    arguments = parser.parse_args()
    parts = arguments.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"--only {','.join(sorted(unknown))}: possible are {', '.join(PARTS)}")
    with TemporaryDirectory() as folder:
        dump = unpack(arguments.shared, arguments.pages, Path(folder))
        for name, found in results(parts, dump, Path(folder), arguments.core, arguments.repeats):
            print(f"{name}: {found['seconds']:.1f} s, {found['cpu']:.1f} s of CPU time; {found['said']}", flush=True)
            kept = keep(arguments.results, {name: found})
    arguments.results.with_suffix(".md").write_text(report(kept), encoding="utf-8")
    print(report(kept), end="")


if __name__ == "__main__":
    main()
