"""What mkdocs does here besides its own: pages that lie outside docs/, and links between all of them.

The changelog, the benchmarks' tables, the model card and README stay where readers of the repository look for them; the
site shows them as they are. Their links, and those of docs/, are written for the repository: what leads to a page of
the site is turned to it, and what leads to another file of the repository becomes that file's path as code. A link
that leads to no file at all stays as it is, and the strict build ends with its name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

PROJECT = Path(__file__).resolve().parent.parent

#: Files outside docs/ and the pages that the site makes of them; what is not there is left out.
_NAMED = {
    "README.md": "overview.md",
    "CHANGELOG.md": "changelog.md",
    "NOTICE": "notice.md",
    "data/raw/README.md": "sample.md",
    "notebooks/README.md": "notebooks.md",
    "src/pressextract/model/README.md": "model-card.md",
    "training/README.md": "training.md",
}
_BENCHMARKS = {
    path.relative_to(PROJECT).as_posix(): f"benchmarks/{path.name}" for path in PROJECT.glob("benchmarks/*.md")
}
PAGES = {origin: page for origin, page in {**_NAMED, **_BENCHMARKS}.items() if (PROJECT / origin).is_file()}
_ORIGINS = {page: origin for origin, page in PAGES.items()}

_FENCE = re.compile(r"^ *(```+|~~~+)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#|/)", re.IGNORECASE)
#: `<!-- include README.md until ## Start -->`: what stands between a file's title and that line.
_INCLUDE = re.compile(r"^<!-- include (\S+) until (.+) -->$", re.MULTILINE)
_CODE_IN_ROW = re.compile(r"`[^`]+`")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that lie outside docs/."""
    for origin, page in PAGES.items():
        files.append(File.generated(config, page, content=_page_of(origin)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put included parts in their places, and turn links to where the site has their files."""
    address = page.file.src_uri
    markdown = _turned(markdown, _ORIGINS.get(address, f"docs/{address}"), address)
    return _INCLUDE.sub(lambda found: _turned(_part(found[1], found[2]), found[1], address), markdown)


def _page_of(origin: str) -> str:
    text = (PROJECT / origin).read_text(encoding="utf-8")
    return text if origin.endswith(".md") else f"# {origin}\n\n```text\n{text}\n```\n"


def _part(origin: str, end: str) -> str:
    before, found, _ = (PROJECT / origin).read_text(encoding="utf-8").partition(f"\n{end}\n")
    if not found:
        raise ValueError(f"{origin} has no line {end!r}, which a page of docs/ includes it up to")
    return before.partition("\n")[2].strip()


def _turned(markdown: str, origin: str, address: str) -> str:
    """The text of the file `origin` with its links as they are right on the page `address`."""

    def turn(link: re.Match[str]) -> str:
        return _turned_link(link, posixpath.dirname(origin), posixpath.dirname(address))

    return "\n".join(_outside_fences(markdown, lambda line: _LINK.sub(turn, _rows_pipes(line))))


def _outside_fences(markdown: str, change: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            lines.append(line)
        else:
            lines.append(line if fence else change(line))
    return lines


def _rows_pipes(line: str) -> str:
    r"""A pipe in code in a table is `\|` for GitHub and plain for Python-Markdown."""
    return _CODE_IN_ROW.sub(lambda code: code[0].replace(r"\|", "|"), line) if line.startswith("|") else line


def _turned_link(link: re.Match[str], folder: str, site_folder: str) -> str:
    text, target = link.groups()
    if _ELSEWHERE.match(target):
        return link[0]
    path, mark, anchor = target.partition("#")
    place = posixpath.normpath(posixpath.join(folder, path))
    page = PAGES.get(place) or (place.removeprefix("docs/") if place.startswith("docs/") else None)
    if page is not None:
        return f"[{text}]({posixpath.relpath(page, site_folder or '.')}{mark}{anchor})"
    if not (PROJECT / place).exists():
        return link[0]
    return f"`{place}`" if text.strip("`") in (place, posixpath.basename(place)) else f"{text} (`{place}`)"
