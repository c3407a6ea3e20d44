"""Annotated articles: JSON Lines with one article a line, checked when read. docs/evaluation.md has the format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressextract.errors import ConfigError
from pressextract.schema import MENTION_ROWS, ROW_CLASSES
from pressextract.sources.endings import encodable

#: Label → table, in the order of the tables.
TABLES: dict[str, str] = {row.label: table for table, row in ROW_CLASSES.items() if row in MENTION_ROWS}
_EXPECTED = 'an article a line: {"id": …, "text": …, "entities": [{"label": …, "start": …, "end": …, "text": …}]}'


@dataclass(frozen=True, slots=True)
class GoldMention:
    """What should be found. An optional mention may be found or not; `attributes` are all further keys."""

    label: str
    start: int
    end: int
    text: str
    optional: bool = False
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article. Where `labels` is not None, only these labels are annotated in it."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]
    labels: frozenset[str] | None = None

    def mentions_of(self, label: str) -> list[GoldMention]:
        """The mentions of one label; none where the article is not annotated for it."""
        return [mention for mention in self.mentions if mention.label == label] if self.states(label) else []

    def states(self, label: str) -> bool:
        """Whether the article is annotated for the label."""
        return self.labels is None or label in self.labels


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The annotated articles of a file.

    Raises:
        ConfigError: the file cannot be read, a line is no annotated article, a label is unknown, offsets do not give
            the text, or an id stands twice; the message begins with `file:line`.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"is not UTF-8 at byte {error.start}"
        raise ConfigError(f"gold {path}: {reason}; give a file with {_EXPECTED}") from error
    articles: dict[str, GoldArticle] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        article = _article(line, where)
        if article.id in articles:
            raise ConfigError(
                f"{where}: the id {article.id!r} stands in line {lines[article.id]} too; keep one of both"
            )
        articles[article.id], lines[article.id] = article, number
    if not articles:
        raise ConfigError(f"gold {path}: holds no article; give a file with {_EXPECTED}")
    return tuple(articles.values())


def unscored_attributes(articles: tuple[GoldArticle, ...], scored: Mapping[str, Mapping[str, Any]]) -> Counter[str]:
    """Attributes that the gold states and nothing compares, such as a misspelt one: LABEL.attribute and how often."""
    return Counter(
        f"{mention.label}.{name}"
        for article in articles
        for mention in article.mentions
        for name in mention.attributes
        if name not in scored.get(mention.label, {})
    )


def _article(line: str, where: str) -> GoldArticle:
    try:
        stated = _writable(json.loads(line))
    except ValueError as error:
        raise ConfigError(f"{where}: is not JSON ({error}); expected is {_EXPECTED}") from error
    if not isinstance(stated, dict):
        raise ConfigError(f"{where}: is no JSON object; expected is {_EXPECTED}")
    missing = [key for key in ("id", "text", "entities") if key not in stated]
    if missing:
        raise ConfigError(f"{where}: lacks {', '.join(missing)}; expected is {_EXPECTED}")
    text, entities, labels = stated["text"], stated["entities"], stated.get("labels")
    if not isinstance(text, str) or not isinstance(entities, list):
        raise ConfigError(f"{where}: text is no string or entities no list; expected is {_EXPECTED}")
    if labels is not None:
        if not isinstance(labels, list):
            raise ConfigError(f"{where}: labels is no list; possible are {', '.join(TABLES)}")
        for label in labels:
            known_label(label, where)
    mentions = tuple(_mention(entity, text, f"{where}: entity {number}") for number, entity in enumerate(entities, 1))
    return GoldArticle(str(stated["id"]), text, mentions, None if labels is None else frozenset(labels))


def _writable(value: Any) -> Any:
    """A value with U+FFFD for each half of an emoji that a tool has cut, which no output can hold, as a run does."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_writable(one) for one in value]
    return {_writable(key): _writable(one) for key, one in value.items()} if isinstance(value, dict) else value


def _mention(entity: Any, text: str, where: str) -> GoldMention:
    if not isinstance(entity, dict) or not {"label", "start", "end"} <= entity.keys():
        raise ConfigError(f"{where}: is no object with label, start and end; expected is {_EXPECTED}")
    attributes = dict(entity)
    label = known_label(attributes.pop("label"), where)
    start, end = attributes.pop("start"), attributes.pop("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ConfigError(
            f"{where}: {label} from {start!r} to {end!r} is no span of the text of {len(text)} characters; count"
            " characters from 0, end is the first one after the mention"
        )
    said = attributes.pop("text", text[start:end])
    if said != text[start:end]:
        raise ConfigError(
            f"{where}: {label} is to be {said!r}, but the text has {text[start:end]!r} from {start} to {end}; correct"
            f" the offsets{_hint(said, text)}"
        )
    return GoldMention(label, start, end, said, bool(attributes.pop("optional", False)), attributes)


def _hint(said: object, text: str) -> str:
    start = text.find(said) if isinstance(said, str) and said else -1
    return f" ({said!r} begins at {start})" if start >= 0 else ""


def known_label(label: Any, where: str) -> str:
    """The label, checked.

    Raises:
        ConfigError: no such label.
    """
    if not isinstance(label, str) or label not in TABLES:
        raise ConfigError(f"{where}: no label {label!r}; possible are {', '.join(TABLES)}")
    return label
