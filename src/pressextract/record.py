"""Records a page as a golden pair: the page beside the article that cleaning makes of it, to be read and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pressextract.article import Article, Loss
from pressextract.cleaning import clean_or_loss
from pressextract.errors import ConfigError
from pressextract.settings import Settings
from pressextract.sources import plan_sources

#: What a golden pair states of an article.
FIELDS = (
    "title", "subtitle", "lead", "text", "published", "modified", "press_number", "dateline", "embargo_until",
    "publisher", "authors", "contact_name", "contact_phone", "contact_email", "boilerplate", "keywords",
    "image_captions", "image_credits",
)  # fmt: skip


def record(page: Path, folder: Path, settings: Settings, *, force: bool = False) -> tuple[Path, Path]:
    """Copy a page into a folder and write what comes of it beside it as JSON: both paths.

    A page that yields no article gives the code of its loss. Read the JSON before you keep it: it says what cleaning
    does, not what it should do.

    Raises:
        ConfigError: the page is a folder, holds records or no page, or the pair is there and differs.
    """
    if page.is_dir():
        raise ConfigError(f"{page}: is a folder; one page is expected")
    plan = plan_sources(page)
    if plan.files[0].kind != "page":
        raise ConfigError(f"{page}: holds records or an archive; one HTML page or text file is expected")
    found = next(plan.pages(settings.limits))
    content = page.read_bytes()
    recorded, expected = folder / page.name, folder / f"{page.stem}.json"
    described = {"page": page.name, **describe(clean_or_loss(found, settings.language))}
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    for path, new in ((recorded, content), (expected, text.encode("utf-8"))):
        if not force and path.exists() and path.read_bytes() != new:
            raise ConfigError(f"{path}: is there and differs{_differences(path, described)}; --force replaces it")
    folder.mkdir(parents=True, exist_ok=True)
    if recorded.resolve() != page.resolve():
        recorded.write_bytes(content)
    expected.write_text(text, encoding="utf-8")
    return recorded, expected


def describe(article: Article | Loss) -> dict[str, Any]:
    """The fields of a golden pair, ready for JSON; of a lost page its code alone."""
    if isinstance(article, Loss):
        return {"lost": article.code}
    return {name: _plain(getattr(article, name)) for name in FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else value


def _differences(path: Path, described: dict[str, Any]) -> str:
    if path.suffix != ".json":
        return ""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return ", and is no JSON"
    names = [name for name in {**known, **described} if known.get(name) != described.get(name)]
    return f" in {', '.join(names)}" if names else " in its form"
