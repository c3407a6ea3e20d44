"""Who speaks: the person or role named behind the quotation, before its colon, or last spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pressextract.components.people.role_phrases import is_content, may_follow, role_noun_at_start, tokens_of
from pressextract.components.people.roles import is_role_noun, role_base
from pressextract.schema import PersonRow

#: How far back the last person mentioned may stand to be meant by *er* or by nobody's name, in characters.
_MEMORY = 1500

_PRONOUN = re.compile(
    r"\b(?:er|sie|Er|Sie|der \d+-[Jj]ährige|die \d+-[Jj]ährige|Der \d+-[Jj]ährige|Die \d+-[Jj]ährige)\b"
)
_OBLIQUE = re.compile(
    r"\b(?:[Vv]on|[Mm]it|[Ff]ür|[Aa]n|neben|bei|durch|über|gegen|nach|aus|zu|um|wegen|statt|vom|zum|zur|beim|dankte?|gratulierte?)"
    r"(?: [a-zäöü]\w*)?(?: [A-ZÄÖÜ][\w-]*){0,2} (?:(?:Frau|Herrn?|Dr\.|Prof\.) )*\Z"
)
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"(?:der|die|das|den|dem|ein|eine|unser|unsere)\s+", re.IGNORECASE)
_SIGNATURE = re.compile(r"[_*]{0,2}\s{0,3}[–—(-]?\s?(?:(?:Dr|Prof)\. )*")
_CLAUSE_END = re.compile(r"[.;„\"»«\n]|, (?:der|die|das|und|dass|dessen|deren)\b| und \w+(?:t|te)\b")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker's name, or the role as written, and the person in the table people."""

    name: str
    person: PersonRow | None = None


class Speakers:
    """Finds speakers in one text by the mentions of people in it."""

    def __init__(self, text: str, people: Sequence[PersonRow]) -> None:
        self._text = text
        self._people = people
        self._starts = [row.start for row in people]

    def between(self, start: int, end: int) -> list[PersonRow]:
        """The mentions that begin in a stretch of the text."""
        return list(self._people[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def named_after(self, start: int, end: int) -> Speaker | None:
        """The subject of the clause behind a quotation: *so* NAME, *sagt die Leiterin der Schule*, *kritisierte er*."""
        clause_end = _CLAUSE_END.search(self._text, start + 1, end)
        clause_stop = clause_end.start() if clause_end else end
        people = self.between(start, end)
        for row in people:
            if row.start < clause_stop or not self._role_in(start, clause_stop):
                return _speaker(row)
        pronoun = _PRONOUN.search(self._text, start, clause_stop)
        if pronoun:
            return self.last_before(start)
        return self._role_in(start, clause_stop)

    def named_before(self, start: int, end: int) -> Speaker | None:
        """The subject of the sentence that a colon ends."""
        people = self.between(start, end)
        subjects = [row for row in people if not _OBLIQUE.search(self._text, max(start, row.start - 70), row.start)]
        if subjects:
            return _speaker(subjects[-1])
        if _PRONOUN.search(self._text, start, end):
            return self.last_before(start)
        return _speaker(people[-1]) if people else self._role_in(start, end)

    def last_before(self, position: int) -> Speaker | None:
        """The person mentioned last before a position."""
        index = bisect_left(self._starts, position) - 1
        if index < 0 or position - self._people[index].end > _MEMORY:
            return None
        return _speaker(self._people[index])

    def first_after(self, position: int) -> Speaker | None:
        """The person mentioned next, within the following two hundred characters."""
        people = self.between(position, position + 200)
        return _speaker(people[0]) if people else None

    def signs(self, position: int) -> Speaker | None:
        """The person whose name, set off by no more than a dash and a title, stands right at a position."""
        match = _SIGNATURE.match(self._text, position)
        people = self.between(match.end(), match.end() + 1) if match else []
        return _speaker(people[0]) if people else None

    def _role_in(self, start: int, end: int) -> Speaker | None:
        """A role or a body as the subject: *die Bürgermeisterin*, *die Jury*; a person where one has that role."""
        tokens = tokens_of(self._text, start, end)
        roles = [index for index, token in enumerate(tokens) if is_role_noun(token.text)]
        bodies = [i for i in range(1, len(tokens)) if _ARTICLE.fullmatch(tokens[i - 1].text + " ")]
        for index in roles:
            person = self._holder(tokens[index].text, start)
            if person is not None:
                return _speaker(person)
        for index in [*roles, *bodies]:
            token = tokens[index]
            if not token.text[0].isupper():
                continue
            head = role_noun_at_start(tokens[index:])
            last = index + (head or 0)
            while last + 1 < len(tokens) and may_follow(tokens, last + 1):
                last += 1
            while last > index and not is_content(tokens[last].text):
                last -= 1
            return Speaker(self._text[token.start : tokens[last].end])
        return None

    def _holder(self, noun: str, position: int) -> PersonRow | None:
        """The person nearest to a position who holds the role that the noun names: die Senatorin, der Stadtrat."""
        base = role_base(noun)
        if base is None:
            return None
        holders = [
            row for row in self._people if row.role and base in {role_base(word) for word in _WORD.findall(row.role)}
        ]
        return min(holders, key=lambda row: abs(row.start - position), default=None)


def _speaker(row: PersonRow) -> Speaker:
    return Speaker(row.name, row)
