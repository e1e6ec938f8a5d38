"""Texts of literals as values of qualifiers: numbers, amounts with a currency, days, and periods with their precision."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from themegraph.errors import ReadError
from themegraph.graph.claim import QualifierValue
from themegraph.graph.hostile import one_line
from themegraph.graph.qualifiers import kind_of
from themegraph.loaders.dates import parse_date
from themegraph.loaders.extraction.values import find_values
from themegraph.loaders.holdings.days import find_day
from themegraph.loaders.holdings.figures import UnreadableFigureError, currency_in, decimal_votes, figure
from themegraph.ontology.terms import CONCEPTS

MONEY = frozenset({"amount", "lowerBound", "upperBound"})
_LONGEST = 60  # characters of a number
_LARGEST = 60  # digits before or behind the point
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?")
_PLAIN = re.compile(r"[\d.,eE+\- ]*")
_NUMERIC = re.compile(r"\d{1,4}([-/.])\s?\d{1,2}\1\s?\d{1,4}")
_SCALED = re.compile(r"\+?(?P<number>.*?)(?P<scale>[eE][+-]?\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a period, and how exactly it is known."""

    first: date
    last: date
    precision: str


def number(text: str) -> Decimal:
    """Return a number as XSD or as people write it; ReadError where it is none.

    A mark before three digits parts thousands, unless the text itself tells otherwise.

    >>> number("+12.5e9"), number("1,200"), number("7,15"), number("$1.2 billion")
    (Decimal('12500000000'), Decimal('1200'), Decimal('7.15'), Decimal('1200000000'))
    """
    found = _SCALED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    words = found["number"] if found else ""
    try:
        made = figure(words, "comma" if decimal_votes([words])[1] else "point")
    except UnreadableFigureError:
        made = _worded(text)
    if made is None:
        raise ReadError(f"{text[:_LONGEST]!a} is no number", valid="1200.5, 1,200.5, 1.2e9")
    try:
        scaled = Decimal(f"{made}{found['scale'] or ''}") if found else made
    except InvalidOperation:
        scaled = Decimal("NaN")
    if not scaled.is_finite() or abs(scaled.adjusted()) > _LARGEST:
        raise ReadError(f"{text[:_LONGEST]!a} is no number", valid="1200.5, 1,200.5, 1.2e9")
    return Decimal(format(scaled, "f"))


def _worded(text: str) -> Decimal | None:
    """Return the one figure in words such as "$1.2 billion"; None where there is none or more than it."""
    found = find_values(text) if len(text) <= _LONGEST else ()
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].amount if whole and found[0].kind in ("Money", "Quantity", "Percent") else None


def currency_of(text: str) -> str:
    """Return the ISO 4217 code of the currency that an amount bears, "" where it bears none.

    >>> currency_of("$1.2 billion"), currency_of("1.2e9")
    ('USD', '')
    """
    if _PLAIN.fullmatch(text):
        return ""
    found = [value.currency for value in find_values(text[:_LONGEST]) if value.currency]
    return found[0] if found else currency_in(text[:_LONGEST])


def period(text: str) -> Period:
    """Return a day, month, quarter, half or year; ReadError for what is none, and for a day that may be two.

    >>> period("March 2026").last, period("Q1 2026").precision, period("2026").first
    (datetime.date(2026, 3, 31), 'quarter', datetime.date(2026, 1, 1))
    """
    plain = one_line(text)[:_LONGEST]
    timed = _TIMED.fullmatch(plain)
    iso = parse_date(timed[1] if timed else plain)
    if iso:
        return _whole(iso)
    values = () if _NUMERIC.fullmatch(plain) else find_values(plain)
    if len(values) == 1 and values[0].kind == "Date" and values[0].end - values[0].start == len(plain):
        value = values[0]
        if value.date_start and value.date_end:
            return Period(value.date_start, value.date_end, value.precision)
    found = find_day(plain)
    if found is None or found.precision != "day":
        if found is not None:
            return _whole(found.day.isoformat()[:7])
        raise ReadError(f"{plain!a} is no date", valid="2026-03-31, 2026-03, 2026, March 2026, Q1 2026")
    if found.other is not None:
        raise ReadError(f"{plain!a} is {found.day} or {found.other}", valid="year, month and day: 2026-03-31")
    return Period(found.day, found.day, "day")


def _whole(iso: str) -> Period:
    """Return the period of an ISO date of any precision."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    month = rest[0]
    if len(rest) == 1:
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    day = date(year, month, rest[1])
    return Period(day, day, "day")


def read_value(name: str, text: str) -> QualifierValue:
    """Return a text as the value of a qualifier; ReadError where it is none.

    >>> read_value("asOf", "2017-10-02T00:00:00.000Z"), read_value("percent", "34 %"), read_value("lot", "2")
    (datetime.date(2017, 10, 2), Decimal('34'), 2)
    """
    kind = kind_of(name)
    if kind == "date":
        return period(text).last
    if kind == "decimal":
        return number(text)
    if kind == "integer":
        return int(number(text))
    if kind == "boolean":
        if text not in ("true", "false", "1", "0"):
            raise ReadError(f"{text[:40]!a} is neither true nor false", valid="true, false")
        return text in ("true", "1")
    if kind == "concept":
        known = {each.casefold(): each for each in CONCEPTS[name]}
        plain = "".join(text.split()).casefold()
        if plain not in known:
            raise ReadError(f"{text[:40]!a} is no {name}", valid=", ".join(CONCEPTS[name]))
        return known[plain]
    words = one_line(text)
    if not words:
        raise ReadError("an empty text", valid="words")
    return words
