"""The headline: what h1, og:title and <title> without the site's name agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from pressextract.cleaning.head import Head
from pressextract.cleaning.whitespace import squeeze

_SITE_SEPARATOR = re.compile(r"\s+[-–—|•·»«:/]+\s+|\s*[|»«]\s*|\s+::\s+|: (?=[A-ZÄÖÜ])")
_KEY = re.compile(r"[^\w]+")
_MIN_LENGTH = 6


def find_title(root: Element, head: Head) -> tuple[str, str, Element | None]:
    """Title, the place where it was found, and the headline's element (None where it is not on the page)."""
    headlines = [(element, squeeze("".join(element.itertext()))) for element in root.iter("h1")]
    headlines = [(element, text) for element, text in headlines if text]
    stated = [(value, name) for value, name in _stated(head) if value]
    agreed = [(element, text) for element, text in headlines if any(_agree(text, value) for value, _ in stated)]
    if agreed:
        element, text = max(agreed, key=lambda pair: max(_agreement(pair[1], value) for value, _ in stated))
        return text, "h1", element
    # No h1 is in what the page states: a headline in another element may be.
    lower = _heading_that_agrees(root, [value for value, _ in stated])
    if lower is not None:
        return squeeze("".join(lower.itertext())), str(lower.tag), lower
    if len(headlines) == 1 and len(headlines[0][1]) >= _MIN_LENGTH:
        return headlines[0][1], "h1", headlines[0][0]
    for value, name in stated:
        return (_without_site(value, head) if name != "json-ld headline" else value), name, None
    return (headlines[0][1], "h1", headlines[0][0]) if headlines else ("", "", None)


def _stated(head: Head) -> Sequence[tuple[str, str]]:
    headline = head.article.get("headline") or head.article.get("name")
    return (
        (squeeze(headline) if isinstance(headline, str) else "", "json-ld headline"),
        (head.metas.get("og:title", ""), "og:title"),
        (head.metas.get("dcterms.title") or head.metas.get("dc.title") or "", "dc.title"),
        (head.metas.get("twitter:title", ""), "twitter:title"),
        (head.title, "title"),
    )


def _key(text: str) -> str:
    return _KEY.sub(" ", text.casefold()).strip()


def _agree(headline: str, stated: str) -> bool:
    return _agreement(headline, stated) > 0


def _agreement(headline: str, stated: str) -> float:
    """How much of what is stated the headline covers; 0 where neither holds the other."""
    one, other = _key(headline), _key(stated)
    if len(one) < _MIN_LENGTH or len(other) < _MIN_LENGTH:
        return 1.0 if one and one == other else 0.0
    if one in other:
        return len(one) / len(other)
    if other in one:
        return len(other) / len(one)
    # the stated title is often cut: "… Denkanstö …"
    common = len(_common_prefix(one, other))
    return common / max(len(one), len(other)) if common >= 25 else 0.0


def _common_prefix(one: str, other: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _heading_that_agrees(root: Element, stated: list[str]) -> Element | None:
    best: tuple[float, Element] | None = None
    for element in root.iter("h2", "h3"):
        text = squeeze("".join(element.itertext()))
        if len(text) < 15:
            continue
        agreement = max((_agreement(text, value) for value in stated), default=0.0)
        if agreement > 0.5 and (best is None or agreement > best[0]):
            best = (agreement, element)
    return best[1] if best else None


def _without_site(title: str, head: Head) -> str:
    """A stated title without the site's name before or after it."""
    parts = [(match.start(), match.end()) for match in _SITE_SEPARATOR.finditer(title)]
    if not parts:
        return title
    site = _key(head.metas.get("og:site_name", ""))
    first, last = title[: parts[0][0]], title[parts[-1][1] :]
    if site and _key(first) == site:
        return title[parts[0][1] :]
    if site and _key(last) == site:
        return title[: parts[-1][0]]
    # the site's name is the shorter end
    if len(last) <= len(first) or len(title[: parts[-1][0]]) > len(last):
        return title[: parts[-1][0]]
    return title[parts[0][1] :]
