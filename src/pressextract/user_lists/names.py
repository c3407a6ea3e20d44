"""Which mentions a list speaks of, and where its names stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressextract.article import BLOCK_SEPARATOR
from pressextract.components.inflection import genitive_bases
from pressextract.components.name_lexicon import Alias, NameLexicon
from pressextract.components.name_words import Words
from pressextract.components.organisations.lexicon import in_brackets
from pressextract.schema import MentionRow, PersonRow
from pressextract.user_lists.meanings import Meaning


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a list: how it is written, what it means, in which file and line it stands."""

    alias: str
    meaning: Meaning
    path: Path
    line: int
    inflects: bool
    only_in_brackets: bool = False

    @property
    def where(self) -> str:
        """File and line, as messages give them."""
        return f"{self.path}:{self.line}"


class Names:
    """All names that the lists give for one label."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_alias = {name.alias: name for name in names}
        self._lexicon = NameLexicon(
            Alias(name.alias, name.alias, "list", name.inflects) for name in self._by_alias.values()
        )

    def of(self, row: MentionRow, text: str) -> Name | None:
        """The name that a mention of the label bears, as written or as its normal form; `text` is the row's field.

        A person goes by the normal form alone: a surname belongs to whom the article gives the full name of.
        """
        normal: str | None = getattr(row, "name", None)
        if isinstance(row, PersonRow):
            forms = (row.name, *genitive_bases(row.name))
            return next((self._by_alias[form] for form in forms if form in self._by_alias), None)
        found = self._written(surface_of(row)) or (self._by_alias.get(normal) if normal else None)
        if found is None or (found.only_in_brackets and not in_brackets(text, row.start, row.end)):
            return None
        return found

    def find(self, words: Words) -> Iterator[tuple[int, int, Name]]:
        """Where the names stand as whole words, in grammar's case, within one block: start, end, name."""
        for hit in self._lexicon.find(words):
            name = self._by_alias[hit.alias.key]
            if BLOCK_SEPARATOR in words.text[hit.start : hit.end]:
                continue
            if not name.only_in_brackets or in_brackets(words.text, hit.start, hit.end):
                yield hit.start, hit.end, name

    def _written(self, surface: str) -> Name | None:
        if surface in self._by_alias:
            return self._by_alias[surface]
        hit = next(self._lexicon.find(Words(surface)), None)
        whole = hit is not None and (hit.start, hit.end) == (0, len(surface))
        return self._by_alias[hit.alias.key] if hit is not None and whole else None


class Stops:
    """What the lists say is no mention, by label; under None for every label."""

    def __init__(self, texts: Iterable[tuple[str | None, str]]) -> None:
        self._texts: dict[str | None, set[str]] = {}
        for label, text in texts:
            self._texts.setdefault(label, set()).add(text)

    def holds(self, row: MentionRow) -> bool:
        """Whether the mention, its genitive or its normal form is on a list."""
        if not self._texts:
            return False
        surface = surface_of(row)
        forms = {surface, *genitive_bases(surface), getattr(row, "name", None)}
        return any(not forms.isdisjoint(self._texts.get(label, ())) for label in (None, row.label))


def surface_of(row: MentionRow) -> str:
    """The mention as written, on one line."""
    return " ".join(row.text.split())
