"""A small page, written for the tests, that others vary: twelve new cycle paths in a made-up Landkreis."""

from __future__ import annotations

from pressextract.article import Article
from pressextract.cleaning import clean

FIRST = "Der Landkreis Musterland baut bis 2024 zwölf neue Radwege und gibt dafür rund 3,5 Millionen Euro aus."
SECOND = "Landrätin Erika Muster eröffnete den ersten Abschnitt am Dienstag, er führt vom Bahnhof bis zum Marktplatz."
THIRD = "Die Bauarbeiten beginnen im Frühjahr, der Verkehr wird in dieser Zeit über die Lindenstraße umgeleitet."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = "\n\n".join((FIRST, SECOND, THIRD))


def page(body: str, head: str = "") -> str:
    """The page's markup with this body."""
    title = "<title>Zwölf neue Radwege - Landkreis Musterland</title>"
    return f'<!DOCTYPE html><html lang="de"><head>{title}{head}</head><body>{body}</body></html>'


def article(body: str, head: str = "") -> Article:
    """What cleaning makes of a page whose main element has a headline and this body."""
    return clean(page(f"<main><h1>Zwölf neue Radwege</h1>{body}</main>", head))
