"""The nominative of an organisation's or initiative's name, and what names in different cases have in common.

German declines names: *des Nationalen Aktionsplans Bildung*, *den Deutschen Verein*. The genitive s of the class noun
can be undone; which ending its adjectives had in the nominative, only a dictionary of genders would tell. So names keep
their adjectives as written, but those that differ in these endings alone have one id.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pressextract.components.inflection import without_genitive
from pressextract.components.initiatives.heads import initiative_heads
from pressextract.components.organisations.heads import class_nouns

#: Names whose normal forms are remembered: a release repeats its names, and so does a run.
_REMEMBERED = 4_096
_LINK = re.compile(r"für|der|des|die|das|und|von|in|im|an|am|zur|zum|gegen|mit|of|for|the")
_ADJECTIVE = re.compile(r"(?P<stem>[^\W\d_][\w-]{2,})(?:e[nrsm]?)")


@lru_cache(maxsize=_REMEMBERED)
def nominative(name: str) -> str:
    """The name without the genitive s of its first class noun.

    >>> nominative("Bezirksamtes Mitte"), nominative("Nationalen Aktionsplans Bildung")
    ('Bezirksamt Mitte', 'Nationalen Aktionsplan Bildung')
    """
    words = name.split(" ")
    for index, word in enumerate(words):
        if _LINK.fullmatch(word) and not (index and words[index - 1].endswith("-")):
            break
        bare = class_nouns().without_ending(word) or initiative_heads().without_ending(word)
        if bare is not None or without_genitive(word) != word:
            words[index] = bare or without_genitive(word)
            break
    return " ".join(words)


@lru_cache(maxsize=_REMEMBERED)
def key_of(name: str) -> str:
    """Equal for names that differ in capitals and in the endings of adjectives before their last word.

    >>> key_of("Nationaler Aktionsplan") == key_of("Nationalen Aktionsplan")
    True
    """
    *first, last = name.casefold().split(" ")
    stems = [found["stem"] if (found := _ADJECTIVE.fullmatch(word)) else word for word in first]
    return " ".join((*stems, last))
