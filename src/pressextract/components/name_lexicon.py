"""Finds the names of a lexicon in a text, in whatever case German grammar puts them.

A lexicon gives names in the nominative (Europäisches Parlament, Deutscher Bundestag); press releases decline them
(des Europäischen Parlaments, im Deutschen Bundestag). Rules for endings cost less than a list of all forms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pressextract.components.name_words import WORD, Words

_ADJECTIVE = re.compile(r"^([A-ZÄÖÜ]?[a-zäöüß-]{2,})(?:er|es|e|en)$")
#: What makes the end of an alias no end of a word.
_GOES_ON = re.compile(r"[\w@]|[-‐]\w|\.\w")
_ADJECTIVE_ENDING = "(?:e|er|es|en|em)"


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface form of a lexicon entry. `inflects` is False for abbreviations."""

    key: str
    text: str
    form: str
    inflects: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """An alias found in the text."""

    start: int
    end: int
    alias: Alias


class NameLexicon:
    """A set of aliases, indexed by the first three characters."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        by_beginning: dict[str, list[tuple[re.Pattern[str] | None, Alias]]] = defaultdict(list)
        for alias in sorted(aliases, key=lambda alias: -len(alias.text)):
            first = WORD.search(alias.text)
            if first:
                # a single word that does not inflect is found without a pattern: to compile one takes 0.1 ms
                is_plain = not alias.inflects and alias.text.split() == [alias.text]
                pattern = None if is_plain else _pattern(alias.text, alias.inflects)
                by_beginning[first[0][:3]].append((pattern, alias))
        self._by_beginning = dict(by_beginning)

    def find(self, words: Words) -> Iterator[Hit]:
        """The longest alias at each word, in text order; a part of a hyphenated compound is none."""
        text, reached = words.text, 0
        begins = self._by_beginning
        # few words begin like a name: the list of these takes a third of the time of a look at each
        promising = [index for index, word in enumerate(words.texts) if word[:3] in begins]
        for index in promising:
            start = words.starts[index]
            if start < reached or (start and text[start - 1] in "-/@."):
                continue
            for pattern, alias in begins[words.texts[index][:3]]:
                end = _end(text, start, pattern, alias)
                if end is not None:
                    reached = end
                    yield Hit(start, end, alias)
                    break


def _end(text: str, start: int, pattern: re.Pattern[str] | None, alias: Alias) -> int | None:
    """Where the alias ends that begins at an offset."""
    if pattern is not None:
        match = pattern.match(text, start)
        return match.end() if match is not None else None
    end = start + len(alias.text)
    return end if text.startswith(alias.text, start) and _GOES_ON.match(text, end) is None else None


def learned_names(names: Iterable[str], text: str, found: Iterable[str]) -> NameLexicon:
    """The names of which mentions may be missing in the text; `found` are the mentions as they stand there.

    No pattern is made for a name whose mentions are all found.
    """
    times = Counter(found)
    missing = (name for name in names if _recurs(name, text, max(1, times[name])))
    return NameLexicon(Alias(name, name, "learned", inflects=" " in name) for name in missing)


def _recurs(name: str, text: str, times: int) -> bool:
    """Whether each word of a name, its ending left open, stands more than so many times; if not, the name does not."""
    return all(text.count(part[:-2] if len(part) > 4 else part) > times for part in name.split())


@lru_cache(maxsize=8_192)
def _pattern(name: str, inflects: bool) -> re.Pattern[str]:
    parts = name.split()
    patterns = []
    for index, part in enumerate(parts):
        adjective = _ADJECTIVE.match(part)
        if inflects and adjective is not None and index + 1 < len(parts):
            patterns.append(re.escape(adjective[1]) + _ADJECTIVE_ENDING)
        elif inflects and part[-1].isalpha() and (len(parts) == 1 or index > 0) and not part.endswith("s"):
            patterns.append(re.escape(part) + "(?:s|es)?")
        else:
            patterns.append(re.escape(part))
    return re.compile(r"\s+".join(patterns) + f"(?!{_GOES_ON.pattern})")
