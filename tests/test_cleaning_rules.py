"""Rules of sites: checked when they are made, chosen by host or CMS."""

from __future__ import annotations

from datetime import date

import pytest

from pressextract.article import Page
from pressextract.cleaning import clean, clean_page
from pressextract.cleaning import rules as site_rules
from pressextract.cleaning.head import EMPTY_HEAD
from pressextract.cleaning.parse import parse
from pressextract.cleaning.rules import rules_for
from pressextract.cleaning.rules.selectors import Selector, xpath_of
from pressextract.cleaning.rules.site import Rules
from pressextract.cleaning.soup import NumberedSoup
from pressextract.errors import RulesError

PARAGRAPHS = "".join(
    f"<p>Absatz {i} der Meldung nennt die Ziele des Bezirks für das Jahr und die Kosten der Wege.</p>" for i in range(3)
)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"hosts": ("a.example",), "body": "div["}, "muster.body"),
        ({"hosts": ("a.example",), "drop": (".a", "..b")}, "muster.drop"),
        ({"generator": "("}, "muster.generator"),
        ({}, "muster.hosts"),
        (
            {"hosts": ("a.example",), "valid_from": date(2020, 1, 1), "valid_until": date(2019, 1, 1)},
            "muster.valid_until",
        ),
    ],
)
def test_a_typo_names_publisher_and_field(values: dict[str, object], message: str) -> None:
    with pytest.raises(RulesError, match=f"^{message}: "):
        Rules(name="muster", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.berlin.de/sen/a.php", ["berlin_de"]),
        ("https://notberlin.de/a", []),
        ("https://berlin.de.example/a", []),
        ("http://[broken", []),
        (None, []),
    ],
)
def test_rules_by_host(url: str | None, expected: list[str]) -> None:
    assert [rules.name for rules in rules_for(url, EMPTY_HEAD)] == expected


def test_berlin_takes_the_submitted_date_and_the_main_column() -> None:
    page = f"""<html lang="de"><head><title>Neue Wege - Berlin.de</title>
    <meta name="dcterms.date" content="2024-01-05"><meta name="dcterms.submitted" content="2020-05-12"></head><body>
    <header id="header"><p class="textlogo"><a href="/"><span>Bezirksamt</span> <span>Musterberg von Berlin</span></a></p></header>
    <h1 class="title">Neue Wege</h1><div id="layout-grid__area--maincontent"><p class="pressnumber">Pressemitteilung vom 12.05.2020</p>
    <div class="textile">{PARAGRAPHS}</div><div role="complementary"><div class="modul-contact"><h2>Kontakt</h2>
    <p>Erika Muster</p><ul><li>Tel.: (030) 5550-1</li></ul></div></div></div></body></html>"""
    article = clean(page, url="https://www.berlin.de/ba-musterberg/pressemitteilung.1.php")
    assert (article.published, article.published_source) == (date(2020, 5, 12), "meta dcterms.submitted")
    assert article.publisher == "Bezirksamt Musterberg von Berlin"
    assert article.text.count("\n\n") == 2
    assert (article.contact_name, article.contact_phone) == ("Erika Muster", "(030) 5550-1")
    assert article.evidence["rules"] == "berlin_de"


def test_rules_that_find_nothing_give_way_to_the_generic_path() -> None:
    article = clean(f"<h1>Neue Wege im Bezirk</h1><div>{PARAGRAPHS}</div>", url="https://www.berlin.de/anders.html")
    assert article.text.count("\n\n") == 2


def test_rules_hold_between_their_days(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Rules(name="muster.new", hosts=("muster.example",), body=".neu", valid_from=date(2020, 1, 1))
    old = Rules(name="muster.old", hosts=("muster.example",), body=".alt", valid_until=date(2019, 12, 31))
    monkeypatch.setattr(site_rules, "ALL_RULES", (new, old))
    both = f"<h1>Neue Wege im Bezirk</h1><div class='alt'>{PARAGRAPHS}</div><div class='neu'>{PARAGRAPHS}</div>"

    def used(content: str, fetched: date | None) -> str:
        page = Page(
            source_id="a", input="a", kind="html", content=content, url="https://muster.example/a", fetched=fetched
        )
        return clean_page(page).evidence["rules"]

    assert used(both, date(2019, 5, 1)) == "muster.old"
    assert used(both, date(2021, 5, 1)) == "muster.new"
    assert used(both, None) == "muster.new"
    assert used(both.replace("neu", "anders"), None) == "muster.old"


def test_an_issuer_needs_no_soup() -> None:
    assert not Rules(name="muster", hosts=("muster.example",), issuer="Landtag").has_selectors
    assert Rules(name="muster", hosts=("muster.example",), drop=(".a",)).has_selectors
    article = clean(f"<h1>Neue Wege im Bezirk</h1><div>{PARAGRAPHS}</div>", url="https://www.landtag-mv.de/presse/1")
    assert (article.publisher, article.evidence["publisher"]) == (
        "Landtag Mecklenburg-Vorpommern",
        "landtage.landtag-mv.de.issuer",
    )


def test_a_soup_is_read_like_beautifulsoups_own_and_leads_back_to_the_tree() -> None:
    top = parse(f"<div id='a'>Vor<p class='x y'>Eins <b>zwei</b> drei</p>nach<br>{PARAGRAPHS}</div>")
    numbered = NumberedSoup(top)
    bold = numbered.soup.select_one("#a > p.x b")
    assert bold is not None
    assert numbered.element(bold).text == "zwei"
    assert (bold.next_sibling, bold.parent and bold.parent["class"]) == (" drei", "x y")
    assert numbered.soup.get_text() == "".join(str(text) for text in top.itertext())
    assert [tag.name for tag in numbered.soup.find_all(True)] == [element.tag for element in top.iter()]


SELECTED = """<body><div id="a" class="x y"><p class="x">1<span class="y z">2</span></p><p>3</p><div class="x-y">4</div>
<h2>5</h2><P class="
 x ">6</P></div><section class="y"><p id="b">7</p></section></body>"""


@pytest.mark.parametrize(
    "css",
    [
        ".x", "p.x", "#a .x", "#a > .x", "#a>p", "h2 + p.x", "p ~ h2", ".x .y, #b", ".y.x", "body p", "section.y #b",
        ".x-y", "*", "div > *", ".none", "P", "#a #a",
    ],
)  # fmt: skip
def test_selectors_in_the_tree_select_what_soupsieve_does(css: str) -> None:
    top = parse(SELECTED).find("body")
    assert top is not None
    assert xpath_of(css) is not None
    copy = NumberedSoup(top)
    expected = [copy.element(tag) for tag in copy.soup.select(css)]
    assert Selector(css).all(top) == expected


@pytest.mark.parametrize("css", ["p:first-child", "[id]", "p:not(.x)", "a[href^='/']", ".x, p:last-child"])
def test_other_selectors_go_through_a_soup(css: str) -> None:
    top = parse(SELECTED).find("body")
    assert top is not None
    assert xpath_of(css) is None
    copy = NumberedSoup(top)
    assert Selector(css).all(top) == [copy.element(tag) for tag in copy.soup.select(css)]
