"""benchmarks/speed.md from what speed.py measured: a row a command, then what the targets speak of."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import Any

import psutil

from pressextract.models import describe_model
from pressextract.settings import Settings

Figures = dict[str, Any]  # of one command, as speed.json has them

#: Name in speed.json → what it says in the report, in its order.
NAMES = {
    "run, one core": "`pressextract run --workers 1`, one core",
    "cleaning alone": "cleaning alone, one core",
    "model alone": "the model alone: `nlp.pipe` over cleaned texts, one core",
    "by_hand": "(a) rivals/by_hand.py, one core",
    "core_news": "(b) rivals/core_news.py, one core",
    "careful": "(c) rivals/careful.py, one core",
    "run, 1 worker": "`pressextract run --workers 1`, all cores",
    "run, 2 workers": "`pressextract run --workers 2`",
    "run, Dask, 2 workers": "`pressextract run --engine dask --workers 2`",
    "run, 2 workers, archive": "`pressextract run --workers 2`, from the .tar.xz",
}
#: What is compared: words, pages per second of this, of that, least factor.
RATIOS = (
    ("a run against (a)", "run, one core", "by_hand", 1.8),
    ("a run against (b)", "run, one core", "core_news", 3.0),
    ("a run against (c)", "run, one core", "careful", 1.5),
    ("a run against the model alone", "run, one core", "model alone", 0.55),
    ("two workers against one", "run, 2 workers", "run, 1 worker", 1.85),
    ("Dask against local workers", "run, Dask, 2 workers", "run, 2 workers", None),
    ("the archive against a folder", "run, 2 workers, archive", "run, 2 workers", None),
)
#: What a user waits for: words, name in speed.json, most seconds.
WAITS = (
    ("`pressextract --help`", "help", 0.5),
    ("the tables of a single page", "single page", 3.0),
)


def rate(figures: Figures, clock: str = "seconds", start: str = "start") -> float:
    """Pages per second without start-up, which has two pages in it where it is a command over two pages."""
    own_clock = "tokens" in figures
    pages: int = figures["pages"] - (0 if own_clock else 2)
    seconds: float = figures[clock] - figures[start]
    return pages / seconds


def report(kept: dict[str, Figures]) -> str:
    """All that is known, as Markdown."""
    system = f"{psutil.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        "# Speed",
        "",
        "Measured by `uv run --group benchmarks python benchmarks/speed.py` over complete pages of Land Berlin's press"
        f" archive (berlin-4000.tar.xz), model {describe_model(Settings().model).name}, {system}. A run writes all"
        " seven families in all formats. Start-up is the same command over two pages (for what runs alone: what is"
        " not its loop); pages/s and ms/page are without it. CPU time is that of all processes of the command; memory"
        " the peak of its process / of its largest worker. Others: how many cores other programs kept busy meanwhile;"
        " load: the system's mean load of the minute in which the command ended. (a) and"
        " (c) load the bundled model by `spacy.load`, as users do; a run and the model alone load it as pressextract"
        " does, which has numpy multiply: a third less time for the same names. (b) has random weights and the cost of"
        " a de_core_news_sm (rivals/core_news_like.py).",
        "",
        "| | pages | s | start-up s | CPU s | pages/s | CPU ms/page | memory MB | others | load | measured |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
        *(_row(words, kept[name]) for name, words in NAMES.items() if name in kept),
        "",
        "| pages per second | of wall time | of CPU time | target |",
        "|---|---:|---:|---:|",
        *_ratios(kept),
        "",
        "| what a user waits for | s | target | others |",
        "|---|---:|---:|---:|",
        *(
            f"| {words} | {kept[name]['seconds']:.2f} | < {most:g} | {kept[name]['others']:.2f} |"
            for words, name, most in WAITS
            if name in kept
        ),
    ]
    if tokens := kept.get("model alone", {}).get("tokens"):
        alone = kept["model alone"]
        lines += ["", f"The model alone reads {tokens / (alone['cpu'] - alone['start_cpu']):,.0f} tokens a CPU second."]
    return "\n".join(lines) + "\n"


def _row(words: str, figures: Figures) -> str:
    memory = f"{figures['own_mb']:.0f}" + (f" / {figures['worker_mb']:.0f}" if figures["worker_mb"] else "")
    cells = (
        f"{figures['pages']:,}", f"{figures['seconds']:.1f}", f"{figures['start']:.1f}", f"{figures['cpu']:.1f}",
        f"{rate(figures):.1f}", f"{1000 / rate(figures, 'cpu', 'start_cpu'):.1f}", memory,
        f"{figures['others']:.2f}", f"{figures['load']:.1f}", figures["measured"],
    )  # fmt: skip
    return f"| {words} | {' | '.join(cells)} |"


def _ratios(kept: dict[str, Figures]) -> Iterator[str]:
    for words, this, that, least in RATIOS:
        if this in kept and that in kept:
            factor = rate(kept[this]) / rate(kept[that])
            by_cpu = rate(kept[this], "cpu", "start_cpu") / rate(kept[that], "cpu", "start_cpu")
            yield f"| {words} | {factor:.2f} | {by_cpu:.2f} | {f'≥ {least:g}' if least else ''} |"
