"""Abbreviations of ministries in a text: those that it introduces, and those that need no introduction.

A short form in brackets right behind a ministry's name holds for the whole article (*Bundesministerium für Wirtschaft
und Energie (BMWi)*). Without that only distinctive ones count: FM, MS, UM or BIS mean much else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.components.abbreviations import abbreviations, long_form_start, short_form_after
from pressextract.components.ministries.evidence import Evidence
from pressextract.components.ministries.governments import GERMANY
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.names import Name
from pressextract.components.ministries.words import Word, stands_free

#: Abbreviations that are measures too: a number behind them tells (BMI von 27).
_MEASURES = frozenset({"BMI"})
#: A law of that abbreviation (§ 17 BMG).
_LAW_BEFORE = re.compile(r"(?:§+ ?\d+\w*|(?:Abs|Nr|S|Satz|Art)\.? ?\d+\w*|Verbindung mit) $")
_NUMBER_BEHIND = re.compile(r" (?:(?:von|über|unter|ab|bis|zwischen|größer|kleiner|als|mindestens|≥|≤|>|<) ?)*\d")


def introduced(text: str, name: Name, known: frozenset[str], lexicon: MinistryLexicon) -> tuple[int, int] | None:
    """Start and end of the abbreviation that stands in brackets right behind a ministry's name."""
    found = short_form_after(text, name.end)
    if found is None:
        return None
    short = text[slice(*found)]
    if known & lexicon.abbreviations.get(short, frozenset()):
        return found
    return found if long_form_start(text[name.start : name.end], short) is not None else None


def used_otherwise(text: str, names: list[Name]) -> frozenset[str]:
    """Abbreviations that the text introduces for something that is no ministry: *Body-Mass-Index (BMI)*."""
    ends = {name.end for name in names}
    return frozenset(
        text[found.short_start : found.short_end] for found in abbreviations(text) if found.long_end not in ends
    )


def distinctive(
    text: str, words: list[Word], lexicon: MinistryLexicon, evidence: Evidence
) -> Iterator[tuple[Word, frozenset[str]]]:
    """Words that are a ministry's abbreviation beyond doubt, with the ministries that bear it.

    That of a German federal ministry begins with BM and needs nothing else. The abbreviation of any other one must
    have three letters where the publisher, four where the text names its government.
    """
    for word in words:
        keys = lexicon.abbreviations.get(word.text)
        if keys is None or not stands_free(text, word):
            continue
        if _LAW_BEFORE.search(text, max(0, word.start - 24), word.start):
            continue
        if word.text in _MEASURES and _NUMBER_BEHIND.match(text, word.end):
            continue
        possible = frozenset(key for key in keys if _plausible(word.text, lexicon.ministries[key].government, evidence))
        if possible:
            yield word, possible


def _plausible(short: str, government: str, evidence: Evidence) -> bool:
    if government == GERMANY:
        return (len(short) > 2 and short.startswith("BM")) or short == "BKAmt"
    if short.startswith("Sen"):
        return government == "Berlin"
    if government in evidence.publishers:
        return len(short) > 2
    return len(short) > 3 and government in evidence.places
