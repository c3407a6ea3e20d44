"""What is known about single sites; every other page goes the generic way.

One module per publisher's site or CMS, each a `RULES` tuple. A redesign adds a second object in front and gives the old
one `valid_until`.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from pressextract.cleaning.head import Head
from pressextract.cleaning.rules.berlin_de import RULES as BERLIN_DE
from pressextract.cleaning.rules.bundesregierung import RULES as BUNDESREGIERUNG
from pressextract.cleaning.rules.bundestag import RULES as BUNDESTAG
from pressextract.cleaning.rules.gsb import RULES as GSB
from pressextract.cleaning.rules.landtage import RULES as LANDTAGE
from pressextract.cleaning.rules.presseportal import RULES as PRESSEPORTAL
from pressextract.cleaning.rules.site import Rules

__all__ = ["ALL_RULES", "Rules", "rules_for"]

#: Rules by host stand before those by CMS: a ministry may have both.
ALL_RULES: tuple[Rules, ...] = (*BERLIN_DE, *PRESSEPORTAL, *BUNDESREGIERUNG, *BUNDESTAG, *LANDTAGE, *GSB)


def rules_for(url: str | None, head: Head, fetched: date | None = None) -> tuple[Rules, ...]:
    """The rules that may hold for a page, by host or by the CMS that it names; several where a site was redesigned.

    `fetched` is the day on which the page was saved, as far as the source knows it; layouts of other times are left
    out then.
    """
    generator = head.metas.get("generator", "")
    host = _host(url)
    return tuple(rules for rules in ALL_RULES if rules.fits(host, generator) and rules.held_on(fetched))


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
