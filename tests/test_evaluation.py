"""Scores: counted by hand on a small gold, and the same as ../shared/tools/score.py on the large ones."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pressextract
from conftest import PROJECT, SHARED
from pressextract.cli import main
from pressextract.errors import ConfigError
from pressextract.evaluation import AttributeScore, LabelScores, evaluate
from pressextract.evaluation.agreement import ATTRIBUTES, agrees
from pressextract.evaluation.rendering import as_figures
from pressextract.export import TableWriter
from pressextract.schema import ArticleRow, CountRow, MentionRow, OrganisationRow, PersonRow, PlaceRow

AUSBAU = (
    "Bundesumweltministerin Svenja Schulze (SPD) sagte am Dienstag in Magdeburg 20 Millionen Euro zu. "
    "Der Deutsche Verein für Radwege dankte Schulze; beide Städte hoffen nun auf rund 300 neue Stellplätze."
)
WAHL = "Der Landtag wählte Reiner Haseloff. Haseloff dankte dem Landtag."


def entity(text: str, label: str, words: str, nth: int = 0, **attributes: Any) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"label": label, "start": start, "end": start + len(words), "text": words, **attributes}


GOLD = [
    {
        "id": "ausbau",
        "text": AUSBAU,
        "entities": [
            entity(AUSBAU, "PERSON", "Svenja Schulze", role="Bundesumweltministerin", party="SPD", title=None),
            entity(AUSBAU, "PERSON", "Schulze", 1),
            entity(AUSBAU, "PLACE", "Magdeburg", kind="municipality", nested=False),
            entity(AUSBAU, "COUNT", "20 Millionen Euro", value=20_000_000, kind="money", unit="EUR"),
            entity(AUSBAU, "COUNT", "rund 300 neue Stellplätze", value=300, noun=["neue Stellplätze", "Stellplätze"]),
            entity(AUSBAU, "COUNT", "beide Städte", optional=True),
            entity(AUSBAU, "ORG", "Deutsche Verein für Radwege"),
            entity(AUSBAU, "ORG", "SPD"),
        ],
    },
    {
        "id": "wahl",
        "text": WAHL,
        "labels": ["PERSON"],
        "entities": [entity(WAHL, "PERSON", "Reiner Haseloff"), entity(WAHL, "PERSON", "Haseloff", 1)],
    },
]


def found(row: type[MentionRow], article: str, words: str, nth: int = 0, **values: Any) -> MentionRow:
    text = {"ausbau": AUSBAU, "wahl": WAHL}[article]
    place = entity(text, row.label, words, nth)
    required = {
        PersonRow: {"person_id": "pe_1", "name": words},
        OrganisationRow: {"organisation_id": "og_1", "name": words},
        PlaceRow: {"place_id": "pl_1", "name": words},
        CountRow: {"value": 0.0},
    }
    stated = {"source": "rule:test", "confidence": "high", **required[row], **values}
    return row(article_id=f"pm_{article}", start=place["start"], end=place["end"], text=words, **stated)


FOUND = [
    found(PersonRow, "ausbau", "Svenja Schulze", role="Bundesumweltministerinnen", party="CDU"),
    found(PersonRow, "wahl", "Reiner Haseloff"),
    found(PersonRow, "wahl", "Haseloff", 1),
    found(PlaceRow, "ausbau", "Magdeburg", kind="municipality"),
    found(CountRow, "ausbau", "20 Millionen Euro", value=2e7, kind="money", unit="EUR"),
    found(CountRow, "ausbau", "300 neue Stellplätze", value=300.0, noun="neue Stellplätze"),
    found(CountRow, "ausbau", "beide Städte", value=2.0),
    found(OrganisationRow, "ausbau", "SPD"),
    found(OrganisationRow, "ausbau", "Dienstag", source="model"),
    found(OrganisationRow, "wahl", "Landtag"),
    PersonRow(article_id="pm_ausbau", field="title", start=0, end=7, text="Schulze", source="model", confidence="low", person_id="pe_1", name="Schulze"),
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold.jsonl", GOLD)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "tables", {"ausbau": AUSBAU, "wahl": WAHL}, FOUND)


def write_gold(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(article, ensure_ascii=False) for article in articles) + "\n", encoding="utf-8")
    return path


def write_tables(folder: Path, texts: dict[str, str], mentions: list[MentionRow]) -> Path:
    folder.mkdir()
    with TableWriter(folder, ("parquet",), "standard") as writer:
        for key, text in texts.items():
            writer.write("articles", [ArticleRow(article_id=f"pm_{key}", source_id=key, input="gold.jsonl", text=text)])
        for row in mentions:
            writer.write(row.table, [row])
    return folder


def test_spans_are_counted_as_by_hand(gold: Path, tables: Path) -> None:
    result = evaluate(gold, tables)
    people, counts, organisations = result.of("PERSON"), result.of("COUNT"), result.of("ORG")
    assert (people.gold, people.found, people.exact) == (4, 3, 3)
    assert (people.precision, people.recall) == (1.0, 0.75)
    assert people.attributes == {
        "role": AttributeScore(1, 1),
        "party": AttributeScore(0, 1),
        "title": AttributeScore(1, 1),
    }
    # „beide Städte“ is optional, „300 neue Stellplätze“ overlaps with what the gold marks
    assert (counts.gold, counts.found, counts.exact, counts.overlap_gold, counts.overlap_found) == (2, 2, 1, 2, 2)
    assert counts.overlap_f1 == 1.0
    assert counts.attributes == {
        "kind": AttributeScore(1, 1),
        "unit": AttributeScore(1, 1),
        "value": AttributeScore(1, 1),
    }
    # the Landtag is in an article that is annotated for persons alone
    assert (organisations.gold, organisations.found, organisations.exact) == (2, 2, 1)
    assert [scores.label for scores in result.scores] == ["PERSON", "ORG", "PLACE", "COUNT"]
    assert result.of("QUOTE") == LabelScores("QUOTE")
    assert result.unscored == {"PLACE.nested": 1}


def test_mistakes_say_what_why_and_where(gold: Path, tables: Path) -> None:
    result = evaluate(gold, tables)
    assert [(m.label, m.kind, m.gold, m.found, m.source) for m in result.mistakes] == [
        ("PERSON", "attribute", "SPD", "CDU", "rule:test"),
        ("PERSON", "missed", "Schulze", None, None),
        ("ORG", "false", None, "Dienstag", "model"),
        ("ORG", "missed", "Deutsche Verein für Radwege", None, None),
        ("COUNT", "missed", "rund 300 neue Stellplätze", "300 neue Stellplätze", "rule:test"),
        ("COUNT", "false", "rund 300 neue Stellplätze", "300 neue Stellplätze", "rule:test"),
    ]
    missed = result.mistakes[1]
    assert (missed.article, missed.start, missed.end) == (
        "ausbau",
        AUSBAU.rindex("Schulze"),
        AUSBAU.rindex("Schulze") + 7,
    )
    assert "Verein für Radwege dankte Schulze; beide Städte" in missed.context
    frame = result.errors("COUNT")
    assert list(frame["kind"]) == ["missed", "false"]
    assert frame["start"].dtype == "Int64"
    assert len(result.errors()) == len(result.mistakes)


def test_a_perfect_run_has_no_mistakes_and_an_empty_frame(tmp_path: Path, tables: Path) -> None:
    gold = write_gold(tmp_path / "perfect.jsonl", [GOLD[1]])
    result = evaluate(gold, tables)
    assert (result.of("PERSON").f1, result.mistakes) == (1.0, ())
    assert list(result.errors().columns)[:3] == ["article", "label", "kind"]


def test_surfaces_are_counted_by_their_words(tmp_path: Path, gold: Path) -> None:
    texts = {"ausbau": "Vorspann der Seite.\n\n" + AUSBAU, "wahl": WAHL}
    mentions = [
        PersonRow(article_id="pm_ausbau", start=3, end=9, text="Svenja\n Schulze", source="model", confidence="high", person_id="pe_1", name="Svenja Schulze"),
        *(CountRow(article_id="pm_ausbau", start=n, end=n + 1, text="beide Städte", source="rule:test", confidence="high", value=2.0) for n in (1, 5)),
        OrganisationRow(article_id="pm_ausbau", start=1, end=4, text="Seite", source="model", confidence="low", organisation_id="og_1", name="Seite"),
    ]  # fmt: skip
    result = evaluate(gold, write_tables(tmp_path / "pages", texts, mentions), surface=True)
    assert (result.of("PERSON").gold, result.of("PERSON").found, result.of("PERSON").exact) == (4, 1, 1)
    assert (result.of("COUNT").gold, result.of("COUNT").found) == (2, 0)
    assert result.other_texts == ()
    result.check_texts()
    (false,) = (mistake for mistake in result.mistakes if mistake.kind == "false")
    assert (false.found, false.source, false.context[:19]) == ("Seite", "model", "Vorspann der Seite.")


@pytest.mark.parametrize(
    ("gold", "found", "inflected", "expected"),
    [
        ("Leiter des Referats", "Leiters des Referates", True, True),
        ("Leiter des Referats", "Leiters des Referates", False, False),
        ("BMWi", " bmwi", False, True),
        (0.3333, 1 / 3, False, True),
        (3500000, 3600000, False, False),
        (20, "zwanzig", False, False),
        (None, "", False, True),
        (None, float("nan"), False, True),
        ("SPD", None, False, False),
        ([], None, True, True),
        ([], "Betriebe", True, False),
        (["Betriebe", "kleine Betriebe"], "kleinen Betrieben", True, True),
        (True, 1, False, True),
        (False, None, False, False),
    ],
)
def test_when_attributes_agree(gold: Any, found: Any, inflected: bool, expected: bool) -> None:
    assert agrees(gold, found, inflected=inflected) is expected


def broken(**change: Any) -> str:
    return json.dumps(
        {"id": "x", "text": "Frau Meier sprach.", "entities": [{"label": "PERSON", "start": 5, "end": 10}]} | change
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x", ', r"gold\.jsonl:2: is not JSON"),
        ("[1]", r"gold\.jsonl:2: is no JSON object"),
        ('{"id": "x", "text": "y"}', r"gold\.jsonl:2: lacks entities"),
        (broken(entities=[{"label": "PERSN", "start": 5, "end": 10}]), r":2: entity 1: no label 'PERSN'; possible are PERSON"),
        (broken(entities=[{"label": "PERSON", "start": 5, "end": 99}]), r"no span of the text of 18 characters"),
        (broken(entities=[{"label": "PERSON", "start": "5", "end": 9}]), r"no span of the text"),
        (broken(entities=[{"label": "PERSON", "start": 4, "end": 9, "text": "Meier"}]), r"has ' Meie' from 4 to 9; .* begins at 5"),
        (broken(labels=["PERSON", "FIRMA"]), r":2: no label 'FIRMA'"),
        (broken(id="ausbau"), r":2: the id 'ausbau' stands in line 1 too"),
        (broken(text=None), r"text is no string"),
    ],
)  # fmt: skip
def test_gold_that_breaks_its_format_is_named_by_line(tmp_path: Path, tables: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOLD[0], ensure_ascii=False)}\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        evaluate(path, tables)


def test_half_an_emoji_in_the_gold_is_read_as_a_run_reads_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "Frau \ud83d Anna Muster \ud83d kam."
    mention = {"label": "ORG", "start": 5, "end": 11, "text": text[5:11], "\ud83d": "\udc00"}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "entities": [mention]}), encoding="utf-8")
    folder = tmp_path / "tables"
    folder.mkdir()
    with TableWriter(folder, ["parquet"], "standard") as writer:
        writer.write(
            "articles", [ArticleRow(article_id="pm_a", source_id="a", input="a", text=text.replace("\ud83d", "\ufffd"))]
        )
    code, out, _ = call(capsys, "evaluate", path, folder, "--errors", "all", "--output", tmp_path / "errors.csv")
    assert code == 0
    assert "missed ORG" in out
    assert evaluate(path, folder).other_texts == ()


def test_gold_that_cannot_be_read_is_named(tmp_path: Path, tables: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        evaluate(tmp_path / "fehlt.jsonl", tables)
    (tmp_path / "latin.jsonl").write_bytes('{"id": "Städte"}'.encode("latin-1"))
    with pytest.raises(ConfigError, match="is not UTF-8 at byte"):
        evaluate(tmp_path / "latin.jsonl", tables)
    (tmp_path / "leer.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="holds no article"):
        evaluate(tmp_path / "leer.jsonl", tables)


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_the_verb_prints_scores_and_errors(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, gold: Path, tables: Path
) -> None:
    code, out, err = call(capsys, "evaluate", gold, tables, "--errors", "ORG", "--output", tmp_path / "errors.csv")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[1].split() == "PERSON 4 3 1.000 0.750 0.857 0.857 party 0.00 role 1.00 title 1.00".split()
    assert lines[-2].startswith("false ORG            ausbau  found 'Dienstag' by model  | ")
    rows = list(csv.DictReader((tmp_path / "errors.csv").open(encoding="utf-8", newline="")))
    assert [(row["kind"], row["gold"], row["found"]) for row in rows] == [
        ("false", "", "Dienstag"),
        ("missed", "Deutsche Verein für Radwege", ""),
    ]
    code, out, _ = call(capsys, "evaluate", gold, tables, "--format", "json", "--errors", "all")
    told = json.loads(out)
    assert told["labels"]["PERSON"]["recall"] == 0.75
    assert len(told["errors"]) == 6


def test_a_german_excel_opens_the_list_of_errors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "=HYPERLINK(1) Müller AG baut."
    mention = {"label": "ORG", "start": 0, "end": 23, "text": text[:23]}
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "text": text, "entities": [mention]}), encoding="utf-8")
    tables = write_tables(tmp_path / "tables", {"a": text}, [])
    output = tmp_path / "errors.csv"
    call(capsys, "evaluate", tmp_path / "gold.jsonl", tables, "--output", output, "--csv-dialect", "excel-de")
    assert output.read_bytes().startswith(b"\xef\xbb\xbfarticle;label;")
    (row,) = csv.DictReader(output.open(encoding="utf-8-sig", newline=""), delimiter=";")
    assert row["gold"] == "'=HYPERLINK(1) Müller AG"
    assert not any(value.startswith("=") for value in row.values())


def test_other_texts_and_missing_articles_are_told_with_exit_code_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, gold: Path
) -> None:
    tables = write_tables(tmp_path / "other", {"ausbau": "Vorspann. " + AUSBAU}, [])
    code, out, err = call(capsys, "evaluate", gold, tables)
    assert code == 2
    assert "PERSON          4     0  0.000" in out
    assert err.startswith(
        "error: 1 of 2 articles are missing in the run (wahl); 1 of 2 articles have another text there (ausbau)"
    )
    assert "--surface" in err
    code, _, err = call(capsys, "evaluate", gold, tables, "--surface")
    assert code == 2
    assert "another text" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--errors", "PERSONEN"), "possible are PERSON, MINISTRY, ORG, PLACE, COUNT, INITIATIVE, QUOTE and all"),
        (("--output", "errors.xlsx"), "is no name of a CSV file"),
    ],
)
def test_mistaken_options_are_named(
    capsys: pytest.CaptureFixture[str], gold: Path, tables: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = call(capsys, "evaluate", gold, tables, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def score(*arguments: object) -> str:
    script = SHARED / "tools" / "score.py"
    done = subprocess.run([sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.shared
@pytest.mark.parametrize("name", ["press/dev", "sentences/counts", "sentences/people", "sentences/initiatives"])
def test_the_figures_are_those_of_the_reference(tmp_path: Path, name: str) -> None:
    gold = SHARED / "gold" / f"{name}.jsonl"
    pressextract.run(gold, tmp_path / "tables", pressextract.Settings(formats=("parquet",)))
    result = evaluate(gold, tmp_path / "tables")
    result.check_texts()
    assert {scores.label: as_figures(scores) for scores in result.scores} == json.loads(
        score(gold, tmp_path / "tables", "--json")
    )
    by_words = evaluate(gold, tmp_path / "tables", surface=True)
    stated = set(
        json.loads(gold.read_text(encoding="utf-8").splitlines()[0]).get("labels", pressextract_labels(by_words))
    )
    for line in score(gold, tmp_path / "tables", "--surface").splitlines()[1:]:
        label, *figures = line.split()
        if label in stated:
            mine = by_words.of(label)
            shown = [str(mine.gold), str(mine.found), *(f"{x:.3f}" for x in (mine.precision, mine.recall, mine.f1))]
            assert (label, shown) == (label, figures)


def pressextract_labels(result: Any) -> list[str]:
    return [scores.label for scores in result.scores]


@pytest.mark.shared
def test_the_small_gold_scores_the_same_by_the_reference(gold: Path, tables: Path) -> None:
    found = {scores.label: as_figures(scores) for scores in evaluate(gold, tables).scores}
    assert found == json.loads(score(gold, tables, "--json"))


def test_the_guide_shows_what_the_commands_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (PROJECT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    (console,) = re.findall(r"```console\n(.*?)```", guide, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("gold.jsonl").write_text(example, encoding="utf-8")
    for step in console.removeprefix("$ ").split("\n$ "):
        command, *shown = step.strip().splitlines()
        code, out, _ = call(capsys, *command.split()[1:])
        assert (code, out.splitlines()) == (0, shown)
    for label, attributes in ATTRIBUTES.items():
        (row,) = re.findall(rf"^\| {label} \|.*$", guide, re.MULTILINE)
        assert [name for name in attributes if f"`{name}`" not in row] == []
