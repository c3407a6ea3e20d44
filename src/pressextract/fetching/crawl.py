"""The process that fetches: `python -m pressextract.fetching.crawl`, a Job as JSON on stdin, reports as JSON lines out.

    in   Job, one line; when stdin ends, the fetch stops
    out  {"begun": {…}}, {"state": {…}} …, {"warning": "…"} …, then {"ended": true} or {"error": [kind, message]}

Scrapy's reactor runs once in a process, and notebooks have an event loop of their own; so a fetch has its own process.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import asdict
from hashlib import sha256
from typing import IO, Any

from pressextract.errors import ConfigError
from pressextract.fetching.arrivals import Arrivals
from pressextract.fetching.captures import CaptureFile
from pressextract.fetching.codes import OUTCOMES
from pressextract.fetching.crawl_settings import scrapy_settings
from pressextract.fetching.job import Job
from pressextract.fetching.places import Places
from pressextract.fetching.progress import FetchState
from pressextract.fetching.spider import PressSpider
from pressextract.fetching.store import Store
from pressextract.fetching.visits import Visit
from pressextract.sources.addresses import reason

#: Seconds that requests under way have to come to their end when the fetch is asked to stop.
_GRACE = 3.0
_REPORTED_EACH = 0.25


def main() -> None:
    """Fetch what the parent orders."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever a library prints must not get between the reports
    job = Job.from_json(sys.stdin.readline())
    reporter = Reporter(out)
    try:
        crawl(job, reporter)
    except ConfigError as error:
        reporter.tell("error", ["config", str(error)])
    except (OSError, sqlite3.Error) as error:
        reporter.tell("error", ["output", f"{type(error).__name__}: {reason(error)}"])
    else:
        reporter.tell("ended", True)


def crawl(job: Job, reporter: Reporter) -> None:
    """Carry out a job in this process.

    Raises:
        ConfigError: the state is something else.
        OSError, sqlite3.Error: the disk is full or not writable.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    # the process of a fetch that was killed may still write to the WARC: it has the state as long as it lives
    with closing(Store(job.state, exclusive=True)) as store:
        size = job.warc.stat().st_size if job.warc.exists() else 0
        listed = sha256("\n".join(job.listed).encode("utf-8", "replace")).hexdigest()
        seeds = json.dumps(job.seeds.to_json() | {"limit": None, "listed": listed}, ensure_ascii=False)
        with closing(CaptureFile(job.warc, store.begin(seeds, job.user_agent, size))) as captures:
            places = Places(store, job.seeds, job.settings, job.max_bytes)
            places.sow(job.listed)
            reporter.begin(store)
            captures.write_info(_facts_of(job))
            stopping = threading.Event()
            threading.Thread(target=_stop_with_parent, args=(stopping,), daemon=True).start()
            process = AsyncCrawlerProcess(scrapy_settings(job))
            logging.getLogger().addHandler(_Warnings(reporter))
            crawler = process.create_crawler(PressSpider)
            arrivals = Arrivals(store, captures)
            process.crawl(
                crawler, store=store, arrivals=arrivals, places=places, settings=job.settings,
                limit=job.seeds.limit, report=reporter.visited, stopping=stopping,
            )  # fmt: skip
            process.start(install_signal_handlers=False)
            spider = crawler.spider
            if isinstance(spider, PressSpider) and spider.broken is not None:
                raise spider.broken
            if not stopping.is_set():
                store.end(job.warc.stat().st_size)
            reporter.state()


def _facts_of(job: Job) -> dict[str, str]:
    """The WARC's info record."""
    facts = {
        "software": job.user_agent.partition(" ")[0],
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "classic",
        "http-header-user-agent": job.user_agent,
    }
    return facts | ({"operator": job.settings.contact} if job.settings.contact else {})


def _stop_with_parent(stopping: threading.Event) -> None:
    """Wait until the parent closes stdin or is gone; then ask for nothing more, and end soon: what came is stored."""
    with suppress(OSError, ValueError):
        sys.stdin.read()
    stopping.set()
    time.sleep(_GRACE)
    os._exit(0)


class Reporter:
    """Tells the parent what happens, some times a second."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._next = 0.0
        self._began = time.monotonic()
        self._store: Store | None = None
        self._counts: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
        self._bytes = 0
        self._asked = 0

    def begin(self, store: Store) -> None:
        """The fetch begins, or goes on with what it did before."""
        self._store = store
        for (outcome, _), number in store.counts().items():
            self._counts[outcome] += number
        self.tell("begun", {"run": store.run, "goes_on": store.goes_on})

    def visited(self, visit: Visit) -> None:
        """Count a visit."""
        self._counts[visit.outcome] += 1
        self._bytes += visit.bytes or 0
        self._asked += 1
        if time.monotonic() >= self._next:
            self.state()

    def state(self) -> None:
        """Tell how the fetch stands."""
        self._next = time.monotonic() + _REPORTED_EACH
        assert self._store is not None
        state = FetchState(
            **self._counts,
            waiting=self._store.n_waiting(),
            hosts=self._store.n_hosts(),
            bytes=self._bytes,
            asked=self._asked,
            seconds=time.monotonic() - self._began,
        )
        self.tell("state", asdict(state))

    def tell(self, kind: str, content: Any) -> None:
        """Send one report; without a parent there is nobody to tell."""
        with suppress(OSError, ValueError):
            self._out.write(json.dumps({kind: content}) + "\n")
            self._out.flush()


class _Warnings(logging.Handler):
    """Hands on the errors that Scrapy logs: what is expected to go wrong is not among them."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__(logging.ERROR)
        self._reporter = reporter

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        told = record.getMessage() if error is None else f"{type(error).__name__}: {error}"
        self._reporter.tell("warning", reason(RuntimeError(told)))


if __name__ == "__main__":
    main()
