"""`fetch`: orders a fetch from a process of its own, listens to it, and says what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pressextract.errors import ConfigError, EngineError, OutputError
from pressextract.export import writing_errors
from pressextract.fetching.fetch_settings import ALL_NETWORKS
from pressextract.fetching.index_file import write_index
from pressextract.fetching.job import Job, user_agent
from pressextract.fetching.progress import FetchState, Progress
from pressextract.fetching.seeds import Seeds
from pressextract.fetching.store import Store
from pressextract.settings import Settings, settings_from

_ENDINGS = (".warc.gz", ".warc")
_PACKAGES = ("scrapy", "feedparser", "courlan")
#: Seconds that the process has to end after it was asked to.
_PATIENCE = 20.0
WITHOUT_CONTACT = (
    "no contact is set: servers are told the project's name only; give yours, such as"
    " --contact redaktion@zeitung.example, so that their operators can reach you"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSummary:
    """What came of a fetch: visits by outcome and code. `number` counts the fetches into the WARC from 1; `goes_on`
    says that it went on with one that was stopped, whose visits are counted too. `warnings` are errors of Scrapy's own.
    """

    warc: Path
    index: Path
    number: int
    goes_on: bool
    visits: Counter[tuple[str, str | None]]
    state: FetchState
    warnings: tuple[str, ...]

    def count(self, *outcomes: str) -> int:
        """The visits with one of these outcomes."""
        return sum(number for (outcome, _), number in self.visits.items() if outcome in outcomes)

    def codes(self, outcome: str) -> Counter[str]:
        """The codes of an outcome's visits."""
        return Counter({code or "other": n for (found, code), n in self.visits.items() if found == outcome})


def fetch(
    seeds: Seeds,
    output: str | Path,
    settings: Settings | None = None,
    *,
    allow_private: bool = False,
    progress: Progress | None = None,
) -> FetchSummary:
    """Fetch pages into a WARC, politely, and write an index beside it; go on where an earlier fetch was stopped.

    `output` is NAME.warc.gz; NAME.index.csv and NAME.fetch.sqlite lie beside it. A later fetch into the same WARC asks
    only for what is new or changed.

    Raises:
        ConfigError: nothing is named, an address or pattern cannot be used, or the output is none.
        EngineError: the extra `fetch` is not installed, or the process that fetches died.
        OutputError: the disk is full or not writable, or every address failed.
    """
    settings = settings or settings_from()
    _check_packages()
    seeds.check()
    how = settings.fetch.model_copy(update={"private_networks": ALL_NETWORKS}) if allow_private else settings.fetch
    warc, state, index = _paths(Path(output))
    with writing_errors(warc.parent):
        warc.parent.mkdir(parents=True, exist_ok=True)
    with _locked(warc):
        if warc.exists() and warc.stat().st_size and not state.exists():
            raise ConfigError(
                f"output {warc}: a WARC without {state.name} beside it, so nothing is known of what is in it;"
                " give another --output"
            )
        job = Job(
            seeds=seeds,
            settings=how,
            warc=warc.absolute(),
            state=state.absolute(),
            user_agent=user_agent(settings.fetch.contact),
            max_bytes=settings.max_page_bytes,
            listed=seeds.listed(),
        )
        listener = _Listener(progress)
        visits: Counter[tuple[str, str | None]] = Counter()
        try:
            _crawl(job, listener)
        finally:
            if state.exists():
                with writing_errors(warc.parent), closing(Store(state)) as store:
                    write_index(store, index)
                    visits.update(store.counts())
    summary = FetchSummary(
        warc=warc, index=index, number=listener.number, goes_on=listener.goes_on, visits=visits,
        state=listener.state, warnings=tuple(listener.warnings),
    )  # fmt: skip
    failed = summary.count("failed")
    if failed and failed == visits.total():
        code, number = summary.codes("failed").most_common(1)[0]
        raise OutputError(f"nothing was fetched: all {failed} addresses failed, {number} with code {code}; see {index}")
    return summary


class _Listener:
    """What the process tells."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.number = 0
        self.goes_on = False
        self.warnings: list[str] = []
        self.state = FetchState()
        self.ended = False

    def hear(self, report: dict[str, Any]) -> None:
        """Take one report.

        Raises:
            ConfigError, OutputError: the process says that the fetch cannot go on.
        """
        ((kind, content),) = report.items()
        if kind == "begun":
            self.number, self.goes_on = content["run"], content["goes_on"]
        elif kind == "state":
            self.state = FetchState(**content)
            if self._progress is not None:
                self._progress(self.state)
        elif kind == "warning":
            self.warnings.append(content)
        elif kind == "error":
            what, message = content
            raise ConfigError(message) if what == "config" else OutputError(f"the fetch cannot go on: {message}")
        else:
            self.ended = True


def _crawl(job: Job, listener: _Listener) -> None:
    """Have a process carry out a job; however this ends, the process ends too."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "pressextract.fetching.crawl"],  # -P: no module of the working folder's
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        # a group of its own: Ctrl-C reaches this process only, which then closes stdin
        process_group=0 if os.name == "posix" else None,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(job.to_json() + "\n")
            process.stdin.flush()
        for line in process.stdout:
            listener.hear(json.loads(line))
    finally:
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
    if not listener.ended:
        raise EngineError(
            f"the process that fetches died (exit code {process.returncode}); what it had fetched is kept, and the same"
            " command goes on from there"
        )


def _check_packages() -> None:
    missing = [package for package in _PACKAGES if find_spec(package) is None]
    if missing:
        raise EngineError(f"{', '.join(missing)} not installed; pip install 'pressextract[fetch]' installs them")


def _paths(warc: Path) -> tuple[Path, Path, Path]:
    ending = next((ending for ending in _ENDINGS if warc.name.lower().endswith(ending)), None)
    if ending is None or warc.name.startswith(".") or warc.is_dir():
        raise ConfigError(f"output {warc}: a file NAME.warc.gz or NAME.warc is expected, such as data/raw/bmi.warc.gz")
    name = warc.name[: -len(ending)]
    return warc, warc.with_name(f"{name}.fetch.sqlite"), warc.with_name(f"{name}.index.csv")


@contextmanager
def _locked(warc: Path) -> Iterator[None]:
    """Keep every other fetch out of a WARC."""
    path = warc.with_name(f".{warc.name}.lock")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ConfigError(f"output {warc}: another fetch writes there; wait for it or give another --output") from error
    except OSError as error:
        raise ConfigError(f"output {warc}: cannot be locked ({error}); give a folder on another disk") from error
    try:
        yield
    finally:
        lock.release()  # the file stays: who opens it meanwhile must lock the same one
