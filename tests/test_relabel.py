"""Lists applied to a finished run: the same tables as a run with them, undone without a trace, without a model."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

import pressextract
from pressextract.cli import main
from pressextract.errors import ConfigError, OutputError
from pressextract.export import TableWriter
from pressextract.relabelling import RelabelSummary
from pressextract.schema import FAMILIES
from pressextract.settings import Settings

RECORDS = (
    {
        "id": "reform",
        "title": "Deutscher Verein begrüßt die Reform",
        "text": "Die Stellungnahme des Deutschen Vereins liegt vor. Frau Meier-Lüdenscheid sagte: „Wir freuen uns auf die"
        " Beratungen in den Kommunen.“ Das Wirtschaftsministerium prüft 20 Anträge.",
        "published": "2020-05-12",
    },
    {"id": "leer", "html": ""},
    {
        "id": "tagung",
        "title": "DV tagt in Magdeburg",
        "text": "Svenja Schulze (SPD) war beim DV in der Ottostadt.\n\nDer DV-Vorstand lud 40 Gäste ins Klimahaus"
        " Nord. Meier-Lüdenscheid blieb.",
        "published": "2021-05-12",
        "thema": "Pflege",
    },
    {"id": "kaputt"},
    {"id": "fest", "text": "Zum Fest in Neustadt kamen 300 Leute, dankte das Umweltministerium. =1+1"},
)
FULL = "Deutscher Verein für öffentliche und private Fürsorge"
ALIASES = f"""label,alias,name,kind,source
ORG,DV,{FULL},,deutscher-verein.de
ORG,Deutscher Verein,{FULL},,deutscher-verein.de
PERSON,Meier-Lüdenscheid,Eva Meier-Lüdenscheid,,
PLACE,Ottostadt,Magdeburg,,
MINISTRY,Wirtschaftsministerium,de-bund-bmwi-wirtschaft-2013,,
INITIATIVE,Klimahaus Nord,Klimahaus Nord,project,
"""
STOPLIST = "label,text,source\n,Fest,\nCOUNT,300 Leute,\nPERSON,Svenja Schulze,\n"
ALL_LISTS = Settings(aliases=(Path("aliases.csv"),), stoplists=(Path("stoplist.csv"),))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with releases.jsonl and the run `plain`, made once."""
    folder = tmp_path_factory.mktemp("runs")
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
    (folder / "releases.jsonl").write_text("".join(lines), encoding="utf-8")
    pressextract.run(folder / "releases.jsonl", folder / "plain")
    return folder


