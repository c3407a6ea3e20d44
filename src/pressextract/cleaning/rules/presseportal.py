"""presseportal.de: releases of German companies, associations and police stations by news aktuell."""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="presseportal",
        hosts=("presseportal.de", "presseportal.ch"),
        body="article.story .card, article.story, .story",
        title="article.story h1, .story h1, h1",
        published=".story .date, article .date, .card .date",
        publisher=".story .customer, article .customer, .company, .customer",
        drop=(".event-trigger.share", ".story-contact-toggle", ".originator"),
    ),
)
