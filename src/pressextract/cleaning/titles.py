"""The headline: what h1, og:title and <title> without the site's name agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from pressextract.cleaning.german_dates import first_date
from pressextract.cleaning.head import Head
from pressextract.cleaning.names import FURNITURE, kinds
from pressextract.cleaning.publisher import INSTITUTION
from pressextract.cleaning.whitespace import comparable, squeeze

_SITE_SEPARATOR = re.compile(r"\s+[-–—|•·»«:/]+\s+|\s*\|\s*|: (?=[A-ZÄÖÜ])")
_MIN_LENGTH = 6
_MIN_LOWER = 15
#: A heading below h1 is the headline where it agrees that well, and so much better than the best h1.
_LOWER_NEEDS, _LOWER_LEAD = 0.5, 0.3
#: What agrees with a title only together with the site's name counts half.
_WITH_SITE = 0.5
#: What agrees with <title> alone, though other titles are stated.
_GUESSED = 0.9
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:(?:index|home|startseite|start)(?:\.\w+)?|de/?)?|\./?", re.I)
#: A headline of this length that begins like a stated title is the uncut form of it.
_MIN_COMMON = 25
#: Class names of what stands inside a headline's element and is not the headline.
KICKER_NAME = re.compile(
    r"sub-?title|sub-?line|sub-?head(?:er|line|ing)?|unterzeile|untertitel|dachzeile|kicker|overline|roofline|topline|"
    r"spitzmarke|eyebrow|preheadline|pre-?title|super-?title|suptitle",
    re.I,
)


class Headline(NamedTuple):
    """The headline, where it was found, its element where it is on the page, and a kicker inside that element."""

    text: str
    source: str
    element: Element | None = None
    kicker: str | None = None


def find_headline(root: Element, head: Head) -> Headline:
    """The page's headline; its text is empty where there is none.

    An h1 that agrees with a stated title wins, then another heading that does (old layouts have the site's name in
    h1), then a single h1, then the stated title without the site's name. An h1 that leads home is the site's name.
    """
    stated = [(value, name) for value, name in _stated(head) if value]
    bare = [_without_site(value, head) for value, _ in stated]
    values = _weighted(bare, stated)
    headlines = [_read(element, values) for element in _first_headings(root)]
    headlines = [headline for headline in headlines if headline.text]
    agreement, best = _best(headlines, values)
    if agreement + _LOWER_LEAD < 1.0:
        lower = [_read(element, values) for element in root.iter("h2", "h3")]
        lower = [one for one in lower if len(one.text) >= _MIN_LOWER or values.get(comparable(one.text)) == 1.0]
        lower_agreement, best_lower = _best(lower, values)
        if best_lower is not None and lower_agreement > max(_LOWER_NEEDS, agreement + _LOWER_LEAD):
            return best_lower
    if best is not None and (len(best.text) >= _MIN_LOWER or agreement > _LOWER_NEEDS):
        return _as_stated(best, [value for value, name in stated if name != "title"])
    if len(headlines) == 1 and len(headlines[0].text) >= _MIN_LENGTH:
        return headlines[0]
    if stated:
        return Headline(bare[0], stated[0][1])
    return headlines[0] if headlines else Headline("", "")


def _first_headings(root: Element) -> list[Element]:
    """The h1 elements but for the site's name and, where there are several, those of newsletter boxes and the like."""
    found = [element for element in root.iter("h1") if not _leads_home(element)]
    if len(found) < 2:
        return found
    inside = [one for one in found if not any(kinds(outer) & FURNITURE for outer in (one, *one.iterancestors()))]
    return inside or found


def _leads_home(element: Element) -> bool:
    link = next((child for child in element.iter("a") if child.get("href")), None)
    if link is None:
        parent = element.getparent()
        link = parent if parent is not None and parent.tag == "a" else None
    return link is not None and _HOME.fullmatch((link.get("href") or "").strip()) is not None


