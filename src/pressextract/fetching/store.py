"""What a fetch knows, in one SQLite file beside the WARC: addresses, and each visit to one.

A visit is committed after its records are on the disk. So a fetch that was killed, whenever that was, goes on with the
addresses that it had found and not yet visited; records that no visit names are cut off the WARC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.fetching.codes import PASSING
from pressextract.fetching.links import Link
from pressextract.fetching.state_file import StateFile
from pressextract.fetching.visits import Address, Capture, Judge, Visit, now
from pressextract.fetching.web_addresses import host_of, key_of

#: Columns of an address that another finding leaves alone, and those that it leaves alone where it says nothing.
_FIXED, _STATED = ("key", "url", "host"), ("dated",)
#: New pages come before places that name more of them, so that a limit asks for no place in vain; known pages and
#: further tries come last.
_NEW, _PLACE, _KNOWN = range(3)


class Store(StateFile):
    """The state of all fetches into one WARC: the last one's number is `run`; `goes_on` says that it is not new."""

    def __init__(self, path: Path, *, exclusive: bool = False) -> None:
        """As `StateFile`."""
        super().__init__(path, exclusive=exclusive)
        self.run = int(self._one("SELECT coalesce(max(run), 0) FROM runs")[0])
        self.goes_on = False
        self._waiting: Counter[str] = Counter()

    def begin(self, seeds: str, user_agent: str, warc_size: int) -> int:
        """Go on with the last fetch where it was stopped and had the same seeds, else begin another one. Of what
        earlier ones left undone, failures that may pass wait for another try.

        Visits whose records are not in a WARC of `warc_size` bytes are forgotten; the bytes that are known to be whole
        are given back. What lies behind them, a fetch that was stopped has left.

        Raises:
            ConfigError: the last fetch came to its end, and the WARC is longer than it left it.
        """
        last = self._one("SELECT run, ended, seeds, warc_size FROM runs ORDER BY run DESC LIMIT 1")
        run, ended, had, size = last or (0, None, "", 0)
        if ended is not None and warc_size > size:
            raise ConfigError(
                f"the WARC has {warc_size - size:,} bytes that no fetch has written; take them out, or give another"
                " --output"
            )
        with self._transaction():
            self._forget_lost_captures(warc_size)
            self.goes_on = bool(run) and ended is None and had == seeds
            if not self.goes_on:
                self.run = run + 1
                self._db.execute(
                    "INSERT INTO runs (run, began, seeds, user_agent) VALUES (?, ?, ?, ?)",
                    (self.run, now(), seeds, user_agent),
                )
                if had != seeds:
                    # other addresses are wanted now, also of places that have not changed; what a limit left is not
                    self._db.execute("UPDATE addresses SET waiting = 0 WHERE waiting")
                    self._db.execute("UPDATE addresses SET etag = NULL, last_modified = NULL WHERE kind <> 'page'")
                marks = ", ".join("?" * len(PASSING))
                rank = f"iif(kind = 'page', {_KNOWN}, {_PLACE})"
                self._db.execute(f"UPDATE addresses SET waiting = 1, rank = {rank} WHERE code IN ({marks})", PASSING)
                self._db.execute("UPDATE addresses SET run = ? WHERE waiting", (self.run,))
        waiting = self._db.execute("SELECT host, count(*) FROM addresses WHERE waiting GROUP BY host")
        self._waiting = Counter(dict(waiting))
        return int(self._one("SELECT max(warc_offset + warc_length) FROM visits")[0] or 0)

    def end(self, warc_size: int) -> None:
        """Note that all that was due is done, or the limit reached, and how long the WARC is now."""
        self._db.execute("UPDATE runs SET ended = ?, warc_size = ? WHERE run = ?", (now(), warc_size, self.run))

    def add(self, links: Iterable[Link], found_in: str | None, depth: int, judge: Judge) -> Counter[str]:
        """Have addresses wait for a visit, or note at once what `judge` says of them from the link and the moment when
        its page was last seen; what it said the last time is not recorded once more. What this fetch has found already
        stays as it is. Counted are the new addresses, by outcome or as `to visit`.
        """
        new: Counter[str] = Counter()
        with self._transaction():
            place = self._one("SELECT address FROM addresses WHERE key = ?", key_of(found_in)) if found_in else None
            if place:
                self._db.execute("DELETE FROM named WHERE place = ?", place)
            for link in links:
                key, host = key_of(link.url), host_of(link.url)
                known = self._one(
                    "SELECT address, run, seen, waiting, kind, outcome, code FROM addresses WHERE key = ?", key
                )
                address, run, seen, waits, kind, *before = known or (None, 0, None, 0, link.kind, None, None)
                if run == self.run:
                    if place:
                        self._db.execute("INSERT INTO named VALUES (?, ?)", (*place, address))
                    continue
                kind = link.kind if depth == 0 else kind
                verdict = judge(link, datetime.fromisoformat(seen) if seen else None)
                row = {
                    "key": key, "url": link.url, "host": host, "kind": kind, "found_in": found_in, "depth": depth,
                    "dated": link.dated.isoformat() if link.dated else None,
                    "changed": link.changed.isoformat() if link.changed else None,
                    "run": self.run, "waiting": verdict is None,
                    "outcome": verdict.outcome if verdict else None, "code": verdict.code if verdict else None,
                    "rank": _PLACE if kind != "page" else _NEW if seen is None else _KNOWN,
                }  # fmt: skip
                if address is None:
                    names = ", ".join(row)
                    marks = ", ".join(f":{name}" for name in row)
                    address = self._db.execute(f"INSERT INTO addresses ({names}) VALUES ({marks})", row).lastrowid
                else:
                    changes = ", ".join(f"{name} = coalesce(:{name}, {name})" for name in row if name in _STATED)
                    changes += "".join(f", {name} = :{name}" for name in row if name not in (*_FIXED, *_STATED))
                    self._db.execute(f"UPDATE addresses SET {changes} WHERE address = {int(address)}", row)
                if place:
                    self._db.execute("INSERT INTO named VALUES (?, ?)", (*place, address))
                self._waiting[host] += (verdict is None) - waits
                if verdict is not None and [verdict.outcome, verdict.code] != before:
                    self._insert(int(address or 0), verdict)
                new[verdict.outcome if verdict else "to visit"] += 1
        return new

    def named_in(self, place: int) -> list[Link]:
        """What a feed, sitemap or listing named when it was read last, also where another one named it first."""
        sql = (
            "SELECT url, kind, dated, changed FROM named JOIN addresses USING (address) WHERE place = ?"
            " ORDER BY named.rowid"
        )
        return [
            Link(
                url,
                kind,
                date.fromisoformat(dated) if dated else None,
                datetime.fromisoformat(changed) if changed else None,
            )
            for url, kind, dated, changed in self._db.execute(sql, (place,))
        ]

    def next_of(self, hosts_without: Collection[str], limit: int) -> list[Address]:
        """Addresses to visit, one of each host that has some waiting, of hosts that are not among `hosts_without`."""
        free = (host for host, number in self._waiting.items() if number and host not in hosts_without)
        sql = (
            "SELECT address, url, host, kind, depth, etag, last_modified, seen FROM addresses"
            " WHERE waiting AND host = ? ORDER BY rank, address LIMIT 1"
        )
        return [Address(*self._one(sql, host)) for host in islice(free, limit)]

    def lies_at(self, address: int) -> str | None:
        """The key of the address that answered when this one was last had: another one after redirects."""
        row = self._one(
            "SELECT final_key FROM visits WHERE address = ? AND outcome IN ('fetched', 'revised', 'unchanged', 'read')"
            " AND final_key IS NOT NULL ORDER BY visit DESC LIMIT 1",
            address,
        )
        return str(row[0]) if row else None

    def capture_of(self, url: str) -> Capture | None:
        """The last capture of the page that lies at an address."""
        row = self._one(
            "SELECT run, final_url, time, digest, text_digest FROM visits"
            " WHERE final_key = ? AND outcome IN ('fetched', 'revised') ORDER BY visit DESC LIMIT 1",
            key_of(url),
        )
        return Capture(*row) if row else None

    def record(self, address: int, visit: Visit, validators: tuple[str | None, str | None] | None = None) -> None:
        """Note what came of an address; `validators` are the ETag and Last-Modified to ask with next time."""
        with self._transaction():
            host, waits = self._one("SELECT host, waiting FROM addresses WHERE address = ?", address)
            self._waiting[host] -= waits
            time = self._insert(address, visit)
            self._db.execute(
                "UPDATE addresses SET waiting = 0, outcome = ?, code = ? WHERE address = ?",
                (visit.outcome, visit.code, address),
            )
            if visit.outcome in ("fetched", "revised", "unchanged", "read"):
                self._db.execute("UPDATE addresses SET seen = ? WHERE address = ?", (time, address))
            if validators is not None:
                self._db.execute(
                    "UPDATE addresses SET etag = ?, last_modified = ? WHERE address = ?", (*validators, address)
                )

    def counts(self) -> dict[tuple[str, str | None], int]:
        """The addresses of this fetch by outcome and code, without those that wait."""
        rows = self._db.execute(
            "SELECT outcome, code, count(*) FROM addresses WHERE run = ? AND NOT waiting GROUP BY 1, 2 ORDER BY 3 DESC",
            (self.run,),
        )
        return {(outcome, code): number for outcome, code, number in rows}

    def n_waiting(self) -> int:
        """How many addresses wait for a visit."""
        return self._waiting.total()

    def n_hosts(self) -> int:
        """How many hosts have addresses that wait or waited in this process."""
        return len(self._waiting)

    def rows(self, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """All visits in their order."""
        yield from self._db.execute(
            f"SELECT {', '.join(columns)} FROM visits JOIN addresses USING (address) ORDER BY visit"
        )

    def _forget_lost_captures(self, warc_size: int) -> None:
        """Pages whose records are gone count as never visited; a fetch that goes on visits them again."""
        lost = "SELECT address FROM visits WHERE warc_offset + warc_length > ?"
        self._db.execute(
            "UPDATE addresses SET etag = NULL, last_modified = NULL, seen = NULL, waiting = 1"
            f" WHERE address IN ({lost})",
            (warc_size,),
        )
        self._db.execute("DELETE FROM visits WHERE warc_offset + warc_length > ?", (warc_size,))

    def _insert(self, address: int, visit: Visit) -> str:
        """Add a visit; its time is given back."""
        row = {field.name: getattr(visit, field.name) for field in fields(visit)}
        row |= {"run": self.run, "address": address, "time": visit.time or now()}
        row["final_key"] = key_of(visit.final_url) if visit.final_url else None
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT INTO visits ({names}) VALUES ({marks})", row)
        return str(row["time"])
