"""Whether the articles that bear a full name speak of one person, and if not, which of them speak of whom.

One person is the rule: an office changes, and most articles say little. Two articles contradict each other only

- where both state a party and none is shared, or
- where their roles tell of different walks of life (*Trainer*, *Senatorin*; a party tells of politics), neither role
  nor organisation nor party is shared, and the publishers differ: one publisher speaks of one person, whose offices
  change. An unknown publisher differs from none.

Different offices alone contradict nothing: on 4,000 releases of Berlin's authorities nearly all who bore two in the
releases of two authorities were one person (a Stadtrat, later Staatssekretär).

Articles are joined over what they share, so that one which says both *Trainer* and *Stadtrat* makes one person of all.
Only what contradicts the bearer that most articles speak of is split off. Nothing depends on the articles' order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from pressextract.components.people.roles import field_of
from pressextract.namesakes.evidence import Evidence


@dataclass(slots=True)
class Bearer:
    """One person by the articles that speak of her or him, with all that they say."""

    articles: list[str] = field(default_factory=list)
    parties: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, articles: Iterable[Evidence]) -> Bearer:
        """The bearer that these articles speak of."""
        bearer = cls()
        for evidence in articles:
            bearer.add(evidence)
        return bearer

    def add(self, evidence: Evidence) -> None:
        """Count one more article."""
        self.articles.append(evidence.article_id)
        self.parties.update(evidence.parties)
        self.publishers.update([evidence.publisher] if evidence.publisher else [])
        self.roles |= evidence.roles
        self.organisations |= evidence.organisations

    def take(self, other: Bearer) -> None:
        """Take over the articles of another one who turned out to be the same person."""
        self.articles += other.articles
        self.parties.update(other.parties)
        self.publishers.update(other.publishers)
        self.roles |= other.roles
        self.organisations |= other.organisations

    def contradicts(self, other: Bearer) -> bool:
        """Whether the two cannot be one person."""
        if self.parties and other.parties:
            return self.parties.keys().isdisjoint(other.parties)
        return (
            _tell_apart(self.fields(), other.fields())
            and _tell_apart(self.publishers.keys(), other.publishers.keys())
            and self.roles.isdisjoint(other.roles)
            and self.organisations.isdisjoint(other.organisations)
        )

    def fields(self) -> set[str]:
        """The walks of life that roles and parties tell of."""
        return _fields(self.roles) | ({"politics"} if self.parties else set())

    def closeness(self, evidence: Evidence) -> tuple[int, int, int]:
        """How many of role, organisation and publisher an article shares; of how many articles; how many there are."""
        same_publisher = self.publishers[evidence.publisher] if evidence.publisher else 0
        shared = (
            not self.roles.isdisjoint(evidence.roles),
            not self.organisations.isdisjoint(evidence.organisations),
            same_publisher > 0,
        )
        return sum(shared), same_publisher, len(self.articles)

    @property
    def party(self) -> str | None:
        """The party that most articles state."""
        return min(self.parties, key=lambda party: (-self.parties[party], party), default=None)

    @property
    def first_article(self) -> str:
        """The article whose id is the smallest."""
        return min(self.articles)


def bearers_of(evidence: Iterable[Evidence]) -> list[Bearer]:
    """The persons that the articles with one full name speak of, the one with most articles first.

    What the articles say of the name decides who they are about; an article that says nothing goes to whom its
    publisher mentions most, else to whom most articles are about.
    """
    articles = _by_article(evidence)
    if not _may_differ(articles):
        return [Bearer.of(articles)]
    members = [one for one in articles if one.parties]
    bearers = [Bearer.of(group) for group in _joined(members, lambda one: one.parties)]
    rest = _attached(bearers, [one for one in articles if not one.parties])
    bearers += [Bearer.of(group) for group in _joined(rest, _shareable)]
    persons: list[Bearer] = []
    for bearer in sorted(bearers, key=_rank):
        same = next((person for person in persons if not person.contradicts(bearer)), None)
        if same is None:
            persons.append(bearer)
        else:
            same.take(bearer)
    return sorted(persons, key=_rank)


def _may_differ(articles: Iterable[Evidence]) -> bool:
    """Whether there is more than one party or walk of life at all; for nearly all names there is not."""
    parties: set[str] = set()
    roles: set[str] = set()
    for one in articles:
        parties |= one.parties
        roles |= one.roles
    return len(parties) > 1 or len(_fields(roles) | ({"politics"} if parties else set())) > 1


def _by_article(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence in the order of ids; an id that came twice is one article that says both."""
    articles: dict[str, Evidence] = {}
    for one in evidence:
        same = articles.get(one.article_id)
        if same is not None:
            one = one._replace(
                parties=one.parties | same.parties,
                roles=one.roles | same.roles,
                organisations=one.organisations | same.organisations,
            )
        articles[one.article_id] = one
    return [articles[article_id] for article_id in sorted(articles)]


def _joined(
    articles: Iterable[Evidence], shareable: Callable[[Evidence], Iterable[Hashable]]
) -> Iterator[list[Evidence]]:
    """The articles in groups that share something, over others in between too."""
    articles = list(articles)
    group = list(range(len(articles)))  # the first article of a group is its own, others lead to an earlier one

    def first(index: int) -> int:
        while group[index] != index:
            group[index] = index = group[group[index]]
        return index

    seen: dict[Hashable, int] = {}
    for index, one in enumerate(articles):
        for mark in shareable(one):
            low, high = sorted((first(index), first(seen.setdefault(mark, index))))
            group[high] = low
    found: dict[int, list[Evidence]] = {}
    for index, one in enumerate(articles):
        found.setdefault(first(index), []).append(one)
    return iter(found.values())


def _attached(bearers: list[Bearer], articles: list[Evidence]) -> list[Evidence]:
    """Give each article to the bearer that it shares most with, and return those that share nothing with any.

    What one article adds to a bearer may be what the next one shares, so it goes on until nothing changes; within one
    round all articles see the bearers as they were, whatever the order.
    """
    while bearers and articles:
        closest = [max(bearers, key=lambda bearer, one=one: bearer.closeness(one)) for one in articles]  # type: ignore[misc]
        shares = [bearer.closeness(one)[0] > 0 for bearer, one in zip(closest, articles, strict=True)]
        if not any(shares):
            break
        for bearer, one, is_shared in zip(closest, articles, shares, strict=True):
            if is_shared:
                bearer.add(one)
        articles = [one for one, is_shared in zip(articles, shares, strict=True) if not is_shared]
    return articles


def _shareable(one: Evidence) -> Iterator[Hashable]:
    """What makes one person of two articles without a party."""
    yield from (("role", role) for role in one.roles)
    yield from (("organisation", name) for name in one.organisations)
    if one.publisher:
        yield "publisher", one.publisher


def _rank(bearer: Bearer) -> tuple[int, str]:
    return -len(bearer.articles), bearer.first_article


def _tell_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether both say something and nothing is the same."""
    one, other = set(one), set(other)
    return bool(one and other) and one.isdisjoint(other)


def _fields(roles: Iterable[str]) -> set[str]:
    return {told for role in roles if (told := field_of(role))}
