"""The layers of the bundled model: look-up of unknown words, embeddings from the cache, texts in segments."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.strings import hash_string
from spacy.vectors import Vectors
from thinc.api import LSTM, Adam, Model, with_padded

from pressextract.network.layers import WordCache, create_window_lstm_encoder, create_word_embedding
from pressextract.network.lstm import encode
from pressextract.network.word_features import Clusters, find_clusters, word_features

#: Word → Brown cluster and press cluster.
WORDS = {
    "Straße": (7, 3),
    "Kaserne": (8, 0),
    "Wünsch": (9, 4),
    "Reinickendorf": (10, 5),
    "Landshut": (11, 0),
    "Besucher": (12, 6),
    "verband": (13, 0),
    "bauen": (14, 7),
    "„": (15, 0),
}
ROWS = {"norm": 100, "prefix": 50, "ending": 50, "shape": 20, "brown": 50, "press": 50, "modifier": 20}
EMPTY = spacy.blank("de").vocab
TEXTS = [
    "Die Rhenaniastraße liegt in Reinickendorf.",
    "Besucher der Kaserne kamen aus Landshut. Die Rhenaniastraße liegt in Reinickendorf.",
    "",
    "z. B. in Landshut",
]


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.blank("de")
    vectors = Vectors(data=np.array(list(WORDS.values()), dtype="float32"), name="clusters")
    for row, word in enumerate(WORDS):
        vectors.add(hash_string(word), row=row)
    nlp.vocab.vectors = vectors
    return nlp


@pytest.fixture
def embedding(nlp: Language) -> Model:
    model = create_word_embedding(8, 4, ROWS)
    model.initialize([nlp.make_doc(text) for text in TEXTS[:2]])
    return model


@pytest.mark.parametrize(
    ("word", "known_as", "found"),
    [
        ("Straße", "Straße", 1),
        ("LANDSHUT", "Landshut", 2),
        ("Bauen", "bauen", 2),
        ("Reinickendorfs", "Reinickendorf", 3),
        ("Besucher*innen", "Besucher", 3),
        ("Besucher:innen", "Besucher", 3),
        ("Günther-Wünsch", "Wünsch", 4),
        ("Schmidt-Knobelsdorf-Kaserne", "Kaserne", 4),
        ("Rhenaniastraße", "Straße", 5),
        ("Wärmepumpenverband", "verband", 5),
        ("Nord-Rhenaniastraße", "Straße", 5),
        ("„", "„", 1),
    ],
)
def test_a_word_is_looked_up_by_the_nearest_known_form(nlp: Language, word: str, known_as: str, found: int) -> None:
    assert find_clusters(nlp.vocab, word) == Clusters(*WORDS[known_as], found)


@pytest.mark.parametrize("word", ["Xylophon", "2024", "", "-", "A45", "rße"])
def test_a_word_without_a_known_form_has_no_clusters(nlp: Language, word: str) -> None:
    assert find_clusters(nlp.vocab, word) == Clusters()


@given(st.text(max_size=30))
def test_any_string_can_be_looked_up(word: str) -> None:
    assert find_clusters(EMPTY, word) == Clusters()


def test_embeddings_from_the_cache_are_those_of_the_network(nlp: Language, embedding: Model) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    for _ in range(2):
        for cached, computed in zip(embedding.predict(docs), embedding.layers[0].predict(docs), strict=True):
            np.testing.assert_allclose(cached, computed, rtol=1e-5)
    assert embedding.predict([nlp.make_doc("")])[0].shape == (0, 8)
    assert embedding.predict([]) == []


def test_training_empties_the_cache(nlp: Language, embedding: Model) -> None:
    docs = [nlp.make_doc(TEXTS[0])]
    before = embedding.predict(docs)[0]
    output, backprop = embedding.begin_update(docs)
    backprop([np.ones_like(rows) for rows in output])
    embedding.finish_update(Adam(0.1))
    after = embedding.predict(docs)[0]
    assert not np.allclose(before, after)
    np.testing.assert_allclose(after, embedding.layers[0].predict(docs)[0], rtol=1e-5)


def test_words_are_forgotten_in_training_only(nlp: Language) -> None:
    docs = [nlp.make_doc("Berlin " * 200)]
    layer = word_features(forgotten=0.3)
    trained, _ = layer(docs, is_train=True)
    assert 30 < (trained[0][:, 0] == 0).sum() < 90
    assert (trained[0][:, 1:] == trained[0][0, 1:]).all()
    assert (layer.predict(docs)[0][:, 0] != 0).all()


def test_other_weights_empty_the_cache(nlp: Language, embedding: Model) -> None:
    docs = [nlp.make_doc(TEXTS[0])]
    other = create_word_embedding(8, 4, ROWS)
    other.initialize([nlp.make_doc(text) for text in TEXTS])
    for node in other.walk():
        for name in node.param_names:
            node.set_param(name, node.get_param(name) + 0.5)
    embedding.predict(docs)
    embedding.from_bytes(other.to_bytes())
    np.testing.assert_allclose(embedding.predict(docs)[0], other.layers[0].predict(docs)[0], rtol=1e-5)


def test_a_text_of_another_vocabulary_does_not_spoil_the_cache(nlp: Language, embedding: Model) -> None:
    docs, foreign = [nlp.make_doc(TEXTS[0])], [spacy.blank("de").make_doc(TEXTS[0])]
    expected, of_foreign = embedding.layers[0].predict(docs)[0], embedding.layers[0].predict(foreign)[0]
    assert not np.allclose(expected, of_foreign)
    for _ in range(2):
        np.testing.assert_allclose(embedding.predict(foreign)[0], of_foreign, rtol=1e-5)
        np.testing.assert_allclose(embedding.predict(docs)[0], expected, rtol=1e-5)
        both = embedding.predict([*docs, *foreign])
        np.testing.assert_allclose(both[0], expected, rtol=1e-5)
        np.testing.assert_allclose(both[1], of_foreign, rtol=1e-5)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="unknown features brwon; possible: norm"):
        create_word_embedding(8, 4, {"brwon": 10})
    with pytest.raises(ValueError, match="found 5 and 10"):
        create_window_lstm_encoder(6, 1, 5, 10)
    with pytest.raises(ValueError, match="one layer in both directions"):
        encode(LSTM(4, 3, bi=False), [np.zeros((1, 3), dtype="float32")])


def test_a_full_cache_starts_anew(nlp: Language, embedding: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressextract.network.layers._MAX_WORDS", 3)
    docs = [nlp.make_doc(text) for text in TEXTS]
    first = embedding.predict(docs)
    again = embedding.predict(docs)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_the_cache_is_neither_saved_nor_copied(nlp: Language, embedding: Model) -> None:
    size = len(embedding.to_bytes())
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = embedding.predict(docs)[0]
    assert len(embedding.to_bytes()) == size
    twin = create_word_embedding(8, 4, ROWS)
    twin.initialize(docs)
    twin.from_bytes(embedding.to_bytes())
    np.testing.assert_allclose(twin.predict(docs)[0], expected, rtol=1e-5)
    cache = pickle.loads(pickle.dumps(embedding.attrs["words"]))
    assert isinstance(cache, WordCache)
    assert len(pickle.dumps(cache)) < 200


def test_a_text_longer_than_a_segment_is_encoded_in_pieces() -> None:
    rng = np.random.default_rng(0)
    texts = [rng.normal(size=(n, 6)).astype("float32") for n in (25, 3, 0, 10)]
    whole, pieces = (create_window_lstm_encoder(6, 1, 4, segment) for segment in (1000, 10))
    whole.initialize(texts)
    pieces.initialize(texts)
    pieces.from_bytes(whole.to_bytes())
    pieces.layers[1].attrs["length"] = 10
    encoded, backprop = pieces(texts, is_train=True)
    assert [rows.shape for rows in encoded] == [(25, 4), (3, 4), (0, 4), (10, 4)]
    # A text within one segment is the same; a longer one is encoded otherwise behind the first border.
    for n in (1, 3):
        np.testing.assert_allclose(encoded[n], whole.predict(texts)[n], rtol=1e-4, atol=1e-6)
    assert not np.allclose(encoded[0], whole.predict(texts)[0], atol=1e-4)
    assert [rows.shape for rows in backprop(encoded)] == [rows.shape for rows in texts]


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(0, 9))
def test_the_fast_lstm_gives_what_thinc_gives(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    texts = [rng.normal(size=(n, 5)).astype("float32") for n in [*lengths, 7]]
    lstm = LSTM(6, 5, bi=True)
    padded = with_padded(lstm)
    padded.initialize(texts)
    lstm.set_param("HC0", rng.normal(size=lstm.get_param("HC0").shape).astype("float32"))
    for ours, theirs in zip(encode(lstm, texts), padded.predict(texts), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_the_fast_lstm_reads_nothing_and_extreme_values() -> None:
    lstm = LSTM(2, 1, bi=True)
    lstm.initialize()
    assert encode(lstm, []) == []
    lstm.set_param("LSTM", lstm.get_param("LSTM") * 0 + 1)
    assert np.isfinite(encode(lstm, [np.array([[1e6], [-1e6]], dtype="float32")])[0]).all()


@pytest.mark.parametrize("layer", ["embedding", "encoder"])
def test_the_fast_ways_refuse_to_train(nlp: Language, embedding: Model, layer: str) -> None:
    model = embedding if layer == "embedding" else create_window_lstm_encoder(6, 1, 4, 10)
    inputs = [nlp.make_doc("Berlin")] if layer == "embedding" else [np.ones((2, 6), dtype="float32")]
    model.initialize(inputs)
    outputs, backprop = model(inputs, is_train=False)
    with pytest.raises(ValueError, match="is_train=True"):
        backprop(outputs)
