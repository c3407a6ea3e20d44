"""What a run would read and where it would go on, without reading a page or writing a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pressextract.engines.opening import cores
from pressextract.models import describe_model
from pressextract.output_folder import check_output
from pressextract.planning import selection_of
from pressextract.run_facts import fingerprint_of
from pressextract.run_status import status_of
from pressextract.settings import Settings
from pressextract.sources import plan_sources


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Files by kind, their bytes as they lie, and pages; None where only reading tells how many."""

    address: str
    files: Counter[str]
    size: int
    pages: int | None
    skipped: Counter[str]
    output: str
    engine: str


def plan_run(
    input: str | Path,
    output: str | Path,
    settings: Settings,
    *,
    limit: int | None = None,
    sample: float | None = None,
    force: bool = False,
) -> RunPlan:
    """Look at input and output as `run` would.

    Raises:
        ConfigError: the input holds no pages, or the output folder is not for this run.
        ModelError: the model cannot be had.
    """
    selection = selection_of(limit, sample)
    folder = Path(output)
    plan = plan_sources(input, exclude=folder)
    check_output(folder, fingerprint_of(plan.address, describe_model(settings.model), settings), force)
    pages = None if selection.sample is not None else plan.n_pages()
    if pages is not None and selection.limit is not None:
        pages = min(pages, selection.limit)
    status = status_of(folder)
    workers = settings.workers or cores()
    engine = f"{settings.engine}, {settings.scheduler or f'{workers} workers'}"
    state = "is new"
    if status is not None and not force:
        state = f"{status.state}; {status.read_pages} pages are there and not read again"
    return RunPlan(
        plan.address,
        Counter(file.kind for file in plan.files),
        sum(file.size for file in plan.files),
        pages,
        plan.skipped,
        f"{output}: {state}",
        engine,
    )
