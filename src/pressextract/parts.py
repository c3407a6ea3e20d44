"""The part files of shards and the manifest that lists them: what a run has read so far, whatever becomes of it.

    parts/<table>/part-000000-000017.parquet    the rows of one shard; `pages` has one row per page
    manifest.jsonl                              a line per shard whose part files are complete

Part files are written beside, synced and renamed, and their line follows. A part without a line is of a shard that was
cut off, and is overwritten.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pressextract.errors import OutputError
from pressextract.export import TableWriter, replace_text, sync, writing_errors
from pressextract.page_index import PageEntry, read_entries, write_entries
from pressextract.schema import ROW_CLASSES, EntityRow
from pressextract.shards import ShardResult

PAGES = "pages"
#: Tables that shards have rows of; entities are known when all are there.
PART_TABLES = tuple(table for table in ROW_CLASSES if table != EntityRow.table)
_UNFINISHED = "unfinished"


def part_file(parts: Path, table: str, shard: str) -> Path:
    """Where the rows of a shard lie."""
    return parts / table / f"{shard}.parquet"


@contextmanager
def writing_part(parts: Path, result: ShardResult, entries: list[PageEntry]) -> Iterator[TableWriter]:
    """A writer for a shard's rows; when the block ends well the part files are in their places and counted in `result`.

    Raises:
        OutputError: the disk is full or not writable; then nothing of the shard is left.
    """
    work = parts / _UNFINISHED / f"{result.name}-{os.getpid()}"
    with writing_errors(parts):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
    try:
        with writing_errors(parts):
            with TableWriter(work, ("parquet",), "standard", PART_TABLES) as writer:
                yield writer
            write_entries(work / f"{PAGES}.parquet", entries)
            result.rows = {PAGES: len(entries), **{table: n for table, n in writer.rows.items() if n}}
            result.bytes = {table: (work / f"{table}.parquet").stat().st_size for table in result.rows}
            for table in result.rows:
                target = part_file(parts, table, result.name)
                target.parent.mkdir(exist_ok=True)
                sync(work / f"{table}.parquet")
                (work / f"{table}.parquet").replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class Manifest:
    """The shards whose part files are complete, in the order of their names."""

    def __init__(self, path: Path, parts: Path) -> None:
        self._path = path
        self._parts = parts
        self.results: dict[str, ShardResult] = {}

    @classmethod
    def open(cls, path: Path, parts: Path) -> Manifest:
        """Read the manifest, leave out what has no sound part files, and clear what cut-off shards have left.

        A line that was being written when the disk or the machine failed, and shards whose files are gone or damaged,
        are as if they had never been: their pages are read again.
        """
        manifest = cls(path, parts)
        manifest.clear_up()
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            try:
                result = ShardResult.from_json(json.loads(line))
            except (ValueError, KeyError, TypeError):
                continue
            if not damaged(parts, result):
                manifest.results[result.name] = result
        if len(manifest.results) != len(lines):
            manifest._write_anew()
        return manifest

    def clear_up(self) -> None:
        """Remove what shards that were cut off have left; only when none is being read."""
        shutil.rmtree(self._parts / _UNFINISHED, ignore_errors=True)

    def add(self, result: ShardResult) -> None:
        """Append a line, on the disk before this returns.

        Raises:
            OutputError: the disk is full or not writable.
        """
        with writing_errors(self._path.parent), self._path.open("a", encoding="utf-8") as file:
            file.write(_line(result))
            file.flush()
            os.fsync(file.fileno())
        self.results[result.name] = result

    def is_empty(self) -> bool:
        """Whether no shard is complete, nor one whose line was on its way to the disk when the run was interrupted."""
        return not self.results and not (self._path.exists() and self._path.stat().st_size)

    def names(self) -> list[str]:
        """The shards in their order: run by run, and in each as the input has them."""
        return sorted(self.results)

    def last_generation(self) -> int:
        """The number of the last run that added shards, -1 where none has."""
        return max((int(name.split("-")[1]) for name in self.results), default=-1)

    def entries(self) -> Iterator[tuple[str, list[PageEntry]]]:
        """Each shard with its pages."""
        for name in self.names():
            yield name, read_entries(part_file(self._parts, PAGES, name))

    def check(self) -> None:
        """See that all part files are there with the rows and bytes that the lines state.

        Raises:
            OutputError: one is missing, damaged or has other rows.
        """
        for name in self.names():
            if found := damaged(self._parts, self.results[name]):
                raise OutputError(f"{found}; run the same command again, it reads what is missing")

    def _write_anew(self) -> None:
        with writing_errors(self._path.parent):
            replace_text(self._path, "".join(map(_line, self.results.values())))


def damaged(parts: Path, result: ShardResult) -> str | None:
    """What is wrong with the part files of a shard, None where nothing is."""
    try:
        read_entries(part_file(parts, PAGES, result.name))
    except (OSError, pa.ArrowException, TypeError) as error:
        return f"{part_file(parts, PAGES, result.name)}: cannot be read ({error})"
    for table, rows in result.rows.items():
        path = part_file(parts, table, result.name)
        try:
            found, size = pq.read_metadata(path).num_rows, path.stat().st_size
        except (OSError, pa.ArrowException) as error:
            return f"{path}: cannot be read ({error})"
        if (found, size) != (rows, result.bytes[table]):
            return f"{path}: has {found} rows and {size} bytes, the manifest says {rows} and {result.bytes[table]}"
    return None


def _line(result: ShardResult) -> str:
    return json.dumps(result.as_json(), ensure_ascii=False) + "\n"
