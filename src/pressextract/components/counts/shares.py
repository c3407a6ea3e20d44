"""Shares and multiples: *ein Drittel der Betriebe*, *jedes zehnte Unternehmen*, *das Dreifache*, *30- bis 40-mal*."""

from __future__ import annotations

import re

from pressextract.components.counts import rejects
from pressextract.components.counts.noun_phrases import is_time, is_weekday, noun_phrase
from pressextract.components.counts.numbers import digits, fraction_noun, half_word, number_word, ordinal_word
from pressextract.components.counts.openers import EVERY, MULTIPLE
from pressextract.components.counts.quantity import Quantity
from pressextract.components.counts.reader import ARTICLES, DASHES, QUALIFIED, Reader

_NTH_HALF = frozenset("ersten erste zweiten zweite anderen andere linken rechten linke rechte oberen unteren".split())
_MAL = re.compile(r"(?P<number>\d+)[-‐‑]?mal")
_SO = re.compile(
    r"viele?|oft|häufig|hoch|groß|gross|lange?|stark|schnell|teuer|breit|schwer|weit|hohe[nrs]?|große[nrs]?"
)


def share(reader: Reader, at: int) -> Quantity | None:
    """A fraction, one of n, or a multiple at token `at`, a word."""
    return _fraction(reader, at) or _every_nth(reader, at) or _multiple(reader, at)


def share_in_digits(reader: Reader, at: int) -> Quantity | None:
    """A fraction or a multiple at token `at`, a number in digits."""
    return _digit_fraction(reader, at) or _digit_times(reader, at)


def _digit_fraction(reader: Reader, at: int) -> Quantity | None:
    """*2/3 des Weges*: only with its whole, since *2/3* alone is more often a house or file number."""
    if reader.word(at + 1) != "/" or not (reader.is_glued(at + 1) and reader.is_glued(at + 2)):
        return None
    above, below = reader.word(at), reader.word(at + 2)
    if not (re.fullmatch(r"\d{1,2}", above) and re.fullmatch(r"[2-9]|1\d", below) and reader.whole(at + 3)):
        return None
    if rejects.is_glued(reader.tokens, at):
        return None
    return _with_whole(reader, at, at + 3, int(above) / int(below), "exact")


def _fraction(reader: Reader, at: int) -> Quantity | None:
    part_at, count, bound = at, 1.0, "exact"
    word = reader.word(at)
    if word.lower() in ARTICLES:
        part_at = at + 1
        if reader.word(part_at) in QUALIFIED:
            bound, part_at = QUALIFIED[reader.word(part_at)], part_at + 1
    elif word.lower() in ("die", "der") and reader.word(at + 1) == "Hälfte":
        part_at = at + 1
    elif (number := number_word(word)) is not None and 2 <= number <= 20:
        part_at, count = at + 1, float(number)
    elif word == "Hälfte":
        if reader.word(at - 1).lower() in _NTH_HALF or (reader.word(at - 1) == "." and reader.is_number(at - 2)):
            return None  # die zweite Hälfte, die 1. Hälfte
    elif (fraction_noun(word) or 0.0) <= 0.5:
        return None
    part = fraction_noun(reader.word(part_at))
    if part is None or count * part > 1 or reader.word(part_at + 1) in ("nach", "vor"):
        return None
    return _with_whole(reader, at, part_at + 1, count * part, bound)


def _with_whole(reader: Reader, first: int, stop: int, value: float, bound: str) -> Quantity:
    whole, of = reader.whole(stop), None
    if whole is not None:
        stop, of = whole
    elif reader.word(stop) == "davon":
        stop += 1
    return Quantity(
        first=first, stop=stop, number_at=first, value=value, bound=bound, kind="fraction", of=of, rule="fraction"
    )


def _every_nth(reader: Reader, at: int) -> Quantity | None:
    """*Jeder fünfte Betrieb*; *jeden zweiten Dienstag* is a date."""
    if reader.word(at).lower() not in EVERY:
        return None
    nth, behind = reader.word(at + 1), at + 2
    value: float | None
    if reader.is_number(at + 1) and reader.word(behind) == "." and reader.is_glued(behind):
        value, behind = digits(nth), behind + 1
    else:
        value = ordinal_word(nth)
    if value is None or value < 2:
        return None
    of = None
    if nth == nth.lower():
        phrase = noun_phrase(reader.tokens, behind)
        if phrase is None:
            return None
        of, behind = reader.word(phrase.head), phrase.stop
        if is_weekday(of) or is_time(of):
            return None
    return Quantity(first=at, stop=behind, number_at=at + 1, value=1 / value, kind="fraction", of=of, rule="every_nth")


def _multiple(reader: Reader, at: int) -> Quantity | None:
    first = at
    if reader.word(at).lower() in ("das", "ein", "des", "dem") and reader.word(at + 1)[:1].isupper():
        at += 1
    word = reader.word(at)
    if first != at and word in ("Doppelte", "Doppelten"):
        return _times(first, at + 1, at, 2.0)
    compared = reader.word(at + 1) == "so"
    if word.lower() == "doppelt" and compared:
        return _compared(reader, first, 2.0)
    match = MULTIPLE.fullmatch(word)
    if match is None:
        return None
    number = match["number"]
    value = digits(number) if number[0].isdigit() else (number_word(number) or half_word(number))
    if value is None or value < 2:
        return None
    if match["ending"].lower() != "mal":  # das Dreifache, not die dreifache Mutter
        return _times(first, at + 1, at, value) if first != at else None
    if compared:
        return _compared(reader, first, value)
    return _times(first, at + 1, at, value) if number[0].isdigit() or value > 2 else None


def _compared(reader: Reader, first: int, value: float) -> Quantity:
    """*dreimal so viele Anträge*, *doppelt so oft*."""
    stop, of = first + 1, None
    if _SO.fullmatch(reader.word(stop + 1)):
        stop += 2
        if reader.word(stop - 1).startswith("viel"):
            phrase = noun_phrase(reader.tokens, stop)
            if phrase is not None:
                stop, of = phrase.stop, reader.word(phrase.head)
    return Quantity(first=first, stop=stop, number_at=first, value=value, kind="multiple", of=of, rule="multiple")


def _digit_times(reader: Reader, at: int) -> Quantity | None:
    """*30- bis 40-mal*, *3 Mal*, *5-mal* apart, which is one word."""
    value = digits(reader.word(at))
    if value is None or rejects.is_glued(reader.tokens, at):
        return None
    if reader.word(at + 1) in DASHES and reader.word(at + 2) in ("bis", "oder"):
        upper = _MAL.fullmatch(reader.word(at + 3))
        return _times(at, at + 4, at, value, float(upper["number"])) if upper else None
    return _times(at, at + 2, at, value) if reader.word(at + 1) in ("mal", "Mal") else None


def _times(first: int, stop: int, at: int, value: float, value_max: float | None = None) -> Quantity:
    return Quantity(
        first=first, stop=stop, number_at=at, value=float(value), value_max=value_max,
        bound="exact" if value_max is None else "range", kind="multiple", rule="multiple",
    )  # fmt: skip
