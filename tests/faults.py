"""Runs that are hurt on purpose: inputs of many pages, a pipeline that some pages make crash, processes to kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from releases import release

#: Words in a page that make the pipeline of `unruly_model` end its process, loop in Python, hang in C, or raise.
CRASH, LOOP, HANG, RAISE = "Absturzkoog", "Schleifenkoog", "Standkoog", "Fehlerkoog"

_COMPONENT = f'''
import os, re
from spacy.language import Language
import pressextract.engines.local as local, pressextract.engines.single_pages as single_pages
local._GRACE, single_pages._GRACE = 15.0, 15.0

@Language.component("unruly")
def unruly(doc):
    if "{CRASH}" in doc.text:
        os.abort()
    if "{HANG}" in doc.text:
        re.match("(a+)+$", "a" * 60 + "b")
    while "{LOOP}" in doc.text:
        pass
    if "{RAISE}" in doc.text:
        raise ValueError("Fehler in einer Komponente")
    return doc
'''


@dataclass(frozen=True, slots=True)
class Unruly:
    """A model folder, and the environment in which its component is known."""

    model: Path
    env: dict[str, str]


def unruly_model(model: Path, folder: Path) -> Unruly:
    """A copy of a model whose pages may end the process that reads them."""
    import shutil

    copy = folder / "unruly"
    shutil.copytree(model, copy)
    config = (copy / "config.cfg").read_text(encoding="utf-8")
    config = config.replace('pipeline = ["', 'pipeline = ["unruly","', 1)
    config = config.replace("[components]\n", '[components]\n\n[components.unruly]\nfactory = "unruly"\n', 1)
    (copy / "config.cfg").write_text(config, encoding="utf-8")
    (folder / "sitecustomize.py").write_text(_COMPONENT, encoding="utf-8")
    return Unruly(copy, {"PYTHONPATH": os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", "")))})


def pages(folder: Path, count: int, **special: int) -> Path:
    """A folder of releases; `special` maps one of the words above to the number of the page that has it."""
    folder.mkdir()
    for number in range(count):
        text = release(number)
        for word, at in special.items():
            if at == number:
                text = text.replace("</p>", f" Ein Ort namens {word} liegt dort.</p>")
        (folder / f"meldung-{number:03d}.html").write_text(text, encoding="utf-8")
    return folder


def command(source: Path | str, output: Path, *options: str, shard: int = 5, workers: int = 2) -> list[str]:
    """The command line of a run in small shards."""
    code = "from pressextract.cli import main; main()"
    settings = ["--set", f"shard_pages={shard}", "--workers", str(workers)]
    return [sys.executable, "-c", code, "run", str(source), "-o", str(output), "-q", *settings, *options]


def start(arguments: list[str], **env: str) -> subprocess.Popen[str]:
    """Start a run in a group of its own, as a shell would."""
    return subprocess.Popen(
        arguments, stderr=subprocess.PIPE, text=True, env={**os.environ, **env}, start_new_session=True
    )


def finished(arguments: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(
        arguments, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **env}
    )


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def shards_of(output: Path) -> int:
    """How many shards are complete."""
    manifest = output / ".pressextract" / "manifest.jsonl"
    return manifest.read_text(encoding="utf-8").count("\n") if manifest.exists() else 0


def workers_of(run: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that read for a run."""
    return psutil.Process(run.pid).children(recursive=True)


def leftovers(output: Path) -> list[str]:
    """Temporary files in an output folder."""
    marks = ("unfinished", ".new", ".tmp")
    return [path.name for path in output.rglob("*") if any(mark in path.name for mark in marks)]
