"""What the page knows of a run: the tables as columns, for the articles that are shown, and totals over all."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pressextract.report.columns import BrowserOffsets, JsonColumn, Repeating
from pressextract.report.sampling import ChosenArticles, folder_of
from pressextract.schema import FAMILIES, ArticleRow, CountRow, EntityRow, IssueRow, MentionRow
from pressextract.stored_tables import read_rows

#: The columns of a family that the page shows, beside those that every mention has.
SHOWN: dict[str, tuple[str, ...]] = {
    "ministries": ("name", "ministry_id", "abbreviation", "level", "land"),
    "counts": ("value", "value_max", "bound", "kind", "unit", "noun", "of"),
    "places": ("name", "place_id", "kind", "land", "country", "ags", "lat", "lon", "derived", "nested", "refers_to"),
    "people": ("name", "academic_title", "role", "organisation", "party"),
    "organisations": ("name", "organisation_id", "abbreviation"),
    "initiatives": ("name", "initiative_id", "kind", "abbreviation"),
    "quotes": ("speaker",),
}
#: Press contacts' telephone and e-mail are left out: a report is passed on more easily than a table.
_ARTICLE = ("language", "publisher", "url", "source_id", "press_number", "dateline", "duplicate_of", "revision_of")
_DAYS = ("published", "fetched")
_FIELDS = ("title", "subtitle", "text")
#: Lost pages that are listed one by one; all are counted.
LISTED_LOSSES = 2_000
#: Publishers and folders that are named in the totals.
_NAMED = 200


def payload(folder: Path, facts: Mapping[str, Any], chosen: ChosenArticles) -> dict[str, Any]:
    """The data of the page. `facts` is run.json."""
    shown = [row for row in read_rows(folder, ArticleRow.table) if row.article_id in chosen.ids]
    numbers = {row.article_id: number for number, row in enumerate(shown)}
    entities = _Entities()
    mentions: dict[str, int] = {}
    tables = {}
    for family in FAMILIES:
        tables[family], mentions[family] = _family(folder, family, shown, numbers, entities)
    issues, lost_folders = _issues(folder, numbers)
    return {
        "facts": {
            "folder": folder.resolve().name,
            "started": facts.get("started"),
            "version": facts.get("versions", {}).get("pressextract"),
            "model": f"{facts.get('model', {}).get('name', '')} {facts.get('model', {}).get('version', '')}".strip(),
            "articles": chosen.articles,
            "shown": len(shown),
        },
        "totals": {
            "mentions": mentions,
            "first": chosen.first,
            "last": chosen.last,
            "publishers": sum(1 for name in chosen.publishers if name),
            "by_publisher": chosen.publishers.most_common(_NAMED),
            "by_year": sorted(chosen.years.items()),
            "by_folder": _by_folder(chosen.folders, lost_folders),
        },
        "articles": _articles(shown),
        **tables,
        "entities": entities.as_json(folder),
        **issues,
        "outlines": json.loads((files("pressextract.report") / "outlines.json").read_text(encoding="utf-8")),
    }


def _by_folder(articles: Counter[str], lost: Counter[str]) -> list[tuple[str, int, int]]:
    """Folder, articles, lost pages; where most was lost first."""
    names = sorted({*articles, *lost}, key=lambda name: (-lost[name], name))
    return [(name, articles[name], lost[name]) for name in names[:_NAMED]]


def _articles(shown: list[ArticleRow]) -> dict[str, JsonColumn]:
    repeating = {name: Repeating() for name in (*_DAYS, *_ARTICLE)}
    for row in shown:
        for name in _DAYS:
            day = getattr(row, name)
            repeating[name].add(day.isoformat() if day else None)
        for name in _ARTICLE:
            repeating[name].add(getattr(row, name))
    return {
        "id": [row.article_id for row in shown],
        **{name: [getattr(row, name) or "" for row in shown] for name in _FIELDS},
        "n_words": [row.n_words for row in shown],
        "authors": [list(row.authors) for row in shown],
        "keywords": [list(row.keywords) for row in shown],
        **{name: column.as_json() for name, column in repeating.items()},
    }


class _Entities:
    """The entities that are mentioned in what is shown, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, entity_id: str | None) -> int:
        return -1 if entity_id is None else self._numbers.setdefault(entity_id, len(self._numbers))

    def as_json(self, folder: Path) -> dict[str, JsonColumn]:
        """Their rows of the table `entities`, which counts over the whole run."""
        rows: dict[int, EntityRow] = {}
        for row in read_rows(folder, EntityRow.table):
            if row.entity_id in self._numbers:
                rows[self._numbers[row.entity_id]] = row
        known = [(key, rows.get(number)) for key, number in self._numbers.items()]
        return {
            "id": [key for key, _ in known],
            "label": [row.label if row else "" for _, row in known],
            "name": [row.name if row else key for key, row in known],
            "n_mentions": [row.n_mentions if row else 0 for _, row in known],
            "n_articles": [row.n_articles if row else 0 for _, row in known],
            "first": [row.first_published.isoformat() if row and row.first_published else "" for _, row in known],
            "last": [row.last_published.isoformat() if row and row.last_published else "" for _, row in known],
        }


