"""Lines that releases print and that become fields: number and date, change, embargo, byline, dateline."""

from __future__ import annotations

import re
from datetime import date

from pressextract.cleaning.german_dates import DATE, dates_in, first_date

_RELEASE = (
    r"(?:Gemeinsame )?(?:Presse|Medien)[- ]?(?:mitteilung|meldung|information|info|bericht|dienst|aussendung|"
    r"erklärung|einladung)|Polizei(?:meldung|bericht)|(?:Nachrichten|Kurz)?meldung|Aktuelle Meldung|Pressetermin|"
    r"Terminhinweis|Artikel|Beitrag|News|Nachricht|PM"
)
_NUMBER = r"(?:Nr|No|Nummer)\b\.?:?\s*(?:\d{1,5}(?:\s?[/-]\s?\d{2,4})?)"
_WEEKDAY = (
    r"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\b\.?,?\s*"
    r"(?:den\s+)?)?"
)
_DAY = _WEEKDAY + re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern)
_CLOCK = r"(?:\s*[,|·–-]?\s*(?:um\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?|\s*,?\s*\d{1,2} Uhr)?"
_BAR = r"\s*[:,|·/•–—-]?\s*"
_DATE_LABEL = (
    r"(?:Stand|Datum|Veröffentlicht|Veröffentlichung(?:sdatum|stermin)?|Erschienen|Erscheinungsdatum|Erstellt|"
    r"Erstelldatum|Publiziert|Eingestellt|Online seit|Ausgabe(?:datum)?|Gepostet|Geschrieben|Verfasst)?"
    r"(?:\s*am|\s*vom)?"
)
_CHANGE_LABEL = (
    r"(?:(?:zuletzt|letzte[rs]?|letztmals)\s+(?:ge)?(?:änder(?:t|ung)|aktualisier(?:t|ung)|bearbeit(?:et|ung)|update)|"
    r"(?:Inhalt |Seite )?(?:Aktualisiert|Aktualisierung|Geändert|Änderung|Update)|Stand)(?:\s+am|\s+vom)?"
)
#: Number and date, with or without words: `Pressemitteilung Nr. 12/2020 vom 12. Mai 2020`.
_PRESS_LINE = re.compile(
    rf"(?:(?:{_DAY}){_CLOCK}{_BAR})?(?:(?:{_RELEASE})(?:\s\d{{1,5}}(?!\d|[./]))?)?{_BAR}(?:{_NUMBER}|\d{{1,4}}/(?:19|20)?\d\d\b)?{_BAR}"
    rf"(?:(?:vom|am)\s*)?(?:{_DAY})?{_CLOCK}",
    re.I,
)
_DATE_LINE = re.compile(rf"[(\[]?{_DATE_LABEL}{_BAR}(?:{_DAY}){_CLOCK}[)\]]?{_BAR}\.?", re.I)
_LABELLED_DATE = re.compile(
    r"[(\[]?(?:Stand|Datum|Veröffentlich|Ersch|Erstell|Publiz|Eingestellt|Online|Ausgabe|Gepostet)", re.I
)
_DATE_REMARK = re.compile(r"\s*(?:\|.{1,60}|[–—-]\s\S.{0,40})$")
_DATED_BYLINE = re.compile(rf"{_DATE_LABEL}{_BAR}(?:{_DAY}){_CLOCK}{_BAR}(?P<byline>(?:von|Autor(?:in)?)\b.+)", re.I)
_CHANGE_LINE = re.compile(rf"[(\[]?{_CHANGE_LABEL}\s*[:,|]?\s*(?:{_DAY}).{{0,60}}$", re.I)
_CHANGE = re.compile(rf"(?<!\w){_CHANGE_LABEL}\s*[:,|]?\s*(?P<day>{_DAY})", re.I)
_PRESS_NUMBER = re.compile(
    r"(?:(?:Presse|Medien)[- ]?(?:mitteilung|meldung|information|info|erklärung|dienst)|Polizeimeldung|\bPM\b)"
    r"\s*:?\s*(?:(?:Nr|No|Nummer)\b\.?:?)?\s*(?P<behind>\d{1,5}(?:\s?[/-]\s?(?:19|20)?\d\d)?)(?![\d.])"
    r"|^(?:Nr|Nummer)\b\.?:?\s*(?P<alone>\d{1,5}(?:\s?[/-]\s?(?:19|20)?\d\d)?)(?![\d.])"
    r"|(?:^|[|·,–-]\s)(?:Nr\.\s*)?(?P<bare>\d{1,4}\s?/\s?(?:(?:19|20)\d\d|\d\d))(?![\d/.])",
    re.I,
)
_EMBARGO = re.compile(r"^\W*(?:Achtung[,:!]?\s*)?Sperrfrist|^\W*(?:Gesperrt|Frei(?:gegeben)?)\s+(?:bis|ab)\b", re.I)
_MAX_EMBARGO = 160

