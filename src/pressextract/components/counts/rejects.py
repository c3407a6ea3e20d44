"""Numbers that count nothing: labels, dates, times, ages, addresses, telephone numbers, versions, scores."""

from __future__ import annotations

import re

from pressextract.components.counts.quantity import Quantity
from pressextract.components.counts.tokens import Token
from pressextract.components.counts.words import words
from pressextract.components.people.roles import is_role_noun

_MONTH = re.compile(
    r"(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez)s?"
)
_POSTCODE = re.compile(r"\d{5}")
_POSTCODE_ABROAD = re.compile(r"[1-9]\d{3}")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_STREETS = tuple("straße strasse str straßen allee damm ufer gasse promenade chaussee platz weg ring steig".split())
_YEAR_LEFT = frozenset(
    "im in seit ab bis von vor nach um anno und zwischen ende anfang mitte jahr jahre jahren jahres sommer herbst "
    "winter frühjahr frühling saison für aus / – - ( gegenüber wie".split()
)
#: Left of an age where persons stand nearby: *Kinder über 8 Jahre*, *Jugendliche bis 17 Jahre*.
_AGE_LEFT = frozenset("unter über bis älter jünger als".split())
_AGE_LIMITS = frozenset("unter über bis zu ab".split())
_DURATION_LEFT = frozenset(
    "seit vor nach in innerhalb binnen innert während für nächsten letzten vergangenen kommenden mehr weniger alle "
    "ersten um".split()
)
_AGE_AFTER = frozenset({"alt", "alte", "alten", "alter", "altes", "jung", "Lebensalter"})
_OLDEST = 110


def label_before(tokens: list[Token], at: int) -> bool:
    """Whether the number at `at` belongs to the word before it (*Nr. 5*, *§ 3*, *Raum 2*, *Hauptstraße 7*)."""
    in_digits = tokens[at].kind == "number"
    before = at - 1
    while before > 0 and at - before < 3 and tokens[before].text in (".", ":"):
        before -= 1
    if before < 0:
        return False
    word = tokens[before]
    if word.kind == "opaque":
        return word.end == tokens[at].start
    if word.text == "§" or word.text in words("label"):
        return True
    if not in_digits:
        return False
    if before < at - 1:
        return tokens[at - 1].text == "." and len(word.text) == 1 and word.kind == "word"
    return word.text in words("digit_label") or is_street(word.text)


def noun_before(tokens: list[Token], at: int) -> bool:
    """Whether a noun or name stands right before token `at`, inside the sentence."""
    return at > 1 and tokens[at - 1].is_capital and tokens[at - 2].text not in (".", "!", "?", ":")


def is_list_label(tokens: list[Token], first: int, counted: Quantity | None) -> bool:
    """Whether the noun behind the number labels the next one: *Männer: 50 Frauen: 1*, *Umfang: 90 Höhe in m: 7*."""
    if counted is None or first == 0 or counted.stop >= len(tokens):
        return False
    behind = [token.text for token in tokens[counted.stop : counted.stop + 3]]
    return tokens[first - 1].text == ":" and ":" in behind


def is_street(word: str) -> bool:
    """Whether a word names a street, by its last part."""
    lower = word.lower()
    return word[:1].isupper() and len(lower) > 5 and lower.endswith(_STREETS)


def is_glued(tokens: list[Token], at: int) -> bool:
    """Whether a mark or letter right before the number makes it part of something else (*A-7*, *v2*, *#3*, *19:00*)."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.end != tokens[at].start:
        return False
    if before.kind in ("word", "number", "opaque"):
        return True
    if before.text in "#_=&:/\\@*+^×":
        return before.text not in "*/+:" or (at > 1 and tokens[at - 2].end == before.start)
    if before.text in "-‐‑–":
        return at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].kind in ("word", "number", "mark")
    return before.text in ".," and at > 1 and tokens[at - 2].kind == "number" and tokens[at - 2].end == before.start


def is_ordinal_or_date(tokens: list[Token], at: int) -> bool:
    """Whether a point, month or *Uhr* behind the number makes it an ordinal, date or time."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    glued = following.start == tokens[at].end
    if glued and following.text in (":", "/", "_", "\\"):
        return True
    if glued and following.text == "." and tokens[at].text.isdigit() and at + 2 < len(tokens):
        dashed = tokens[at + 2].text in ("-", "–", "—")
        if dashed and at + 3 < len(tokens) and tokens[at + 3].kind == "number":
            return True  # 27.-29. Februar
        return not dashed and tokens[at + 2].text not in ("“", "”", ")")
    if following.text == "." and at + 2 < len(tokens) and _MONTH.fullmatch(tokens[at + 2].text):
        return True
    return following.text == "Uhr" or bool(_MONTH.fullmatch(following.text))


