"""German press releases as pages, and what reads an input to its end."""

from __future__ import annotations

from pathlib import Path

from pressextract.article import Loss, Page
from pressextract.sources import Limits, plan_sources

TOWNS = ("Magdeburg", "Halle", "Dessau", "Stendal", "Köthen", "Wernigerode", "Zerbst", "Bernburg", "Merseburg")


def release(number: int = 0) -> str:
    """A release; the numbers make the bytes of each differ, so that they do not pack to nothing."""
    town = TOWNS[number % len(TOWNS)]
    return (
        f"<html lang='de'><head><title>Neue Radwege in {town}</title></head><body><h1>Neue Radwege in {town}</h1>"
        f"<p>Pressemitteilung Nr. {number}/2020. Verkehrsministerin Erika Musterfrau hat am Montag in {town} den Bau von "
        f"{number * 7919 % 1000} Kilometern Radweg angekündigt. „Damit schließen wir die Lücke zwischen {town} und der "
        f"Straße {number * 104729 % 9973}“, sagte sie.</p></body></html>"
    )


def found_in(source: str | Path, limits: Limits | None = None) -> tuple[list[Page | Loss], dict[str, int]]:
    """All that an input gives, and what was skipped."""
    plan = plan_sources(source)
    pages = list(plan.pages(limits or Limits()))
    assert plan.n_pages() in (None, len(pages)), "what a plan promises is what it gives"
    return pages, dict(plan.skipped)


def codes(found: list[Page | Loss]) -> list[str]:
    """`page` or the code of the loss."""
    return [page.code if isinstance(page, Loss) else "page" for page in found]
