"""What a careful user writes: trafilatura finds text and metadata, the model reads in batches, Parquet keeps the types.

    python benchmarks/rivals/careful.py data/raw /tmp/tables

Pages in which trafilatura finds nothing are left out. The model is the bundled one, so that a comparison of seconds
compares what is done around it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import spacy
import trafilatura
from spacy.language import Language
from trafilatura.settings import Document

from pressextract.model import bundled_path

BATCH = 64
METADATA = ("title", "author", "date", "sitename", "url")


def articles(pages: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The text of each page with what is known of it."""
    for path in sorted(pages.rglob("*.html")):
        html = path.read_text(encoding="utf-8", errors="replace")
        found = trafilatura.bare_extraction(html, with_metadata=True)
        if isinstance(found, Document) and found.text:
            yield found.text, {"file": path.name, **{name: getattr(found, name) for name in METADATA}}


def entities_of(nlp: Language, pages: Path) -> pd.DataFrame:
    """One row an entity, with the metadata of its page."""
    rows = []
    for doc, known in nlp.pipe(articles(pages), as_tuples=True, batch_size=BATCH):
        for entity in doc.ents:
            place = {"start": entity.start_char, "end": entity.end_char}
            rows.append({**known, **place, "text": entity.text, "label": entity.label_})
    return pd.DataFrame(rows, columns=["file", *METADATA, "start", "end", "text", "label"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder of .html files")
    parser.add_argument("tables", type=Path, help="folder for entities.parquet")
    arguments = parser.parse_args()
    table = entities_of(spacy.load(bundled_path()), arguments.pages)
    arguments.tables.mkdir(parents=True, exist_ok=True)
    table.to_parquet(arguments.tables / "entities.parquet", index=False)
    print(f"{len(table)} entities in {table['file'].nunique()} pages")


if __name__ == "__main__":
    main()
