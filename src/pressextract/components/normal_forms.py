"""The ids and columns that follow from a normal form, for the components and for users' own lists alike.

Whoever finds a mention, or gives it another name, asks here; so one name has one id, and `entities` joins what bears
it. Nothing here needs spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pressextract.components.nominative import key_of
from pressextract.components.people.names import split_name
from pressextract.identifiers import entity_id, identifier

if TYPE_CHECKING:
    from pressextract.components.ministries.lexicon import Ministry
    from pressextract.components.places.gazetteer import Place


class PersonColumns(TypedDict):
    """What a person's full name decides within an article."""

    entity_id: str
    person_id: str
    name: str
    given_name: str | None
    family_name: str | None


class MinistryColumns(TypedDict):
    """What the ministry in its legislative period decides, or the name where it is not known which one is meant."""

    entity_id: str
    ministry_id: str | None
    name: str


class OrganisationColumns(TypedDict):
    """What an organisation's normal form decides."""

    entity_id: str
    organisation_id: str
    name: str


class PlaceColumns(TypedDict):
    """What a place's normal form and the place of the gazetteer decide."""

    entity_id: str
    place_id: str
    name: str
    kind: str | None
    land: str | None
    country: str | None
    ags: str | None
    lat: float | None
    lon: float | None


class InitiativeColumns(TypedDict):
    """What an initiative's normal form decides."""

    entity_id: str
    initiative_id: str
    name: str


def person_columns(article_id: str, name: str) -> PersonColumns:
    """The ids of a name as one article alone tells them; namesakes/ tells the bearers of one name in a run apart."""
    given, family = split_name(name)
    return {
        "entity_id": person_entity_id(article_id, name, given),
        "person_id": identifier("pe", article_id, name),
        "name": name,
        "given_name": given,
        "family_name": family,
    }


def person_entity_id(article_id: str, name: str, given_name: str | None) -> str:
    """A full name is one entity in all articles, a surname or given name alone only within its article."""
    return entity_id("PERSON", name if given_name else f"{article_id} {name}")


def ministry_columns(ministry: Ministry | None, name: str, land: str | None) -> MinistryColumns:
    """Each ministry in the time of one name is an entity of its own; name and Land stand in where it is not known."""
    return {
        "entity_id": entity_id("MINISTRY", ministry.key if ministry else f"{name}|{land}"),
        "ministry_id": ministry.key if ministry else None,
        "name": ministry.name if ministry else name,
    }


def organisation_columns(name: str) -> OrganisationColumns:
    """Equal normal forms are one organisation, capital letters and the endings of adjectives aside."""
    key = key_of(name)
    return {
        "entity_id": entity_id("ORG", key),
        "organisation_id": identifier("org", key),
        "name": name,
    }


def place_columns(name: str, place: Place | None, kind: str | None = None) -> PlaceColumns:
    """The place's key where it is known, else a hash of the name; `kind` counts where there is no place."""
    known = place if place and place.place_id else None
    place_id = known.place_id if known else identifier("pl", name)
    return {
        "entity_id": entity_id("PLACE", place_id),
        "place_id": place_id,
        "name": name,
        "kind": place.kind if place else kind,
        "land": place.land if place else None,
        "country": place.country if place else None,
        "ags": known.ags if known else None,
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
    }


def initiative_columns(name: str) -> InitiativeColumns:
    """Equal normal forms are one initiative, capital letters and the endings of adjectives aside."""
    key = key_of(name)
    return {
        "entity_id": entity_id("INITIATIVE", key),
        "initiative_id": identifier("ini", key),
        "name": name,
    }
