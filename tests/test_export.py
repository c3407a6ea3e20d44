"""What is written can be read back with its types, in every format."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressextract.errors import ConfigError, OutputError
from pressextract.export import TableWriter, descriptor
from pressextract.schema import ROW_CLASSES, ArticleRow, CountRow, EntityRow, PersonRow, PlaceRow, columns
from pressextract.stored_tables import read_tables
from pressextract.tables import EntityIndex, to_arrow, to_frame

ARTICLE = ArticleRow(
    article_id="pm_0012",
    source_id="0012",
    input="0012.html",
    title='Der Minister sagt: „Gut“, nicht "schlecht"',
    text="Erste Zeile\n\nzweite; Zeile, mit Komma",
    published=date(2020, 5, 12),
    embargo_until=datetime(2020, 5, 12, 10, 0),
    authors=("A. Müller", 'B "C" Meier'),
    n_words=7,
    sha256="00",
)
COUNT = CountRow(
    article_id="pm_0012",
    start=3,
    end=9,
    text="-1,5 %",
    source="rule:number",
    confidence="high",
    value=-1.5,
    unit="percent",
)


def write(folder: Path, rows: list, formats=("parquet", "csv"), dialect="standard") -> None:  # type: ignore[no-untyped-def,type-arg]
    with TableWriter(folder, formats, dialect) as writer:
        for row in rows:
            writer.write(row.table, [row])


@pytest.mark.parametrize(
    ("formats", "dialect"), [(("parquet",), "standard"), (("csv",), "standard"), (("csv",), "excel-de")]
)
def test_tables_come_back_with_their_types(tmp_path: Path, formats, dialect) -> None:  # type: ignore[no-untyped-def]
    write(tmp_path, [ARTICLE, COUNT], formats, dialect)
    tables = read_tables(tmp_path)
    assert list(tables) == list(ROW_CLASSES)
    article = tables["articles"].iloc[0]
    assert article["article_id"] == "pm_0012"
    assert article["title"] == ARTICLE.title
    assert article["text"] == ARTICLE.text
    assert article["published"] == pd.Timestamp("2020-05-12")
    assert article["embargo_until"] == pd.Timestamp("2020-05-12 10:00")
    assert article["authors"] == list(ARTICLE.authors)
    assert article["keywords"] == []
    assert pd.isna(article["subtitle"])
    count = tables["counts"].iloc[0]
    assert (count["value"], count["start"]) == (-1.5, 3)
    assert pd.isna(count["value_max"])
    assert tables["counts"]["start"].dtype == "int64"
    assert len(tables["people"]) == 0
    assert list(tables["people"].columns) == [c.name for c in columns("people")]


def test_parquet_and_csv_hold_the_same(tmp_path: Path) -> None:
    frames = []
    for extension in ("parquet", "csv"):
        folder = tmp_path / extension
        folder.mkdir()
        write(folder, [ARTICLE, COUNT], (extension,))
        frames.append(read_tables(folder))
    for table in ROW_CLASSES:
        pd.testing.assert_frame_equal(frames[0][table], frames[1][table])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    dialect=st.sampled_from(("standard", "excel-de")),
)
def test_any_text_survives_csv(tmp_path: Path, text: str, dialect: str) -> None:
    row = ArticleRow(article_id="pm_1", source_id="1", input="1", title=text, lead=text or None)
    write(tmp_path, [row], ("csv",), dialect)
    back = read_tables(tmp_path)["articles"].iloc[0]
    assert back["title"] == text
    assert back["lead"] == text if text else pd.isna(back["lead"])


def test_csv_is_what_other_programs_expect(tmp_path: Path) -> None:
    write(tmp_path, [ARTICLE, COUNT], ("csv",))
    raw = (tmp_path / "articles.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader((tmp_path / "articles.csv").open(encoding="utf-8", newline=""))
    assert row["title"] == ARTICLE.title
    assert row["published"] == "2020-05-12"
    assert json.loads(row["authors"]) == list(ARTICLE.authors)
    (count,) = csv.DictReader((tmp_path / "counts.csv").open(encoding="utf-8", newline=""))
    assert (count["value"], count["text"]) == ("-1.5", "-1,5 %")


def test_excel_de_has_semicolons_decimal_commas_and_no_formulas(tmp_path: Path) -> None:
    write(
        tmp_path,
        [ArticleRow(article_id="pm_1", source_id="1", input="1", title='=HYPERLINK("x")'), COUNT],
        ("csv",),
        "excel-de",
    )
    raw = (tmp_path / "articles.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader((tmp_path / "articles.csv").open(encoding="utf-8-sig", newline=""), delimiter=";")
    assert row["title"] == '\'=HYPERLINK("x")'
    (count,) = csv.DictReader((tmp_path / "counts.csv").open(encoding="utf-8-sig", newline=""), delimiter=";")
    assert (count["value"], count["text"]) == ("-1,5", "'-1,5 %")


def test_many_rows_make_few_row_groups(tmp_path: Path) -> None:
    write(tmp_path, [COUNT] * 12_000, ("parquet",))
    assert pq.ParquetFile(tmp_path / "counts.parquet").metadata.num_row_groups <= 3
    assert len(read_tables_of(tmp_path, "counts")) == 12_000


def read_tables_of(folder: Path, table: str) -> pd.DataFrame:
    return read_tables(folder)[table]


def test_parquet_carries_the_descriptions(tmp_path: Path) -> None:
    write(tmp_path, [COUNT], ("parquet",))
    field = pq.read_schema(tmp_path / "counts.parquet").field("value")
    assert field.metadata[b"description"].decode() == next(
        c.description for c in columns("counts") if c.name == "value"
    )


def test_the_descriptor_names_every_column() -> None:
    described = descriptor(("csv",), "standard")
    by_name = {r["title"]: [f["name"] for f in r["schema"]["fields"]] for r in described["resources"]}
    assert by_name == {table: [c.name for c in columns(table)] for table in ROW_CLASSES}


@pytest.mark.parametrize(("column", "value"), [("value", None), ("value", "viele"), ("start", 1.5), ("text", 7)])
def test_what_the_schema_does_not_know_is_refused(column: str, value: object) -> None:
    values = {"start": 0, "end": 1, "text": "x", "source": "model", "confidence": "low", "value": 1.0} | {column: value}
    with pytest.raises(OutputError, match=rf"counts\.{column}"):
        to_arrow("counts", [CountRow(**values)])  # type: ignore[arg-type]


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="finished run"):
        read_tables(tmp_path)


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles.parquet").write_bytes(b"PAR1 kaputt")
    with pytest.raises(ConfigError, match=r"articles\.parquet: is not the table articles"):
        read_tables(tmp_path)


def person(article: str, name: str, entity: str) -> PersonRow:
    return PersonRow(
        article_id=article,
        entity_id=entity,
        start=0,
        end=5,
        text=name,
        source="model",
        confidence="high",
        person_id="pe_1",
        name=name,
    )


def test_entities_count_mentions_articles_and_days() -> None:
    index = EntityIndex()
    index.add([person("pm_1", "Svenja Schulze", "en_1"), person("pm_1", "Schulze", "en_1")], date(2020, 5, 12))
    index.add([person("pm_2", "Svenja Schulze", "en_1")], date(2019, 1, 2))
    index.add([person("pm_3", "Svenja Schulze", "en_1"), COUNT], None)
    assert index.rows() == [
        EntityRow(
            entity_id="en_1",
            label="PERSON",
            name="Svenja Schulze",
            n_mentions=4,
            n_articles=3,
            first_published=date(2019, 1, 2),
            last_published=date(2020, 5, 12),
        )
    ]


def test_frames_hold_lists_and_timestamps() -> None:
    place = PlaceRow(
        start=0, end=1, text="x", source="model", confidence="low", place_id="ags_15003000", name="Magdeburg", lat=52.1
    )
    frame = to_frame(to_arrow("places", [place]))
    assert frame["lat"].iloc[0] == 52.1
    assert frame["derived"].dtype == bool
