"""The verbs that bring pages: `fetch` and `publishers`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressextract.cli_options import (
    AllowPrivateOption,
    ContactOption,
    FeedOption,
    ListOption,
    MatchOption,
    PublisherFormat,
    SetOption,
    SinceOption,
    SitemapOption,
    SiteOption,
)


def fetch(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="NAME.warc.gz", help="The WARC; its index is written beside it.")
    ],
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]...", help="Addresses of pages.")] = None,
    list_: ListOption = None,
    feed: FeedOption = None,
    sitemap: SitemapOption = None,
    site: SiteOption = None,
    match: MatchOption = None,
    since: SinceOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Fetch only so many new pages.")] = None,
    contact: ContactOption = None,
    allow_private: AllowPrivateOption = False,
    set_: SetOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Fetch press pages into a WARC, politely; go on where an earlier fetch was stopped, ask again for what changed."""
    from pressextract.fetching.fetcher import WITHOUT_CONTACT
    from pressextract.fetching.fetcher import fetch as fetch_
    from pressextract.fetching.seeds import Seeds
    from pressextract.progress import fetch_progress_bar
    from pressextract.settings import settings_from
    from pressextract.summaries import rows_of_fetch, tell

    settings = settings_from([*([f"fetch.contact={contact}"] if contact else []), *(set_ or ())])
    seeds = Seeds(
        urls=tuple(urls or ()),
        lists=tuple(list_ or ()),
        feeds=tuple(feed or ()),
        sitemaps=tuple(sitemap or ()),
        sites=tuple(site or ()),
        match=match,
        since=since.date() if since else None,
        limit=limit,
    )
    if settings.fetch.contact is None:
        typer.echo(f"warning: {WITHOUT_CONTACT}", err=True)
    with fetch_progress_bar(quiet) as progress:
        summary = fetch_(seeds, output, settings, allow_private=allow_private, progress=progress)
    for warning in summary.warnings:
        typer.echo(f"warning: {warning}", err=True)
    if not quiet:
        tell(rows_of_fetch(summary))


def publishers(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="In name, host or Land; all without words.")
    ] = None,
    format: Annotated[
        PublisherFormat, typer.Option("--format", "-f", help="text, csv, json or markdown.")
    ] = PublisherFormat.text,
) -> None:
    """Print for which institutions feed, sitemap, listing and cleaning rules are known, and when they were checked."""
    from pressextract.fetching import publishers_reference

    typer.echo(publishers_reference.rendered(publishers_reference.chosen(words or ()), format.value))
