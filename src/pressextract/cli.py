"""One function per verb: arguments → Settings → library call → exit code. No logic, and no spaCy import at start."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from pressextract.cli_fetching import fetch, publishers
from pressextract.cli_models import model_app
from pressextract.cli_options import (
    AliasesOption,
    ArticleFormat,
    CsvDialect,
    EngineOption,
    LearnOption,
    LexiconOption,
    LimitOption,
    ModelOption,
    PageArgument,
    SampleOption,
    SchedulerOption,
    SchemaFormat,
    SetOption,
    StoplistOption,
    TableFormat,
    WorkersOption,
)
from pressextract.cli_results import evaluate, explore, export, report
from pressextract.errors import PressextractError

# Plain help: rich's boxes would cost 0.3 of the half second that --help may take.
app = typer.Typer(
    help="German press releases in, analysis-ready tables out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(fetch)
app.command()(publishers)

#: The parent of all usage errors; typer brings its own click or uses the installed one, depending on its version.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


#: Exit code of a program that Ctrl-C ended, in shells.
_INTERRUPTED = 130


@app.command()
def run(
    input: Annotated[
        str, typer.Argument(help="A page, a folder, an archive, a WARC, records, a table; a path or an address.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the tables.")],
    model: ModelOption = None,
    format: Annotated[
        list[TableFormat] | None, typer.Option("--format", "-f", help="parquet or csv; twice for both. [default: both]")
    ] = None,
    csv_dialect: Annotated[CsvDialect | None, typer.Option(help="excel-de: semicolon, decimal comma, BOM.")] = None,
    aliases: AliasesOption = None,
    stoplist: StoplistOption = None,
    lexicon: LexiconOption = None,
    learn: LearnOption = None,
    engine: EngineOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    limit: LimitOption = None,
    sample: SampleOption = None,
    set_: SetOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier run, also one that differs.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read, read and write nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read press releases and write all tables; go on where an earlier run of the folder was cut off."""
    from pressextract.progress import progress_bar
    from pressextract.settings import lexicon_files, settings_from
    from pressextract.summaries import rows_of_plan, rows_of_run, tell

    settings = settings_from(
        set_ or (),
        model=model,
        aliases=aliases,
        stoplists=stoplist,
        lexicons=lexicon_files(lexicon or ()),
        learn=learn,
        formats=tuple(dict.fromkeys(f.value for f in format)) if format else None,
        csv_dialect=csv_dialect.value if csv_dialect else None,
        engine=engine,
        workers=workers,
        scheduler=scheduler,
    )
    if dry_run:
        from pressextract.dry_run import plan_run

        tell(rows_of_plan(plan_run(input, output, settings, limit=limit, sample=sample, force=force)))
        return
    from pressextract.runner import run as run_

    with progress_bar(quiet) as progress:
        summary = run_(input, output, settings, force=force, progress=progress, limit=limit, sample=sample)
    if not quiet:
        tell(rows_of_run(summary))


@app.command()
def status(folder: Annotated[Path, typer.Argument(help="Output folder of a run, also while it goes on.")]) -> None:
    """Say how a run stands: pages, rate, remaining time, losses."""
    from pressextract.run_status import status as status_
    from pressextract.summaries import rows_of_status

    for name, value in rows_of_status(status_(folder)):
        typer.echo(f"{name:<14} {value}")


@app.command()
def relabel(
    folder: Annotated[Path, typer.Argument(help="Output folder of a finished run.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Another folder for the tables; the run's stay as they are.")
    ] = None,
    aliases: AliasesOption = None,
    stoplist: StoplistOption = None,
    lexicon: LexiconOption = None,
    learn: LearnOption = None,
    set_: SetOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Apply lists to the tables of a finished run, without the model; without lists, bring its own tables back."""
    from pressextract.relabelling import relabel as relabel_
    from pressextract.settings import lexicon_files, settings_from
    from pressextract.summaries import rows_of_relabelling, tell

    settings = settings_from(
        set_ or (), aliases=aliases, stoplists=stoplist, lexicons=lexicon_files(lexicon or ()), learn=learn
    )
    summary = relabel_(folder, settings, output=output)
    if not quiet:
        tell(rows_of_relabelling(summary))


@app.command()
def clean(
    page: PageArgument,
    format: Annotated[ArticleFormat, typer.Option("--format", "-f", help="text or json.")] = ArticleFormat.text,
    set_: SetOption = None,
) -> None:
    """Print the cleaned article of one page, without reading it."""
    from pressextract.explain import clean_file, render_article
    from pressextract.settings import settings_from

    typer.echo(render_article(clean_file(page, settings_from(set_ or ())), as_json=format is ArticleFormat.json))


@app.command()
def record(
    page: PageArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the golden pairs.")],
    set_: SetOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a pair that differs.")] = False,
) -> None:
    """Copy a page into a folder and write the article that cleaning makes of it beside it, as a test's golden pair."""
    from pressextract.record import record as record_
    from pressextract.settings import settings_from

    for path in record_(page, output, settings_from(set_ or ()), force=force):
        typer.echo(path)


@app.command()
def explain(
    page: PageArgument,
    model: ModelOption = None,
    aliases: AliasesOption = None,
    stoplist: StoplistOption = None,
    lexicon: LexiconOption = None,
    set_: SetOption = None,
) -> None:
    """Show what one page yields and why: by which selector, rule or model, with the text marked."""
    from pressextract.explain import explain as explain_
    from pressextract.explain import show
    from pressextract.settings import lexicon_files, settings_from

    settings = settings_from(
        set_ or (), model=model, aliases=aliases, stoplists=stoplist, lexicons=lexicon_files(lexicon or ())
    )
    show(explain_(page, settings))


@app.command()
def schema(
    table: Annotated[list[str] | None, typer.Argument(help="Tables; all where none is named.")] = None,
    format: Annotated[SchemaFormat, typer.Option("--format", "-f", help="markdown or json.")] = SchemaFormat.markdown,
) -> None:
    """Print the tables' columns and what they mean."""
    from pressextract import table_reference

    tables = table_reference.known(table or ())
    as_text = table_reference.as_json if format is SchemaFormat.json else table_reference.markdown
    typer.echo(as_text(tables))


for _verb in (report, export, explore, evaluate):
    app.command()(_verb)
app.add_typer(model_app, name="model")


def main(arguments: list[str] | None = None) -> None:
    """Entry point: every error that a user can cause is one line on stderr and an exit code."""
    # Two threads on the model's small matrices cost 75 % more CPU time and spare none of the clock's. numpy reads this
    # when it is imported, which no verb has done yet.
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, it ends as by Ctrl-C: workers too
    os.environ.setdefault("OPENBLAS_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
    try:
        code = app(args=arguments, standalone_mode=False) or 0
        if code == _INTERRUPTED:  # typer turns Ctrl-C into this code without a word
            _fail("interrupted; earlier tables are untouched, and the same command goes on from here", code)
    except PressextractError as error:
        code = _fail(error, error.exit_code)
    except _UsageError as error:
        code = _fail(_usage_message(error), 2)
    except typer.Abort:
        code = _fail("interrupted; earlier tables are untouched, and the same command goes on from here", _INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code)


def _fail(message: object, code: int) -> int:
    typer.echo(f"error: {' '.join(str(message).split())}", err=True)
    return code


def _usage_message(error: Exception) -> str:
    """Click's message names the option; str() of some of its errors is empty."""
    format_message = getattr(error, "format_message", None)
    message = format_message() if format_message else str(error)
    return f"{message} See --help."
