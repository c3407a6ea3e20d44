"""Names of initiatives that some articles introduce are found bare in the others, and nothing else is touched."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path

import pytest

import pressextract
from conftest import written
from pressextract.article import Article, blocks_of
from pressextract.cli import main
from pressextract.collector import Reading
from pressextract.components.normal_forms import initiative_columns, organisation_columns
from pressextract.schema import ArticleRow, InitiativeRow, MentionRow, OrganisationRow
from pressextract.settings import Settings, settings_from
from pressextract.user_lists.application import Changes
from pressextract.user_lists.files import read_lists
from pressextract.user_lists.learning import as_wanted

RECORDS = (
    {"id": "advent", "title": "Programm im Dezember", "text": "Im Dezember lädt resiART zu 12 Kursen nach Pankow ein."},
    {"id": "herbst", "title": "Neues Kunstprojekt", "text": "Das Projekt resiART öffnet im Herbst seine Räume."},
    {"id": "bilanz", "title": "Bilanz", "text": "Das Projekt „resiART“ erreichte 300 Kinder."},
    {"id": "eltern", "title": "Hilfe in Pankow", "text": "Das Programm „Starke Eltern“ hilft in Pankow."},
    {"id": "mehr", "title": "Es geht weiter", "text": "Das Förderprogramm „Starke Eltern“ wird verlängert."},
    {"id": "abend", "title": "Einladung", "text": "Starke Eltern braucht das Land. Wir laden zu „Starke Eltern“ ein."},
    {"id": "einmal", "title": "Werkstatt", "text": "Das Projekt „MitMachWerk“ wird verlängert."},
    {"id": "termine", "title": "Termine", "text": "20 Gäste kamen zu MitMachWerk nach Pankow."},
)
LEARN = Settings(learn=True)
LEARNED = [("abend", "Starke Eltern", "programme"), ("advent", "resiART", "project")]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("learning") / "releases.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS), encoding="utf-8")
    return path


def learned_in(tables: dict[str, object]) -> list[tuple[str, str, str]]:
    """Article, text and kind of the mentions that the run taught."""
    sources = tables["articles"].set_index("article_id")["source_id"]  # type: ignore[attr-defined]
    rows = tables["initiatives"].query("source == 'run:learned'")  # type: ignore[attr-defined]
    return sorted((sources[row.article_id], row.text, row.kind) for row in rows.itertuples())


def test_run_relabel_and_extract_learn_the_same(source: Path, tmp_path: Path) -> None:
    plain, learned = tmp_path / "plain", tmp_path / "learned"
    pressextract.run(source, plain)
    found = written(plain)
    assert learned_in(pressextract.read_tables(plain)) == []
    summary = pressextract.relabel(plain, LEARN)
    tables = pressextract.read_tables(plain)
    assert (summary.learned, learned_in(tables)) == (2, LEARNED)
    facts = json.loads((plain / "run.json").read_text(encoding="utf-8"))
    assert (facts["learned"], facts["lists"]) == (2, [])
    assert facts["mentions"]["initiatives"] == len(tables["initiatives"])

    of_run = pressextract.run(source, learned, LEARN)
    assert written(learned) == written(plain)
    assert (of_run.learned, of_run.articles, of_run.pages) == (2, len(RECORDS), len(RECORDS))
    assert json.loads((learned / "run.json").read_text(encoding="utf-8"))["learned"] == 2
    for folder in (plain, learned):
        pressextract.relabel(folder)
        assert written(folder) == found
    assert "learned" not in json.loads((learned / "run.json").read_text(encoding="utf-8"))


def articles() -> list[Article]:
    return [Article(source_id=r["id"], title=r["title"], blocks=blocks_of(r["text"])) for r in RECORDS]


def test_the_order_of_articles_does_not_matter() -> None:
    for turn in range(2):
        shuffled = random.Random(turn).sample(articles(), len(RECORDS))
        tables = pressextract.extract(shuffled, LEARN)
        assert learned_in(tables) == LEARNED
    assert learned_in(pressextract.extract(articles())) == []


def test_a_learned_mention_is_one_of_the_entity(source: Path, tmp_path: Path) -> None:
    pressextract.run(source, tmp_path / "out", LEARN)
    tables = pressextract.read_tables(tmp_path / "out")
    row = tables["initiatives"].query("source == 'run:learned' and text == 'resiART'").iloc[0]
    assert (row["confidence"], row["sentence"]) == ("medium", "Im Dezember lädt resiART zu 12 Kursen nach Pankow ein.")
    entity = tables["entities"].set_index("entity_id").loc[row["entity_id"]]
    assert (entity["name"], entity["n_mentions"], entity["n_articles"]) == ("resiART", 3, 3)


def test_users_lists_win(source: Path, tmp_path: Path) -> None:
    stop, aliases = tmp_path / "stop.csv", tmp_path / "aliases.csv"
    stop.write_text("label,text,source\nINITIATIVE,resiART,\n", encoding="utf-8")
    aliases.write_text(
        "label,alias,name,kind,source\nINITIATIVE,Starke Eltern,Programm Starke Eltern,plan,\n", encoding="utf-8"
    )
    pressextract.run(source, tmp_path / "out")
    summary = pressextract.relabel(tmp_path / "out", LEARN.model_copy(update={"stoplists": (stop,)}))
    assert (summary.learned, learned_in(pressextract.read_tables(tmp_path / "out"))) == (1, LEARNED[:1])
    with_aliases = LEARN.model_copy(update={"aliases": (aliases,)})
    pressextract.relabel(tmp_path / "out", with_aliases)
    tables = pressextract.read_tables(tmp_path / "out")
    assert learned_in(tables) == LEARNED[1:]
    assert set(tables["initiatives"].query("text == 'Starke Eltern'")["name"]) == {"Programm Starke Eltern"}
    pressextract.run(source, tmp_path / "second", with_aliases)
    assert written(tmp_path / "second") == written(tmp_path / "out")


def test_the_command_says_how_many(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(*arguments: object) -> list[str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        assert ended.value.code == 0
        return capsys.readouterr().err.splitlines()

    monkeypatch.chdir(tmp_path)
    assert "learned        2 (names of initiatives)" in call("run", source, "-o", "out", "--learn")
    (tmp_path / "pressextract.toml").write_text("learn = true\n", encoding="utf-8")
    assert settings_from().learn
    assert "learned        2 (names of initiatives)" in call("relabel", "out")
    assert call("relabel", "out", "--no-learn")[0] == "lists          none, the tables are as the run found them"


def reading(key: str, text: str, *mentions: tuple[type[MentionRow], str, str]) -> Reading:
    """An article and its mentions: row class, text, source."""
    rows: list[MentionRow] = []
    for row_class, surface, source in mentions:
        start = text.index(surface)
        columns = organisation_columns(surface) if row_class is OrganisationRow else initiative_columns(surface)
        place = {"article_id": key, "start": start, "end": start + len(surface), "text": surface}
        rows.append(row_class(**place, **columns, source=source, confidence="high"))
    article = ArticleRow(article_id=key, source_id=key, input="", text=text, sha256=text)
    return Reading(article, tuple(rows), ())


def added(*readings: Reading) -> list[tuple[str, str]]:
    """Article and text of what is learned, after seeing that nothing else has changed."""
    lists = read_lists(Settings())
    wanted, _ = as_wanted(lambda: readings, lists, learn=True, changes=Changes())
    new = [row for one in wanted for row in one.mentions if row.source == "run:learned"]
    again, _ = as_wanted(lambda: readings, lists, learn=True, changes=Changes())
    kept = [tuple(row for row in one.mentions if row.source != "run:learned") for one in again]
    assert kept == [one.mentions for one in readings]
    return [(row.article_id, row.text) for row in new]


QUOTED = (InitiativeRow, "NetzWerk Nord", "rule:quoted")
FIRST = reading("a", "Das Projekt „NetzWerk Nord“ beginnt.", QUOTED)
SECOND = reading("b", "Das neue Projekt „NetzWerk Nord“ endet.", QUOTED)
BARE = reading("c", "Dank an NetzWerk Nord und alle anderen.")


def test_two_different_texts_must_introduce_a_name() -> None:
    assert added(FIRST, SECOND, BARE) == [("c", "NetzWerk Nord")]
    assert added(FIRST, BARE) == []
    same = dataclasses.replace(FIRST, article=dataclasses.replace(FIRST.article, article_id="d"))
    assert added(FIRST, same, BARE) == []


@pytest.mark.parametrize("source", ["model", "rule:again", "rule:adjective", "list:aliases.csv"])
def test_only_what_introduces_a_name_teaches_it(source: str) -> None:
    by_other = reading("b", SECOND.article.text, (InitiativeRow, "NetzWerk Nord", source))
    assert added(FIRST, by_other, BARE) == []


def test_what_another_family_calls_so_is_not_learned() -> None:
    elsewhere = reading("d", "NetzWerk Nord e. V. tagt.", (OrganisationRow, "NetzWerk Nord", "model"))
    assert added(FIRST, SECOND, BARE, elsewhere) == []


def test_no_organisation_and_no_initiative_is_doubled() -> None:
    longer = reading("d", "Die NetzWerk Nord GmbH zahlt.", (OrganisationRow, "NetzWerk Nord GmbH", "model"))
    known = reading("e", "Im NetzWerk Nord II geht es weiter.", (InitiativeRow, "NetzWerk Nord II", "model"))
    inside = reading("f", "Dank an NetzWerk Nord!", (OrganisationRow, "Nord", "model"))
    assert added(FIRST, SECOND, longer, known, inside) == [("f", "NetzWerk Nord")]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Starke Eltern", "Starke Eltern braucht das Land.", False),
        ("Starke Eltern", "Ein Abend mit „Starke Eltern“.", True),
        ("Gesundheit im Alter", "Es geht um Gesundheit im Alter.", False),
        ("Zukunft Quartier", "Ein Heft von Zukunft Quartier liegt aus.", True),
        ("Netzwerk der Wärme", "Im Netzwerk der Wärme öffnen 20 Orte.", True),
        ("Mittelstand-Digital", "Mit Mittelstand-Digital lernen.", True),
        ("Mittelstand-Digital", "Im Mittelstand-Digital-Zentrum lernen.", False),
        ("Aufbruch", "Der „Aufbruch“ kommt.", False),
        ("LSK", "Die LSK tagt.", False),
    ],
)
def test_names_that_could_be_plain_words_are_found_in_quotation_marks_only(name: str, text: str, found: bool) -> None:
    one, two = (reading(key, f"{key}: das Projekt {name}", (InitiativeRow, name, "rule:quoted")) for key in "ab")
    assert bool(added(one, two, reading("c", text))) is found
