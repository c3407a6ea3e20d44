"""Streets, squares, waters, buildings and sites by the shape of their names.

A head noun (lexicon/place_heads.csv) makes a name in three ways: as the end of a compound (Dudenstraße,
Hans-Söhnker-Haus), behind an adjective (Marzahner Promenade, Neues Stadthaus), or before a name (Rathaus Pankow,
Straße der Einheit). Compounds that are common nouns (Spielplatz, Radweg) stand in lexicon/generic_sites.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pressextract.components.organisations.heads import class_nouns
from pressextract.components.places.names import site_name, street_name
from pressextract.components.places.site_rules import Head, SiteRules
from pressextract.components.places.words import Words, is_capitalised


@dataclass(frozen=True, slots=True)
class Site:
    """A name found by rule. `certain` ones need no evidence of the model."""

    start: int
    end: int
    kind: str
    name: str
    rule: str
    certain: bool


#: Heads whose compounds are nearly always names; others need a definite context or the model.
_STREET_HEADS = frozenset("straße strasse allee damm ufer chaussee gasse promenade gestell quai str".split())
#: Heads whose compounds are names wherever a definite article stands before and no common noun is known.
_NAMED_HEADS = frozenset(
    "platz weg park turm brücke brunnen see bach ring markt pfad steig steg kirche stadion schloss kiez viertel "
    "bahnhof kaserne arena fließ pfuhl teich denkmal rathaus villa bibliothek hafen friedhof".split()
)
_HOUSE_NUMBER = re.compile(r"\.?\s{0,2}\d{1,4}(?!\d|\.\d|[.:]?\s?(?:Uhr|Euro|Prozent|Meter|%))")
_DEFINITE = frozenset(
    "am im vom zum zur beim der die das dem den des ans ins dieser diesem diesen diese unser unsere unserem "
    "unserer".split()
)
_INDEFINITE = frozenset(
    "ein eine einen einem einer eines kein keine keinen keiner jede jeder jedes jedem jeden pro je mehr viele vielen "
    "weitere weiteren mehrere mehreren alle aller allen welche welcher einige zwei drei vier ohne als".split()
)
_NO_TAIL = frozenset(
    "Sie Ihr Ihre Ihnen Uhr Euro Der Die Das Am Im In Auf Mit Von Zum Zur Nr Telefon Tel Fax Januar Februar März April "
    "Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag "
    "Sonntag GmbH Verein "
    "Eintritt E-Mail Ort Datum Wann Wo Treffpunkt Raum Ecke Herr Frau Dr Prof Eins Zwei Drei".split()
)
_NO_ADJECTIVE = frozenset(
    "Der Die Das Dieser Diese Dieses Jeder Jede Jedes Unser Unsere Ihr Ihre Seine Meine Eine Einer Einen Keine Alle "
    "Viele Weitere Unter Über Hinter Oder Aber Hier Einige Mehrere Beide Andere Kinder Bürger Welche Welcher "
    "Dr Nr Erste Zweite Dritte Ersten Zweiten Dritten Euer Eure Diesen Diesem Einem Deine Immer Ecke Ehemalige "
    "Ehemaliger Ehemaliges Ehemaligen Heutige Heutigen Künftige Künftigen Nächste Gesamte Zwischen Nahe Entlang".split()
)
_ADDRESS = re.compile(
    r"(?P<name>(?:(?:Am|An der|An den|Zum|Zur|Im|In der|In den|Auf der|Auf dem|Unter den|Hinter der|Vor dem|"
    r"Alt|Neue|Neuer) )?"
    r"[A-ZÄÖÜ][\w-]{2,40}) \d{1,4} ?[a-z]?(?: ?[-–/+] ?\d{1,4} ?[a-z]?)?\s?,\s?(?:D-)?\d{4,5} (?=[A-ZÄÖÜ])"
)
#: Neither an address nor a motorway is in a text without these: most texts have none, and both patterns are slow.
_POSTCODE = re.compile(r",\s?(?:D-)?\d{4,5} (?=[A-ZÄÖÜ])")
_MOTORWAY_NUMBER = re.compile(r"[AB] ?\d")
_SIZE = re.compile(r"(?:Neu|Alt|Groß|Klein|Hoh|Ober|Unter|Nieder)(?:e[nrs]?)?")
_AT = frozenset(("Am", "Im", "Zum", "Zur"))
#: Adjectives that make a church an organisation.
_DENOMINATION = re.compile(
    r"(?:\w+-)?(?:[Ee]vangelisch|[Kk]atholisch|[Cc]hristkatholisch|[Rr]eformiert|[Oo]rthodox|Rot)\w*"
)
_MOTORWAY = re.compile(
    r"\b(?:Autobahn|Bundesautobahn|BAB|Autobahnen|auf der|der|die|Bundesstraße|Richtung|und|oder)\s"
    r"(?P<name>[AB] ?\d{1,3})\b(?![\w.-]*\d)"
)
_NO_TOWNS: Mapping[int, int] = {}
_GENITIVE_TAIL = re.compile(
    r" (?:der|des|am|an der|im|unter den) (?:\d{1,2}\. )?(?:[A-ZÄÖÜ][\w-]*(?:er|en|e|n) )?[A-ZÄÖÜ][\w-]+"
)
_TAIL_HEADS = frozenset("straße strasse platz allee haus brücke park garten galerie".split())


def find_sites(words: Words, rules: SiteRules, towns: Mapping[int, int] = _NO_TOWNS) -> Iterator[Site]:
    """Names of streets, waters, buildings and sites in the text; they may overlap.

    `towns` maps the offsets at which quarters and municipalities are named to their ends: they stand behind a head.
    """
    text = words.text
    for found in _ADDRESS.finditer(text) if _POSTCODE.search(text) else ():
        start, end = found.span("name")
        yield Site(start, end, "street", street_name(found["name"]), "address", True)
    for found in _MOTORWAY.finditer(text) if _MOTORWAY_NUMBER.search(text) else ():
        start, end = found.span("name")
        yield Site(start, end, "street", found["name"], "motorway", True)
    for position, head in enumerate(map(rules.site_head.__getitem__, words.texts)):
        if head is not None:
            sites = list(_sites_at(words, position, *head, rules, towns))
            yield from sites or _at_town(words, position, rules.heads[head[0]], towns)


def _sites_at(
    words: Words, position: int, head: str, genitive: bool, rules: SiteRules, towns: Mapping[int, int]
) -> Iterator[Site]:
    word = words[position]
    row = rules.heads[head]
    forms = row.forms or ""
    folded = word.text.casefold()
    whole = folded == head or (genitive and folded.startswith(head) and len(folded) - len(head) <= 2)
    parts = word.text.split("-")
    is_full_name = len(parts) >= 3 and all(is_capitalised(part) for part in parts)
    if words.previous(position).casefold() in _INDEFINITE:
        return
    if whole or (rules.is_generic(word.text) and not is_full_name):
        if not whole:
            return
        first = _phrase_start(words, position) if "phrase" in forms else position
        leads = "lead" in forms and first == position
        last_end = _lead_end(words, position, head, rules, towns) if leads else word.end
        if first == position and last_end == word.end:
            return
        if words.previous(first).casefold() in _INDEFINITE or words.text[last_end : last_end + 1] == "-":
            return
        yield _site(words, first, position, last_end, row, "phrase" if first < position else "lead", True)
        return
    if "compound" not in forms:
        return
    left = words.previous(position)
    is_part = (_SIZE.fullmatch(left) and left.endswith(("e", "en", "er", "es"))) or (
        row.kind == "street" and left in _AT and not words.begins_sentence(position - 1)
    )
    first = position - 1 if is_part else position
    certain = is_full_name or _is_certain(words, position, head)
    yield _site(words, first, position, word.end, row, "compound", certain)


def _at_town(words: Words, position: int, row: Head, towns: Mapping[int, int]) -> Iterator[Site]:
    """*Freizeitpark Marienfelde*, *Kombibad Mariendorf*: a common noun and the quarter that tells which one it is.

    A noun of organisations (*Stadtteilbibliothek Kladow*) makes a name of one, with the place in it.
    """
    word = words[position]
    if row.kind != "facility" or len(word.text) <= len(row.head) or not words.adjacent(position):
        return
    end = towns.get(words[position + 1].start)
    if end is None or words.previous(position).casefold() in _INDEFINITE or class_nouns().find(word.text) is not None:
        return
    yield _site(words, position, position, end, row, "town", True)


def _is_certain(words: Words, position: int, head: str) -> bool:
    word = words[position]
    if _HOUSE_NUMBER.match(words.text, word.end) and head in _STREET_HEADS | {"platz", "weg", "ring", "markt", "zeile"}:
        return True
    if head in _STREET_HEADS:
        return True
    first, hyphen, _ = word.text.partition("-")
    if head not in _NAMED_HEADS or (hyphen and not first.istitle()):
        return False
    left = words.before(position)
    return left.casefold() in _DEFINITE or (is_capitalised(left) and left.endswith("er") and len(left) > 5)


def _phrase_start(words: Words, position: int) -> int:
    """The position of the first adjective of the name: Marzahner Promenade, Groß Glienicker See."""
    first = position
    while position - first < 2 and words.adjacent(first - 1):
        before = words[first - 1].text
        if (
            not is_capitalised(before)
            or before in _NO_ADJECTIVE
            or before.isupper()
            or _is_denomination(words, position, before)
        ):
            break
        is_town = before.endswith("er") and len(before) > 4
        is_adjective = (
            first == position
            and before.endswith(("e", "en", "es", "em"))
            and (words.is_quoted(first - 1) or not words.begins_sentence(first - 1))
        )
        is_prefix = first < position and _SIZE.fullmatch(before) is not None
        if not (is_town or is_adjective or is_prefix):
            break
        first -= 1
    return first


def _lead_end(words: Words, position: int, head: str, rules: SiteRules, towns: Mapping[int, int]) -> int:
    """The end of the name that follows a head: Rathaus Pankow, U-Bahnhof Platz der Luftbrücke."""
    word = words[position]
    following = words.following(position) or _behind_abbreviation(words, position)
    if is_capitalised(following) and following not in _NO_TAIL and (not following.isupper() or len(following) == 1):
        inner = following.casefold()
        if inner in rules.heads and "lead" in (rules.heads[inner].forms or ""):
            return _lead_end(words, position + 1, inner, rules, towns)
        last = position + 1
        if words[last].start in towns:  # S-Bahnhof Hohen Neuendorf
            return towns[words[last].start]
        behind = words.following(last)
        if (len(behind) == 1 and behind.isupper()) or (
            following.endswith(("er", "e")) and is_capitalised(behind) and behind not in _NO_TAIL
        ):
            last += 1
        return words[last].end
    if head in _TAIL_HEADS:
        tail = _GENITIVE_TAIL.match(words.text, word.end)
        if tail:
            return tail.end()
    return word.end


def _site(words: Words, first: int, position: int, end: int, row: Head, rule: str, certain: bool) -> Site:
    start = words[first].start
    if words.text[end : end + 1] == "." and words.text[start:end].endswith("tr"):
        end += 1
    surface = words.text[start:end]
    name = site_name(surface, words[position].start - start, row.head.rstrip("."), row.gender)
    if row.kind == "street":
        name = street_name(name)
    return Site(start, end, row.kind, name, rule, certain)


def _behind_abbreviation(words: Words, position: int) -> str:
    """The word behind an abbreviated head: S-Bhf. Friedrichstraße."""
    word = words[position]
    if not word.text.endswith("Bhf") or words.text[word.end : word.end + 2] != ". " or position + 1 == len(words):
        return ""
    return words[position + 1].text


def _is_denomination(words: Words, position: int, adjective: str) -> bool:
    return words[position].text.startswith(("Kirche", "Kreuz")) and bool(_DENOMINATION.fullmatch(adjective))
