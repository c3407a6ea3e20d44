"""Reads one quantity at a time: approximator, number, scale, range, then unit, noun phrase or whole.

The order is that of certainty: fractions, multiples and vague amounts first, since their words are numbers elsewhere;
then numbers proper. What is read here may still count nothing; `count_rejects` and `counts` decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pressextract.components import count_rejects as rejects
from pressextract.components.count_tokens import Token
from pressextract.components.count_words import Unit, approximators, unit_pattern, units, words
from pressextract.components.noun_phrases import is_time, is_weekday, noun_phrase
from pressextract.components.numbers import digits, fraction_noun, half_word, number_word, ordinal_word

_SCALES = {
    "Million": 1e6, "Millionen": 1e6, "Mio": 1e6, "Milliarde": 1e9, "Milliarden": 1e9, "Mrd": 1e9, "Billion": 1e12,
    "Billionen": 1e12, "Bio": 1e12, "Tausend": 1e3, "tausend": 1e3, "Tsd": 1e3, "Hundert": 1e2, "hundert": 1e2,
    "Dutzend": 12.0,
}  # fmt: skip
_ARTICLE = frozenset("ein eine einen einem einer eines".split())
_HALF = frozenset("halbe halben halbes halber".split())
_MANY = frozenset(
    "mehrere mehreren mehrerer einige einigen einiger viele vielen vieler etliche etlichen zig wenige wenigen".split()
)
_VAGUE = re.compile(r"(?P<stem>\w*(?:hundert|tausend|dutzend)|million|milliarde)(?:e|en|er|n)", re.IGNORECASE)
_MULTIPLE = re.compile(r"(?P<number>\w+?)-?(?:fache[nrs]?|mal)", re.IGNORECASE)
_CURRENCIES = {
    "€": "EUR",
    "EUR": "EUR",
    "Euro": "EUR",
    "CHF": "CHF",
    "Fr": "CHF",
    "$": "USD",
    "US$": "USD",
    "USD": "USD",
    "£": "GBP",
}
_DASHES = frozenset("-–—‐‑−")
_PARTITIVE = frozenset("der des aller dieser dieses jener unserer unseres ihrer ihres seiner seines".split())
_OBLIGATIONS = tuple(words("obligation_noun"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One reading: tokens `first` to `stop` (exclusive), the columns of a count, and the rule that read it.

    `scale` is what a scale word multiplied by; `noun_head` the last noun of the counted phrase.
    """

    first: int
    stop: int
    number_at: int
    value: float
    value_max: float | None = None
    bound: str = "exact"
    kind: str = "count"
    unit: str | None = None
    noun: str | None = None
    noun_head: str | None = None
    of: str | None = None
    scale: float = 1.0
    rule: str = "bare"


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    stop: int
    scale: float = 1.0


