"""Which words can begin a quantity.

The grammar would try every reading at every token; most tokens begin none, and a cached look at the word says so
(1.9 s became 1.2 s on 240 releases of 84,000 tokens). It may only ever be too generous.
"""

from __future__ import annotations

import re

from pressextract.components.counts.noun_phrases import is_time
from pressextract.components.counts.numbers import NUMBER_ENDS, fraction_noun, half_word, number_word
from pressextract.components.counts.reader import ARTICLES, DASHES, HALF, ONLY, QUALIFIED, SCALES
from pressextract.components.counts.words import approximators
from pressextract.components.remembered import Remembered

#: Currencies that stand before the number.
CURRENCIES = {
    "€": "EUR", "EUR": "EUR", "Euro": "EUR", "CHF": "CHF", "Fr": "CHF", "$": "USD", "US$": "USD", "USD": "USD",
    "£": "GBP",
}  # fmt: skip
MANY = frozenset(
    "mehrere mehreren mehrerer einige einigen einiger viele vielen vieler etliche etlichen zig wenige wenigen".split()
)
EVERY = frozenset("jeder jede jedes jedem jeden".split())
VAGUE = re.compile(r"(?P<stem>\w*(?:hundert|tausend|dutzend)|million|milliarde)(?:e|en|er|n)", re.IGNORECASE)
MULTIPLE = re.compile(r"(?P<number>\w+?)[-‐‑]?(?P<ending>fache[nrs]?|mal)", re.IGNORECASE)

_WORDS = ARTICLES | MANY | EVERY | {"zwischen", "minus", "doppelt"}
#: What makes *ein Jahr*, *eine halbe Stunde* a number.
_BEFORE_ONE = frozenset("rund etwa knapp zirka gut mehr weniger halbe halben halbes halber".split())
#: What may stand between *ein* and what it counts, or in place of that.
_AFTER_ONE = HALF | ONLY | QUALIFIED.keys() | {"bis", "oder", "paar", "Doppelt", "Doppelte", "Doppelten"}
#: Articles before *Hälfte*, *Dreifache*, *Doppelte*.
_BEFORE_SHARE = frozenset("die der das des dem".split())
#: In what a number word, a half, a fraction or a multiple ends; one word in fifty does.
_ENDS_OF_NUMBERS = (
    *NUMBER_ENDS,
    *(f"halb{ending}" for ending in ("", "e", "en", "er", "es", "em", "fach")),
    *(
        f"{stem}{ending}"
        for stem in ("hundert", "tausend", "dutzend", "million", "milliarde")
        for ending in ("e", "en", "er", "n")
    ),
    *("tel", "tels", "hälfte", "mal", "fache", "fachen", "facher", "faches"),
)
_SHARE = ("Hälfte", "fache", "fachen", "Doppelte", "Doppelten")


def opens_quantity(word: str, following: str) -> bool:
    """Whether a quantity may begin with `word`, a word or mark, before `following`."""
    lower = word.lower()
    if lower in _BEFORE_SHARE:
        return following.endswith(_SHARE)
    return follows_article[following] if lower in ARTICLES else may_open[word]


def _follows_article(word: str) -> bool:
    return (
        word in _AFTER_ONE
        or word in SCALES
        or is_time(word)
        or fraction_noun(word) is not None
        or MULTIPLE.fullmatch(word) is not None
    )


def _may_be_number(word: str) -> bool:
    lower = word.lower()
    if lower in _WORDS or lower in _BEFORE_SHARE or word in CURRENCIES or word in DASHES:
        return True
    return lower.endswith(_ENDS_OF_NUMBERS) and (
        number_word(lower) is not None
        or half_word(lower) is not None
        or fraction_noun(word) is not None
        or VAGUE.fullmatch(word) is not None
        or MULTIPLE.fullmatch(word) is not None
    )


def _is_numeral(word: str) -> bool:
    lower = word.lower()
    if lower in ARTICLES or lower in MANY:
        return False
    return (
        lower in _BEFORE_ONE
        or lower.startswith("einzig")
        or word.endswith(_SHARE)
        or word in SCALES
        or (lower not in _BEFORE_SHARE and lower not in approximators() and word not in CURRENCIES and may_open[word])
    )


#: Whether *ein* and a word behind it may begin a quantity: *eine halbe*, *ein Drittel*, *ein paar*, *ein Jahr*.
follows_article = Remembered(_follows_article)
#: Whether a quantity without approximator may begin with the word.
may_be_number = Remembered(_may_be_number)
#: Whether a quantity may begin with the word, before whatever follows.
may_open = Remembered(lambda word: word.lower() in approximators() or may_be_number[word])
#: Whether a word in letters says a number, or that *ein* behind it counts (*rund ein Jahr*).
is_numeral = Remembered(_is_numeral)
