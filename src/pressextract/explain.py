"""What one page yields and why: the selector behind each field, the rule or model behind each mention."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from pressextract.article import BLOCK_SEPARATOR, Article, Loss
from pressextract.cleaning import clean_or_loss
from pressextract.collector import Reading
from pressextract.errors import ConfigError, PageError
from pressextract.pipeline import load
from pressextract.reading import read_articles
from pressextract.schema import MentionRow
from pressextract.settings import Settings
from pressextract.sources import plan_sources
from pressextract.user_lists.application import Changes, apply
from pressextract.user_lists.files import read_lists

#: Colours that differ in brightness too, for the colour-blind.
STYLES = {
    "PERSON": "bold white on dark_blue",
    "MINISTRY": "black on gold1",
    "ORG": "black on light_steel_blue",
    "PLACE": "black on pale_green1",
    "COUNT": "white on purple4",
    "INITIATIVE": "black on orange1",
    "QUOTE": "italic underline",
}
_OF_EVERY_MENTION = frozenset(f.name for f in dataclasses.fields(MentionRow))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cleaned page with its mentions."""

    article: Article
    reading: Reading


def explain(page: Path, settings: Settings) -> Explanation:
    """Clean and read the first page of a file.

    Raises:
        PageError, ConfigError: as `clean_file`; PageError too where reading fails.
        LexiconError: a list of the user's is not usable.
    """
    article = clean_file(page, settings)
    lists = read_lists(settings)
    reading = next(read_articles(load(settings), [article]))
    if isinstance(reading, Loss):
        raise PageError(reading.code, reading.message)
    return Explanation(article, apply(lists, reading, Changes()) if lists else reading)


def clean_file(page: Path, settings: Settings) -> Article:
    """The article of a file's first page.

    Raises:
        PageError: the page is lost, with the reason.
        ConfigError: the file does not exist or is of an unknown kind, or a folder was given.
    """
    if page.is_dir():
        raise ConfigError(f"{page}: is a folder; one page is expected")
    found = next(plan_sources(page).pages(settings.limits), None)
    if found is None:
        raise PageError("empty", f"{page} holds no page")
    article = clean_or_loss(found, settings.language)
    if isinstance(article, Loss):
        raise PageError(article.code, article.message)
    return article


def render_article(article: Article, *, as_json: bool) -> str:
    """A cleaned article as JSON, or as title, subtitle and text parted by blank lines."""
    if not as_json:
        return BLOCK_SEPARATOR.join(part for part in (article.title, article.subtitle, article.text) if part)
    facts = dataclasses.asdict(article) | {"article_id": article.article_id, "lead": article.lead, "text": article.text}
    return json.dumps(facts, ensure_ascii=False, indent=2, default=str)


def render(explanation: Explanation, *, colours: bool = True) -> RenderableType:
    """Fields with their evidence, the marked text, the mentions, the doubts. Without colours brackets mark the text."""
    parts: list[RenderableType] = [_fields(explanation), Text()]
    article = explanation.article
    for field, text in (("title", article.title), ("subtitle", article.subtitle), ("text", article.text)):
        if text:
            mark = _marked if colours else _bracketed
            parts += [mark(text, field, explanation.reading.mentions), Text()]
    parts.append(_mentions(explanation.reading.mentions))
    parts += [Text(f"doubt {issue.code}: {issue.message} ({issue.stage})") for issue in explanation.reading.issues]
    return Group(*parts)


def show(explanation: Explanation) -> None:
    """Print it, with colours where the output is a terminal."""
    console = Console()
    console.print(render(explanation, colours=console.is_terminal))


def _fields(explanation: Explanation) -> Table:
    table = Table("field", "value", "found by", title=explanation.article.article_id)
    evidence = explanation.article.evidence
    row = explanation.reading.article
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if value not in (None, "", ()) and field.name not in ("text", "sha256", "article_id"):
            shown = "\n".join(value) if isinstance(value, tuple) else str(value)
            table.add_row(field.name, Text(shown), Text(evidence.get(field.name, "")))
    table.add_row("text", Text(f"{len(row.text)} characters"), Text(evidence.get("text", "")))
    return table


def _marked(text: str, field: str, mentions: tuple[MentionRow, ...]) -> Text:
    marked = Text(text)
    for mention in sorted(mentions, key=lambda mention: mention.start - mention.end):
        if mention.field == field:
            marked.stylize(STYLES[mention.label], mention.start, mention.end)
    return marked


def _bracketed(text: str, field: str, mentions: tuple[MentionRow, ...]) -> Text:
    """[Frank Fischer PERSON]; of two that begin or end together the longer one is outside."""
    edges: list[tuple[int, bool, int, str]] = []
    for mention in mentions:
        if mention.field == field:
            length = mention.end - mention.start
            edges += [(mention.start, True, -length, "["), (mention.end, False, length, f" {mention.label}]")]
    pieces, at = [], 0
    for offset, _, _, mark in sorted(edges):
        pieces += [text[at:offset], mark]
        at = offset
    return Text("".join((*pieces, text[at:])))


def _mentions(mentions: tuple[MentionRow, ...]) -> Table:
    table = Table("at", "label", "mention", "columns", "found by", "confidence")
    for mention in sorted(mentions, key=lambda mention: (mention.field != "title", mention.field, mention.start)):
        own = {
            f.name: getattr(mention, f.name)
            for f in dataclasses.fields(mention)
            if f.name not in _OF_EVERY_MENTION and getattr(mention, f.name) not in (None, False)
        }
        table.add_row(
            f"{mention.field}:{mention.start}",
            Text(mention.label, STYLES[mention.label]),
            Text(mention.text),
            Text("\n".join(f"{name}: {value}" for name, value in own.items())),
            mention.source,
            mention.confidence,
        )
    return table
