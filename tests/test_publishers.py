"""The publishers' table: who an address belongs to, what is known of the site, and mistakes named with their line."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROJECT
from pressextract.cli import main
from pressextract.errors import ConfigError, LexiconError
from pressextract.fetching import publishers_reference
from pressextract.fetching.publishers import (
    ADDRESSES,
    LEVELS,
    Publisher,
    cleaning_rules_of,
    publisher_of,
    publishers,
    read_publishers,
)

HEADER = "name,level,land,host,feed,sitemap,listing,article,next,checked,source"
ROW = "Amt,bund,,amt.example,,,,,,,test"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "publishers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def known(host: str) -> Publisher:
    return next(row for row in publishers() if row.host == host)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["publishers", *arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.berlin.de/sen/web/presse/pressemitteilungen/2026/pressemitteilung.1656389.php", "berlin.de"),
        ("https://mk.niedersachsen.de/", "niedersachsen.de"),
        ("HTTPS://WWW.BMI.BUND.DE:443/", "bmi.bund.de"),
        ("https://www.rlp.de./service", "rlp.de"),
        # the most specific host wins
        ("https://www.rlp.de/service/pressemitteilungen", "rlp.de"),
        ("https://www.landtag.rlp.de/de/aktuelles", "landtag.rlp.de"),
        ("https://bm.rlp.de/service", "rlp.de"),
        ("https://stk.brandenburg.de/", "brandenburg.de"),
        ("https://www.landtag.brandenburg.de/", "landtag.brandenburg.de"),
    ],
)
def test_an_address_belongs_to_the_nearest_host(url: str, host: str) -> None:
    assert publisher_of(url) == known(host)


@pytest.mark.parametrize(
    "url", ["https://notberlin.de/", "https://berlin.de.example/", "https://de/", "http://[broken", "berlin.de", ""]
)
def test_other_hosts_and_what_is_no_address_belong_to_nobody(url: str) -> None:
    assert publisher_of(url) is None


def test_all_federal_ministries_and_laender_are_in() -> None:
    ministries = {row.name for row in publishers() if row.name.startswith("Bundesministerium ")}
    with (PROJECT / "src" / "pressextract" / "lexicon" / "ministries.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        today = {row["name"] for row in rows if row["level"] == "bund" and not row["valid_until"]}
    assert ministries == {name for name in today if name.startswith("Bundesministerium ")}
    assert known("auswaertiges-amt.de").name in today
    with (PROJECT / "src" / "pressextract" / "lexicon" / "states.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        laender = {row["name"] for row in rows if row["country"] == "DE"}
    assert {row.land for row in publishers() if row.level == "land"} == laender
    assert {row.land for row in publishers() if row.level == "kommune"} < laender
    assert {row.land for row in publishers() if row.level in ("bund", "other")} == {None}
    assert {row.level for row in publishers()} == set(LEVELS)


def test_each_row_says_something_and_its_addresses_lie_on_its_host() -> None:
    for row in publishers():
        addresses = [address for name in ADDRESSES if (address := getattr(row, name))]
        assert addresses or row.article or cleaning_rules_of(row), row.name
        assert [address for address in addresses if publisher_of(address) is not row] == []


@pytest.mark.parametrize(
    ("release", "others"),
    [
        (
            "https://www.bundesregierung.de/breg-de/aktuelles/pflegefachassistenzgesetz-2374930",
            ["https://www.bundesregierung.de/breg-de/bundesregierung/bundeskanzleramt"],
        ),
        (
            "https://www.bmi.bund.de/SharedDocs/pressemitteilungen/DE/2025/04/pks-2024.html",
            ["https://www.bmi.bund.de/SiteGlobals/Forms/suche/expertensuche-formular.html"],
        ),
        (
            "https://www.bmv.de/SharedDocs/DE/Pressemitteilungen/2025/044-bim-hackathon.html",
            ["https://www.bmv.de/DE/Themen/Mobilitaet/mobilitaet.html"],
        ),
        (
            "https://www.bmvg.de/de/presse/bundeswehr-weiter-auf-gesetzlich-festgelegtem-aufwuchspfad-6156012",
            ["https://www.bmvg.de/de/themen"],
        ),
        (
            "https://www.bundesgesundheitsministerium.de/presse/pressemitteilungen/gdag-kabinett-17-07-24.html",
            ["https://www.bundesgesundheitsministerium.de/presse/pressemitteilungen/2024"],
        ),
        (
            "https://www.bmbfsfj.bund.de/bmbfsfj/aktuelles/pressemitteilungen/bund-und-laender-einig-278566",
            ["https://www.bmbfsfj.bund.de/bmbfsfj/aktuelles/alle-meldungen"],
        ),
        (
            "https://www.berlin.de/aufarbeitung/presse/pressemitteilung.1455879.php",
            ["https://www.berlin.de/presse/pressemitteilungen/2025/", "https://www.berlin.de/aufarbeitung/"],
        ),
        (
            "https://www.land.nrw/pressemitteilung/nordrhein-westfalen-verbessert-die-baustellenkoordination",
            ["https://www.land.nrw/pressemitteilungen?page=1"],
        ),
        (
            "https://www.mk.niedersachsen.de/startseite/aktuelles/presseinformationen/video-podcast-folge-2-241924.html",
            ["https://www.mk.niedersachsen.de/startseite/aktuelles/presseinformationen/"],
        ),
        (
            "https://www.senatspressestelle.bremen.de/pressemitteilungen/energieprojekt-in-der-ueberseestadt-419646",
            ["https://www.senatspressestelle.bremen.de/pressemitteilungen-1464?skip=20"],
        ),
        (
            "https://www.medienservice.sachsen.de/medien/news/1060053",
            ["https://www.medienservice.sachsen.de/medien/news"],
        ),
        (
            "https://www.dresden.de/de/rathaus/aktuelles/pressemitteilungen/2026/04/pm_011.php",
            ["https://www.dresden.de/de/rathaus/aktuelles/pressemitteilungen/2026/04/"],
        ),
        (
            "https://www.presseportal.de/blaulicht/pm/43526/4791887",
            ["https://www.presseportal.de/blaulicht/nr/43526", "https://www.presseportal.de/t/bildung"],
        ),
        ("https://idw-online.de/de/news823175", ["https://idw-online.de/de/institutions"]),
    ],
)
def test_article_patterns_tell_releases_from_navigation(release: str, others: list[str]) -> None:
    publisher = publisher_of(release)
    assert publisher is not None
    assert publisher.article is not None
    assert re.search(publisher.article, release)
    assert [url for url in others if publisher_of(url) is not publisher or re.search(publisher.article, url)] == []


def test_no_article_pattern_fits_an_address_of_its_own_row() -> None:
    for row in publishers():
        pages = [address for name in ADDRESSES if (address := getattr(row, name))]
        assert [page for page in (*pages, f"https://{row.host}/") if row.article and re.search(row.article, page)] == []


def test_cleaning_rules_are_those_for_the_host() -> None:
    assert cleaning_rules_of(known("berlin.de")) == ("berlin_de",)
    assert cleaning_rules_of(known("bundeskanzler.de")) == ("bundesregierung",)
    assert cleaning_rules_of(known("landtag.nrw.de")) == ("landtage.landtag.nrw.de",)
    assert cleaning_rules_of(known("bmi.bund.de")) == ()  # its CMS is known from the page only


def test_cells_become_values_and_empty_ones_none(tmp_path: Path) -> None:
    row = r"Stadt,kommune,Hessen,stadt.example,https://stadt.example/f.xml,,,/pm/\d+,li.next > a,2026-02-28,seen"
    stadt, amt = read_publishers(write(tmp_path, "# seen", HEADER, row, ROW))
    assert (stadt.feed, stadt.sitemap, stadt.article) == ("https://stadt.example/f.xml", None, r"/pm/\d+")
    assert stadt.checked is not None
    assert stadt.checked.isoformat() == "2026-02-28"
    assert (amt.land, amt.feed, amt.next, amt.checked) == (None, None, None, None)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name,level", ROW], r":1: columns name,level found"),
        ([HEADER, "Amt,staat,,amt.example,,,,,,,test"], r":2: level: 'staat' found; possible: bund, land"),
        ([HEADER, "Amt,bund,,www.amt.example,,,,,,,test"], r":2: host: 'www.amt.example' is no host name"),
        ([HEADER, "Amt,bund,,https://amt.example,,,,,,,test"], r":2: host: 'https://amt.example' is no host name"),
        ([HEADER, "Amt,bund,,Amt.example,,,,,,,test"], r":2: host: 'Amt.example' is no host name"),
        ([HEADER, ROW, "# more", ROW], r":4: host: amt.example stands in line 2 already"),
        ([HEADER, "Amt,bund,,amt.example,ftp://amt.example/f,,,,,,test"], r":2: feed: .* is no address; it must begin"),
        ([HEADER, "Amt,bund,,amt.example,,/sitemap.xml,,,,,test"], r":2: sitemap: '/sitemap.xml' is no address"),
        ([HEADER, "Amt,bund,,amt.example,,,https://[amt,,,,test"], r":2: listing: 'https://\[amt' is no address"),
        ([HEADER, "Amt,bund,,amt.example,,,,/pm/(,,,test"], r":2: article: '/pm/\(' is no regular expression"),
        ([HEADER, "Amt,bund,,amt.example,,,,,a[,,test"], r":2: next: 'a\[' is no CSS selector"),
        ([HEADER, "Amt,bund,,amt.example,,,,,,1. Mai,test"], r":2: checked: Invalid isoformat"),
        ([HEADER, "Amt,bund,,amt.example,,,,,,,"], r":2: source: is empty"),
    ],
)
def test_mistakes_name_file_line_and_column(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=rf"publishers\.csv{message}"):
        read_publishers(write(tmp_path, *lines))


def test_words_choose_by_name_host_and_land() -> None:
    def hosts(*words: str) -> set[str]:
        return {row.host for row in publishers_reference.chosen(words)}

    assert hosts("STADT", "Köln") == {"stadt-koeln.de"}  # name
    assert hosts("bmi.bund") == {"bmi.bund.de"}  # host
    assert hosts("saarland") == {"saarland.de", "landtag-saar.de"}  # Land
    assert hosts("landtag", "Bayern") == {"bayern.landtag.de"}  # the one in the host, the other in the Land
    assert publishers_reference.chosen(()) == publishers()
    with pytest.raises(ConfigError, match=r"no publisher has 'landtag' and 'Atlantis' .* or none to see all \d+"):
        publishers_reference.chosen(["landtag", "Atlantis"])


def test_the_text_has_a_block_per_publisher(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "land", "berlin")
    assert (code, err) == (0, "")
    block = out.split("\n\n")[0].splitlines()
    assert block[:2] == ["Land Berlin (land, Berlin)", "  host     berlin.de"]
    assert "  feed     https://www.berlin.de/presse/pressemitteilungen/index/feed" in block
    assert block[-2:] == ["  rules    berlin_de", "  unverified"]


def test_a_checked_row_shows_its_day(tmp_path: Path) -> None:
    rows = read_publishers(write(tmp_path, HEADER, "Amt,bund,,amt.example,,,,,,2026-02-28,test"))
    assert publishers_reference.as_text(rows) == "Amt (bund)\n  host     amt.example\n  checked 2026-02-28"
    assert "| Amt | amt.example |  |  |  | 2026-02-28 |" in publishers_reference.markdown(rows)
    assert json.loads(publishers_reference.as_json(rows))[0]["checked"] == "2026-02-28"


def test_csv_and_json_hold_all_fields_and_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [*HEADER.split(","), "cleaning_rules"]
    assert [row["host"] for row in rows] == [row.host for row in publishers()]
    _, out, _ = printed(capsys, "--format", "json")
    described = json.loads(out)
    assert list(described[0]) == [*HEADER.split(","), "cleaning_rules"]
    for cells, fields in zip(rows, described, strict=True):
        assert cells == {
            **{name: value or "" for name, value in fields.items()},
            "cleaning_rules": "|".join(fields["cleaning_rules"]),
        }


def test_words_that_fit_nothing_are_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "Atlantis")
    assert (code, out) == (2, "")
    assert err.startswith("error: no publisher has 'Atlantis' in its name, host or Land; ")


def test_the_page_in_docs_is_current() -> None:
    written = (PROJECT / "docs" / "publishers.md").read_text(encoding="utf-8")
    assert written == publishers_reference.markdown(publishers()) + "\n", (
        "run: pressextract publishers --format markdown > docs/publishers.md"
    )


def test_the_table_needs_no_model_no_pandas_and_no_cleaning() -> None:
    code = (
        "import sys; from pressextract.fetching.publishers import publisher_of; publisher_of('https://berlin.de/')\n"
        "print(sorted({'spacy', 'pandas', 'scrapy', 'pressextract.cleaning'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
