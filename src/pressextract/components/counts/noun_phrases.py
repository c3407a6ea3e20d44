"""Delimits the noun phrase behind a number without a tagger or a parser.

German helps: nouns have capitals, attributive adjectives have endings, and what counts more than one thing has a
plural behind it. A phrase is adjectives and adverbs, then a noun, perhaps joined with a second one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.components.counts.tokens import Token
from pressextract.components.counts.words import time_nouns, words

#: Modifiers between a number and its noun; the longest in the training part of the gold has four.
_MAX_MODIFIERS = 6
_ADJECTIVE = re.compile(r"[^\W\d_][\w‐‑-]*(?:e|e[nrsm])")
_PARTICIPLE = re.compile(r"\w{2,}(?:t|en|nd)e[nrsm]?")
_ADVERB = re.compile(r"\w{3,}(?:lich|isch|ig|sam|bar|ell|al|iv|weise|weit|los)")
_INVARIABLE = frozenset({"lila", "rosa", "prima", "super"})
#: Adverbs that may stand before an adjective or participle whatever its form.
_INTENSIFIERS = frozenset(
    "sehr besonders ganz neu stark teils teilweise weitgehend vollständig zufällig rein überwiegend "
    "mehrheitlich höchst extrem durchaus völlig recht ziemlich frisch gut besser".split()
)
#: Adverbs that end the phrase elsewhere, but not before a participle: *20 dort lebende Menschen*.
_ADVERBS = frozenset(
    "bereits schon noch nicht dort hier derzeit miteinander untereinander gemeinsam bisher eigens dafür dazu daran "
    "davon weiterhin online jeweils insgesamt jährlich täglich heute lange".split()
)
#: Capitalised adjectives (*61 Modulare Ergänzungsbauten*, *59 Freiwilligen Feuerwehren*).
_CAPITAL_ADJECTIVE = re.compile(
    r"[^\W\d_]{2,}(?:ig|isch|ar|är|al|ell|iv|sam|bar|haft|los|iert|oren|ös|ent|ant|weit|frei|reich|fach|rot|grün|blau|neu|"
    r"groß|klein|gross|deutsch)(?:e|e[nrsm])"
)
#: What a German plural can end in. A capital word that ends in something else is the first part of a name
#: (*25 Mittelstand 4.0-Kompetenzzentren*, *drei Digital Hubs*).
_PLURAL = re.compile(r".*(?:e|n|er|el|s|a|i|o|u|y|innen|[A-ZÄÖÜ]{2,}|[*:_/(].*)")
_NOT_PLURAL = re.compile(
    r".*(?:al|tion|ung|heit|keit|schaft|ity|ment|[^aeiou]y|open|smart|social|ing|ness)", re.IGNORECASE
)
#: Nouns that begin with digits: *4.0-Kompetenzzentren*, *3D-Drucker*, *zwei 14-Jährige*.
_DIGIT_NOUN = re.compile(r"\d+\.\d+[-‐‑][A-ZÄÖÜ]|[23]D[-‐‑][A-ZÄÖÜ]|\d{1,2}[-‐‑]Jährige")
#: Bus, train and road numbers; H2, N2 and O2 are substances.
_LINE = re.compile(r"(?!(?:H|N|O)2)[A-Z]\d{1,3}")
_CONJUNCTIONS = frozenset({"und", "oder", "bzw", "sowie", "&"})
_PREPOSITIONS = frozenset("in im am an von vom für bei beim aus ab seit mit zu zur zum durch auf unter".split())
_WEEKDAY = re.compile(r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tage?n?|(?:Mittwoch|Sonnabend)[es]?n?")
_TIME_COMPOUND = re.compile(r"\w+(?:stunden?|minuten?|sekunden?|wochen|monaten?|jahren?|tagen?|jahre|monate|tage)")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `start` to `stop` (exclusive); `head` is the index of the noun that carries the phrase."""

    start: int
    stop: int
    head: int


def noun_phrase(tokens: list[Token], start: int) -> NounPhrase | None:
    """The noun phrase that begins at token `start`, None where there is none."""
    first = _skip_modifiers(tokens, start)
    if first is None:
        first = _skip_participial(tokens, start)
    if first is None:
        return None
    head = _extend_name(tokens, first)
    stop = head + 1
    joined = _joined_noun(tokens, head)
    if joined is not None:
        head, stop = joined, joined + 1
    return NounPhrase(start, stop, head)


def is_noun(token: Token) -> bool:
    """Whether a token can be the noun of a counted phrase."""
    if token.kind != "word" or token.text in words("not_counted") or _LINE.fullmatch(token.text):
        return False
    bare = token.text.rstrip("-‐‑")
    if token.text[0].isdigit():
        return bool(_DIGIT_NOUN.match(token.text))
    return token.is_capital and len(bare) > 1 and (token.text != bare or bare.lower() not in words("stop"))


def is_countable(noun: str) -> bool:
    """Whether a noun can be the plural that a number above one wants, as far as its ending tells."""
    if noun in words("singular_measure") or noun in time_nouns() or noun.endswith(("-", "‐", "‑")):
        return True
    return bool(_PLURAL.fullmatch(noun)) and not _NOT_PLURAL.fullmatch(noun)


def is_time(noun: str) -> bool:
    """Whether a noun is a unit of time (*Jahre*, *Kursstunden*), days of the week and the like apart."""
    if noun in time_nouns():
        return True
    lower = noun.lower()
    if not _TIME_COMPOUND.fullmatch(lower) or _WEEKDAY.fullmatch(noun):
        return False
    return not any(lower.rstrip("en").endswith(day) for day in words("not_days"))


