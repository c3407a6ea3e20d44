"""The training texts: corpora and press gold as spaCy documents with the four labels PER, ORG, LOC, MISC.

Every source is read, brought to the conventions of the press gold and tokenised by spaCy's plain German tokenizer,
the one that the shipped pipeline has. Where the sources leave open whether a word is a name, the token is marked as
*missing*: spaCy then learns nothing from it, which is better than learning a coin toss.
"""

from __future__ import annotations

import json
import lzma
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from institutions import relabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = ("PER", "ORG", "LOC", "MISC")

#: German LER marks the law itself (statutes, ordinances, contracts, decisions, literature); none of it is a name to us.
_LAW = frozenset({"GS", "VO", "EUN", "VS", "VT", "RS", "LIT"})

_PRESS_LABELS = {"MINISTRY": "ORG", "ORG": "ORG", "PERSON": "PER", "INITIATIVE": "MISC", "PLACE": "LOC"}

#: Currencies and languages, which GermEval marks as OTH some 700 times.
_UNITS = re.compile(
    r"(?:US-)?(?:Euro|Dollar|Cent|Franken|Mark|Pfund|Yen|Rubel|D-Mark|EUR|USD|CHF|GBP|DM|[€$£%]|°C)s?"
    r"|(?:Hoch)?(?:Deutsch|Englisch|Französisch|Spanisch|Italienisch|Russisch|Latein|Türkisch|Arabisch)"
)
_NOUN_AFTER = re.compile(r" (?:[a-zäöü]+en? )?[A-ZÄÖÜ0-9]")

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\n)[^\n]+)*")


class Span(NamedTuple):
    """A name, or with `label=None` a stretch whose reading the source leaves open."""

    start: int
    end: int
    label: str | None


class Example(NamedTuple):
    """A text with the names in it; spans neither overlap nor need to respect token borders."""

    text: str
    spans: tuple[Span, ...]


def read_germeval(path: Path, *, relabelled: bool = True) -> Iterator[Example]:
    """GermEval 2014: derivations (*deutschen*) are MISC, parts of compounds (*CDU-Politiker*) are left out.

    `relabelled=False` gives the labels of the task itself, which is what a figure on its test set has to be
    measured against.
    """
    for row in _read_jsonl(path):
        kept = [s for s in row["spans"] if not s["fine"].endswith("part")]
        if relabelled:
            spans = without_overlaps(span for s in kept if (span := _as_in_the_press_gold(row["text"], s)))
            spans = [Span(*span) for span in relabel(row["text"], spans)]
        else:
            spans = without_overlaps(Span(s["start"], s["end"], s["label"]) for s in kept)
        yield Example(row["text"], tuple(spans))


def _as_in_the_press_gold(text: str, span: dict[str, Any]) -> Span | None:
    """Currencies and languages are no names in the press gold, inhabitants (*die Deutschen*) are left open."""
    start, end, label = span["start"], span["end"], span["label"]
    if label == "MISC" and _UNITS.fullmatch(text, start, end):
        return None
    if span["fine"] == "LOCderiv" and text[start].isupper() and not _NOUN_AFTER.match(text, end):
        label = None
    return Span(start, end, label)


def read_ler(path: Path) -> Iterator[Example]:
    """German LER without its law labels: courts, institutions and companies are ORG, judges and lawyers PER."""
    for row in _read_jsonl(path):
        kept = (s for s in row["spans"] if s["fine"] not in _LAW)
        yield Example(row["text"], tuple(without_overlaps(Span(s["start"], s["end"], s["label"]) for s in kept)))


def read_press(path: Path, *, paragraphs: bool = True) -> Iterator[Example]:
    """The press gold in four classes, cut into paragraphs or as whole articles.

    Ministries are ORG, initiatives MISC, places LOC but their adjectives (*Berliner*) MISC as in GermEval. Names may
    lie inside each other in the gold; a token has one label here, so the longest name that is not a place wins.
    """
    for row in _read_jsonl(path):
        spans = _press_spans(row["entities"])
        if not paragraphs:
            yield Example(row["text"], tuple(spans))
            continue
        for piece in _PARAGRAPH.finditer(row["text"]):
            start, end = piece.span()
            inside = (s for s in spans if start <= s.start and s.end <= end)
            yield Example(piece[0], tuple(Span(s.start - start, s.end - start, s.label) for s in inside))


def _press_spans(entities: Iterable[dict[str, Any]]) -> list[Span]:
    """Entities of one article that do not overlap; optional ones keep their place in the order but lose the label."""
    names, places = [], []
    for entity in entities:
        label = press_label(entity["label"], derived=bool(entity.get("derived")))
        if label is None:
            continue
        span = Span(entity["start"], entity["end"], None if entity.get("optional") else label)
        (places if entity["label"] == "PLACE" else names).append(span)
    return without_overlaps(names, places)


def press_label(label: str, *, derived: bool = False) -> str | None:
    """The class of the four for a label of the guidelines; counts and quotes have none."""
    return "MISC" if label == "PLACE" and derived else _PRESS_LABELS.get(label)


def without_overlaps(*ranks: Iterable[Span]) -> list[Span]:
    """The spans of the first rank, longest first, then those of the next rank that still fit; in text order."""
    chosen: list[Span] = []
    for rank in ranks:
        for span in sorted(rank, key=lambda s: (s.start - s.end, s.start)):
            if all(span.end <= other.start or other.end <= span.start for other in chosen):
                chosen.append(span)
    return sorted(chosen)


def to_doc(nlp: Language, example: Example) -> Doc:
    """The example as a training document; a name that ends within a token makes the touched tokens missing."""
    doc = nlp.make_doc(example.text)
    entities, open_tokens = [], set()
    for span in example.spans:
        found = doc.char_span(span.start, span.end, label=span.label or "")
        if found is not None and span.label:
            entities.append(found)
        else:
            touched = doc.char_span(span.start, span.end, alignment_mode="expand")
            open_tokens.update(token.i for token in touched)
    open_tokens -= {token.i for entity in entities for token in entity}
    doc.set_ents(entities, missing=[doc[i : i + 1] for i in sorted(open_tokens)], default="outside")
    return doc


def _read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
