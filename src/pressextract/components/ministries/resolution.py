"""Which ministry a name means: the one that is left after all evidence, or none.

Order: the government stated in or beside the name, the abbreviation that the article gives for it, the publisher, the
only Land that the sentence or the article names (or whose capital it does), then the article's date within the
validity. Nothing is guessed: where several are left, the columns on which all of them agree are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pressextract.components.ministries.evidence import Evidence
from pressextract.components.ministries.governments import GERMANY, Governments
from pressextract.components.ministries.lexicon import Ministry, MinistryLexicon
from pressextract.components.ministries.names import Name
from pressextract.components.ministries.words import name_key


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known about a mention; `ambiguous` where several ministries are left."""

    candidates: frozenset[str]
    ministry: Ministry | None
    level: str | None
    land: str | None
    abbreviation: str | None
    certain: bool

    @property
    def ambiguous(self) -> bool:
        """Whether more than one ministry fits."""
        return self.ministry is None and len(self.candidates) > 1


class Resolver:
    """Decides between the ministries of one article; `present` are those whose abbreviation stands in its text."""

    def __init__(
        self,
        lexicon: MinistryLexicon,
        governments: Governments,
        evidence: Evidence,
        *,
        federal_publisher: bool,
        present: frozenset[str],
    ) -> None:
        self._lexicon = lexicon
        self._governments = governments
        self._evidence = evidence
        self._federal_publisher = federal_publisher
        self._present = present
        self._resolved: set[str] = set()

    def candidates(self, name: Name) -> frozenset[str]:
        """The ministries that may bear the name, whatever the article."""
        if name.exact:
            return name.exact | self._namesakes(name, name_key(self._official(name))[1:])
        if name.fields:
            return self._namesakes(name, name.fields) | self._lexicon.with_fields(name.fields)
        if name.head.portfolio and name.head.only is None:
            return self._in_field(name)
        return frozenset()

    def government(self, name: Name, beside: str | None, sentence: frozenset[str]) -> tuple[str | None, bool]:
        """Whose ministry a name means, and whether that is certain."""
        found = self.candidates(name)
        stated = name.government or beside
        if stated is not None and self._can_be(name, stated, self._governments_of(found)):
            return stated, True
        possible = self._governments_of(found & self._resolved) or self._governments_of(found)
        if name.head.federal:
            return self._federation(name, possible), True
        if len(possible) == 1:
            return possible.pop(), True
        if name.head.only is not None and name.head.only != "Schweiz":
            return name.head.only, True
        government, certain = self.by_article(possible, sentence)
        by_name = not name.exact and bool(self._namesakes(name, name.fields))
        in_berlin = name.is_ministry and beside == "Berlin" and GERMANY in possible
        if government is None and (by_name or in_berlin):
            return GERMANY, False
        return government, certain

    def _can_be(self, name: Name, stated: str, possible: set[str]) -> bool:
        """Whether the government beside a name can be meant: *Auswärtiges Amt in Berlin* is not Berlin's."""
        level = self._governments.level.get(stated)
        if level in ("foreign", None):
            return True
        if name.head.federal or possible == {GERMANY}:
            return stated == GERMANY
        return level != "land" or not name.is_ministry or stated in self._lexicon.with_ministries

    def _federation(self, name: Name, possible: set[str]) -> str:
        """Germany, unless only Austria has a name of several fields, or the article speaks of Austria.

        *Bundesministerium für Finanzen* is Austria's name, and in Germany a common slip for *der Finanzen*.
        """
        if name.exact and GERMANY not in possible and (" und " in self._official(name) or "Schweiz" in possible):
            return min(possible)
        evidence = self._evidence
        if evidence.publishers:
            austrian = "Österreich" in evidence.publishers
        else:
            austrian = not self._federal_publisher and "Österreich" in evidence.places
        return "Österreich" if austrian and ("Österreich" in possible or not possible) else GERMANY

    def resolve_abbreviation(self, keys: frozenset[str], sentence: frozenset[str]) -> Resolution:
        """The ministry that an abbreviation means; `keys` are those that bear it."""
        possible = self._governments_of(keys)
        government, certain = (min(possible), True) if len(possible) == 1 else self.by_article(possible, sentence)
        found = self._of(keys, government) if government else keys
        return self.decide(found, government, certain=certain, named=True)

    def resolve(
        self, name: Name, government: str | None, *, certain: bool, defined: frozenset[str] | None
    ) -> Resolution:
        """The ministry that is left, given whose it is and what the article's abbreviation for it means."""
        found = self.candidates(name)
        if government is not None:
            own = self._of(found, government)
            if not own and name.head.portfolio:
                own = self._of(self._in_field(name), government)
            elif not own and name.exact:
                own = self._of(self._lexicon.with_fields(name_key(self._official(name))[1:]), government)
            found = own
        if defined:
            found = found & defined or found or defined
        return self.decide(
            found, government, certain=certain, named=bool(defined) or bool(name.exact and not name.head.portfolio)
        )

    def decide(self, found: frozenset[str], government: str | None, *, certain: bool, named: bool) -> Resolution:
        """The one valid at the article's date, else what all that fit have in common.

        `named` says that the text has the very name: then a date outside its time does not speak against the only one.
        """
        left = found if named and len(found) == 1 else self._at_date(found)
        if len(left) > 1:
            left = left & self._resolved or left & self._present or left
        ministries = [self._lexicon.ministries[key] for key in sorted(left)]
        ministry = ministries[0] if len(ministries) == 1 else None
        if ministry is not None and certain:
            self._resolved.add(ministry.key)
        level, land = self._level(government)
        if level is None:
            all_found = [self._lexicon.ministries[key] for key in found]
            level, land = _common(all_found, lambda m: m.level), _common(all_found, lambda m: m.land)
        return Resolution(left, ministry, level, land, _common(ministries, lambda m: m.abbreviation), certain)

    def by_article(self, possible: set[str], sentence: frozenset[str]) -> tuple[str | None, bool]:
        """Which of the possible governments the article speaks of, and whether that is certain."""
        if self._federal_publisher and (not possible or GERMANY in possible):
            return GERMANY, True
        evidence = self._evidence
        for named in (evidence.publishers, sentence, evidence.places, evidence.capitals):
            fitting = {government for government in named if government in possible}
            if len(fitting) == 1:
                return fitting.pop(), named is not evidence.capitals
            if fitting:
                return None, False
        if GERMANY in possible and self._evidence.federal:
            return GERMANY, False
        return None, False

    def _namesakes(self, name: Name, fields: Iterable[str]) -> frozenset[str]:
        """The Bund's ministries of the same fields, where the name does not tell whose it is."""
        if name.head.portfolio is not None or name.head.federal or name.government or name.head.only:
            return frozenset()
        return self._lexicon.federal_namesakes(fields)

    def _in_field(self, name: Name) -> frozenset[str]:
        found = self._lexicon.in_field(name.head.portfolio or "")
        return (found & self._lexicon.in_field(name.head.other) or found) if name.head.other else found

    def _official(self, name: Name) -> str:
        return self._lexicon.ministries[min(name.exact)].name

    def _governments_of(self, keys: Iterable[str]) -> set[str]:
        return {self._lexicon.ministries[key].government for key in keys}

    def _of(self, keys: frozenset[str], government: str) -> frozenset[str]:
        return frozenset(key for key in keys if self._lexicon.ministries[key].government == government)

    def _at_date(self, keys: frozenset[str]) -> frozenset[str]:
        """Those valid on the article's day, else those that had been by then: articles speak of the past."""
        day = self._evidence.published
        if day is None:
            return keys
        valid = frozenset(key for key in keys if self._lexicon.ministries[key].valid(day))
        return valid or frozenset(key for key in keys if self._lexicon.ministries[key].begun(day))

    def _level(self, government: str | None) -> tuple[str | None, str | None]:
        if government is None:
            return None, None
        level = self._governments.level.get(government)
        return ("land" if level == "canton" else level), (None if level in ("bund", None) else government)


def _common(ministries: Iterable[Ministry], value: Callable[[Ministry], str | None]) -> str | None:
    values = {value(ministry) for ministry in ministries}
    return values.pop() if len(values) == 1 else None
