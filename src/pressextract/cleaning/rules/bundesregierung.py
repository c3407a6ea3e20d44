"""bundesregierung.de and bundeskanzler.de: the Press and Information Office (classes bpa-…, redesign of 2018)."""

from __future__ import annotations

from datetime import date

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="bundesregierung",
        hosts=("bundesregierung.de", "bundeskanzler.de"),
        valid_from=date(2018, 6, 1),
        drop=(
            ".bpa-teaser",
            ".bpa-teaser-list",
            ".bpa-share",
            ".bpa-article-share",
            ".bpa-video-transcription",
            ".bpa-module-teaser",
        ),
        subtitle=".bpa-article-header .bpa-collection-item, .bpa-article-header .bpa-kicker",
        published=".bpa-article-header .bpa-time time, .bpa-time time",
        issuer="Presse- und Informationsamt der Bundesregierung",
    ),
)
