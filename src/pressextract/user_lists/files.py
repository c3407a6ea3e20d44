"""Reads users' lists: `aliases.csv`, `stoplist.csv`, further lexicon files; a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pressextract.components.initiatives.lexicon import InitiativeAlias, initiative_lexicon
from pressextract.components.ministries.lexicon import is_abbreviation
from pressextract.components.name_words import WORD
from pressextract.components.organisations.lexicon import FORMS, OrganisationAlias, organisation_lexicon
from pressextract.errors import LexiconError
from pressextract.lexicon.tables import numbered_rows
from pressextract.schema import INITIATIVE_KINDS, MENTION_ROWS, one_of
from pressextract.settings import Settings
from pressextract.user_lists.meanings import InitiativeMeaning, OrganisationMeaning, meaning
from pressextract.user_lists.names import Name, Names, Stops

_LABELS = tuple(row_class.label for row_class in MENTION_ROWS)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A row of stoplist.csv; without a label it counts for every one."""

    label: str | None
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A row of aliases.csv."""

    label: str
    alias: str
    name: str
    kind: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as run.json records it. `option` is the setting that names it, `rows` how many it has."""

    option: str
    file: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class UserLists:
    """All lists of a run. `names` holds the names by label."""

    files: tuple[ListFile, ...]
    stops: Stops
    names: dict[str, Names]

    def __bool__(self) -> bool:
        """Whether there is a list at all."""
        return bool(self.files)


def read_lists(settings: Settings) -> UserLists:
    """The lists that the settings name.

    Raises:
        LexiconError: a file cannot be read, a row breaks its format, or two rows contradict each other.
    """
    files: list[ListFile] = []
    stops: list[tuple[str | None, str]] = []
    names: dict[str, dict[str, Name]] = {}
    for path in settings.stoplists:
        found = list(_stops(path))
        files.append(_list_file("stoplists", path, len(found)))
        stops += found
    sources = [("aliases", path, _aliases(path)) for path in settings.aliases]
    sources += [
        (f"lexicons.{family}", path, _organisations(path) if family == "organisations" else _initiatives(path))
        for family, paths in settings.lexicons.items()
        for path in paths
    ]
    for option, path, rows in sources:
        given = list(rows)
        files.append(_list_file(option, path, len(given)))
        for label, name in given:
            _add(names.setdefault(label, {}), name)
    for of_label in names.values():
        _see_that_names_are_no_aliases(of_label)
    return UserLists(tuple(files), Stops(stops), {label: Names(found.values()) for label, found in names.items()})


def _stops(path: Path) -> Iterator[tuple[str | None, str]]:
    for line, row in numbered_rows(path, StopRow):
        if row.label is not None and row.label not in _LABELS:
            raise LexiconError(f"{path}:{line}: label {row.label!r} found, possible: {', '.join(_LABELS)} or nothing")
        yield row.label, _folded(row.text, path, line, "text")


def _aliases(path: Path) -> Iterator[tuple[str, Name]]:
    for line, row in numbered_rows(path, AliasRow):
        alias, name = _alias(row.alias, path, line), _folded(row.name, path, line, "name")
        try:
            means = meaning(row.label, name, row.kind)
        except ValueError as error:
            raise LexiconError(f"{path}:{line}: {error}") from error
        yield row.label, Name(alias, means, path, line, inflects=not is_abbreviation(alias))


def _organisations(path: Path) -> Iterator[tuple[str, Name]]:
    """The first alias of a key is the name, unless the bundled lexicon has the key and thus names it."""
    _, known, known_short = organisation_lexicon()
    names, short_forms = dict(known), dict(known_short)
    rows = list(numbered_rows(path, OrganisationAlias))
    for line, row in rows:
        if row.form not in FORMS:
            raise LexiconError(f"{path}:{line}: form {row.form!r} found, possible: {one_of(FORMS)}")
        names.setdefault(row.key, _folded(row.alias, path, line, "alias"))
        if row.form == "abbreviation":
            short_forms.setdefault(row.key, row.alias)
    for line, row in rows:
        means = OrganisationMeaning(names[row.key], short_forms.get(row.key))
        alias = _alias(row.alias, path, line)
        yield "ORG", Name(alias, means, path, line, row.inflects, only_in_brackets=row.form == "bracket")


def _initiatives(path: Path) -> Iterator[tuple[str, Name]]:
    known = dict(initiative_lexicon()[1])
    for line, row in numbered_rows(path, InitiativeAlias):
        if row.kind not in INITIATIVE_KINDS:
            raise LexiconError(f"{path}:{line}: kind {row.kind!r} found, possible: {one_of(INITIATIVE_KINDS)}")
        first = known.setdefault(row.key, row)
        means = InitiativeMeaning(_folded(first.alias, path, line, "alias"), first.kind)
        yield "INITIATIVE", Name(_alias(row.alias, path, line), means, path, line, row.inflects)


def _add(names: dict[str, Name], name: Name) -> None:
    earlier = names.setdefault(name.alias, name)
    if not earlier.meaning.agrees_with(name.meaning):
        raise LexiconError(
            f"{name.where}: {name.alias!r} means {name.meaning.name!r} here and {earlier.meaning.name!r} in"
            f" {earlier.where}; leave one of them"
        )


def _see_that_names_are_no_aliases(names: dict[str, Name]) -> None:
    """Each mention gets one name; a chain of them would leave it half way."""
    for name in names.values():
        further = names.get(name.meaning.name)
        if further is not None and not further.meaning.agrees_with(name.meaning):
            raise LexiconError(
                f"{name.where}: the name {name.meaning.name!r} is an alias of {further.meaning.name!r} in"
                f" {further.where}; give that one"
            )


def _alias(text: str, path: Path, line: int) -> str:
    alias = _folded(text, path, line, "alias")
    if not WORD.match(alias):
        raise LexiconError(f"{path}:{line}: alias {alias!r} begins with a mark; give the name without it")
    return alias


def _folded(text: str, path: Path, line: int, column: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        raise LexiconError(f"{path}:{line}: {column}: is empty")
    return folded


def _list_file(option: str, path: Path, rows: int) -> ListFile:
    return ListFile(option, path.name, sha256(path.read_bytes()).hexdigest(), rows)