_CAPITAL = r"[A-ZÄÖÜ][\wäöüß.-]*"
_PLACE_AND_DATE = re.compile(
    rf"(?P<place>{_CAPITAL}(?:[ /](?:am|an der|im|bei|ob der|vor der|a\. ?d\.|{_CAPITAL})){{0,4}})"
    rf"(?:\s*\([a-z]{{2,8}}\))?\s*,\s*(?:(?:den|am)\s+)?(?i:{_DAY})\s*(?:[–—:.|-]|\(|$)"
)
_AGENCIES = r"ots|hib|dpa|epd|kna|idw|lifepr|pressebox|gw|sta|OTS|APA|ots/lpa"
_PLACE_AND_DASH = re.compile(
    rf"(?P<place>{_CAPITAL}(?:[ /]{_CAPITAL}){{0,2}})"
    rf"(?::?\s*\((?:{_AGENCIES})[^)]{{0,20}}\)(?:\s*[–—-]|\s*$)?|\s+[–—]|\.\s+[–—])(?:\s+(?=\S)|$)"
)
_PLACE_IN_CAPITALS = re.compile(
    r"(?P<place>[A-ZÄÖÜ][A-ZÄÖÜẞ-]{3,24}(?: [A-ZÄÖÜ]{2,})?)[.:]?\s+(?:[–—-]\s+)?(?=[A-ZÄÖÜ„\"»][a-zäöüA-ZÄÖÜ])"
)
_MAX_TIME_LINE = 80
#: What else a time line says, such as an author, is shorter than a headline with a time behind it.
_MAX_REST = 40
_TODAY = re.compile(
    r"(?:(?:Publiziert|Veröffentlicht|Aktualisiert|Online seit|Erstellt|Stand):?\s)?(?:heute|gestern),?\s(?:um\s)?"
    r"\d{1,2}[.:]\d\d(?:\s?Uhr)?",
    re.I,
)
#: With a time and without a day it is an appointment: `Donnerstag, 16:30 Uhr`.
_WEEKDAY_NAME = re.compile(r"\b(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)", re.I)
_CLOCK_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s*Uhr)\b|\b\d{1,2}:\d\d\b")
_APPOINTMENT = re.compile(
    r"\b(?:Beginn|Termin|Veranstaltung|Einsendeschluss|Frist|bis|ab|Wann|Wo|Zeit|Uhrzeit|Ort|Einlass|Treffpunkt|Mo|Di|Mi|Do|"
    r"Fr|Sa|So|täglich|Öffnungszeiten)\b|^(?!Stand|Veröffentlicht|Publiziert|Erstellt|Datum|Update|Aktualisiert)\w+:\s",
    re.I,
)
_PERSON = r"[A-ZÄÖÜ][\w.’'-]+(?: (?:von|van|de|zu|der|[A-ZÄÖÜ][\w.’'-]+)){1,4}"
_BYLINE = re.compile(
    rf"(?:Von|(?:Eine? )?(?:Kommentar|Interview|Reportage|Analyse|Gastbeitrag|Bericht|Kolumne|Essay|Rezension) von|"
    rf"Text|Autor(?:in)?|Autoren|Autor\*in|(?:Verfasst |Geschrieben |(?:Ein )?Beitrag )?von)\s*:?\s+"
    rf"(?P<names>{_PERSON}(?:(?:,| und) {_PERSON}){{0,3}})(?:, [A-ZÄÖÜ][a-zäöüß]+(?: [A-ZÄÖÜ][a-zäöüß]+)?)?\.?"
)


