"""The same as by_hand.py with a pipeline of de_core_news_sm's architecture: all that such a model does to each text.

    python benchmarks/rivals/core_news.py data/raw /tmp/tables

The pipeline has random weights, see core_news_like.py: its seconds mean something, its entities do not. It is made once
and kept in the folder of temporary files.
"""

from __future__ import annotations

import argparse
import tempfile
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

import core_news_like
import spacy
from by_hand import entities_of

MADE_BY = crc32(Path(core_news_like.__file__).read_bytes())
MODEL = Path(tempfile.gettempdir(), f"core-news-like-{version('spacy')}-{MADE_BY:08x}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder of .html files")
    parser.add_argument("tables", type=Path, help="folder for entities.csv")
    parser.add_argument("--model", type=Path, default=MODEL, help="a pipeline's folder; made where there is none")
    arguments = parser.parse_args()
    if not arguments.model.exists():
        core_news_like.make(arguments.model)
    table = entities_of(spacy.load(arguments.model), arguments.pages)
    arguments.tables.mkdir(parents=True, exist_ok=True)
    table.to_csv(arguments.tables / "entities.csv", index=False)
    print(f"{len(table)} entities in {table['file'].nunique()} pages")


if __name__ == "__main__":
    main()
