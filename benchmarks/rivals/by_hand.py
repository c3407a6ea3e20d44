"""What a user writes first: all text of each page, the model alone, one table of entities as CSV.

    python benchmarks/rivals/by_hand.py data/raw /tmp/tables

No cleaning, so menus and footers are read too; no dates, no normal forms, and the first page that cannot be read ends
it. The model is the bundled one, so that a comparison of seconds compares what is done around it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
import spacy
from bs4 import BeautifulSoup
from spacy.language import Language

from pressextract.model import bundled_path

COLUMNS = ["file", "start", "end", "text", "label"]


def entities_of(nlp: Language, pages: Path) -> pd.DataFrame:
    """One row an entity, page after page."""
    rows = []
    for path in sorted(pages.rglob("*.html")):
        html = path.read_text(encoding="utf-8", errors="replace")
        doc = nlp(BeautifulSoup(html, "lxml").get_text())
        for entity in doc.ents:
            rows.append((path.name, entity.start_char, entity.end_char, entity.text, entity.label_))  # noqa: PERF401
    return pd.DataFrame(rows, columns=COLUMNS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder of .html files")
    parser.add_argument("tables", type=Path, help="folder for entities.csv")
    arguments = parser.parse_args()
    table = entities_of(spacy.load(bundled_path()), arguments.pages)
    arguments.tables.mkdir(parents=True, exist_ok=True)
    table.to_csv(arguments.tables / "entities.csv", index=False)
    print(f"{len(table)} entities in {table['file'].nunique()} pages")


if __name__ == "__main__":
    main()
