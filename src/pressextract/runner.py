"""extract() in memory; run() from an input to files. Both stand on the same stream: pages → articles → readings.

The module is not called `run`: importing it would then hide the function of that name in the package.
"""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressextract.article import Article, Loss, Page
from pressextract.cleaning import clean_page
from pressextract.collector import Collector, Reading, Tally
from pressextract.errors import OutputError, PageError
from pressextract.export import DESCRIPTOR, TableWriter, descriptor
from pressextract.finished_run import FinishedRun
from pressextract.garbage import rare_collections
from pressextract.lexicon.tables import digests
from pressextract.models import describe_model
from pressextract.namesakes.files import divide_files
from pressextract.namesakes.index import DIVIDED
from pressextract.output_folder import FOUND, RELABELLED, RUN_FILE, check_output, replacing, write_json
from pressextract.pipeline import load
from pressextract.reading import read_articles
from pressextract.relabelling import write_relabelled
from pressextract.schema import ROW_CLASSES, TABLE_VERSION, Row
from pressextract.settings import Settings, settings_from
from pressextract.sources import plan_sources
from pressextract.tables import to_arrow, to_frame
from pressextract.user_lists.application import Changes, applied
from pressextract.user_lists.files import read_lists
from pressextract.user_lists.learning import as_wanted

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class RunSummary(Tally):
    """What came of a run. `pages` = `articles` + the sum of `lost`; `changes` is what lists and learned names changed,
    `learned` how many names the run taught.
    """

    output: Path
    pages: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    changes: Changes | None = None
    learned: int | None = None


def extract(articles: Iterable[Article], settings: Settings | None = None) -> dict[str, pd.DataFrame]:
    """Read articles in memory and give all tables as DataFrames, by table name.

    Raises:
        ModelError, ConfigError: as `load` does.
        LexiconError: a list of the user's is not usable.
    """
    settings = settings or settings_from()
    lists = read_lists(settings)
    readings: Iterable[Reading | Loss] = read_articles(load(settings), articles, settings.batch_size)
    if lists or settings.learn:
        once = list(readings) if settings.learn else readings
        readings, _ = as_wanted(lambda: once, lists, learn=settings.learn, changes=Changes())
    tables: dict[str, list[Row]] = {}
    collector = Collector()
    for table, rows in collector.tables(readings):
        tables.setdefault(table, []).extend(rows)
    for table in DIVIDED if collector.division else ():
        tables[table] = [collector.division.of(row) for row in tables[table]]
    return {table: to_frame(to_arrow(table, tables.get(table, ()))) for table in ROW_CLASSES}


