"""Normal forms of place names: genitives, capitals, abbreviations, inflected adjectives in names."""

from __future__ import annotations

import re

from pressextract.components.inflection import genitive_bases
from pressextract.components.places.gazetteer import Gazetteer

_ABBREVIATED_STREET = re.compile(r"(?P<stem>\w?)(?P<break>[\s-]*)(?P<abbr>[Ss]tr)\.?$")
_STRONG_ENDINGS = {"m": "er", "n": "es", "f": "e", "p": "e"}
#: Weakly inflected adjective as it stands after an article: im Roten Rathaus, des Pazifischen Ozeans.
_WEAK = re.compile(r"(?P<stem>[A-ZÄÖÜ][\w-]*[^e\W])e[nmrs]?")
_INVARIANT = re.compile(r"er$")


def gazetteer_name(word: str, gazetteer: Gazetteer) -> str | None:
    """The gazetteer's name that a word stands for, genitive s and capital letters aside: Berlins, BERLIN.

    Returns None where the gazetteer has no such name.
    """
    if gazetteer.knows(word):
        return word
    forms = [title_case(word)] if len(word) > 3 and word.isupper() else []
    return next((form for form in (*forms, *genitive_bases(word)) if gazetteer.knows(form)), None)


def title_case(word: str) -> str:
    """NEU-ULM → Neu-Ulm."""
    return "-".join(part.capitalize() for part in word.split("-"))


def street_name(text: str) -> str:
    """Carl-Schurz-Str. → Carl-Schurz-Straße; blanks around hyphens go."""
    name = re.sub(r"\s*[-–]\s+|\s+[-–]\s*", "-", " ".join(text.split()))
    found = _ABBREVIATED_STREET.search(name)
    if found is None:
        return name
    street = "straße" if found["stem"] and not found["break"] else "Straße"
    return name[: found.start("abbr")] + street


def site_name(text: str, head_start: int, head: str, gender: str) -> str:
    """The nominative of a site's name: Neuen Stadthaus → Neues Stadthaus, Anhalter Bahnhofs → Anhalter Bahnhof.

    `head_start` is the offset in the text of the word that `head` ends.
    """
    words = []
    for word in text[:head_start].split():
        found = _WEAK.fullmatch(word)
        if found and not _INVARIANT.search(word):
            word = found["stem"] + _STRONG_ENDINGS.get(gender, "e")
        words.append(word)
    noun, *rest = text[head_start:].split()
    ending = next((ending for ending in ("es", "s") if noun.casefold().endswith(head + ending)), "")
    return " ".join([*words, noun.removesuffix(ending), *rest])
