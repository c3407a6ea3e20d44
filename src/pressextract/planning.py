"""From the files of an input to shards: what is new is put together in the order of the input, what is known is left.

Shards are cut by the page's place among all selected pages, known ones included. So a run that goes on after a kill
cuts as the run before, and its part files are the same. Nothing is read but files that can only be read from the
beginning (archives, records): their pages travel with the shard, unless there are so many files that each is a shard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.page_index import KnownPages, identity_of, mark_of
from pressextract.shards import Carried, Member, Shard, ShardResult, WholeFile
from pressextract.sources import Limits, Skipped, SourceFile, SourcePlan, read_source

#: From so many files of many pages on, each is a shard of its own that a worker opens: then nothing has to travel, and
#: a cluster is not held up by one process that unpacks (some 1,800 pages per second).
MANY_FILES = 64
#: Bytes of pages that travel with one shard; 200 releases have some 12 MB.
_CARRIED_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Which pages of the input a run reads: the first `limit`, of those that chance takes at the rate `sample`.

    Chance is a hash of the page's name, so it takes the same pages each time.
    """

    limit: int | None = None
    sample: float | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self.limit is not None or self.sample is not None

    def takes(self, name: str) -> bool:
        """Whether chance takes the page of that name."""
        if self.sample is None:
            return True
        drawn = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        return drawn < self.sample * 2**64

    def reached(self, pages: int) -> bool:
        """Whether so many pages are all that is wanted."""
        return self.limit is not None and pages >= self.limit


def selection_of(limit: int | None, sample: float | None) -> Selection:
    """Which pages are wanted.

    Raises:
        ConfigError: a number is out of range.
    """
    if limit is not None and limit < 1:
        raise ConfigError(f"limit {limit}: give the number of pages to read, from 1 on")
    if sample is not None and not 0 < sample <= 1:
        raise ConfigError(f"sample {sample:g}: give the part of the pages to read, such as 0.05 for every twentieth")
    return Selection(limit, sample)


