"""relabel(): users' lists applied to a finished run, without its pages and without a model.

The module is not called `relabel`: importing it would then hide the function of that name in the package.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pressextract.collector import Tally
from pressextract.export import DESCRIPTOR
from pressextract.finished_run import FinishedRun, open_run
from pressextract.output_folder import (
    FOUND,
    RELABELLED,
    RUN_FILE,
    SUCCESS_FILE,
    check_output,
    entries_of,
    replacing,
    write_json,
)
from pressextract.run_tables import RunTables
from pressextract.schema import ArticleRow
from pressextract.settings import Settings, settings_from
from pressextract.user_lists.application import Changes
from pressextract.user_lists.files import ListFile, UserLists, read_lists
from pressextract.user_lists.learning import as_wanted
from pressextract.working_folder import locked


@dataclass(slots=True)
class RelabelSummary(Tally):
    """What came of relabelling: the counts of the new tables, the lists, and what they changed by label, if any.

    `learned` is how many names the run itself taught; None where it was not asked to.
    """

    output: Path
    lists: tuple[ListFile, ...] = ()
    changes: Changes | None = None
    learned: int | None = None
    seconds: float = 0.0


def relabel(
    folder: str | Path, settings: Settings | None = None, *, output: str | Path | None = None
) -> RelabelSummary:
    """Apply the lists that the settings name to a finished run, in its folder or into another one.

    With the setting `learn` names of initiatives that the run's articles introduce are found bare too.

    Each time it starts from the tables as the run found them, which `found/` keeps once lists have changed them. So a
    row that is taken from a list is undone by the next call, and without any list and without `learn`
    the run's own tables come back.

    Raises:
        ConfigError: the folder holds no finished run, or the other folder something else.
        LexiconError: a list cannot be read or a row of it is not usable; the message begins with file and line.
        OutputError: the tables could not be written; then the old ones are still there.
    """
    settings = settings or settings_from()
    started = datetime.now(UTC)
    lists = read_lists(settings)
    run = open_run(Path(folder))
    target = run.folder if output is None else Path(output)
    in_place = target.resolve() == run.folder.resolve()
    if not in_place:
        check_output(target, run.facts["fingerprint"], force=False, can_force=False)
    with locked(target.resolve()):
        return _relabelled(run, target, settings, lists, started)


def _relabelled(
    run: FinishedRun, target: Path, settings: Settings, lists: UserLists, started: datetime
) -> RelabelSummary:
    in_place = target.resolve() == run.folder.resolve()
    summary = RelabelSummary(target, lists.files)
    unchanged = [*entries_of(run.folder, [ArticleRow.table], ("parquet", "csv")), DESCRIPTOR]
    with replacing(target, keep=[*unchanged, FOUND] if in_place else ()) as work:
        if not in_place:
            _copy(run.folder, unchanged, work)
        if lists or settings.learn:
            if not (in_place and run.is_relabelled):
                _copy(run.found, _own_files(run), work / FOUND)
            _write(run, lists, settings.learn, work, summary)
        else:
            _copy(run.found, _own_files(run), work)
            _count_as_found(run, summary)
        (work / SUCCESS_FILE).touch()
    if in_place and summary.changes is None:
        shutil.rmtree(target / FOUND, ignore_errors=True)
    summary.seconds = (datetime.now(UTC) - started).total_seconds()
    return summary


def _write(run: FinishedRun, lists: UserLists, learn: bool, work: Path, summary: RelabelSummary) -> None:
    """Write the tables of a run as the lists want them, with the names that it teaches if asked for, and run.json."""
    summary.changes = Changes()
    readings, summary.learned = as_wanted(run.readings, lists, learn=learn, changes=summary.changes)
    per_file = run.facts["fingerprint"]["articles_per_file"]
    RunTables(run.formats, run.csv_dialect, run.facts["pages"], per_file).write(readings, work, summary, RELABELLED)
    files = [dataclasses.asdict(file) for file in lists.files]
    learned = {"learned": summary.learned} if learn else {}
    write_json(work / RUN_FILE, run.facts | summary.facts() | {"lists": files} | learned)


def _own_files(run: FinishedRun) -> list[str]:
    """The files of a run that lists change."""
    return [*entries_of(run.found, RELABELLED, run.formats), RUN_FILE]


def _copy(source: Path, names: Iterable[str], target: Path) -> None:
    target.mkdir(exist_ok=True)
    for name in names:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copyfile(source / name, target / name)


def _count_as_found(run: FinishedRun, summary: RelabelSummary) -> None:
    summary.articles, summary.entities = run.facts["articles"], run.facts["entities"]
    summary.lost, summary.doubts, summary.mentions = (
        Counter(run.facts[name]) for name in ("lost", "doubts", "mentions")
    )