def run(
    input: str | Path,
    output: str | Path,
    settings: Settings | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> RunSummary:
    """Read a file or folder of press releases and write all tables into a folder.

    `progress` is called with (pages read, pages in all) as the run goes on.

    Where the settings name lists or ask for names to be learned, the tables are as these want them, and `found/` in the
    output folder keeps those that they changed; `relabel` starts from there.

    Raises:
        ConfigError: the input holds no pages, or the output folder is not for this run.
        LexiconError: a list of the user's is not usable.
        ModelError: the model cannot be had.
        OutputError: the tables could not be written, or every page was lost (then the tables are there and tell why).
    """
    settings = settings or settings_from()
    started = datetime.now(UTC)
    source, folder = Path(input), Path(output)
    plan = plan_sources(source)
    model = describe_model(settings.model)
    fingerprint = {
        "input": source.as_posix(),
        "model": model.digest,
        "pressextract": version("pressextract"),
        "table_version": TABLE_VERSION,
        **{key: value for key, value in settings.model_dump(mode="json").items() if key != "batch_size"},
    }
    check_output(folder, fingerprint, force)
    lists = read_lists(settings)
    nlp = load(settings)
    summary = RunSummary(folder, skipped=dict(sorted(plan.skipped.items())))
    pages = _counted(plan.pages(settings.max_page_bytes), summary, plan.total(), progress)
    readings: Iterable[Reading | Loss] = _read_pages(nlp, pages, settings)
    found = RunSummary(folder, skipped=summary.skipped)
    # what is learned is known when all is read: then a run that reads comes first and is relabelled
    collector, found_collector = Collector(found if settings.learn else summary), Collector(found)
    with replacing(folder) as work:
        with rare_collections(), ExitStack() as writers:
            if lists and not settings.learn:
                (work / FOUND).mkdir()
                keeper = TableWriter(work / FOUND, settings.formats, settings.csv_dialect, RELABELLED)
                readings = _kept(readings, writers.enter_context(keeper), found_collector)
                summary.changes = Changes()
                readings = applied(readings, lists, summary.changes)
            writer = writers.enter_context(TableWriter(work, settings.formats, settings.csv_dialect))
            for table, rows in collector.tables(readings):
                writer.write(table, rows)
        divide_files(work, collector.division, settings.formats, settings.csv_dialect)
        divide_files(work / FOUND, found_collector.division, settings.formats, settings.csv_dialect)
        summary.seconds = (datetime.now(UTC) - started).total_seconds()
        write_json(work / DESCRIPTOR, descriptor(settings.formats, settings.csv_dialect))
        facts = _run_facts(summary, fingerprint, dataclasses.asdict(model), started)
        if settings.learn:
            write_relabelled(_as_found(work, facts | found.facts(), settings), lists, True, work, summary)
            summary.seconds = (datetime.now(UTC) - started).total_seconds()
        else:
            if lists:
                write_json(work / FOUND / RUN_FILE, facts | found.facts())
                facts |= {"lists": [dataclasses.asdict(file) for file in lists.files]}
            write_json(work / RUN_FILE, facts)
    if summary.articles == 0:
        reasons = ", ".join(f"{count} {code}" for code, count in summary.lost.most_common())
        raise OutputError(f"input {source}: every page is lost ({reasons}); {folder}/issues tells why")
    return summary


def _kept(readings: Iterable[Reading | Loss], writer: TableWriter, collector: Collector) -> Iterator[Reading | Loss]:
    """Pass the readings on, and write what lists will change as it was found."""
    for reading in readings:
        for table, rows in collector.add(reading):
            if table in RELABELLED:
                writer.write(table, rows)
        yield reading
    for table, rows in collector.finish():
        writer.write(table, rows)


def _as_found(work: Path, facts: dict[str, Any], settings: Settings) -> FinishedRun:
    """The run in the work folder, what lists change moved to `found/`."""
    found = work / FOUND
    found.mkdir()
    for table in RELABELLED:
        for extension in settings.formats:
            (work / f"{table}.{extension}").replace(found / f"{table}.{extension}")
    write_json(found / RUN_FILE, facts)
    return FinishedRun(work, found, facts, settings.formats, settings.csv_dialect)


def _counted(
    pages: Iterable[Page | Loss], summary: RunSummary, total: int, progress: Progress | None
) -> Iterator[Page | Loss]:
    for page in pages:
        summary.pages += 1
        yield page
        if progress is not None:
            progress(summary.pages, total)


def _read_pages(nlp: Any, pages: Iterable[Page | Loss], settings: Settings) -> Iterator[Reading | Loss]:
    """Clean and read; losses keep their place only roughly, articles keep their order."""
    losses: list[Loss] = []

    def articles() -> Iterator[Article]:
        for page in pages:
            cleaned = clean_or_loss(page, settings.language)
            if isinstance(cleaned, Loss):
                losses.append(cleaned)
            else:
                yield cleaned

    for reading in read_articles(nlp, articles(), settings.batch_size):
        yield reading
        while losses:
            yield losses.pop(0)
    yield from losses


def clean_or_loss(page: Page | Loss, language: str) -> Article | Loss:
    """The page's article, or why there is none; whatever goes wrong on one page stays with that page."""
    if isinstance(page, Loss):
        return page
    try:
        return clean_page(page, language=language)
    except PageError as error:
        code, message = error.code, error.message
    except Exception as error:  # noqa: BLE001 - one page's failure becomes its row in issues
        code, message = "failed", f"{type(error).__name__}: {error}"
    return Loss(source_id=page.source_id, input=page.input, code=code, message=message, stage="cleaning")


def _run_facts(
    summary: RunSummary, fingerprint: dict[str, Any], model: dict[str, Any], started: datetime
) -> dict[str, Any]:
    packages = ("pressextract", "spacy", "beautifulsoup4", "lxml", "pandas", "pyarrow", "htmldate")
    return {
        "tool": "pressextract",
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(summary.seconds, 3),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
        "model": model,
        "fingerprint": fingerprint,
        "lexicons": digests(),
        "pages": summary.pages,
        "skipped_files": summary.skipped,
        **summary.facts(),
    }
