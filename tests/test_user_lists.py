"""Users' own lists: what they drop, rename and add in an article, and how their mistakes are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pressextract
from pressextract.article import Article, blocks_of
from pressextract.collector import Reading
from pressextract.components.normal_forms import (
    initiative_columns,
    ministry_columns,
    organisation_columns,
    person_columns,
    place_columns,
)
from pressextract.components.places.gazetteer import load_gazetteer
from pressextract.errors import LexiconError
from pressextract.schema import (
    ArticleRow,
    CountRow,
    InitiativeRow,
    IssueRow,
    MentionRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    QuoteRow,
)
from pressextract.settings import Settings, settings_from
from pressextract.user_lists.application import Changes, apply
from pressextract.user_lists.files import UserLists, read_lists

FULL = "Deutscher Verein für öffentliche und private Fürsorge"


def written(path: Path, header: str, *rows: str) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def aliases(folder: Path, *rows: str) -> Path:
    return written(folder / "aliases.csv", "label,alias,name,kind,source", *rows)


def stoplist(folder: Path, *rows: str) -> Path:
    return written(folder / "stoplist.csv", "label,text,source", *rows)


def lists_of(folder: Path, *rows: str) -> UserLists:
    return read_lists(Settings(aliases=(aliases(folder, *rows),)))


def stops_of(folder: Path, *rows: str) -> UserLists:
    return read_lists(Settings(stoplists=(stoplist(folder, *rows),)))


def article(text: str, title: str = "", subtitle: str | None = None, published: date | None = None) -> ArticleRow:
    return ArticleRow(
        article_id="pm_1", source_id="1", input="1", title=title, subtitle=subtitle, text=text, published=published
    )


def mention(of: ArticleRow, row_class: type[MentionRow], surface: str, after: int = 0, **columns: Any) -> Any:
    start = of.text.index(surface, after)
    shared = {"article_id": of.article_id, "source": "model", "confidence": "medium", "sentence": of.text}
    return row_class(**shared, **{"start": start, "end": start + len(surface), "text": surface, **columns})


def person(of: ArticleRow, surface: str, name: str, after: int = 0) -> PersonRow:
    found: PersonRow = mention(of, PersonRow, surface, after, **person_columns(of.article_id, name))
    return found


def organisation(of: ArticleRow, surface: str, name: str | None = None) -> OrganisationRow:
    found: OrganisationRow = mention(of, OrganisationRow, surface, **organisation_columns(name or surface))
    return found


def quote(of: ArticleRow, surface: str, speaker: PersonRow) -> QuoteRow:
    return QuoteRow(
        article_id=of.article_id,
        start=of.text.index(surface),
        end=of.text.index(surface) + len(surface),
        text=surface,
        source="rule:after",
        confidence="high",
        speaker=speaker.name,
        person_id=speaker.person_id,
        entity_id=speaker.entity_id,
    )


def applied(lists: UserLists, of: ArticleRow, *rows: MentionRow, issues: tuple[IssueRow, ...] = ()) -> Reading:
    found = apply(lists, Reading(of, rows, issues), Changes())
    for row in found.mentions:
        text = getattr(of, row.field)
        assert text[row.start : row.end] == row.text
    return found


def names(reading: Reading) -> list[tuple[str, str]]:
    return [(row.text, row.name) for row in reading.mentions]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("Deutscher Verein", "Die Stellungnahme des Deutschen Vereins liegt vor.", ["Deutschen Vereins"]),
        ("Deutscher Verein", "Beim Deutschen\nVerein, im Deutschen Verein.", ["Deutschen\nVerein", "Deutschen Verein"]),
        ("Deutscher Verein", "Ein deutscher Verein, Deutscher\n\nVerein, Deutsche Vereinigung", []),
        ("DV", "Der DV tagt (DV), DVs und DV-Vorstand, UDV und DV.", ["DV", "DV", "DV"]),
        ("Kiezbüro", "Das Ergebnis des Kiezbüros; Kiezbüroleitung, Nord-Kiezbüro", ["Kiezbüros"]),
        ("go-digital", "Mit go-digital, ago-digital und go-digitaler.", ["go-digital"]),
    ],
)
def test_a_name_is_found_as_a_whole_word_in_grammars_case(
    tmp_path: Path, alias: str, text: str, found: list[str]
) -> None:
    reading = applied(lists_of(tmp_path, f"ORG,{alias},{FULL},,"), article(text))
    assert names(reading) == [(surface, FULL) for surface in found]
    assert {(row.source, row.confidence) for row in reading.mentions} <= {("list:aliases.csv", "high")}


def test_a_new_mention_has_field_offsets_sentence_and_ids(tmp_path: Path) -> None:
    text = "Die Ministerin kam. Der Deutsche Verein dankte Dr. Ada Lovelace. Danach gab es Kaffee."
    of = article(text, "DV tagt in Kiel", "Mitglieder des DV wählen")
    lists = lists_of(
        tmp_path, f"ORG,DV,{FULL},,", f"ORG,Deutscher Verein,{FULL},,", "PERSON,Ada Lovelace,Ada Lovelace,,"
    )
    found = applied(lists, of).mentions
    assert [(row.field, row.start, row.text) for row in found] == [
        ("text", 51, "Ada Lovelace"),
        ("title", 0, "DV"),
        ("subtitle", 15, "DV"),
        ("text", 24, "Deutsche Verein"),
    ]
    sentences = {row.sentence for row in found if row.field == "text"}
    assert sentences == {"Der Deutsche Verein dankte Dr. Ada Lovelace."}
    assert len({row.entity_id for row in found if isinstance(row, OrganisationRow)}) == 1
    assert found[0].academic_title == "Dr."  # type: ignore[attr-defined]
    assert found[0].entity_id == person_columns("pm_2", "Ada Lovelace")["entity_id"]


def test_where_a_mention_of_the_label_stands_no_new_one_is_made(tmp_path: Path) -> None:
    of = article("Die Polizei Berlin und die Stadt Berlin.")
    rows = (organisation(of, "Polizei Berlin"),)
    lists = lists_of(tmp_path, "ORG,Berlin,Land Berlin,,", "PLACE,Polizei Berlin,Polizeipräsidium,facility,")
    found = applied(lists, of, *rows).mentions
    assert [(row.label, row.text, row.start) for row in found] == [
        ("PLACE", "Polizei Berlin", 4),
        ("ORG", "Polizei Berlin", 4),
        ("ORG", "Berlin", 33),
    ]


@pytest.mark.parametrize(
    ("surface", "name", "alias"),
    [
        ("DV", "DV", "DV"),
        ("Deutschen Vereins", "Deutschen Vereins", "Deutscher Verein"),
        ("Deutschen\nVerein", "Deutschen Verein", "Deutscher Verein"),
        ("Verein", "Deutscher Verein", "Deutscher Verein"),
    ],
)
def test_mentions_get_the_name_of_their_alias_and_its_ids(tmp_path: Path, surface: str, name: str, alias: str) -> None:
    of = article(f"Das Haus des {surface} öffnet, sagt das Kiezbüro.")
    rows = (organisation(of, surface, name), organisation(of, "Kiezbüro"))
    lists, changes = lists_of(tmp_path, f"ORG,{alias},{FULL},,", "ORG,Kiezbüro,Kiezbüro,,"), Changes()
    found = apply(lists, Reading(of, rows, ()), changes).mentions
    assert found == (mention(of, OrganisationRow, surface, **organisation_columns(FULL)), rows[1])
    assert (changes.renamed, changes.dropped, changes.added) == ({"ORG": 1}, {}, {})


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (",Award,", ["Lena Award", "Award der Stadt", "100 Award"]),
        ("ORG,Award,", ["Lena Award", "Award", "Award der Stadt", "100 Award"]),
        ("PERSON,Award,", ["Lena Award", "Awards", "Award der Stadt", "100 Award"]),
        ("PERSON,Lena Award,", ["Awards", "Award der Stadt", "100 Award"]),
        ("COUNT,100 Award,", ["Lena Award", "Award", "Awards", "Award der Stadt"]),
        ("QUOTE,Award der Stadt,", ["Lena Award", "Award", "Awards", "100 Award"]),
    ],
)
def test_a_stoplist_drops_by_surface_genitive_and_normal_form(tmp_path: Path, row: str, left: list[str]) -> None:
    of = article("Lena Award lobte des Awards Glanz, Award sagte: „Award der Stadt“ hat 100 Award.")
    lena = person(of, "Lena Award", "Lena Award")
    rows = (
        mention(of, CountRow, "100 Award", value=100.0),
        lena,
        person(of, "Award", "Lena Award", after=34),
        organisation(of, "Awards"),
        quote(of, "Award der Stadt", lena),
    )
    assert sorted(r.text for r in applied(stops_of(tmp_path, row), of, *rows).mentions) == sorted(left)


def test_the_stoplist_comes_first_so_a_name_may_take_the_place(tmp_path: Path) -> None:
    of = article("Am Textil vernetzt Stand kamen viele.")
    lists = read_lists(
        Settings(
            stoplists=(stoplist(tmp_path, ",Textil vernetzt Stand,"),),
            aliases=(aliases(tmp_path, "ORG,Textil vernetzt,Textil vernetzt,,"),),
        )
    )
    assert names(applied(lists, of, organisation(of, "Textil vernetzt Stand"))) == [("Textil vernetzt",) * 2]


def test_quotes_follow_a_person_who_is_renamed(tmp_path: Path) -> None:
    of = article("Meier-Lüdenscheid sagte: „Wir bauen.“ Später sagte Meier-Lüdenscheid: „Bald.“ Kranz schwieg.")
    speaker, kranz = person(of, "Meier-Lüdenscheid", "Meier-Lüdenscheid"), person(of, "Kranz", "Kranz")
    rows = (
        speaker,
        person(of, "Meier-Lüdenscheid", "Meier-Lüdenscheid", after=20),
        kranz,
        quote(of, "Wir bauen.", speaker),
        quote(of, "Bald.", kranz),
    )
    found = applied(lists_of(tmp_path, "PERSON,Meier-Lüdenscheid,Eva Meier-Lüdenscheid,,"), of, *rows).mentions
    people = [row for row in found if isinstance(row, PersonRow)]
    quotes = [row for row in found if isinstance(row, QuoteRow)]
    assert [(row.given_name, row.family_name) for row in people[:2]] == [("Eva", "Meier-Lüdenscheid")] * 2
    assert (quotes[0].speaker, quotes[0].person_id, quotes[0].entity_id) == (
        "Eva Meier-Lüdenscheid",
        people[0].person_id,
        people[0].entity_id,
    )
    assert (people[2], quotes[1]) == (kranz, rows[4])


def test_a_quote_loses_a_speaker_of_whom_no_mention_is_left(tmp_path: Path) -> None:
    of = article("Moritz Kiezladen sagte: „Wir öffnen.“ Rosa Kranz sagte: „Gern.“ Kranz ging.")
    shop, kranz = person(of, "Moritz Kiezladen", "Moritz Kiezladen"), person(of, "Rosa Kranz", "Rosa Kranz")
    again = person(of, "Kranz", "Rosa Kranz", after=60)
    rows = (shop, kranz, again, quote(of, "Wir öffnen.", shop), quote(of, "Gern.", kranz))
    lists = read_lists(Settings(stoplists=(stoplist(tmp_path, "PERSON,Moritz Kiezladen,"),)))
    found = [row for row in applied(lists, of, *rows).mentions if isinstance(row, QuoteRow)]
    assert [(row.speaker, row.person_id, row.entity_id, row.confidence) for row in found] == [
        (None, None, None, "low"),
        ("Rosa Kranz", kranz.person_id, kranz.entity_id, "high"),
    ]


def test_a_surname_belongs_to_whom_the_article_names_in_full(tmp_path: Path) -> None:
    of = article("Olaf Schulze kam. Schulze lobte Schulzes Werk.")
    rows = (
        person(of, "Olaf Schulze", "Olaf Schulze"),
        person(of, "Schulze", "Olaf Schulze", after=10),
        person(of, "Schulzes", "Schulzes"),
    )
    found = names(applied(lists_of(tmp_path, "PERSON,Schulze,Svenja Schulze,,"), of, *rows))
    assert found == [("Olaf Schulze",) * 2, ("Schulze", "Olaf Schulze"), ("Schulzes", "Svenja Schulze")]


BMWI = "Bundesministerium für Wirtschaft und Energie"


@pytest.mark.parametrize(
    ("name", "published", "key"),
    [
        ("de-bund-bmwi-wirtschaft-2005", date(2020, 5, 12), "de-bund-bmwi-wirtschaft-2005"),
        (BMWI, date(2020, 5, 12), "de-bund-bmwi-wirtschaft-2013"),
        (BMWI, date(2023, 5, 12), "de-bund-bmwi-wirtschaft-2013"),
        (BMWI, date(2026, 1, 12), "de-bund-bmwe-wirtschaft-2025"),
        (BMWI, None, "de-bund-bmwe-wirtschaft-2025"),
        (BMWI, date(2001, 5, 12), "de-bund-bmwi-wirtschaft-2013"),
    ],
)
def test_an_alias_decides_which_ministry_is_meant(tmp_path: Path, name: str, published: date | None, key: str) -> None:
    of = article("Das Wirtschaftsministerium half, sagt das Haus am Kupfergraben.", published=published)
    unknown = mention(
        of, MinistryRow, "Wirtschaftsministerium", **ministry_columns(None, "Wirtschaftsministerium", None)
    )
    doubt = {"source_id": "1", "article_id": "pm_1", "kind": "doubt", "stage": "ministries"}
    issues = (
        IssueRow(**doubt, code="ambiguous_ministry", message="Wirtschaftsministerium: may be a, b"),
        IssueRow(**doubt, code="ambiguous_ministry", message="Umweltministerium: may be a, b"),
        IssueRow(**doubt, code="crossing", message="'Wirtschaftsministerium' left out"),
    )
    lists = lists_of(tmp_path, f"MINISTRY,Wirtschaftsministerium,{name},,", f"MINISTRY,Haus am Kupfergraben,{name},,")
    reading = applied(lists, of, unknown, issues=issues)
    assert [row.text for row in reading.mentions] == ["Wirtschaftsministerium", "Haus am Kupfergraben"]
    for row in reading.mentions:
        assert isinstance(row, MinistryRow)
        assert (row.ministry_id, row.level, row.land) == (key, "bund", None)
        assert row.abbreviation in ("BMWi", "BMWE")
    assert reading.issues == issues[1:]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("Ottostadt,Magdeburg,,", ("ags_15003000", "Magdeburg", "municipality", "Sachsen-Anhalt", 52.1262)),
        ("Ottostadt,ags_15003000,,", ("ags_15003000", "Magdeburg", "municipality", "Sachsen-Anhalt", 52.1262)),
        ("Ottostadt,Berlin,state,", ("land_11", "Berlin", "state", "Berlin", None)),
        ("Ottostadt,NRW,,", ("land_05", "Nordrhein-Westfalen", "state", "Nordrhein-Westfalen", None)),
        ("Ottostadt,Ottos Stadt,quarter,", (None, "Ottos Stadt", "quarter", None, None)),
        ("Ottostadt,Ottos Stadt,,", (None, "Ottos Stadt", None, None, None)),
        ("Ottostadt,Neustadt,municipality,", (None, "Neustadt", "municipality", None, None)),
    ],
)
def test_the_gazetteer_says_what_a_place_is(tmp_path: Path, row: str, columns: tuple[object, ...]) -> None:
    (found,) = applied(lists_of(tmp_path, f"PLACE,{row}"), article("Wir sehen uns in der Ottostadt.")).mentions
    assert isinstance(found, PlaceRow)
    known = found.place_id if not found.place_id.startswith("pl_") else None
    assert (known, found.name, found.kind, found.land, found.lat) == columns


def test_an_adjective_and_a_part_of_a_name_stay_what_they_are(tmp_path: Path) -> None:
    of = article("Das Ottostädter Fest im Klubhaus Ottostadt; ein Fest in Ottostadt.")
    adjective = mention(of, PlaceRow, "Ottostädter", **place_columns("Ottostadt", None, "other"), derived=True)
    lists = lists_of(tmp_path, "PLACE,Ottostadt,Magdeburg,,", "ORG,Klubhaus Ottostadt,Klubhaus Ottostadt,,")
    found = [row for row in applied(lists, of, adjective).mentions if isinstance(row, PlaceRow)]
    assert {row.place_id for row in found} == {"ags_15003000"}
    assert [(row.text, row.derived, row.nested) for row in found] == [
        ("Ottostädter", True, False),
        ("Ottostadt", False, True),
        ("Ottostadt", False, False),
    ]


def test_a_place_without_a_kind_keeps_that_of_the_mention(tmp_path: Path) -> None:
    of = article("Am Ottosee.")
    lake = mention(of, PlaceRow, "Ottosee", **place_columns("Ottosee", None, "water"))
    (found,) = applied(lists_of(tmp_path, "PLACE,Ottosee,Kaiser-Otto-See,,"), of, lake).mentions
    assert (found.name, found.kind) == ("Kaiser-Otto-See", "water")  # type: ignore[attr-defined]


def test_a_lexicon_of_organisations_names_its_keys(tmp_path: Path) -> None:
    path = written(
        tmp_path / "verbaende.csv",
        "key,alias,form,source",
        f"dv,{FULL},name,deutscher-verein.de",
        "dv,Deutscher Verein,short,deutscher-verein.de",
        "dv,DV,abbreviation,deutscher-verein.de",
        "bg,Bürgergemeinschaft Mitte,name,example.org",
        "bg,Mitte,bracket,example.org",
        "cdu,Christdemokraten,short,example.org",
    )
    of = article("Der DV lud Ada Kern (Mitte), den Deutschen Verein und die Christdemokraten nach Mitte ein.")
    found = applied(read_lists(Settings(lexicons={"organisations": (path,)})), of, organisation(of, "DV")).mentions
    assert [(row.text, row.name, row.abbreviation, row.source) for row in found] == [  # type: ignore[attr-defined]
        ("DV", FULL, "DV", "model"),
        ("Mitte", "Bürgergemeinschaft Mitte", None, "list:verbaende.csv"),
        ("Deutschen Verein", FULL, "DV", "list:verbaende.csv"),
        ("Christdemokraten", "Christlich Demokratische Union Deutschlands", "CDU", "list:verbaende.csv"),
    ]


def test_a_lexicon_of_initiatives_gives_kinds(tmp_path: Path) -> None:
    path = written(
        tmp_path / "programme.csv", "key,alias,kind,source", "wb,Wärmebonus Plus,programme,x", "wb,WB+,programme,x"
    )
    of = article("Den Wärmebonus Plus (WB+) gibt es weiter.")
    long = mention(of, InitiativeRow, "Wärmebonus Plus", **initiative_columns("Wärmebonus Plus"), kind="project")
    found = applied(read_lists(Settings(lexicons={"initiatives": (path,)})), of, long).mentions
    assert [(row.text, row.name, row.kind) for row in found] == [  # type: ignore[attr-defined]
        ("Wärmebonus Plus", "Wärmebonus Plus", "programme"),
        ("WB+", "Wärmebonus Plus", "programme"),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("FIRMA,DV,Deutscher Verein,,", r"aliases\.csv:2: label 'FIRMA' found, possible: PERSON, .* or INITIATIVE"),
        ("COUNT,20,zwanzig,,", r":2: label 'COUNT' found"),
        ("ORG,DV,,,", r"aliases\.csv:2: name: is empty"),
        ("ORG, ,Deutscher Verein,,", r":2: alias: is empty"),
        ("ORG,„DV“,Deutscher Verein,,", r":2: alias '„DV“' begins with a mark"),
        ("ORG,DV,Deutscher Verein", r":2: 3 cells found, 5 expected"),
        ("ORG,DV,Deutscher Verein,club,", r":2: kind 'club' found for ORG; the label has none"),
        ("PLACE,Ottostadt,Magdeburg,town,", r":2: kind 'town' found for PLACE; possible: country, .* or other"),
        ("INITIATIVE,WB,Wärmebonus,bonus,", r":2: kind 'bonus' found for INITIATIVE; possible: programme"),
        ("PLACE,Ottostadt,ags_99999999,,", r":2: place 'ags_99999999' is no place_id"),
        ("MINISTRY,BMX,Bundesministerium für Raumfahrt,,", r":2: ministry .* is unknown; possible .*Bundesministerium"),
        ("MINISTRY,Haus,BMWK,,", r":2: ministry 'BMWK' is unknown; .*de-bund-bmwk-wirtschaft-2021"),
        ("MINISTRY,Haus,Bundesministerium für Gesundheit,,", r":2: .*several ministries; .*de-bund-bmg-gesundheit"),
        ("ORG,DV,Deutscher Verein,,\nORG,DV,Deutscher Verband,,", r":3: 'DV' means 'Deutscher Verband' here and .*:2"),
        ("ORG,DV,Verein,,\nORG,Verein,Deutscher Verein,,", r":2: the name 'Verein' is an alias .*:3; give that one"),
    ],
)
def test_mistakes_in_aliases_name_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as raised:
        lists_of(tmp_path, row)
    assert str(raised.value).startswith(f"{tmp_path / 'aliases.csv'}:")


@pytest.mark.parametrize(
    ("setting", "header", "row", "message"),
    [
        (
            "aliases",
            "label,alias,name",
            "ORG,DV,Deutscher Verein",
            r":1: columns label,alias,name found, label,alias,n",
        ),
        ("stoplists", "label;text;source", "ORG;DV;", r":1: columns label;text;source found, label,text,source expec"),
        (
            "stoplists",
            "label,text,source",
            "Person,DV,",
            r":2: label 'Person' found, possible: MINISTRY, .* or nothing",
        ),
        ("stoplists", "label,text,source", "ORG,,", r":2: text: is empty"),
        (
            "lexicons.organisations",
            "key,alias,form,source",
            "dv,DV,kurz,x",
            r":2: form 'kurz' found, possible: name, short",
        ),
        ("lexicons.organisations", "key,alias,form,source", "dv,DV,short,", r":2: source: is empty"),
        (
            "lexicons.initiatives",
            "key,alias,kind,source",
            "wb,WB,bonus,x",
            r":2: kind 'bonus' found, possible: programme",
        ),
    ],
)
def test_mistakes_in_other_lists_too(tmp_path: Path, setting: str, header: str, row: str, message: str) -> None:
    path = written(tmp_path / "liste.csv", header, row)
    with pytest.raises(LexiconError, match=rf"liste\.csv{message}"):
        read_lists(settings_from([f"{setting}={path}"]))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nirgends\.csv: cannot be read"):
        read_lists(Settings(stoplists=(tmp_path / "nirgends.csv",)))


def test_a_mark_of_excels_and_equal_rows_are_no_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    row = f"ORG,DV,{FULL},,\r\n"
    path.write_bytes(f"\ufefflabel,alias,name,kind,source\r\n{row}# Anmerkung\r\n{row}".encode())
    lists = read_lists(Settings(aliases=(path,)))
    assert [(file.option, file.file, file.rows) for file in lists.files] == [("aliases", "aliases.csv", 2)]


def test_no_lists_are_no_lists() -> None:
    assert not read_lists(Settings())


def test_two_spellings_are_one_entity_in_memory_too(tmp_path: Path) -> None:
    given = [
        Article(source_id="1", title="Reform", blocks=blocks_of("Die Stellungnahme des Deutschen Vereins liegt vor.")),
        Article(source_id="2", title="Tagung", blocks=blocks_of("Beim DV in Magdeburg sprach Svenja Schulze (SPD).")),
    ]
    path = aliases(tmp_path, f"ORG,DV,{FULL},,", f"ORG,Deutscher Verein,{FULL},,")
    entities = pressextract.extract(given, Settings(aliases=(path,)))["entities"].set_index("name")
    assert entities.loc[FULL, ["n_mentions", "n_articles"]].tolist() == [2, 2]


def test_every_place_is_found_by_its_id() -> None:
    gazetteer = load_gazetteer()
    for name, place_id in (
        ("Magdeburg", "ags_15003000"),
        ("Sachsen-Anhalt", "land_15"),
        ("Mitte", "quarter_berlin_mitte"),
    ):
        assert gazetteer.with_id(place_id) == gazetteer.places(name)[0]
    assert gazetteer.with_id("ags_00000000") is None
