"""What a page states about itself in its head and in JSON-LD, read once before the tree is thinned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element as Element

from pressextract.cleaning.whitespace import squeeze

_ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting PressRelease ReportageNewsArticle Report TechArticle SocialMediaPosting "
    "AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting Posting".split()
)
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "AboutPage", "CollectionPage"))
_MAX_JSON = 500_000


@dataclass(frozen=True, slots=True)
class Head:
    """Title tag, meta values by lower-case name (first one wins), canonical link, language, JSON-LD objects."""

    title: str
    metas: dict[str, str]
    canonical: str | None
    language: str | None
    article: dict[str, Any]
    page: dict[str, Any]
    itemprops: dict[str, str]

    def meta(self, *names: str) -> tuple[str, str] | None:
        """The first of these metas with a value, and its name."""
        return next(((value, name) for name in names if (value := self.metas.get(name))), None)


#: The head of what has none.
EMPTY_HEAD = Head("", {}, None, None, {}, {}, {})


def read_head(root: Element) -> Head:
    """Read what the page states; metas that stand in the body count too."""
    metas: dict[str, str] = {}
    itemprops: dict[str, str] = {}
    for meta in root.iter("meta"):
        value = squeeze(str(meta.get("content") or ""))
        if not value:
            continue
        if meta.get("itemprop"):
            itemprops.setdefault(str(meta.get("itemprop")).lower(), value)
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv")
        if name:
            metas.setdefault(str(name).strip().lower(), value)
    canonical = next(
        (
            str(link.get("href"))
            for link in root.iter("link")
            if (link.get("rel") or "").lower() == "canonical" and link.get("href")
        ),
        None,
    )
    title = next((squeeze("".join(element.itertext())) for element in root.iter("title")), "")
    objects = list(_json_ld(root))
    return Head(
        title=title,
        metas=metas,
        canonical=canonical,
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()[:2] or None,
        article=_first(objects, _ARTICLE_TYPES),
        page=_first(objects, _PAGE_TYPES),
        itemprops=itemprops,
    )


def _json_ld(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = "".join(script.itertext()).strip()
        if not text or len(text) > _MAX_JSON:
            continue
        try:
            yield from _objects(json.loads(text, strict=False), depth=0)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth + 1)


def _first(objects: list[dict[str, Any]], types: frozenset[str]) -> dict[str, Any]:
    for candidate in objects:
        kinds = candidate.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and name.rpartition("/")[2] in types for name in names):
            return candidate
    return {}
