"""Tells direct speech from mottos, titles and irony, which German sets in the same quotation marks.

Speech is attributed: a verb of saying follows the closing mark, or a colon with a speaker stands before the opening
one. What is not attributed is speech only where it is whole sentences beside other speech or as a paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pressextract.components.quotes.quotation_marks import Quotation
from pressextract.lexicon.tables import bundled_lexicon

_AFTER = re.compile(r"[_*]{0,2}[.!?]? ?(?P<comma>,?) ?(?P<word>[a-zäöü]+)\b(?P<rest>[^\n]{0,160})")
_COLON = re.compile(r":\s*(?:bq\.\s*|[_*>]{1,2}\s?)?\Z")
_REPORTED = re.compile(r"\b(?:sei|seien|habe|werde|gehe|sehe|könne|müsse|gebe|komme|brauche|gelte)\b")
_SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?…:][“”\"»«)]?|\n)\s*(?:bq\.\s*|[_*>]{1,2}\s?)?\Z")
_COMMA_OR_THAT = re.compile(r"(?:,|\b(?:dass|weil|denn|wenn|man))\s\Z")
_ENDS_SENTENCE = re.compile(r"[.!?…]\s*['’‘“”]?\Z")
#: Nouns before a colon or a mark that announce a title or a motto.
_TITLE_NOUN = re.compile(
    r"(?:motto|titel|thema|themen|name|namen|begriff|projekt|programm|kurs|seminar|workshop|ausstellung|vortrag|film|buch|lied|stück|"
    r"überschrift|initiative|kampagne|reihe|preis|wettbewerb|aktion|veranstaltung|schlagwort|stichwort|slogan|frage|fragen|leitsatz|"
    r"aufschrift|inschrift|hashtag|betreff|kennwort|stichworten|podcast|broschüre|publikation|konferenz|roman|musical|oper|konzert|"
    r"beispiel|version|modul|rubrik|bereich|kategorie|passwort|untertitel|lautet|lauten|heißt|heißen)\s*:?\s*\Z",
    re.IGNORECASE,
)
#: A verb that the lexicon does not know, before a subject: „…“, rät NAME.
_OTHER_VERB = re.compile(r"\w{2,}(?:t|te|ten|ß|ob|ab|ief|ach|ieb|og)")
_SUBJECT = re.compile(
    r" (?:(?:sich|auch|hierzu|dazu) )?(?:(?:der|die|unsere?) )?(?:[a-zäöü]+e )?"
    r"(?:Dr\.|Prof\.|[A-ZÄÖÜ][\w-]*[a-zäöü] [A-ZÄÖÜ]|[A-ZÄÖÜ]\w+(?=[.,]))"
)
_IS_NAME = re.compile(r"[_*]{0,2},? (?:heißt|lautet|ist|war|nennt|steht|soll|findet|wird|wurde)\b")
_INSERTED = re.compile(r",? [^\n!?;„“»«]{2,160}, ")
_NOT_SAYING = frozenset({"heißt", "lautet", "ist", "war", "sieht", "zeigt", "zeigte"})


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A row of lexicon/speech_verbs.csv."""

    form: str
    use: str


@cache
def speech_verbs(use: str) -> frozenset[str]:
    """The forms of one use: say, stance, part or particle."""
    forms: dict[str, set[str]] = defaultdict(set)
    for row in bundled_lexicon("speech_verbs", SpeechVerb):
        forms[row.use].add(row.form)
    return frozenset(forms[use])


