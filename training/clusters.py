"""German Brown clusters as static vectors: what a word is like, for words that the training texts never show.

The table `lexeme_cluster` of spacy-lookups-data (MIT) sorts a million German words into 750 clusters: family names,
towns, Länder, first names fall into clusters of their own. One cluster is one row of an identity matrix, the most
frequent words point to their row, and `include_static_vectors = true` in the config does the rest: pure spaCy.
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

    from spacy.language import Language

#: Each word more costs 13 bytes of the shipped model; beyond half a million the words are ever rarer.
WORDS = 500_000


def find_table() -> Path:
    """The cluster table of the installed package spacy-lookups-data, which ships it compressed."""
    import spacy_lookups_data

    table: Path = spacy_lookups_data.de["lexeme_cluster"]
    return table if table.exists() else table.with_name(f"{table.name}.gz")


def write_vectors(table: Path, output: Path, words: int = WORDS) -> None:
    """Write a pipeline without components whose vocabulary has the clusters as vectors.

    The table lists words by falling frequency. Only the hashes of the words are kept, which is all that a look-up
    needs: their strings would add 8 MB.
    """
    opener = gzip.open if table.suffix == ".gz" else open
    with opener(table, "rt", encoding="utf-8") as stream:
        clusters: dict[str, int] = json.load(stream)
    rows = {cluster: row for row, cluster in enumerate(sorted(set(clusters.values())))}
    vectors = Vectors(data=np.eye(len(rows), dtype="float32"), name="de_brown_clusters")
    for word, cluster in list(clusters.items())[:words]:
        vectors.add(hash_string(word), row=rows[cluster])
    nlp = spacy.blank("de")
    nlp.vocab.vectors = vectors
    nlp.to_disk(output)


def fold_clusters(nlp: Language) -> None:
    """Multiply the trained projection of the clusters into the table itself; the results stay the same to the bit.

    The network sees a word's cluster only as `row of the identity matrix × W`, which is a column of W. Storing these
    columns as the vectors and an identity as the new W gives 750 × 96 numbers in place of 750 × 750, a model that is
    2 MB smaller, and a product per token that is eight times cheaper.
    """
    layers = [n for _, pipe in nlp.pipeline for n in pipe.model.walk() if n.name == "static_vectors"]
    if len(layers) != 1:
        raise ValueError(f"expected one layer of static vectors, found {len(layers)}")
    (layer,) = layers
    weights = layer.get_param("W")
    vectors = nlp.vocab.vectors
    keys = list(vectors.key2row.items())
    folded = Vectors(data=np.ascontiguousarray(vectors.data @ weights.T), name=vectors.name)
    for key, row in keys:
        folded.add(key, row=row)
    nlp.vocab.vectors = folded
    width = weights.shape[0]
    layer.set_param("W", None)  # a dimension can only change while no parameter has it
    layer.set_dim("nM", width, force=True)
    layer.set_param("W", np.eye(width, dtype="float32"))
