"""berlin.de: Senate, districts and authorities of Land Berlin (Imperia; layouts of 2013 to today)."""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="berlin_de",
        hosts=("berlin.de",),
        body="#layout-grid__area--maincontent",
        # dcterms.date is the day of the last change on many pages, dcterms.submitted that of the release
        published_meta="dcterms.submitted",
        publisher="#header .textlogo a, .pageheader .textlogo",
        drop=(".modul-contact",),
    ),
)
