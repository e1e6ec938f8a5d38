"""Numbers of a spreadsheet as a reader sees them: dates as ISO dates, shares of one as percent, no noise of floats."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["plain", "percent", "sign", "zeros", "date", "time", "duration"]

# The formats that files name by number alone (ECMA-376, part 1, 18.8.30).
BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    46: "[h]:mm:ss",
}
# The formats that SpreadsheetML names in words.
NAMED = {
    "percent": "0%",
    **dict.fromkeys(("general date", "long date", "medium date", "short date"), "yyyy-mm-dd"),
    **dict.fromkeys(("long time", "medium time", "short time"), "hh:mm:ss"),
    **dict.fromkeys(("general", "general number", "standard", "fixed", "currency", "euro currency", "scientific"), "0"),
}
_QUOTED = re.compile(r'"[^"]*"?|\\.|[_*].')
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_INTEGER = re.compile(r"-?\d{1,15}")


@lru_cache(maxsize=4096)
def kind_of(code: str) -> tuple[Kind, int]:
    """Return how a format code shows numbers, with the count of digits for one that fills up with zeros.

    >>> kind_of("0.00%")[0], kind_of('0.00"%"')[0], kind_of("[$-409]d-mmm-yy")[0], kind_of("000000"), kind_of("#,##0.00")[0]
    ('percent', 'sign', 'date', ('zeros', 6), 'plain')
    """
    first = NAMED.get(code.lower(), code).partition(";")[0] if '"' not in code else code
    bare = _BRACKETS.sub("", _QUOTED.sub("", first)).partition(";")[0].strip().lower()
    if bare == "general" or bare == "@":
        return "plain", 0
    if "%" in bare:
        return "percent", 0
    if re.search(r"\[[hms]+\]", bare):
        return "duration", 0
    if re.search(r"[ymdhs]", bare.replace("am/pm", "").replace("a/p", "")):
        return ("date" if re.search(r"[yd]|m{3}", bare) else "time"), 0
    if re.fullmatch(r"0{2,}", bare):
        return "zeros", len(bare)
    return ("sign" if "%" in first.partition(";")[0] else "plain"), 0


def number_text(stored: str, code: str, *, since_1904: bool = False) -> str:
    """Return a number as text under its format; one that is no number as it is.

    >>> number_text("4.5995000000000003E-2", "0.00%"), number_text("45632", "d/m/yyyy"), number_text("1E+3", "General")
    ('4.5995%', '2024-12-06', '1000')
    """
    kind, digits = kind_of(code)
    if kind == "plain" and _INTEGER.fullmatch(stored):
        return stored
    try:
        value = float(stored)
        number = Decimal(format(value, ".15g"))  # a spreadsheet keeps fifteen digits; the others are noise
    except (ValueError, ArithmeticError):
        return stored
    if not number.is_finite():
        return stored
    if kind in ("date", "time", "duration"):
        return _moment(value, kind, since_1904) or _plain(number)
    if kind == "percent":
        return f"{_plain(number * 100)}%"
    text = _plain(number)
    if kind == "zeros":
        return text.zfill(digits)
    return f"{text}%" if kind == "sign" else text


def _plain(number: Decimal) -> str:
    if number == 0:
        return "0"
    text = format(number, "f") if number.adjusted() < 400 else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(serial: float, kind: Kind, since_1904: bool) -> str:
    """Return a count of days as a date, a time or both; nothing where there is no such day."""
    if not 0 <= serial < _LAST_SERIAL:
        return ""
    seconds = round(serial * 86_400)
    if kind == "duration":
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    days, left = divmod(seconds, 86_400)
    clock = "" if not left else f"{left // 3600:02}:{left // 60 % 60:02}" + (f":{left % 60:02}" if left % 60 else "")
    if kind == "time" and not days:
        return clock or "00:00"
    if not since_1904 and days == 60:
        return ""  # 29 February 1900, which spreadsheets count and calendars do not
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) + timedelta(days=days < 60)
    try:
        day = (start + timedelta(days=days)).date().isoformat()
    except OverflowError:
        return ""
    return f"{day} {clock}" if clock else day
