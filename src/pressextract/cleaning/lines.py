"""Walks the article part of a page once and gives its lines in order: paragraphs, headings, items, rows, captions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bs4 import Tag
from bs4.element import CData, NavigableString

from pressextract.article import BlockKind
from pressextract.cleaning.boxes import BLOCK_TAGS, HEADINGS
from pressextract.cleaning.captions import is_picture_box, picture_lines, picture_text
from pressextract.cleaning.soup import MARK
from pressextract.cleaning.whitespace import squeeze

LineKind = BlockKind | Literal["title", "caption", "credit"]

_SPACED_TAGS = frozenset(("img", "wbr"))


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


#: A run of inline text with whether it is linked and bold; a line break is `_BREAK`.
_Piece = tuple[str, bool, bool]
_BREAK: _Piece = ("\n", False, False)
_SPACE: _Piece = (" ", False, False)


def walk(part: Tag, body: Tag) -> list[Line]:
    """The lines of a part of the page; those inside `body` are marked."""
    walker = _Walker(body)
    frame = _Frame(in_body=part is body, names=_names(part), own=_names(part))
    walker.children(part, frame)
    walker.flush(frame)
    return walker.lines


class _Walker:
    def __init__(self, body: Tag) -> None:
        self.lines: list[Line] = []
        self._body = body
        self._pieces: list[_Piece] = []
        self._blocks = 0

    def children(self, element: Tag, frame: _Frame, link: bool = False, bold: bool = False) -> None:
        for child in element.contents:
            if isinstance(child, Tag):
                self._tag(child, frame, link, bold)
            elif type(child) is NavigableString or isinstance(child, CData):
                self._pieces.append((child, link, bold))

    def flush(self, frame: _Frame) -> None:
        """End the current line. Two line breaks in a row part paragraphs, one is a blank within a paragraph."""
        pieces = self._pieces
        if not pieces:
            return
        self._pieces = []
        paragraph: list[_Piece] = []
        breaks = 0
        for piece in pieces:
            if piece is _BREAK:
                breaks += 1
            elif breaks and not piece[0].isspace():
                if breaks >= 2:
                    self._line(paragraph, frame)
                    paragraph = []
                breaks = 0
            paragraph.append(piece)
        self._line(paragraph, frame)

    def _line(self, pieces: list[_Piece], frame: _Frame) -> None:
        if len(pieces) == 1:
            text, link, bold = pieces[0]
            if text := squeeze(text):
                self._add(text, (text,), float(link), bold, frame)
            return
        text = "".join([piece[0] if piece is _BREAK else piece[0].replace("\n", " ") for piece in pieces])
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

    def _tag(self, element: Tag, frame: _Frame, link: bool, bold: bool) -> None:
        name = element.name
        if element.get(MARK) == "headline":
            self.flush(frame)
            text = squeeze(element.get_text())
            self.lines.append(Line(kind="title", text=text, names=frame.names, in_body=frame.in_body))
        elif name == "br":
            self._pieces.append(_BREAK)
        elif name in _SPACED_TAGS:
            self._pieces.append(_SPACE)
            if name == "img" and frame.in_body and (alt := picture_text(element)):
                self.lines.append(Line(kind="caption", text=alt, names=frame.names, in_body=True))
        elif is_picture_box(element) and element is not self._body:
            self._picture(element, frame)
        elif name in BLOCK_TAGS or element is self._body:
            self._block(element, frame, link, bold)
        else:
            self.children(element, frame, link or name == "a", bold or name in ("b", "strong"))

    def _block(self, element: Tag, frame: _Frame, link: bool, bold: bool) -> None:
        self.flush(frame)
        inner = self._inner(element, frame)
        inner.in_link = link
        self.children(element, inner, link, bold)
        self.flush(inner)

    def _picture(self, element: Tag, frame: _Frame) -> None:
        self.flush(frame)
        inner = self._inner(element, frame)
        for kind, text in picture_lines(element):
            self.lines.append(Line(kind=kind, text=text, names=inner.names, own=inner.own, in_body=inner.in_body))

    def _inner(self, element: Tag, frame: _Frame) -> _Frame:
        name = element.name
        kind = frame.kind
        if name in HEADINGS:
            kind = "heading"
        elif name in ("li", "dd", "dt"):
            kind = "list_item"
        elif name == "blockquote":
            kind = "quotation"
        elif name == "tr" and element.get(MARK) == "row":
            kind = "table_row"
        own = _names(element)
        self._blocks += 1
        return _Frame(
            kind=kind,
            names=f"{frame.names}/{own}" if own else frame.names,
            own=f"{frame.names.rpartition('/')[2]} {own}",
            path=(*frame.path, self._blocks),
            in_body=frame.in_body or element is self._body,
            level=int(name[1]) if name in HEADINGS else frame.level,
        )


def _names(element: Tag) -> str:
    name, identifier = element.get("class"), element.get("id")
    return f"{name or ''} {identifier}" if identifier else str(name or "")
