"""People: named human beings with title, role, organisation and party as each mention states them.

The model proposes names; rules trim what does not belong to them, find further ones where the pattern is certain, and
join later surnames with the full name. Role and organisation are read from the words around a name (offices.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.event_names import organisation_entities
from pressextract.components.mentions import (
    get_context,
    get_mentions,
    model_entities,
    set_mentions,
    text_of,
)
from pressextract.components.normal_forms import person_columns
from pressextract.components.organisations.heads import class_nouns
from pressextract.components.people.links import Bearers, gender_at, later_mentions
from pressextract.components.people.names import Lead, is_name, lead_before, trim, with_family_name
from pressextract.components.people.offices import Office, OfficeReader
from pressextract.components.people.roles import is_plural_role, is_role_noun
from pressextract.components.people.rules import Candidate, certain_names
from pressextract.components.places.inside_names import drop_places_in
from pressextract.components.quotes.direct_speech import speech_verbs
from pressextract.components.sentence_starts import sentence_starts
from pressextract.components.span_index import first_fitting
from pressextract.schema import MinistryRow, PersonRow, PlaceRow

_COORDINATED = re.compile(r"\s?(?:,|und|sowie|&)\s(?:(?:Frau|Herrn?|Dr\.|Prof\.)\s)*\Z")
_ROLE_LINE = re.compile(r"(?:\A|\n)(?P<line>[^\n]{3,120}?)\n\s*\n\Z")
_DOUBLE_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}-[A-ZÄÖÜ][a-zäöüß]{2,}")
_LAST_WORD = re.compile(r"([\w-]+) \Z")
_SPEAKS = re.compile(r" ?: ?[„“\"»«]| weiter\b| (?:sagt|sagte|erklärt|erklärte|betont|betonte)\b")
_NEXT_WORD = re.compile(r" ([A-ZÄÖÜ]\w+)")
_NAME_GOES_ON = re.compile(
    r"[-‐]\w|[-‐/] ?(?:Straße|Platz|Schule)|"
    r" (?:GmbH|AG|SE|KG|e\. ?V\.|Band|Trio|Quartett|Quintett|Award|Group|Fund)(?!\w)"
)
_QUOTED_NAME = re.compile(r"[“”\"«»‘]")


@Language.factory("pressextract_people", assigns=["doc.spans"])
def create_people(nlp: Language, name: str, use_model: bool = True, use_rules: bool = True) -> People:
    """Build the component.

    `use_model`: take the persons of `doc.ents`. `use_rules`: find further names in certain patterns (after a title, a
    role, before a colon and a quotation).
    """
    return People(use_model=use_model, use_rules=use_rules)


class People:
    """Finds persons and writes them to `doc.spans["people"]`."""

    def __init__(self, *, use_model: bool, use_rules: bool) -> None:
        self.use_model = use_model
        self.use_rules = use_rules

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of a Doc."""
        text = text_of(doc)
        names = _without_overlaps(self._candidates(doc))
        bearers = Bearers()
        for candidate in names:
            name = text[candidate.start : candidate.end]
            if name[0].isupper() and len(name.split()) > 1:
                bearers.add(_one_line(name), candidate.start, gender_at(text, candidate.start))
        names = _without_overlaps([*names, *_later(text, bearers)])
        names = [name for name in names if _is_supported(text, name, bearers)]
        rows = list(self._rows(doc, names, bearers))
        set_mentions(doc, PersonRow, rows)
        drop_places_in(doc, rows)
        return doc

    def _candidates(self, doc: Doc) -> Iterator[Candidate]:
        text = text_of(doc)
        if self.use_rules:
            adjectives = {row.start for row in get_mentions(doc, PlaceRow) if row.derived}
            for candidate in certain_names(text):
                if candidate.start not in adjectives and not _inside_other_name(text, candidate.start, candidate.end):
                    yield candidate
        if self.use_model:
            places = {(row.start, row.end) for row in get_mentions(doc, PlaceRow)}
            for ent in model_entities(doc, "PER"):
                whole = with_family_name(text, ent.start_char, ent.end_char)
                start, end = trim(text, ent.start_char, whole)
                if start == end or not is_name(text[start:end]) or _inside_other_name(text, start, end):
                    continue
                if (start, end) not in places or lead_before(text, start).start < start:
                    yield Candidate(start, end, "model", "medium")

    def _rows(self, doc: Doc, names: list[Candidate], bearers: Bearers) -> Iterator[PersonRow]:
        text, article_id = text_of(doc), get_context(doc).article_id
        offices = _offices(doc, names)
        for candidate, (title, office) in zip(names, offices, strict=True):
            written = text[candidate.start : candidate.end]
            name = _one_line(written)
            if name[0].isupper() and " " in name:
                name = bearers.full_form(name)
            else:
                bearer = bearers.bearer_of(name, candidate.start, gender_at(text, candidate.start))
                name = bearer.name if bearer else name
            yield PersonRow(
                start=candidate.start,
                end=candidate.end,
                text=written,
                source=candidate.source,
                confidence=candidate.confidence,
                **person_columns(article_id, name),
                academic_title=title,
                role=office.role,
                organisation=office.organisation,
                party=office.party,
            )


