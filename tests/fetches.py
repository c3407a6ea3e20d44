"""Fetches from the press site of the tests, and what their index says."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from press_site import PressSite
from pressextract.fetching.fetcher import FetchSummary, fetch
from pressextract.fetching.seeds import Seeds
from pressextract.settings import Settings, settings_from

RELEASE = "/presse/2024/"
#: Only the site's own address may be asked: redirects to other private ones are refused as for everybody.
QUICK = ("fetch.delay=0.01", "fetch.timeout=2", 'fetch.private_networks="127.0.0.1"', "max_page_bytes=2000000")


def quick(*assignments: str) -> Settings:
    """Settings under which a test does not wait."""
    return settings_from((*QUICK, *assignments))


def fetched(site: PressSite, warc: Path, *paths: str, settings: Settings | None = None, **seeds: Any) -> FetchSummary:
    """Fetch paths of the site, or what `seeds` name; feeds, sitemaps and sites are paths too."""
    for name in ("feeds", "sitemaps", "sites"):
        if name in seeds:
            seeds[name] = tuple(site.url + path for path in seeds[name])
    return fetch(Seeds(urls=tuple(site.url + path for path in paths), **seeds), warc, settings or quick())


def index(warc: Path, number: int | None = None) -> list[dict[str, str]]:
    """The rows of the index, of one fetch where a number is given."""
    path = warc.with_name(warc.name.removesuffix(".gz").removesuffix(".warc") + ".index.csv")
    with path.open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows) if number is None or int(row["fetch"]) == number]


def outcomes(site: PressSite, warc: Path, number: int | None = None) -> dict[str, tuple[str, str]]:
    """Outcome and code by path."""
    return {row["url"].removeprefix(site.url): (row["outcome"], row["code"]) for row in index(warc, number)}


def releases(found: dict[str, tuple[str, str]], outcome: str = "fetched") -> list[str]:
    """The paths of the releases that came out so."""
    return [path for path, (given, _) in found.items() if path.startswith(RELEASE) and given == outcome]
