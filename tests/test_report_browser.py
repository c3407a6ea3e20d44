"""The report in a real browser: what it shows is what the tables hold, and nothing from an article runs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pressextract
from pressextract.report import report
from pressextract.schema import (
    FAMILIES,
    CountRow,
    EntityRow,
    InitiativeRow,
    IssueRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
)
from report_runs import ATTACKS, article, hostile_run, many_articles, write_run

playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs Debian's chromium: apt-get install chromium", allow_module_level=True)

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


class Opened:
    """A report in a tab, with everything that it asked for and complained of."""

    def __init__(
        self, browser: Any, path: Path, *, size: dict[str, int] = DESKTOP, address: str = "", **more: Any
    ) -> None:
        self.page = browser.new_page(viewport=size, locale=more.pop("locale", "de-DE"), **more)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.url = path.as_uri() + address
        self.page.goto(self.url)
        self.page.wait_for_selector("html[data-ready]")

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def fitting(self) -> int:
        """How many articles the page says fit."""
        self.page.wait_for_timeout(250)
        return int(re.match(r"[\d.]+", self.text("#fitting"))[0].replace(".", ""))  # type: ignore[index]

    def overflow(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def go(self, address: str) -> None:
        self.page.evaluate("address => { location.hash = address; }", address)
        self.page.wait_for_timeout(150)


@pytest.fixture
def open_report(browser: Any) -> Iterator[Any]:
    tabs: list[Opened] = []

    def open_(path: Path, **more: Any) -> Opened:
        tabs.append(Opened(browser, path, **more))
        return tabs[-1]

    yield open_
    for tab in tabs:
        assert tab.complaints == []
        assert {url.partition(":")[0] for url in tab.requests} == {"file"}
        assert len({url.partition("#")[0] for url in tab.requests}) == 1
        tab.page.close()


@pytest.fixture(scope="module")
def sample(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(sample_tables, tmp_path_factory.mktemp("report") / "report.html").path


@pytest.fixture(scope="module")
def tables(sample_tables: Path) -> dict[str, pd.DataFrame]:
    return pressextract.read_tables(sample_tables)


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark")])
def test_the_first_screen_has_the_numbers_of_the_tables(
    size: dict[str, int], scheme: str, open_report: Any, sample: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    tab = open_report(sample, size=size, color_scheme=scheme)
    assert tab.text("h1") == f"{len(tables['articles'])} Pressemitteilungen"
    assert tab.fitting() == len(tables["articles"])
    for family in FAMILIES:
        assert tab.text(f"#overview dd[data-family={family}]").split()[0] == str(len(tables[family]))
    assert tab.overflow() == 0
    tab.page.screenshot(path=tmp_path / f"report-{size['width']}-{scheme}.png", full_page=True)
    tab.go(f"#article={tables['articles']['article_id'].iloc[0]}")
    tab.page.locator("dialog mark[tabindex]").first.click()
    assert tab.page.evaluate("(d => d.scrollWidth - d.clientWidth)(document.getElementById('view'))") == 0
    tab.page.screenshot(path=tmp_path / f"article-{size['width']}-{scheme}.png")


def test_filters_leave_the_articles_that_fit_in_every_section(
    open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]
) -> None:
    tab = open_report(sample)
    articles = tables["articles"]
    publisher = articles["publisher"].dropna().iloc[0]
    chosen = articles[articles["publisher"] == publisher]
    tab.page.select_option("select[name=publisher]", publisher)
    assert tab.fitting() == len(chosen)
    for family in FAMILIES:
        mentions = tables[family]["article_id"].isin(chosen["article_id"]).sum()
        assert tab.text(f"#overview dd[data-family={family}]").split()[0] == str(mentions)
    assert tab.page.locator("#articles tbody tr").count() == len(chosen)
    tab.page.click("button[type=reset]")
    assert tab.fitting() == len(articles)

    tab.page.fill("input[name=from]", "2016-01-01")
    tab.page.fill("input[name=to]", "2019-12-31")
    within = articles["published"].between("2016-01-01", "2019-12-31")
    assert tab.fitting() == within.sum()
    address = tab.page.evaluate("location.hash")
    again = open_report(sample, address=address)
    assert again.fitting() == within.sum()
    assert again.page.input_value("input[name=from]") == "2016-01-01"

    tab.page.click("button[type=reset]")
    tab.page.fill("input[name=q]", "MITTELSTAND-digital")
    whole = articles["title"] + "\n" + articles["subtitle"].fillna("") + "\n" + articles["text"]
    assert tab.fitting() == whole.str.lower().str.contains("mittelstand-digital").sum() > 0
    tab.page.fill("input[name=q]", "kein wort davon zzz")
    assert tab.fitting() == 0
    assert "Kein Artikel passt" in tab.text("#overview")


def test_names_are_searched_in_their_normal_form(open_report: Any, tmp_path: Path) -> None:
    row = article(1, "Titel", "Der Minister sprach.")
    mention = PersonRow(
        article_id=row.article_id, entity_id="en_1", start=4, end=12, text="Minister", source="model", confidence="high",
        person_id="p", name="Erika Musterfrau",
    )  # fmt: skip
    entity = EntityRow(entity_id="en_1", label="PERSON", name="Erika Musterfrau", n_mentions=1, n_articles=1)
    tab = open_report(
        report(write_run(tmp_path / "run", [row, article(2, "Anders", "Anders.")], [mention, entity])).path
    )
    tab.page.fill("input[name=q]", "musterfrau")
    assert tab.fitting() == 1


def marked(tab: Opened) -> dict[str, list[str]]:
    """The marked mentions of the open article by family, each put together from its pieces."""
    pieces = tab.page.evaluate(
        """() => {
          const found = {};
          for (const mark of document.querySelectorAll("dialog .reading mark.mention")) {
            for (const { family, row } of mark.pressextractMentions) {
              const own = (found[family] ??= new Map());
              own.set(row, (own.get(row) ?? "") + mark.textContent);
            }
          }
          return Object.fromEntries(Object.entries(found).map(([family, rows]) => [family, [...rows.values()]]));
        }"""
    )
    return {family: sorted(texts) for family, texts in pieces.items()}


def test_an_article_shows_its_text_and_every_mention(
    open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]
) -> None:
    tab = open_report(sample)
    tab.page.locator("#articles .article-link").first.click()
    tab.page.wait_for_selector("dialog[open]")
    assert "article=pm_" in tab.page.evaluate("location.hash")
    for row in tables["articles"].itertuples():
        tab.go(f"#article={row.article_id}")
        shown = tab.page.evaluate("document.querySelector('dialog .article-text').textContent")
        assert shown == re.sub(r"\n{2,}", "", row.text)
        assert tab.page.evaluate("document.getElementById('view-title').textContent") == row.title
        own = {family: tables[family][tables[family]["article_id"] == row.article_id]["text"] for family in FAMILIES}
        expected = {
            family: sorted(re.sub(r"\n{2,}", "", text) for text in texts) for family, texts in own.items() if len(texts)
        }
        assert marked(tab) == expected


def test_a_chosen_mention_tells_what_it_is_and_leads_to_others(
    open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]
) -> None:
    tab = open_report(sample)
    ministries = tables["ministries"].reset_index()
    shared = ministries.groupby("entity_id")["article_id"].nunique().sort_values(ascending=False).index[0]
    mention = ministries[ministries["entity_id"] == shared].iloc[0]
    tab.go(f"#article={mention.article_id}&mention=ministries-{mention['index']}")
    panel = tab.page.locator("dialog .panel-mention[data-family=ministries]").first
    assert panel.locator("[data-column=name]").inner_text() == mention["name"]
    assert panel.locator("[data-column=ministry_id]").inner_text() == mention["ministry_id"]
    assert panel.locator("[data-column=source]").inner_text() == mention["source"]
    others = ministries[(ministries["entity_id"] == shared) & (ministries["article_id"] != mention.article_id)]
    assert panel.locator(".others li a").count() == others["article_id"].nunique() > 0
    panel.get_by_text("Alle Nennungen").click()
    tab.page.wait_for_selector("dialog .entity")
    entity = tables["entities"].set_index("entity_id").loc[shared]
    assert tab.text("#view-title") == entity["name"]
    assert tab.page.locator("dialog .entity tbody tr").count() == entity["n_articles"]
    tab.page.go_back()
    tab.page.wait_for_selector("dialog .reading")


def test_mentions_after_signs_beyond_the_basic_plane_and_inside_each_other(open_report: Any, tmp_path: Path) -> None:
    text = "🚀🎉 Universität Leipzig: 12 Räder.\n\nRäder 😀 für Erika Musterfrau."
    row = article(1, "😀 Leipzig 😀", text)

    def at(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {
            "article_id": row.article_id,
            "start": start,
            "end": start + len(words),
            "text": words,
            "source": "model",
            "confidence": "low",
        }

    organisation = OrganisationRow(**at("Universität Leipzig"), organisation_id="o", name="Universität Leipzig")
    place = PlaceRow(**at("Leipzig"), place_id="ags_14713000", name="Leipzig", nested=True)
    title = PlaceRow(
        **at("Leipzig") | {"field": "title", "start": 2, "end": 9}, place_id="ags_14713000", name="Leipzig"
    )
    crossing = CountRow(**at("Räder.\n\nRäder 😀"), value=12)
    person = PersonRow(**at("Erika Musterfrau"), person_id="p", name="Erika Musterfrau")
    folder = write_run(tmp_path / "run", [row], [organisation, place, title, crossing, person])
    tab = open_report(report(folder).path, address=f"#article={row.article_id}")
    assert marked(tab) == {
        "organisations": ["Universität Leipzig"],
        "places": ["Leipzig", "Leipzig"],
        "counts": ["Räder.Räder 😀"],
        "people": ["Erika Musterfrau"],
    }
    tab.page.locator("dialog .article-text mark.places").click()
    assert tab.page.locator(".panel-mention").evaluate_all("all => all.map(one => one.dataset.family)") == [
        "places",
        "organisations",
    ]
    tab.page.locator(".switches input").nth(3).uncheck()
    assert "places" not in marked(tab)


def test_nothing_from_an_article_runs(open_report: Any, tmp_path: Path) -> None:
    path = report(hostile_run(tmp_path / "run")).path
    for language in ("de", "en"):
        tab = open_report(path, address=f"#lang={language}", size=PHONE)
        links = tab.page.locator("main a[href*='=']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert len(links) > 10
        for link in {*links}:
            tab.go(link)
            assert tab.page.locator("dialog[open]").count() == 1
            assert tab.page.evaluate("(d => d.scrollWidth - d.clientWidth)(document.getElementById('view'))") == 0
        tab.go("#all=")
        tab.page.fill("input[name=q]", ATTACKS[0])
        assert tab.fitting() == 3
        tab.page.locator("#counts input[type=search]").fill(ATTACKS[3])
        tab.page.wait_for_timeout(250)
        assert tab.page.evaluate("window.hacked") is None
        assert tab.page.locator("img, iframe, script:not(#data)").count() == 1  # the page's own script
        hrefs = tab.page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
        assert set(hrefs) <= {"file:", "http:", "https:"}
        assert tab.overflow() == 0
        tab.go(f"#article={article(2, '', '').article_id}")
        assert len(tab.page.evaluate("document.getElementById('view-title').textContent")) > 10_000
        tab.page.screenshot(path=tmp_path / f"hostile-{language}.png")


def test_an_address_cannot_bring_markup_in(open_report: Any, sample: Path) -> None:
    tab = open_report(
        sample, address="#q=<img src=x onerror=window.hacked=1>&publisher=<script>&lang=__proto__&article=<b>"
    )
    assert tab.page.evaluate("window.hacked") is None
    assert tab.text("dialog .nothing") == "Dieser Artikel ist nicht in diesem Bericht."
    assert tab.page.locator("img, b:visible").count() == 0


def test_counts_are_searched_sorted_and_paged(open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]) -> None:
    tab = open_report(sample)
    counts = tables["counts"]
    rows = tab.page.locator("#counts tbody tr")
    assert rows.count() == 100
    assert tab.text("#counts .told") == f"1–100 von {len(counts)}"
    pages = -(-len(counts) // 100)
    for _ in range(pages - 1):
        tab.page.locator("#counts .pager button").last.click()
    assert rows.count() == len(counts) - 100 * (pages - 1)
    assert tab.page.locator("#counts .pager button").last.is_disabled()
    smallest = counts.sort_values("value", kind="stable")
    tab.page.locator("#counts select").nth(1).select_option("smallest")
    assert tab.page.locator("#counts tbody .sentence mark").all_inner_texts()[:5] == smallest["text"].tolist()[:5]
    tab.page.locator("#counts select").first.select_option("money")
    assert tab.text("#counts .told").endswith(str((counts["kind"] == "money").sum()))
    tab.page.locator("#counts input").fill("20 KI-Trainer")
    tab.page.locator("#counts select").first.select_option("")
    tab.page.wait_for_timeout(250)
    assert rows.count() == 1
    assert "20" in rows.first.locator("th").inner_text()


def test_map_network_and_losses_show_what_the_tables_hold(
    open_report: Any, sample: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    tab = open_report(sample)
    places = tables["places"].query("country == 'DE'").dropna(subset=["land"])
    shown = dict(
        tab.page.locator("#places .bars tbody tr").evaluate_all(
            "all => all.map(one => [...one.cells].map(cell => cell.innerText))"
        )
    )
    assert {land: int(count) for land, count in shown.items()} == places.groupby("land")[
        "article_id"
    ].nunique().to_dict()
    assert tab.page.locator("#places path.land").count() == 16
    points = tables["places"].query("country == 'DE'").dropna(subset=["lat"])["entity_id"].nunique()
    assert tab.page.locator("#places circle").count() == min(points, 150)
    network = "document.querySelector('#network svg').outerHTML"
    assert tab.page.evaluate(network) == open_report(sample).page.evaluate(network)
    lost = tables["issues"].query("kind == 'lost'")
    assert tab.page.locator("#losses .cards tbody th").all_inner_texts() == lost["source_id"].tolist()
    for section in ("places", "network"):
        tab.page.locator(f"#{section}").screenshot(path=tmp_path / f"{section}.png")


def test_who_speaks_and_what_begins(open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]) -> None:
    tab = open_report(sample)
    first = tab.page.locator("#speakers tbody tr").first
    quotes = tables["quotes"]["speaker"].value_counts()
    assert quotes[first.locator("th").inner_text()] == quotes.max() == int(first.locator(".figure").inner_text())
    row = tab.page.locator("#initiatives tbody tr", has_text="Mittelstand-Digital").first
    assert row.locator("td").first.inner_text() == "Programm"
    assert tab.page.locator("#ministries tbody tr", has_text="BMWi").count() >= 1


def test_the_keyboard_reaches_everything(open_report: Any, sample: Path) -> None:
    tab = open_report(sample)
    active = "document.activeElement"
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(f"{active}.className") == "skip"
    assert tab.page.evaluate(f"getComputedStyle({active}).outlineStyle") != "none"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate(f"{active}.id") == "content"
    link = tab.page.locator("#articles .article-link").nth(2)
    link.focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector("dialog[open]")
    assert tab.page.evaluate(f"{active}.id") == "view-title"
    while not tab.page.evaluate(f"{active}.matches('mark.mention')"):
        tab.page.keyboard.press("Tab")
    assert tab.page.locator(".panel-mention").count() >= 1
    assert re.search(r"\(\w+\)$", tab.page.evaluate(f"{active}.getAttribute('aria-label')"))
    tab.page.keyboard.press("Escape")
    assert tab.page.locator("dialog[open]").count() == 0
    assert tab.page.evaluate(f"{active}.className") == "article-link"
    assert "article=" not in tab.page.evaluate("location.hash")
    more = tab.page.locator("#counts .pager button").last
    more.focus()
    tab.page.keyboard.press("Enter")
    assert tab.text("#counts .told").startswith("101–")
    assert tab.page.evaluate(f"{active}.id") == "counts-title", "the pressed button is gone, the keyboard is not"


def test_a_list_without_links_keeps_the_keyboard_when_its_last_rows_come(open_report: Any, tmp_path: Path) -> None:
    articles = [article(n, f"Meldung {n}", "Text", publisher=f"Amt {n}") for n in range(9)]
    tab = open_report(report(write_run(tmp_path / "run", articles)).path)
    more = tab.page.locator("#overview .bars .more")
    more.focus()
    tab.page.keyboard.press("Enter")
    assert more.is_hidden()
    assert tab.page.evaluate("document.activeElement.tagName") == "TR"


def test_a_mention_that_others_cover_is_found_by_its_address(open_report: Any, tmp_path: Path) -> None:
    row = article(1, "", "Freiwillige des Projekts Grünes Ufer kamen.")
    where = {
        "article_id": row.article_id,
        "start": 25,
        "end": 36,
        "text": "Grünes Ufer",
        "source": "x",
        "confidence": "low",
    }
    mentions = [
        PlaceRow(**where, place_id="p", name="Grünes Ufer"),
        InitiativeRow(**where, initiative_id="i", name="Grünes Ufer"),
    ]
    folder = write_run(tmp_path / "run", [row], mentions)
    tab = open_report(report(folder).path, address=f"#article={row.article_id}&mention=initiatives-0")
    assert tab.page.evaluate("document.activeElement.textContent") == "Grünes Ufer"
    assert tab.page.locator(".panel-mention[data-family=initiatives]").count() == 1


def test_texts_have_a_language_of_their_own(open_report: Any, sample: Path, tables: dict[str, pd.DataFrame]) -> None:
    tab = open_report(sample, locale="en-GB", address=f"#article={tables['articles']['article_id'].iloc[0]}")
    for place in ("#view-title", ".article-text p", "#counts .sentence", "#articles .article-link bdi"):
        assert tab.page.locator(place).first.evaluate("one => one.closest('[lang]').lang") == "de"
    assert tab.page.locator("#counts-title").evaluate("one => one.closest('[lang]').lang") == "en"


def test_of_many_names_in_an_article_those_count_that_the_run_names_most(open_report: Any, tmp_path: Path) -> None:
    articles = [article(n, f"Ehrung {n}", "Preis") for n in range(3)]
    last = {f"en_{n}" for n in (80, 81)}

    def person(row: Any, number: int) -> PersonRow:
        where = {
            "article_id": row.article_id,
            "start": 0,
            "end": 5,
            "text": "Preis",
            "source": "x",
            "confidence": "low",
        }
        return PersonRow(**where, entity_id=f"en_{number}", person_id=f"{number}", name=f"Name {number}")

    rows: list[Any] = [person(articles[0], number) for number in range(82)]
    rows += [person(row, number) for row in articles[1:] for number in (80, 81)]
    rows += [
        EntityRow(entity_id=f"en_{n}", label="PERSON", name=f"Name {n}", n_mentions=1, n_articles=3 if f"en_{n}" in last else 1)
        for n in range(82)
    ]  # fmt: skip
    tab = open_report(report(write_run(tmp_path / "run", articles, rows)).path)
    strongest = tab.page.locator("#network .pairs tbody tr").first
    assert strongest.locator(".figure").inner_text() == "3"
    assert {strongest.locator("a").nth(n).inner_text() for n in (0, 1)} == {"Name 80", "Name 81"}


def test_a_sample_does_not_say_that_a_name_stands_nowhere_else(open_report: Any, tmp_path: Path) -> None:
    articles = many_articles(4)
    rows: list[Any] = [
        PersonRow(
            article_id=row.article_id, entity_id="en_1", start=0, end=4, text="Text", source="x", confidence="low",
            person_id="p", name="Text",
        )
        for row in articles
    ]  # fmt: skip
    rows.append(EntityRow(entity_id="en_1", label="PERSON", name="Text", n_mentions=4, n_articles=4))
    folder = write_run(tmp_path / "run", articles, rows)
    said = []
    for most in (1, 2, 4):
        path = report(folder, tmp_path / f"{most}.html", max_articles=most).path
        tab = open_report(path, address=f"#article={data_ids(path)[0]}&mention=people-0")
        said.append(tab.page.locator(".panel p.small").all_inner_texts())
    whole = "4 Nennungen in 4 Artikeln des ganzen Laufs"
    assert said == [[whole], ["Auch in 1 anderem Artikel", whole], ["Auch in 3 anderen Artikeln"]]


def data_ids(path: Path) -> list[str]:
    """The articles of a page."""
    return re.findall(r"pm_[0-9a-f]{16}", path.read_text("utf-8"))


def test_the_run_has_the_day_that_it_had_where_the_reader_is(open_report: Any, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", many_articles(1))
    facts = json.loads((folder / "run.json").read_text("utf-8")) | {"started": "2024-04-30T22:30:00+00:00"}
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    path = report(folder).path
    assert "1. Mai 2024" in open_report(path, timezone_id="Europe/Berlin").text("#colophon")
    assert "1. Januar 2000" in open_report(path, timezone_id="America/Los_Angeles").text("#standfirst")


def test_filters_stay_in_the_address_when_a_section_is_chosen(open_report: Any, tmp_path: Path) -> None:
    tab = open_report(report(write_run(tmp_path / "run", many_articles(9))).path)
    tab.page.fill("input[name=q]", "Meldung 3")
    assert tab.fitting() == 1
    tab.page.locator("#contents a[href='#network']").click()
    tab.page.wait_for_timeout(150)
    assert tab.page.evaluate("location.hash") == "#q=Meldung+3"
    tab.page.reload()
    assert tab.fitting() == 1


@pytest.mark.parametrize("width", [320, 740, 768, 820, 961])
def test_no_table_is_wider_than_the_page(width: int, open_report: Any, tmp_path: Path) -> None:
    rows = many_articles(2)
    name = "Ministerium für Landwirtschaft, Verbraucherschutz und Bundesangelegenheiten"
    where = {"article_id": rows[0].article_id, "start": 0, "end": 4, "text": "Text", "source": "x", "confidence": "low"}
    more = {"level": "land", "land": "Mecklenburg-Vorpommern", "abbreviation": "MWVLW"}
    entity = EntityRow(
        entity_id="en_1", label="MINISTRY", name=name, n_mentions=1, n_articles=1, first_published=rows[0].published,
        last_published=rows[1].published,
    )  # fmt: skip
    folder = write_run(tmp_path / "run", rows, [MinistryRow(**where, entity_id="en_1", name=name, **more), entity])
    assert open_report(report(folder).path, size={"width": width, "height": 800}).overflow() == 0


def test_every_control_and_picture_has_a_name(open_report: Any, sample: Path) -> None:
    tab = open_report(sample)
    unnamed = tab.page.evaluate(
        """() => [...document.querySelectorAll("input, select, button, a[href], svg[role=img], table, section, nav, form")].filter((one) => {
          const named = one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.labels?.[0]?.textContent;
          return !(named || (one.caption ?? one).textContent.trim());
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []
    ids = tab.page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_both_languages_and_the_browsers_choice(open_report: Any, sample: Path) -> None:
    assert open_report(sample, locale="en-GB").text("h1") == "29 press releases"
    tab = open_report(sample, locale="fr-FR")
    assert tab.text("h1") == "29 Pressemitteilungen"
    tab.page.fill("input[name=q]", "Brücke")
    before = tab.fitting()
    tab.page.get_by_role("button", name="English").click()
    assert tab.text("h1") == "29 press releases"
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    assert tab.fitting() == before
    assert "undefined" not in tab.text("body")
    assert "lang=en" in tab.page.evaluate("location.hash")


def test_a_run_without_articles_shows_its_losses(open_report: Any, tmp_path: Path) -> None:
    lost = IssueRow(source_id="leer", kind="lost", code="empty", message="0 bytes", stage="cleaning")
    tab = open_report(report(write_run(tmp_path / "run", [], [lost])).path)
    assert tab.text("h1") == "Keine Pressemitteilung"
    assert "Der Lauf hat keinen Artikel ergeben" in tab.text("#overview")
    assert tab.page.locator("main section").evaluate_all("all => all.map(one => one.id)") == ["overview", "losses"]
    assert "Datei ohne Inhalt" in tab.text("#losses")


def test_a_run_of_one_bare_article(open_report: Any, tmp_path: Path) -> None:
    path = report(write_run(tmp_path / "run", [article(1, "", "Ein Satz.")])).path
    tab = open_report(path, size=PHONE)
    assert tab.text("h1") == "1 Pressemitteilung"
    assert tab.text("#fitting") == "1 von 1 Artikeln passt."
    assert tab.text("#articles .article-link") == "(ohne Titel)"
    for section in ("speakers", "ministries", "places", "initiatives", "counts"):
        assert "kommt das nicht vor" in tab.text(f"#{section}")
    assert tab.overflow() == 0
    tab.page.locator("#articles .article-link").click()
    assert tab.text("dialog .article-text") == "Ein Satz."


def test_a_sample_of_a_larger_run_says_so(open_report: Any, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", many_articles(1_500))
    tab = open_report(report(folder, max_articles=200).path)
    assert tab.text("h1") == "1.500 Pressemitteilungen"
    assert "zeigt 200 davon" in tab.text("#sample-note")
    assert tab.fitting() == 200
    tab.page.locator("#sample-note summary").first.click()
    years = tab.page.locator("#sample-note details").first.locator(".figure").all_inner_texts()
    assert sum(int(year) for year in years) == 1_500


def test_colours_can_be_told_from_their_ground(open_report: Any, sample: Path) -> None:
    text, marks = (
        ("ink", "soft", "accent"),
        ("people", "ministries", "organisations", "places", "counts", "initiatives", "quotes", "column"),
    )
    for scheme in ("light", "dark"):
        tab = open_report(sample, color_scheme=scheme)
        names = json.dumps(["paper", "raised", "note", *text, *marks])
        colours = tab.page.evaluate(
            f"Object.fromEntries({names}.map(n => [n, getComputedStyle(document.documentElement).getPropertyValue('--' + n).trim()]))"
        )
        for ground in ("paper", "raised", "note"):
            assert [name for name in text if contrast(colours[name], colours[ground]) < 4.5] == []
            assert [name for name in marks if contrast(colours[name], colours[ground]) < 3] == []


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG."""
    lights = sorted(light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
