"""Which mentions are one person: later surnames and given names belong to a full name of the article.

Two bearers of one surname stay apart: a bare surname goes to the bearer that was named last before it, and where a form
of address or a role tells the gender, to the last one that fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pressextract.components.inflection import genitive_bases
from pressextract.components.people.names import UPPER, split_name

#: Words before a capitalised word that make it a common noun or a place (ein Held, am Berg), not a bare surname.
_NOUN_MARKERS = frozenset(
    """
    der die das dem den des ein eine einen einem einer eines am im beim vom zum zur ins ans kein keine jeder jede
    jedes dieser diese dieses diesem diesen als alle viele mehrere neue neuer neuen gute guter guten kleine kleinen
    große großen
    """.split()
)
_WORD_BEFORE = re.compile(r"(\w+)[ \xa0\n]\Z")
_FEMININE = re.compile(r"(?:Frau|\w+in)\s\Z")
_MASCULINE = re.compile(r"Herrn?\s\Z")
_GOES_ON_LEFT = re.compile(r"[\w@/.#-]")
_NAME_END = re.compile(rf"(?:s(?!\w)|['’](?!\w))?(?![\w@*]|[-‐][\w{UPPER}]|\.\w)")
_LEGAL = re.compile(r"[ \xa0](?:GmbH|AG|KG|SE|OHG|Verlag|Stiftung|\d)")


@dataclass(slots=True)
class Bearer:
    """A person known by a full name; `starts` are where the full name stands, in text order."""

    name: str
    given_name: str | None
    family_name: str
    starts: list[int] = field(default_factory=list)
    feminine: bool | None = None


class Bearers:
    """The persons of one article by their names."""

    def __init__(self) -> None:
        self._by_name: dict[str, Bearer] = {}
        self._by_family: dict[str, list[Bearer]] = defaultdict(list)
        self._by_given: dict[str, list[Bearer]] = defaultdict(list)

    def add(self, name: str, start: int, feminine: bool | None) -> Bearer:
        """Note that the full name stands at `start`; `feminine` as form of address or role tell, else None."""
        bearer = self._by_name.get(name)
        if bearer is None:
            given, family = split_name(name)
            bearer = self._by_name[name] = Bearer(name, given, family)
            for key in {family, family.split()[-1]}:
                self._by_family[key].append(bearer)
            if given:
                for key in {given, given.split()[0]}:
                    self._by_given[key].append(bearer)
        bearer.starts.append(start)
        bearer.feminine = feminine if bearer.feminine is None else bearer.feminine
        return bearer

    def full_form(self, name: str) -> str:
        """The full name that `name` is the genitive of, else the name itself."""
        return next((base for base in genitive_bases(name) if base in self._by_name), name)

    def bearer_of(self, name: str, start: int, feminine: bool | None) -> Bearer | None:
        """Whose surname or given name `name` is at `start`."""
        lowered = name[0].lower() + name[1:]
        for form in (name, *genitive_bases(name), lowered):
            for index in (self._by_family, self._by_given):
                bearers = index.get(form, [])
                fitting = [b for b in bearers if feminine is None or b.feminine in (None, feminine)] or bearers
                if fitting:
                    return max(fitting, key=lambda bearer: _closeness(bearer.starts, start))
        return None

    def forms(self) -> set[str]:
        """What may stand for a person later: full name, last given name and family name, family name alone."""
        forms = set(self._by_name) | set(self._by_family)
        for bearer in self._by_name.values():
            if bearer.given_name and not bearer.given_name.endswith("."):
                forms.add(f"{bearer.given_name.split()[-1]} {bearer.family_name}")
        return forms


def later_mentions(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names stands in the text, in the nominative or genitive, and is no common noun there."""
    found = sorted((start, -end) for name in names if len(name) > 2 for start, end in _occurrences(text, name))
    reached = 0
    for start, negative_end in found:
        end = -negative_end
        if start < reached:
            continue
        reached = end
        before = _WORD_BEFORE.search(text, max(0, start - 30), start)
        if (before and before[1].casefold() in _NOUN_MARKERS) or _LEGAL.match(text, end):
            continue
        yield start, end


def _occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands as a word of its own, the genitive's ending included.

    Searching for strings costs a tenth of compiling a pattern of all names of an article.
    """
    # a particle has a capital where it begins a sentence (Von Broock)
    for form in {name, name[0].upper() + name[1:]}:
        start = text.find(form)
        while start >= 0:
            whole = _NAME_END.match(text, start + len(form))
            if whole is not None and not (start and _GOES_ON_LEFT.match(text, start - 1)):
                yield start, whole.end()
            start = text.find(form, start + 1)


def gender_at(text: str, start: int) -> bool | None:
    """Whether the word before `start` shows a woman (True) or a man (False)."""
    window = max(0, start - 60)
    if _FEMININE.search(text, window, start):
        return True
    return False if _MASCULINE.search(text, window, start) else None


def _closeness(starts: list[int], position: int) -> tuple[int, int]:
    """The later before `position` the better; only afterwards is worse than anything before."""
    index = bisect_left(starts, position)
    return (1, starts[index - 1]) if index else (0, -starts[0])
