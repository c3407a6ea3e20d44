"""Records: JSON Lines, CSV and Parquet mean the same, bad ones are losses, none fills the memory."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import io
import json
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources import Limits, plan_sources
from releases import codes, found_in, release


def pages(path: Path) -> list[Page | Loss]:
    return found_in(path)[0]


def lines(path: Path, *records: object) -> Path:
    text = "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)
    path.write_text(text, encoding="utf-8")
    return path


def table(path: Path, columns: Sequence[str], *rows: Sequence[str], delimiter: str = ",", bom: bool = False) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([columns, *rows])
    content = text.getvalue().encode("utf-8-sig" if bom else "utf-8")
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}.get(path.suffix, bytes)
    path.write_bytes(pack(content))
    return path


def test_records_keep_their_text_and_unknown_keys(tmp_path: Path) -> None:
    text = "  Erste Zeile\r\n\n\nzweite\u00a0Zeile  "
    path = lines(
        tmp_path / "meldungen.jsonl",
        {"id": 7, "text": text, "title": "T", "published": "2020-05-12", "publisher": "BMWi", "ressort": "Energie"},
        {"html": "<p>x</p>", "url": "https://bmwi.example/1", "published": "demnächst"},
    )
    first, second = pages(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.source_id, first.kind, first.content) == ("7", "record", text)
    assert (first.title, first.published, first.publisher) == ("T", date(2020, 5, 12), "BMWi")
    assert json.loads(first.extra or "") == {"ressort": "Energie"}
    assert (second.source_id, second.kind, second.url) == ("meldungen.jsonl:2", "html", "https://bmwi.example/1")
    assert json.loads(second.extra or "") == {"published": "demnächst"}, "what is no date is kept"


def test_bad_records_are_losses_and_the_rest_is_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "r.jsonl", "{kaputt", [1], {"id": "a", "titel": "x"}, "", {"id": "b", "text": "gut"})
    found = pages(path)
    assert [getattr(p, "code", "page") for p in found] == ["bad_record", "bad_record", "bad_record", "page"]
    assert found[2].source_id == "a"
    assert "titel" in found[2].message  # type: ignore[union-attr]


def test_lone_surrogates_keep_offsets(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "s", "text": "a\\ud800b", "x": "\\udfff"}\n', encoding="utf-8")
    (page,) = pages(path)
    assert isinstance(page, Page)
    assert page.content == "a\ufffdb"
    assert page.extra == '{"x": "\ufffd"}'


def test_a_truncated_gzip_tells_where_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    whole = gzip.compress(
        b"".join(json.dumps({"id": i, "text": os.urandom(99).hex()}).encode() + b"\n" for i in range(500))
    )
    path.write_bytes(whole[: len(whole) // 2])
    found = pages(path)
    assert isinstance(found[-1], Loss)
    assert found[-1].code == "unreadable"
    assert sum(isinstance(p, Page) for p in found) > 100


@pytest.mark.parametrize("position", [0.1, 0.5, 0.9])
def test_damage_in_a_packed_file_costs_what_lies_behind_it(tmp_path: Path, position: float) -> None:
    records = b"".join(json.dumps({"id": i, "text": os.urandom(99).hex()}).encode() + b"\n" for i in range(500))
    whole = bytearray(gzip.compress(records))
    at = int(len(whole) * position)
    whole[at : at + 3000] = os.urandom(3000)
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(whole)
    found = pages(path)
    assert codes(found)[-1] == "unreadable"
    assert found[-1].source_id == "r.jsonl.gz"
    assert codes(found).count("page") > 500 * position - 60


def test_json_lines_may_be_packed(tmp_path: Path) -> None:
    content = json.dumps({"id": "a", "text": "gut"}).encode() + b"\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(content) + gzip.compress(content))
    (tmp_path / "b.ndjson.zst").write_bytes(zstandard.compress(content) + zstandard.compress(content))
    assert [(page.source_id, page.input) for page in pages(tmp_path)] == [
        ("a", "a.jsonl.gz:1"), ("a", "a.jsonl.gz:2"), ("a", "b.ndjson.zst:1"), ("a", "b.ndjson.zst:2"),
    ]  # fmt: skip


def test_a_giant_line_is_too_large_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "r.jsonl", {"id": "a", "text": "x" * 30_000}, {"id": "b", "text": "x" * 1_500}, {"id": "c", "text": "gut"})  # fmt: skip
    found, _ = found_in(path, Limits(page_bytes=1_000))
    assert codes(found) == ["too_large", "too_large", "page"]
    assert [page.source_id for page in found] == ["r.jsonl:1", "b", "c"]


def test_a_packed_line_without_end_stops_at_the_ratio(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.zst"
    with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as out:
        for _ in range(200):
            out.write(bytes(1 << 20))
    assert codes(found_in(path)[0]) == ["archive_limit"]


def test_numbers_that_python_refuses_are_bad_records(tmp_path: Path) -> None:
    path = lines(tmp_path / "r.jsonl", '{"id": ' + "9" * 5_000 + "}", "[" * 100_000, {"id": "a", "text": "gut"})
    assert codes(pages(path)) == ["bad_record", "bad_record", "page"]


COLUMNS = ("id", "text", "url", "title", "published", "publisher", "ressort")
ROW = ("7", 'Sie sagte: "Gut."\r\nUnd:\n\nschön; sehr', "https://bmwi.example/7", "Radwege, neu", "2020-05-12", "BMWi", "Verkehr")  # fmt: skip


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.csv.zst"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [False, True])
def test_a_csv_table_gives_its_rows(tmp_path: Path, name: str, delimiter: str, bom: bool) -> None:
    (page,) = pages(table(tmp_path / name, COLUMNS, ROW, delimiter=delimiter, bom=bom))
    assert page == Page(
        source_id="7", input=f"{name}:2", kind="record", content=ROW[1], url=ROW[2], title=ROW[3],
        published=date(2020, 5, 12), publisher="BMWi", extra='{"ressort": "Verkehr"}',
    )  # fmt: skip


def test_rows_without_id_are_called_by_the_line_that_they_begin_in(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", ("html", "Stand"), ("<p>a</p>\n<p>b</p>", "1"), ("<p>c</p>", ""))
    found = pages(path)
    assert [(page.source_id, getattr(page, "extra", None)) for page in found] == [
        ("t.csv:2", '{"Stand": "1"}'), ("t.csv:4", None),
    ]  # fmt: skip
    assert [page.kind for page in found if isinstance(page, Page)] == ["html", "html"]


def test_pages_longer_than_pythons_limit_for_cells_are_read(tmp_path: Path) -> None:
    (page,) = pages(table(tmp_path / "t.csv", ("html",), ("<p>" + "Straße " * 40_000,)))
    assert isinstance(page, Page)
    assert len(page.content) == 280_003


def test_bad_rows_are_losses_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        b"id;text\n"
        b"a;gut\n"
        b"b;zu;viel\n"
        b"c;Gr\xfc\xdfe\n"
        b'd;"offen"falsch"\n'
        b"\n"
        b"e\n"
        + f'f;"{"x" * 3_000}\n{"y" * 3_000}\nnoch"\n'.encode()
        + f"g;{'x' * 9_000}\n".encode()
        + "h;schön\n".encode()
        + b'i;"ohne Ende\nh;verschluckt\n'
    )
    found, _ = found_in(path, Limits(page_bytes=1_000))
    assert codes(found) == [
        "page", "bad_record", "bad_record", "bad_record", "bad_record", "too_large", "too_large", "page", "bad_record",
    ]  # fmt: skip
    assert [page.source_id for page in found if isinstance(page, Page)] == ["a", "h"]
    messages = [page.message for page in found if isinstance(page, Loss)]
    assert "3 cells found in a table of 2 columns" in messages[0]
    assert "byte 0xfc" in messages[1]
    assert found[-1].input == "t.csv:13"


def test_a_cell_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('text\ngut\n"' + "zeile\n" * 100_000 + '"\nauch gut\n', encoding="utf-8")
    found, _ = found_in(path, Limits(page_bytes=1_000))
    assert codes(found) == ["page", "too_large", "page"]


def parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_a_parquet_table_gives_its_rows(tmp_path: Path) -> None:
    columns = {
        "id": [7, None, 9],
        "html": pa.array([release(1).encode(), release(2).encode(), None]),
        "published": pa.array([datetime(2020, 5, 12, 8), None, None], pa.timestamp("us", "Europe/Berlin")),
        "title": ["Radwege", None, ""],
        "ressort": ["Verkehr", None, "x"],
        "bild": [b"\xff", None, None],
        "orte": [["Halle"], None, None],
    }
    first, second, third = pages(parquet(tmp_path / "t.parquet", columns))
    assert first == Page(
        source_id="7", input="t.parquet:1", kind="html", content=release(1).encode(), title="Radwege",
        published=date(2020, 5, 12), extra='{"orte": ["Halle"], "ressort": "Verkehr"}',
    )  # fmt: skip
    assert second == Page(source_id="t.parquet:2", input="t.parquet:2", kind="html", content=release(2).encode())
    assert isinstance(third, Loss)
    assert (third.code, third.source_id) == ("bad_record", "9")


def test_parquet_days_are_dates_and_impossible_ones_lose_their_row(tmp_path: Path) -> None:
    columns = {"text": ["a", "b"], "published": pa.array([date(2020, 5, 12), None], pa.date32())}
    assert [getattr(page, "published", 0) for page in pages(parquet(tmp_path / "t.parquet", columns))] == [date(2020, 5, 12), None]  # fmt: skip
    columns = {"text": ["a", "b"], "published": pa.array([2**62, 0], pa.timestamp("us"))}
    assert codes(pages(parquet(tmp_path / "u.parquet", columns))) == ["bad_record", "page"]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_cut_off_parquet_is_one_loss(tmp_path: Path, share: float) -> None:
    path = parquet(tmp_path / "t.parquet", {"text": [release(n) for n in range(50)]})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert codes(pages(path)) == ["unreadable"]


def test_damage_in_a_parquet_costs_what_lies_behind_it(tmp_path: Path) -> None:
    texts = {"text": [release(n) for n in range(60)]}
    path = parquet(tmp_path / "t.parquet", texts, row_group_size=20, use_dictionary=False)
    whole = bytearray(path.read_bytes())
    at = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    whole[at : at + 40] = b"\xff" * 40
    path.write_bytes(whole)
    found = pages(path)
    assert codes(found) == ["page"] * 20 + ["unreadable"]
    assert "after 20 pages" in found[-1].message  # type: ignore[union-attr]


def test_a_parquet_that_unpacks_to_too_much_is_not_read(tmp_path: Path) -> None:
    texts = pa.array(["<p>" + "x" * 999_997] * 150)
    path = parquet(tmp_path / "t.parquet", {"html": texts}, compression="zstd", use_dictionary=False)
    assert codes(found_in(path, Limits(ratio=2))[0]) == ["archive_limit"]
    assert codes(found_in(path, Limits(ratio=100_000))[0]) == ["page"] * 150


def test_tables_of_something_else_are_refused_or_skipped(tmp_path: Path) -> None:
    other = table(tmp_path / "haushalt.csv", ("Jahr", "Titel"), ("2020", "Straße"))
    parquet(tmp_path / "haushalt.parquet", {"Jahr": [2020]})
    with pytest.raises(ConfigError, match="columns Jahr, Titel found; a column text or html is expected"):
        plan_sources(other)
    with pytest.raises(ConfigError, match="columns Jahr found"):
        plan_sources(tmp_path / "haushalt.parquet")
    with pytest.raises(ConfigError, match=r"holds no pages .*1 csv without a column text or html"):
        plan_sources(tmp_path)
    (tmp_path / "seite.html").write_text(release())
    found, skipped = found_in(tmp_path)
    assert (codes(found), skipped) == (["page"], {".csv": 1, ".parquet": 1})


#: What every format can hold; CSV does not tell an empty cell from none.
VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: text != "\ufeff"
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": VALUES, "text": VALUES},
        optional={"url": VALUES, "title": VALUES, "publisher": VALUES, "ressort": VALUES, "published": st.dates().map(str)},
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(records=RECORDS, delimiter=st.sampled_from([",", ";", "\t"]), bom=st.booleans())
@settings(max_examples=40, deadline=None)
def test_equal_records_give_equal_pages_in_every_format(
    records: list[dict[str, str]], delimiter: str, bom: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = [[record.get(column, "") for column in COLUMNS] for record in records]
        made = (
            lines(folder / "r.jsonl", *records),
            table(folder / "t.csv", COLUMNS, *rows, delimiter=delimiter, bom=bom),
            parquet(folder / "t.parquet", {column: [record.get(column) for record in records] for column in COLUMNS}),
        )
        read = [[dataclasses.replace(page, input="") for page in pages(path)] for path in made]
    assert read[0] == read[1] == read[2]
    assert [page.content for page in read[0] if isinstance(page, Page)] == [record["text"] for record in records]
