"""Government Site Builder: the CMS of most federal ministries and agencies."""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="gsb",
        generator="Government Site Builder",
        drop=(".navToTop", ".pictureExtras", ".c-share", ".l-share", ".docBtn", ".servicebox", ".c-toplink"),
        subtitle="#content .dachzeile, #content .kicker, .c-intro__dachzeile, .isFirstInSlot + .subheadline",
    ),
)
