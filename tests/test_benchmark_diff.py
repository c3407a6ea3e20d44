"""The report of mentions gained and lost: pairs of rows in, lines out."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.diff import Change, Gold, State, compare, pair, report

TEXT = "Das Amt für Radwege lobt die Stadt Verden.\n\nVerden baut drei Radwege, sagte das Amt für Radwege am Montag in Bremen."


def mention(label: str, surface: str, nth: int = 0, field: str = "text", **columns: Any) -> dict[str, Any]:
    """The nth mention of a surface in TEXT; in other fields it stands at the beginning."""
    start = 0
    if field == "text":
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(surface, start + 1)
    place = {"field": field, "start": start, "end": start + len(surface), "text": surface}
    return {"label": label, "source": "model", **place, **columns}


def article(*mentions: dict[str, Any], source_id: str = "a", **fields: Any) -> dict[str, Any]:
    facts = {"title": "Verden baut", "subtitle": None, "text": TEXT, "publisher": None, "url": None, "published": None}
    return {"source_id": source_id, **facts, "mentions": list(mentions), **fields}


def whole_report(
    before: list[dict[str, Any]], after: list[dict[str, Any]], show: int = 9, gold: Gold | None = None
) -> str:
    states = [
        State(name, {a["source_id"]: a for a in articles}) for name, articles in (("old", before), ("new", after))
    ]
    return report(*states, "a sample", show, ["ORG", "PLACE"], gold)


AMT, AMT_AGAIN = mention("ORG", "Amt für Radwege"), mention("ORG", "Amt für Radwege", 1)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([AMT], [AMT], []),
        ([], [AMT], [("gained", "ORG", "model", "Amt für Radwege", "")]),
        ([AMT], [], [("lost", "ORG", "model", "Amt für Radwege", "")]),
        (
            [],
            [mention("PLACE", "Bremen", source="lexicon:land_04")],
            [("gained", "PLACE", "lexicon", "Bremen", "land_04")],
        ),
        (
            [mention("ORG", "Radwege")],
            [AMT],
            [("gained", "ORG", "model", "Amt für Radwege", ""), ("lost", "ORG", "model", "Radwege", "")],
        ),
        (
            [mention("PLACE", "Verden")],
            [mention("ORG", "Verden")],
            [("gained", "ORG", "model", "Verden", ""), ("lost", "PLACE", "model", "Verden", "")],
        ),
        (
            [mention("PLACE", "Verden", field="title")],
            [mention("PLACE", "Verden")],
            [("lost", "PLACE", "model", "Verden", ""), ("gained", "PLACE", "model", "Verden", "")],
        ),
        (
            [mention("PLACE", "Bremen", name="Bremen", kind=None, place_id="x")],
            [mention("PLACE", "Bremen", name="Bremen", kind="state", place_id="land_04")],
            [("changed", "PLACE", "kind, place_id", "Bremen", "kind – → state")],
        ),
        (
            [mention("PLACE", "Bremen", place_id="x")],
            [mention("PLACE", "Bremen", place_id="land_04")],
            [("changed", "PLACE", "place_id", "Bremen", "place_id x → land_04")],
        ),
        ([mention("PLACE", "Bremen")], [mention("PLACE", "Bremen", only_now=1)], []),
    ],
)
def test_mentions_of_one_article(before: list[Any], after: list[Any], expected: list[Any]) -> None:
    changes = compare(article(*before), article(*after))
    found = [(c.way, c.label, c.group, c.surface, c.detail) for c in changes]
    assert sorted(found) == sorted(expected)


def test_context_is_forty_characters_on_one_line() -> None:
    (change,) = compare(article(), article(mention("PLACE", "Verden", 1)))
    assert change == Change(
        way="gained",
        label="PLACE",
        group="model",
        surface="Verden",
        detail="",
        source_id="a",
        context="…Amt für Radwege lobt die Stadt Verden. ¶ [Verden] baut drei Radwege, sagte das Amt für Ra…",
    )


def test_the_gold_judges_what_it_marks() -> None:
    gold: Gold = {"a": {("ORG", AMT["start"], AMT["end"]): "right", ("PLACE", AMT["start"], AMT["end"]): "open"}}
    before = article(AMT, AMT_AGAIN)
    after = article(mention("PLACE", "Amt für Radwege"), mention("PLACE", "Verden", field="title"))
    found = {(c.way, c.label, c.surface, c.verdict) for c in compare(before, after, gold)}
    assert found == {
        ("lost", "ORG", "Amt für Radwege", "right"),
        ("lost", "ORG", "Amt für Radwege", "wrong"),
        ("gained", "PLACE", "Amt für Radwege", "open"),
        ("gained", "PLACE", "Verden", "open"),
    }


def test_articles_are_paired_by_what_cleaning_made_of_them() -> None:
    before = {
        "equal": article(),
        "retitled": article(),
        "redated": article(),
        "gone": article(),
        "lost twice": {"source_id": "lost twice", "lost": "empty"},
        "new": {"source_id": "new", "lost": "empty"},
    }
    after = {
        "equal": article(),
        "retitled": article(title="Neu"),
        "redated": article(published="2020-05-12"),
        "gone": {"source_id": "gone", "lost": "not_german"},
        "lost twice": {"source_id": "lost twice", "lost": "empty"},
        "new": article(),
    }
    pairing = pair(before, after)
    assert pairing.equal == ("equal", "redated")
    assert pairing.other_text == {"retitled": ("title",)}
    assert pairing.other_facts == {"redated": ("published",)}
    assert pairing.only_before == ("gone",)
    assert pairing.only_after == ("new",)


def test_report_counts_and_groups() -> None:
    rule = {"source": "rule:office"}
    before = [
        article(mention("PLACE", "Bremen", kind=None), source_id="a"),
        article(mention("ORG", "Radwege"), source_id="b"),
        article(AMT, source_id="c", text="Anders."),
    ]
    after = [
        article(mention("PLACE", "Bremen", kind="state"), AMT | rule, AMT_AGAIN | rule, source_id="a"),
        article(AMT | rule, mention("ORG", "Stadt Verden"), source_id="b"),
        article(source_id="c"),
    ]
    lines = whole_report(before, after).splitlines()
    assert "- articles compared: 2, equal in title, subtitle and text" in lines
    assert "- not compared, cleaned otherwise: 1 – c (text)" in lines
    assert "| ORG | 1 | 4 | 4 | 1 | 0 |  |" in lines
    assert "| PLACE | 1 | 1 | 0 | 0 | 1 | kind 1 |" in lines
    gained = lines[lines.index("## ORG gained: 4") : lines.index("## ORG lost: 1")]
    assert gained == [
        "## ORG gained: 4",
        "",
        "rule:office: 3",
        "",
        "- `Amt für Radwege` 3× in 2 articles: `Das [Amt für Radwege] lobt die Stadt Verden. ¶ Verden baut dre…` (a)",
        "",
        "model: 1",
        "",
        "- `Stadt Verden`: `Das Amt für Radwege lobt die [Stadt Verden]. ¶ Verden baut drei Radwege, sagte das A…` (b)",
        "",
    ]
    changed = next(line for line in lines if line.startswith("- `Bremen`"))
    assert changed.startswith("- `Bremen`, kind – → state: `")


def test_report_shows_the_most_frequent_first_and_says_what_it_leaves_out() -> None:
    after = article(AMT, AMT_AGAIN, mention("ORG", "Stadt"), mention("ORG", "Montag"))
    lines = whole_report([article()], [after], show=1).splitlines()
    assert [line for line in lines if line.startswith("- `")] == [
        "- `Amt für Radwege` 2× in 1 article: `Das [Amt für Radwege] lobt die Stadt Verden. ¶ Verden baut dre…` (a)"
    ]
    assert lines[-1] == "2 more lines; --show 3 has all."


def test_report_with_gold_counts_right_and_wrong() -> None:
    gold: Gold = {"a": {("ORG", AMT["start"], AMT["end"]): "right"}}
    before = article(AMT, mention("ORG", "Stadt"))
    after = article(AMT_AGAIN, mention("ORG", "Verden", field="title"))
    text = whole_report([before], [after], gold=gold)
    assert "| ORG | 2 | 2 | 2 | 2 | 0 | 0 | 1 | 1 | 1 | 1 |  |" in text
    assert "- `Stadt`, wrong: `" in text


def test_report_of_equal_states_has_no_lines() -> None:
    text = whole_report([article(AMT)], [article(AMT)])
    assert "| ORG | 1 | 1 | 0 | 0 | 0 |  |" in text
    assert "##" not in text


def test_labels_that_one_state_alone_knows_are_shown() -> None:
    states = [
        State(name, {"a": article(*mentions)}) for name, mentions in (("old", [mention("LAW", "Stadt")]), ("new", []))
    ]
    assert "## LAW lost: 1" in report(*states, "a sample", 9)
    assert "LAW" not in report(*states, "a sample", 9, ["ORG"])
