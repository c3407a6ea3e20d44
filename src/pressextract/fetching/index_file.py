"""The index of a fetch: NAME.index.csv, one row for each visit to an address, also those that were not asked for."""

from __future__ import annotations

import csv
from pathlib import Path

from pressextract.export import replacing_file, without_formula
from pressextract.fetching.store import Store

#: Column, where the store has it, and what it says.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("time", "visits.time", "moment of the answer, in UTC"),
    ("fetch", "visits.run", "number of the fetch, counted from 1 for each WARC"),
    ("url", "url", "the address as it was named"),
    ("kind", "kind", "page, feed, sitemap or listing"),
    ("outcome", "visits.outcome", "fetched, revised, unchanged, read, skipped or failed"),
    ("code", "visits.code", "why; empty where there is nothing to say"),
    ("status", "status", "HTTP status of the last answer"),
    ("final_url", "final_url", "the address that answered, after redirects; articles.source_id of a run over the WARC"),
    ("found_in", "found_in", "the feed, sitemap or listing that named the address last"),
    ("dated", "dated", "day of publication that it states"),
    ("bytes", "bytes", "bytes of the body as it was sent"),
    ("digest", "digest", "SHA-1 of these in base 32, WARC-Payload-Digest"),
    ("warc_offset", "warc_offset", "first byte of the records in the WARC"),
    ("warc_length", "warc_length", "their bytes, as they lie there"),
    ("message", "message", "details"),
)


def write_index(store: Store, path: Path) -> None:
    """Write the index anew; it appears when it is complete.

    Raises:
        OSError: the disk is full or not writable.
    """
    with replacing_file(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(name for name, _, _ in COLUMNS)
        for row in store.rows([source for _, source, _ in COLUMNS]):
            rows.writerow(map(_cell, row))


def _cell(value: object) -> object:
    """One line, and nothing that a spreadsheet would take for a formula: addresses and messages come from strangers."""
    return without_formula(" ".join(value.split())) if isinstance(value, str) else value
