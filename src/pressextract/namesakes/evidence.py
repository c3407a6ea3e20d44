"""What one article says of the bearer of a full name: parties, roles, organisations, and who published it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pressextract.components.inflection import without_genitive
from pressextract.components.people.parties import parties_of
from pressextract.components.people.roles import role_bases
from pressextract.schema import ArticleRow, MentionRow, PersonRow

_NOTHING: frozenset[str] = frozenset()


class Evidence(NamedTuple):
    """All mentions of a full name in one article. `names` counts its spellings, which differ in capitals at most."""

    article_id: str
    publisher: str | None
    parties: frozenset[str]
    roles: frozenset[str]
    organisations: frozenset[str]
    names: tuple[tuple[str, int], ...]
    published: date | None


def evidence_of(article: ArticleRow, mentions: Iterable[MentionRow]) -> Iterator[tuple[str, Evidence]]:
    """The entity id of each full name of an article, and what the article says of its bearer.

    A surname or given name alone is an entity of its article already and comes without evidence.
    """
    by_name: dict[str, list[PersonRow]] = {}
    for row in mentions:
        if isinstance(row, PersonRow) and row.given_name is not None and row.entity_id is not None:
            by_name.setdefault(row.entity_id, []).append(row)
    for key, rows in by_name.items():
        yield (
            key,
            Evidence(
                article.article_id,
                _folded(article.publisher) if article.publisher else None,
                _NOTHING.union(*(parties_of(row.party) for row in rows if row.party)),
                _NOTHING.union(*(role_bases(row.role) for row in rows if row.role)),
                _NOTHING.union(_folded_nominative(row.organisation) for row in rows if row.organisation),
                tuple(Counter(row.name for row in rows).items()),
                article.published,
            ),
        )


@lru_cache(maxsize=8_192)
def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=8_192)
def _folded_nominative(name: str) -> str:
    return without_genitive(" ".join(name.split())).casefold()
