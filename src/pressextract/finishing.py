"""From what all shards have read to the tables: duplicates, users' lists, learned names, bearers of one name, entities.

It starts from the part files, as often as wanted, and reads no page.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pressextract.collector import Tally
from pressextract.duplicates import find_duplicates
from pressextract.errors import OutputError
from pressextract.export import DESCRIPTOR, descriptor
from pressextract.output_folder import FOUND, RELABELLED, RUN_FILE, SUCCESS_FILE, replacing, write_json
from pressextract.part_readings import PartReadings
from pressextract.run_tables import RunTables
from pressextract.schema import ROW_CLASSES
from pressextract.settings import Settings
from pressextract.user_lists.application import Changes
from pressextract.user_lists.files import UserLists
from pressextract.user_lists.learning import as_wanted


@dataclass(slots=True, kw_only=True)
class Finished(Tally):
    """What the tables hold; `changes` is what lists and learned names changed, `learned` how many the run taught."""

    duplicates: int = 0
    seconds: float = 0.0
    changes: Changes | None = None
    learned: int | None = None


def finish(
    found: PartReadings,
    folder: Path,
    settings: Settings,
    lists: UserLists,
    facts: Mapping[str, Any],
    pages: int,
    began: datetime,
) -> Finished:
    """Write all tables of a run, with run.json, which states `facts` too, and at last _SUCCESS.

    `pages` is how many articles and losses there must be; `began` when the run did.

    Raises:
        OutputError: the disk is full or not writable, or what was written is not what was read.
    """
    finished = Finished()
    duplicates = find_duplicates(found.articles(), settings.duplicates, settings.min_similarity)
    finished.duplicates = len(duplicates)
    with replacing(folder) as work:
        tables = RunTables(settings.formats, settings.csv_dialect, pages, settings.articles_per_file)
        if lists or settings.learn:
            as_found = Tally()
            (work / FOUND).mkdir()
            tables.write(found.readings(duplicates), work / FOUND, as_found, RELABELLED)
            finished.changes = Changes()
            wanted, finished.learned = as_wanted(
                lambda: found.readings(duplicates), lists, learn=settings.learn, changes=finished.changes
            )
            write_json(work / FOUND / RUN_FILE, {**facts, **as_found.facts()})
        else:
            wanted = found.readings(duplicates)
        tables.write(wanted, work, finished, ROW_CLASSES.keys())
        if finished.articles + finished.lost.total() != pages:
            raise OutputError(
                f"{folder}: {finished.articles} articles and {finished.lost.total()} losses came of {pages} pages; the"
                " part files do not fit, run again with --force"
            )
        write_json(work / DESCRIPTOR, descriptor(settings.formats, settings.csv_dialect, tables.parts))
        finished.seconds = round((datetime.now(UTC) - began).total_seconds(), 3)
        stated = {**facts, "seconds": finished.seconds, "duplicates": finished.duplicates, **finished.facts()}
        if finished.changes is not None:
            stated["lists"] = [dataclasses.asdict(file) for file in lists.files]
        if settings.learn:
            stated["learned"] = finished.learned
        write_json(work / RUN_FILE, stated)
        (work / SUCCESS_FILE).touch()
    return finished
