"""Head nouns of sites and the compounds with them that are common nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pressextract.lexicon.tables import bundled_lexicon

#: Shortest common noun that makes a longer compound common as well: Wasserspielplatz.
_MIN_TAIL = 6
#: Letters before the head of a compound: Rhinufer, not Lufer.
_MIN_STEM = 3


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
        self.compounds = tuple(
            sorted((h for h, row in self.heads.items() if "compound" in (row.forms or "")), key=len, reverse=True)
        )
        self.generic = frozenset(row.noun.casefold() for row in bundled_lexicon("generic_sites", GenericSite))

    def head_of(self, word: str) -> tuple[str, bool] | None:
        """The head that a word is or ends with, and whether it carries a genitive s."""
        folded = word.casefold()
        for form, genitive in ((folded, False), (folded.removesuffix("s"), True), (folded.removesuffix("es"), True)):
            if genitive and form == folded:
                continue
            if form in self.heads:
                return form, genitive
            found = next((head for head in self.compounds if form[_MIN_STEM:].endswith(head)), None)
            if found is not None:
                return found, genitive
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
        tails = (folded[cut:].removesuffix("s") for cut in range(_MIN_STEM, len(folded) - _MIN_TAIL))
        return any(tail in self.generic and tail not in self.heads for tail in tails)


@cache
def load_site_rules() -> SiteRules:
    """The bundled rules, built once per process."""
    return SiteRules()
