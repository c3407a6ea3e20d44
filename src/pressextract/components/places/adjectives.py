"""Adjectives derived from places: Magdeburger, Dresdner, bayerische, sächsischen.

Town adjectives follow a rule (ending -er, with elision for names in -en and -e), those in -isch and the irregular ones
stand in the lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.components.places.gazetteer import Gazetteer, Place

#: An adjective in -isch or -sch with its ending; deutsch, europäisch, pommersch.
_ISCH = re.compile(r"(?P<direction>(?:nord|süd|ost|west)(?:ost|west)?)?(?P<stem>[\w-]*sch)e[nmrs]?")
#: What follows a language rather than a country: in deutscher Sprache.
_LANGUAGE_NOUNS = frozenset(
    "Sprache Sprachen Gebärdensprache Übersetzung Übersetzungen Untertitel Untertiteln Fassung Originalfassung Wort "
    "Worten Text Texten Texte Titel Sprachkenntnisse Sprachkenntnissen Grammatik Alphabet Muttersprache".split()
)
_AUTHORITY = re.compile(
    r"(?:\w*(?:[Ss]tadtwerke|(?:[Ww]asser|[Vv]erkehrs|[Bb]äder-?|[Ss]tadt)[Bb]etriebe|[Ss]parkasse|[Vv]olksbank|[Ss]tadtverwaltung|[Vv]erkehrsverbund|gericht|"
    r"[Bb]eirat|[Ll]andeszentrale|[Pp]hilharmoniker|[Ss]ymphoniker|[Kk]antonalbank|[Ll]andtag|[Aa]bgeordnetenhaus|"
    r"[Bb]ürgerschaftsfraktion|[Ll]andesbank|[Hh]andelskammer|[Aa]nwaltskammer|[Ää]rztekammer|[Vv]erkehrsgesellschaft|[Ff]euerwehr|[Pp]olizei|[Ss]taatsoper|"
    r"[Pp]hilharmonie|konferenz|[Bb]otschaft|[Oo]rchester|[Ll]andesregierung)|"
    r"Stadtrat|Senat|Zentrum|Zentrale|Tafel|Tor|Agentur|Ensemble|Stadtmission|Mieterverein|Landesverband)(?:s|es|n|en)?"
)
#: Words that look like a town's adjective and are common nouns or surnames.
_NO_ADJECTIVE = frozenset(
    "Lehrer Lager Hammer Haller Berger Hofer Walder Regner Becker Bauer Bürger Sieger Singer Laufer Werber Schalter "
    "Kocher Roter Steiner Sänger Wender Weiner Rather Leiter Meister Eisner Wagner Burger Besucher Münster Finger "
    "Schaumburger Hagener Bremser Ringer Würfel Hauer Kämpfer Winter Sommer Pfleger Kelter Träger Bingener".split()
)
_ENDING = "er"


def town_names(word: str) -> Iterator[str]:
    """Names that a town adjective in -er may come from, the likeliest first (Dresdner: Dresden)."""
    if not word.endswith(_ENDING) or len(word) < 5:
        return
    stem = word[:-2]
    yield stem
    yield stem + "e"
    yield stem + "en"
    if stem.endswith("n"):
        yield stem[:-1] + "en"
    if stem.endswith("häus"):
        yield stem[:-4] + "hausen"


def town_adjective(word: str, gazetteer: Gazetteer) -> tuple[str, tuple[Place, ...]] | None:
    """The name and the places that an adjective in -er belongs to; None where it is no such adjective.

    Berlin-Charlottenburger needs no rule of its own: the name before -er is looked up as it is.
    """
    if not word.endswith(_ENDING) or word in _NO_ADJECTIVE:
        return None
    irregular = gazetteer.adjective(word) or gazetteer.adjective(word.capitalize())
    if irregular:
        return plain_name(irregular[0]), irregular
    if not word[:1].isupper():
        return None
    for name in town_names(word):
        places = tuple(
            place for place in gazetteer.places(name) if place.kind in ("municipality", "quarter") or name == place.land
        )
        if places:
            return name, places
    return None


def isch_adjective(word: str, gazetteer: Gazetteer) -> tuple[str, tuple[Place, ...]] | None:
    """The name and the places of an adjective in -isch, inflected as it may be; None for other words."""
    found = _ISCH.fullmatch(word)
    if found is None:
        return None
    direction, stem = found["direction"] or "", found["stem"]
    whole = direction + stem
    places = gazetteer.adjective(whole) or gazetteer.adjective(whole[:1].lower() + whole[1:])
    if places:
        return plain_name(places[0]), places
    places = gazetteer.adjective(stem) if direction else ()
    part = gazetteer.part(direction.capitalize() + places[0].name.lower()) if places else None
    return (part[0], (part[1],)) if part else None


def names_a_language(noun: str) -> bool:
    """Whether the noun behind an adjective makes it a language (deutsche Übersetzung)."""
    return noun in _LANGUAGE_NOUNS


def names_an_authority(noun: str) -> bool:
    """Whether adjective and noun are the name of an organisation: Berliner Senat, Erfurter Stadtwerke, Hamburger SV."""
    return bool(_AUTHORITY.fullmatch(noun)) or (noun.isupper() and len(noun) <= 4 and noun not in ("KMU", "IT"))


def plain_name(place: Place) -> str:
    """The name that an adjective stands for: Zürich, not Kanton Zürich."""
    return place.name.removeprefix("Kanton ")
