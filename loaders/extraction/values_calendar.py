"""The calendar's words as patterns, and the days a date or period so worded begins and ends on."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from themegraph.loaders.extraction.values_figure import Precision
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_WORDS = vocabulary("values")
_MONTHS: dict[str, int] = dict(_WORDS["months"])
_ORDINALS: dict[str, int] = dict(_WORDS["ordinals"])
_THE = r"(?:the\s+|its\s+|our\s+)?"
_NAMES = sorted([*map(str.title, _MONTHS), *map(str.upper, _MONTHS)], key=len, reverse=True)

MONTH = rf"(?:{'|'.join(_NAMES)})(?![^\W_])\.?"
FULL_MONTH = rf"(?:{'|'.join(name.title() for name in _MONTHS if len(name) > 3 or name == 'may')})(?![^\W_])"
ORDINAL = rf"(?:{alternatives(_ORDINALS)})"
YEAR = r"(?:199[0-9]|20[0-9]{2}|2100)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
DASH = r"\s*[-–—‑]\s*"
TO = rf"(?:{DASH}|\s+(?:to|through|until)\s+)"
_AND = rf"(?:{TO}|\s+and\s+)"
_COUNT = rf"(?:[0-9]{{1,3}}|{alternatives(_WORDS['number_words'])})"
_FISCAL = rf"(?:(?:fiscal|financial)\s+(?:years?\s+)?(?:ended\s+|ending\s+)?|FY\s?)['’]?(?:{YEAR}|[0-9]{{2}}(?![0-9]))"
_PART = rf"{ORDINAL}(?:-|\s+)(?:fiscal\s+)?(?:quarter|half)"
_SHORT_YEAR = r"(?P<s>(?:1[5-9]|[2-4][0-9])(?!%))"
_SHORT = r"(?:[QH][1-4]|[1-4][QH])"

Days = tuple[date | None, date | None, Precision]
NO_DAYS: Days = (None, None, "unknown")


def whole_year(year: int) -> Days:
    """Return the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31), "year"


def _day(year: int, month: int, day: str | int) -> date | None:
    number = int(re.sub(r"[^0-9]", "", str(day)))
    valid = 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]
    return date(year, month, number) if valid else None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name.rstrip(".").lower()]


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _read_day(match: re.Match[str]) -> Days:
    first = _day(int(match["y"]), _month(match["m"]), match["d"])
    second = match.groupdict().get("d2")
    last = _day(int(match["y"]), _month(match["m"]), second) if second else first
    return (first, last, "day") if first and last and first <= last else NO_DAYS


def _read_slashed(match: re.Match[str]) -> Days:
    """Read 3/14/2026; where day and month could change places keep the year alone."""
    year, one, two = int(match["y"]), int(match["a"]), int(match["b"])
    if one <= 12 and two <= 12 and one != two:
        return whole_year(year)
    day = _day(year, one, two) if one <= 12 else _day(year, two, one)
    return (day, day, "day") if day else NO_DAYS


def _read_month(match: re.Match[str]) -> Days:
    first, last = _months(int(match["y"]), _month(match["m"]), _month(match["m"]))
    return first, last, "month"


def _read_months(match: re.Match[str]) -> Days:
    year = int(match["y"])
    first = _months(int(match["y1"] or year), _month(match["m"]), _month(match["m"]))[0]
    last = _months(year, _month(match["m2"]), _month(match["m2"]))[1]
    return (first, last, "month") if first <= last else NO_DAYS


def _read_part(match: re.Match[str]) -> Days:
    """Read a quarter or a half of a calendar year; a half is known by its months."""
    year, part = _year(match["y"] or match["s"]), match["q"].lower()
    number = int(part) if part.isdigit() else _ORDINALS[part]
    if match["h"].lower().startswith("q"):
        return *_months(year, 3 * number - 2, 3 * number), "quarter"
    return (*_months(year, 6 * number - 5, 6 * number), "month") if number <= 2 else NO_DAYS


def _read_years(match: re.Match[str]) -> Days:
    first, last = int(match["y"]), _year(match["y2"] or match["y3"])
    return (date(first, 1, 1), date(last, 12, 31), "year") if first < last <= 2100 else NO_DAYS


def _read_decade(match: re.Match[str]) -> Days:
    return date(int(match["y"]), 1, 1), date(int(match["y"]) + 9, 12, 31), "year"


def _read_ended(match: re.Match[str]) -> Days:
    """Read "three months ended July 27, 2025": the end is stated, the beginning is not."""
    last = _day(int(match["y"]), _month(match["m"]), match["d"])
    return (None, last, "day") if last else NO_DAYS


