"""What flows before spaCy: a Page as it was found, an Article as it was cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pressextract.errors import DOUBT_CODES
from pressextract.identifiers import identifier

PageKind = Literal["html", "txt", "record"]
BlockKind = Literal["lead", "paragraph", "heading", "list_item", "table_row", "quotation"]

#: Blocks of an article's text are parted by this; offsets count it.
BLOCK_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as a source yields it.

    `kind` says how `content` is read: `html` and `txt` are raw bytes (or text where the source had decoded
    them), `record` is text to be used unchanged. The other fields hold what the source knows about the page
    (a metadata table, the keys of a record); what is stated there wins over what cleaning finds.
    """

    source_id: str
    input: str
    kind: PageKind
    content: bytes | str
    url: str | None = None
    charset: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    fetched: date | None = None
    extra: str | None = None  # JSON object of a record's unknown keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, table row or quotation of an article."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that the reader of a table should know about; the article is kept.

    `code` is a key of `errors.DOUBT_CODES`, `stage` the part of pressextract that doubts.

    Raises:
        KeyError: the code is none of these.
    """

    code: str
    message: str
    stage: str

    def __post_init__(self) -> None:
        if self.code not in DOUBT_CODES:
            raise KeyError(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A page that yields no article: `code` is a key of `errors.PAGE_CODES`, `stage` where it was lost."""

    source_id: str
    input: str
    code: str
    message: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """One cleaned press release.

    `text` is lead and body, its blocks parted by a blank line; all offsets of the tables refer to it, to
    `title` or to `subtitle`. `evidence` tells for each metadata field which selector or rule gave it.
    """

    source_id: str
    title: str = ""
    subtitle: str | None = None
    blocks: tuple[Block, ...] = ()
    input: str = ""
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None
    published_source: str | None = None
    modified: date | None = None
    fetched: date | None = None
    press_number: str | None = None
    dateline: str | None = None
    embargo_until: datetime | None = None
    authors: tuple[str, ...] = ()
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    boilerplate: str | None = None
    keywords: tuple[str, ...] = ()
    image_captions: tuple[str, ...] = ()
    image_credits: tuple[str, ...] = ()
    extra: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def text(self) -> str:
        """Lead and body; the one text that all offsets refer to."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @property
    def lead(self) -> str | None:
        """The lead's text, None where the release has none."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks if block.kind == "lead") or None

    @property
    def article_id(self) -> str:
        """`pm_` and 16 hexadecimal digits of the SHA-256 of `source_id`, equal in every run."""
        return identifier("pm", self.source_id)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraph blocks whose join gives exactly `text` again."""
    return tuple(Block(kind="paragraph", text=part) for part in text.split(BLOCK_SEPARATOR)) if text else ()
