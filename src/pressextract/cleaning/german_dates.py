"""Dates as German pages print them: 12. Mai 2020, 12.05.2020, 2020-05-12, Mai 2020 not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = {
    "januar": 1, "jänner": 1, "jan": 1, "jän": 1, "februar": 2, "feber": 2, "feb": 2, "märz": 3, "maerz": 3, "mär": 3,
    "mrz": 3, "april": 4, "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10, "oct": 10, "december": 12,
    "dec": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
#: A date. Two-digit years are read only in the all-digit form 12.05.20.
DATE = re.compile(
    rf"(?<![\d.,/-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])"
    rf"|(?P<d2>\d{{1,2}})\s?[./]\s?(?P<m2>\d{{1,2}})\s?[./]\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d/.-]*\d)"
    r"|(?P<d4>\d\d)-(?P<m4>\d\d)-(?P<y4>(?:19|20)\d\d)(?![\d-])"
    rf"|(?P<d3>\d{{1,2}})\.?[\s-]{{0,2}}(?P<m3>{_MONTH})\b\.?,?[\s-]{{0,2}}(?P<y3>(?:19|20)\d\d)(?!\d)"
    # the order of an American template around German names: Juli 12, 2017
    rf"|\b(?P<m5>{_MONTH})\b\.? (?P<d5>\d{{1,2}}), (?P<y5>(?:19|20)\d\d)(?!\d))",
    re.I,
)
_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s*(?:Uhr|h\b)", re.I)
_FIRST_YEAR = 1990
#: A clock time in UTC: shortly before midnight it is the next day in Germany, Austria and Switzerland.
_UTC = re.compile(r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$")
GERMANY = ZoneInfo("Europe/Berlin")
_COMPACT = re.compile(r"((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """Each date in a text with its start and end; impossible ones and those before 1990 are passed over."""
    for match in DATE.finditer(text):
        found = _date(match)
        if found is not None:
            yield found, match.start(), match.end()


def first_date(text: str) -> date | None:
    """The first date in a text."""
    return next((found for found, _, _ in dates_in(text)), None)


def iso_date(text: str) -> date | None:
    """The day of a machine-readable value (ISO 8601, 20200512, an English or printed date) in German local time."""
    text = text.strip()
    if _UTC.search(text):
        try:
            return _if_plausible(datetime.fromisoformat(text).astimezone(GERMANY).date())
        except (ValueError, OverflowError):
            pass
    try:
        return _if_plausible(date.fromisoformat(text[:10]))
    except ValueError:
        compact = _COMPACT.match(text)
    if compact is None:
        return _english(text) or first_date(text)
    return _checked(int(compact[1]), int(compact[2]), int(compact[3]))


def end_of_embargo(text: str) -> datetime | None:
    """The date of an embargo line with its clock time, midnight where none is given."""
    found = next(dates_in(text), None)
    if found is None:
        return None
    day, start, end = found
    clock = _CLOCK.search(text, end) or _CLOCK.search(text[:start])
    if clock is None or clock["hour"] == "24":
        return datetime(day.year, day.month, day.day)
    return datetime(day.year, day.month, day.day, int(clock["hour"]), int(clock["minute"] or 0))


_ENGLISH_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_ENGLISH = re.compile(
    r"(?:\w{3},? )?(?:(\d{1,2}) ([A-Za-z]{3})[a-z]*|([A-Za-z]{3})[a-z]* (\d{1,2}),?) ((?:19|20)\d\d)\b"
)


def _english(text: str) -> date | None:
    match = _ENGLISH.search(text)
    month = _ENGLISH_MONTHS.get((match[2] or match[3]).lower()) if match else None
    return _checked(int(match[5]), month, int(match[1] or match[4])) if match and month else None


def _date(match: re.Match[str]) -> date | None:
    if match["y1"]:
        return _checked(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y4"]:
        return _checked(int(match["y4"]), int(match["m4"]), int(match["d4"]))
    if match["y5"]:
        return _checked(int(match["y5"]), _MONTHS[match["m5"].lower()], int(match["d5"]))
    if match["y2"]:
        year = int(match["y2"])
        return _checked(year if year > 99 else 2000 + year, int(match["m2"]), int(match["d2"]))
    return _checked(int(match["y3"]), _MONTHS[match["m3"].lower()], int(match["d3"]))


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return _if_plausible(found)


def _if_plausible(found: date) -> date | None:
    return found if _FIRST_YEAR <= found.year <= date.today().year + 1 else None
