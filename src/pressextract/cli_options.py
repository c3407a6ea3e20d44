"""The options and arguments that the verbs of the command line take."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """Formats of the tables."""

    parquet = "parquet"
    csv = "csv"


class CsvDialect(StrEnum):
    """CSV for programs or for a German Excel."""

    standard = "standard"
    excel_de = "excel-de"


class SchemaFormat(StrEnum):
    """How the schema is printed."""

    markdown = "markdown"
    json = "json"


class PublisherFormat(StrEnum):
    """How the publishers' table is printed."""

    text = "text"
    csv = "csv"
    json = "json"
    markdown = "markdown"


class ScoreFormat(StrEnum):
    """How an evaluation is printed."""

    text = "text"
    json = "json"


class ExportFormat(StrEnum):
    """What the tables of a finished run become."""

    sqlite = "sqlite"
    duckdb = "duckdb"
    xlsx = "xlsx"
    parquet = "parquet"
    csv = "csv"


class ArticleFormat(StrEnum):
    """How a cleaned article is printed."""

    text = "text"
    json = "json"


ModelOption = Annotated[
    str | None, typer.Option("--model", "-m", help="Bundled pipeline (de_press_sm), installed spaCy package or path.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting or option, such as counts.keep_bare=false."),
]
AliasesOption = Annotated[
    list[Path] | None,
    typer.Option("--aliases", metavar="FILE", help="CSV of further names: label,alias,name,kind,source."),
]
StoplistOption = Annotated[
    list[Path] | None, typer.Option("--stoplist", metavar="FILE", help="CSV of what is no mention: label,text,source.")
]
LexiconOption = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="FAMILY=FILE", help="A further lexicon of organisations or initiatives."),
]
LearnOption = Annotated[
    bool | None,
    typer.Option("--learn/--no-learn", help="Find initiatives' names bare that other articles introduce."),
]
PageArgument = Annotated[Path, typer.Argument(help="A saved page (.html, .txt, .jsonl: its first record).")]
RunArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a finished run.")]
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="Where pages are read: local, dask or another. [default: local]"),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", "-w", min=1, help="Processes that read. [default: one per core]")
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler; a local cluster without one.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Read only so many pages.")]
SampleOption = Annotated[
    float | None, typer.Option("--sample", metavar="SHARE", help="Read only this share of the pages, such as 0.05.")
]
ListOption = Annotated[
    list[str] | None,
    typer.Option("--list", metavar="FILE", help="Addresses, one a line, or a CSV with a column url; - is stdin."),
]
FeedOption = Annotated[list[str] | None, typer.Option("--feed", metavar="URL", help="An RSS or Atom feed.")]
SitemapOption = Annotated[
    list[str] | None, typer.Option("--sitemap", metavar="URL", help="A sitemap, an index of them, or robots.txt.")
]
SiteOption = Annotated[
    list[str] | None,
    typer.Option("--site", metavar="URL", help="A page that lists releases, with the pages that follow it."),
]
MatchOption = Annotated[
    str | None,
    typer.Option("--match", metavar="PATTERN", help="Regular expression that addresses of releases have in them."),
]
SinceOption = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d", "%d.%m.%Y"], help="Nothing published before."),
]
ContactOption = Annotated[
    str | None, typer.Option("--contact", metavar="ADDRESS", help="Your e-mail or web address, told to servers.")
]
AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
]
MaxArticlesOption = Annotated[
    int | None,
    typer.Option(
        "--max-articles", min=1, help="Show so many articles, spread evenly over time, of a larger run. [default: 5000]"
    ),
]
