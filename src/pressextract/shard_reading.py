"""run_shard(): the pages of a shard, cleaned and read, into its part files. Every engine calls it, wherever it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

from pressextract.article import Article, Loss, Page
from pressextract.cleaning import clean_or_loss
from pressextract.collector import Reading
from pressextract.garbage import give_memory_back, rare_collections
from pressextract.page_index import PageEntry, identity_of, mark_of
from pressextract.pipeline import load
from pressextract.reading import read_articles
from pressextract.settings import Settings
from pressextract.shard_writing import Report, silent, write_outcomes
from pressextract.shards import Carried, Job, Shard, ShardResult, WholeFile
from pressextract.source_ids import SourceIds
from pressextract.sources import Skipped, read_source
from pressextract.time_limit import TimeLimitExceeded, time_limit

if TYPE_CHECKING:
    from spacy.language import Language

#: Articles that are read before spaCy forgets the words of each shard. The words of these are kept, 13 MB; else the
#: tokenizer would look at every word anew, three times its time. After 200, reading takes 6 % longer than after 1,000.
_WARM_UP = 1_000
#: Pages after which spaCy forgets; a shard may be a whole archive.
_IN_ZONE = 200


def run_shard(job: Job, shard: Shard, report: Report = silent) -> ShardResult:
    """Read a shard's pages and write its part files; its line of the manifest is for the caller to write.

    Raises:
        ModelError, ConfigError: the pipeline cannot be had.
        OutputError: the part files could not be written.
    """
    result = ShardResult(name=shard.name)
    reader = reader_of(job)
    with rare_collections():
        write_outcomes(job, result, reader.outcomes(shard, result, report), report)
    give_memory_back()
    return result


class Reader:
    """A process's pipeline, loaded once, and how many articles it has read."""

    def __init__(self, job: Job) -> None:
        self.settings = settings = job.settings
        self._limits = settings.limits
        self._nlp: Language = load(settings)
        self._articles = 0

    def outcomes(
        self, shard: Shard, result: ShardResult, report: Report = silent
    ) -> Iterator[tuple[PageEntry, Reading | Loss]]:
        """Each page of the shard, in its order, with what came of it."""

        def alive() -> None:
            report(shard.name, result.pages)

        pages = self.pages(shard, result, alive)
        in_zone = _IN_ZONE
        with ExitStack() as zone:
            while batch := list(islice(pages, self.settings.batch_size)):
                if in_zone >= _IN_ZONE and self._articles >= _WARM_UP:
                    zone.close()
                    zone.enter_context(self._nlp.memory_zone())  # nothing of spaCy leaves it: readings are plain rows
                    in_zone = 0
                for entry, outcome in self.read(batch, alive):
                    self._articles += isinstance(outcome, Reading)
                    yield entry, outcome
                in_zone += len(batch)

    def pages(
        self, shard: Shard, result: ShardResult, alive: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[PageEntry, Page | Loss]]:
        """The pages of the shard under ids of their own; what is no page, and what is known, goes into `result`."""
        ids = SourceIds()
        for entry, page in self._found(shard, result, alive):
            yield entry, ids.named(page)

    def read(
        self, pages: Iterable[tuple[PageEntry, Page | Loss]], alive: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[PageEntry, Reading | Loss]]:
        """Clean and read some pages together. `alive` is called after each that is cleaned."""
        cleaned = []
        for entry, page in pages:
            cleaned.append((entry, cleaned_within(self.settings, page)))
            alive()
        articles = [article for _, article in cleaned if isinstance(article, Article)]
        readings = read_articles(
            self._nlp, articles, self.settings.batch_size, max_seconds=self.settings.max_page_seconds
        )
        for entry, article in cleaned:
            outcome = next(readings) if isinstance(article, Article) else article
            lost = outcome.code if isinstance(outcome, Loss) else None
            yield dataclasses.replace(entry, lost=lost), outcome

    def _found(
        self, shard: Shard, result: ShardResult, alive: Callable[[], None]
    ) -> Iterator[tuple[PageEntry, Page | Loss]]:
        for member in shard.members:
            if isinstance(member, Carried):
                entry = PageEntry(member.file, member.signature, member.identity, member.found.source_id)
                yield entry, member.found
                continue
            file, known = (member.file, set(member.known)) if isinstance(member, WholeFile) else (member, set())
            if isinstance(member, WholeFile):
                result.whole = file.name, mark_of(file)
            for found in read_source(file, self._limits):
                alive()
                if isinstance(found, Skipped):
                    result.skipped[found.what] += 1
                    continue
                identity = identity_of(found)
                if identity in known:
                    known.discard(identity)
                    result.kept.append(identity)
                else:
                    yield PageEntry(file.name, mark_of(file), identity, found.source_id), found


_READERS: dict[str, Reader] = {}


def reader_of(job: Job) -> Reader:
    """The process's reader for these settings; another one takes its place, so that memory holds one model."""
    key = job.settings.model_dump_json()
    if key not in _READERS:
        _READERS.clear()
        _READERS[key] = Reader(job)
    return _READERS[key]


def cleaned_within(settings: Settings, page: Page | Loss) -> Article | Loss:
    """The page's article, or why there is none: its own limits included."""
    if isinstance(page, Loss):
        return page
    try:
        with time_limit(settings.max_page_seconds):
            article = clean_or_loss(page, settings.language)
    except TimeLimitExceeded:
        message = f"cleaning took longer than {settings.max_page_seconds:g} s; raise max_page_seconds to wait"
        return _lost(page, "too_slow", message)
    if isinstance(article, Article) and len(article.text) > settings.max_document_chars:
        message = f"{len(article.text):,} characters of text; raise max_document_chars to read it"
        return _lost(page, "too_long", message)
    return article


def _lost(page: Page, code: str, message: str) -> Loss:
    return Loss(source_id=page.source_id, input=page.input, code=code, message=message, stage="cleaning")
