"""Finished runs for tests of the report, written row by row without reading a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from pressextract.export import TableWriter
from pressextract.schema import (
    TABLE_VERSION,
    ArticleRow,
    CountRow,
    EntityRow,
    InitiativeRow,
    IssueRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    QuoteRow,
    Row,
)

#: What a hostile page might put into every text: it would set window.hacked, or say so on the console.
ATTACKS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<!--<script>window.hacked=3",
    "<img src=x onerror=window.hacked=4>",
    "<svg onload=window.hacked=5>",
    '"><iframe srcdoc="<script>parent.hacked=6</script>">',
    "javascript:window.hacked=7",
    "${window.hacked=8}",
    "__proto__",
    '=HYPERLINK("http://example.org","klick")',
    "\u202everkehrt\u202c שלום עולם",
    "\u2028\u2029\u0000\u0007\ufeff",
    "]]><a href=javascript:window.hacked=9>x</a>",
)


def article(number: int, title: str, text: str, **more: object) -> ArticleRow:
    """An article with an id of its own."""
    return ArticleRow(
        article_id=f"pm_{hashlib.sha256(str(number).encode()).hexdigest()[:16]}",
        source_id=f"ordner/{number}",
        input=f"ordner/{number}.html",
        title=title,
        text=text,
        n_words=len(text.split()),
        sha256="0",
        **more,  # type: ignore[arg-type]
    )


def write_run(folder: Path, articles: Iterable[ArticleRow], rows: Iterable[Row] = ()) -> Path:
    """A folder as `run` leaves it: tables in Parquet and run.json."""
    folder.mkdir(parents=True)
    with TableWriter(folder, ["parquet"], "standard") as writer:
        writer.write("articles", articles)
        for row in rows:
            writer.write(row.table, [row])
    facts = {
        "started": "2024-05-01T08:00:00+00:00",
        "versions": {"pressextract": "0.1.0"},
        "model": {"name": "de_press_sm", "version": "0.3.0"},
        "fingerprint": {"table_version": TABLE_VERSION, "formats": ["parquet"], "csv_dialect": "standard"},
    }
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "_SUCCESS").touch()
    return folder


def many_articles(count: int) -> list[ArticleRow]:
    """Short articles, one a day, of seven publishers."""
    first = date(2000, 1, 1)
    return [
        article(n, f"Meldung {n}", f"Text {n}.", published=first + timedelta(days=n), publisher=f"Amt {n % 7}")
        for n in range(count)
    ]


def hostile_run(folder: Path) -> Path:
    """Three articles in which every text that a page can choose is an attack; one title has 10,000 characters."""
    attack = "\n\n".join(ATTACKS)
    long_title = f"{'Donaudampfschifffahrt' * 476}{ATTACKS[0]}"
    texts = {
        "url": "javascript:window.hacked=10",
        "press_number": ATTACKS[1],
        "dateline": ATTACKS[3],
        "subtitle": attack,
    }
    articles = [
        article(1, " ".join(ATTACKS), attack, publisher=ATTACKS[0], authors=ATTACKS, keywords=ATTACKS, **texts),
        article(2, long_title, attack, publisher=ATTACKS[1], published=date(2024, 2, 29)),
        article(3, "", attack, publisher="__proto__", published=date(2024, 3, 1)),
    ]
    rows: list[Row] = []
    for row in articles:
        where = {
            "article_id": row.article_id,
            "start": 0,
            "end": len(ATTACKS[0]),
            "text": ATTACKS[0],
            "sentence": attack,
        }
        where |= {"source": ATTACKS[3], "confidence": ATTACKS[4]}
        rows += [
            PersonRow(**where, entity_id="en_1", person_id="p", name=ATTACKS[1], role=ATTACKS[3], party=ATTACKS[4]),
            MinistryRow(**where, entity_id="en_2", name=ATTACKS[0], abbreviation=ATTACKS[3], level=ATTACKS[8], land=ATTACKS[4]),
            OrganisationRow(**where, entity_id="en_3", organisation_id="o", name=ATTACKS[5]),
            PlaceRow(**where, entity_id="en_4", place_id="x", name=ATTACKS[4], kind=ATTACKS[8], land="__proto__", country="DE", lat=51.0, lon=10.0),
            CountRow(**where, value=1e300, kind=ATTACKS[8], unit=ATTACKS[3], noun=ATTACKS[0], bound=ATTACKS[3]),
            InitiativeRow(**where, entity_id="en_5", initiative_id="i", name=ATTACKS[2], kind=ATTACKS[3]),
            QuoteRow(**where, entity_id="en_1", speaker=ATTACKS[1]),
            IssueRow(source_id=row.source_id, article_id=row.article_id, kind="doubt", code=ATTACKS[8], message=attack, stage="x"),
        ]  # fmt: skip
    rows.append(IssueRow(source_id=ATTACKS[0], kind="lost", code=ATTACKS[8], message=attack, stage="cleaning"))
    labels = ("PERSON", "MINISTRY", "ORG", "PLACE", "INITIATIVE")
    for number, label in enumerate(labels, start=1):
        rows.append(EntityRow(entity_id=f"en_{number}", label=label, name=ATTACKS[number], n_mentions=3, n_articles=3))
    return write_run(folder, articles, rows)
