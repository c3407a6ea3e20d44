"""The architectures that the config of the bundled model names; spaCy finds them through entry points."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import (
    LSTM,
    HashEmbed,
    Maxout,
    Model,
    chain,
    clone,
    concatenate,
    expand_window,
    list2ragged,
    ragged2list,
    residual,
    with_array,
    with_padded,
)

from pressextract.network.lstm import encode
from pressextract.network.word_features import COLUMNS, word_features, word_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

#: So many words take some 60 MB at most, those of some 2,000 releases; then the cache starts anew.
_MAX_WORDS = 60_000


def create_word_embedding(
    width: int, embed_width: int, rows: dict[str, int], forgotten: float = 0.0
) -> Model[list[Doc], list[Rows]]:
    """Embed words by their form and their clusters, without their context.

    Args:
        width: of the output.
        embed_width: of each feature's hash table.
        rows: table size per feature, see `word_features.COLUMNS`; a feature without rows is left out.
        forgotten: share of the words that lose their norm in training.

    Raises:
        ValueError: `rows` names an unknown feature.
    """
    if unknown := set(rows) - set(COLUMNS):
        raise ValueError(f"unknown features {', '.join(sorted(unknown))}; possible: {', '.join(COLUMNS)}")
    tables: list[Model[Any, Any]] = [
        HashEmbed(embed_width, rows[name], column=column, seed=column + 7)
        for column, name in enumerate(COLUMNS)
        if name in rows
    ]
    mix = Maxout(width, embed_width * len(tables), nP=3, dropout=0.0, normalize=True)
    embedding: Model[list[Doc], list[Rows]] = chain(
        word_features(forgotten), list2ragged(), with_array(concatenate(*tables)), with_array(mix), ragged2list()
    )
    return Model(
        "once_per_word",
        _embed_once_per_word,
        init=_initialize_inner,
        layers=[embedding],
        dims={"nO": width},
        attrs={"words": WordCache()},
    )


class WordCache:
    """The embeddings of the words met so far: a text of a million words has some 60,000 different ones.

    It is never saved, and a copy of it is empty. Other weights, another vocabulary or other vectors empty it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def __reduce__(self) -> tuple[type[WordCache], tuple[()]]:
        return WordCache, ()

    def forget(self) -> None:
        """Start anew."""
        self._rows: dict[tuple[int, int], int] = {}
        self._table: Rows = np.empty((0, 0), dtype="float32")
        self._made_with: tuple[object, ...] = ()

    def look_up(self, docs: list[Doc], embedding: Model[list[Doc], list[Rows]]) -> list[Rows]:
        """The embeddings of the documents' tokens; the layer is asked for unknown words only."""
        vocab = docs[0].vocab
        if any(doc.vocab is not vocab for doc in docs):
            return [rows for doc in docs for rows in embedding.predict([doc])]
        keys = [word_keys(doc) for doc in docs]
        with self._lock:
            made_with = (vocab, vocab.vectors, _fingerprint(embedding))
            if made_with != self._made_with or len(self._rows) > _MAX_WORDS:
                self.forget()
                self._made_with = made_with
            new = list(dict.fromkeys(key for doc in keys for key in doc if key not in self._rows))
            if new or not self._table.size:
                self._add(new, embedding.predict([_as_doc(docs[0], new)])[0])
            rows = [np.asarray([self._rows[key] for key in doc], dtype="int64") for doc in keys]
            return [self._table[row] for row in rows]

    def _add(self, words: list[tuple[int, int]], embedded: Rows) -> None:
        known, needed = len(self._rows), len(self._rows) + len(words)
        if needed >= len(self._table):  # with room for as many again, so that words that come singly cost no copies
            table = np.zeros((2 * needed + 1, embedded.shape[1]), dtype="float32")
            if known:
                table[:known] = self._table[:known]
            self._table = table
        self._table[known:needed] = embedded
        self._rows.update(zip(words, range(known, needed), strict=True))


def _fingerprint(layer: Model[Any, Any]) -> bytes:
    """Enough of each weight to tell that they were changed: training changes all of a table's rows in the long run."""
    params = (node.get_param(name) for node in layer.walk() for name in node.param_names if node.has_param(name))
    return b"".join(param.ravel()[::997].tobytes() for param in params)


def _as_doc(like: Doc, words: list[tuple[int, int]]) -> Doc:
    """A text of these words, given by the hashes of form and norm."""
    strings = like.vocab.strings
    doc = Doc(like.vocab, words=[strings[orth] for orth, _ in words])
    for token, (_, norm) in zip(doc, words, strict=True):
        token.norm_ = strings[norm]
    return doc


def _embed_once_per_word(
    model: Model[list[Doc], list[Rows]], docs: list[Doc], is_train: bool
) -> tuple[list[Rows], Callable[..., Any]]:
    (embedding,), words = model.layers, model.attrs["words"]
    if is_train:
        words.forget()
        return embedding(docs, is_train)
    return words.look_up(docs, embedding) if docs else [], _not_for_training


def _not_for_training(gradients: list[Rows]) -> Any:
    raise ValueError("the fast way through this layer has no gradient: call it with is_train=True")


def create_window_lstm_encoder(
    width: int, depth: int, lstm_width: int, segment: int, maxout_pieces: int = 3
) -> Model[list[Rows], list[Rows]]:
    """Windows of three words, `depth` times, then an LSTM in both directions over segments of the text.

    Args:
        width: of the input and of the windows' layers.
        depth: how many layers of windows, one or more.
        lstm_width: of the output, half of it for each direction.
        segment: the LSTM starts anew after at most so many words, which bounds its steps and its padding.
        maxout_pieces: of the windows' layers.

    Raises:
        ValueError: `lstm_width` is odd, or `segment` less than 1.
    """
    if lstm_width % 2 or segment < 1:
        raise ValueError(f"lstm_width must be even and segment at least 1, found {lstm_width} and {segment}")
    layer: Model[Any, Any] = chain(
        expand_window(1), Maxout(width, width * 3, nP=maxout_pieces, dropout=0.0, normalize=True)
    )
    windows: Model[list[Rows], list[Rows]] = with_array(clone(residual(layer), depth), pad=depth)
    segments: Model[list[Rows], list[Rows]] = Model(
        "in_segments",
        _in_segments,
        init=_initialize_inner,
        layers=[with_padded(LSTM(lstm_width, width, bi=True))],
        dims={"nO": lstm_width},
        attrs={"length": segment},
    )
    return chain(windows, segments)


def _in_segments(
    model: Model[list[Rows], list[Rows]], texts: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    counts = [max(1, -(-len(rows) // model.attrs["length"])) for rows in texts]
    pieces = _cut(texts, counts)
    if not is_train:
        return _join(encode(model.layers[0].layers[0], pieces), counts), _not_for_training
    outputs, backprop = model.layers[0](pieces, is_train)

    def backprop_segments(gradients: list[Rows]) -> list[Rows]:
        return _join(backprop(_cut(gradients, counts)), counts)

    return _join(outputs, counts), backprop_segments


def _cut(arrays: list[Rows], counts: list[int]) -> list[Rows]:
    """Each array in so many pieces of equal length, give or take one."""
    return [piece for array, count in zip(arrays, counts, strict=True) for piece in np.array_split(array, count)]


def _join(pieces: list[Rows], counts: list[int]) -> list[Rows]:
    ends = np.cumsum(counts, dtype=int)
    return [np.concatenate(pieces[end - count : end]) for end, count in zip(ends, counts, strict=True)]


def _initialize_inner(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    model.layers[0].initialize(X, Y)
