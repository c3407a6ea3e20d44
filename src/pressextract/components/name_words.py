"""The words of a text as rules for names see them: with offsets, and with what stands between two of them.

spaCy's tokens split *4.0-Kompetenzzentrum* and *e.V.* as its tokenizer pleases; names need the unit that a reader sees.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Generic, NamedTuple, TypeVar

from pressextract.lexicon.tables import bundled_lexicon

WORD = re.compile(r"#?\w+(?:[-‐‑–.'’‘´&/+*:@]+\w+)*(?:\*|\+{1,2}|[-‐](?=[ ,]))?")


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """A row of function_words.csv."""

    word: str
    role: str


def _function_words(role: str) -> frozenset[str]:
    return frozenset(row.word for row in bundled_lexicon("function_words", FunctionWord) if row.role == role)


ARTICLES = _function_words("article")
DEFINITE = _function_words("definite")
INDEFINITE = _function_words("indefinite")
VERB_LIKE = _function_words("verb")
#: Words that lead into a noun phrase and never begin a name.
SMALL_WORDS = ARTICLES | _function_words("small")


class Word(NamedTuple):
    """One word; `start` and `end` count in the text."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Begins like a German noun, or carries a capital or a digit inside (go4digital, iKARUS)."""
        return self.text[0].isupper() or self.text[0].isdigit() or self.text != self.text.lower()

    @property
    def is_coined(self) -> bool:
        """Spelt as no German word is: capitals inside, or digits among letters (SolarPLUS, H2-Mare, LSK)."""
        if self.text.isalpha() and self.text[1:].islower():
            return False
        letters = self.text.split("-")
        return any(
            sum(char.isupper() for char in part) >= 2 or (any(map(str.isdigit, part)) and any(map(str.isalpha, part)))
            for part in letters
        ) or (self.text[0].islower() and self.is_capital)

    @property
    def is_adjective(self) -> bool:
        """Ends like an inflected adjective."""
        return len(self.text) > 3 and self.text.endswith(("e", "er", "es", "en", "em"))


_SPLIT = re.compile(f"({WORD.pattern})")


class Words:
    """All words of a text.

    `texts` and `starts` are columns of the words, `gaps` what stands behind each one, a line break behind the last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # words and gaps in turns, and where each ends: no step of it is a loop of Python's
        pieces = _SPLIT.split(text)
        ends = list(accumulate(map(len, pieces)))
        self.texts: list[str] = pieces[1::2]
        self.starts = ends[:-1:2]
        self.gaps: list[str] = [*pieces[2:-1:2], "\n"]
        columns = zip(self.texts, self.starts, ends[1::2], strict=True)
        self.words: list[Word] = list(map(tuple.__new__, repeat(Word), columns))

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def index_at(self, offset: int) -> int:
        """Index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def gap(self, index: int) -> str:
        """The text between a word and the next; at both ends of the text a line break."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else "\n"

    def joined(self, index: int) -> bool:
        """Whether nothing but blanks (or one line break) parts a word from the next."""
        gap = self.gap(index)
        return gap == " " or (gap.isspace() and "\n\n" not in gap and len(gap) <= 3 and index + 1 < len(self.words))

    def begins_sentence(self, index: int) -> bool:
        """Whether a full stop, a colon, a quotation mark or a line break stands before the word."""
        return index == 0 or _ends_sentence(self.gap(index - 1))

    def quoted_after(self, index: int, longest: int = 120) -> tuple[int, int] | None:
        """Start and end of what stands in quotation marks right after a word."""
        end = self.words[index].end
        match = _QUOTED.match(self.text, end, min(len(self.text), end + longest))
        return match.span(match.lastgroup or 0) if match else None


@lru_cache(maxsize=1024)
def _ends_sentence(gap: str) -> bool:
    return not _SENTENCE_MARKS.isdisjoint(gap)


_SENTENCE_MARKS = frozenset('\n.!?:„“"«»|*[')
_QUOTED = re.compile(
    r"\s?\[?(?:„\s?(?P<a>[^„“”\"\n]+?)\s?[“”\"]|“\s?(?P<b>[^“”\n]+?)\s?[“”]|\"\[?(?P<c>[^\"\n]+?)\s?\"|«(?P<d>[^«»\n]+)»|»(?P<e>[^«»\n]+)«"
    r"|‚(?P<f>[^‚‘’\n]+)[‘’])"
)


@lru_cache(maxsize=1)
def words_in(text: str) -> Words:
    """The words of a text; organisations and initiatives of one article read the same ones."""
    return Words(text)


V = TypeVar("V")

#: So many last letters tell for nineteen in twenty words that they end in no head; no head is shorter.
_TAIL = 2

#: Words whose class noun is remembered. Press text repeats its words: a tenth of them are new.
_REMEMBERED = 16_384


class Suffixes(Generic[V]):
    """Finds the longest known head at the end of a compound, whatever its genitive ending."""

    def __init__(self, heads: Mapping[str, V]) -> None:
        self._heads = {head.casefold(): value for head, value in heads.items()}
        self._tails = frozenset(head[-_TAIL:] for head in self._heads)
        self._shortest = min(map(len, self._heads), default=1)
        self._longest = max(map(len, self._heads), default=1)
        self.find = lru_cache(maxsize=_REMEMBERED)(self._find)

    def without_ending(self, word: str) -> str | None:
        """The word without its genitive ending where it is or ends in a known head; None for every other word."""
        found = self.find(word)
        if found is None:
            return None
        folded = word.casefold()
        for ending in ("", "es", "s"):
            stem = folded.removesuffix(ending)
            if any(stem[start:] in self._heads for start in range(max(0, len(stem) - self._longest), len(stem))):
                return word[: len(stem)]
        return word

    def _find(self, word: str) -> tuple[str, V] | None:
        """(what stands before the head, the head's value), None where the word ends in no known head."""
        folded = word.casefold()
        for ending in ("", "s", "es"):
            if ending and not folded.endswith(ending):
                continue
            stem = folded[: len(folded) - len(ending)]
            if stem[-_TAIL:] not in self._tails:
                continue
            for start in range(max(0, len(stem) - self._longest), len(stem) - self._shortest + 1):
                value = self._heads.get(stem[start:])
                if value is not None:
                    return word[:start], value
        return None
