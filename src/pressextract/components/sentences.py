"""Sentence boundaries for press text, whatever the model.

A rule for German serves here better than a parser: it is the same under every model, costs next to nothing, and a
blank line always ends a sentence. It runs first, so a parser behind it keeps these boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

#: Words before a full stop that does not end a sentence.
_ABBREVIATIONS = frozenset(
    """abs allg anm apl art aufl bd bes betr bspw bzgl bzw ca dipl dr ev evang exkl fa fax geb gem gest gez ggf hl hon inkl ing
    insb jh jur kap kath kl lic lt mag max med mind min mio mr mrd mrs mtl nat nr oec o.g phil pol prof rd rer röm s sen sog spp st
    staatl stellv str tel tsd u.a univ usw vgl verh v.a z.b z.t z.zt zit zzgl zw d.h i.d.r i.v h.c b.a m.a a.d u.u o.ä u.ä""".split()
)
#: Abbreviations that also end sentences: only a capital that begins a usual sentence decides.
_MAY_END = frozenset("usw etc u.a u.ä o.ä e.v a.d".split())
_ORDINAL_NOUNS = re.compile(
    r"(?:Jan|Feb|Jän|März|Mär\b|Apr|Mai\b|Juni?\b|Juli?\b|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrestag|Jh\b|Platz|Mal\b|Tag\b|Klasse|"
    r"Schuljahr|Semester|Quartal|Halbjahr|Legislatur|Wahlperiode|Sitzung|Auflage|Jahrgang|Geburtstag|Jubiläum|Etage|Stock|"
    r"Obergeschoss|Lebensjahr|Bundesversammlung|Ausgabe|Deutsche|Internationale|Bundes|Landes)"
)
_SENTENCE_STARTER = re.compile(
    r"[„»\"“«]?(?:Der|Die|Das|Ein|Eine|Er|Sie|Es|Wir|Ich|Im|In|Am|An|Auf|Mit|Für|Bei|Nach|Zu|Zur|Zum|Auch|So|Wer|Was|Wie|Hier|Dort|Seit|Um|"
    r"Von|Vor|Durch|Diese[rsmn]?|Alle|Dazu|Damit|Dabei|Daher|Danach|Darüber|Zudem|Außerdem|Weitere|Unter|Über|Als|Wenn|Weil|Da|Doch|Aber)\b"
)
_END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[“”\"»«’)\]]*)\s+(?=[„“\"»«‚(\[]?[A-ZÄÖÜ0-9])|(?P<blank>[ \t]*\n\s*\n\s*)"
)
_LAST_WORD = re.compile(r"[\w.*:/-]+$")


@Language.factory("pressextract_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> Sentences:
    """Build the component; it has no options."""
    return Sentences()


class Sentences:
    """Sets `token.is_sent_start` on every token."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the token that each sentence begins with."""
        starts = set(sentence_starts(doc.text))
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def sentence_starts(text: str) -> Iterator[int]:
    """Character offsets at which a sentence begins, the first one apart."""
    for match in _END.finditer(text):
        if match["blank"] is not None or _ends_sentence(text, match):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match["mark"] != "." or match["close"]:
        return True
    found = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    if found is None:
        return True
    word, rest = found[0], text[match.end() : match.end() + 40]
    if word.isdigit() and len(word) <= 2:
        return not _ORDINAL_NOUNS.match(rest) and bool(_SENTENCE_STARTER.match(rest))
    bare = word.casefold().rstrip(".").rpartition("-")[2]
    if bare in _MAY_END or bare in ("v", "d"):
        return bool(_SENTENCE_STARTER.match(rest))
    if bare in _ABBREVIATIONS:
        return False
    return len(bare) > 1 or not bare.isalpha()