def is_weekday(noun: str) -> bool:
    """Whether a noun is a day of the week."""
    return bool(_WEEKDAY.fullmatch(noun))


def is_modifier(tokens: list[Token], at: int) -> bool:
    """Whether token `at` can stand between a number and its noun."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind == "number":  # neun 8. Klassen
        return bool(
            re.fullmatch(r"\d{1,2}", token.text)
            and following is not None
            and following.text == "."
            and following.start == token.end
        )
    if not token.is_lower:
        return False
    text = token.text
    if text == "nicht" and following is not None and following.text == "mehr":  # nicht mehr nutzbare Geräte
        return at + 2 < len(tokens) and tokens[at + 2].is_lower and bool(_ADJECTIVE.fullmatch(tokens[at + 2].text))
    if text == "mehr" and at > 0 and tokens[at - 1].text == "nicht":
        return True
    if text in _ADVERBS and following is not None and following.is_lower and _PARTICIPLE.fullmatch(following.text):
        return following.text not in words("stop") and following.text not in words("verb")
    if text in words("stop") or text in words("verb"):
        return False
    if _ADJECTIVE.fullmatch(text) or text in _INVARIABLE:
        return not text.endswith("weise")
    if following is None or following.kind != "word":
        return False
    if text in _INTENSIFIERS or _ADVERB.fullmatch(text):  # öffentlich zugängliche Ladepunkte
        return bool(_ADJECTIVE.fullmatch(following.text)) and following.is_lower
    return following.is_lower and following.text not in words("stop") and bool(_PARTICIPLE.fullmatch(following.text))


def _skip_modifiers(tokens: list[Token], start: int) -> int | None:
    """Index of the first noun behind adjectives, None where something else comes first."""
    at, modifiers = start, 0
    while at < len(tokens) and modifiers <= _MAX_MODIFIERS:
        token = tokens[at]
        if is_noun(token):
            return at
        if is_modifier(tokens, at):
            at += 2 if token.kind == "number" else 1
            modifiers += 1
        elif modifiers and (token.text == "," or token.text in ("und", "oder", "bzw")) and at + 1 < len(tokens):
            following = tokens[at + 1]  # geführten, kostenfreien Touren; kleine und mittlere Unternehmen
            if following.text == "." and token.text == "bzw" and at + 2 < len(tokens):
                following, at = tokens[at + 2], at + 1
            if not (following.is_lower and is_modifier(tokens, at + 1)):
                return None
            at += 1
        else:
            return None
    return None


def _skip_participial(tokens: list[Token], start: int) -> int | None:
    """Index of the noun behind an extended participle: *180 in Berlin stehende Brunnen*, *zwei von Frauen geführte*."""
    if start >= len(tokens) or tokens[start].text not in _PREPOSITIONS:
        return None
    for at in range(start + 2, min(start + 6, len(tokens) - 1)):
        token = tokens[at]
        if token.kind == "mark" or token.text in words("verb"):
            return None
        if token.is_lower and _PARTICIPLE.fullmatch(token.text) and is_noun(tokens[at + 1]):
            return at + 1 if tokens[at - 1].text not in words("stop") and is_countable(tokens[at + 1].text) else None
    return None


def _extend_name(tokens: list[Token], first: int) -> int:
    """Index of the head noun of a run of capitalised words."""
    head = first
    while head + 1 < len(tokens) and head - first < 4:
        word, following = tokens[head], tokens[head + 1]
        if not is_noun(following) or following.start > word.end + 1:
            break
        if following.text[0].isdigit() or _is_capital_adjective(word.text) or _opens_name(word.text):
            head += 1
        else:
            break
    return head


def _is_capital_adjective(word: str) -> bool:
    lower = word.lower()
    if any(lower.endswith(noun) for noun in _nouns_like_adjectives()):
        return False
    if _CAPITAL_ADJECTIVE.fullmatch(word):
        return True
    return len(word) > 4 and word.endswith("er") and not word.endswith("ler") and "-" not in word[:-4]


@cache
def _nouns_like_adjectives() -> tuple[str, ...]:
    return tuple(noun.lower() for noun in words("not_adjective"))


def _opens_name(word: str) -> bool:
    if word in words("singular_measure") or word.endswith(("-", "‐")) or is_time(word):
        return False
    return not _PLURAL.fullmatch(word) or bool(_NOT_PLURAL.fullmatch(word))


def _joined_noun(tokens: list[Token], head: int) -> int | None:
    """Index of the last noun of *Schülerinnen und Schüler*, *Tier- und Pflanzenarten*, *Reisen und Feriencamps*."""
    at, last = head, None
    while at + 2 < len(tokens):
        open_end = tokens[at].text.endswith(("-", "‐", "‑"))
        link, following = tokens[at + 1], tokens[at + 2]
        if link.text == "," and open_end and is_noun(following):
            at += 2
            continue
        if link.text not in _CONJUNCTIONS or (link.text == "sowie" and not open_end):
            break
        second = at + 2
        while open_end and second < len(tokens) - 1 and is_modifier(tokens, second) and tokens[second].is_lower:
            second += 1
        if not is_noun(tokens[second]) or (tokens[second].text.endswith("-") != open_end and not open_end):
            break
        second = _extend_name(tokens, second)
        if not open_end and not _joins(tokens, second):
            break
        last = second
        break
    return last


def _joins(tokens: list[Token], second: int) -> bool:
    """Whether the noun behind *und* belongs to what is counted: a plural that no further name or noun follows."""
    word = tokens[second].text
    following = tokens[second + 1] if second + 1 < len(tokens) else None
    if _NOT_PLURAL.fullmatch(word) or not _PLURAL.fullmatch(word):
        return False
    return following is None or not is_noun(following)