def _family(
    folder: Path, family: str, shown: list[ArticleRow], numbers: Mapping[str, int], entities: _Entities
) -> tuple[dict[str, JsonColumn], int]:
    """A family's mentions in what is shown, and how many the run has."""
    plain: dict[str, list[Any]] = {name: [] for name in ("article", "field", "start", "end", "entity")}
    is_counts = family == CountRow.table
    if is_counts:
        plain |= {"value": [], "value_max": [], "sentence_start": [], "sentence_end": []}
    repeating = {name: Repeating() for name in ("source", "confidence", *SHOWN[family]) if name not in plain}
    mentions = 0
    offsets: dict[tuple[int, str], BrowserOffsets] = {}
    row: MentionRow
    for row in read_rows(folder, family):
        mentions += 1
        number = numbers.get(row.article_id)
        if number is None:
            continue
        text = getattr(shown[number], row.field) or ""
        place = (number, row.field)
        if place not in offsets:
            offsets[place] = BrowserOffsets(text)
        offset = offsets[place]
        plain["article"].append(number)
        plain["field"].append(_FIELDS.index(row.field))
        plain["start"].append(offset(row.start))
        plain["end"].append(offset(row.end))
        plain["entity"].append(entities.number(row.entity_id))
        if is_counts and isinstance(row, CountRow):
            start, end = _sentence(text, row)
            plain["value"].append(_json_number(row.value))
            plain["value_max"].append(None if row.value_max is None else _json_number(row.value_max))
            plain["sentence_start"].append(offset(start))
            plain["sentence_end"].append(offset(end))
        for name, column in repeating.items():
            column.add(getattr(row, name))
    return {**plain, **{name: column.as_json() for name, column in repeating.items()}}, mentions


def _json_number(value: float) -> float:
    """The value, or the nearest one that JSON can hold: a page may state a number of four hundred digits."""
    most = sys.float_info.max
    return max(-most, min(value, most))


def _sentence(text: str, row: MentionRow) -> tuple[int, int]:
    """Where the sentence of a mention stands, so that the page needs no second copy of it."""
    start = text.rfind(row.sentence, 0, row.start + len(row.sentence)) if row.sentence else -1
    return (row.start, row.end) if start < 0 else (start, start + len(row.sentence))


def _issues(folder: Path, numbers: Mapping[str, int]) -> tuple[dict[str, Any], Counter[str]]:
    """Lost pages and doubts, and the lost pages by folder."""
    codes: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    lost: dict[str, list[Any]] = {"source_id": [], "code": [], "message": []}
    doubts: dict[str, list[Any]] = {"article": [], "code": [], "message": []}
    row: IssueRow
    for row in read_rows(folder, IssueRow.table):
        if row.kind == "lost":
            codes[row.code] += 1
            folders[folder_of(row.source_id)] += 1
            if len(lost["code"]) < LISTED_LOSSES:
                for name, values in lost.items():
                    values.append(getattr(row, name))
        elif row.article_id is not None and row.article_id in numbers:
            doubts["article"].append(numbers[row.article_id])
            doubts["code"].append(row.code)
            doubts["message"].append(row.message)
    return {"lost": lost, "lost_codes": codes.most_common(), "doubts": doubts}, folders
