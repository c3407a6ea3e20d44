"""The lexicon of undertakings that press releases name without a class noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pressextract.components.name_lexicon import Alias, NameLexicon
from pressextract.lexicon.tables import bundled_lexicon


@dataclass(frozen=True, slots=True)
class InitiativeAlias:
    """A row of initiatives.csv; the first alias of a key is the normal form."""

    key: str
    alias: str
    kind: str
    source: str

    @property
    def inflects(self) -> bool:
        """Whether grammar changes it: der Nationalen Klimaschutzinitiative, but von go-digital."""
        return " " in self.alias and self.alias[0].isupper()


@cache
def initiative_lexicon() -> tuple[NameLexicon, dict[str, InitiativeAlias]]:
    """The bundled aliases, and by key the row with normal form and kind.

    Raises:
        LexiconError: the lexicon file is damaged.
    """
    entries: dict[str, InitiativeAlias] = {}
    aliases = []
    for row in bundled_lexicon("initiatives", InitiativeAlias):
        entries.setdefault(row.key, row)
        aliases.append(Alias(row.key, row.alias, "name", row.inflects))
    return NameLexicon(aliases), entries
