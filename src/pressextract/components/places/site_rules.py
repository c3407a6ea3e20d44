"""Head nouns of sites and the compounds with them that are common nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pressextract.components.places.words import is_capitalised
from pressextract.components.remembered import Remembered
from pressextract.lexicon.tables import bundled_lexicon

#: Shortest common noun that makes a longer compound common as well: Wasserspielplatz.
_MIN_TAIL = 6
_MAX_TAIL = 24
#: Letters before the head of a compound: Rhinufer, not Lufer.
_MIN_STEM = 3
#: Words that end in a head's letters only: Parkläufer, Catering, Monitoring.
_OTHER_WORD = re.compile(r"(?:läufer|käufer|säufer|[eo]ring)$")


@dataclass(frozen=True, slots=True)
class Head:
    """A row of place_heads.csv; `forms` are compound, phrase and lead, parted by |."""

    head: str
    kind: str
    gender: str
    forms: str | None
    source: str


@dataclass(frozen=True, slots=True)
class GenericSite:
    """A row of generic_sites.csv."""

    noun: str
    source: str


class SiteRules:
    """The heads and the common nouns, read once per process."""

    def __init__(self) -> None:
        self.heads = {row.head.rstrip("."): row for row in bundled_lexicon("place_heads", Head)}
        self._compounds: dict[str, list[str]] = defaultdict(list)  # by their last three letters, the longest first
        for head in sorted(self.heads, key=len, reverse=True):
            if "compound" in (self.heads[head].forms or ""):
                self._compounds[head[-3:]].append(head)
        #: The head that a capitalised word is or ends with, and whether it carries a genitive s.
        self.site_head = Remembered(self._site_head)
        self.generic = frozenset(row.noun.casefold() for row in bundled_lexicon("generic_sites", GenericSite))

    def _site_head(self, word: str) -> tuple[str, bool] | None:
        if not is_capitalised(word):
            return None
        folded = word.casefold()
        for form, genitive in ((folded, False), (folded.removesuffix("s"), True), (folded.removesuffix("es"), True)):
            if genitive and form == folded:
                continue
            if form in self.heads:
                return form, genitive
            for head in self._compounds.get(form[-3:], ()):
                if form.endswith(head) and len(form) - len(head) >= _MIN_STEM and not _OTHER_WORD.search(form):
                    return head, genitive
        return None

    def is_generic(self, word: str) -> bool:
        """Whether a compound is a common noun, plural and genitive included."""
        folded = word.casefold()
        if any(
            folded.removesuffix(ending) in self.generic
            for ending in ("", "s", "es", "n", "en")
            if folded.endswith(ending)
        ):
            return True
        first = max(_MIN_STEM, len(folded) - _MAX_TAIL)
        tails = (folded[cut:].removesuffix("s") for cut in range(first, len(folded) - _MIN_TAIL))
        return any(tail in self.generic and tail not in self.heads for tail in tails)


@cache
def load_site_rules() -> SiteRules:
    """The bundled rules, built once per process."""
    return SiteRules()
