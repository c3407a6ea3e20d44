"""Which article is whose duplicate: equal and nearly equal texts, the first published one is the original."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

import pressextract
from pressextract.article import Article, blocks_of
from pressextract.duplicates import Dated, Duplicate, find_duplicates
from pressextract.settings import Settings

RELEASE = (
    "Der Senat hat in seiner heutigen Sitzung auf Vorlage der Senatorin für Umwelt den Bericht zur Wärmeplanung "
    "beschlossen. Bis Ende des Jahres sollen die Bezirke melden, welche Gebäude an das Netz angeschlossen werden können. "
    "Für die Beratung der Eigentümerinnen und Eigentümer stehen in den kommenden zwei Jahren zwölf Millionen Euro bereit. "
    "Die Verwaltung richtet dazu in jedem Bezirk eine Stelle ein, die auch Anträge auf Förderung entgegennimmt. "
    "Mit den Wohnungsunternehmen des Landes wurde vereinbart, dass sie ihre Bestände zuerst prüfen und das Ergebnis "
    "veröffentlichen. Die Senatorin sagte, die Wärmeplanung sei ein Meilenstein auf dem Weg zur klimaneutralen Stadt."
)
OTHER = (
    "Das Bürgeramt am Rathaus bleibt wegen einer Umstellung der Technik am kommenden Freitag geschlossen. Bürgerinnen und "
    "Bürger können in dieser Zeit andere Standorte nutzen oder einen Termin im Internet buchen. Fertige Ausweise werden "
    "am Montag darauf wieder ausgegeben, Ausnahmen gelten nur für dringende Fälle mit Nachweis einer Reise."
)
COPY = RELEASE.replace("Meilenstein", "wichtiger Schritt") + " Kontakt: Pressestelle."


def dated(key: str, text: str, published: str | None = "2023-06-20") -> Dated:
    return Dated(key, date.fromisoformat(published) if published else None, sha256(text.encode()).hexdigest(), text)


def test_the_first_published_wins_whatever_the_order() -> None:
    articles = [
        dated("spät", RELEASE, "2023-06-22"),
        dated("anders", OTHER),
        dated("ohne Tag", RELEASE, None),
        dated("zuerst", RELEASE, "2023-06-20"),
        dated("überarbeitet", COPY, "2023-06-21"),
    ]
    found = find_duplicates(articles, "near", 0.8)
    assert {key: duplicate.of for key, duplicate in found.items()} == dict.fromkeys(
        ("spät", "ohne Tag", "überarbeitet"), "zuerst"
    )
    assert found["spät"].similarity == found["ohne Tag"].similarity == 1.0
    assert 0.8 <= found["überarbeitet"].similarity < 1.0
    assert find_duplicates(reversed(articles), "near", 0.8) == found


def test_modes() -> None:
    articles = [dated("a", RELEASE), dated("b", COPY, "2023-06-21"), dated("c", COPY, "2023-06-22")]
    assert find_duplicates(articles, "exact", 0.8) == {"c": Duplicate("b", 1.0)}
    assert find_duplicates(articles, "none", 0.8) == {}
    assert set(find_duplicates(articles, "near", 0.8)) == {"b", "c"}
    assert set(find_duplicates(articles, "near", 0.999)) == {"c"}


def test_a_copy_of_a_copy_points_to_the_original() -> None:
    second = COPY + " Die Unterlagen stehen im Internet bereit."
    found = find_duplicates(
        [dated("a", RELEASE), dated("b", COPY, "2023-06-21"), dated("c", second, "2023-06-22")], "near", 0.8
    )
    assert {key: duplicate.of for key, duplicate in found.items()} == {"b": "a", "c": "a"}


def test_short_and_empty_texts_are_compared_as_a_whole() -> None:
    short = "Der Termin am Montag, 12. Juni, entfällt."
    articles = [
        dated("a", short), dated("b", short.replace("12.", "19."), "2023-06-21"), dated("c", short, "2023-06-22"),
        dated("d", ""), dated("e", ""),
    ]  # fmt: skip
    assert find_duplicates(articles, "near", 0.8) == {"c": Duplicate("a", 1.0)}


def test_a_series_with_other_numbers_is_no_duplicate() -> None:
    report = (
        "Die Feuerwehr rückte am Wochenende zu {} Einsätzen aus, davon waren {} Brände und {} technische Hilfen. "
        "In {} Fällen wurden Menschen verletzt, {} mussten ins Krankenhaus. Der Rettungsdienst fuhr {} Mal, im Mittel "
        "dauerte es {} Minuten bis zur Ankunft. Die Leitstelle nahm {} Anrufe entgegen, {} davon waren Notrufe."
    )
    may, june = (report.format(*(seed * n for n in range(3, 12))) for seed in (7, 13))
    assert find_duplicates([dated("mai", may, "2023-05-01"), dated("juni", june, "2023-06-01")], "near", 0.8) == {}


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.sets(st.integers(0, 60), max_size=6))
def test_nothing_depends_on_the_order_of_dated_articles(order: list[int], dropped: set[int]) -> None:
    words = RELEASE.split()
    edited = " ".join(word for place, word in enumerate(words) if place not in dropped)
    texts = [RELEASE, edited, OTHER, COPY, OTHER + " Ende.", RELEASE]
    articles = [dated(str(n), text, f"2023-06-{n + 1:02d}") for n, text in enumerate(texts)]
    assert find_duplicates([articles[n] for n in order], "near", 0.8) == find_duplicates(articles, "near", 0.8)


def test_extract_marks_them_too() -> None:
    articles = [
        Article(source_id=key, blocks=blocks_of(text), published=date(2023, 6, day))
        for key, text, day in (("b", COPY, 21), ("a", RELEASE, 20))
    ]
    table = pressextract.extract(articles, Settings())["articles"].set_index("source_id")
    assert table.loc["b", "duplicate_of"] == table.loc["a", "article_id"]
    assert table.loc["b", "duplicate_similarity"] > 0.8
    assert table.loc["a", ["duplicate_of", "duplicate_similarity"]].isna().all()
