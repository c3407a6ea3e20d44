"""Institutions that GermEval reads as common nouns, relabelled to the conventions of the press gold.

GermEval leaves *Wirtschaftsministerium*, *Landtag* or *Staatsanwaltschaft* unlabelled most of the time and labels them
some of the time. For press releases they are the most frequent organisations of all, so before training

- names of one body at a time (*Umweltministerium*, *Bundestag*, *Auswärtiges Amt*) become ORG, a ministry with its
  field (*Ministerium für Umwelt und Verkehr*);
- a class of bodies followed by its place (*Staatsanwaltschaft München*, *Landgericht Bonn*) becomes one ORG;
- a class of bodies alone (*die Landesregierung*, *das Landgericht*), which the guidelines do not decide, becomes
  missing: nothing is learned from it.

Bare *Polizei*, *Senat*, *Regierung*, *Gericht*, *Ministerium* stay what they are, no names. Labels that GermEval does
give are never changed, only joined with what they lean on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_Span = tuple[int, int, str | None]

# A ministry's field: "für Umwelt, Klima und Energie", or "der Justiz", "des Innern".
_FIELDS = r"(?:für\s+(?:den\s+|die\s+)?)[A-ZÄÖÜ][\w-]+(?:(?:,\s+|\s+und\s+|,\s+und\s+)[A-ZÄÖÜ][\w-]+)*"
_OF = r"(?:der\s+(?:Justiz|Finanzen|Verteidigung)|des\s+(?:Innere?n|Äußer(?:e?n)))"

_MINISTRY = (
    rf"\b(?:(?:\w+-)*[A-ZÄÖÜ]\w+ministeriums?\b(?:\s+(?:{_FIELDS}|{_OF}))?"
    rf"|Ministeriums?\s+(?:{_FIELDS}|{_OF}))\b"
)

_BODIES = (
    r"\b(?:(?:Bundes|Land)tag(?:e?s)?|(?:Bundes|National|Stände)rat(?:e?s)?|Abgeordnetenhaus(?:es)?|Bundesregierung"
    r"|Bundesversammlung|Staatskanzlei|(?:Bundes)?[Kk]anzleramt(?:e?s)?|Auswärtige[nsr]?\s+Amt(?:e?s)?"
    r"|Bundes(?:wehr|polizei|bank|anwaltschaft|kriminalamt(?:e?s)?|kartellamt(?:e?s)?|netzagentur)"
    r"|Bundes(?:verfassungs|verwaltungs|arbeits|sozial|finanz|patent)gericht(?:e?s)?|Bundesgerichtshof(?:e?s)?"
    r"|Umweltbundesamt(?:e?s)?|Europaparlament(?:e?s)?|EU-(?:Kommission|Parlament(?:e?s)?))\b"
)

_CLASSES = (
    r"\b(?:(?:General|Ober)?[Ss]taatsanwaltschaft|(?:Amts|Land|Oberland(?:es)?|Verwaltungs|Oberverwaltungs|Arbeits"
    r"|Landesarbeits|Sozial|Landessozial|Finanz)gericht(?:e?s)?|(?:Landes|Bezirks|Staats)regierung"
    r"|Landeskriminalamt(?:e?s)?|Kriminalpolizei|Arbeitsagentur|Agentur\s+für\s+Arbeit"
    r"|(?:Handwerks|Handels|Ärzte|Landwirtschafts|Rechtsanwalts)kammer|Industrie-\s+und\s+Handelskammer"
    r"|Notenbank)\b"
)

#: Classes that are no names alone, but are with a place after them.
_ONLY_WITH_PLACE = r"\b(?:Bezirksamt(?:e?s)?|Gesundheitsamt(?:e?s)?|Finanzamt(?:e?s)?|Polizei|Feuerwehr)\b"

_NAMES = re.compile(f"{_MINISTRY}|{_BODIES}")
_OPEN = re.compile(_CLASSES)
_PLACED = re.compile(f"{_CLASSES}|{_ONLY_WITH_PLACE}")
_PLURAL_BEFORE = re.compile(r"(?:beiden|zwei|drei|mehrere|alle|keine[ns]?|ehemalige[ns]?)\s$")


def relabel(text: str, spans: Iterable[_Span]) -> list[_Span]:
    """The spans with institutions added; `None` as label means that the words are left open."""
    result = list(spans)
    for found in _PLACED.finditer(text):
        place = next((s for s in result if s[2] == "LOC" and text[found.end() : s[0]] == " "), None)
        if place and _is_free(found, result):
            result.remove(place)
            result.append((found.start(), place[1], "ORG"))
    for found in _NAMES.finditer(text):
        if _is_free(found, result) and not _PLURAL_BEFORE.search(text, 0, found.start()):
            result.append((found.start(), found.end(), "ORG"))
    result.extend((*found.span(), None) for found in _OPEN.finditer(text) if _is_free(found, result))
    return sorted(result, key=lambda span: span[:2])


def _is_free(found: re.Match[str], spans: list[_Span]) -> bool:
    return all(found.end() <= start or end <= found.start() for start, end, _ in spans)