def _later(text: str, bearers: Bearers) -> Iterator[Candidate]:
    for start, end in later_mentions(text, bearers.forms()):
        yield Candidate(start, end, "rule:repeated", "high")


def _is_supported(text: str, candidate: Candidate, bearers: Bearers) -> bool:
    """Whether a single word that the model takes for a person is borne out by a full name, a title, a role or speech.

    Half of the single words without such support were none on the development articles (Silvester, Award).
    """
    name = text[candidate.start : candidate.end]
    if candidate.source != "model" or " " in name or "\n" in name:
        return True
    if bearers.bearer_of(name, candidate.start, None) or lead_before(text, candidate.start).start < candidate.start:
        return True
    if _DOUBLE_NAME.fullmatch(name):
        return True
    before = _LAST_WORD.search(text, max(0, candidate.start - 40), candidate.start)
    return bool(
        (before and (is_role_noun(before[1]) or before[1] in speech_verbs("say"))) or _SPEAKS.match(text, candidate.end)
    )


def _offices(doc: Doc, names: list[Candidate]) -> Iterator[tuple[str | None, Office]]:
    """Title and office of each name, in order."""
    text = text_of(doc)
    reader = OfficeReader(text, _organisation_spans(doc))
    leads = [lead_before(text, candidate.start) for candidate in names]
    windows = list(_windows(text, names, leads))
    after = [reader.after(name.end, window[1]) for name, window in zip(names, windows, strict=True)]
    shared, taken = Office(), 0
    for index, (candidate, lead) in enumerate(zip(names, leads, strict=True)):
        begin, stop = windows[index]
        before = reader.before(lead.start, max(begin, taken))
        if not before.role and lead.start == begin:
            before = _line_above(text, lead.start, max(taken, names[index - 1].end if index else 0), reader)
        joined = index > 0 and bool(_COORDINATED.fullmatch(text, names[index - 1].end, lead.start))
        if not before.role and joined:
            before = shared
        else:
            shared = _shared(before, text, lead.start)
        behind = after[index]
        between = (
            bool(behind.role) and index + 1 < len(names) and text[behind.end : leads[index + 1].start] in ("", " ")
        )
        if between and (before.role or not after[index + 1].role or " " not in text[behind.start : behind.end]):
            # the role stands between two names: it is the second one's unless that has one of its own behind it
            behind = Office(party=behind.party)
        if behind.role:
            taken = behind.end
        office = (
            behind.filled_from(before) if _gives_way(before, shared) and behind.role else before.filled_from(behind)
        )
        if not office.organisation:
            office = office.filled_from(reader.tied(candidate.end, stop))
        if not office.organisation:
            office = office.filled_from(reader.organisation_before(lead.start))
        yield lead.title, office


def _windows(text: str, names: list[Candidate], leads: list[Lead]) -> Iterator[tuple[int, int]]:
    """For each name how far its office may reach to the left and to the right: the sentence, the names beside it."""
    starts = [0, *sentence_starts(text)]
    for index, candidate in enumerate(names):
        place = bisect_right(starts, candidate.start) - 1
        next_place = bisect_left(starts, candidate.end, lo=place + 1)
        sentence_end = starts[next_place] if next_place < len(starts) else len(text)
        following = leads[index + 1].start if index + 1 < len(names) else len(text)
        yield max(starts[place], names[index - 1].end if index else 0), min(sentence_end, following)


def _gives_way(before: Office, shared: Office) -> bool:
    """Whether a role before the name yields to one behind it: a contact's label, a plural for several names."""
    return before.role is not None and (before.role.startswith(("Ansprechp", "Kontakt")) or before is shared)


def _shared(office: Office, text: str, start: int) -> Office:
    """The office where names joined with this one have it too: a plural, or a label before a colon."""
    if office.role is None:
        return office
    label = text[max(0, start - 3) : start].rstrip().endswith(":")
    return office if label or any(is_plural_role(word) for word in office.role.split()) else Office()


def _line_above(text: str, start: int, limit: int, reader: OfficeReader) -> Office:
    """*Leiterin*, a blank line, NAME: a line that holds nothing but a role."""
    match = _ROLE_LINE.search(text, max(limit, start - 130), start)
    if match is None or match["line"].rstrip().endswith((".", "!", "?", "“")):
        return Office()
    office = reader.before(match.end("line"), match.start("line"))
    return office if office.role and office.start == match.start("line") else Office()


def _organisation_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    for ent in organisation_entities(doc):
        yield ent.start_char, ent.end_char
    for row in get_mentions(doc, MinistryRow):
        yield row.start, row.end


def _inside_other_name(text: str, start: int, end: int) -> bool:
    """Whether it is a part of a compound (Robert Koch-Institut) or a name in quotation marks („Erich Weinert“)."""
    following = _NEXT_WORD.match(text, end)
    uses = class_nouns().find(following[1]) if following else None
    if uses is not None and "compound" in uses[1]:
        return True
    if _NAME_GOES_ON.match(text, end):
        return True
    if start and text[start - 1] in "-‐@/#":
        return True
    return bool(start) and text[start - 1] in '„“"»«‚' and bool(_QUOTED_NAME.match(text, end))


def _one_line(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """In text order; of candidates that overlap the longest, of equally long ones the first given."""
    return first_fitting((c.start, c.end, c) for c in sorted(candidates, key=lambda c: c.start - c.end))
