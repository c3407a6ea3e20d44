"""All mentions of ministries in one article: names first, then short forms in their light, then abbreviations."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressextract.components.mentions import Context
from pressextract.components.ministries.abbreviations import distinctive, introduced, used_otherwise
from pressextract.components.ministries.evidence import gather, neighbour, published_by_ministry
from pressextract.components.ministries.governments import Governments, publisher_key
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.names import Name, NameFinder
from pressextract.components.ministries.resolution import Resolution, Resolver
from pressextract.components.ministries.words import Word, forms_in, words_of
from pressextract.components.sentence_starts import sentence_starts

_SENATE = frozenset({"sen", "rbmskzl", "senat", "senatskanzlei", "senatsverwaltung"})
_BEFORE_OFFICE = re.compile(r"(?:\b(?:[Dd](?:ie|er|en|em)|[Zz]ur|[Bb]eim|[Vv]om) |Pressestelle |(?:^|\n)\s*)$")
_PERSON_BEHIND = re.compile(r",? (?:Frau |Herrn? )?(?:(?:Prof|Dr)\. )*[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One mention: where it stands, what it means, which rule found it."""

    start: int
    end: int
    rule: str
    resolution: Resolution


class Reading:
    """One article, read once. `short_forms` says whether *Umweltministerium* and the like count."""

    def __init__(
        self,
        text: str,
        context: Context,
        lexicon: MinistryLexicon,
        governments: Governments,
        finder: NameFinder,
        *,
        short_forms: bool,
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._governments = governments
        self._short_forms = short_forms
        forms = forms_in(text)
        self._abbreviated = lexicon.abbreviations.keys() & forms
        self._introduced: dict[str, Resolution] = {}
        self._words: list[Word] = []
        self._names: list[Name] = []
        # four in five articles have no word that could begin a name; their words need no places
        if self._abbreviated or any(map(finder.may_begin.__getitem__, forms)):
            self._words = words_of(text)
            self._names = list(finder.find(text, self._words))
        if not self.is_empty:
            self._read_article(context)

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the text can be a ministry: most articles end here."""
        return not self._names and not self._abbreviated

    def mentions(self) -> Iterator[Found]:
        """The mentions, names before the abbreviations that they introduce."""
        if self.is_empty:
            return
        for name in sorted(self._names, key=lambda name: (bool(name.head.portfolio), name.start)):
            beside = neighbour(self._text, self._words, *name.words, self._governments)
            if self._is_meant(name, beside):
                rule = "short_form" if name.head.portfolio else "ministry_name"
                yield Found(name.start, name.end, rule, self._resolve(name, beside))
        yield from self._abbreviations()

    def _read_article(self, context: Context) -> None:
        self._evidence = gather(self._text, self._words, context, self._governments)
        self._resolver = Resolver(
            self._lexicon,
            self._governments,
            self._evidence,
            federal_publisher=published_by_ministry(context, self._lexicon),
            present=frozenset(key for short in self._abbreviated for key in self._lexicon.abbreviations[short]),
        )
        self._sentences = [0, *sentence_starts(self._text)]
        self._of_senate = not _SENATE.isdisjoint(publisher_key(f"{context.publisher} {context.url}"))

    def _resolve(self, name: Name, beside: str | None) -> Resolution:
        government, certain = self._resolver.government(name, beside, self._named_near(name.start))
        short = introduced(self._text, name, self._resolver.candidates(name), self._lexicon)
        if short is None:
            return self._resolver.resolve(name, government, certain=certain, defined=None)
        word = self._text[slice(*short)]
        defined = self._lexicon.abbreviations.get(word)
        resolution = self._resolver.resolve(name, government, certain=certain, defined=defined)
        return self._introduced.setdefault(word, replace(resolution, abbreviation=word))

    def _abbreviations(self) -> Iterator[Found]:
        for word in self._words:
            if word.text in self._introduced:
                yield Found(word.start, word.end, "abbreviation", self._introduced[word.text])
        otherwise = used_otherwise(self._text, self._names)
        for word, keys in distinctive(self._text, self._words, self._lexicon, self._evidence):
            if word.text not in self._introduced and word.text not in otherwise:
                resolution = self._resolver.resolve_abbreviation(keys, self._named_near(word.start))
                yield Found(word.start, word.end, "abbreviation", replace(resolution, abbreviation=word.text))

    def _named_near(self, offset: int) -> frozenset[str]:
        """The governments that the sentence at the offset names."""
        after = bisect_right(self._sentences, offset)
        end = self._sentences[after] if after < len(self._sentences) else sys.maxsize
        return self._evidence.between(self._sentences[after - 1], end)

    def _is_meant(self, name: Name, beside: str | None) -> bool:
        """Whether a name that only one government uses can mean its ministry here, and an office no person."""
        only, evidence = name.head.only, self._evidence
        if name.head.portfolio and not self._short_forms:
            return False
        if only is None:
            return True
        stated = name.government or beside
        if only == "Schweiz":
            return self._is_swiss(name, stated)
        if stated is not None:
            return stated == only and (only != "Bremen" or self._is_office(name))
        if only == "Berlin":
            return (self._of_senate and only in evidence.publishers) or "Senatsverwaltung für" in self._text
        if only == "Bremen" and name.head.portfolio is None:
            return bool(name.exact) and evidence.speaks_of(only) and self._is_office(name)
        known = bool(name.exact) and name.head.portfolio is None and only in evidence.places
        return only in evidence.publishers or known

    def _is_swiss(self, name: Name, stated: str | None) -> bool:
        """Directorates and departments: a canton states or publishes it, or one that has it is named."""
        bearers = {self._lexicon.ministries[key].government for key in name.exact}
        near = {stated, *self._evidence.publishers}
        cantons = {government for government in near if government and self._governments.level[government] == "canton"}
        return bool(cantons or bearers & near or bearers & self._evidence.places.keys())

    def _is_office(self, name: Name) -> bool:
        """Whether *die Senatorin für …* is the authority: no person's name stands beside it."""
        if name.head.portfolio is not None:
            return True
        before = self._text[max(0, name.start - 24) : name.start]
        return _BEFORE_OFFICE.search(before) is not None and _PERSON_BEHIND.match(self._text, name.end) is None
