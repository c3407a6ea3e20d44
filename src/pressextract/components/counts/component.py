"""Counts: what is counted, how many, of what.

Works on any German pipeline, also a blank one: the grammar needs neither tagger nor entity recogniser.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.counts.grammar import CountGrammar
from pressextract.components.counts.noun_phrases import is_noun, noun_phrase
from pressextract.components.counts.openers import is_numeral, may_open
from pressextract.components.counts.quantity import Quantity
from pressextract.components.counts.tokens import Token, count_tokens
from pressextract.components.counts.words import words
from pressextract.components.mentions import set_mentions, text_of
from pressextract.components.sentence_starts import sentence_starts
from pressextract.schema import CountRow

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
_LETTERS = re.compile(r"[^\W\d_]+")
_HIGH = frozenset({"unit", "money", "noun", "duration", "fraction", "part", "n_of_m", "every_nth"})
_PART_BEFORE = frozenset({"davon", "Davon", "darunter", "Darunter", "hiervon", "Hiervon"})
#: What a number without noun may follow where the sentence has counted something before.
_ELLIPSIS_LEFT = frozenset(
    "und , – - wurden werden sind waren auf bereits nur noch statt heute weitere wieder können konnten haben hatten "
    "bisher davon ( : rund sie er es ihr mit sich".split()
)
#: Between the first number and *auf*: *(2007)*, *Euro im Jahr*.
_LONGEST_FROM_TO = 5
_ALTERNATIVES = (["und"], ["oder"], ["bzw", "."], ["beziehungsweise"], ["respektive"])
#: Words between a measure and what it consists of. The genitive behind money and time names something else
#: (*3 Millionen Euro des Landes*), that behind a duration often does not (*die letzten drei Jahre der Pandemie*).
_LINKS_OF = {
    "percent": frozenset("der des aller dieser ihrer seiner unserer von mehr".split()),
    "money": frozenset({"an"}),
    "measure": frozenset("der des aller dieser an".split()),
    "duration": frozenset({"der"}),
}


@Language.factory("pressextract_counts", assigns=["doc.spans"])
def create_counts(nlp: Language, name: str, keep_bare: bool = True) -> Counts:
    """Build the component.

    `keep_bare`: whether numbers without noun, unit or scale are mentions where the sentence tells what they count
    (*Von 480 Skizzen wurden 46 ausgewählt*).
    """
    return Counts(keep_bare=keep_bare)


class Counts:
    """Finds stated quantities and writes them as `CountRow`s."""

    def __init__(self, *, keep_bare: bool) -> None:
        self.keep_bare = keep_bare

    def __call__(self, doc: Doc) -> Doc:
        """Read every paragraph that holds a number."""
        text = text_of(doc)
        starts = [0, *sentence_starts(text)]
        rows: list[CountRow] = []
        for block in _BLOCK.finditer(text):
            # a paragraph without a number is not cut into tokens: one in two
            start, end = block.span()
            if _DIGIT.search(text, start, end) or any(map(is_numeral.__getitem__, _LETTERS.findall(text, start, end))):
                rows.extend(self._rows(text, count_tokens(text, start, end), starts))
        set_mentions(doc, CountRow, rows)
        return doc

    def _rows(self, text: str, tokens: list[Token], starts: list[int]) -> Iterator[CountRow]:
        earlier: Quantity | None = None
        earlier_sentence = -1
        readings = list(_readings(text, tokens))
        for index, found in enumerate(readings):
            sentence = bisect_right(starts, tokens[found.first].start)
            same_sentence = sentence == earlier_sentence
            of = found.of
            if found.rule == "bare":
                completed = _completed(found, readings[index + 1 : index + 2], tokens)
                if completed is not None:
                    found = completed
                elif not (self.keep_bare and _stands_alone(found, tokens, earlier if same_sentence else None)):
                    continue
                if earlier is not None and earlier.noun_head and _is_part(found, earlier, tokens, same_sentence):
                    of = earlier.noun_head
            elif found.kind in ("percent", "money", "measure", "duration"):
                of = _consists_of(found, tokens)
            if not all(map(math.isfinite, (found.value, found.value_max or 0.0))):
                continue  # 309 digits and more: no number of a table, and none that JSON can hold
            yield _row(text, tokens, found, of)
            if found.noun_head or not same_sentence:
                earlier = found
            earlier_sentence = sentence


def _readings(text: str, tokens: list[Token]) -> Iterator[Quantity]:
    """All quantities of a paragraph, left to right, without overlaps."""
    grammar = CountGrammar(text, tokens)
    free_from = 0
    opening = [at for at, (kind, word, _, _) in enumerate(tokens) if kind == "number" or may_open[word]]
    for at in opening:
        if at < free_from:
            continue
        found = grammar.read(at)
        if found is not None:
            yield found
            free_from = found.stop


def _completed(found: Quantity, following: list[Quantity], tokens: list[Token]) -> Quantity | None:
    """*von 12 auf 18 Prozent*, *45 bzw. 52 Projekte*: the first number takes unit and scale of the second."""
    if not following:
        return None
    second = following[0]
    between = [token.text for token in tokens[found.stop : second.first]]
    if tokens[found.first - 1 if found.first else 0].text.lower() == "von":
        joined = 0 < len(between) <= _LONGEST_FROM_TO and "auf" in between and between[-1] in ("auf", "bis", "neu")
    else:
        joined = between in _ALTERNATIVES and second.rule != "bare"
    if not joined:
        return None
    return found._replace(
        value=found.value * (second.scale if found.scale == 1 and second.unit is not None else 1.0),
        kind=second.kind, unit=second.unit, noun=second.noun if second.kind == "duration" else None, rule="from_to",
    )  # fmt: skip


def _stands_alone(found: Quantity, tokens: list[Token], earlier: Quantity | None) -> bool:
    """Whether a number without noun, unit or scale is a quantity all the same."""
    number = tokens[found.number_at]
    before = tokens[found.first - 1] if found.first else None
    following = tokens[found.stop].text if found.stop < len(tokens) else ""
    if before is not None and ((is_noun(before) and found.first > 1) or before.kind == "number"):
        return False
    if (
        found.first > 1
        and before is not None
        and before.text in (",", "und")
        and tokens[found.first - 2].kind == "number"
    ):
        return False  # house numbers, lists of lines
    if found.value >= 2 and {token.text for token in tokens[max(0, found.first - 3) : found.first]} & _PART_BEFORE:
        return True
    if following == "davon" and found.value >= 2:
        return True
    if found.scale > 1 or found.bound not in ("exact", "range"):
        return number.kind == "number" or found.value >= 100
    if number.kind == "number" and re.search(r"\d[.’'›` \u00a0\u202f]\d{3}", number.text):
        return True
    if following in ("mehr", "weniger") and number.kind == "number":
        return True
    if earlier is None or found.bound == "range" or found.value < 2 or before is None:
        return False
    if following[:1].isupper() or following in ("-", "–", "/", ":", ")", "%"):
        return False
    return before.text in _ELLIPSIS_LEFT or before.text in words("verb")


def _is_part(found: Quantity, earlier: Quantity, tokens: list[Token], same_sentence: bool) -> bool:
    left = {token.text for token in tokens[max(0, found.first - 3) : found.first]}
    if left & _PART_BEFORE or (found.stop < len(tokens) and tokens[found.stop].text == "davon"):
        return True
    opened = [token.text.lower() for token in tokens[max(0, earlier.first - 2) : earlier.first]]
    return same_sentence and opened in (["von", "den"], ["von", "diesen"])


def _consists_of(found: Quantity, tokens: list[Token]) -> str | None:
    """Head of what follows a measure: *20 Prozent der Mittel*, *350.000 Tonnen CO2*, *1.000 Euro an Kosten*."""
    at = found.stop
    if at >= len(tokens):
        return None
    word = tokens[at].text
    if word in _LINKS_OF.get(found.kind, ()):
        at += 1
    elif found.kind != "duration" and not (tokens[at].is_capital and tokens[at].start - tokens[at - 1].end <= 1):
        return None
    phrase = noun_phrase(tokens, at)
    return tokens[phrase.head].text if phrase is not None else None


def _as_stated(value: float) -> float:
    """4,1 times a million is 4,099,999.9999999995 in floats: what so differs from a shorter number is that one."""
    shorter = float(f"{value:.12g}")
    return shorter if math.isclose(value, shorter, rel_tol=1e-14) else value


def _row(text: str, tokens: list[Token], found: Quantity, of: str | None) -> CountRow:
    start, end = tokens[found.first].start, tokens[found.stop - 1].end
    rule = found.kind if found.rule == "unit" else found.rule
    return CountRow(
        start=start,
        end=end,
        text=text[start:end],
        source=f"rule:{rule}",
        confidence="high"
        if found.rule in _HIGH
        else "medium"
        if found.rule in ("vague", "multiple", "from_to")
        else "low",
        value=_as_stated(found.value),
        value_max=None if found.value_max is None else _as_stated(found.value_max),
        bound=found.bound,
        kind=found.kind,
        unit=found.unit,
        noun=found.noun,
        of=of,
    )
