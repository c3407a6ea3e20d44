"""Word clusters in the vectors table of a spaCy vocabulary: what a word is like that the training texts never show.

The table `lexeme_cluster` of spacy-lookups-data (MIT) sorts a million German words into 750 Brown clusters: family
names, towns, Länder, first names fall into clusters of their own. The clusters of press_clusters.py stand beside them.
The layers in pressextract.network read both as features.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.strings import hash_string
from spacy.vectors import Vectors

if TYPE_CHECKING:
    from pathlib import Path

#: Each word more costs 13 bytes of the shipped model; beyond half a million the words are ever rarer.
WORDS = 500_000


def find_table() -> Path:
    """The cluster table of the installed package spacy-lookups-data, which ships it compressed."""
    import spacy_lookups_data

    table: Path = spacy_lookups_data.de["lexeme_cluster"]
    return table if table.exists() else table.with_name(f"{table.name}.gz")


def write_vectors(table: Path, press: dict[str, int], output: Path, words: int = WORDS) -> None:
    """Write a pipeline without components whose vocabulary says of each word in which clusters it is.

    A vector has two numbers, the Brown cluster and the press cluster, counted from 1 and 0 for none (see
    pressextract.network.word_features); words of the same clusters share a row. The Brown table lists words by falling
    frequency. Only the hashes of the words are kept, which is all that a look-up needs: their strings would add 8 MB.
    """
    opener = gzip.open if table.suffix == ".gz" else open
    with opener(table, "rt", encoding="utf-8") as stream:
        brown: dict[str, int] = json.load(stream)
    kept = dict.fromkeys([*list(brown)[:words], *press])
    clusters = {word: (brown[word] + 1 if word in brown else 0, press.get(word, 0)) for word in kept}
    rows = {pair: row for row, pair in enumerate(sorted(set(clusters.values())))}
    vectors = Vectors(data=np.array(list(rows), dtype="float32"), name="de_clusters")
    for word, pair in clusters.items():
        vectors.add(hash_string(word), row=rows[pair])
    nlp = spacy.blank("de")
    nlp.vocab.vectors = vectors
    nlp.to_disk(output)
