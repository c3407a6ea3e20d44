"""What is known about single sites; every other page goes the generic way.

One module per publisher's site or CMS, each a `RULES` tuple. A redesign adds a second object and gives the old one
`valid_until`.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from pressextract.cleaning.head import Head
from pressextract.cleaning.rules.berlin_de import RULES as BERLIN_DE
from pressextract.cleaning.rules.gsb import RULES as GSB
from pressextract.cleaning.rules.presseportal import RULES as PRESSEPORTAL
from pressextract.cleaning.rules.site import Rules

__all__ = ["Rules", "rules_for"]

_ALL: tuple[Rules, ...] = (*BERLIN_DE, *PRESSEPORTAL, *GSB)


def rules_for(url: str | None, head: Head) -> tuple[Rules, ...]:
    """The rules that may hold for a page, by host or by the CMS that it names; several where a site was redesigned."""
    generator = head.metas.get("generator", "")
    return tuple(rules for rules in _ALL if rules.fits(_host(url), generator))


@cache
def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
