"""Rules of sites: checked when they are made, chosen by host or CMS."""

from __future__ import annotations

from datetime import date

import pytest

from pressextract.cleaning import clean
from pressextract.cleaning.head import EMPTY_HEAD
from pressextract.cleaning.rules import rules_for
from pressextract.cleaning.rules.site import Rules
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
