"""Quotes: direct speech in quotation marks, with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.mentions import get_context, get_mentions, set_mentions, text_of
from pressextract.components.people.roles import is_role_noun
from pressextract.components.quotes.direct_speech import attribution_after, carries_on, speech_rule
from pressextract.components.quotes.quotation_marks import Quotation, quotations
from pressextract.components.quotes.speakers import Speaker, Speakers
from pressextract.components.sentence_starts import sentence_starts
from pressextract.schema import PersonRow, QuoteRow

_COLON_LINE = re.compile(r":\s*(?:bq\.\s*)?\Z")
_WORD = re.compile(r"[A-ZÄÖÜ][\w-]+")
_CONFIDENCE = {
    "inserted": "high",
    "after": "high",
    "colon": "high",
    "signed": "high",
    "sentence": "medium",
    "clause": "low",
}


@Language.factory("pressextract_quotes", assigns=["doc.spans"])
def create_quotes(nlp: Language, name: str, max_length: int = 6000) -> Quotes:
    """Build the component.

    `max_length`: characters after which an opening mark without a closing one is given up.
    """
    return Quotes(max_length=max_length)


class Quotes:
    """Finds direct speech and writes it to `doc.spans["quotes"]`; speakers come from the people found before."""

    def __init__(self, *, max_length: int) -> None:
        self.max_length = max_length

    def __call__(self, doc: Doc) -> Doc:
        """Find the direct speech of a Doc."""
        set_mentions(doc, QuoteRow, self._rows(doc))
        return doc

    def _rows(self, doc: Doc) -> Iterator[QuoteRow]:
        text = text_of(doc)
        speakers = Speakers(text, get_mentions(doc, PersonRow))
        starts = [0, *sentence_starts(text)]
        spoken: Quotation | None = None
        speaker: Speaker | None = None
        for quotation in self._quotations(doc):
            start, has_colon = _introduction_start(text, starts, quotation, spoken)
            introduction = text[start : quotation.outer_start]
            beside = spoken is not None and _is_near(text, spoken.outer_end, quotation.outer_start)
            rule: str | None = "inserted"
            if spoken is None or not carries_on(text, spoken, quotation):
                rule = speech_rule(
                    text,
                    quotation,
                    introduction,
                    has_speaker=bool(speakers.between(start, quotation.outer_start)) or _names_role(introduction),
                    beside_speech=beside or _speech_follows(text, quotation),
                    signed=speakers.signs(quotation.outer_end) is not None,
                )
            if rule is None:
                continue
            found = speaker if rule == "inserted" else None
            found = found or self._speaker(text, starts, speakers, quotation, (start, has_colon), rule)
            if found is None and beside:
                found = speaker
            found = found or speakers.last_before(quotation.outer_start) or speakers.first_after(quotation.outer_end)
            spoken, speaker = quotation, found
            person = found.person if found else None
            yield QuoteRow(
                entity_id=person.entity_id if person else None,
                start=quotation.start,
                end=quotation.end,
                text=text[quotation.start : quotation.end],
                source=f"rule:{rule}",
                confidence=_CONFIDENCE[rule] if found else "low",
                speaker=found.name if found else None,
                person_id=person.person_id if person else None,
            )

    def _quotations(self, doc: Doc) -> Iterator[Quotation]:
        """Those of each field; a quotation never runs from the title into the text."""
        segments = get_context(doc).segments or (("text", 0, len(text_of(doc))),)
        for _, start, length in segments:
            for found in quotations(text_of(doc)[start : start + length], self.max_length):
                yield Quotation(
                    found.start + start, found.end + start, found.outer_start + start, found.outer_end + start
                )

    def _speaker(
        self,
        text: str,
        starts: list[int],
        speakers: Speakers,
        quotation: Quotation,
        introduction: tuple[int, bool],
        rule: str,
    ) -> Speaker | None:
        start, has_colon = introduction
        if attribution_after(text, quotation):
            place = bisect_right(starts, quotation.outer_end)
            stop = starts[place] if place < len(starts) else len(text)
            named = speakers.named_after(quotation.outer_end, min(stop, quotation.outer_end + 400))
            if named is not None:
                return named
        if rule == "signed":
            return speakers.signs(quotation.outer_end)
        if has_colon or rule == "clause":
            return speakers.named_before(start, quotation.outer_start)
        return None


def _introduction_start(
    text: str, starts: list[int], quotation: Quotation, spoken: Quotation | None
) -> tuple[int, bool]:
    """Where the sentence that leads to the quotation begins, and whether a colon ends it."""
    window = max(0, quotation.outer_start - 8)
    colon = _COLON_LINE.search(text, window, quotation.outer_start)
    reference = colon.start() if colon else quotation.outer_start
    start = starts[max(0, bisect_right(starts, max(0, reference - 1)) - 1)]
    if spoken is not None and start < spoken.outer_end <= quotation.outer_start:
        start = spoken.outer_end
    return max(start, quotation.outer_start - 500), colon is not None


def _is_near(text: str, end: int, start: int) -> bool:
    """Whether two quotations are of one paragraph, or the second begins the paragraph after the first."""
    between = text[end:start]
    return between.count("\n\n") == 0 or between.strip(" .,\n") == ""


def _speech_follows(text: str, quotation: Quotation) -> bool:
    following = re.compile(r"[ .]*[„“\"»«]").match(text, quotation.outer_end)
    return following is not None


def _names_role(introduction: str) -> bool:
    return any(is_role_noun(word) for word in _WORD.findall(introduction))
