"""Word clusters made on press text: words that stand in the same surroundings.

The Brown clusters of spacy-lookups-data come from the web at large, where *Verband* stands with *Begriff* and
*Umweltministerium* with *Video*. Press releases tell them apart. Co-occurrence counts with the words one and two
places to the left and right, positive pointwise mutual information, a truncated singular value decomposition, k-means.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import spacy
from scipy.sparse import coo_matrix, csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Neighbours that count, by their distance; each word at each distance is a context of its own.
OFFSETS = (-2, -1, 1, 2)


def make_clusters(
    texts: Iterable[str], clusters: int = 1000, dimensions: int = 100, min_count: int = 5, contexts: int = 10_000
) -> dict[str, int]:
    """Word → cluster number from 1, for words that occur at least `min_count` times."""
    words, documents = _index(texts, min_count)
    vectors = _vectors(documents, len(words), contexts, dimensions)
    # Frequent words first and foremost, but not only: the square root of the counts weighs them.
    counts = np.bincount(np.concatenate(documents), minlength=len(words) + 1)[1:]
    means = MiniBatchKMeans(clusters, random_state=0, batch_size=4096, n_init=3, max_iter=100)
    numbers = means.fit(vectors, sample_weight=np.sqrt(counts)).predict(vectors)
    return {word: int(number) + 1 for word, number in zip(words, numbers, strict=True)}


def _index(lines: Iterable[str], min_count: int) -> tuple[list[str], list[np.ndarray]]:
    """The words by falling frequency, and each document as their numbers from 1 (0: rare)."""
    tokenizer = spacy.blank("de").tokenizer
    texts = [[token.text for token in tokenizer(line) if not token.is_space] for line in lines]
    counts = Counter(word for text in texts for word in text)
    words = [word for word, count in counts.most_common() if count >= min_count]
    numbers = {word: number for number, word in enumerate(words, start=1)}
    return words, [np.array([numbers.get(word, 0) for word in text], dtype="int32") for text in texts if text]


def _vectors(documents: list[np.ndarray], words: int, contexts: int, dimensions: int) -> np.ndarray:
    blocks = []
    # Documents end to end, with a gap that no window crosses.
    gap = np.zeros(max(OFFSETS), dtype="int32")
    stream = np.concatenate([part for document in documents for part in (document, gap)])
    for offset in OFFSETS:
        centre, context = (stream[:-offset], stream[offset:]) if offset > 0 else (stream[-offset:], stream[:offset])
        kept = (centre > 0) & (context > 0) & (context <= contexts)
        pairs = (centre[kept] - 1, context[kept] - 1)
        counts = coo_matrix((np.ones(kept.sum(), dtype="float32"), pairs), shape=(words, contexts)).tocsr()
        blocks.append(_pmi(counts))
    matrix = hstack(blocks, format="csr")
    return normalize(TruncatedSVD(dimensions, random_state=0, n_iter=4).fit_transform(matrix))


def _pmi(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information; contexts smoothed by the power 0.75 as in word2vec."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    result = counts.tocoo()
    expected = rows[result.row] * columns[result.col] / columns.sum()
    result.data = np.maximum(np.log(result.data / expected), 0).astype("float32")
    result = result.tocsr()
    result.eliminate_zeros()
    return result
