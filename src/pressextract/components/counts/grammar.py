"""Reads one quantity at a time: approximator, number, scale, range, then unit, noun phrase or whole.

The order is that of certainty: fractions, multiples and vague amounts first, since their words are numbers elsewhere;
then numbers proper. Numbers that count nothing are refused here; whether a bare number is one, `counts` decides.
"""

from __future__ import annotations

from pressextract.components.counts import rejects
from pressextract.components.counts.noun_phrases import is_countable, is_time, noun_phrase
from pressextract.components.counts.numbers import number_word
from pressextract.components.counts.openers import CURRENCIES, MANY, VAGUE, may_be_number, opens_quantity
from pressextract.components.counts.quantity import Quantity
from pressextract.components.counts.reader import ARTICLES, PARTITIVES, SCALES, Amount, Reader
from pressextract.components.counts.shares import share, share_in_digits
from pressextract.components.counts.words import words

_OBLIGATIONS = tuple(words("obligation_noun"))
#: Verbs that *über* belongs to: *verfügt über 287 Stellplätze* are exactly so many.
_VERBS_WITH_UEBER = ("verfüg", "bericht", "informier", "diskutier", "entscheid", "freu", "abstimm")
_WHOLES = frozenset("den diesen unseren vielen zahlreichen mehreren".split())
_MONTHS_A_YEAR = 12