@pytest.fixture
def run(runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that run beside aliases.csv and stoplist.csv, in the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("aliases.csv").write_text(ALIASES, encoding="utf-8")
    Path("stoplist.csv").write_text(STOPLIST, encoding="utf-8")
    shutil.copytree(runs / "plain", "run")
    return Path("run")


def content(folder: Path) -> dict[str, bytes]:
    """What a run has written, run.json included, and not what it keeps for the next one."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if not name.startswith(".") and name != "run.log"}


def tables_in(folder: Path) -> dict[str, bytes]:
    return {name: found for name, found in content(folder).items() if not name.endswith("run.json")}


def names(folder: Path, family: str) -> list[tuple[str, str]]:
    frame = pressextract.read_tables(folder)[family]
    return list(frame[["text", "name"]].itertuples(index=False, name=None))


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0), capsys.readouterr().err.splitlines()


def test_the_tables_are_as_the_lists_want_them(run: Path) -> None:
    summary = pressextract.relabel(run, ALL_LISTS)
    tables = pressextract.read_tables(run)
    spellings = [text for text, name in names(run, "organisations") if name == FULL]
    assert spellings == ["Deutscher Verein", "Deutschen Vereins", "DV", "DV"]
    entity = tables["entities"].set_index("name").loc[FULL]
    assert (entity["n_mentions"], entity["n_articles"]) == (4, 2)
    assert (entity["first_published"], entity["last_published"]) == tuple(
        map(pd.Timestamp, ("2020-05-12", "2021-05-12"))
    )
    assert set(names(run, "people")) == {("Meier-Lüdenscheid", "Eva Meier-Lüdenscheid")}
    assert tables["quotes"][["speaker", "entity_id"]].values.tolist() == [
        ["Eva Meier-Lüdenscheid", tables["people"]["entity_id"].iloc[0]]
    ]
    assert tables["places"].set_index("text").loc["Ottostadt", ["ags", "source"]].tolist() == [
        "15003000",
        "list:aliases.csv",
    ]
    assert tables["ministries"]["ministry_id"].tolist()[0] == "de-bund-bmwi-wirtschaft-2013"
    assert names(run, "initiatives") == [("Klimahaus Nord", "Klimahaus Nord")]
    assert "300 Leute" not in set(tables["counts"]["text"])
    assert isinstance(summary, RelabelSummary)
    assert summary.entities == len(tables["entities"])
    assert summary.mentions == {family: len(tables[family]) for family in FAMILIES}


def test_offsets_hold_and_entities_are_there(run: Path) -> None:
    pressextract.relabel(run, ALL_LISTS)
    tables = pressextract.read_tables(run)
    articles = tables["articles"].set_index("article_id")
    for family in FAMILIES:
        for row in tables[family].to_dict("records"):
            assert articles.loc[row["article_id"], row["field"]][row["start"] : row["end"]] == row["text"]
            assert row["text"] in row["sentence"]
            if isinstance(row["entity_id"], str):
                assert row["entity_id"] in set(tables["entities"]["entity_id"])


def test_doubts_that_a_list_decides_go_and_losses_stay(run: Path) -> None:
    def codes() -> list[str]:
        return pressextract.read_tables(run)["issues"]["code"].tolist()

    before = codes()
    summary = pressextract.relabel(run, ALL_LISTS)
    decided = before.index("ambiguous_ministry")
    assert codes() == before[:decided] + before[decided + 1 :]
    assert {"bad_record", "ambiguous_ministry", "ambiguous_place"} <= set(codes())
    facts = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert facts["doubts"] == summary.doubts == {"ambiguous_ministry": 1, "ambiguous_place": 1}
    assert facts["lost"] == summary.lost


@pytest.mark.parametrize(
    ("files", "piece"),
    [
        ({}, 3),
        ({"formats": ("csv",)}, 5_000),
        ({"formats": ("parquet",)}, 5_000),
        ({"formats": ("csv",), "csv_dialect": "excel-de"}, 3),
    ],
)
def test_a_run_with_lists_is_a_run_and_then_relabelling(
    runs: Path, run: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, object], piece: int
) -> None:
    monkeypatch.setattr(TableWriter, "PIECE", piece)
    plain = Settings(**files)
    with_lists = plain.model_copy(update={"aliases": ALL_LISTS.aliases, "stoplists": ALL_LISTS.stoplists})
    pressextract.run(runs / "releases.jsonl", "first", plain)
    found = content(Path("first"))
    pressextract.relabel("first", with_lists)
    summary = pressextract.run(runs / "releases.jsonl", "second", with_lists)
    assert tables_in(Path("first")) == tables_in(Path("second"))
    first, second = (json.loads(Path(folder, "run.json").read_text("utf-8")) for folder in ("first", "second"))
    assert all(first[key] == second[key] for key in ("lists", "mentions", "entities", "doubts", "lost"))
    assert summary.changes is not None
    pressextract.relabel("second")
    assert tables_in(Path("second")) == {name: data for name, data in found.items() if name != "run.json"}
    pressextract.relabel("first")
    assert content(Path("first")) == found


def test_relabelling_is_repeated_and_undone(run: Path) -> None:
    found = content(run)
    pressextract.relabel(run, ALL_LISTS)
    relabelled = content(run)
    assert pressextract.read_tables(run)["people"]["name"].tolist() != []
    pressextract.relabel(run, ALL_LISTS)
    assert content(run) == relabelled
    Path("aliases.csv").write_text(ALIASES.replace(f"ORG,DV,{FULL},,deutscher-verein.de\n", ""), encoding="utf-8")
    pressextract.relabel(run, ALL_LISTS)
    assert ("DV", FULL) not in names(run, "organisations")
    assert ("Deutschen Vereins", FULL) in names(run, "organisations")
    for _ in range(2):
        assert pressextract.relabel(run).changes is None
        assert content(run) == found


def test_another_folder_gets_the_tables_and_the_run_stays(run: Path) -> None:
    found = content(run)
    pressextract.relabel(run, ALL_LISTS, output="other")
    assert content(run) == found
    other = content(Path("other"))
    pressextract.relabel(run, ALL_LISTS)
    assert content(run) == other
    pressextract.relabel("other")
    assert content(Path("other")) == found
    pressextract.relabel(run, output="other")
    assert content(Path("other")) == found


def test_another_folder_must_be_empty_or_of_the_same_run(runs: Path, run: Path) -> None:
    Path("other").mkdir()
    Path("other", "diplomarbeit.docx").touch()
    with pytest.raises(ConfigError, match="not ours"):
        pressextract.relabel(run, ALL_LISTS, output="other")
    pressextract.run(runs / "releases.jsonl", "csv", Settings(formats=("csv",)))
    with pytest.raises(ConfigError, match=r"formats: .*; give another folder$"):
        pressextract.relabel(run, ALL_LISTS, output="csv")


def test_run_json_names_the_lists(run: Path) -> None:
    pressextract.relabel(run, Settings(aliases=(Path("aliases.csv").absolute(),)))
    facts = json.loads((run / "run.json").read_text(encoding="utf-8"))
    digest = sha256(Path("aliases.csv").read_bytes()).hexdigest()
    assert facts["lists"] == [{"option": "aliases", "file": "aliases.csv", "sha256": digest, "rows": 6}]


def test_a_new_run_replaces_a_relabelled_one(runs: Path, run: Path) -> None:
    found = tables_in(run)
    pressextract.relabel(run, ALL_LISTS)
    pressextract.run(runs / "releases.jsonl", run)
    assert tables_in(run) == found


def test_who_kept_one_of_two_formats_gets_that_one(run: Path) -> None:
    for path in run.glob("*.parquet"):
        path.unlink()
    found = content(run)
    pressextract.relabel(run, ALL_LISTS)
    assert ("DV", FULL) in names(run, "organisations")
    assert not [name for name in content(run) if name.endswith(".parquet")]
    pressextract.relabel(run)
    assert content(run) == found


def test_relabelling_that_was_killed_begins_again(run: Path) -> None:
    pressextract.relabel(run, ALL_LISTS, output="whole")
    shutil.copytree("whole/found", run / "found")
    shutil.copyfile("whole/organisations.parquet", run / "organisations.parquet")
    pressextract.relabel(run, ALL_LISTS)
    assert content(run) == content(Path("whole"))


def test_a_failure_leaves_the_tables_that_were_there(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = content(run)
    monkeypatch.setattr("pressextract.export.ParquetSink.close", full)
    with pytest.raises(OutputError, match="No space left"):
        pressextract.relabel(run, ALL_LISTS)
    assert content(run) == before


def without_run_file(run: Path) -> None:
    (run / "run.json").unlink()


def foreign(run: Path) -> None:
    (run / "run.json").write_text('{"tool": "make"}', encoding="utf-8")


def other_version(run: Path) -> None:
    path = run / "run.json"
    path.write_text(path.read_text("utf-8").replace('"table_version": 1', '"table_version": 7'), encoding="utf-8")


def without_people(run: Path) -> None:
    for path in run.glob("people.*"):
        path.unlink()


def damaged(run: Path) -> None:
    (run / "people.parquet").write_bytes(b"PAR1 kaputt")


def of_another_run(run: Path) -> None:
    for path in run.glob("articles.*"):
        path.unlink()
    article = pressextract.clean(b"<html><body><article><h1>Fest</h1><p>Heute ist ein Fest in der Stadt.</p></article>")
    row = pressextract.extract([article])["articles"]
    row.to_parquet(run / "articles.parquet")
    (run / "articles.csv").touch()


def without_found(run: Path) -> None:
    pressextract.relabel(run, ALL_LISTS)
    shutil.rmtree(run / "found")


def with_notes_in_found(run: Path) -> None:
    (run / "found").mkdir()
    (run / "found" / "notizen.txt").touch()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (shutil.rmtree, r"run: no such folder; give the output folder of a finished run"),
        (without_run_file, r"run: holds no run\.json \(found: articles\.csv, .*\), so no run has ended here"),
        (foreign, r"run\.json: is not what a run of pressextract writes \(KeyError"),
        (other_version, r"tables of version 7, this is 1; read the pages again"),
        (without_people, r"tables of the run are missing \(people as parquet; people as csv\)"),
        (damaged, r"people\.parquet: is not the table people"),
        (of_another_run, r"holds rows of pm_\w+ where articles has none"),
        (without_found, r"lists were applied, but found/ with the run's own tables is missing"),
        (with_notes_in_found, r"found: holds files that are not ours \(notizen\.txt\)"),
    ],
)
def test_what_is_no_finished_run_is_named(run: Path, spoil, message: str) -> None:  # type: ignore[no-untyped-def]
    spoil(run)
    before = content(run)
    with pytest.raises(ConfigError, match=message):
        pressextract.relabel(run, ALL_LISTS)
    assert content(run) == before


def test_a_file_is_no_run(run: Path) -> None:
    with pytest.raises(ConfigError, match=r"run\.json: is a file; give the output folder"):
        pressextract.relabel(run / "run.json", ALL_LISTS)


def test_relabelling_needs_no_spacy(run: Path) -> None:
    program = (
        "import sys\nfrom pressextract.cli import main\n"
        "try: main(['relabel', 'run', '--aliases', 'aliases.csv', '--stoplist', 'stoplist.csv', '--quiet'])\n"
        "except SystemExit as ended: print(ended.code, sorted({'spacy', 'thinc', 'bs4'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0 []\n", "")
    assert ("DV", FULL) in names(run, "organisations")


def test_the_command_sums_up(capsys: pytest.CaptureFixture[str], run: Path) -> None:
    code, lines = call(capsys, "relabel", run, "--aliases", "aliases.csv", "--stoplist", "stoplist.csv")
    assert code == 0
    assert lines[:2] == ["lists          stoplist.csv (rows: 3), aliases.csv (rows: 6)", "articles       3"]
    assert "MINISTRY       0 dropped, 1 renamed, 0 added" in lines
    assert "COUNT          1 dropped, 0 renamed, 0 added" in lines
    code, lines = call(capsys, "relabel", run)
    assert (code, lines[0]) == (0, "lists          none, the tables are as the run found them")
    assert call(capsys, "relabel", run, "--set", "stoplists=stoplist.csv", "-o", "other", "-q") == (0, [])
    assert "300 Leute" not in set(pressextract.read_tables("other")["counts"]["text"])


def test_run_and_explain_take_lists_too(
    capsys: pytest.CaptureFixture[str], runs: Path, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = ("--aliases", "aliases.csv", "--stoplist", "stoplist.csv")
    code, lines = call(capsys, "run", runs / "releases.jsonl", "-o", "new", *lists)
    assert code == 0
    assert any(line.startswith("PERSON         1 dropped, ") for line in lines)
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main(["explain", str(runs / "releases.jsonl"), *lists])
    assert "name: Eva Meier-Lüdenscheid" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        (
            ("--aliases", "liste.csv"),
            "label,alias\nORG,DV\n",
            "liste.csv:1: columns label,alias found, label,alias,name",
        ),
        (("--aliases", "liste.csv"), "label,alias,name,kind,source\nFIRMA,a,b,,\n", "liste.csv:2: label 'FIRMA' found"),
        (
            ("--aliases", "liste.csv"),
            "label,alias,name,kind,source\nMINISTRY,a,b,,\n",
            "liste.csv:2: ministry 'b' is u",
        ),
        (("--stoplist", "liste.csv"), "label,text,source\nORG,,\n", "liste.csv:2: text: is empty"),
        (("--stoplist", "fehlt.csv"), "", "fehlt.csv: cannot be read"),
        (("--lexicon", "organisations=liste.csv"), "key\na\n", "liste.csv:1: columns key found, key,alias,form,source"),
        (("--lexicon", "people=liste.csv"), "", "--lexicon people=liste.csv: possible are organisations=FILE, init"),
        (("--set", "lexicons.people=liste.csv"), "", "should be 'organisations' or 'initiatives'"),
    ],
)
def test_mistakes_are_one_line_and_leave_the_run(
    capsys: pytest.CaptureFixture[str], run: Path, arguments: tuple[str, str], text: str, message: str
) -> None:
    Path("liste.csv").write_text(text, encoding="utf-8")
    before = content(run)
    code, lines = call(capsys, "relabel", run, *arguments)
    assert (code, len(lines)) == (2, 1)
    assert lines[0].startswith("error: ")
    assert message in lines[0]
    assert content(run) == before
