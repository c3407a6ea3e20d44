"""What a person's name looks like, and what stands around one without belonging to it.

Nothing here needs a list of given names: capitals, particles, titles and forms of address carry it, and words that
cannot be part of a name (telephone, months, class nouns of places and organisations) bound it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pressextract.components.organisations.heads import is_class_noun
from pressextract.components.people.roles import is_role_attribute, is_role_noun
from pressextract.components.remembered import MOST

#: Letters, spelled out since `re` has no class for capitals: Latin with all European marks.
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).isupper())
LOWER = "a-zß-öø-ÿ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).islower())

_PARTICLES = (
    "von der|von den|von dem|von und zu|van der|van den|van de|de la|de las|de los|zu der|auf der|von|van|vom|zu|"
    "de|del|della|di|da|dos|du|la|le|ten|ter|bin|ibn|al|el|af|av|y"
)
_WORD = rf"(?:[{UPPER}]['’`´])?[{UPPER}][{LOWER}]+(?:[{UPPER}][{LOWER}]+)?(?:[-‐][{UPPER}]?[{LOWER}]+)*"
_INITIAL = rf"(?:[{UPPER}][{LOWER}]?|Chr)\."
#: One blank or line break, never a blank line.
GAP = r"(?:[ \t\xa0\u2009\u202f]{1,2}|[ \t]?\n[ \t]?)"

#: A family name, with its particle.
FAMILY_NAME = rf"(?:(?:{_PARTICLES}){GAP})?{_WORD}"
#: Given name or initials, then a family name; at most five words and their particles.
FULL_NAME = rf"(?:{_WORD}|{_INITIAL})(?:{GAP}(?:{_WORD}|{_INITIAL})){{0,2}}{GAP}{FAMILY_NAME}"

#: An academic title with its dots; several in a row are one.
TITLE = (
    r"(?:(?:[VU]-|Univ\.-|Hon\.-|apl\. ?|Jun\.-)?Prof(?:\.|essor(?:in)?s?\b)|Priv\.-Doz\.|PD\b|Dr\.(?:-\w{2,5}\.)?|"
    r"Dres\.|DDr\.|Dipl\.(?:-\w{3,12}\b\.?)+|M?Mag\.(?:a\b)?|Lic\.|Ing\.(?=[ ]))"
    r"(?: ?(?:h\. ?c\.|e\. ?h\.|mult\.|med\.|phil\.|jur\.|iur\.|rer\.|nat\.|pol\.|oec\.|publ\.|habil\.|sc\.|theol\.|"
    r"paed\.|vet\.|dent\.|soc\.|agr\.|forest\.|math\.|techn\.|univ\.))*"
)
TITLES = rf"{TITLE}(?:\s?{TITLE})*"
ADDRESS = r"(?:Frau|Herrn?|Fr\.|Hr\.|Familie)"

_BEFORE = re.compile(rf"(?:(?P<address>\b{ADDRESS}){GAP})?(?P<title>(?<![\w]){TITLES})?{GAP}?\Z")
#: What a form of address or a title ends in.
_ENDS_LEAD = re.compile(r"\.|Prof|PD$|(?:Frau|Herrn?|Familie)$")
_LEADING = re.compile(rf"(?:{ADDRESS}|{TITLES})(?:{GAP}|,\s|\Z)")
_TRAILING = re.compile(r"[\s,.;:!?()\[\]„“”\"»«‚‘*–-]+\Z")
_OPENING = re.compile(r"[\s,.;:!?()\[\]„“”\"»«‚‘*–-]+")
_RETIRED = re.compile(r"a\. ?D\. ")
_STRAY_TAIL = re.compile(
    rf"\s(?:(?:{_PARTICLES}|und)(?:\s\S+ische[nr]?)?"
    r"|(?<!\bvon\s)(?<!\bvan\s)(?<!\bauf\s)(?<!\bzu\s)(?<!\bde\s)(?:den|der|dem|des|das|die|zum|zur|im|am)\s.*)\Z",
    re.DOTALL,
)
_BROKEN_OFF = re.compile(rf"{_WORD}{GAP}(?:{_PARTICLES})")
_NEXT_WORD = re.compile(rf"{GAP}{_WORD}")
_NAME_PARTS = re.compile(rf"(?:{_PARTICLES})\s+|\S+")

#: Words with a capital that stand beside names and are never part of one.
_NEVER = frozenset(
    """
    Telefon Tel Telefax Fax Mobil Handy E-Mail Email Mail Internet Web Website Webseite Homepage Kontakt
    Pressekontakt Presse Pressestelle Medienkontakt Medien Rückfragen Foto Fotos Bild Bilder Copyright Quelle Text
    Redaktion Autor Uhr Raum Zimmer Datum Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Frau Herr Herrn
    Familie Damen Herren Der Die Das Des Dem Den Ein Eine Einen Einem Einer Er Sie Es Wir Ich Ihr Im In Am An Auf
    Aus Bei Beim Mit Nach Vom Von Vor Zu Zum Zur Für Über Unter Um Durch Gegen Ohne Seit Bis Und Oder Aber Auch Als
    Wenn Weil Dass Ob Da So Wie Was Wer Wo Wann Warum Hier Dort Dazu Hierzu Dabei Damit Danach Dies Diese Dieser
    Dieses Alle Alles Heute Gestern Morgen Mehr Nur Noch Neben Nicht Kein Keine Ja Nein Bitte Danke Dank Auftrag Ort
    Zeit Termin Anmeldung Eintritt Straße Platz Haus Land Stadt Bezirk Kreis Bund Deutschland Europa Berlin Senat
    Bundestag Bundesrat Landtag Partei Fraktion Verein Unternehmen Schule Universität Ministerium Amt Corona Jahr
    Jahre Seite Ihre Ihren Unser Unsere Unserem Unseren Sein Seine Seiner Seinem Seinen Facebook Twitter Instagram
    Pressemitteilung Gemeinsam Zusammen Weitere Weiter Sehr Sowie Ab Moderation Leitung Beginn Ende Gast Gäste Euro
    Prozent MdL MdB MdA MdEP Dr Prof Dipl
    """.split()
)
_COMMON_ENDINGS = re.compile(
    r"(?:straße|strasse|allee|gasse|platz|brücke|schule|gymnasium|universität|institut|stiftung|museum|theater|zentrum|"
    r"krankenhaus|klinik|klinikum|preis|rathaus|kirche|bibliothek|verein|verband|verlag|partei|fraktion|gesellschaft|"
    r"kaserne|stadion|medaille|programm|projekt|stipendium|ministerium|verwaltung|keit|heit|schaft|tion|ungen|tät|ismus|forum|fonds|amt|"
    r"abteilung|stelle|verfahren|angebot|kommune|büro|ausschuss|kommission|kammer|behörde|bundesamt|sekretariat|bereich|betrieb|förderung|produktion)s?$"
)
#: Ends of family names that no given name has.
_NEVER_GIVEN = re.compile(r"[a-zäöü](?:park|haus|ufer|damm|halle|ung|ungs|wald)$")
#: Roles that are no family names; Richter, Förster and Burmeister may be.
_CLEAR_ROLE = re.compile(
    r"^[A-ZÄÖÜ]\w*(?:sprecher|leiter|referent|führer|sekretär|minister|präsident|direktor|senator|stadtrat|assistent)(?:in)?$|"
    r"(?:[a-z]erin|rätin|vorsitzende[rn]?|beauftragte[rn]?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a name: `start` is where form of address or title begin, else the name's own start."""

    start: int
    title: str | None


