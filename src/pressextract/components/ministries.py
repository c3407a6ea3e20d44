"""Ministries: supreme authorities of the Bund, the Länder, Austria, Switzerland and other states.

    nlp.add_pipe("pressextract_ministries")

Names, short forms and abbreviations are found by lexicon and grammar, without a model; what each one means is decided
by the article (see ministry_resolution). The facts are in lexicon/ministries.csv, with a source per row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.mentions import Context, add_doubt, entity_id, get_context, set_mentions
from pressextract.components.ministry_abbreviations import distinctive, introduced, used_otherwise
from pressextract.components.ministry_evidence import Evidence, gather, neighbour, published_by_ministry
from pressextract.components.ministry_lexicon import governments, ministry_lexicon, publisher_key
from pressextract.components.ministry_names import Name, NameFinder, Word, words_of
from pressextract.components.ministry_resolution import Resolution, Resolver
from pressextract.schema import MinistryRow

STAGE = "ministries"

_SENATE = frozenset({"sen", "rbmskzl", "senat", "senatskanzlei", "senatsverwaltung"})
_BEFORE_OFFICE = re.compile(r"(?:\b(?:[Dd](?:ie|er|en|em)|[Zz]ur|[Bb]eim|[Vv]om) |Pressestelle |(?:^|\n)\s*)$")
_PERSON_BEHIND = re.compile(r",? (?:Frau |Herrn? )?(?:(?:Prof|Dr)\. )*[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+")


@Language.factory("pressextract_ministries", assigns=["doc.spans"])
def create_ministries(nlp: Language, name: str, short_forms: bool = True) -> Ministries:
    """Build the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        short_forms: also find *Umweltministerium* and the like; without, only full names and abbreviations.
    """
    return Ministries(short_forms=short_forms)


class Ministries:
    """Finds and resolves mentions of ministries."""

    def __init__(self, *, short_forms: bool) -> None:
        self._short_forms = short_forms
        self._lexicon = ministry_lexicon()
        self._governments = governments()
        self._finder = NameFinder(self._lexicon, self._governments)

    def __call__(self, doc: Doc) -> Doc:
        """Set the mentions of ministries; each name that stays ambiguous becomes a doubt, once."""
        set_mentions(doc, MinistryRow, list(self._rows(doc)))
        return doc

    def _rows(self, doc: Doc) -> Iterator[MinistryRow]:
        text, context = doc.text, get_context(doc)
        words = words_of(text)
        names = list(self._finder.find(text, words))
        abbreviated = self._lexicon.abbreviations.keys() & {word.text for word in words}
        if not names and not abbreviated:
            return
        evidence = gather(text, words, context, self._finder, self._governments)
        resolver = Resolver(
            self._lexicon,
            self._governments,
            evidence,
            federal_publisher=published_by_ministry(context, self._lexicon),
            present=frozenset(key for short in abbreviated for key in self._lexicon.abbreviations[short]),
        )
        sentences = _sentence_starts(doc)
        defined: dict[str, Resolution] = {}
        doubted: set[str] = set()
        for name in names:
            beside = neighbour(text, words, *name.words, self._finder, self._governments)
            if not self._is_meant(text, name, beside, evidence, context):
                continue
            named = evidence.between(*_around(sentences, name.start))
            government, certain = resolver.government(name, beside, named)
            short = introduced(text, name, resolver.candidates(name), self._lexicon)
            short_text = text[slice(*short)] if short else None
            same = self._lexicon.abbreviations.get(short_text) if short_text else None
            resolution = resolver.resolve(name, government, certain=certain, defined=same)
            if short_text:
                defined.setdefault(short_text, resolution)
            yield self._row(doc, name.start, name.end, resolution, _rule(name), short_text, doubted)
        yield from self._abbreviation_rows(doc, words, names, resolver, evidence, defined, doubted)

    def _abbreviation_rows(
        self,
        doc: Doc,
        words: list[Word],
        names: list[Name],
        resolver: Resolver,
        evidence: Evidence,
        defined: dict[str, Resolution],
        doubted: set[str],
    ) -> Iterator[MinistryRow]:
        for word in words:
            if word.text in defined:
                short = word.text
                yield self._row(doc, word.start, word.end, defined[short], "abbreviation", short, doubted)
        otherwise = used_otherwise(doc.text, names)
        sentences = _sentence_starts(doc)
        for word, keys in distinctive(doc.text, words, self._lexicon, evidence):
            if word.text in defined or word.text in otherwise:
                continue
            possible = {self._lexicon.ministries[key].government for key in keys}
            named = evidence.between(*_around(sentences, word.start))
            government, certain = (
                (next(iter(possible)), True) if len(possible) == 1 else resolver.by_article(possible, named)
            )
            found = frozenset(key for key in keys if self._lexicon.ministries[key].government == government) or keys
            resolution = resolver.decide(found, government, certain=certain)
            yield self._row(doc, word.start, word.end, resolution, "abbreviation", word.text, doubted)

    def _is_meant(self, text: str, name: Name, beside: str | None, evidence: Evidence, context: Context) -> bool:
        """Whether a name that only one government uses can mean its ministry here, and an office no person."""
        only = name.head.only
        if only is None:
            return self._short_forms or not name.head.portfolio
        stated = name.government or beside
        if only == "Schweiz":
            swiss = {"canton"} | ({"foreign"} if name.exact else set())
            named = (
                (stated, *evidence.publishers)
                if name.head.portfolio
                else (stated, *evidence.publishers, *evidence.places)
            )
            return any(g is not None and (g == "Schweiz" or self._governments.level.get(g) in swiss) for g in named)
        if stated is not None and stated != only:
            return False
        if only == "Berlin":
            senate = not _SENATE.isdisjoint(publisher_key(f"{context.publisher} {context.url}"))
            return stated == only or (senate and only in evidence.publishers) or "Senatsverwaltung für" in text
        if only == "Bremen" and name.head.portfolio is None:
            return bool(name.exact) and evidence.speaks_of(only) and _is_office(text, name)
        known = bool(name.exact) and name.head.portfolio is None and only in evidence.places
        return stated == only or only in evidence.publishers or known

    def _row(
        self,
        doc: Doc,
        start: int,
        end: int,
        resolution: Resolution,
        rule: str,
        short: str | None,
        doubted: set[str],
    ) -> MinistryRow:
        text, ministry = doc.text[start:end], resolution.ministry
        if resolution.ambiguous and text not in doubted:
            doubted.add(text)
            add_doubt(doc, "ambiguous_ministry", self._doubt(text, resolution), STAGE)
        confidence = "low" if resolution.ambiguous or not resolution.certain else "high"
        if confidence == "high" and (ministry is None or rule == "short_form"):
            confidence = "medium"
        return MinistryRow(
            start=start,
            end=end,
            text=text,
            source=f"lexicon:{ministry.key}" if ministry else f"rule:{rule}",
            confidence=confidence,
            entity_id=entity_id(MinistryRow.label, ministry.key if ministry else f"{text}|{resolution.land}"),
            ministry_id=ministry.key if ministry else None,
            name=ministry.name if ministry else " ".join(text.split()),
            abbreviation=short or resolution.abbreviation,
            level=resolution.level,
            land=resolution.land,
        )

    def _doubt(self, text: str, resolution: Resolution) -> str:
        names = sorted({self._lexicon.ministries[key].key for key in resolution.candidates})
        shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
        return f"{text}: may be {shown}"


def _rule(name: Name) -> str:
    return "short_form" if name.head.portfolio else "ministry_name"


def _is_office(text: str, name: Name) -> bool:
    """Whether *die Senatorin für …* is the authority: no person's name stands beside it."""
    before = text[max(0, name.start - 24) : name.start]
    return _BEFORE_OFFICE.search(before) is not None and _PERSON_BEHIND.match(text, name.end) is None


def _sentence_starts(doc: Doc) -> list[int]:
    """Offsets at which sentences begin; paragraphs where the pipeline marks none."""
    if doc.has_annotation("SENT_START"):
        return [sentence.start_char for sentence in doc.sents]
    return [0, *(match.end() for match in re.finditer(r"\n", doc.text))]


def _around(starts: list[int], offset: int) -> tuple[int, int]:
    """Begin and end of the sentence that holds the offset."""
    after = bisect_right(starts, offset)
    return starts[after - 1] if after else 0, starts[after] if after < len(starts) else 1 << 60