class CountGrammar(Reader):
    """Reads quantities in the tokens of one paragraph."""

    def read(self, at: int) -> Quantity | None:
        """The quantity that begins at token `at`, None where there is none."""
        token = self.tokens[at]
        if token.kind == "opaque" or (token.kind != "number" and not opens_quantity(token.text, self.word(at + 1))):
            return None
        if self._is_title(at):
            return None
        approximator = self.approximator(at)
        if approximator is not None:
            after, bound = approximator
            inner = self.approximator(after)
            if inner is not None:
                after, bound = inner[0], bound if bound.startswith("at_") else inner[1]
            found = self._core(after, approximated=self.word(at).lower())
            if found is not None:
                return self._with_bound(found, at, bound)
        return self._core(at) if token.kind == "number" or may_be_number[token.text] else None

    def _core(self, at: int, *, approximated: str = "") -> Quantity | None:
        if at >= len(self.tokens):
            return None
        if self.tokens[at].kind == "number":
            return share_in_digits(self, at) or self._number(at, approximated)
        return share(self, at) or self._vague(at) or self._number(at, approximated)

    def _is_title(self, at: int) -> bool:
        """Whether a short name in quotation marks begins here (*„Drei Schwestern“*), not a quoted sentence."""
        if self.word(at - 1) not in ("„", "“", "”", '"', "«", "»", "‚", "‘", "›"):
            return False
        for token in self.tokens[at + 1 : at + 12]:
            if token.text in ("“", "”", '"', "»", "«", "‘", "’", "‹"):
                return True
            if token.text in (".", ",", "!", "?", ":", "–") or token.text in words("verb"):
                return False
        return False

    def _with_bound(self, found: Quantity, at: int, bound: str) -> Quantity:
        """Join an approximator; *über drei Stipendien* and *Bescheid über 5.000 Euro* have none."""
        word = self.word(at).lower()
        if word in ("über", "unter", "ab") and (found.bound == "vague" or self._is_preposition(found, at)):
            return found
        if found.bound != "exact" and not (found.bound == "range" and bound in ("at_least", "at_most")):
            bound = found.bound
        return found._replace(first=at, bound=bound)

    def _is_preposition(self, found: Quantity, at: int) -> bool:
        spelled = self.tokens[found.number_at].kind == "word"
        if spelled and found.value <= 12 and found.rule in ("noun", "part"):
            return True
        if self.word(found.stop) in ("lang", "hinweg", "hindurch"):
            return True
        before = self.word(at - 1).lower()
        if self.word(at).lower() == "über" and before.startswith(_VERBS_WITH_UEBER):
            return True
        return found.kind == "money" and before.endswith(_OBLIGATIONS)

    def _vague(self, at: int) -> Quantity | None:
        """*mehrere hundert Gäste*, *Tausende*, *Millionen von Hungernden*; the value is the scale."""
        first, word = at, self.word(at).lower()
        if word == "ein" and self.word(at + 1) == "paar":
            at += 2
        elif word in MANY:
            at += 1
        if at > first:
            number = number_word(self.word(at))
            value = SCALES.get(self.word(at)) or (float(number) if number and number >= 100 else None)
        else:
            match = VAGUE.fullmatch(word)
            if match is None or self.word(at - 1).lower() in ARTICLES:
                return None
            number = number_word(match["stem"])
            value = SCALES.get(match["stem"].capitalize()) or (None if number is None else float(number))
        if value is None:
            return None
        found = Quantity(first=first, stop=at + 1, number_at=at, value=value, bound="vague", rule="vague")
        counted = self._counted(found, at + 2 if self.word(at + 1) == "von" else at + 1)
        if word in ("millionen", "milliarden") and (counted is None or self.word(first - 1) == "in"):
            return None  # Angaben in Millionen Tonnen
        return counted._replace(rule="vague") if counted else found

    def _number(self, at: int, approximated: str) -> Quantity | None:
        first, currency = at, None
        if self.word(at) == "zwischen":
            return self._between(at)
        if self.word(at) in CURRENCIES and (self.word(at) != "Fr" or self.word(at + 1) == "."):
            currency = CURRENCIES[self.word(at)]
            at += 2 if self.word(at + 1) == "." else 1
        negative = self.is_minus(at)
        if negative:
            at += 1
        in_digits = self.is_number(at)
        if in_digits and not negative and rejects.is_glued(self.tokens, at):
            return None
        amount = self.amount(at, approximated=bool(approximated))
        if amount is None:
            return None
        year = in_digits and rejects.is_year(self.tokens, at)
        upper = None if year else self.upper(amount)
        found = Quantity(
            first=first, stop=amount.stop, number_at=at, value=-amount.value if negative else amount.value,
            scale=amount.scale,
        )  # fmt: skip
        if upper is not None:
            found = _ranged(found, amount, upper)
        if currency is not None:
            return found._replace(stop=self.behind_dash(found.stop), kind="money", unit=currency, rule="money")
        return self._finished(found, approximated)

    def _between(self, at: int) -> Quantity | None:
        """*zwischen 100.000 und 500.000 Euro*; the unit may stand twice."""
        low = self.amount(at + 1)
        if low is None:
            return None
        unit = self.unit(low.stop)
        link = unit[0] if unit else low.stop
        if is_time(self.word(link)):
            link += 1
        high = self.amount(link + 1) if self.word(link) == "und" else None
        if high is None:
            return None
        found = Quantity(first=at, stop=high.stop, number_at=at + 1, value=low.value)
        finished = self._finished(_ranged(found, low, high), "")
        return finished if finished is not None and finished.rule != "bare" else None

    def _finished(self, found: Quantity, approximated: str) -> Quantity | None:
        """The quantity with unit, noun or whole; None where the number counts nothing."""
        counted = self._counted(found, found.stop)
        if counted is None or counted.rule != "unit":
            if self.is_number(found.number_at) and self._is_no_quantity(found, counted, approximated):
                return None
            if rejects.label_before(self.tokens, found.number_at) or self.word(found.stop) == "Uhr":
                return None
            if rejects.is_list_label(self.tokens, found.first, counted) or self._opens_citation(found):
                return None
        if counted is None:
            return self._part_of(found) or found
        if counted.kind == "duration":
            if rejects.is_age(self.tokens, counted):
                return None
            return self._with_months(counted)
        return counted

    def _opens_citation(self, found: Quantity) -> bool:
        """Whether a label and its number follow: *113 Abs. 1*, *4 Nr. 2*."""
        at = found.stop
        if not self.is_number(found.number_at) or self.word(at) not in words("label"):
            return False
        return self.is_number(at + 2 if self.word(at + 1) == "." else at + 1)

    def _is_no_quantity(self, found: Quantity, counted: Quantity | None, approximated: str) -> bool:
        at = found.number_at
        if (
            rejects.is_ordinal_or_date(self.tokens, found.stop - 1)
            or rejects.is_number_run(self.tokens, at)
            or (not approximated and rejects.is_postcode(self.tokens, at))
            or (self.is_glued(found.stop) and self.tokens[found.stop].kind == "word")
        ):
            return True
        if found.scale > 1 or not rejects.is_year(self.tokens, at):
            return False
        return counted is None or approximated in ("", "ab", "etwa")

    def _counted(self, found: Quantity, at: int) -> Quantity | None:
        """The quantity with its unit or noun phrase, None where neither follows."""
        unit = self.unit(at)
        if unit is not None:
            stop, row = unit
            return found._replace(
                stop=stop, kind=row.kind, unit=row.unit, rule="unit", value=found.value * row.factor,
                value_max=None if found.value_max is None else found.value_max * row.factor,
                noun=row.alias if row.kind == "duration" else None,
            )  # fmt: skip
        phrase = noun_phrase(self.tokens, at)
        if phrase is None or rejects.is_street(self.word(phrase.head)):
            return None
        if found.value > 1 and not is_countable(self.word(phrase.head)):
            return None
        stop, bound, head = phrase.stop, found.bound, self.word(phrase.head)
        if self.word(stop) in ("und", "oder") and self.word(stop + 1) == "mehr":
            stop, bound = stop + 2, "at_least"
        rule = "duration" if is_time(head) else "noun"
        return found._replace(
            stop=stop, bound=bound, kind="duration" if is_time(head) else "count", noun=self.noun(phrase),
            noun_head=head, rule=rule,
        )  # fmt: skip

    def _with_months(self, years: Quantity) -> Quantity:
        """*ein Jahr und sechs Monate* is 1.5 of the noun *Jahr*."""
        if not self.word(years.stop - 1).startswith("Jahr") or self.word(years.stop) != "und":
            return years
        months = self.amount(years.stop + 1)
        if months is None or not self.word(months.stop).startswith("Monat"):
            return years
        return years._replace(stop=months.stop + 1, value=years.value + months.value / _MONTHS_A_YEAR)

    def _part_of(self, found: Quantity) -> Quantity | None:
        """*Zwei der Kurse*, *Siebzehn der 25 Zentren*; *drei von vier Betrieben* is a fraction."""
        at = found.stop
        if self.word(at) == "von":
            total = self.amount(at + 2 if self.word(at + 1) == "insgesamt" else at + 1)
            whole = self.whole(at) if total or self.word(at + 1) in _WHOLES else None
            if whole is None:
                return None
            if total is not None and found.value < total.value <= 10:
                value = found.value / total.value
                return found._replace(stop=whole[0], value=value, kind="fraction", of=whole[1], rule="n_of_m")
            return found._replace(stop=whole[0], of=whole[1], rule="part")
        if self.word(at) not in PARTITIVES or self.word(at).endswith("s") or found.value != int(found.value):
            return None
        if self.is_number(found.number_at) and rejects.noun_before(self.tokens, found.first):
            return None  # auf Platz 3 der Rangliste
        whole = self.whole(at)
        return None if whole is None else found._replace(stop=whole[0], of=whole[1], rule="part")


def _ranged(found: Quantity, low: Amount, high: Amount) -> Quantity:
    """A scale word behind the upper end holds for the lower one too: *2 bis 3 Millionen*."""
    scale = high.scale if low.scale == 1 else 1.0
    return found._replace(
        stop=high.stop, value=found.value * scale, value_max=high.value, bound="range", scale=high.scale
    )
