"""The report of a run: its data, what it escapes, what it does of many articles, and runs that have none to give."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import pressextract
from conftest import PROJECT
from pressextract.cli import main
from pressextract.errors import DOUBT_CODES, PAGE_CODES, ConfigError, OutputError
from pressextract.report import report
from pressextract.report.columns import BrowserOffsets, Repeating
from pressextract.report.page import SCRIPTS, as_json, static
from pressextract.report.sampling import chosen_articles, evenly, folder_of
from pressextract.schema import FAMILIES, INITIATIVE_KINDS, PLACE_KINDS, CountRow, PersonRow
from report_runs import ATTACKS, article, hostile_run, many_articles, write_run


def data_of(path: Path) -> dict[str, Any]:
    """The data inside a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def values(column: Any) -> list[Any]:
    """A column of the page's data as plain values."""
    if isinstance(column, list):
        return column
    return [None if index < 0 else column["values"][index] for index in column["index"]]


@pytest.fixture(scope="module")
def sample_report(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(sample_tables, tmp_path_factory.mktemp("report") / "sample.html").path


def test_the_page_has_every_article_and_every_mention_of_the_tables(sample_tables: Path, sample_report: Path) -> None:
    tables = pressextract.read_tables(sample_tables)
    data = data_of(sample_report)
    assert data["articles"]["id"] == tables["articles"]["article_id"].tolist()
    assert data["articles"]["text"] == tables["articles"]["text"].tolist()
    assert data["facts"]["articles"] == data["facts"]["shown"] == len(tables["articles"])
    for family in FAMILIES:
        table = tables[family]
        assert data["totals"]["mentions"][family] == len(table)
        assert [data["articles"]["id"][n] for n in data[family]["article"]] == table["article_id"].tolist()
        entities = [None if n < 0 else data["entities"]["id"][n] for n in data[family]["entity"]]
        assert entities == [value if isinstance(value, str) else None for value in table["entity_id"]]
        if "name" in table:
            assert values(data[family]["name"]) == table["name"].tolist()
    lost = tables["issues"].query("kind == 'lost'")
    assert dict(data["lost_codes"]) == lost["code"].value_counts().to_dict()
    assert sum(articles + pages for _, articles, pages in data["totals"]["by_folder"]) == len(tables["articles"]) + len(
        lost
    )


def test_offsets_and_sentences_of_the_page_cut_out_what_the_tables_hold(
    sample_tables: Path, sample_report: Path
) -> None:
    tables = pressextract.read_tables(sample_tables)
    data = data_of(sample_report)
    fields = ("title", "subtitle", "text")

    def cut(family: str, start: str, end: str) -> list[str]:
        columns = data[family]
        rows = zip(columns["article"], columns["field"], columns[start], columns[end], strict=True)
        return [browser_slice(data["articles"][fields[field]][n], first, last) for n, field, first, last in rows]

    for family in FAMILIES:
        assert cut(family, "start", "end") == tables[family]["text"].tolist()
    assert cut("counts", "sentence_start", "sentence_end") == tables["counts"]["sentence"].tolist()


def browser_slice(text: str, start: int, end: int) -> str:
    """What JavaScript's slice gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_offsets_count_as_javascript_counts(tmp_path: Path) -> None:
    text = "🚀🚀 Erika Musterfrau fährt 🚲, 12 Räder folgen."
    row = article(1, "😀 Titel", text)
    start, count = text.index("Erika"), text.index("12")
    where = {"article_id": row.article_id, "source": "model", "confidence": "high", "sentence": text}
    mentions = [
        PersonRow(
            **where, start=start, end=start + 16, text="Erika Musterfrau", person_id="p", name="Erika Musterfrau"
        ),
        CountRow(**where, start=count, end=count + 8, text="12 Räder", value=12),
    ]
    data = data_of(report(write_run(tmp_path / "run", [row], mentions)).path)
    assert data["people"]["start"] == [start + 2]
    assert browser_slice(text, data["people"]["start"][0], data["people"]["end"][0]) == "Erika Musterfrau"
    assert browser_slice(text, data["counts"]["start"][0], data["counts"]["end"][0]) == "12 Räder"
    assert browser_slice(text, data["counts"]["sentence_start"][0], data["counts"]["sentence_end"][0]) == text
    offsets = BrowserOffsets("a😀b")
    assert [offsets(n) for n in range(4)] == [0, 1, 3, 4]


def test_a_value_beyond_all_numbers_does_not_cost_the_report(tmp_path: Path) -> None:
    row = article(1, "Titel", "99 Euro")
    where = {"article_id": row.article_id, "source": "rule:money", "confidence": "high", "sentence": row.text}
    counts = [
        CountRow(**where, start=0, end=2, text="99", value=value, value_max=most)
        for value, most in ((float("inf"), None), (float("-inf"), float("inf")))
    ]
    data = data_of(report(write_run(tmp_path / "run", [row], counts)).path)
    assert data["counts"]["value"] == [sys.float_info.max, -sys.float_info.max]
    assert data["counts"]["value_max"] == [None, sys.float_info.max]


def test_what_repeats_is_stored_once() -> None:
    column = Repeating()
    for value in ("Berlin", None, "Bonn", "", "Berlin"):
        column.add(value)
    assert column.as_json() == {"values": ["Berlin", "Bonn"], "index": [0, -1, 1, -1, 0]}


def test_the_policy_lets_only_the_pages_own_script_and_style_run(sample_report: Path) -> None:
    page = sample_report.read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag, element in (("script-src", r"<script>(.*?)</script>"), ("style-src", r"<style>(.*?)</style>")):
        (content,) = re.findall(element, page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag} 'sha256-{digest}'" in policy[1]


def test_the_page_loads_nothing(sample_report: Path) -> None:
    page = re.sub(
        r'(<script type="application/json" id="data">).*?</script>',
        r"\1</script>",
        sample_report.read_text("utf-8"),
        flags=re.DOTALL,
    )
    assert re.findall(r"\b(?:src|srcset|poster)=|@import|url\(|fetch\(|XMLHttpRequest|WebSocket|import\(", page) == []
    addresses = set(re.findall(r"https?://[^\s\"'`]+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", page)
        == []
    )


@pytest.mark.parametrize("text", [*ATTACKS, "a\u2028b", "<!--", "&lt;", "😀"])
def test_no_text_ends_the_data_and_each_comes_back(text: str) -> None:
    written = as_json({text: [text]})
    assert re.search(r"[<>&\u2028\u2029\x00-\x1f]", written) is None
    assert json.loads(written) == {text: [text]}


def test_a_hostile_run_gives_one_script_and_all_its_texts(tmp_path: Path) -> None:
    path = report(hostile_run(tmp_path / "run")).path
    page = path.read_text("utf-8")
    assert len(re.findall(r"<script", page, re.IGNORECASE)) == 2
    assert len(re.findall(r"<(?:img|iframe|svg)\b", page, re.IGNORECASE)) == 0
    data = data_of(path)
    assert len(data["articles"]["title"][1]) > 10_000
    assert data["articles"]["text"][0] == "\n\n".join(ATTACKS)


def test_more_articles_than_the_page_holds_are_shown_evenly_and_counted_all(tmp_path: Path) -> None:
    articles = many_articles(1_000)
    persons = [
        PersonRow(article_id=row.article_id, start=0, end=4, text="Text", source="model", confidence="low", person_id="p", name="Text")
        for row in articles
    ]  # fmt: skip
    folder = write_run(tmp_path / "run", articles, persons)
    summary = report(folder, max_articles=100)
    assert (summary.articles, summary.shown) == (1_000, 100)
    data = data_of(summary.path)
    days = sorted(date.fromisoformat(day) for day in values(data["articles"]["published"]))
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {10}
    assert data["facts"]["articles"] == 1_000
    assert data["totals"]["mentions"]["people"] == 1_000
    assert len(data["people"]["article"]) == 100
    assert Counter(dict(data["totals"]["by_publisher"])) == Counter(f"Amt {n % 7}" for n in range(1_000))
    assert sum(count for _, count in data["totals"]["by_year"]) == 1_000
    again = report(folder, tmp_path / "again.html", max_articles=100)
    assert again.path.read_bytes() == summary.path.read_bytes()


def test_a_sample_does_not_depend_on_the_order_of_the_articles() -> None:
    days = [(f"2024-01-{n % 28 + 1:02}", f"pm_{n}") for n in range(300)]
    assert evenly(days, 50) == evenly(days[::-1], 50)
    assert len(set(evenly(days, 50))) == 50
    assert len(evenly(days, 300)) == len(evenly(days, 5_000)) == 300
    assert folder_of("bund/bmwi/1") == "bund/bmwi"
    assert folder_of("1") == ""


def test_all_articles_of_a_small_run_are_chosen(sample_tables: Path) -> None:
    chosen = chosen_articles(sample_tables, 5_000)
    assert len(chosen.ids) == chosen.articles == chosen.publishers.total() == chosen.years.total()


def test_a_run_in_which_every_page_was_lost_says_so(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "leer.html").write_text("")
    with pytest.raises(OutputError, match="every page is lost"):
        pressextract.run(pages, tmp_path / "run")
    data = data_of(report(tmp_path / "run").path)
    assert data["articles"]["id"] == []
    assert data["lost_codes"] == [["empty", 1]]


def test_tables_in_csv_alone_are_enough(tmp_path: Path, sample_tables: Path, sample_report: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for path in [*sample_tables.glob("*.csv"), sample_tables / "run.json"]:
        (folder / path.name).write_bytes(path.read_bytes())
    data, known = data_of(report(folder).path), data_of(sample_report)
    known["facts"]["folder"] = data["facts"]["folder"]
    assert data == known


def test_an_unfinished_run_and_no_run_are_refused_with_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ConfigError, match=r"holds no run\.json \(found: nothing\).*finished run"):
        report(empty)
    with pytest.raises(ConfigError, match="no such folder"):
        report(tmp_path / "nowhere")
    working = tmp_path / "cut" / ".pressextract"
    working.mkdir(parents=True)
    (working / "state.json").write_text(json.dumps({"fingerprint": {}}), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"has not ended \(cut off; the same command goes on; pages read: 0\)"):
        report(tmp_path / "cut")
    incomplete = write_run(tmp_path / "incomplete", [])
    (incomplete / "people.parquet").unlink()
    with pytest.raises(ConfigError, match="tables of the run are missing"):
        report(incomplete)
    assert not list(tmp_path.rglob("report.html"))


@pytest.mark.parametrize("name", ["articles.parquet", "run.json", "report", "."])
def test_only_an_html_file_is_written(name: str, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", [])
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ConfigError, match=r"give one that ends in \.html"):
        report(folder, folder / name)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_new_run_may_replace_a_folder_with_a_report_and_takes_the_report_away(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    one = {"id": "1", "text": "Das Land fördert 12 neue Brücken im Westen. Die Arbeiten beginnen im Frühjahr in Bonn."}
    records.write_text(json.dumps(one) + "\n", encoding="utf-8")
    pressextract.run(records, tmp_path / "run")
    path = report(tmp_path / "run").path
    assert path.is_file()
    records.write_text(json.dumps(one) + "\n" + json.dumps(one | {"id": "2"}) + "\n", encoding="utf-8")
    pressextract.run(records, tmp_path / "run")
    assert not path.exists()


def test_the_command_says_where_the_page_lies_and_what_it_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_run(tmp_path / "run", many_articles(30))
    with pytest.raises(SystemExit) as ended:
        main(["report", str(folder), "--output", str(tmp_path / "new" / "page.html"), "--max-articles", "10"])
    assert ended.value.code == 0
    told = capsys.readouterr().err
    assert "30; the page shows 10, spread evenly over time" in told
    assert f"{tmp_path / 'new' / 'page.html'}" in told
    with pytest.raises(SystemExit) as ended:
        main(["report", str(tmp_path)])
    assert ended.value.code == 2
    assert "holds no run.json" in capsys.readouterr().err


def test_the_report_needs_neither_spacy_nor_the_model(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", many_articles(3))
    code = (
        "import sys; from pressextract.report import report;"
        f" report({str(folder)!r}); assert 'spacy' not in sys.modules and 'thinc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(PROJECT / "src"), "PATH": ""})


def test_both_languages_have_the_same_words_and_name_every_code_and_kind() -> None:
    keys = {
        language: re.findall(r"(?:^ +|[{,] )(\w+):(?= [\"{]|$)", static(f"labels_{language}.js"), re.MULTILINE)
        for language in ("de", "en")
    }
    assert keys["de"] == keys["en"]
    known = set(keys["de"])
    assert len(known) > 150
    assert {*PAGE_CODES, *DOUBT_CODES, *PLACE_KINDS, *INITIATIVE_KINDS, *FAMILIES} - known == set()


def test_every_script_and_file_of_the_page_is_used_and_stays_short() -> None:
    folder = PROJECT / "src" / "pressextract" / "report"
    assert {path.name for path in folder.glob("*.js")} == set(SCRIPTS)
    assert [path.name for path in folder.glob("*.js") if len(path.read_text("utf-8").splitlines()) > 250] == []


def test_the_outlines_are_all_laender_within_the_picture_and_small() -> None:
    outlines = json.loads(static("outlines.json"))
    assert len(outlines["laender"]) == 16
    assert (PROJECT / "src" / "pressextract" / "report" / "outlines.json").stat().st_size <= 60_000
    assert "Destatis" in outlines["source"]
    scale = outlines["shrink"] * outlines["scale"]
    berlin = ((13.4 - outlines["west"]) * scale, (outlines["north"] - 52.52) * outlines["scale"])
    inside = [name for name, path in outlines["laender"].items() if within(berlin, rings(path)[0])]
    assert set(inside) == {
        "Berlin",
        "Brandenburg",
    }  # Brandenburg's outer ring goes around Berlin, its second is the hole
    for path in outlines["laender"].values():
        for ring in rings(path):
            assert all(0 <= x <= outlines["width"] and 0 <= y <= outlines["height"] for x, y in ring)


def rings(path: str) -> list[list[tuple[int, int]]]:
    """The closed lines of an SVG path as points, the longest first."""
    found = []
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return sorted(found, key=len, reverse=True)


def within(point: tuple[float, float], ring: list[tuple[int, int]]) -> bool:
    """Whether a point lies inside a closed line: a ray from it crosses the line an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1
