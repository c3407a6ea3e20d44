"""Annotated press pages: spans that lie in this repository, over texts that do not.

A line of annotations/*.jsonl is a page: {"page", "paragraphs": [[key, [[start, end, label], …]], …]}. The key is the
beginning of the SHA-256 of a paragraph's text as the package cleans it, so a span is only ever put on the very
characters that it was made for; paragraphs that are cleaned differently by now are left out. Labels are those of
../shared/gold/GUIDELINES.md, PLACE_DERIVED for an adjective (*Berliner*); a ? marks what is left open.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from corpora import Example, Span, press_label, without_overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\n)[^\n]+)*")

#: All pages of a file.
ALL = slice(None)

_KEY_LENGTH = 16


def paragraph_key(paragraph: str) -> str:
    """By what annotations name a paragraph."""
    return sha256(paragraph.encode("utf-8")).hexdigest()[:_KEY_LENGTH]


def read_annotations(
    path: Path, texts: Iterable[str], *, paragraphs: bool = True, part: slice = ALL
) -> Iterator[Example]:
    """The annotated pages in four classes, cut into paragraphs or whole; `texts` hold their articles.

    `part` tells which of the pages: `slice(0, None, 2)` is every second one.
    """
    known = {paragraph_key(found[0]): found[0] for text in texts for found in PARAGRAPH.finditer(text)}
    for line in path.read_text(encoding="utf-8").splitlines()[part]:
        page = [
            Example(known[key], tuple(_spans(spans))) for key, spans in json.loads(line)["paragraphs"] if key in known
        ]
        if paragraphs:
            yield from page
        elif page:
            yield _joined(page)


def read_mentions(
    path: Path, texts: Iterable[str], labels: tuple[str, ...]
) -> Iterator[tuple[str, dict[tuple[int, int], str | None]]]:
    """The annotated pages, paragraphs joined, with their mentions of some labels: {(start, end): label or None}."""
    known = {paragraph_key(found[0]): found[0] for text in texts for found in PARAGRAPH.finditer(text)}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            mentions: dict[tuple[int, int], str | None] = {}
            pieces: list[str] = []
            offset = 0
            for key, rows in json.loads(line)["paragraphs"]:
                if key not in known:
                    continue
                for start, end, written in rows:
                    if written.rstrip("?") in labels:
                        label = None if written.endswith("?") else written
                        mentions[start + offset, end + offset] = label
                pieces.append(known[key])
                offset += len(known[key]) + 2
            yield "\n\n".join(pieces), mentions


def _spans(rows: Iterable[tuple[int, int, str]]) -> list[Span]:
    """As in the press gold: of names inside each other the longest that is no place; what is open teaches nothing."""
    names: list[Span] = []
    places: list[Span] = []
    for start, end, written in rows:
        label, derived, _ = written.rstrip("?").partition("_DERIVED")
        span = Span(start, end, None if written.endswith("?") else press_label(label, derived=bool(derived)))
        (places if label == "PLACE" else names).append(span)
    return without_overlaps(names, places)


def _joined(page: list[Example]) -> Example:
    """The paragraphs as one text, parted by blank lines."""
    spans: list[Span] = []
    offset = 0
    for paragraph in page:
        spans += [Span(start + offset, end + offset, label) for start, end, label in paragraph.spans]
        offset += len(paragraph.text) + 2
    return Example("\n\n".join(paragraph.text for paragraph in page), tuple(spans))
