"""The grammar of a role: attributes, the role's noun, its complements; read without tagger and parser.

German helps: nouns have capitals, attributive adjectives have endings, and what is neither these nor a small word of a
closed list is a verb or an adverb, which ends the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pressextract.components.people.roles import is_function_noun, is_role_attribute, is_role_noun

_TOKEN = re.compile(r"\w+(?:[-‐/&*:’'.·_]+\w+)*[-‐]?(?:\.(?=[ ,)\n]))?|\n+|[^\w\s]")
_SMALL_WORDS = frozenset(
    """
    der des dem den die das vom von beim bei im in am an aus ans zur zum für und sowie auf gegen zu e. V. e.V. & /
    """.split()
)
_CONJUNCTIONS = frozenset({"und", "sowie", "&", "/"})
_ADJECTIVE = re.compile(r"[a-zäöü][\w-]*(?:e|en|er|es|em)$")
_VERBAL = re.compile(
    r"(?:[^b]te|ten|test|tet|ieren|werden|wurden|haben|sagen|freuen|wollen|sollen|können|müssen|heute|gerne|ohne|viele|"
    r"eine[nmrs]?)$"
)
_PLACE_ATTRIBUTE = re.compile(r"[A-ZÄÖÜ][\w-]{2,}(?:er|s)$")
_ISCH_ATTRIBUTE = re.compile(r"[a-zäöü]+ische[rn]?$")
_TRUNCATED = re.compile(r"[A-ZÄÖÜ][\w-]*-$")
_NOUN_PHRASE = r"(?:[a-zäöü]\w+ )?[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*)?"
_ENUMERATION = re.compile(
    rf"(?:, {_NOUN_PHRASE}){{1,9}},? (?:und|sowie|&|u\.) {_NOUN_PHRASE}|(?:, {_NOUN_PHRASE}){{1,9}}(?= ?:)"
)
_DEPARTMENTS = ("Abteilung", "Fachbereich", "Ressort")
_CONTACT_WORDS = frozenset({"Telefon", "Tel.", "Tel", "E-Mail", "Email", "Fax", "Mobil", "Telefax"})
_BEGINS_NEW = re.compile(r"(?:d(?:er|ie|as|en|em|es|eren|essen)|ihr(?:e[nmrs]?)?|sein(?:e[nmrs]?)?|ein(?:e[nmrs]?)?)")
_POSSESSIVES = frozenset({"des", "eines", "dieses", "ihres", "seines", "unseres"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a line break with its offsets in the text."""

    start: int
    end: int
    text: str


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a part of the text."""
    return [Token(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text, start, end)]


def role_noun_before(tokens: Sequence[Token], *, comma: bool) -> int | None:
    """Index of the role noun whose complement ends with the last token; `comma`: a comma or colon sets it off."""
    if (
        len(tokens) > 2
        and tokens[-2].text in _CONJUNCTIONS
        and is_role_noun(tokens[-3].text)
        and is_content(tokens[-1].text)
    ):
        return len(tokens) - 1
    for index in range(len(tokens) - 1, -1, -1):
        if is_role_noun(tokens[index].text):
            return index if _is_complement(tokens[index + 1 :], comma=comma) else None
        if not _may_precede(tokens, index):
            return None
    return None


def role_noun_at_start(tokens: Sequence[Token]) -> int | None:
    """Index of the role noun of a phrase that begins with the first token: only attributes stand before it."""
    for index, token in enumerate(tokens[:8]):
        word = token.text
        if is_role_noun(word):
            return index
        if index == 0 and is_function_noun(word) and not word.startswith("Organisation"):
            return index
        if not (
            is_role_attribute(word)
            or _TRUNCATED.match(word)
            or word in _CONJUNCTIONS
            or (word == "," and index and _TRUNCATED.match(tokens[index - 1].text))
            or _PLACE_ATTRIBUTE.match(word)
            or _ISCH_ATTRIBUTE.match(word)
        ):
            return None
    return None


def phrase_start(tokens: Sequence[Token], head: int) -> int:
    """Index of the first token of the role whose noun stands at `head`: attributes, places, further roles before it."""
    first = head
    while first > 0:
        word = tokens[first - 1].text
        if is_role_attribute(word) or _is_place_attribute(tokens, first - 1):
            first -= 1
        elif first > 1 and (word in _CONJUNCTIONS or word == ","):
            earlier = tokens[first - 2].text
            if not (is_role_noun(earlier) or _TRUNCATED.match(earlier)):
                break
            first -= 2
        else:
            break
    return first


def enumeration_end(text: str, tokens: Sequence[Token], head: int, comma: int) -> int | None:
    """End of an enumeration that the comma at index `comma` carries on: für Bildung*, Jugend und Familie*."""
    if not _names_fields(tokens[head + 1 : comma]):
        return None
    match = _ENUMERATION.match(text, tokens[comma].start, tokens[-1].end)
    return match.end() if match else None


def may_follow(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token carries on the complement of a role noun before it."""
    word = tokens[index].text
    if word[0].isupper():
        return word not in _CONTACT_WORDS
    following = next((token.text for token in tokens[index + 1 : index + 4] if token.text not in _SMALL_WORDS), "")
    is_adjective = bool(_ADJECTIVE.match(following)) and not _VERBAL.search(following)
    if word in _CONJUNCTIONS and index + 1 < len(tokens) and _BEGINS_NEW.fullmatch(tokens[index + 1].text):
        return False
    if word in _CONJUNCTIONS or word in _SMALL_WORDS:
        return following[:1].isupper() or following[:1] in tuple('„»"') or is_adjective
    if word in "„“”»«":
        return True
    if index and tokens[index - 1].text[0].isupper() and not word.endswith("er"):
        return False  # behind a noun only a genitive may come (Verband deutscher Banken), else it is a verb
    return bool(_ADJECTIVE.match(word)) and not _VERBAL.search(word) and following[:1].isupper()


def is_content(word: str) -> bool:
    """Whether a phrase may end with the word."""
    return word[0].isupper() or word[0].isdigit() or word in ("”", "“", "V.", "e.V.")


def _is_complement(tokens: Sequence[Token], *, comma: bool) -> bool:
    if not tokens:
        return True
    first, last = tokens[0].text, tokens[-1].text
    if first == "," or (last in _SMALL_WORDS - {"V.", "e.V."}) or (last[0].islower() and not last.endswith(".")):
        return False
    if first in _CONJUNCTIONS or first == ")":
        return False
    commas = [index for index, token in enumerate(tokens) if token.text == ","]
    return not commas or (_names_fields(tokens) and any(token.text in _CONJUNCTIONS for token in tokens[commas[-1] :]))


def _names_fields(tokens: Sequence[Token]) -> bool:
    return any(token.text == "für" or token.text.startswith(_DEPARTMENTS) for token in tokens)


def _may_precede(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word[0] == "\n":
        return False
    if word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS or word in ',()&/„“”»«"–':
        return True
    return bool(_ADJECTIVE.match(word)) and not _VERBAL.search(word) and index + 1 < len(tokens)


def _is_place_attribute(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if not _PLACE_ATTRIBUTE.match(word) or is_role_noun(word):
        return False
    return word.endswith("er") or index == 0 or tokens[index - 1].text not in _POSSESSIVES
