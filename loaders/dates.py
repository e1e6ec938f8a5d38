"""Calendar dates as people print them, in ISO form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTH = r"(?P<month>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.,$-]){form}(?![\w/%-]|[.,]\d)")
    for form in (
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d\d)[-/.](?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_YEAR}, {_MONTH} {_DAY}",
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR}",
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its span and its ISO form, YYYY-MM-DD, YYYY-MM or YYYY as precise as it was printed."""

    start: int
    end: int
    iso: str


def find_date(text: str) -> FoundDate | None:
    """Return the most precise date of a short text, the last of several.

    >>> find_date("TrendForce, 20 April 2026"), find_date("no date")
    (FoundDate(start=12, end=25, iso='2026-04-20'), None)
    """
    for form in _FORMS:
        for match in reversed(list(form.finditer(text))):
            iso = _iso(match)
            if iso:
                return FoundDate(match.start(), match.end(), iso)
    return None


def parse_date(text: str) -> str:
    """Return the ISO form of a text that is a date and nothing else, or "" where it is none.

    >>> parse_date("May 13, 2026"), parse_date("2026-05"), parse_date("2026-02-30")
    ('2026-05-13', '2026-05', '')
    """
    found = find_date(text.strip())
    return found.iso if found and (found.start, found.end) == (0, len(text.strip())) else ""


def _iso(match: re.Match[str]) -> str:
    """Return the ISO form of a match, or "" where no such day exists."""
    parts = match.groupdict()
    year, month = int(parts["year"]), _month(parts)
    if month is None:
        return ""
    if not month:
        return f"{year:04d}"
    if not parts.get("day"):
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return ""


def _month(parts: dict[str, str]) -> int | None:
    """Return the month's number, 0 where none was printed, None where the word is no month."""
    if parts.get("number"):
        return int(parts["number"]) if 1 <= int(parts["number"]) <= 12 else None
    name = (parts.get("month") or "").lower()
    if not name:
        return 0
    written = (
        (name[3:] in ("", rest) or name == "sept") and name[:3] == short
        for short, rest in zip(MONTHS, _FULL, strict=True)
    )
    return next((number for number, same in enumerate(written, 1) if same), None)
