"""Parquet with a column `html` or `text`, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file
from pressextract.sources.limits import DamagedError, Limits
from pressextract.sources.records import CONTENT, page_of
from pressextract.sources.source_file import Consumed, Skipped, SourceFile, lost

#: Rows in memory at once: with a dictionary, few packed bytes may be a large page in every row.
_ROWS = 16


def read_parquet(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss | Skipped]:
    """The releases of a table. A record without id is called `<file name>:<row>`."""
    import pyarrow

    with open_file(file) as opened:
        try:
            table = _open(opened)
            if not set(CONTENT) & set(table.schema_arrow.names):
                yield Skipped(".parquet")
                return
            number = packed = unpacked = 0
            for group in range(table.num_row_groups):
                facts = table.metadata.row_group(group)
                unpacked += facts.total_byte_size
                packed += sum(facts.column(i).total_compressed_size for i in range(facts.num_columns))
                limits.check_unpacked(unpacked, min(packed, file.size or packed))
                for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], use_threads=False):
                    for row in range(batch.num_rows):
                        number += 1
                        yield _page_of_row(batch, row, f"{file.name}:{number}", limits)
                if consumed is not None:
                    consumed(packed)
        except pyarrow.ArrowException as error:
            raise DamagedError(str(error)) from error


def parquet_columns(file: SourceFile) -> list[str]:
    """The column names of a table.

    Raises:
        OSError: it cannot be read.
    """
    import pyarrow

    with open_file(file) as opened:
        try:
            return list(_open(opened).schema_arrow.names)
        except pyarrow.ArrowException as error:
            raise DamagedError(str(error)) from error


def _open(opened: Any) -> Any:
    from pyarrow.parquet import ParquetFile

    # read in pieces as they are needed: a row group may be larger than the memory
    return ParquetFile(opened, buffer_size=1 << 20, pre_buffer=False)


def _page_of_row(batch: Any, row: int, where: str, limits: Limits) -> Page | Loss:
    try:
        record = {name: column[row].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    except (ValueError, OverflowError) as error:
        return lost(where, where, "bad_record", f"a value cannot be read: {error}")
    return page_of(record, where, limits)
