"""Runs what a page of docs/ tells its readers to do: writes its files, calls its commands, compares what they print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pressextract.cli import main

_BLOCK = re.compile(r"(?:^`([\w./-]+)`:\n\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Lines of summaries that differ from run to run.
_VARYING = re.compile(r"^seconds ")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `name` is the file that it is to be saved as."""

    language: str
    text: str
    name: str = ""


def blocks(page: str) -> list[Block]:
    return [Block(language, text, name) for name, language, text in _BLOCK.findall(page)]


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it prints."""
    steps = [step.split("\n", 1) for step in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]]
    return [(step[0], compared(step[1])) for step in steps]


def compared(text: str) -> list[str]:
    """Lines without what says nothing: white space, and how long it took."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip() and not _VARYING.match(line)]


def printed(command: str, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """What a command prints; it must end well."""
    program, *arguments = shlex.split(command)
    capfd.readouterr()
    if program == "pressextract":
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        code = ended.value.code
    else:
        assert program == "python", command
        code = subprocess.run([sys.executable, "-X", "utf8", *arguments], check=False).returncode
    said = capfd.readouterr()
    assert code == 0, said.err
    return compared(said.out + said.err)


def follow(page: str, capfd: pytest.CaptureFixture[str]) -> int:
    """Do all that a page says in the working folder, in its order; the number of commands that were run."""
    done = 0
    for block in blocks(page):
        if block.name:
            Path(block.name).parent.mkdir(parents=True, exist_ok=True)
            Path(block.name).write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, shown in commands(block):
                assert printed(command, capfd) == shown, command
                done += 1
    return done