class CountGrammar:
    """Reads quantities in the tokens of one paragraph."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def read(self, at: int) -> Quantity | None:
        """The quantity that begins at token `at`, None where there is none."""
        approximator = self._approximator(at)
        if approximator is not None:
            after, bound = approximator
            inner = self._approximator(after)
            if inner is not None:
                after, bound = inner
            found = self._core(after, approximated=True)
            if found is not None:
                return self._with_bound(found, at, bound)
        return self._core(at, approximated=False)

    # -- approximators ------------------------------------------------------------------------------------------

    def _approximator(self, at: int) -> tuple[int, str] | None:
        first = self._word(at).lower()
        for phrase, bound in approximators().get(first, ()):
            if all(self._word(at + k).lower() == word for k, word in enumerate(phrase)):
                stop = at + len(phrase)
                if self._word(stop) == "." and self._glued(stop) and phrase[-1] in ("ca", "max", "mind"):
                    continue
                return stop, bound
        return None

    def _with_bound(self, found: Quantity, at: int, bound: str) -> Quantity | None:
        """Join an approximator; *über drei Stipendien* and *Bescheid über 5.000 Euro* have none."""
        word = self._word(at).lower()
        if found.bound == "vague" or (found.bound == "range" and bound not in ("at_least", "at_most")):
            return replace(found, first=at) if word not in ("über", "unter", "ab") else found
        if word in ("über", "unter") and self._is_preposition(found, at):
            return found
        if found.bound != "exact":
            bound = found.bound
        return replace(found, first=at, bound=bound)

    def _is_preposition(self, found: Quantity, at: int) -> bool:
        spelled = self.tokens[found.number_at].kind == "word"
        if found.kind == "count" and spelled and found.value <= 12 and found.rule == "noun":
            return True
        if self._word(found.stop) in ("lang", "hinweg", "hindurch"):
            return True
        return found.kind == "money" and self._word(at - 1).lower().endswith(_OBLIGATIONS)

    # -- the core: order of certainty ---------------------------------------------------------------------------

    def _core(self, at: int, *, approximated: bool) -> Quantity | None:
        if at >= len(self.tokens) or self.tokens[at].kind == "opaque":
            return None
        return (
            self._fraction(at)
            or self._every_nth(at)
            or self._multiple(at)
            or self._vague(at)
            or self._number(at, approximated)
        )

    def _fraction(self, at: int) -> Quantity | None:
        part_at, count, bound = at, 1.0, "exact"
        token = self.tokens[at]
        share = re.fullmatch(r"(\d{1,2})", token.text)
        if (
            share
            and self._word(at + 1) == "/"
            and self._glued(at + 1)
            and re.fullmatch(r"[2-9]|1\d", self._word(at + 2))
        ):
            whole = self._whole(at + 3)
            if whole is None or rejects.is_glued(self.tokens, at):
                return None
            value = float(share[1]) / float(self._word(at + 2))
            return self._with_whole(at, at + 3, value, bound)
        if token.text.lower() in _ARTICLE:
            part_at = at + 1
            if self._word(part_at) in ("knappes", "knappen", "knappe"):
                part_at, bound = part_at + 1, "almost"
            elif self._word(part_at) in ("gutes", "guten", "gute"):
                part_at, bound = part_at + 1, "above"
        elif token.text.lower() in ("die", "der") and self._word(at + 1) == "Hälfte":
            part_at = at + 1
        elif token.kind == "word" and (number := number_word(token.text)) is not None and 2 <= number <= 20:
            part_at, count = at + 1, float(number)
        elif not (token.text == "Hälfte" or (fraction_noun(token.text) or 0.0) > 0.5):
            return None
        share_of_one = fraction_noun(self._word(part_at))
        if share_of_one is None:
            return None
        if count > 1 and count * share_of_one > 1:
            return None
        if self._word(part_at) == "Viertel" and self._word(part_at + 1) in ("nach", "vor"):
            return None
        return self._with_whole(at, part_at + 1, count * share_of_one, bound)

    def _with_whole(self, first: int, stop: int, value: float, bound: str) -> Quantity:
        whole = self._whole(stop)
        of = None
        if whole is not None:
            stop, of = whole
        elif self._word(stop) == "davon":
            stop += 1
        return Quantity(
            first=first, stop=stop, number_at=first, value=value, bound=bound, kind="fraction", of=of, rule="fraction"
        )

    def _whole(self, at: int) -> tuple[int, str] | None:
        """End and head of *der Betriebe*, *aller 25 Zentren*, *von ihnen*: what a part is part of."""
        word = self._word(at)
        if word == "von" and self._word(at + 1) in ("ihnen", "uns", "denen", "diesen"):
            return None
        if word == "von":
            at += 1 if self._word(at + 1) not in ("den", "allen", "diesen", "unseren") else 2
        elif word in _PARTITIVE:
            at += 1
        else:
            return None
        amount = self._amount(at)
        if amount is not None:
            at = amount.stop
        phrase = noun_phrase(self.tokens, at)
        return None if phrase is None else (phrase.stop, self.tokens[phrase.head].text)

    def _every_nth(self, at: int) -> Quantity | None:
        if self._word(at).lower() not in ("jeder", "jede", "jedes", "jedem", "jeden") or at + 1 >= len(self.tokens):
            return None
        following, behind = self.tokens[at + 1], at + 2
        if following.kind == "number" and self._word(behind) == "." and self._glued(behind):
            value, behind = digits(following.text), behind + 1
        else:
            value = ordinal_word(following.text) if following.kind == "word" else None
        if value is None or value < 2:
            return None
        if following.is_capital:
            return Quantity(first=at, stop=behind, number_at=at + 1, value=1 / value, kind="fraction", rule="every_nth")
        phrase = noun_phrase(self.tokens, behind)
        if phrase is None or is_weekday(self.tokens[phrase.head].text) or is_time(self.tokens[phrase.head].text):
            return None
        return Quantity(
            first=at, stop=phrase.stop, number_at=at + 1, value=1 / value, kind="fraction",
            of=self.tokens[phrase.head].text, rule="every_nth",
        )  # fmt: skip

    def _multiple(self, at: int) -> Quantity | None:
        token, first = self.tokens[at], at
        if token.text.lower() in ("das", "ein", "des", "dem") and self._word(at + 1).endswith(
            ("fache", "fachen", "Doppelte")
        ):
            at, token = at + 1, self.tokens[at + 1]
        if token.text in ("Doppelte", "Doppelten") and first != at:
            return Quantity(first=first, stop=at + 1, number_at=at, value=2.0, kind="multiple", rule="multiple")
        if token.text in ("doppelt", "Doppelt") and self._word(at + 1) == "so":
            return Quantity(first=at, stop=at + 1, number_at=at, value=2.0, kind="multiple", rule="multiple")
        if token.kind == "number":
            return self._times(at)
        match = _MULTIPLE.fullmatch(token.text)
        if match is None:
            return None
        number = match["number"]
        value = digits(number) if number[0].isdigit() else (number_word(number) or half_word(number))
        if value is None or value < 2 or (token.is_lower and "fach" in token.text and first == at):
            return None
        return Quantity(first=first, stop=at + 1, number_at=at, value=float(value), kind="multiple", rule="multiple")

    def _times(self, at: int) -> Quantity | None:
        """*30- bis 40-mal*, *3 Mal*."""
        value = digits(self.tokens[at].text)
        if value is None:
            return None
        behind = at + 1
        if self._word(behind) in _DASHES and self._word(behind + 1) in ("bis", "oder"):
            match = re.fullmatch(r"(\d+)-?mal", self._word(behind + 2))
            if match:
                return Quantity(
                    first=at, stop=behind + 3, number_at=at, value=value, value_max=float(match[1]), bound="range",
                    kind="multiple", rule="multiple",
                )  # fmt: skip
        if self._word(behind) in ("mal", "Mal") and not rejects.is_glued(self.tokens, at):
            return Quantity(first=at, stop=behind + 1, number_at=at, value=value, kind="multiple", rule="multiple")
        return None

    def _vague(self, at: int) -> Quantity | None:
        first, word = at, self._word(at).lower()
        if word == "ein" and self._word(at + 1) == "paar":
            at += 2
        elif word in _MANY:
            at += 1
        if at > first:
            scale = number_word(self._word(at)) if self._word(at) in _SCALES or self._word(at).islower() else None
            value = _SCALES.get(self._word(at)) or (float(scale) if scale and scale >= 100 else None)
            if value is None:
                return None
        else:
            match = _VAGUE.fullmatch(word)
            if match is None or self._word(at - 1).lower() in _ARTICLE:
                return None
            stem = "zwölf" if match["stem"] == "dutzend" else match["stem"]
            number = number_word(stem)
            if number is None:
                return None
            value = float(number)
        stop = at + 1
        found = Quantity(first=first, stop=stop, number_at=at, value=value, bound="vague", rule="vague")
        counted = self._counted(found, stop + 1 if self._word(stop) == "von" else stop)
        if counted is None and word in ("millionen", "milliarden"):
            return None
        return replace(counted, rule="vague") if counted else found

    # -- numbers proper ------------------------------------------------------------------------------------------

    def _number(self, at: int, approximated: bool) -> Quantity | None:
        first, currency = at, None
        if self._word(at) == "zwischen":
            return self._between(at)
        if self._word(at) in _CURRENCIES:
            currency = _CURRENCIES[self._word(at)]
            at += 2 if self._word(at + 1) == "." else 1
        negative = self._minus(at)
        if negative:
            at += 1
        amount = self._amount(at, approximated)
        if amount is None or (self.tokens[at].kind == "number" and rejects.is_glued(self.tokens, at) and not negative):
            return None
        value, value_max, stop, scale = amount.value, None, amount.stop, amount.scale
        upper = self._upper(amount)
        if upper is not None and (upper.value > value or upper.scale > 1):
            value_max, stop = upper.value, upper.stop
            if upper.scale > 1 and scale == 1:
                value, scale = value * upper.scale, upper.scale
        found = Quantity(
            first=first, stop=stop, number_at=at, value=-value if negative else value, value_max=value_max,
            bound="range" if value_max is not None else "exact", scale=scale,
        )  # fmt: skip
        return self._finish(found, currency, approximated)

    def _between(self, at: int) -> Quantity | None:
        low = self._amount(at + 1)
        if low is None:
            return None
        unit = self._unit(low.stop)
        link = unit[0] if unit else low.stop
        if self._word(link) != "und":
            return None
        high = self._amount(link + 1)
        if high is None:
            return None
        scale = high.scale if low.scale == 1 else 1.0
        found = Quantity(
            first=at, stop=high.stop, number_at=at + 1, value=low.value * scale, value_max=high.value, bound="range"
        )
        finished = self._finish(found, None, approximated=False)
        return finished if finished is not None and finished.rule != "bare" else None

    def _finish(self, found: Quantity, currency: str | None, approximated: bool) -> Quantity | None:
        at, stop = found.number_at, found.stop
        if currency is not None:
            stop = self._skip_cents_dash(stop)
            if self._word(stop) in ("Mio", "Mrd"):
                return None
            return replace(found, stop=stop, kind="money", unit=currency, rule="money")
        counted = self._counted(found, stop)
        with_unit = counted is not None and counted.rule == "unit"
        if self.tokens[at].kind == "number" and not with_unit:
            end = found.stop - 1
            if (
                rejects.is_ordinal_or_date(self.tokens, end)
                or rejects.is_number_run(self.tokens, at)
                or rejects.is_postcode(self.tokens, at)
                or (not approximated and found.scale == 1 and rejects.is_year(self.tokens, at))
                or (stop < len(self.tokens) and self._glued(stop) and self.tokens[stop].kind == "word")
            ):
                return None
        elif not with_unit and self._word(stop) == "Uhr":
            return None
        if not with_unit and rejects.label_before(self.tokens, found.first):
            return None
        if counted is not None:
            if counted.kind == "duration" and rejects.is_age(self.tokens, found.first, counted.stop, found.value):
                return None
            return counted
        return self._part_of(found) or found

    def _counted(self, found: Quantity, at: int) -> Quantity | None:
        """The quantity with its unit or noun phrase, None where neither follows."""
        unit = self._unit(self._skip_cents_dash(at))
        if unit is not None:
            stop, row = unit
            return replace(
                found, stop=stop, kind=row.kind, unit=row.unit, rule="unit", value=found.value * row.factor,
                value_max=None if found.value_max is None else found.value_max * row.factor,
                noun=row.alias if row.kind == "duration" else None,
            )  # fmt: skip
        phrase = noun_phrase(self.tokens, at)
        if phrase is None:
            return None
        head = self.tokens[phrase.head].text
        time = is_time(head)
        stop = phrase.stop
        bound = found.bound
        if self._word(stop) in ("und", "oder") and self._word(stop + 1) == "mehr":
            stop, bound = stop + 2, "at_least"
        noun = self.text[self.tokens[phrase.start].start : self.tokens[phrase.stop - 1].end]
        return replace(
            found, stop=stop, bound=bound, kind="duration" if time else "count", noun=noun, noun_head=head,
            rule="duration" if time else "noun",
        )  # fmt: skip

    def _part_of(self, found: Quantity) -> Quantity | None:
        """*Zwei der Kurse*, *Siebzehn der 25 Zentren*; *drei von vier Betrieben* is a fraction."""
        at = found.stop
        if self._word(at) == "von":
            total = self._amount(at + 1)
            if total is None and self._word(at + 1) not in ("den", "diesen", "unseren"):
                return None
            phrase = self._whole(at)
            if phrase is None:
                return None
            if total is not None and found.value < total.value <= 10:
                return replace(
                    found, stop=phrase[0], value=found.value / total.value, kind="fraction", of=phrase[1], rule="n_of_m"
                )
            return replace(found, stop=phrase[0], of=phrase[1], rule="part")
        if self._word(at) not in _PARTITIVE or found.value != int(found.value):
            return None
        whole = self._whole(at)
        return None if whole is None else replace(found, stop=whole[0], of=whole[1], rule="part")

    # -- numbers, scales and units -------------------------------------------------------------------------------

    def _amount(self, at: int, approximated: bool = False) -> _Amount | None:
        if at >= len(self.tokens):
            return None
        token, word = self.tokens[at], self._word(at)
        value: float | None
        if token.kind == "number":
            value = digits(token.text, decimal_point=self._scale(at + 1) is not None or self._unit(at + 1) is not None)
            return None if value is None else self._scaled(value, at + 1)
        if token.kind != "word":
            return None
        if word.lower() in _ARTICLE:
            if self._word(at + 1) in _HALF:
                return self._scaled(0.5, at + 2) if word.lower() != "eines" else None
            if self._scale(at + 1) is not None:
                return self._scaled(1.0, at + 1)
            before = self._word(at - 1).lower()
            counts = (approximated and before not in ("über", "unter", "ab", "gut")) or before == "nur"
            if self._word(at + 1) in ("einziger", "einzige", "einziges", "einzigen") or (before != "nur" and counts):
                return _Amount(1.0, at + 1)
            return None
        value = number_word(word) if word.lower() not in ("eins", "null") else None
        if value is None:
            value = half_word(word)
        if value is None:
            return None
        return self._scaled(float(value), at + 1)

    def _scaled(self, value: float, at: int) -> _Amount:
        scale = self._scale(at)
        return _Amount(value, at) if scale is None else _Amount(value * scale[1], scale[0], scale[1])

    def _scale(self, at: int) -> tuple[int, float] | None:
        factor = _SCALES.get(self._word(at))
        if factor is None:
            return None
        stop = at + 1
        if self._word(at) in ("Mio", "Mrd", "Tsd", "Bio") and self._word(stop) == "." and self._glued(stop):
            stop += 1
        return stop, factor

    def _upper(self, amount: _Amount) -> _Amount | None:
        """The upper end of *5 bis 10*, *160-270*, *acht bis zwölf*."""
        at = amount.stop
        if self._word(at) == "bis":
            return self._amount(at + 2 if self._word(at + 1) == "zu" else at + 1)
        if self._word(at) in _DASHES and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "number":
            spaced = [self._glued(at), self._glued(at + 1)]
            upper = self._amount(at + 1)
            if upper is not None and upper.value > amount.value and (all(spaced) or not any(spaced)):
                return upper
        return None

    def _unit(self, at: int) -> tuple[int, Unit] | None:
        """Index behind the unit at token `at`, and the unit."""
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

    def _skip_cents_dash(self, at: int) -> int:
        """Index behind *,-* or *.–* in *5.000,- Euro*."""
        if self._word(at) in (",", ".") and self._glued(at) and self._word(at + 1) in _DASHES and self._glued(at + 1):
            return at + 3 if self._word(at + 2) == "-" and self._glued(at + 2) else at + 2
        return at

    def _minus(self, at: int) -> bool:
        if self._word(at) == "minus":
            return True
        if self._word(at) not in ("-", "−", "–") or at + 1 >= len(self.tokens) or self.tokens[at + 1].kind != "number":
            return False
        before = self._word(at - 1)
        if not self._glued(at + 1) and before not in ("|", "("):
            return False
        return (at == 0 or not self._glued(at) or before == "(") and self._unit(at + 2) is not None

    def _word(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _glued(self, at: int) -> bool:
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end