#: One of these is in a byline; a look for them spares two patterns for each line of the page.
_BYLINE_WORDS = ("on ", "Text", "Autor")


def is_press_line(text: str) -> bool:
    """`Pressemitteilung Nr. 12/2020 vom 12.05.2020`: a line of kind, number and date only."""
    return 2 < len(text) <= 120 and _PRESS_LINE.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """A line that is a date with at most a label, a clock time and a remark behind a dash or a bar."""
    if not 6 <= len(text) <= 110:
        return False
    return _DATE_LINE.fullmatch(text) is not None or _DATE_LINE.fullmatch(_DATE_REMARK.sub("", text)) is not None


def is_time_line(text: str) -> bool:
    """A short line with a date or clock time that is no sentence and no appointment: `Heute, 12:37 Uhr | dpa`."""
    if len(text) > _MAX_TIME_LINE or text.endswith((".", "!", "?", ":", "“")) or _APPOINTMENT.search(text):
        return False
    days = list(dates_in(text))
    if len(days) > 1 or (not days and (_CLOCK_TIME.search(text) is None or _WEEKDAY_NAME.search(text))):
        return False
    rest = text[: days[0][1]] + text[days[0][2] :] if days else text
    return len(_CLOCK_TIME.sub("", rest)) <= _MAX_REST


def is_today_line(text: str) -> bool:
    """`Heute, 12:37 Uhr`, `Publiziert heute um 12:19 Uhr`."""
    return len(text) <= _MAX_TIME_LINE and _TODAY.fullmatch(text) is not None


def is_labelled_date(text: str) -> bool:
    """A date line that says whose date it is: `Veröffentlicht am 12.05.2020`; others may be an event's."""
    return len(text) <= 110 and _LABELLED_DATE.match(text) is not None and is_date_line(text)


def is_change_line(text: str) -> bool:
    """`Letzte Änderung: 12.05.2020`."""
    return len(text) <= 140 and _CHANGE_LINE.match(text) is not None


def change_date(text: str) -> date | None:
    """The day of a change that a text states anywhere: `Impressum | Letzte Änderung: 12.05.2020`."""
    match = _CHANGE.search(text[:400])
    return first_date(match["day"]) if match else None


def is_embargo_line(text: str) -> bool:
    """`Sperrfrist: 12. Mai 2020, 10 Uhr`."""
    return len(text) <= _MAX_EMBARGO and _EMBARGO.search(text) is not None


def byline(text: str) -> str | None:
    """The authors' names of a line such as `Von Erika Muster` or `12. Mai 2020 von Erika Muster`."""
    if len(text) > 140 or not any(map(text.__contains__, _BYLINE_WORDS)):
        return None
    dated = _DATED_BYLINE.fullmatch(text)
    match = _BYLINE.fullmatch(dated["byline"] if dated else text)
    return match["names"] if match else None


def press_number(text: str) -> str | None:
    """The release's number without blanks, None where the line has none or is more than a line of furniture."""
    if len(text) > 160:
        return None
    match = _PRESS_NUMBER.search(text)
    if match is None:
        return None
    if match["bare"] and not is_press_line(text) and next(dates_in(text), None) is None:
        return None
    return re.sub(r"\s", "", match["behind"] or match["alone"] or match["bare"])


def dateline(text: str) -> str | None:
    """The place of a dateline at the beginning of a paragraph: `Berlin, 12. Mai 2020 –`, `Essen (ots) -`, `BONN.`."""
    beginning = text[:120]
    for pattern in (_PLACE_AND_DATE, _PLACE_AND_DASH, _PLACE_IN_CAPITALS):
        match = pattern.match(beginning)
        if match and (pattern is not _PLACE_IN_CAPITALS or beginning[match.end("place")] in ".:"):
            return match["place"]
    return None
