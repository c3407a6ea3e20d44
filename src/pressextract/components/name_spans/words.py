"""What a word says about the names it stands in, asked once per word form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pressextract.components.initiatives.heads import head_word, plural_head
from pressextract.components.name_words import SMALL_WORDS, Word
from pressextract.components.organisations.heads import class_nouns
from pressextract.components.people.roles import is_role_noun
from pressextract.components.remembered import Remembered

#: Kinds of small words that names are joined with.
TOPIC, GENITIVE, PREPOSITION, AND = 1, 2, 4, 8
_MAKEUP = {
    **dict.fromkeys("für zur zum gegen".split(), TOPIC),
    **dict.fromkeys("der des die".split(), GENITIVE),
    **dict.fromkeys("in im mit von an".split(), PREPOSITION),
    "und": AND,
}


@dataclass(frozen=True, slots=True)
class WordFacts:
    """Facts on one word form.

    `norm` is the word in small letters without genitive s, `shape` AA for capitals, cC for capitals inside, A, a or 1;
    `heads` are features of the class nouns in it, to be completed by its position in the name; `introduces`: before a
    name it tells what that names. `makeup` says which kind of small word it is, as a bit.
    """

    norm: str
    shape: str
    is_capital: bool
    is_small: bool
    is_coined: bool
    is_class_noun: bool
    heads: tuple[str, ...]
    is_role: bool
    introduces: bool
    makeup: int


def _facts(word: str) -> WordFacts:
    if word.islower() and word.isalpha():
        own = norm(word)
        return WordFacts(own, "a", False, word in SMALL_WORDS, False, False, (), False, False, _MAKEUP.get(own, 0))
    own = norm(word)
    heads = tuple(_heads(word))
    is_role = is_role_noun(word)
    return WordFacts(
        norm=own,
        shape=_shape(word),
        is_capital=word[0].isupper(),
        is_small=word.casefold() in SMALL_WORDS,
        is_coined=_is_coined(word),
        is_class_noun=bool(heads),
        heads=heads,
        is_role=is_role,
        introduces=bool(heads) or (is_role and word[0].isupper()) or plural_head(word) is not None,
        makeup=_MAKEUP.get(own, 0),
    )


_remembered = Remembered(_facts)


def facts(word: str) -> WordFacts:
    """The facts on a word form.

    >>> facts("Förderprogramms").norm, facts("Förderprogramms").shape
    ('förderprogramm', 'A')
    """
    return _remembered[word]


def facts_of(words: Iterable[str]) -> list[WordFacts]:
    """The facts on word forms."""
    return list(map(_remembered.__getitem__, words))


def norm(word: str) -> str:
    """In small letters and without genitive s: Verbandes → verband."""
    folded = word.casefold()
    for ending in ("es", "s"):
        if folded.endswith(ending) and len(folded) > 5 and not folded.endswith("ss"):
            return folded[: -len(ending)]
    return folded


def _heads(word: str) -> list[str]:
    """Features of the class nouns that a word is or ends in: of initiatives (i) and of organisations (o)."""
    found = []
    initiative = head_word(word)
    if initiative is not None:
        hyphen = "-" if initiative.prefix.endswith("-") else ""
        found += [
            "i",
            f"i={initiative.head.casefold()}",
            f"i:{initiative.kind}",
            f"i:{initiative.compound}:{initiative.generic}{hyphen}",
        ]
    organisation = class_nouns().find(word) if word[0].isupper() or "-" in word else None
    if organisation is not None:
        found += ["o", f"o={norm(word[len(organisation[0]) :])}"]
    return found


def _is_coined(word: str) -> bool:
    if word[1:].islower() and word.isalpha():
        return False
    return Word(word, 0, len(word)).is_coined or (word.isupper() and len(word) > 1) or word[0] == "#"


def _shape(word: str) -> str:
    if word[1:].islower() and word[0].isupper():
        return "A"
    if word[0].isdigit():
        return "1"
    if word.isupper() and len(word) > 1:
        return "AA"
    if sum(char.isupper() for char in word) > 1 and "-" not in word:
        return "cC"
    return "A" if word[0].isupper() else "a"
