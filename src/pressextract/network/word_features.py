"""What a word looks like, without its context: numbers for its form and for the word clusters that it belongs to.

Static vectors of spaCy know a word or know nothing. German makes new words every day (*Rhenaniastraße*,
*Wärmepumpenverband*, *Günther-Wünsch*), and one name token in eight is in no list of a million words. Here such a
word is looked up by what is known of it: another case, without its genitive -s, the part after its last hyphen, the
longest known word that it ends in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import NORM, ORTH
from spacy.strings import hash_string  # type: ignore[attr-defined]
from thinc.api import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Rows = NDArray[np.uint64]

#: The columns of a word's features, in order. `brown` and `press` are clusters, fine to coarse.
COLUMNS = ("norm", "prefix", "suffix", "ending", "shape", "brown", "brown_10", "brown_6", "press", "modifier")

#: How a word was found among the clusters; part of the feature, since *Kaserne* is not *Knobelsdorf-Kaserne*.
_EXACT, _CASE, _INFLECTED, _HYPHEN, _TAIL = range(1, 6)
_SHORTEST_TAIL = 4
#: *Besucher\*innen*, *Kund:innen*, *Leser_innen*, *Bürger/innen* are looked up as *Besucher* …
_GENDER = re.compile(r"[*:_/](?=in)")
_MAX_KNOWN = 500_000


class Clusters(NamedTuple):
    """The clusters of a word and how they were found; all 0 where nothing is known."""

    brown: int = 0
    press: int = 0
    found: int = 0


def word_features(forgotten: float = 0.0) -> Model[list[Doc], list[Rows]]:
    """A layer without weights: documents to one row of `COLUMNS` per token, uint64.

    In training the share `forgotten` of the words lose their norm, so that the network does not learn names by heart:
    most names of the next release are not in the training texts.

    The clusters are read from the vocabulary's vectors: column 0 of a word's vector is its Brown cluster, column 1
    its press cluster, 0 for none (see training/clusters.py).
    """
    return Model("word_features", _forward, attrs={"known": KnownWords(), "forgotten": forgotten})


class KnownWords:
    """The rows of the words met in training, by the hashes of form and norm; never saved, and a copy of it is empty."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], tuple[int, ...]] = {}
        self._vectors: object = None

    def __reduce__(self) -> tuple[type[KnownWords], tuple[()]]:
        return KnownWords, ()

    def rows_for(self, docs: list[Doc]) -> dict[tuple[int, int], tuple[int, ...]]:
        """The rows, emptied when the documents come with other clusters or when they are too many."""
        vectors = docs[0].vocab.vectors if docs else self._vectors
        if vectors is not self._vectors or len(self._rows) > _MAX_KNOWN:
            self._rows.clear()
            self._vectors = vectors
        return self._rows


def _forward(
    model: Model[list[Doc], list[Rows]], docs: list[Doc], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Doc]]]:
    # Without training each word is asked for once: the layer above keeps what comes of it.
    known = model.attrs["known"].rows_for(docs) if is_train else {}
    features = [_features(doc, known) for doc in docs]
    if is_train and model.attrs["forgotten"]:
        for rows in features:
            # spaCy seeds numpy's own generator.
            rows[np.random.random(len(rows)) < model.attrs["forgotten"], 0] = 0
    return features, lambda gradients: docs


def word_keys(doc: Doc) -> list[tuple[int, int]]:
    """For each token the hashes of form and norm, all that its features depend on."""
    return list(map(tuple, doc.to_array([ORTH, NORM]).tolist()))


def _features(doc: Doc, known: dict[tuple[int, int], tuple[int, ...]]) -> Rows:
    keys = word_keys(doc)
    for key in keys:
        if key not in known:
            known[key] = _row(doc.vocab, *key)
    return np.asarray([known[key] for key in keys], dtype="uint64").reshape(-1, len(COLUMNS))


def _row(vocab: Vocab, orth: int, norm: int) -> tuple[int, ...]:
    lexeme = vocab[orth]
    word = lexeme.text
    clusters = find_clusters(vocab, word)
    head, hyphen, _ = word.partition("-")
    modifier = find_clusters(vocab, head).brown + 1 if hyphen and len(head) > 1 else 0
    brown = clusters.brown
    return (
        norm,
        hash_string(word[:3]),
        hash_string(word[-3:]),
        hash_string(word[-5:]),
        lexeme.shape,
        brown * 8 + clusters.found,
        brown & 1023,
        brown & 63,
        clusters.press * 8 + clusters.found,
        modifier,
    )


def find_clusters(vocab: Vocab, word: str) -> Clusters:
    """The clusters of a word, or of the nearest known form of it."""
    if not word or not word[0].isalpha():
        return _look_up(vocab, word, _EXACT) or Clusters()
    case = word.capitalize() if word.isupper() else word.lower() if word[1:].islower() else word
    stem = _GENDER.split(word, maxsplit=1)[0].rstrip("'’.-")
    stem = stem[:-1] if stem.endswith("s") and len(stem) > 4 else stem
    return (
        _look_up(vocab, word, _EXACT)
        or _look_up(vocab, case, _CASE)
        or _look_up(vocab, stem, _INFLECTED)
        or _look_up(vocab, word.rstrip("-").rpartition("-")[2], _HYPHEN)
        or _tail(vocab, word.rpartition("-")[2])
        or Clusters()
    )


def _tail(vocab: Vocab, word: str) -> Clusters | None:
    """By the longest known word that this one ends in, as a noun or as it stands: *Rhenania|straße*."""
    for start in range(2, len(word) - _SHORTEST_TAIL + 1):
        tail = word[start:]
        found = _look_up(vocab, tail.capitalize(), _TAIL) or _look_up(vocab, tail, _TAIL)
        if found:
            return found
    return None


def _look_up(vocab: Vocab, word: str, found: int) -> Clusters | None:
    vectors = vocab.vectors
    row = vectors.key2row.get(hash_string(word)) if word else None
    if row is None:
        return None
    brown, press = vectors.data[row]
    return Clusters(int(brown), int(press), found)
