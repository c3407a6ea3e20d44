"""The verbs of `pressextract model`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

model_app = typer.Typer(help="The spaCy pipelines that read the text.", no_args_is_help=True, rich_markup_mode=None)


@model_app.command("info")
def model_info(name: Annotated[str, typer.Argument(help="Model name or path.")] = "de_press_sm") -> None:
    """Print a model's name, version, labels, size and licence."""
    from pressextract.models import describe_model

    facts = describe_model(name)
    typer.echo(f"name     {facts.name}\nversion  {facts.version}\nlabels   {', '.join(facts.labels)}")
    typer.echo(f"size     {facts.size / 1e6:.1f} MB\nlicence  {facts.licence}\nsha256   {facts.digest}")


@model_app.command("install")
def model_install(
    name: Annotated[str, typer.Argument(help="de_core_news_sm, _md, _lg or de_dep_news_trf.")],
    from_: Annotated[
        Path | None, typer.Option("--from", help="A wheel at hand instead of the release address.")
    ] = None,
    sha256: Annotated[str | None, typer.Option(help="The digest that the wheel must have.")] = None,
    target: Annotated[Path | None, typer.Option(help="Install into this folder instead.")] = None,
) -> None:
    """Install an official German spaCy model after checking its SHA-256."""
    from pressextract.models import install_model

    done = install_model(name, from_, sha256, target)
    if not done.verified:
        typer.echo(f"warning: no digest of {done.wheel} is known here; it has SHA-256 {done.digest}", err=True)
    typer.echo(f"installed {done.wheel}")
