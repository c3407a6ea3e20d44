"""What a German number says: number words, digits with points and blanks, vulgar fractions.

Pure functions on strings; whether a number counts something is decided in `count_grammar`.
"""

from __future__ import annotations

import re

_ONES = "null ein zwei drei vier fünf sechs sieben acht neun".split()
_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = dict(
    zip("zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), range(20, 100, 10), strict=False)
)
_SMALL = {word: value for value, word in enumerate(_ONES + _TEENS)} | _TENS | {"eins": 1, "eine": 1, "zwo": 2}
#: Inflected number words, which no longer word contains: *die Namen zweier Betriebe*.
_INFLECTED = {"zweier": 2, "dreier": 3, "zweien": 2, "dreien": 3, "vieren": 4}
#: Largest first: a number word is read as left part × scale + right part.
_SCALES = (("milliarde", "n", 10**9), ("million", "en", 10**6), ("tausend", "", 10**3), ("hundert", "", 10**2))
#: Letters that a number word ends in.
NUMBER_ENDS = (
    *_SMALL,
    *_INFLECTED,
    "dreißig",
    *(name + ending for name, plural, _ in _SCALES for ending in {"", plural}),
)
#: Number words are no longer than this (the longest below 10⁹ has 99 letters), so a long run of letters costs nothing.
_LONGEST = 120

_HALVES = re.compile(r"(anderthalb|(?P<whole>\w{3,12})einhalb)(?:e[nrsm]?|fach)?", re.IGNORECASE)
_FRACTION_NOUN = re.compile(
    r"(?:(?P<count>[^\W\d_]{4,6}))?(?P<part>(?:Drit|Vier|Fünf|Sechs|Sieb|Ach|Neun|Zehn|Zwanzigs)tel)s?"
)
_PARTS = {"Drit": 3, "Vier": 4, "Fünf": 5, "Sechs": 6, "Sieb": 7, "Ach": 8, "Neun": 9, "Zehn": 10, "Zwanzigs": 20}
_ORDINAL = re.compile(r"(?P<stem>[^\W\d_]{3,30}?)(?:s?te)[nrsm]?")
_IRREGULAR_ORDINALS = {"ers": 1, "drit": 3, "sieb": 7, "ach": 8}

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_GROUP_MARKS = ".’'›`\u00a0\u2009\u202f "
_UNGROUP = dict.fromkeys(map(ord, _GROUP_MARKS))
_GROUPED = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}}(?:(?P<mark>[{_GROUP_MARKS}])\d{{3}})(?:(?P=mark)\d{{3}})*)(?:,(?P<part>\d+))?"
)
_PLAIN = re.compile(r"(?P<whole>\d+)(?:(?P<mark>[.,])(?P<part>\d+))?")


def number_word(word: str) -> int | None:
    """The value of a German number word such as `zweihundertfünfzigtausend`, None where it is none.

    Written as one word, in any case, with ß or ss; below 10¹². Halves are read by `half_word`.
    """
    if len(word) > _LONGEST:
        return None
    lower = word.lower().replace("ß", "ss")
    return _INFLECTED.get(lower) or _value(lower)


def number_phrase(phrase: str) -> int | None:
    """The value of a number written in several words (`eine Million zweihunderttausend und drei`)."""
    return number_word("".join(word for word in phrase.split() if word != "und"))


def _value(word: str) -> int | None:
    if word in _SMALL:
        return _SMALL[word]
    for name, plural, scale in _SCALES:
        left, found, right = word.partition(name)
        if found:
            right = right.removeprefix(plural)
            if not left and scale > 1000:
                return None  # Millionen without a number is no number
            factor = 1 if not left else _value(left)
            rest = 0 if not right else _value(right.removeprefix("und"))
            if factor is None or rest is None or not 0 < factor < max(scale, 1000) or not 0 <= rest < scale:
                return None
            return factor * scale + rest
    ones, _, tens = word.partition("und")
    return _SMALL[ones] + _TENS[tens] if ones in _ONES[1:] and tens in _TENS else None


def half_word(word: str) -> float | None:
    """The value of `anderthalb`, `zweieinhalb` and their inflected forms."""
    match = _HALVES.fullmatch(word)
    if match is None:
        return None
    whole = number_word(match["whole"]) if match["whole"] else 1
    return None if whole is None else whole + 0.5


def fraction_noun(word: str) -> float | None:
    """The value of `Drittel`, `Viertel`, `Dreiviertel`; `Hälfte` is 0.5."""
    if word == "Hälfte":
        return 0.5
    match = _FRACTION_NOUN.fullmatch(word) or _FRACTION_NOUN.fullmatch(word.replace("viertel", "Viertel"))
    if match is None:
        return None
    count = number_word(match["count"]) if match["count"] else 1
    return None if count is None else count / _PARTS[match["part"].removesuffix("tel")]


def ordinal_word(word: str) -> int | None:
    """The value of `zweite`, `dritten`, `zwanzigster`, in any case; None where the word is no ordinal."""
    match = _ORDINAL.fullmatch(word.lower())
    if match is None:
        return None
    stem = match["stem"].replace("ß", "ss")
    return _IRREGULAR_ORDINALS.get(stem) or number_word(stem)


def digits(written: str, decimal_point: bool = False) -> float | None:
    """The value of a number in digits, None for what only looks like one (dates, times, versions).

    Points, apostrophes and blanks (also narrow and no-break ones) part thousands, a comma the decimals. A single
    point before other than three digits is a decimal point where `decimal_point` says that a scale or unit follows,
    as Swiss releases write it (`4.5 Millionen`).
    """
    vulgar = _VULGAR.get(written[-1:])
    if vulgar is not None:
        whole = digits(written[:-1].rstrip()) if len(written) > 1 else 0.0
        return None if whole is None else whole + vulgar
    match = _GROUPED.fullmatch(written)
    if match is None:
        match = _PLAIN.fullmatch(written)
        if match is None or (match["mark"] == "." and not decimal_point):
            return None
    ungrouped = match["whole"].translate(_UNGROUP)
    return float(f"{ungrouped}.{match['part'] or 0}")
