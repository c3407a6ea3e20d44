"""The lexicon of organisations that press releases name without explaining them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pressextract.components.name_lexicon import Alias, NameLexicon
from pressextract.lexicon.tables import bundled_lexicon

#: Forms of an alias. Names and short names are inflected; `bracket` counts in brackets after a person only.
FORMS = ("name", "short", "abbreviation", "bracket")


@dataclass(frozen=True, slots=True)
class OrganisationAlias:
    """A row of organisations.csv; the first alias of a key is the normal form."""

    key: str
    alias: str
    form: str
    source: str

    @property
    def inflects(self) -> bool:
        """Whether grammar changes it: des Deutschen Caritasverbandes, but der DIHK."""
        return self.form in ("name", "short")


@cache
def organisation_lexicon() -> tuple[NameLexicon, dict[str, str], dict[str, str]]:
    """The bundled aliases, and by key the normal form and the abbreviation.

    Raises:
        LexiconError: the lexicon file is damaged.
    """
    rows = bundled_lexicon("organisations", OrganisationAlias)
    names: dict[str, str] = {}
    short_forms: dict[str, str] = {}
    for row in rows:
        names.setdefault(row.key, row.alias)
        if row.form == "abbreviation":
            short_forms.setdefault(row.key, row.alias)
    return NameLexicon(Alias(row.key, row.alias, row.form, row.inflects) for row in rows), names, short_forms


def in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the span stands in brackets, alone or with others: (Linke), (SPD, Grüne), (parteilos, für Die Linke)."""
    opened = text.rfind("(", max(0, start - 40), start)
    return opened >= 0 and ")" not in text[opened:start] and text[end : end + 1] in (")", ",", "/", ";")