def attribution_after(text: str, quotation: Quotation) -> re.Match[str] | None:
    """The clause behind the closing mark where it names the act of speaking: *so*, *sagt*, *stellte … fest*."""
    match = _AFTER.match(text, quotation.outer_end)
    if match is None:
        return None
    word, rest = match["word"], match["rest"]
    if word in speech_verbs("say"):
        return match
    if word in speech_verbs("part"):
        clause = re.split(r"[;„\"»«]|(?<!Dr)(?<!Prof)\. ", rest, maxsplit=1)[0]
        return match if speech_verbs("particle") & set(re.findall(r"\w+", clause)) else None
    if word in speech_verbs("stance") and word not in _NOT_SAYING and re.match(r" (?:\w+ ){0,4}?sich\b| sich\b", rest):
        return match
    if match["comma"] and word not in _NOT_SAYING and _OTHER_VERB.fullmatch(word) and _SUBJECT.match(rest):
        return match
    if word in ("wird", "wurde") and re.match(r"[^.\n]{3,90}\bzitiert\b", rest):
        return match
    if word == "heißt" and re.match(r" es (?:in|im|bei|von|dazu|aus|seitens|weiter)\b", rest):
        return match
    if word in ("ist", "war", "zeigt", "zeigte") and re.match(r"[^.\n]{3,90}(?:überzeugt|sicher|sich)\b", rest):
        return match
    return None


def speech_rule(
    text: str, quotation: Quotation, introduction: str, *, has_speaker: bool, beside_speech: bool, signed: bool
) -> str | None:
    """Which rule makes the quotation direct speech, None where none does.

    `introduction` is the sentence up to the opening mark, `has_speaker`: somebody who can speak is named in it,
    `beside_speech`: other direct speech stands in the same paragraph or ends the one before, `signed`: a person's name
    stands right behind the closing mark.
    """
    content = text[quotation.start : quotation.end]
    words = len(content.split())
    begins_sentence = content[0].isupper() or not content[0].isalpha()
    ends_sentence = bool(_ENDS_SENTENCE.search(content))
    at_sentence_start = bool(_SENTENCE_BEFORE.search(text, max(0, quotation.outer_start - 12), quotation.outer_start))
    colon = bool(_COLON.search(introduction))
    attribution = attribution_after(text, quotation) if at_sentence_start or colon else None
    if attribution and (words >= 3 or (attribution["comma"] and begins_sentence)):
        return "after"
    if _IS_NAME.match(text, quotation.outer_end):
        return None
    if colon and not _TITLE_NOUN.search(_COLON.sub("", introduction)):
        speaks = has_speaker or _says(introduction)
        if begins_sentence and ((speaks and words >= 4) or (words >= 6 and ends_sentence)):
            return "colon"
        return None
    if signed and begins_sentence and at_sentence_start and words >= (5 if ends_sentence else 7):
        return "signed"
    if begins_sentence and ends_sentence and at_sentence_start and not colon and words >= 4:
        after = text[quotation.outer_end : quotation.outer_end + 4].lstrip(" .,)_*")
        stands_alone = not after or after[0] == "\n" or after[0].isupper() or after[0] in '„“"»«'
        begins_paragraph = quotation.outer_start == 0 or text[quotation.outer_start - 1] == "\n"
        ends_paragraph = text[quotation.outer_end : quotation.outer_end + 2].strip(" .") in ("", "\n", "\n\n")
        if stands_alone and (beside_speech or (begins_paragraph and ends_paragraph and words >= 8)):
            return "sentence"
    said = (has_speaker and _says(introduction)) or (beside_speech and _REPORTED.search(introduction))
    if words >= 6 and said and _COMMA_OR_THAT.search(introduction):
        return "clause"
    return None


def carries_on(text: str, spoken: Quotation, quotation: Quotation) -> bool:
    """Whether only the speaker's clause parts the quotation from the speech before it: „…“, sagte NAME, „…“."""
    between = text[spoken.outer_end : quotation.outer_start]
    return bool(_INSERTED.fullmatch(between)) and attribution_after(text, spoken) is not None


def _says(introduction: str) -> bool:
    words = set(re.findall(r"\w+", introduction))
    return bool(words & (speech_verbs("say") | speech_verbs("part") | speech_verbs("stance")) - {"so", "ist", "war"})
