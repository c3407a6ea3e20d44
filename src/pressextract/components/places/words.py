"""The words of a text as the place rules see them, with the little that is asked about their neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, repeat
from operator import attrgetter
from typing import NamedTuple

#: Letters of an abbreviation within a sentence: zw., ca., inkl.
_MAX_ABBREVIATION = 3
_SPLIT = re.compile(r"([^\W_]+(?:[-‑][^\W_]+)*)")


class Word(NamedTuple):
    """A run of letters and digits, hyphens inside; `start` and `end` count in the text."""

    text: str
    start: int
    end: int


_start = attrgetter("start")


class Words:
    """All words of a text and what stands between them; `texts` are their forms alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        # words and gaps in turns, and where each ends: no step of it is a loop of Python's
        pieces = _SPLIT.split(text)
        ends = list(accumulate(map(len, pieces)))
        self.texts: list[str] = pieces[1::2]
        columns = zip(self.texts, ends[:-1:2], ends[1::2], strict=True)
        self.words: list[Word] = list(map(tuple.__new__, repeat(Word), columns))

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, position: int) -> Word:
        return self.words[position]

    def at(self, start: int) -> int | None:
        """The position of the word that begins at that offset."""
        position = bisect_left(self.words, start, key=_start)
        return position if position < len(self.words) and self.words[position].start == start else None

    def adjacent(self, left: int) -> bool:
        """Whether only a blank parts the word at position `left` from the next one."""
        if left < 0 or left + 1 >= len(self.words):
            return False
        return self.text[self.words[left].end : self.words[left + 1].start] in (" ", "\u00a0")

    def previous(self, position: int) -> str:
        """The word before, where only a blank parts them; otherwise an empty string."""
        return self.words[position - 1].text if self.adjacent(position - 1) else ""

    def before(self, position: int) -> str:
        """The word before, an opening quotation mark between them allowed."""
        if position < 1 or len(self.text[self.words[position - 1].end : self.words[position].start]) > 2:
            return ""
        return self.words[position - 1].text if self.is_quoted(position) else self.previous(position)

    def is_quoted(self, position: int) -> bool:
        """Whether a quotation mark stands right before the word."""
        start = self.words[position].start
        return start > 0 and self.text[start - 1] in '„»“"'

    def following(self, position: int) -> str:
        """The word after, where only a blank parts them; otherwise an empty string."""
        return self.words[position + 1].text if self.adjacent(position) else ""

    def begins_sentence(self, position: int) -> bool:
        """Whether the word stands at the beginning of a line or behind a full stop, colon or quotation mark."""
        before = self.text[max(0, self.words[position].start - 3) : self.words[position].start]
        if before.endswith(". ") and position and self.words[position - 1].text.islower():
            return len(self.words[position - 1].text) > _MAX_ABBREVIATION
        return not before.strip() or before.rstrip(" \u00a0")[-1:] in '\n.:!?•*–„“»"”'


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()