class ShardPlanner:
    """Cuts an input into shards, once, while they are read.

    `n_pages` counts all selected pages so far, known ones included, `n_kept` the known ones; `skipped` is what in
    archives is no page, by file.
    """

    def __init__(
        self,
        plan: SourcePlan,
        known: KnownPages,
        limits: Limits,
        selection: Selection,
        shard_pages: int,
        prefix: str,
        done: Mapping[str, ShardResult],
    ) -> None:
        self._plan = plan
        self._listed = plan.n_pages()
        self._size = sum(file.size for file in plan.files)
        self._known = known
        self._limits = limits
        self._selection = selection
        self._shard_pages = shard_pages
        self._prefix = prefix
        self._done = done
        self._whole_done = {
            result.whole: result for name, result in done.items() if result.whole and name.startswith(prefix)
        }
        self._members: list[Member] = []
        self._cut = 0
        self._filled = 0
        self._carried_bytes = 0
        self._bytes_passed = 0
        self._bytes_in_file = 0
        self._is_done = self._has_whole_files = False
        self.n_pages = 0
        self.n_kept = 0
        self.skipped: dict[str, Counter[str]] = {}

    def shards(self) -> Iterator[Shard]:
        """The shards that hold anything new."""
        for loss in self._plan.losses:
            if self._selection.reached(self.n_pages):
                break
            yield from self._loss_of_plan(loss)
        containers = sum(file.kind != "page" for file in self._plan.files)
        are_shards = containers >= MANY_FILES and not self._selection
        for file in self._plan.files:
            if self._selection.reached(self.n_pages):
                break
            if file.kind == "page":
                yield from self._page(file)
            elif not self._selection and (kept := self._known.keep_file(file)):
                yield from self._kept_file(kept)
            elif are_shards:
                yield from self._whole(file)
            else:
                yield from self._carried(file)
            self._bytes_passed += file.size
            self._bytes_in_file = 0
        yield from self._end_of_shard()
        self._is_done = True

    def total(self) -> int | None:
        """How many pages there will be: known, or estimated by the bytes that were passed; None at the beginning."""
        if self._is_done and not self._has_whole_files:
            return self.n_pages
        listed = self._listed
        if listed is not None and self._selection.sample is None:
            return min(listed, self._selection.limit or listed)
        passed = self._bytes_passed + self._bytes_in_file
        if not passed or not self._size or not self.n_pages:
            return self._selection.limit
        estimate = round(self.n_pages * max(self._size / passed, 1))
        return min(estimate, self._selection.limit or estimate)

    def _page(self, file: SourceFile) -> Iterator[Shard]:
        if not self._selection.takes(file.name):
            return
        kept = self._known.keep_file(file)
        if not kept and self._known.identities(file.name):
            # copied, or touched: only the content tells; what a file of one page gives is one page
            found = next(iter(read_source(file, self._limits)), None)
            kept = isinstance(found, Page | Loss) and self._known.keep(file.name, identity_of(found), self._name())
        yield from self._keep(1) if kept else self._add(file)

    def _carried(self, file: SourceFile) -> Iterator[Shard]:
        skipped = self.skipped.setdefault(file.name, Counter())
        for found in read_source(file, self._limits, self._consumed):
            if isinstance(found, Skipped):
                skipped[found.what] += 1
                continue
            if not self._selection.takes(found.input):
                continue
            identity = identity_of(found)
            self._carried_bytes += len(found.content) if isinstance(found, Page) else 0
            if self._known.keep(file.name, identity, self._name()):
                yield from self._keep(1)
            else:
                yield from self._add(Carried(file.name, mark_of(file), identity, found))
            if self._selection.reached(self.n_pages):
                break

    def _whole(self, file: SourceFile) -> Iterator[Shard]:
        """A shard of its own."""
        self._has_whole_files = True
        yield from self._end_of_shard()
        if (done := self._whole_done.get((file.name, mark_of(file)))) is not None:  # by this run, before it was cut off
            kept = sum(self._known.keep(file.name, identity) for identity in done.kept)
            yield from self._kept_file(self._known.keep_shard(done.name) + kept)
            return
        self._members.append(WholeFile(file, self._known.identities(file.name)))
        yield from self._end_of_shard()

    def _kept_file(self, pages: int) -> Iterator[Shard]:
        yield from self._end_of_shard()
        yield from self._keep(pages)
        yield from self._end_of_shard()

    def _loss_of_plan(self, loss: Loss) -> Iterator[Shard]:
        if not self._selection.takes(loss.input):
            return
        identity = identity_of(loss)
        if self._known.keep("", identity, self._name()):
            yield from self._keep(1)
        else:
            yield from self._add(Carried("", "", identity, loss))

    def _consumed(self, size: int) -> None:
        self._bytes_in_file = size

    def _add(self, member: Member) -> Iterator[Shard]:
        self._members.append(member)
        yield from self._passed(1)

    def _keep(self, pages: int) -> Iterator[Shard]:
        self.n_kept += pages
        yield from self._passed(pages)

    def _passed(self, pages: int) -> Iterator[Shard]:
        self.n_pages += pages
        self._filled += pages
        if self._filled >= self._shard_pages or self._carried_bytes >= _CARRIED_BYTES:
            yield from self._end_of_shard()

    def _name(self) -> str:
        return f"{self._prefix}{self._cut:06d}"

    def _end_of_shard(self) -> Iterator[Shard]:
        """Cut here; a stretch that known pages fill leaves no shard, but counts as one."""
        if self._members:
            name, number = self._name(), 1
            while name in self._done:  # a page there was taken for another, or has become readable
                number += 1
                name = f"{self._name()}-{number}"
            yield Shard(name, tuple(self._members))
        if self._members or self._filled:
            self._cut += 1
        self._members = []
        self._filled = self._carried_bytes = 0