def lead_before(text: str, start: int) -> Lead:
    """Form of address and academic title right before a name that begins at `start`."""
    window = max(0, start - 80)
    before = text[window:start].rsplit(None, 1)
    if not before or not _ENDS_LEAD.search(before[-1]):
        return Lead(start, None)  # four in five names
    match = _BEFORE.search(text, window, start)
    if match is None or not (match["title"] or match["address"]):
        return Lead(start, None)
    title = re.sub(r"\s+", " ", match["title"]).strip() if match["title"] else None
    return Lead(match.start(), title)


def with_family_name(text: str, start: int, end: int) -> int:
    """The end of a name, moved behind the family name where the span breaks off at a particle: *Klaus-Dieter von der*.

    Only behind a given name alone: *Anna Beispiel von der* is followed by what she comes from.
    """
    broken_off = _BROKEN_OFF.fullmatch(text, start, end)
    family_name = _NEXT_WORD.match(text, end) if broken_off else None
    return family_name.end() if family_name else end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The name alone within a longer span: without titles, forms of address, roles, marks, and what a blank line parts.

    The result is empty (start equals end) where nothing of a name remains.
    """
    if _RETIRED.match(text, max(0, start - 3), end):  # Staatssekretär a. D. NAME
        start += 2
    newline = text.find("\n\n", start, end)
    end = end if newline < 0 else newline
    while start < end:
        match = _OPENING.match(text, start, end) or _LEADING.match(text, start, end)
        if match is not None and match.end() > start:
            start = match.end()
            continue
        word = re.compile(r"\S+").match(text, start, end)
        if word is None or word.end() == end or not _leads(word[0].strip(",:")):
            break
        start = word.end()
    while start < end:
        marks = _TRAILING.search(text, start, end)
        if marks is not None and not re.search(rf"(?<!\w)[{UPPER}]\.\Z", text[start:end]):
            end = marks.start()
            continue
        tail = _STRAY_TAIL.search(text, start, end)
        if tail is not None:
            end = tail.start()
            continue
        last = re.compile(r"\s(\S+)\Z").search(text, start, end)
        if last is None or not (last[1].strip(".,:") in _NEVER or _CLEAR_ROLE.search(last[1]) or last[1].islower()):
            break
        end = last.start()
    return start, end


def is_name(name: str, *, introduced: bool = False) -> bool:
    """Whether a trimmed span can be a person's name: its parts have the shape, none is a word that names never hold.

    `introduced`: a title or form of address stands before it, so a single word may be a role's noun too (Frau Richter).
    """
    parts = re.split(r"\s+", name)
    if not 1 <= len(parts) <= 7 or any(char.isdigit() or char in "@/_&#=+%$§" for char in name):
        return False
    capital = [part for part in parts if part[:1].isupper()]
    if not capital or (not parts[-1][:1].isupper() and "'" not in parts[-1]):
        return False
    if any(_NEVER_GIVEN.search(part) for part in parts[:-1]):
        return False
    if any(_is_common(part) for part in parts) or (len(parts) > 1 and is_class_noun(parts[-1])):
        return False
    return len(parts) > 1 or introduced or not (name.isupper() or is_role_noun(name) or is_role_attribute(name))


def can_be_family_name(word: str) -> bool:
    """Whether a rule may take the word for a part of a name."""
    return not _is_common(word) and not (is_role_noun(word) and (len(word) > 8 or word.endswith("in")))


def split_name(name: str) -> tuple[str | None, str]:
    """Given names and family name, the latter with its particles.

    >>> split_name("Klaus-Dieter von der Heide"), split_name("Söder")
    (('Klaus-Dieter', 'von der Heide'), (None, 'Söder'))
    """
    parts = [part.strip() for part in _NAME_PARTS.findall(name)]
    if len(parts) == 1:
        return None, name
    first = len(parts) - 1
    while first > 1 and not parts[first - 1][:1].isupper():
        first -= 1
    return " ".join(parts[:first]), " ".join(parts[first:])


def _leads(word: str) -> bool:
    return (word[:1].islower() and not re.fullmatch(_PARTICLES, word)) or is_role_noun(word) or word in _NEVER


@lru_cache(maxsize=MOST)
def _is_common(word: str) -> bool:
    bare = word.strip(".,:")
    return bare in _NEVER or (bool(_COMMON_ENDINGS.search(bare.casefold())) and not bare.isupper())
