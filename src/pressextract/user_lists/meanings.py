"""What the name in a user's list decides: the normal form with all ids and columns that follow from it."""

from __future__ import annotations

import dataclasses
import difflib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypedDict, TypeVar

from pressextract.components.ministries.lexicon import Ministry, ministry_lexicon
from pressextract.components.normal_forms import (
    initiative_columns,
    ministry_columns,
    organisation_columns,
    person_columns,
    place_columns,
)
from pressextract.components.places.gazetteer import Place, load_gazetteer
from pressextract.components.places.resolution import Clues, resolve
from pressextract.schema import (
    INITIATIVE_KINDS,
    PLACE_KINDS,
    ArticleRow,
    InitiativeRow,
    MentionRow,
    MinistryRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    one_of,
)

R = TypeVar("R", bound=MentionRow)

_PLACE_ID = re.compile(r"(?:ags|land|kreis|quarter|city|country|region|state)_\S+")


class Found(TypedDict):
    """Where a mention stands and what found it: the columns that all families share."""

    article_id: str
    field: str
    start: int
    end: int
    text: str
    sentence: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Meaning(ABC):
    """What a name means, whatever the mention."""

    row_class: ClassVar[type[MentionRow]]

    name: str

    def renamed(self, row: R, article: ArticleRow) -> R:
        """The mention with this normal form and all that follows from it."""
        return dataclasses.replace(row, **self._columns(article))

    def agrees_with(self, other: Meaning) -> bool:
        """Whether two rows that give the same alias say the same."""
        return self == other

    def mention(self, found: Found, article: ArticleRow) -> MentionRow:
        """A new mention."""
        return self.row_class(**found, **self._columns(article))

    @abstractmethod
    def _columns(self, article: ArticleRow) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class PersonMeaning(Meaning):
    """A human being by the full name."""

    row_class = PersonRow

    def _columns(self, article: ArticleRow) -> dict[str, Any]:
        return {**person_columns(article.article_id, self.name)}


@dataclass(frozen=True, slots=True)
class MinistryMeaning(Meaning):
    """A ministry, or those of one line that bore the name one after the other, the earliest first."""

    row_class = MinistryRow

    bearers: tuple[Ministry, ...]

    def _columns(self, article: ArticleRow) -> dict[str, Any]:
        ministry = self._on(article.published)
        return {
            **ministry_columns(ministry, ministry.name, ministry.land),
            "abbreviation": ministry.abbreviation,
            "level": ministry.level,
            "land": ministry.land,
        }

    def _on(self, day: date | None) -> Ministry:
        """The bearer of that day, else the one before; without a day the last."""
        begun = [ministry for ministry in self.bearers if day is None or ministry.begun(day)]
        return begun[-1] if begun else self.bearers[0]


@dataclass(frozen=True, slots=True)
class OrganisationMeaning(Meaning):
    """An organisation; without an abbreviation a mention keeps its own."""

    row_class = OrganisationRow

    abbreviation: str | None = None

    def _columns(self, article: ArticleRow) -> dict[str, Any]:
        return {**organisation_columns(self.name), **_given("abbreviation", self.abbreviation)}

    def agrees_with(self, other: Meaning) -> bool:
        """Whether it is the same organisation; one of two lists may know its abbreviation."""
        return self.name == other.name


@dataclass(frozen=True, slots=True)
class PlaceMeaning(Meaning):
    """A place, known to the gazetteer or not; without a kind a mention keeps its own."""

    row_class = PlaceRow

    place: Place | None
    kind: str | None

    def _columns(self, article: ArticleRow) -> dict[str, Any]:
        columns: dict[str, Any] = {**place_columns(self.name, self.place, self.kind)}
        if columns["kind"] is None:
            del columns["kind"]
        return columns


@dataclass(frozen=True, slots=True)
class InitiativeMeaning(Meaning):
    """An undertaking; without a kind a mention keeps its own."""

    row_class = InitiativeRow

    kind: str | None = None

    def _columns(self, article: ArticleRow) -> dict[str, Any]:
        return {**initiative_columns(self.name), **_given("kind", self.kind)}


def meaning(label: str, name: str, kind: str | None) -> Meaning:
    """What a row of an alias list means.

    Raises:
        ValueError: the label is none, the label has no such kind, or the name is no ministry's or no place's id; the
            message says what is possible.
    """
    if label not in _MAKERS:
        raise ValueError(f"label {label!r} found, possible: {one_of(LABELS)}")
    return _MAKERS[label](name, kind)


def _person(name: str, kind: str | None) -> Meaning:
    _check_kind("PERSON", kind, ())
    return PersonMeaning(name)


def _organisation(name: str, kind: str | None) -> Meaning:
    _check_kind("ORG", kind, ())
    return OrganisationMeaning(name)


def _initiative(name: str, kind: str | None) -> Meaning:
    _check_kind("INITIATIVE", kind, INITIATIVE_KINDS)
    return InitiativeMeaning(name, kind)


def _place(name: str, kind: str | None) -> Meaning:
    _check_kind("PLACE", kind, PLACE_KINDS)
    gazetteer = load_gazetteer()
    if _PLACE_ID.fullmatch(name):
        known = gazetteer.with_id(name)
        if known is None:
            raise ValueError(f"place {name!r} is no place_id of the gazetteer, such as ags_15003000; or give a name")
        return PlaceMeaning(known.name, known, kind)
    bearers = [place for place in gazetteer.places(name) if kind in (None, place.kind)]
    return PlaceMeaning(gazetteer.plain_name(name), resolve(bearers, Clues()), kind)


def _ministry(name: str, kind: str | None) -> Meaning:
    _check_kind("MINISTRY", kind, ())
    ministries = ministry_lexicon().ministries
    if name in ministries:
        return MinistryMeaning(ministries[name].name, (ministries[name],))
    bearers = sorted(
        (ministry for ministry in ministries.values() if ministry.name == name),
        key=lambda ministry: ministry.valid_from or date.min,
    )
    keys = ", ".join(ministry.key for ministry in bearers)
    if len({ministry.lineage for ministry in bearers}) > 1:
        raise ValueError(f"{name!r} is the name of several ministries; give the key of one: {keys}")
    if not bearers:
        raise ValueError(
            f"ministry {name!r} is unknown; possible are keys and official names of the lexicon ministries.csv,"
            f" such as {', '.join(_similar(name))}"
        )
    return MinistryMeaning(name, tuple(bearers))


def _similar(name: str) -> list[str]:
    """Keys that the abbreviation stands for, else the names most like it, else a key as an example."""
    lexicon = ministry_lexicon()
    names = {ministry.name: None for ministry in lexicon.ministries.values()}
    keys = sorted(lexicon.abbreviations.get(name, ()))
    return keys or difflib.get_close_matches(name, names, n=3) or ["de-bund-bmwk-wirtschaft-2021"]


def _check_kind(label: str, kind: str | None, possible: tuple[str, ...]) -> None:
    if kind is None or kind in possible:
        return
    what = f"possible: {one_of(possible)}" if possible else "the label has none, leave the cell empty"
    raise ValueError(f"kind {kind!r} found for {label}; {what}")


def _given(column: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {column: value}


_MAKERS: dict[str, Callable[[str, str | None], Meaning]] = {
    "PERSON": _person,
    "MINISTRY": _ministry,
    "ORG": _organisation,
    "PLACE": _place,
    "INITIATIVE": _initiative,
}
#: The labels whose mentions have a normal form.
LABELS = tuple(_MAKERS)
