"""Government Site Builder: the CMS of most federal ministries and agencies.

Two layouts: the older one keeps the release in #content with a date above the headline, the newer one names its parts
c-intro, c-teaser, c-linklist.
"""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

RULES = (
    Rules(
        name="gsb",
        generator="Government Site Builder",
        drop=(
            ".navToTop",
            ".pictureExtras",
            ".picture__tooltip",
            ".c-share",
            ".l-share",
            ".docBtn",
            ".servicebox",
            ".c-toplink",
            ".c-keywords",
            ".c-linklist",
            ".c-teaser",
            ".c-marginalspalten-boxen",
            ".sectionRelated",
            ".hide-for-print",
        ),
        subtitle="#content .dachzeile, #content .kicker, .c-intro__dachzeile, .isFirstInSlot + .subheadline",
        published="#content h1 .date, .c-teaser__meta time, .c-intro time",
    ),
)
