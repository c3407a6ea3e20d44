"""German line filters: what stands among the paragraphs of a release and is not its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.cleaning.german_dates import DATE
from pressextract.lexicon.tables import bundled_lexicon

_RELEASE = (
    r"(?:Gemeinsame )?(?:Presse|Medien)(?:-| )?(?:mitteilung|meldung|information|info|bericht|dienst|aussendung|erklärung|einladung)|"
    r"Polizei(?:meldung|bericht)|(?:Presse|Nachrichten|Kurz)?meldung|Aktuelle Meldung|Pressetermin|Terminhinweis|Artikel|Beitrag|News|PM"
)
_NUMBER = r"(?:Nr|No|Nummer)\.?:?\s*(?P<number>\d{1,5}(?:\s?[/-]\s?\d{2,4})?)"
_DAY = rf"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\.?,?\s*)?(?:den\s+)?{DATE.pattern}"
_CLOCK = r"(?:\s*[,|·–-]?\s*(?:um\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?|\s*,?\s*\d{1,2} Uhr)?"
#: `Pressemitteilung Nr. 12/2020 vom 12. Mai 2020`, in whole lines only.
PRESS_LINE = re.compile(
    rf"(?:{_RELEASE})?\s*[:,|·–-]?\s*(?:{_NUMBER})?\s*[:,|·/–-]?\s*(?:(?:vom|am|,|\||·|–|-)\s*)?(?:{_DAY})?{_CLOCK}",
    re.I,
)
#: `Nr. 12/2020` behind the word for a release anywhere in a line.
PRESS_NUMBER = re.compile(
    r"(?:(?:Presse|Medien)(?:-| )?(?:mitteilung|meldung|information|info|erklärung|dienst)|Polizeimeldung|PM)\s*(?:Nr|No|Nummer)?\.?:?\s*"
    r"(?P<number>\d{1,5}(?:\s?[/-]\s?(?:19|20)?\d\d)?)(?![\d.])|^(?:Nr|Nummer)\.?:?\s*(?P<alone>\d{1,5}(?:\s?[/-]\s?(?:19|20)?\d\d)?)\b",
    re.I,
)
#: Labels that stand before the date of publication or change.
_DATE_LABEL = (
    r"(?:Stand|Datum|Veröffentlicht(?: am)?|Veröffentlichung(?:sdatum)?|Erschienen(?: am)?|Erscheinungsdatum|Erstellt(?: am)?|Erstelldatum|Publiziert(?: am)?|"
    r"Eingestellt am|Online seit|Ausgabe(?:datum)?|Meldung vom|Nachricht vom|Artikel vom|Beitrag vom|Gepostet am|Geschrieben am|Vom|Am)"
)
CHANGE_LABEL = (
    r"(?:(?:zuletzt|letzte[rs]?|letztmals)\s+(?:ge)?(?:änder(?:t|ung)|aktualisier(?:t|ung)|bearbeite(?:t|ung)|update)(?:\s+am)?|Aktualisiert(?:\s+am)?|"
    r"Aktualisierung|Geändert(?:\s+am)?|Update(?:\s+vom)?|Letzte (?:Änderung|Aktualisierung|Bearbeitung)|Zuletzt aktualisiert|Stand)"
)
DATE_LINE = re.compile(rf"[(\[]?(?:{_DATE_LABEL}\s*[:,|]?\s*)?(?:{_DAY}){_CLOCK}[)\]]?\s*[|·–.-]?", re.I)
CHANGE_LINE = re.compile(rf"[(\[]?{CHANGE_LABEL}\s*[:,|]?\s*(?:am\s+|vom\s+)?(?:{_DAY}){_CLOCK}.{{0,40}}", re.I)
EMBARGO = re.compile(r"^\W*(?:Achtung[,:!]?\s*)?Sperrfrist|^\W*(?:Gesperrt|Frei(?:gegeben)?)\s+(?:bis|ab)\b", re.I)
PLACE_AND_DATE = re.compile(
    rf"^(?P<place>[A-ZÄÖÜ][\wäöüß.-]+(?:[ /][A-ZÄÖÜ(][\wäöüß.)-]+){{0,3}})\s*(?:\([a-z]{{2,5}}\))?\s*,\s*(?i:{_DAY})\s*(?:[–—:.|-]|$|\()",
)
_PLACE_DASH = re.compile(
    r"^(?P<place>[A-ZÄÖÜ][a-zäöüß.-]+(?:[ /][A-ZÄÖÜ][a-zäöüß.-]+){0,2})(?:\s*\((?:ots|dpa|epd|kna|idw|lifepr|pressebox|gw|sta)[^)]{0,20}\)\s*[–—-]?|\s*/\s*[A-ZÄÖÜ][a-zäöüß]+\s*[–—-]|\s+[–—]|\.\s*[–—-])\s+(?=\S)"
)
_BYLINE = re.compile(
    r"(?:Von|Text|Autor(?:in)?|Autoren|Redaktion|Verfasst von|Geschrieben von|Ein Beitrag von|Beitrag von)\s*:?\s+(?P<names>[A-ZÄÖÜ][\w.’'-]+(?: (?:von|van|de|zu|der|und|[A-ZÄÖÜ][\w.’'-]+)){1,6}(?:, [A-ZÄÖÜ][\w.’'-]+(?: [A-ZÄÖÜ][\w.’'-]+){1,2}){0,3})\.?"
)
_READING_TIME = re.compile(
    r"(?:Lesezeit|Lesedauer)\W|^\d+ (?:Min\.?|Minuten?) (?:Lesezeit|Lesedauer)|^\d+ Kommentare?$|^\d+ (?:Aufrufe|Views)",
    re.I,
)
_PROMPT = re.compile(
    r"^(?:Externer Inhalt|An dieser Stelle (?:finden|befindet|ist)|Empfohlener (?:redaktioneller|externer) Inhalt|Wir benötigen Ihre (?:Zustimmung|Einwilligung)|"
    r"Mit (?:dem )?(?:Klick|Laden)\b.{0,80}(?:Datenschutz|akzeptier|YouTube|Inhalt)|Um diesen Inhalt|Zum Aktivieren|Inhalt (?:laden|entsperren)|Dieser Inhalt|"
    r"Ihr Browser|Bitte (?:aktivieren|akzeptieren) Sie (?:Java|Cookies|die Cookies|Marketing)|JavaScript|Cookies? |Diese (?:Web)?[Ss]eite (?:verwendet|nutzt) Cookies|"
    r"Wir (?:verwenden|nutzen|setzen) Cookies|Newsletter |Abonnieren Sie|Jetzt (?:anmelden|abonnieren|spenden|Newsletter)|Hier geht es zum Newsletter|Folgen Sie uns|"
    r"Beitrags-Navigation|Beitragsnavigation|Veröffentlicht (?:in|unter|von)|Kategorien?:|Kategorie |Schlagw(?:orte|örter):|Tags?:|Themen:|Stichw(?:orte|örter):|"
    r"Teilen (?:auf|Sie|mit|über|via)|Auf \w+ teilen|Diesen (?:Artikel|Beitrag)|Kommentare sind|Alle Rechte vorbehalten)"
)
_PROMPT_LENGTH = 320
_ARROWS = re.compile(r"^[\s\W\d]*|[\s:.!>»›→…|-]*$")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that pages print around an article. `kind`: navigation, share, related or contact."""

    kind: str
    phrase: str
    source: str


