"""Reads numbers, scales and units at a token: the terminals of the grammar of counts."""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.components.counts.noun_phrases import NounPhrase, is_time, noun_phrase
from pressextract.components.counts.numbers import digits, half_word, number_word
from pressextract.components.counts.tokens import Token
from pressextract.components.counts.words import Unit, approximators, unit_pattern, units

SCALES = {
    "Million": 1e6, "Millionen": 1e6, "Mio": 1e6, "Milliarde": 1e9, "Milliarden": 1e9, "Mrd": 1e9, "Billion": 1e12,
    "Billionen": 1e12, "Bio": 1e12, "Tausend": 1e3, "tausend": 1e3, "Tsd": 1e3, "Hundert": 1e2, "hundert": 1e2,
    "Dutzend": 12.0,
}  # fmt: skip
ARTICLES = frozenset("ein eine einen einem einer eines".split())
#: Words that open the whole which a part is taken from.
PARTITIVES = frozenset("der des aller dieser dieses jener unserer unseres ihrer ihres seiner seines".split())
DASHES = frozenset("-–—‐‑−")
_WHOLE_OPENERS = frozenset("den allen diesen unseren insgesamt vielen zahlreichen mehreren".split())
HALF = frozenset("halbe halben halbes halber".split())
ONLY = frozenset("einziger einzige einziges einzigen einzigem".split())
#: Adjectives between *ein* and a fraction, with the bound that they set.
QUALIFIED = {
    "knappes": "almost",
    "knappen": "almost",
    "knappe": "almost",
    "gutes": "above",
    "guten": "above",
    "gute": "above",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its scale; `stop` is the token behind it."""

    value: float
    stop: int
    scale: float = 1.0


class Reader:
    """The tokens of one paragraph and what stands at each."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def word(self, at: int) -> str:
        """The token's text, empty outside of the paragraph."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_number(self, at: int) -> bool:
        """Whether the token is a number in digits."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "number"

    def is_glued(self, at: int) -> bool:
        """Whether no blank parts the token from the one before."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def approximator(self, at: int) -> tuple[int, str] | None:
        """Token behind the approximator at `at`, and the bound it sets."""
        for phrase, bound in approximators().get(self.word(at).lower(), ()):
            if all(self.word(at + k).lower() == word for k, word in enumerate(phrase)):
                return at + len(phrase), bound
        return None

    def amount(self, at: int, *, approximated: bool = False) -> Amount | None:
        """The number at `at` with its scale.

        `approximated`: an approximator stands before it, which makes *ein Jahr* a number.
        """
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind == "number":
            value = digits(token.text, decimal_point="." in token.text and self._is_measured(at + 1))
            return None if value is None else self._scaled(value, at + 1)
        if token.kind != "word":
            return None
        lower = token.text.lower()
        if lower in ARTICLES:
            return self._one(at, approximated)
        number = number_word(lower) if lower not in ("eins", "null") else None
        value = half_word(lower) if number is None else float(number)
        return None if value is None else self._scaled(value, at + 1)

    def _is_measured(self, at: int) -> bool:
        return self.scale(at) is not None or self.unit(at) is not None

    def _one(self, at: int, approximated: bool) -> Amount | None:
        """*eine Million*, *eine halbe Stunde*, *ein einziger Betrieb*, *ein bis zwei*, *knapp ein Jahr*."""
        following = self.word(at + 1)
        if following in HALF:
            return self._scaled(0.5, at + 2)
        if self.scale(at + 1) is not None:
            return self._scaled(1.0, at + 1)
        if following in ONLY:
            return Amount(1.0, at + 1)
        if following in ("bis", "oder") and number_word(self.word(at + 2)) is not None:
            return Amount(1.0, at + 1)
        if is_time(following) and (approximated or self._months_follow(at + 2)):
            return Amount(1.0, at + 1)
        return None

    def _months_follow(self, at: int) -> bool:
        return self.word(at) == "und" and self.word(at + 2).startswith(("Monat", "Tag", "Woche"))

    def _scaled(self, value: float, at: int) -> Amount:
        scale = self.scale(at)
        return Amount(value, at) if scale is None else Amount(value * scale[1], scale[0], scale[1])

    def scale(self, at: int) -> tuple[int, float] | None:
        """Token behind the scale word at `at`, and its factor."""
        factor = SCALES.get(self.word(at))
        if factor is None:
            return None
        abbreviated = (
            self.word(at) in ("Mio", "Mrd", "Tsd", "Bio") and self.word(at + 1) == "." and self.is_glued(at + 1)
        )
        return at + 2 if abbreviated else at + 1, factor

    def upper(self, low: Amount) -> Amount | None:
        """The upper end of *5 bis 10*, *160-270*, *acht bis zwölf*, None where no range follows."""
        at = low.stop
        if self.word(at) == "bis":
            at += 2 if self.word(at + 1) == "zu" else 1
            inner = self.approximator(at)
            high = self.amount(at if inner is None else inner[0])
            return high if high is not None and (high.value > low.value or high.scale > 1) else None
        if self.word(at) in DASHES and self.is_number(at + 1):
            high = self.amount(at + 1)
            if high is not None and high.value > low.value and self.is_glued(at) == self.is_glued(at + 1):
                return high
        return None

    def unit(self, at: int) -> tuple[int, Unit] | None:
        """Token behind the unit at `at`, and the unit."""
        at = self.behind_dash(at)
        if at >= len(self.tokens):
            return None
        match = unit_pattern().match(self.text, self.tokens[at].start)
        if match is None:
            return None
        stop = at
        while stop < len(self.tokens) and self.tokens[stop].end <= match.end():
            stop += 1
        if stop == at or self.tokens[stop - 1].end != match.end():
            return None
        return stop, units()[match[0]]

    def behind_dash(self, at: int) -> int:
        """Token behind *,-* or *.–*, which stand for no cents in *5.000,- Euro*."""
        if self.word(at) in (",", ".") and self.is_glued(at) and self.word(at + 1) in DASHES and self.is_glued(at + 1):
            return at + 3 if self.word(at + 2) in DASHES and self.is_glued(at + 2) else at + 2
        return at

    def is_minus(self, at: int) -> bool:
        """Whether the mark at `at` is the sign of a number; only numbers with a unit have one."""
        if self.word(at) == "minus":
            return True
        if self.word(at) not in ("-", "−", "–") or not self.is_number(at + 1) or self.unit(at + 2) is None:
            return False
        before = self.word(at - 1)
        return before in ("|", "(") or (self.is_glued(at + 1) and not self.is_glued(at))

    def whole(self, at: int) -> tuple[int, str] | None:
        """End and head of *der Betriebe*, *aller 25 Zentren*, *von vier Betrieben*: what a part is part of."""
        if self.word(at) == "von" and self.word(at + 1) not in ("ihnen", "uns", "denen"):
            at += 2 if self.word(at + 1) in _WHOLE_OPENERS else 1
        elif self.word(at) in PARTITIVES:
            at += 1
        else:
            return None
        amount = self.amount(at)
        phrase = noun_phrase(self.tokens, at if amount is None else amount.stop)
        return None if phrase is None else (phrase.stop, self.tokens[phrase.head].text)

    def noun(self, phrase: NounPhrase) -> str:
        """A noun phrase as written."""
        return self.text[self.tokens[phrase.start].start : self.tokens[phrase.stop - 1].end]
