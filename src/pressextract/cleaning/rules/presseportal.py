"""presseportal.de: releases of German companies, associations and police stations by news aktuell."""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="presseportal",
        hosts=("presseportal.de", "presseportal.ch"),
        body="article.story .card, article.story, .story",
        published=".story .date, article .date, .card .date",
        publisher=".story .customer, article .customer, .company, .customer",
        drop=(".event-trigger.share", ".story-contact-toggle", ".originator"),
    ),
)
