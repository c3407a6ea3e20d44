"""Equal and nearly equal texts of a run: which article is whose duplicate. The one that was published first wins.

Near duplicates are found by MinHash over runs of five words (datasketch): a release and its copy on another site, with
another contact or an added sentence, share nearly all of them; two releases of one series share few.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

import numpy as np

from pressextract.schema import ArticleRow

if TYPE_CHECKING:
    from datasketch import MinHash

#: Words of a run; fewer find more that is no duplicate, more miss what was edited.
_RUN = 5
#: Hash functions; the estimate's standard error is at most 0.05 with 100.
_PERMUTATIONS = 128
#: Bands of the signature and their rows: of pairs with similarity 0.8 they find 95 %, with 0.85 99 %.
_BANDS = (16, 8)
#: Texts with fewer words are compared as a whole only: one changed word changes most runs.
_FEWEST_WORDS = 20
_WORD = re.compile(r"\w+")
_FACTORS = np.array([31**power for power in range(_RUN)], dtype=np.uint64)
_MASK = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Dated:
    """What is needed of an article: `sha256` is that of `text`."""

    article_id: str
    published: date | None
    sha256: str
    text: str

    @classmethod
    def of(cls, article: ArticleRow) -> Dated:
        """What is needed of a row."""
        return cls(article.article_id, article.published, article.sha256, article.text)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The article whose duplicate one is, and how similar the texts are (1: equal)."""

    of: str
    similarity: float


def marked(article: ArticleRow, duplicates: Mapping[str, Duplicate]) -> ArticleRow:
    """The article with whose duplicate it is."""
    same = duplicates.get(article.article_id)
    if same is None:
        return article
    return dataclasses.replace(article, duplicate_of=same.of, duplicate_similarity=same.similarity)


def find_duplicates(
    articles: Iterable[Dated], mode: Literal["near", "exact", "none"], min_similarity: float
) -> dict[str, Duplicate]:
    """The duplicates among the articles by their ids. Undated articles come after dated ones, else the order decides.

    Memory grows with articles: some 250 bytes each, in mode `near` some 4,000.
    """
    articles = iter(articles)
    first_two = list(islice(articles, 2))
    if mode == "none" or len(first_two) < 2:
        return {}
    order: list[tuple[date, int, str, str]] = []
    signatures: dict[str, np.ndarray[Any, Any]] = {}
    seen: set[str] = set()
    for number, article in enumerate(chain(first_two, articles)):
        if not article.text:
            continue
        order.append((article.published or date.max, number, article.article_id, article.sha256))
        if mode == "near" and article.sha256 not in seen:
            seen.add(article.sha256)
            signature = _signature(article.text)
            if signature is not None:
                signatures[article.sha256] = signature
    return dict(_duplicates(sorted(order), signatures, min_similarity))


def _duplicates(
    order: list[tuple[date, int, str, str]], signatures: dict[str, np.ndarray[Any, Any]], min_similarity: float
) -> Iterator[tuple[str, Duplicate]]:
    """The duplicates, first published first; only articles that are no duplicates themselves are compared with."""
    by_text: dict[str, Duplicate] = {}
    originals = _Originals() if len(signatures) > 1 else None
    for _, _, article_id, digest in order:
        if digest in by_text:
            yield article_id, by_text[digest]
            continue
        by_text[digest] = Duplicate(article_id, 1.0)
        if originals is None or digest not in signatures:
            continue
        closest = originals.closest_or_add(article_id, signatures[digest], min_similarity)
        if closest is not None:
            by_text[digest] = closest
            yield article_id, closest


class _Originals:
    """The articles so far that are nobody's duplicates, found by bands of their signatures."""

    def __init__(self) -> None:
        from datasketch import MinHashLSH

        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._originals: list[tuple[str, MinHash]] = []

    def closest_or_add(
        self, article_id: str, signature: np.ndarray[Any, Any], min_similarity: float
    ) -> Duplicate | None:
        """The most similar original, of equally similar ones the first; where there is none, the article is one."""
        sketch = _new_sketch(signature)
        similar = [(round(sketch.jaccard(self._originals[place][1]), 3), -place) for place in self._index.query(sketch)]
        similarity, place = max(similar, default=(0.0, 0))
        if similarity >= min_similarity:
            return Duplicate(self._originals[-place][0], similarity)
        self._index.insert(len(self._originals), sketch, check_duplication=False)
        self._originals.append((article_id, sketch))
        return None


def _signature(text: str) -> np.ndarray[Any, Any] | None:
    """The MinHash values of a text, None where it is too short."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    runs = np.lib.stride_tricks.sliding_window_view(hashes, _RUN)
    sketch = _new_sketch()
    sketch.update_batch(np.unique((runs * _FACTORS).sum(axis=1) & _MASK).tolist())
    signature: np.ndarray[Any, Any] = sketch.hashvalues
    return signature


def _new_sketch(signature: np.ndarray[Any, Any] | None = None) -> MinHash:
    from datasketch import MinHash

    return MinHash(_PERMUTATIONS, hashfunc=int, scheme="affine32", hashvalues=signature, permutations=_permutations())


@cache
def _permutations() -> Any:
    """The hash functions, drawn once: each sketch would draw them anew."""
    from datasketch import MinHash

    return MinHash(_PERMUTATIONS, scheme="affine32").permutations


@lru_cache(maxsize=16_384)
def _word_hash(word: str) -> int:
    return crc32(word.casefold().encode("utf-8", "surrogatepass"))