def _as_stated(headline: Headline, titles: Sequence[str]) -> Headline:
    """The headline without what the stated titles leave out: a kicker in front of it, the site's name behind it."""
    if any(comparable(headline.text) in comparable(title) for title in titles):
        return headline
    for title in titles:
        rest = len(headline.text) - len(title)
        if rest <= 0 or len(title) < _MIN_LOWER:
            continue
        if headline.text.endswith(title):
            kicker = headline.text[:rest].rstrip(" :–-|")
            return headline._replace(text=title, kicker=headline.kicker or kicker or None)
        if headline.text.startswith(title) and _SITE_SEPARATOR.match(headline.text[len(title) :]):
            return headline._replace(text=title)
    return headline


def other_titles(head: Head, headline: str) -> tuple[str, ...]:
    """Titles that the page states in its head, other than its headline and <title>."""
    known = comparable(headline)
    stated = {value for value, name in _stated(head) if value and name != "title"}
    return tuple(sorted(value for value in stated if comparable(value) != known))


def _stated(head: Head) -> Sequence[tuple[str, str]]:
    headline = head.article.get("headline") or head.article.get("name")
    return (
        (squeeze(headline) if isinstance(headline, str) else "", "json-ld headline"),
        (head.metas.get("og:title", ""), "og:title"),
        (head.metas.get("dcterms.title") or head.metas.get("dc.title") or "", "dc.title"),
        (head.metas.get("twitter:title", ""), "twitter:title"),
        (head.title, "title"),
    )


def _read(element: Element, values: dict[str, float]) -> Headline:
    """A heading without kicker and date inside it; with the kicker where a stated title has it too."""
    texts = [element.text or ""]
    kicker = None
    for child in element:
        aside = child.tag == "time" or KICKER_NAME.search(f"{child.get('class') or ''}")
        text = "".join(child.itertext())
        if aside and squeeze(text):
            if first_date(text) is None:
                kicker = squeeze(text)
        else:
            texts.append(text if child.tag != "br" else " ")
        texts.append(child.tail or "")
    text = squeeze("".join(texts)).lstrip(" :|–-")
    whole = squeeze("".join(element.itertext())) if kicker or not text else text
    if not text or (kicker and values.get(comparable(whole)) == 1.0):
        text, kicker = whole, None
    return Headline(text, str(element.tag), element, kicker.rstrip(" :|–-") if kicker else None)


def _weighted(bare: Sequence[str], stated: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Keys of the stated titles, without the site's name and with it, each with what agreement counts."""
    weights = dict.fromkeys((comparable(value) for value, _ in stated), _WITH_SITE)
    for title, (_, name) in zip(reversed(bare), reversed(stated), strict=True):
        # which end of <title> is the site's is a guess where nothing else states the title
        weights[comparable(title)] = _GUESSED if name == "title" and len(stated) > 1 else 1.0
    return weights


def _best(headlines: Sequence[Headline], values: dict[str, float]) -> tuple[float, Headline | None]:
    best: tuple[float, Headline | None] = (0.0, None)
    for headline in headlines:
        key = comparable(headline.text)
        agreement = max((weight * _agreement(key, value) for value, weight in values.items()), default=0.0)
        if agreement > best[0]:
            best = agreement, headline
    return best


def _agreement(one: str, other: str) -> float:
    """Share of the longer key that both have in common; 0 where neither holds the other nor begins like it."""
    if len(one) < _MIN_LENGTH or len(other) < _MIN_LENGTH:
        return 1.0 if one and one == other else 0.0
    if one in other or other in one:
        return min(len(one), len(other)) / max(len(one), len(other))
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common / max(len(one), len(other)) if common >= _MIN_COMMON else 0.0


def _without_site(title: str, head: Head) -> str:
    """A stated title without the site's name at one end.

    That end is the one that og:site_name gives, else the one that names an institution, else the shorter one.
    """
    parts = [(match.start(), match.end()) for match in _SITE_SEPARATOR.finditer(title)]
    if not parts:
        return title
    first, last = title[: parts[0][0]], title[parts[-1][1] :]
    without_first, without_last = title[parts[0][1] :], title[: parts[-1][0]]
    site = comparable(head.metas.get("og:site_name", ""))
    for is_site in (lambda end: comparable(end) == site, INSTITUTION.search):
        if is_site(last) and not is_site(first):
            return without_last
        if is_site(first) and not is_site(last):
            return without_first
    return without_last if len(last) <= len(first) or len(without_last) > len(last) else without_first
