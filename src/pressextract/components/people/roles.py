"""Which nouns say what a person is or does: Ministerin, Vorsitzender, Projektleiter, but not Ministerium."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from pressextract.components.remembered import MOST
from pressextract.lexicon.tables import bundled_lexicon

_AGENT_ENDINGS = r"(?:s|es|e|n|en|er|ern|in|innen|[*:_·/]-?in(?:nen)?)?"
_ADJECTIVAL_ENDINGS = r"(?:e|er|en|em|es|er?[*:_/]-?(?:innen|in|r|n))"
_AGENT_FORMS = ("", "s", "es", "e", "n", "en", "er", "ern", "in", "innen")
_ADJECTIVAL_FORMS = ("e", "er", "en", "em", "es")
_TAIL = 3
_ATTRIBUTE_ENDINGS = r"(?:e|er|en|em|es)?"
_ACRONYMS = frozenset({"CEO", "CTO", "CFO", "COO"})
_WORD = re.compile(r"\w[\w*:_·-]*")
_PLURAL = re.compile(r"innen$|rät(?:e|en)$|vorstände(?:n|)$")


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A row of lexicon/roles.csv: the ending of a noun and how it is declined and used."""

    noun: str
    kind: str


@dataclass(frozen=True, slots=True)
class RoleField:
    """A row of lexicon/role_fields.csv: a role and the walk of life that it tells of."""

    role: str
    field: str


@lru_cache(maxsize=MOST)
def is_role_noun(word: str) -> bool:
    """Whether the word, in any case, number and gender, is a noun for a person's office, profession or part."""
    if word in _ACRONYMS:
        return True
    if not word[:1].isupper():
        return False
    folded = word.casefold()
    may_be = folded[-_TAIL:] in _tails() or folded[-_TAIL - 1 :] in _tails() or not folded.isalpha()
    return may_be and bool(_patterns()["person"].fullmatch(folded))


@lru_cache(maxsize=MOST)
def role_base(word: str) -> tuple[str, bool] | None:
    """The role without its first part, and whether a woman holds it: (minister, True) for Familienministerin."""
    match = _patterns()["base"].fullmatch(word.casefold())
    if match is None or not is_role_noun(word):
        return None
    base = match["agent"] or match["adjectival"]
    return _without_umlaut(base), match["ending"].startswith("in") or base.endswith("in")


@lru_cache(maxsize=8_192)
def role_bases(role: str) -> frozenset[str]:
    """The bases of all roles in a cell of the column `role`.

    >>> sorted(role_bases("Bürgermeisterin und stellvertretende Vorsitzende"))
    ['bürgermeister', 'vorsitzend']
    """
    bases = (role_base(word) for word in _WORD.findall(role))
    return frozenset(base[0] for base in bases if base)


def field_of(base: str) -> str | None:
    """The walk of life that a role's base tells of: politics for minister; None where it may go with any."""
    return _fields().get(base)


@cache
def _fields() -> dict[str, str]:
    return {_without_umlaut(row.role): row.field for row in bundled_lexicon("role_fields", RoleField)}


def _without_umlaut(base: str) -> str:
    """The same base for *Präsident* and *Präsidentin*, for *Rat* and *Rätin*."""
    return base.replace("ä", "a").replace("ö", "o")


@lru_cache(maxsize=MOST)
def is_plural_role(word: str) -> bool:
    """Whether the form can only mean several persons: Bezirksstadträte, Ministerinnen."""
    return is_role_noun(word) and bool(_PLURAL.search(word.casefold()))


@lru_cache(maxsize=MOST)
def is_function_noun(word: str) -> bool:
    """Whether the word names what somebody does rather than who does it: Leitung, Moderation, Violine."""
    return word[:1].isupper() and bool(_patterns()["function"].fullmatch(word.casefold()))


@lru_cache(maxsize=MOST)
def is_role_attribute(word: str) -> bool:
    """Whether an adjective is a part of roles: stellvertretende, Parlamentarischer; not neue or beliebte."""
    return bool(_patterns()["attribute"].fullmatch(word.casefold()))


@cache
def _tails() -> frozenset[str]:
    """The last letters of all forms without a gender mark: nine in ten words have others and need no pattern.

    Four letters, three of a form that has no more.
    """
    tails: set[str] = set()
    for row in bundled_lexicon("roles", RoleNoun):
        noun = row.noun[:-1] if row.kind == "agent" and row.noun.endswith("e") else row.noun
        endings = _ADJECTIVAL_FORMS if row.kind == "adjectival" else _AGENT_FORMS
        tails.update((noun + ending)[-_TAIL - 1 :] for ending in endings)
    return frozenset(tails)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    nouns: dict[str, list[str]] = defaultdict(list)
    for row in bundled_lexicon("roles", RoleNoun):
        noun = row.noun[:-1] if row.kind == "agent" and row.noun.endswith("e") else row.noun
        nouns[row.kind].append(re.escape(noun))
    ending = {kind: "|".join(words) for kind, words in nouns.items()}
    return {
        "person": re.compile(
            rf".*(?:{ending['agent']}){_AGENT_ENDINGS}|.*(?:{ending['adjectival']}){_ADJECTIVAL_ENDINGS}"
            rf"|(?:.*-)?(?:{ending['exact']}){_AGENT_ENDINGS}"
        ),
        "base": re.compile(
            rf".*?(?:(?P<agent>{ending['agent']}|{ending['exact']})|(?P<adjectival>{ending['adjectival']}))"
            rf"(?P<ending>{_AGENT_ENDINGS})"
        ),
        "function": re.compile(rf".*(?:{ending['function']})"),
        "attribute": re.compile(rf"(?:\w*politisch|{ending['attribute']}){_ATTRIBUTE_ENDINGS}"),
    }