@cache
def _phrases() -> dict[str, str]:
    return {line.phrase: line.kind for line in bundled_lexicon("page_lines", PageLine)}


def phrase_kind(text: str) -> str | None:
    """navigation, share, related or contact where the whole line is such a phrase."""
    if len(text) > 60:
        return None
    return _phrases().get(_ARROWS.sub("", text).casefold())


def is_press_line(text: str) -> bool:
    """`Pressemitteilung Nr. 12/2020 vom 12.05.2020`: a line of kind, number and date only."""
    return 2 < len(text) <= 120 and PRESS_LINE.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """A line that is a date with at most a label and a clock time."""
    return len(text) <= 90 and DATE_LINE.fullmatch(text) is not None


def is_change_line(text: str) -> bool:
    """`Letzte Änderung: 12.05.2020`."""
    return len(text) <= 120 and CHANGE_LINE.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Consent placeholders, newsletter and donation prompts, tag lists."""
    return len(text) <= _PROMPT_LENGTH and _PROMPT.match(text) is not None


def is_counter(text: str) -> bool:
    """Reading time, numbers of comments and views."""
    return len(text) <= 60 and _READING_TIME.search(text) is not None


def is_byline(text: str) -> re.Match[str] | None:
    """`Von Erika Muster`: a line of an author only; the match has the group `names`."""
    return _BYLINE.fullmatch(text) if len(text) <= 120 else None


def press_number(text: str) -> str | None:
    """The number of the release as written without blanks, None where the line has none."""
    match = PRESS_NUMBER.search(text[:200])
    return re.sub(r"\s", "", match["number"] or match["alone"]) if match else None


def dateline(text: str) -> str | None:
    """The place of a dateline at the beginning of a paragraph: `Berlin, 12. Mai 2020 –`, `Essen (ots) -`."""
    beginning = text[:120]
    match = PLACE_AND_DATE.match(beginning) or _PLACE_DASH.match(beginning)
    return match["place"] if match else None
