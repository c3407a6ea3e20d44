"""Output folders of finished runs with chosen rows, written without reading pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from pressextract.export import TableWriter
from pressextract.schema import TABLE_VERSION, ArticleRow, CountRow, EntityRow, IssueRow, PersonRow, PlaceRow, Row
from pressextract.settings import Format

ARTICLE = ArticleRow(
    article_id="pm_0012000000000000",
    source_id="0012",
    input="radwege.html",
    url="https://www.beispiel.de/presse/12",
    publisher="Umweltministerium",
    title="Günther weiht Radweg in Magdeburg ein",
    subtitle="25 Kilometer",
    text="Ministerin Regine Günther weihte in Magdeburg 25 Kilometer Radweg ein.",
    published=date(2020, 5, 12),
    embargo_until=datetime(2020, 5, 12, 10, 0),
    authors=("A. Müller", 'B "C" Meier'),
    keywords=("Radverkehr", "Verkehr"),
    n_words=10,
    sha256="00",
)
COPY = ArticleRow(
    article_id="pm_0013000000000000",
    source_id="0013",
    input="kopie.html",
    title="Radweg eingeweiht",
    duplicate_of=ARTICLE.article_id,
    duplicate_similarity=0.75,
)
PERSON = PersonRow(
    article_id=ARTICLE.article_id,
    entity_id="en_1",
    start=11,
    end=25,
    text="Regine Günther",
    sentence=ARTICLE.text,
    source="rule:line",
    confidence="high",
    person_id="pe_1",
    name="Regine Günther",
    role="Ministerin",
)
PLACE = PlaceRow(
    article_id=ARTICLE.article_id,
    entity_id="en_2",
    start=36,
    end=45,
    text="Magdeburg",
    source="lexicon:ags_15003000",
    confidence="high",
    place_id="ags_15003000",
    name="Magdeburg",
    ags="01003000",
    lat=52.1262,
    lon=11.6327,
    derived=True,
)
COUNT = CountRow(
    article_id=ARTICLE.article_id,
    start=46,
    end=58,
    text="25 Kilometer",
    source="rule:measure",
    confidence="high",
    value=25.0,
    unit="km",
    of="Radweg",
)
ENTITIES = (
    EntityRow(entity_id="en_1", label="PERSON", name="Regine Günther", n_mentions=1, n_articles=1),
    EntityRow(entity_id="en_2", label="PLACE", name="Magdeburg", n_mentions=1, n_articles=1, first_published=date(2020, 5, 12)),
)  # fmt: skip
ISSUE = IssueRow(source_id="leer", kind="lost", code="empty", message="0 bytes", stage="sources")
ROWS: tuple[Row, ...] = (ARTICLE, COPY, PERSON, PLACE, COUNT, *ENTITIES, ISSUE)


def finished_run(folder: Path, rows: Iterable[Row] = ROWS, format: Format = "parquet") -> Path:
    """The output folder of a run that found these rows."""
    folder.mkdir()
    with TableWriter(folder, (format,), "standard") as writer:
        for row in rows:
            writer.write(row.table, [row])
    facts = {
        "tool": "pressextract",
        "started": "2026-11-26T06:04:33+00:00",
        "versions": {"pressextract": "0.1.0"},
        "fingerprint": {"input": "data/raw", "table_version": TABLE_VERSION, "formats": [format], "csv_dialect": "standard"},
        "articles": 2,
    }  # fmt: skip
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "_SUCCESS").touch()
    return folder