def _fiscal(precision: Precision) -> Callable[[re.Match[str]], Days]:
    """Return a reader of periods whose days depend on a company's own calendar."""
    return lambda match: (None, None, precision)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to word a date or period; `cue` is what a sentence must hold for it to be worth looking."""

    cue: str
    pattern: re.Pattern[str]
    reader: Callable[[re.Match[str]], Days]
    plain: bool


CUES = {
    "": re.compile(r"[0-9]{4}"),
    "month": re.compile(MONTH),
    "fiscal": re.compile(r"fiscal|financial|FY", re.IGNORECASE),
    "part": re.compile(r"[QH]|quarter|half", re.IGNORECASE),
}


def _form(cue: str, pattern: str, reader: Callable[[re.Match[str]], Days], plain: bool) -> Form:
    """Return a form whose words stand alone: no part of a word, number, sum or percentage."""
    alone = rf"(?<![^\W_])(?<![0-9$€£¥][./,-])(?<![$€£¥₩₹])(?:{pattern})(?![^\W_]|[.,][0-9]|%)"
    return Form(cue, re.compile(alone), reader, plain)


FORMS = (
    _form("", rf"(?:(?i:first|last)\s+)?{_COUNT}(?:\s+|-)(?i:months?|weeks?)(?i:\s+period)?(?i:\s+of\s+(?:the\s+)?(?:fiscal\s+(?:year\s+)?)?){YEAR}", _fiscal("month"), False),
    _form("month", (rf"(?:{_COUNT}(?:\s+|-)(?:(?i:weeks?|months?)\s+(?i:fiscal\s+)?(?=(?i:quarter|year)))?|(?i:fiscal\s+)?)(?i:months?|weeks?|quarters?|years?)(?i:\s+(?:period\s+)?(?:ended|ending)\s+)"
     rf"(?P<m>{MONTH})\s+(?P<d>{DAY}),?\s+(?P<y>{YEAR})"), _read_ended, False),
    _form("fiscal", rf"(?i:(?:{_PART}\s+and\s+{_THE})?{_PART}|{_SHORT})(?i:,?\s+(?:of\s+)?{_THE}(?:{_FISCAL}))", _fiscal("quarter"), False),
    _form("fiscal", rf"(?i:{_FISCAL})\s*(?i:{_PART}|{_SHORT})", _fiscal("quarter"), False),
    _form("fiscal", rf"{YEAR}\s+(?i:fiscal|financial)\s+(?i:years?)", _fiscal("year"), False),
    _form("fiscal", rf"(?i:{_FISCAL}(?:{_AND}(?:FY\s?)?(?:{YEAR}|[0-9]{{2}}))?)", _fiscal("year"), False),
    _form("", rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])", _read_day, True),
    _form("", rf"(?P<a>[0-9]{{1,2}})/(?P<b>[0-9]{{1,2}})/(?P<y>{YEAR})", _read_slashed, True),
    _form("month", rf"(?P<m>{MONTH})\s+(?P<d>{DAY})(?:{DASH}(?P<d2>{DAY}))?,?\s+(?P<y>{YEAR})", _read_day, True),
    _form("month", rf"(?P<d>{DAY})(?:{DASH}(?P<d2>{DAY}))?\s+(?:of\s+)?(?P<m>{MONTH}),?\s+(?P<y>{YEAR})", _read_day, True),
    _form("month", rf"(?P<m>{MONTH})(?:\s+(?P<y1>{YEAR}))?{_AND}(?P<m2>{MONTH})\s+(?P<y>{YEAR})", _read_months, False),
    _form("month", rf"(?P<m>{MONTH})(?:,?\s+(?:of\s+)?)(?P<y>{YEAR})", _read_month, True),
    _form("part", rf"(?P<h>[QH])(?P<q>[1-4])(?:[\s,’'-]*(?:of\s+)?(?:CY)?(?P<y>{YEAR})|[\s’'-]{_SHORT_YEAR})", _read_part, False),
    _form("part", rf"(?P<q>[1-4])(?P<h>[QH])[\s’'-]*(?:of\s+)?(?:CY)?(?:(?P<y>{YEAR})|{_SHORT_YEAR})", _read_part, False),
    _form("part", rf"(?:(?P<y>{YEAR})|{_SHORT_YEAR})[/\s-]?(?P<h>[QH])(?P<q>[1-4])", _read_part, False),
    _form("part", rf"(?i:(?P<q>{ORDINAL})(?:-|\s+)(?P<h>quarter|half)\s+(?:of\s+)?(?P<y>{YEAR})(?P<s>))", _read_part, False),
    _form("", r"(?P<y>(?:199|20[0-9])0)s", _read_decade, True),
    _form("", rf"(?P<y>{YEAR})(?:{TO}(?P<y2>{YEAR})|(?:/|[-–](?=1[3-9]|[2-9]))(?P<y3>[0-9]{{2}}))", _read_years, False),
    _form("", rf"(?<=[Bb]etween\s)(?P<y>{YEAR})\s+and\s+(?P<y2>{YEAR})(?P<y3>)", _read_years, False),
    _form("", rf"(?:CY\s?)(?P<y>{YEAR})", lambda match: whole_year(int(match["y"])), False),
)  # fmt: skip
