"""run(): from an input to files. Shards are planned, read by an engine, and their rows finished as tables.

The module is not called `run`: importing it would then hide the function of that name in the package.
"""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pressextract.collector import Tally
from pressextract.engines import open_engine, read_shards
from pressextract.errors import OutputError
from pressextract.finishing import Finished, finish
from pressextract.models import describe_model
from pressextract.output_folder import LOG_FILE, check_output
from pressextract.page_index import PASSING, mark_of
from pressextract.part_readings import PartReadings
from pressextract.planning import Selection, ShardPlanner, selection_of
from pressextract.run_facts import facts_of_run, fingerprint_of
from pressextract.run_log import logging_to
from pressextract.run_progress import Progress, RunProgress
from pressextract.settings import Settings, settings_from
from pressextract.shards import Job
from pressextract.sources import SourcePlan, plan_sources
from pressextract.user_lists.files import UserLists, read_lists
from pressextract.working_folder import Inputs, WorkingFolder, locked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressextract.user_lists.application import Changes

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class RunSummary(Tally):
    """What came of a run. `pages` = `articles` + the sum of `lost`.

    Of the pages `known` were not read again, since an earlier run of this folder had; `removed` were in its input and
    are no more. `changes` is what lists and learned names changed, `learned` how many names the run taught.
    """

    output: Path
    pages: int = 0
    known: int = 0
    removed: int = 0
    duplicates: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    changes: Changes | None = None
    learned: int | None = None


def run(
    input: str | Path,
    output: str | Path,
    settings: Settings | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
    limit: int | None = None,
    sample: float | None = None,
) -> RunSummary:
    """Read press releases – a file, a folder, an archive, an address – and write all tables into a folder.

    A run that was cut off goes on where it was; one that came to its end reads what is new in its input, and leaves out
    of its tables what is there no more. `limit` reads only the first pages, `sample` a part of them by chance, from 0
    to 1. `progress` is told as the run goes on.

    Where the settings name lists or ask for names to be learned, the tables are as these want them, and `found/` in the
    output folder keeps those that they changed; `relabel` starts from there.

    Raises:
        ConfigError: the input holds no pages, the output folder is not for this run, or another run writes there.
        LexiconError: a list of the user's is not usable.
        ModelError, EngineError: the model or what reads the shards cannot be had.
        OutputError: the tables could not be written, or every page was lost (then the tables are there and tell why).
    """
    settings = settings or settings_from()
    selection = selection_of(limit, sample)
    folder = Path(output)
    plan = plan_sources(input, exclude=folder)
    model = describe_model(settings.model)
    fingerprint = fingerprint_of(plan.address, model, settings)
    check_output(folder, fingerprint, force)
    lists = read_lists(settings)
    folder = folder.resolve()
    started = datetime.now(UTC)
    with locked(folder), logging_to(folder / LOG_FILE):
        working = WorkingFolder.open(folder, fingerprint, plan.files, selection, force)
        try:
            facts = facts_of_run(fingerprint, dataclasses.asdict(model), settings, started)
            summary = _Run(plan, folder, settings, working, selection, progress).to_tables(lists, facts)
        finally:
            working.leave()
    if summary.articles == 0:
        reasons = ", ".join(f"{count} {code}" for code, count in summary.lost.most_common())
        raise OutputError(f"input {plan.address}: every page is lost ({reasons}); {output}/issues tells why")
    return dataclasses.replace(summary, output=Path(output))


class _Run:
    """One run of an output folder, from its plan to its tables."""

    def __init__(
        self,
        plan: SourcePlan,
        folder: Path,
        settings: Settings,
        working: WorkingFolder,
        selection: Selection,
        progress: Progress | None,
    ) -> None:
        self._plan = plan
        self._folder = folder
        self._settings = settings
        self._working = working
        self._selection = selection
        self._known = working.known_pages()
        self._job = Job(settings, working.parts)
        self._planner = ShardPlanner(
            plan,
            self._known,
            settings.limits,
            selection,
            settings.shard_pages,
            working.prefix,
            working.manifest.results,
        )
        self._progress = RunProgress(working.progress_file, progress, self._planner)
        self._kept_by_workers = 0

    def to_tables(self, lists: UserLists, facts: Mapping[str, object]) -> RunSummary:
        """Read what is new, and write the tables of all that is in the input."""
        began = datetime.now(UTC)
        _log.info("reading %s into %s*", self._plan.address, self._working.prefix)
        self._read()
        self._progress.finishing()
        _log.info("finishing the tables")
        manifest = self._working.manifest
        manifest.check()
        gone = self._known.gone()
        pages = sum(result.pages for result in manifest.results.values()) - sum(map(len, gone.values()))
        inputs = self._inputs(gone)
        skipped = self._plan.skipped + sum((Counter(counts) for counts in inputs.skipped.values()), Counter())
        summary = RunSummary(self._folder, pages=pages, skipped=dict(sorted(skipped.items())))
        summary.known = self._planner.n_kept + self._kept_by_workers
        if not self._selection:
            summary.removed = self._known.removed({file.name: file for file in self._plan.files})
        counted = {"pages": pages, "known_pages": summary.known, "removed_pages": summary.removed}
        chosen = {"limit": self._selection.limit, "sample": self._selection.sample}
        stated = {**facts, **counted, "skipped_files": summary.skipped, "selection": chosen}
        found = PartReadings(self._working.parts, manifest, gone)
        finished = finish(found, self._folder, self._settings, lists, stated, pages, began)
        for one in dataclasses.fields(Finished):
            setattr(summary, one.name, getattr(finished, one.name))
        self._working.end(inputs)
        _log.info("%d pages, %d articles, %d lost", pages, summary.articles, summary.lost.total())
        return summary

    def _read(self) -> None:
        """Have all new pages read, and note each shard that is there."""
        shards = self._planner.shards()
        first = list(islice(shards, 2))
        # One shard is read here before a process would have loaded its model; but not where the last try was cut off:
        # then perhaps by what it read.
        inline = len(first) < 2 and self._settings.engine == "local" and not self._working.was_cut_off
        if not first:
            return
        with open_engine(self._job, self._progress.report, inline=inline) as engine:
            for result in read_shards(engine, self._job, chain(first, shards), self._progress.tick):
                self._working.manifest.add(result)
                self._progress.add(result)
                if result.whole is not None:
                    name, _ = result.whole
                    self._kept_by_workers += len(result.kept)
                    for identity in result.kept:
                        self._known.keep(name, identity)

    def _inputs(self, gone: dict[str, list[int]]) -> Inputs:
        """What the next run needs to know of this one's input. A selection reads no file to its end for certain."""
        manifest = self._working.manifest
        pages: Counter[str] = Counter()
        again: set[str] = set()
        for shard, entries in manifest.entries():
            left_out = set(gone.get(shard, ()))
            for number, entry in enumerate(entries):
                if number not in left_out:
                    pages[entry.file] += 1
                    if entry.lost in PASSING:
                        again.add(entry.file)
        whole = {result.whole[0]: result.skipped for result in manifest.results.values() if result.whole}
        skipped = {**self._working.inputs.skipped, **self._planner.skipped, **whole}
        marks = {file.name: mark_of(file) for file in self._plan.files}
        return Inputs(
            {} if self._selection else {n: (mark, pages[n]) for n, mark in marks.items() if n not in again},
            {name: dict(counts) for name, counts in skipped.items() if counts and name in marks},
            gone,
        )