def is_number_run(tokens: list[Token], at: int) -> bool:
    """Whether the number stands in a run of numbers, as telephone and account numbers do."""
    written = tokens[at].text
    if (len(written) > 1 and written[0] == "0" and written[1].isdigit()) or (written.isdigit() and len(written) > 6):
        return True
    before, after = at - 1, at + 1
    if after < len(tokens) and tokens[after].text == "/":
        after += 1
    if after < len(tokens) and tokens[after].kind == "number":
        return True
    dashed = before > 0 and tokens[before].text in "-‐‑–/"
    if before > 0 and (dashed or tokens[before].text == ")"):
        before -= 1
    if before < 0 or tokens[before].kind != "number":
        return False
    other = tokens[before].text
    if dashed:  # 90297 - 4642 is a telephone number, 160 - 270 a range
        return other.startswith("0") or (other.isdigit() and len(other) > 4)
    return not _YEAR.fullmatch(other)  # im Jahr 2035 25 Prozent


def is_postcode(tokens: list[Token], at: int) -> bool:
    """Whether five digits and a capital word are a postcode and its town."""
    before = tokens[at - 1]
    abroad = at > 1 and before.text == "," and tokens[at - 2].text[-1:].isdigit()  # Röschibachstr. 24, 8037 Zürich
    if not (_POSTCODE.fullmatch(tokens[at].text) or (abroad and _POSTCODE_ABROAD.fullmatch(tokens[at].text))):
        return False
    if at + 1 < len(tokens) and not tokens[at + 1].is_capital:
        return False
    return at == 0 or not before.is_lower or before.text == "in" or before.text[-1:].isdigit()


def is_year(tokens: list[Token], at: int) -> bool:
    """Whether four digits without separator are a year rather than a quantity."""
    written = tokens[at].text
    if not _YEAR.fullmatch(written):
        return False
    before = tokens[at - 1].text if at else ""
    if before.lower() in _YEAR_LEFT or _MONTH.fullmatch(before) or before == ".":
        return True
    if not written.startswith(("19", "20")):
        return False
    return not written.endswith("00") or before == ""


def is_age(tokens: list[Token], found: Quantity) -> bool:
    """Whether a duration tells how old somebody is."""
    if not 0 < (found.value_max or found.value) <= _OLDEST:
        return False
    left = [token.text.lower() for token in tokens[max(0, found.first - 7) : found.first]]
    if "alter" in left:
        return True
    if not tokens[found.stop - 1].text.startswith("Jahr"):
        return False
    following = [token.text for token in tokens[found.stop : found.stop + 2]]
    if following[:1] and following[0] in _AGE_AFTER:
        return True
    if following[:1] in (["und"], ["oder"]) and following[1:] in (["älter"], ["jünger"]):
        return True
    before = left[-1] if left else ""
    if before == "ab" or (
        before in ("wird", "wurde", "werden", "wurden") and following[:1] in ([], ["."], [","], ["!"])
    ):
        return True
    ranged = found.bound == "range"
    if (before == "(" and following[:1] in ([")"], [","])) or (ranged and before in ("", "(", ".", "|", "·", "/")):
        return True
    who = found.first - 1
    while who >= 0 and (tokens[who].text.lower() in _AGE_LIMITS or _ends_range(tokens, who)):
        who -= 1
    if (ranged or who < found.first - 1) and who >= 0 and _is_young(tokens[who]):
        return True  # Kinder 6 bis 14 Jahre, Spieler unter 18 Jahren
    window = tokens[max(0, found.first - 7) : found.first] + tokens[found.stop : found.stop + 4]
    if tokens[found.first].text.lower() == "zwischen" or (left[-3:-2] == ["zwischen"] and before == "und"):
        punished = any(token.text.lower().endswith(("trafe", "trafen", "dauer", "laufzeit")) for token in window)
        return not punished and before not in ("seit", "vor", "nach", "von")
    if not _DURATION_LEFT.isdisjoint(left[-2:]):
        return False
    if before == "mit":
        return not (following[:1] and following[0][:1].isupper())
    if before in ("von", "zu"):
        return found.first > 1 and _is_person(tokens[found.first - 2])
    return any(map(_is_person, window)) and not _AGE_LEFT.isdisjoint(left[-3:])


def _ends_range(tokens: list[Token], at: int) -> bool:
    """Whether the token is the dash or the lower end of *6 – 14*."""
    return tokens[at].text in ("–", "-") or (tokens[at].kind == "number" and tokens[at + 1].text in ("–", "-"))


def _is_young(token: Token) -> bool:
    """Whether the word right before an age names people, not a time: *Kinder*, *Spieler*, *Jugendliche*."""
    return _is_person(token) or (token.is_capital and is_role_noun(token.text))


def _is_person(token: Token) -> bool:
    return token.text in words("age_context") or token.text.endswith("innen")
