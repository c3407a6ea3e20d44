"""bundestag.de: press releases and the parliament's news (classes bt-…, since the redesign of 2017)."""

from __future__ import annotations

from datetime import date

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="bundestag",
        hosts=("bundestag.de",),
        valid_from=date(2017, 1, 1),
        body=".bt-artikel__article .bt-standard-content, .bt-artikel__article",
        drop=(".bt-artikel__aside", ".bt-artikel__aside-section", ".bt-teaser", ".bt-linkliste", ".bt-link-list"),
        subtitle=".bt-dachzeile",
        published=".bt-date",
        issuer="Deutscher Bundestag",
    ),
)
