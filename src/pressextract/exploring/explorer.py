"""Prepares what Datasette serves, and serves it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pressextract.errors import ConfigError, EngineError
from pressextract.exploring.metadata import metadata_of
from pressextract.export import replace_text, writing_errors
from pressextract.exporting import export
from pressextract.exporting.source import Source, open_source
from pressextract.exporting.sqlite_file import is_made_from
from pressextract.output_folder import REPORT_FILE

#: The folder in the run's own that keeps the copy; hidden, so a later run leaves it alone.
CACHE = ".pressextract-explore"
HOST = "127.0.0.1"
#: Datasette's own default; where it is taken and no other is asked for, any free one serves.
_PORT = 8001
_SETTINGS = {
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 1_000,
    "default_page_size": 50,
    "truncate_cells_html": 400,
}


@dataclass(frozen=True, slots=True)
class Exploration:
    """What is served: the data base, what Datasette is told of it, and where."""

    base: Path
    metadata: Path
    port: int

    @property
    def address(self) -> str:
        """Where a browser finds the tables."""
        return f"http://{HOST}:{self.port}/"

    def arguments(self, *, open_browser: bool) -> list[str]:
        """Datasette's command line."""
        settings = [word for name, value in _SETTINGS.items() for word in ("--setting", name, str(value))]
        plugins = Path(__file__).with_name("plugins")
        return [
            "serve", "--immutable", str(self.base), "--metadata", str(self.metadata), "--plugins-dir", str(plugins),
            "--host", HOST, "--port", str(self.port), *settings, *(["--open"] if open_browser else []),
        ]  # fmt: skip

    def serve(self, *, open_browser: bool = True) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        import click
        from datasette.cli import cli

        try:
            cli.main(self.arguments(open_browser=open_browser), prog_name="datasette", standalone_mode=False)
        except (KeyboardInterrupt, click.Abort):
            return


@contextmanager
def prepared(folder: str | Path, port: int | None = None) -> Iterator[Exploration]:
    """What a finished run is explored by. Its SQLite copy is made anew only when the run's tables are other ones.

    The copy lies in the run's folder, or where that cannot be written in a temporary one for as long as the block runs.

    Raises:
        ConfigError: the folder holds no finished run, or the port is taken.
        EngineError: Datasette is not installed.
        OutputError: the disk is full.
    """
    try:
        import datasette  # noqa: F401 - asked for before seconds are spent on the copy
    except ImportError as error:
        raise EngineError(f"a package is missing ({error}); run: pip install 'pressextract[explore]'") from error
    source = open_source(Path(folder))
    port = free_port(port)
    with _cache_of(source.folder) as cache:
        base = cache / "tables.sqlite"
        if not is_made_from(base, source):
            export(source.folder, base, force=True)
        yield Exploration(base, _write_metadata(cache, source), port)


def free_port(wanted: int | None) -> int:
    """The wanted port of this machine, or without one Datasette's own, else any that is free.

    Raises:
        ConfigError: the wanted port is taken or needs rights that the user has not.
    """
    for port in (wanted,) if wanted else (_PORT, 0):
        with socket.socket() as probe:
            if os.name != "nt":  # there it would share a port that another program listens on
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                reason = error.strerror
            else:
                return int(probe.getsockname()[1])
    raise ConfigError(f"port {wanted}: {reason}; give another --port, or none for one that is free")


@contextmanager
def _cache_of(folder: Path) -> Iterator[Path]:
    if os.access(folder, os.W_OK):
        cache = folder / CACHE
        with writing_errors(cache):
            cache.mkdir(exist_ok=True)
        yield cache
        return
    with TemporaryDirectory(prefix="pressextract-explore-") as temporary:
        yield Path(temporary)


def _write_metadata(cache: Path, source: Source) -> Path:
    path = cache / "metadata.json"
    report = (source.folder / REPORT_FILE).absolute()
    with writing_errors(cache):
        replace_text(path, json.dumps(metadata_of(source, report), ensure_ascii=False, indent=2) + "\n")
    return path
