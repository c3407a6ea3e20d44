"""Role, organisation and party as the words around a name state them.

Before the name a role is read from right to left (*die Senatorin für Wirtschaft, Energie und Betriebe, Dr.* NAME),
behind it from left to right (NAME *(SPD), Leiter des Referats X im Ministerium Y, …*). A window never holds more than
one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pressextract.components.people.affiliations import Affiliations, tidy
from pressextract.components.people.parties import party_in, party_prefix
from pressextract.components.people.role_phrases import (
    Token,
    enumeration_end,
    is_content,
    may_follow,
    phrase_start,
    role_noun_at_start,
    role_noun_before,
    tokens_of,
)
from pressextract.components.people.roles import is_function_noun

#: Longest stretch read on either side of a name, in characters: twice the longest role of the gold.
_WINDOW = 320

_BRACKET = re.compile(r"[ \xa0]?\((?P<inside>[^()\n]{1,90})\)")
_MANDATE = re.compile(r"[ \xa0](?:M(?:d[LBA]|dEP)\b|a\. ?D\.)")
_IN_BRACKET_MANDATE = re.compile(r"M(?:d[LBA]|dEP|dHB|dBB)\b")
_LINK = re.compile(
    r"(?P<mark>[ \xa0]?[,–—-] ?| ?\n+ ?| )"
    r"(?:(?:die|der|das|dem|den|unser|unsere|unserem|unserer|ein|eine|seit \d{4}) )?"
)
_TIE = re.compile(r" (?:vom|von der|von|aus der|aus dem|beim|bei der|im|an der|am) ")
_ORGANISATION_GAP = re.compile(r"(?: \(|: | |\n)\Z")
_COMPLEMENT = re.compile(
    r"(?: |, )"
    r"(?:(?:der|des|dem|den|die|das|vom|von der|von|beim|bei der|bei|im|in der|am|an der|aus der|aus dem|zur|zum) )?"
)
_RETIRED = re.compile(r" (?:a\. ?D\.|i\. ?R\.),? ?\Z")
_COPULAS = frozenset({"ist", "war", "sind", "waren", "wird", "wurde", "bleibt"})
_OPENERS = frozenset({"Die", "Der", "Als", "Neue", "Neuer", "Neues", "Unser", "Unsere"})
_PREDICATE = re.compile(
    r" (?:ist|war|wird|wurde|bleibt|soll|zum|zur)(?: seit (?:dem Jahr )?\d{4})? "
    r"(?:(?:als|zum|zur|der|die|neue[rn]?|ein|eine|einer|wieder) ){0,3}(?=[A-ZÄÖÜ])"
)
_CONTACT_FUNCTION = re.compile(r"(?:\w{3}leitung|management|öffentlichkeitsarbeit)$", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w-])([A-ZÄÖÜ]{2,}[a-z]?)-[A-ZÄÖÜ][a-zäöü]")
_CONTACT = re.compile(r"Tel|E-Mail|Fax|\d{4}|@")


@dataclass(frozen=True, slots=True)
class Office:
    """What is stated about a person at one mention, as written; `start` and `end` bound the words that were read."""

    role: str | None = None
    organisation: str | None = None
    party: str | None = None
    start: int = 0
    end: int = 0

    def filled_from(self, other: Office) -> Office:
        """This office, its gaps filled from another one."""
        return replace(
            self,
            role=self.role or other.role,
            organisation=self.organisation or other.organisation,
            party=self.party or other.party,
            start=self.start if self.role else other.start,
            end=self.end if self.role else other.end,
        )


class OfficeReader:
    """Reads offices in one text. `organisations` are the spans of organisations and ministries that are known."""

    def __init__(self, text: str, organisations: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._affiliations = Affiliations(text, organisations)

    def before(self, start: int, limit: int) -> Office:
        """The office stated right before `start`, looking back no further than `limit`."""
        retired = _RETIRED.search(self._text, max(limit, start - 8), start)
        if retired:
            office = self.before(retired.start(), limit)
            return replace(office, role=f"{office.role}{retired[0].rstrip()}") if office.role else office
        tokens = tokens_of(self._text, max(limit, start - _WINDOW), start)
        label = bool(tokens) and tokens[-1].text == ":"
        set_off = bool(tokens) and tokens[-1].text in ",:"
        if set_off:
            tokens = tokens[:-1]
        if tokens and tokens[-1].text in _COPULAS:
            return self._predicate(tokens[:-1])
        head = role_noun_before(tokens, comma=set_off)
        if head is not None:
            first = phrase_start(tokens, head)
            return self._office(tokens[first].start, tokens[head].end, tokens[-1].end)
        by = bool(tokens) and tokens[-1].text == "von"
        tokens = tokens[:-1] if by else tokens
        if tokens and is_function_noun(tokens[-1].text) and (label or by or _CONTACT_FUNCTION.search(tokens[-1].text)):
            first = phrase_start(tokens, len(tokens) - 1)
            return self._office(tokens[first].start, tokens[-1].end, tokens[-1].end)
        return Office()

    def _predicate(self, tokens: list[Token]) -> Office:
        """*Leiter des Landeswahlamts ist* NAME, *Die Mitglieder der Jury waren:* NAME: the role begins the sentence."""
        head = role_noun_before(tokens, comma=True)
        if head is None:
            return Office()
        first = phrase_start(tokens, head)
        if first > 1 or (first == 1 and tokens[0].text not in _OPENERS):
            return Office()
        return self._office(tokens[first].start, tokens[head].end, tokens[-1].end)

    def after(self, end: int, limit: int) -> Office:
        """The office stated right after `end`, looking no further than `limit`."""
        limit = min(limit, end + _WINDOW)
        office = Office()
        mandate = _MANDATE.match(self._text, end, limit)
        end = mandate.end() if mandate else end
        bracket = _BRACKET.match(self._text, end, limit)
        if bracket:
            office, end = self._in_bracket(*bracket.span("inside")), bracket.end()
        predicate = _PREDICATE.match(self._text, end, limit)
        if predicate:
            return office.filled_from(self._phrase(predicate.end(), limit, set_off=True, role_only=True))
        link = _LINK.match(self._text, end, limit)
        if link is None or (bracket and not link["mark"].strip()):
            return office
        return office.filled_from(self._phrase(link.end(), limit, set_off=link["mark"] != " "))

    def tied(self, end: int, limit: int) -> Office:
        """NAME *von der* ORGANISATION: what a preposition right after the name ties it to."""
        tie = _TIE.match(self._text, end, limit)
        tokens = tokens_of(self._text, tie.end(), min(limit, end + _WINDOW)) if tie else []
        if not tokens:
            return Office()
        stop = self._complement_end(tokens, 0)
        if not self._affiliations.is_named(tokens[0].start, stop):
            return Office()
        return Office(organisation=self._affiliations.name(tokens[0].start, stop))

    def organisation_before(self, start: int) -> Office:
        """*ORGANISATION* NAME, *ORGANISATION:* NAME, *ORGANISATION (*NAME: a known one that ends there."""
        gap = _ORGANISATION_GAP.search(self._text, max(0, start - 2), start)
        known = self._affiliations.known_before(gap.start()) if gap else None
        return Office(organisation=self._text[known : gap.start()]) if gap and known is not None else Office()

    def _in_bracket(self, start: int, end: int) -> Office:
        inside = self._text[start:end].strip()
        party = party_in(inside)
        if party:
            return Office(party=party)
        head, comma, last = inside.rpartition(", ")
        party = party_in(last) if comma else None
        if party:
            end = start + len(head)
        mandate = _IN_BRACKET_MANDATE.match(self._text, start, end)
        if mandate:
            return Office(role=mandate[0], party=party, start=start, end=end)
        office = replace(self._phrase(start, end, set_off=True), party=party)
        if office.role or office.organisation or party:
            return office
        shared = re.match(r"(?:beide|alle|vom|von der|von) ", self._text[start:end])
        begin = start + (shared.end() if shared else 0)
        if self._affiliations.is_named(begin, end):
            return Office(organisation=self._affiliations.name(begin, end))
        return Office()

    def _phrase(self, start: int, limit: int, *, set_off: bool, role_only: bool = False) -> Office:
        """A role that begins at `start`, or an organisation where a mark sets it off from the name."""
        tokens = tokens_of(self._text, start, limit)
        head = role_noun_at_start(tokens)
        if head is not None and (set_off or self._ends_line(tokens[head].end)):
            return self._office(tokens[0].start, tokens[head].end, self._complement_end(tokens, head))
        if head is None and set_off and tokens and not role_only:
            stop = self._complement_end(tokens, 0)
            if self._affiliations.is_named(tokens[0].start, stop):
                return Office(organisation=self._affiliations.name(tokens[0].start, stop))
        return Office()

    def _complement_end(self, tokens: list[Token], head: int) -> int:
        """Where the complement of the noun at `head` ends: before a verb, a mark, a comma that does not enumerate."""
        last, index = head, head + 1
        while index < len(tokens):
            reach = self._affiliations.known_at(tokens[index].start)
            if tokens[index].text == ",":
                reach = enumeration_end(self._text, tokens, head, index)
                if reach is None:
                    break
            if reach is not None:
                index = next((i for i in range(index, len(tokens)) if tokens[i].start >= reach), len(tokens))
                last = index - 1
                continue
            if not may_follow(tokens, index):
                break
            if is_content(tokens[index].text):
                last = index
            index += 1
        return tokens[last].end

    def _office(self, start: int, head_end: int, end: int) -> Office:
        """Split a role phrase into role and organisation."""
        party = party_prefix(self._text[start:head_end])
        for link in _COMPLEMENT.finditer(self._text, head_end, end):
            is_apposition = not link[0].strip(" ,")
            if is_apposition and link.start() > head_end:
                continue
            if self._affiliations.is_named(link.end(), end) and not self._affiliations.is_unit(link.end()):
                role = tidy(self._text[start : link.start()])
                name = self._affiliations.name(link.end(), end)
                return Office(role=role, organisation=name, party=party, start=start, end=end)
        role = tidy(self._text[start:end])
        return Office(role=role, organisation=_prefix(role, party), party=party, start=start, end=end)

    def _ends_line(self, end: int) -> bool:
        """Whether a line of a contact block ends at `end` or goes on with numbers."""
        newline = self._text.find("\n", end, end + 200)
        rest = self._text[end : newline if newline >= 0 else end + 200]
        if rest.startswith(":"):
            return False
        return not rest.strip() or bool(_CONTACT.search(rest)) or (len(rest) < 60 and "." not in rest)


def _prefix(role: str, party: str | None) -> str | None:
    """The organisation in the first part of a compound: *DGB*-Vorsitzende."""
    match = _PREFIX.search(role)
    return match[1] if match and match[1] != party else None
