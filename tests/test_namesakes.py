"""Two bearers of one full name are two entities where the articles contradict each other, and only there."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import pressextract
from conftest import written
from pressextract.article import Article, blocks_of
from pressextract.components.people.roles import RoleField, field_of, role_base
from pressextract.export import TableWriter
from pressextract.lexicon.tables import bundled_lexicon
from pressextract.namesakes.bearers import bearers_of
from pressextract.namesakes.evidence import Evidence
from pressextract.settings import Settings

NOBODY = frozenset[str]()


def article(
    key: str, text: str, publisher: str | None = None, published: str = "2021-05-12", title: str = "Aktuelles"
) -> Article:
    return Article(
        source_id=key, title=title, blocks=blocks_of(text), publisher=publisher, published=date.fromisoformat(published)
    )


VERKEHR, CLUB, LANDTAG = "Senatsverwaltung für Verkehr", "SV Blau-Weiß Rostock", "Landtag Brandenburg"
SENATOR = article(
    "senatorin",
    "Verkehrssenatorin Sabine Krause hat die neue Brücke eröffnet. „Die Brücke ist fertig“, sagte Krause.",
    VERKEHR,
    "2019-03-01",
)
MAYOR = article("amt", "Bürgermeisterin Sabine Krause hat in Hamburg mehr Radwege zugesagt.", VERKEHR, "2022-03-01")
TRAINER = article(
    "trainerin",
    "Trainerin Sabine Krause hat beim SV Blau-Weiß verlängert. „Ich freue mich auf die Saison“, sagte Krause.",
    CLUB,
    "2020-03-01",
)
AFTER_THE_MATCH = article("spiel", "Sabine Krause war nach dem Spiel zufrieden mit der Mannschaft.", CLUB)
AT_THE_FAIR = article("fest", "Beim Fest in Rostock sprach Sabine Krause vor 300 Gästen.", "Hansestadt Rostock")
SPD = article("spd", "Der Abgeordnete Michael Müller (SPD) lobte den Haushalt. „Er trägt“, sagte Müller.", LANDTAG)
SPD_TOO = article("noch", "Der Regierende Bürgermeister Michael Müller (SPD) sprach in Berlin.", "Senatskanzlei")
CDU = article("cdu", "Der Abgeordnete Michael Müller (CDU) lehnte den Haushalt ab.", LANDTAG)
ALL = (SENATOR, MAYOR, TRAINER, AFTER_THE_MATCH, AT_THE_FAIR, SPD, SPD_TOO, CDU)


def entity_of(tables: dict[str, pd.DataFrame], table: str = "people") -> dict[str, str]:
    """The entity of the persons (or speakers) of each article, by source id; an article here has one."""
    sources = dict(tables["articles"][["article_id", "source_id"]].itertuples(index=False, name=None))
    found: dict[str, set[str]] = {}
    for article_id, entity in tables[table][["article_id", "entity_id"]].itertuples(index=False, name=None):
        found.setdefault(sources[article_id], set()).add(entity)
    assert all(len(ids) == 1 for ids in found.values())
    return {source: ids.pop() for source, ids in found.items()}


def bearers(*articles: Article) -> list[set[str]]:
    """The articles that speak of the same person."""
    groups: dict[str, set[str]] = {}
    for source, entity in entity_of(pressextract.extract(articles)).items():
        groups.setdefault(entity, set()).add(source)
    return list(groups.values())


@pytest.fixture(scope="module")
def all_tables() -> dict[str, pd.DataFrame]:
    return pressextract.extract(ALL)


def test_an_office_that_changes_is_no_other_person() -> None:
    assert bearers(SENATOR, MAYOR) == [{"senatorin", "amt"}]
    elsewhere = dataclasses.replace(MAYOR, publisher="Bezirksamt Pankow")
    assert bearers(SENATOR, elsewhere) == [{"senatorin", "amt"}]


def test_two_parties_are_two_persons() -> None:
    assert bearers(SPD, CDU, SPD_TOO) == [{"spd", "noch"}, {"cdu"}]
    assert bearers(SPD, article("ohne", "Michael Müller (parteilos) kandidiert in Teltow.")) == [{"spd", "ohne"}]


def test_one_party_by_two_names_is_one() -> None:
    first = article("eins", "Die Abgeordnete Eva Lindner (Bündnis 90/Die Grünen) stimmte zu.")
    second = article("zwei", "Eva Lindner (Grüne) stimmte zu.")
    assert bearers(first, second) == [{"eins", "zwei"}]


def test_a_trainer_and_a_senator_of_different_publishers_are_two() -> None:
    assert bearers(SENATOR, TRAINER) == [{"senatorin"}, {"trainerin"}]
    assert bearers(SENATOR, dataclasses.replace(TRAINER, publisher=VERKEHR)) == [{"senatorin", "trainerin"}]
    assert bearers(SENATOR, dataclasses.replace(TRAINER, publisher=None)) == [{"senatorin", "trainerin"}]


def test_who_is_both_joins_the_two() -> None:
    both = article("beides", "Bürgermeisterin Sabine Krause ist auch Trainerin. Trainerin Sabine Krause dankte.", "dpa")
    assert bearers(SENATOR, MAYOR, TRAINER, both) == [{"senatorin", "amt", "trainerin", "beides"}]


def test_a_bare_name_goes_to_whom_its_publisher_knows_or_to_the_one_of_most_articles() -> None:
    assert bearers(SENATOR, MAYOR, TRAINER, AFTER_THE_MATCH) == [{"senatorin", "amt"}, {"trainerin", "spiel"}]
    assert bearers(SENATOR, MAYOR, TRAINER, AT_THE_FAIR) == [{"senatorin", "amt", "fest"}, {"trainerin"}]


def test_quotes_and_entities_follow(all_tables: dict[str, pd.DataFrame]) -> None:
    people, quotes = entity_of(all_tables), entity_of(all_tables, "quotes")
    assert quotes == {source: people[source] for source in ("senatorin", "trainerin", "spd")}
    persons = all_tables["entities"].query("label == 'PERSON'").set_index("entity_id")
    assert set(persons.index) == set(people.values())
    assert persons["name"].value_counts().to_dict() == {"Sabine Krause": 2, "Michael Müller": 2}
    counts = all_tables["people"].groupby("entity_id")["article_id"].agg(["size", "nunique"])
    assert persons[["n_mentions", "n_articles"]].sort_index().values.tolist() == counts.sort_index().values.tolist()
    senator = persons.loc[people["senatorin"]]
    assert (senator["first_published"], senator["last_published"]) == (
        pd.Timestamp("2019-03-01"),
        pd.Timestamp("2022-03-01"),
    )


def test_the_most_frequent_bearer_keeps_the_id_of_the_name(all_tables: dict[str, pd.DataFrame]) -> None:
    alone, among_all = entity_of(pressextract.extract([SPD_TOO])), entity_of(all_tables)
    assert alone["noch"] == among_all["spd"] == among_all["noch"] != among_all["cdu"]
    assert entity_of(pressextract.extract([SPD, SPD_TOO, CDU]))["cdu"] == among_all["cdu"]


def test_the_order_of_articles_does_not_matter(all_tables: dict[str, pd.DataFrame]) -> None:
    for turn in range(3):
        shuffled = random.Random(turn).sample(ALL, len(ALL))
        assert entity_of(pressextract.extract(shuffled)) == entity_of(all_tables)


def records(path: Path, articles: Iterable[Article]) -> Path:
    lines = (
        {"id": a.source_id, "title": a.title, "text": a.text, "published": str(a.published), "publisher": a.publisher}
        for a in articles
    )
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(("formats", "piece"), [(("parquet", "csv"), 5_000), (("csv",), 5_000), (("parquet",), 2)])
def test_run_relabel_and_extract_agree(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    all_tables: dict[str, pd.DataFrame],
    formats: tuple[str, ...],
    piece: int,
) -> None:
    monkeypatch.setattr(TableWriter, "PIECE", piece)
    married = article("heirat", "Trainerin Sabine Krauß gewann mit ihrer Mannschaft.", "Turnverein Wismar")
    source = records(tmp_path / "in.jsonl", [*ALL, married])
    (tmp_path / "aliases.csv").write_text(
        "label,alias,name,kind,source\nPERSON,Sabine Krauß,Sabine Krause,,\n", encoding="utf-8"
    )
    plain = Settings(formats=formats)
    with_lists = plain.model_copy(update={"aliases": (tmp_path / "aliases.csv",)})
    out = tmp_path / "out"
    pressextract.run(source, out, plain)
    found = written(out)
    read = pressextract.read_tables(out)
    assert {k: v for k, v in entity_of(read).items() if k != "heirat"} == entity_of(all_tables)
    visible = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    assert visible == {*found, "run.json", "run.log"}

    pressextract.relabel(out, with_lists)
    relabelled = entity_of(pressextract.read_tables(out))
    assert relabelled["heirat"] == relabelled["trainerin"] != relabelled["senatorin"]
    assert relabelled == entity_of(pressextract.extract([*ALL, married], with_lists))
    pressextract.run(source, tmp_path / "second", with_lists)
    assert written(tmp_path / "second") == written(out)
    pressextract.relabel(out, plain)
    assert written(out) == found


def test_a_list_that_settles_the_contradiction_makes_one_person(tmp_path: Path) -> None:
    pressextract.run(records(tmp_path / "in.jsonl", [SPD, SPD_TOO, CDU]), tmp_path / "out")
    (tmp_path / "stop.csv").write_text("label,text,source\nPERSON,Michael Müller,\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(
        "label,alias,name,kind,source\nPERSON,Michael Müller,Michael Müller,,\n", encoding="utf-8"
    )
    pressextract.relabel(
        tmp_path / "out", Settings(stoplists=(tmp_path / "stop.csv",), aliases=(tmp_path / "aliases.csv",))
    )
    tables = pressextract.read_tables(tmp_path / "out")
    assert len(set(entity_of(tables).values())) == 1
    assert (tables["people"]["source"] == "list:aliases.csv").all()
    assert "Michael Müller" in tables["entities"]["name"].tolist()


def test_where_nothing_is_divided_no_file_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("pressextract.namesakes.files.rows_of_files", refuse)
    pressextract.run(records(tmp_path / "in.jsonl", [SENATOR, MAYOR, AT_THE_FAIR]), tmp_path / "out")
    with pytest.raises(AssertionError):
        pressextract.run(records(tmp_path / "in.jsonl", [SENATOR, TRAINER]), tmp_path / "other")


def evidence(key: str, publisher: str, parties: str = "", roles: str = "", organisations: str = "") -> Evidence:
    party, role, organisation = (frozenset(cell.split()) for cell in (parties, roles, organisations))
    return Evidence(key, publisher, party, role, organisation, (("Sabine Krause", 1),), None)


def test_articles_are_joined_over_others_in_between() -> None:
    articles = [
        evidence("a", "Land", roles="senator"),
        evidence("b", "Land"),
        evidence("c", "Club", roles="trainer"),
        evidence("d", "Zeitung", roles="vorsitzend", organisations="sv"),
        evidence("e", "Club", organisations="sv"),
    ]
    assert [sorted(bearer.articles) for bearer in bearers_of(articles)] == [["c", "d", "e"], ["a", "b"]]


def test_an_article_without_party_goes_to_the_bearer_it_shares_most_with() -> None:
    articles = [
        evidence("a", "Landtag", "SPD", "abgeordnet"),
        evidence("b", "Landtag", "CDU", "abgeordnet", "stadt teltow"),
        evidence("c", "Landtag", roles="bürgermeister", organisations="stadt teltow"),
        evidence("d", "Zeitung", roles="bürgermeister"),
    ]
    for turn in range(5):
        shuffled = random.Random(turn).sample(articles, len(articles))
        assert [sorted(bearer.articles) for bearer in bearers_of(shuffled)] == [["b", "c", "d"], ["a"]]


def test_every_role_that_tells_a_field_is_a_role() -> None:
    rows = bundled_lexicon("role_fields", RoleField)
    assert {row.field for row in rows} == {"politics", "sport", "church", "stage"}
    for row in rows:
        bases = [role_base(row.role.capitalize() + ending) for ending in ("", "e")]
        assert row.field in {field_of(base[0]) for base in bases if base}
