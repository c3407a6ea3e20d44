"""Every table and every column, declared once.

One frozen dataclass per table; a column is a field, its description the second argument of `Annotated`. The Arrow
schema, the CSV header, the types of `read_tables`, datapackage.json and docs/tables.md derive from here.
No spaCy import: consumers of the files need none.
"""

from __future__ import annotations

import dataclasses
import types
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin, get_type_hints

#: Raised when a column is renamed or removed, or changes its type or its meaning; a new column or table leaves it alone.
TABLE_VERSION = 1


PLACE_KINDS = (
    "country", "state", "region", "district", "municipality", "quarter", "street", "water", "facility", "other",
)  # fmt: skip
INITIATIVE_KINDS = (
    "programme", "initiative", "network", "project", "strategy", "alliance", "platform", "campaign", "competition",
    "plan", "fund", "centre",
)  # fmt: skip


def one_of(words: tuple[str, ...]) -> str:
    """The words as a sentence enumerates them: a, b or c."""
    return f"{', '.join(words[:-1])} or {words[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One row per press release."""

    table: ClassVar[str] = "articles"

    article_id: Annotated[str, "pm_ and 16 hexadecimal digits of the SHA-256 of source_id, equal in every run"]
    source_id: Annotated[str, "the record's id, or the path below the input without its ending"]
    input: Annotated[str, "file, or file and line of the record, that the article came from"]
    url: Annotated[str | None, "address: from the source, the canonical link or og:url"] = None
    publisher: Annotated[str | None, "the body that issues the release"] = None
    title: Annotated[str, "headline, without the site's name"] = ""
    subtitle: Annotated[str | None, "kicker or second headline (Dachzeile, Unterzeile)"] = None
    lead: Annotated[str | None, "the lead; also the beginning of text"] = None
    text: Annotated[str, "lead and body, blocks parted by a blank line; offsets with field=text count in it"] = ""
    language: Annotated[str | None, "language of the text (ISO 639-1)"] = None
    published: Annotated[date | None, "day of publication"] = None
    published_source: Annotated[str | None, "where that day was found"] = None
    modified: Annotated[date | None, "day of the last change as stated on the page"] = None
    fetched: Annotated[date | None, "day on which the page was fetched, where a web archive says so"] = None
    press_number: Annotated[str | None, "number of the release, such as 12/2020"] = None
    dateline: Annotated[str | None, "place of the dateline (Berlin, 12. Mai 2020 –)"] = None
    embargo_until: Annotated[datetime | None, "end of the embargo (Sperrfrist), local time"] = None
    authors: Annotated[tuple[str, ...], "authors named on the page"] = ()
    contact_name: Annotated[str | None, "press contact: name"] = None
    contact_phone: Annotated[str | None, "press contact: telephone as written"] = None
    contact_email: Annotated[str | None, "press contact: e-mail"] = None
    boilerplate: Annotated[str | None, "what the issuer says of itself at the end (Über …); also a part of text"] = None
    keywords: Annotated[tuple[str, ...], "keywords that the page declares"] = ()
    image_captions: Annotated[tuple[str, ...], "captions of the images"] = ()
    image_credits: Annotated[tuple[str, ...], "credits of the images without ©"] = ()
    n_words: Annotated[int, "words of text (runs of letters and digits)"] = 0
    sha256: Annotated[str, "SHA-256 of text in UTF-8"] = ""
    duplicate_of: Annotated[
        str | None, "article_id of the first published article of the run with the same or nearly the same text"
    ] = None
    duplicate_similarity: Annotated[
        float | None, "Jaccard similarity of both texts' runs of five words, estimated; 1 where the texts are equal"
    ] = None
    revision_of: Annotated[
        str | None, "article_id of the first capture of the same address, where a web archive holds a later one too"
    ] = None
    extra: Annotated[str | None, "further keys of the record, a JSON object"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """What every mention carries: where it stands and what found it."""

    table: ClassVar[str] = ""
    label: ClassVar[str] = ""

    article_id: Annotated[str, "the article, see articles"] = ""
    entity_id: Annotated[
        str | None, "the entity of the whole run, see entities; a quote's is its speaker's, counts have none"
    ] = None
    field: Annotated[str, "where the offsets count: title, subtitle or text"] = "text"
    start: Annotated[int, "first character of the mention in that field, counted in Unicode code points from 0"]
    end: Annotated[int, "first character after the mention"]
    text: Annotated[str, "the mention as written"]
    sentence: Annotated[str, "the sentence that the mention begins in"] = ""
    source: Annotated[str, "what found it: model, rule:NAME, lexicon:KEY, list:FILE or run:learned"]
    confidence: Annotated[str, "high, medium or low, by kind of evidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow(MentionRow):
    """One row per mention of a named human being."""

    table: ClassVar[str] = "people"
    label: ClassVar[str] = "PERSON"

    entity_id: Annotated[
        str | None,
        "the person in the whole run: who has the same full name, unless parties or walks of life contradict each other,"
        " see entities; a surname alone is a person of its article",
    ] = None
    person_id: Annotated[str, "the person within the article: later surnames have that of the full name"]
    name: Annotated[str, "full name as far as the article gives it, without genitive s"]
    given_name: Annotated[str | None, "given names"] = None
    family_name: Annotated[str | None, "family name with particles (von der Leyen)"] = None
    academic_title: Annotated[str | None, "academic title at this mention: Dr., Prof. Dr."] = None
    role: Annotated[str | None, "role or office at this mention, as written"] = None
    organisation: Annotated[str | None, "organisation that the sentence ties the person to, as written"] = None
    party: Annotated[str | None, "party at this mention, as written"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinistryRow(MentionRow):
    """One row per mention of a supreme authority of a government."""

    table: ClassVar[str] = "ministries"
    label: ClassVar[str] = "MINISTRY"

    ministry_id: Annotated[
        str | None, "key of the ministry in its legislative period; empty where it stays ambiguous"
    ] = None
    name: Annotated[str, "official name at the article's date; the name as written where the ministry is not known"]
    abbreviation: Annotated[str | None, "its usual abbreviation (BMWi)"] = None
    level: Annotated[str | None, "bund, land or foreign"] = None
    land: Annotated[str | None, "Land, canton or foreign country"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow(MentionRow):
    """One row per mention of any other named organisation."""

    table: ClassVar[str] = "organisations"
    label: ClassVar[str] = "ORG"

    organisation_id: Annotated[str, "the organisation: same normal form, same id"]
    name: Annotated[str, "normal form: the long name where the article gives it, without genitive s"]
    abbreviation: Annotated[str | None, "abbreviation that the article or the lexicon gives"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(MentionRow):
    """One row per mention of a place, adjectives derived from places included."""

    table: ClassVar[str] = "places"
    label: ClassVar[str] = "PLACE"

    place_id: Annotated[
        str,
        "ags_ and the municipality's key, land_, kreis_, country_ …; a hash of the name where it is not known",
    ]
    name: Annotated[str, "normal form: Magdeburg for Magdeburger, Sachsen-Anhalt for Sachsen-Anhalts"]
    kind: Annotated[str | None, one_of(PLACE_KINDS)] = None
    land: Annotated[str | None, "Land that the place lies in"] = None
    country: Annotated[str | None, "country (ISO 3166-1 alpha-2)"] = None
    ags: Annotated[str | None, "official municipality key (AGS, 8 digits), Kreis key (5) or Land key (2)"] = None
    lat: Annotated[float | None, "latitude, degrees north (WGS 84)"] = None
    lon: Annotated[float | None, "longitude, degrees east (WGS 84)"] = None
    derived: Annotated[bool, "the mention is an adjective derived from the place (Magdeburger)"] = False
    nested: Annotated[bool, "the mention is part of a longer name (Universität Leipzig)"] = False
    refers_to: Annotated[
        str | None, "place that a paraphrase means: Magdeburg for Landeshauptstadt Sachsen-Anhalts"
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow(MentionRow):
    """One row per stated quantity."""

    table: ClassVar[str] = "counts"
    label: ClassVar[str] = "COUNT"

    value: Annotated[
        float,
        "the number, words and scales resolved (3,5 Millionen = 3500000, ein Drittel = 0.3333); a range's lower end",
    ]
    value_max: Annotated[float | None, "a range's upper end"] = None
    bound: Annotated[str, "exact, about, almost, above, more_than, less_than, at_least, at_most, range or vague"] = (
        "exact"
    )
    kind: Annotated[str, "count, money, percent, fraction, multiple, measure or duration"] = "count"
    unit: Annotated[str | None, "ISO currency code, SI symbol, percent, permille or percentage_point"] = None
    noun: Annotated[str | None, "what is counted, as written (kinds count and duration)"] = None
    of: Annotated[str | None, "head of what the quantity is part of or consists of"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow(MentionRow):
    """One row per mention of a named undertaking."""

    table: ClassVar[str] = "initiatives"
    label: ClassVar[str] = "INITIATIVE"

    initiative_id: Annotated[str, "the undertaking: same normal form, same id"]
    name: Annotated[str, "normal form, without genitive s"]
    kind: Annotated[str | None, one_of(INITIATIVE_KINDS)] = None
    abbreviation: Annotated[str | None, "abbreviation that the article gives in brackets"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow(MentionRow):
    """One row per run of direct speech in quotation marks."""

    table: ClassVar[str] = "quotes"
    label: ClassVar[str] = "QUOTE"

    speaker: Annotated[str | None, "who speaks: the person's full name, else the role"] = None
    person_id: Annotated[str | None, "the speaker in people"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """One row per entity of the whole run."""

    table: ClassVar[str] = "entities"

    entity_id: Annotated[
        str,
        "en_ and 16 hexadecimal digits; a person's follows from the full name, and where several bear it, for all but the"
        " one that most articles speak of, from the party too, else from the smallest article_id",
    ]
    label: Annotated[str, "PERSON, MINISTRY, ORG, PLACE or INITIATIVE"]
    name: Annotated[str, "the normal form that most mentions have"]
    n_mentions: Annotated[int, "mentions in the run"]
    n_articles: Annotated[int, "articles with a mention"]
    first_published: Annotated[date | None, "day of the first dated article with a mention"] = None
    last_published: Annotated[date | None, "day of the last one"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One row per lost page and per doubt: pages in = articles + rows of kind lost."""

    table: ClassVar[str] = "issues"

    source_id: Annotated[str, "the page or record, as in articles"]
    article_id: Annotated[str | None, "the article that a doubt is about; empty when the page is lost"] = None
    kind: Annotated[str, "lost (no article came of the page) or doubt (the article is there)"]
    code: Annotated[str, "stable word for the reason"]
    message: Annotated[str, "what was found"]
    stage: Annotated[str, "part of pressextract that raised it: sources, cleaning, reading or an entity family"]


#: The entity families in the order of their components; the word names table, component, options and file.
MENTION_ROWS: tuple[type[MentionRow], ...] = (
    MinistryRow, CountRow, PlaceRow, PersonRow, OrganisationRow, InitiativeRow, QuoteRow,
)  # fmt: skip
FAMILIES: tuple[str, ...] = tuple(row.table for row in MENTION_ROWS)

Row = ArticleRow | MentionRow | EntityRow | IssueRow
ROW_CLASSES: dict[str, type[Any]] = {
    row.table: row
    for row in (
        ArticleRow, PersonRow, MinistryRow, OrganisationRow, PlaceRow, CountRow, InitiativeRow, QuoteRow, EntityRow, IssueRow,
    )
}  # fmt: skip


#: Table → the column that names each of its rows.
KEYS: dict[str, str] = {ArticleRow.table: "article_id", EntityRow.table: "entity_id"}
#: Column → the table whose key it holds, wherever it is not that table's own key.
_REFERENCES: dict[str, str] = {
    "article_id": ArticleRow.table,
    "duplicate_of": ArticleRow.table,
    "revision_of": ArticleRow.table,
    "entity_id": EntityRow.table,
}


def references(table: str) -> dict[str, str]:
    """The columns of a table that hold keys of another one, or of the same: column → table."""
    names = [column.name for column in columns(table) if column.name != KEYS.get(table)]
    return {name: _REFERENCES[name] for name in names if name in _REFERENCES}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as consumers see it. `type` is string, integer, number, boolean, date, datetime or list."""

    name: str
    type: str
    required: bool
    description: str


_TYPE_NAMES: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
    tuple[str, ...]: "list",
}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in their order.

    Raises:
        KeyError: no such table.
    """
    row_class = ROW_CLASSES[table]
    hints = get_type_hints(row_class, include_extras=True)
    found = []
    for column in dataclasses.fields(row_class):
        annotated, description = get_args(hints[column.name])
        optional = get_origin(annotated) in (Union, types.UnionType)
        value_type = next(t for t in get_args(annotated) if t is not type(None)) if optional else annotated
        found.append(Column(column.name, _TYPE_NAMES[value_type], not optional, description))
    return tuple(found)


def describe(table: str) -> str:
    """One sentence on what a row of the table is."""
    return (ROW_CLASSES[table].__doc__ or "").strip()
