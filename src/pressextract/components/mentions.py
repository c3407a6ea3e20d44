"""How components hand on what they found: typed rows in, plain values inside the Doc, typed rows out.

A mention's columns lie in `doc.user_data` as a tuple of plain str, int, float, bool or None, so a Doc survives
`to_bytes` and process borders; `doc.spans[family]` holds the same mentions as spans for people who work with spaCy,
where a mention that begins or ends inside a token is widened to it. Offsets of the rows count in `doc.text`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from spacy.tokens import Doc, Span, SpanGroup

from pressextract.article import Doubt
from pressextract.components.span_index import first_fitting
from pressextract.schema import MentionRow, columns

R = TypeVar("R", bound=MentionRow)

#: Label names of the models that can drive the extractors -> the four classes of de_core_news_sm.
MODEL_LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "MISC": "MISC"}

_DATA = "pressextract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a component may know about the article beside its text. Plain docs have an empty one.

    `segments` are (field, start in the Doc, length): a Doc holds title, subtitle and text, parted by blank lines.
    """

    article_id: str = ""
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    segments: tuple[tuple[str, int, int], ...] = ()


def set_context(doc: Doc, context: Context) -> None:
    """Hang the article's facts on its Doc."""
    plain = {f.name: getattr(context, f.name) for f in dataclasses.fields(context)}
    plain["published"] = context.published.isoformat() if context.published else None
    _data(doc)["context"] = plain


def get_context(doc: Doc) -> Context:
    """The article's facts; empty for a Doc made from a plain string."""
    plain = dict(_data(doc).get("context", {}))
    if plain.get("published"):
        plain["published"] = date.fromisoformat(plain["published"])
    plain["segments"] = tuple(tuple(segment) for segment in plain.get("segments", ()))
    return Context(**plain)


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once: spaCy joins the tokens anew at each access, a third of the components' time."""
    data = _data(doc)
    text: str | None = data.get("text")
    if text is None:
        text = data["text"] = doc.text
    return text


def set_mentions(doc: Doc, row_class: type[R], rows: Iterable[R]) -> None:
    """Store the mentions of one family, sorted; of two that overlap the longer one stays."""
    kept = without_overlaps(rows)
    _data(doc)[row_class.table] = _Stored(kept, map(attrgetter(*_columns(row_class.table)), kept))
    spans = [_span(doc, row) for row in kept]
    doc.spans[row_class.table] = SpanGroup(doc, name=row_class.table, spans=spans)


def get_mentions(doc: Doc, row_class: type[R]) -> list[R]:
    """The mentions of one family, in text order; empty where its component has not run."""
    stored = _data(doc).get(row_class.table, ())
    if isinstance(stored, _Stored):
        return list(stored.rows)
    names = _columns(row_class.table)
    return [row_class(**dict(zip(names, plain, strict=True))) for plain in stored]


def set_scores(doc: Doc, name: str, rows: Iterable[tuple[int, int, float, float]]) -> None:
    """Keep scores of spans (start, end, numbers) in the Doc, for a component further down the pipeline."""
    _data(doc)[name] = [list(row) for row in rows]


def get_scores(doc: Doc, name: str) -> list[tuple[int, int, float, float]]:
    """The scores kept under that name; none where nobody has set them."""
    return [tuple(row) for row in _data(doc).get(name, ())]


def without_overlaps(rows: Iterable[R]) -> list[R]:
    """The rows in text order; of rows that overlap, the longest, of equally long ones the first given."""
    return first_fitting((row.start, row.end, row) for row in sorted(rows, key=lambda row: row.start - row.end))


def add_doubt(doc: Doc, code: str, message: str, stage: str) -> None:
    """Record a doubt; it becomes a row of the table `issues`."""
    _data(doc).setdefault("doubts", []).append({"code": code, "message": message, "stage": stage})


def get_doubts(doc: Doc) -> list[Doubt]:
    """The doubts that components recorded, in their order."""
    return [Doubt(**plain) for plain in _data(doc).get("doubts", ())]


def model_entities(doc: Doc, label: str) -> Iterator[Span]:
    """The model's entities of one of the classes PER, ORG, LOC, MISC, whatever the model calls it."""
    return (ent for ent in doc.ents if MODEL_LABELS.get(ent.label_) == label)


class _Stored(list[tuple[Any, ...]]):
    """The mentions of one family as tuples, and the rows they were made from: five components read those of places.

    A Doc that comes from bytes has the tuples alone, and rows are made of them.
    """

    def __init__(self, rows: list[Any], plain: Iterable[tuple[Any, ...]]) -> None:
        super().__init__(plain)
        self.rows = rows

    def __reduce__(self) -> tuple[type[list[Any]], tuple[list[Any]]]:
        """Pickled as a list, as msgpack writes it."""
        return list, (list(self),)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns(table))


def _data(doc: Doc) -> dict[str, Any]:
    data: dict[str, Any] = doc.user_data.setdefault(_DATA, {})
    return data


def _span(doc: Doc, row: MentionRow) -> Span:
    span = doc.char_span(row.start, row.end, label=row.label, alignment_mode="expand")
    if span is None:
        raise ValueError(
            f"{row.table}: mention {row.start}..{row.end} lies outside the text of {len(doc.text)} characters"
        )
    return span
