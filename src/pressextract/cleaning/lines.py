"""Walks the article part of a page once and gives its lines in order: paragraphs, headings, items, rows, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element as Element

from pressextract.article import BlockKind
from pressextract.cleaning.boxes import BLOCK_TAGS, BREAK, HEADINGS, SPACE, Box, Run
from pressextract.cleaning.captions import is_picture_box, picture_lines, picture_text
from pressextract.cleaning.data_tables import data_rows
from pressextract.cleaning.whitespace import squeeze

LineKind = BlockKind | Literal["title", "caption", "credit"]

#: What links say to screen readers: `Studie (öffnet in neuem Fenster)`.
_NEW_WINDOW = re.compile(
    r"\s?[(\[](?:(?:externer )?Link,? ?)?(?:wird )?(?:öffnet|geöffnet|öffnen)?(?: sich)?(?: in| im)?(?: einem)? "
    r"neue[mns]? (?:Browser-?)?(?:Fenster|Tab)(?: geöffnet)?[)\]]|"
    r"\s?(?:externer )?Link wird in einem neuen (?:Fenster|Tab) geöffnet|\s?(?:Externer Link, )?öffnet neues Fenster",
    re.I,
)


@dataclass(slots=True)
class Line:
    """One line of the page as a reader sees it. `linked` is the share of its characters inside links.

    `names` are the classes and ids of the elements around it up to the part's own, `own` those of the nearest two;
    `path` are the numbers of the block elements around it, the outermost first. `in_link` says that a link encloses
    all of its block, as on cards that lead to other pages; `in_body` is true inside the element that holds the
    article's text. `caption_before` says that the line stands right beneath another one, as a credit does under its
    caption. `parts` is the text as <br> breaks it, `level` the rank of a heading.
    """

    kind: LineKind
    text: str
    linked: float = 0.0
    names: str = ""
    own: str = ""
    path: tuple[int, ...] = ()
    in_link: bool = False
    in_body: bool = False
    bold: bool = False
    caption_before: bool = False
    parts: tuple[str, ...] = ()
    level: int = 0

    def __post_init__(self) -> None:
        self.parts = self.parts or (self.text,)


@dataclass(slots=True)
class _Frame:
    """Where the walk stands."""

    kind: BlockKind = "paragraph"
    names: str = ""
    own: str = ""
    path: tuple[int, ...] = ()
    in_link: bool = False
    in_body: bool = False
    level: int = 0


def walk(boxes: list[Box], top: Box, body: Box, headline: Element | None) -> list[Line]:
    """The lines of a box up to the end of `body`, those inside it marked, and of the pictures right behind it."""
    walker = _Walker(boxes, body, headline)
    frame = _Frame(in_body=top is body, names=_names(top.element), own=_names(top.element))
    walker.runs(top, frame)
    walker.flush(frame)
    return walker.lines


class _Walker:
    def __init__(self, boxes: list[Box], body: Box, headline: Element | None) -> None:
        self.lines: list[Line] = []
        self._boxes = boxes
        self._body = body
        self._headline = headline
        self._protected = frozenset((body.element,) if headline is None else (body.element, headline))
        self._ended = False
        self._pieces: list[Run] = []
        self._blocks = 0

    def runs(self, box: Box, frame: _Frame) -> None:
        for run in box.runs:
            if type(run) is tuple:
                if not self._ended:
                    self._pieces.append(run)
            elif isinstance(run, int):
                if not self._boxes[run].dropped:
                    self._box(self._boxes[run], frame)
            elif not self._ended:
                self._pieces.append(SPACE)
                if frame.in_body and (alt := picture_text(run)):
                    self.lines.append(Line(kind="caption", text=alt, names=frame.names, in_body=True))

    def flush(self, frame: _Frame) -> None:
        """End the current line. Two line breaks in a row part paragraphs, one is a blank within a paragraph."""
        pieces = self._pieces
        if not pieces:
            return
        self._pieces = []
        paragraph: list[Run] = []
        breaks = 0
        for piece in pieces:
            if piece is BREAK:
                breaks += 1
            elif breaks and not piece[0].isspace():
                if breaks >= 2:
                    self._line(paragraph, frame)
                    paragraph = []
                breaks = 0
            paragraph.append(piece)
        self._line(paragraph, frame)

    def _line(self, pieces: list[Run], frame: _Frame) -> None:
        if len(pieces) == 1:
            text, link, bold = pieces[0]
            if text := squeeze(text):
                self._add(text, (text,), float(link), bold, frame)
            return
        text = "".join([piece[0] if piece is BREAK else piece[0].replace("\n", " ") for piece in pieces])
        parts = tuple(filter(None, map(squeeze, text.split("\n"))))
        if not parts:
            return
        total = linked = in_bold = 0
        for piece, link, bold in pieces:
            length = len(piece.strip())
            total += length
            linked += length * link
            in_bold += length * bold
        total = max(1, total)
        self._add(" ".join(parts), parts, linked / total, in_bold >= 0.9 * total, frame)

    def _add(self, text: str, parts: tuple[str, ...], linked: float, bold: bool, frame: _Frame) -> None:
        if "Fenster" in text or " Tab " in text:
            text = squeeze(_NEW_WINDOW.sub("", text))
            parts = tuple(filter(None, (squeeze(_NEW_WINDOW.sub("", part)) for part in parts)))
        if not text:
            return
        self.lines.append(
            Line(
                kind=frame.kind,
                text=text,
                parts=parts,
                linked=linked,
                bold=bold,
                names=frame.names,
                own=frame.own,
                path=frame.path,
                in_link=frame.in_link,
                level=frame.level,
                in_body=frame.in_body,
            )
        )

    def _box(self, box: Box, frame: _Frame) -> None:
        element = box.element
        if self._ended:
            if box.parent is self._body.parent and _shows(box) and is_picture_box(box, self._protected):
                self._picture(box, frame)
        elif self._headline is not None and element is self._headline:
            self.flush(frame)
            text = squeeze("".join(element.itertext()))
            self.lines.append(Line(kind="title", text=text, names=frame.names, in_body=frame.in_body))
        elif box is not self._body and is_picture_box(box, self._protected):
            self._picture(box, frame)
        elif element.tag not in BLOCK_TAGS and box is not self._body:
            self.runs(box, frame)
        else:
            self._block(box, frame)
        self._ended = self._ended or box is self._body

    def _block(self, box: Box, frame: _Frame) -> None:
        self.flush(frame)
        inner = self._inner(box, frame)
        rows = data_rows(box.element) if box.element.tag == "table" else None
        if rows is None:
            self.runs(box, inner)
        else:
            inner.kind = "table_row"
            for row in rows:
                self._add(row, (row,), 0.0, False, inner)
        self.flush(inner)

    def _picture(self, box: Box, frame: _Frame) -> None:
        self.flush(frame)
        inner = self._inner(box, frame)
        for kind, text in picture_lines(box.element):
            self.lines.append(Line(kind=kind, text=text, names=inner.names, own=inner.own, in_body=inner.in_body))

    def _inner(self, box: Box, frame: _Frame) -> _Frame:
        tag = box.element.tag
        kind = frame.kind
        if tag in HEADINGS:
            kind = "heading"
        elif tag in ("li", "dd", "dt"):
            kind = "list_item"
        elif tag == "blockquote":
            kind = "quotation"
        own = _names(box.element)
        self._blocks += 1
        return _Frame(
            kind=kind,
            names=f"{frame.names}/{own}" if own else frame.names,
            own=f"{frame.names.rpartition('/')[2]} {own}",
            path=(*frame.path, self._blocks),
            in_link=box.in_link,
            in_body=frame.in_body or box is self._body,
            level=int(tag[1]) if tag in HEADINGS else frame.level,
        )


def _shows(box: Box) -> bool:
    return next(box.element.iter("img"), None) is not None


def _names(element: Element) -> str:
    name, identifier = element.get("class"), element.get("id")
    return f"{name or ''} {identifier}" if identifier else name or ""
