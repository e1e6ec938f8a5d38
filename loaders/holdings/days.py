"""Days as lists of holdings print them, with the order of day and month decided or doubtful."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from themegraph.loaders.holdings.words import words

Order = Literal["mdy", "dmy"]
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, with their leap year of 1900
_SERIALS = range(32874, 73051)  # 1990 to 2099
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<name>[^\W\d_]{3,11})\.?"
_FORMS = tuple(
    re.compile(rf"(?<![\w,]){form}(?!\d)", re.UNICODE)
    for form in (
        rf"{_YEAR}[-/.]\s?(?P<m>\d{{1,2}})[-/.]\s?(?P<d>\d{{1,2}})",
        rf"{_YEAR}\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[-/. ]?\s?(?:de |of )?{_MONTH}[-/. ,]*(?:de )?{_YEAR}",
        rf"(?P<d>\d{{1,2}})[-/ ]{_MONTH}[-/ ](?P<short>\d\d)(?!\d)",
        rf"{_MONTH}[-/ ]?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-/, ]+{_YEAR}",
        rf"(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep){_YEAR}",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<short>\d\d)(?!\d)",
    )
)
_MONTHLY = re.compile(rf"(?<!\w){_MONTH}[-/ ,]+{_YEAR}(?!\d)", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as found: `other` is what it would be with day and month exchanged, None where the order is certain."""

    day: date
    other: date | None = None
    precision: str = "day"


def find_day(text: str, order: Order | None = None) -> Day | None:
    """Return the first day in a text; `order` is that of numbers parted by slashes, None where it is not known.

    >>> find_day("As of 30-Sep-2025").day, find_day("06/04/2024", "mdy").day, find_day("06/04/2024").other
    (datetime.date(2025, 9, 30), datetime.date(2024, 6, 4), datetime.date(2024, 4, 6))
    """
    for form in _FORMS:
        for match in form.finditer(text):
            found = _day(match.groupdict(), order)
            if found is not None:
                return found
    for match in _MONTHLY.finditer(text):
        month = _months().get(match["name"].casefold())
        if month:
            year = int(match["y"])
            return Day(date(year, month, monthrange(year, month)[1]), precision="month")
    return None


def serial_day(text: str) -> Day | None:
    """Return the day of a spreadsheet's serial number.

    >>> serial_day("45632").day
    datetime.date(2024, 12, 6)
    """
    whole = text.partition(".")[0]
    if whole.isascii() and whole.isdigit() and int(whole) in _SERIALS:
        return Day(_EPOCH + timedelta(days=int(whole)))
    return None


def order_of(texts: Iterable[str]) -> Order | None:
    """Return the order of day and month that dates with a number above 12 give; None where they don't or disagree."""
    orders: set[Order] = set()
    for text in texts:
        for form in (_FORMS[5], _FORMS[7]):
            for match in form.finditer(text):
                first, second = int(match["a"]), int(match["b"])
                if match["sep"] == "." or (first > 12 >= second):
                    orders.add("dmy")
                elif second > 12 >= first:
                    orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def _day(parts: Mapping[str, str | None], order: Order | None) -> Day | None:
    year = int(parts.get("y") or 0) or 2000 + int(parts.get("short") or 0)
    if parts.get("a"):
        usual: Order | None = "dmy" if parts["sep"] == "." else None
        return _numeric(year, int(parts["a"] or 0), int(parts["b"] or 0), order or usual)
    month = int(parts["m"] or 0) if parts.get("m") else _months().get((parts.get("name") or "").casefold())
    day = _date(year, month or 0, int(parts["d"] or 0))
    return Day(day) if day else None


def _numeric(year: int, first: int, second: int, order: Order | None) -> Day | None:
    monthly, daily = _date(year, first, second), _date(year, second, first)
    if monthly is None or daily is None or monthly == daily:
        certain = monthly or daily
        return Day(certain) if certain else None
    if order is not None:
        return Day(monthly if order == "mdy" else daily)
    return Day(monthly, other=daily)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    return {str(name): int(number) for number, names in words()["months"].items() for name in names}
