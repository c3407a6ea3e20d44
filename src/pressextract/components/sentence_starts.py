"""Where sentences of press text begin, by a rule that needs no model and no spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pressextract.lexicon.tables import bundled_lexicon

#: A mark with closing quotes or brackets before something that can begin a sentence, or a blank line. Each run of marks
#: or blanks is tried once (look-behind, possessive quantifiers), so a line of dots takes linear time.
_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[“”\"»«’)\]]*+)(?P<gap>\s++)(?=[„“\"»«‚(\[]?[A-ZÀ-ÖØ-Þ0-9])"
    r"|(?P<blank>\n[^\S\n]*+\n\s*+)"
)
#: Characters before a full stop that are looked at: longer abbreviations than "u. v. m." are words.
_WINDOW = 40
_LAST_WORD = re.compile(r"(?:(?<!\w)[^\W\d_]\.[ \u00a0]?)*[\w.*:/-]+$")
_FIRST_WORD = re.compile(r"[„“\"»«‚(\[]?([\w-]+)")
#: 24. or 24.12. before a full stop of its own: a date or an ordinal, if no new sentence begins.
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_ROMAN = re.compile(r"[IVX]+")
#: Last parts of compounds that are abbreviations: Hauptstr., S-Bhf.
_COMPOUNDS = ("str", "bhf")


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """A row of sentence_words.csv; `role` is abbreviation, abbreviation_or_end, starter or after_ordinal."""

    word: str
    role: str


#: Texts whose sentences are remembered: more than a batch, since a model reads a batch before the extractors do.
_REMEMBERED = 128


@lru_cache(maxsize=_REMEMBERED)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Character offsets at which a sentence begins, the first one apart."""
    return tuple(_starts(text))


def _starts(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        blank_line = match["blank"] is not None or match["gap"].count("\n") > 1
        if blank_line or _ends_sentence(text, match):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: all do but the full stop of an abbreviation, an initial or an ordinal."""
    if match["mark"] != "." or match["close"]:
        return True
    found = _LAST_WORD.search(text, max(0, match.start() - _WINDOW), match.start())
    following = _FIRST_WORD.match(text, match.end(), match.end() + _WINDOW)
    if found is None or following is None:
        return True
    word, next_word = found[0], following[1]
    begins = next_word[0].isupper() and next_word.casefold() in _words("starter")
    if _NUMBER.fullmatch(word):
        return begins and not next_word.startswith(tuple(_words("after_ordinal")))
    if _ROMAN.fullmatch(word):
        return begins
    if word.isupper() and len(word) > 1 and "." not in word:
        return True  # an acronym: EM is no "em.", DR no "Dr."
    compact = word.casefold().replace(" ", "").replace("\u00a0", "").rpartition("-")[2]
    if compact in _words("abbreviation"):
        return False
    initial = len(compact) == 1 or (compact.count(".") == (len(compact) - 1) / 2 and "." in compact)
    if initial or compact in _words("abbreviation_or_end") or compact.endswith(_COMPOUNDS):
        return begins
    return True


@cache
def _words(role: str) -> frozenset[str]:
    """The words of one role.

    Raises:
        LexiconError: the bundled lexicon is damaged.
    """
    return frozenset(row.word for row in bundled_lexicon("sentence_words", SentenceWord) if row.role == role)
