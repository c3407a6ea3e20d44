"""The progress of runs and fetches: counts, rate, remaining time; nothing where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pressextract.fetching.progress import FetchState
from pressextract.fetching.progress import Progress as FetchReport
from pressextract.run_progress import Progress as Report


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} pages/s" if task.speed else "")


@contextmanager
def progress_bar(quiet: bool = False) -> Iterator[Report | None]:
    """A callback for `run`, None where nothing is to be shown."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
        TextColumn("{task.fields[lost]} lost"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, lost=0)
        yield lambda state: bar.update(
            task, description=state.phase, completed=state.pages, total=state.total, lost=state.lost
        )


@contextmanager
def fetch_progress_bar(quiet: bool = False) -> Iterator[FetchReport | None]:
    """A callback for `fetch`, None where nothing is to be shown."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("fetching"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("fetching", total=None, told="")

        def show(state: FetchState) -> None:
            told = (
                f"{state.rate:.1f}/s, {state.hosts} {'host' if state.hosts == 1 else 'hosts'}, {state.fetched} new,"
                f" {state.revised} revised, {state.unchanged} unchanged, {state.failed} failed"
            )
            bar.update(task, completed=state.done, total=state.done + state.waiting, told=told)

        yield show
