"""Numbers and amounts as lists of holdings print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from themegraph.loaders.holdings.words import is_blank, words, words_set

Mark = Literal["point", "comma"]

# spaces and apostrophes part thousands; signs of currencies and percent say nothing of the number
_DROPPED = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'\u2019%$€£¥￥₩₹원円元\"="))
_SIGNS = {ord("−"): "-", ord("–"): "-", ord("—"): "-", ord("－"): "-", ord("＋"): "+"}
_CLEANING = {**_DROPPED, **_SIGNS}
_LETTERS = re.compile(r"^(-?)\(?(?:[A-Z]{1,3})(?=[-(\d.])|(?<=[\d)])[A-Z]{3}$")
_LONGEST = 40
_USUAL = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?(?:[eE][+-]?\d{1,2})?")
_DIGITS = dict.fromkeys(map(ord, "0123456789.,-+()[]%/'\u00a0\u202f"), " ")


class UnreadableFigureError(ValueError):
    """A cell that should hold a number and does not."""


def figure(text: str, mark: Mark = "point") -> Decimal | None:
    """Return the number in a plain cell, None where the cell is blank; `mark` is what parts off the decimals.

    Raises UnreadableFigureError where it is no number in that style.

    >>> figure("US$3,362,450,950.80"), figure("(1,234)"), figure("1.234,5 %", "comma"), figure("--")
    (Decimal('3362450950.80'), Decimal('-1234'), Decimal('1234.5'), None)
    """
    if len(text) > _LONGEST:
        raise UnreadableFigureError(text)
    if mark == "point" and _USUAL.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if is_blank(text):
        return None
    bare = text.translate(_CLEANING)
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1] if negative else bare
    if "," not in bare and bare.count(".") > 1 and len(bare) - bare.rfind(".") != 4:
        mark, bare = "point", bare.replace(".", "", bare.count(".") - 1)  # a point in both offices: 1.234.567.00
    form = _POINT if mark == "point" else _COMMA
    if not form.fullmatch(bare):
        bare = _LETTERS.sub(r"\1", bare)
        if bare.startswith("(") and bare.endswith(")"):
            negative, bare = True, bare[1:-1]
        if bare.endswith("-"):
            bare = "-" + bare[:-1]
    if not form.fullmatch(bare):
        raise UnreadableFigureError(text)
    plain = bare.replace(",", "") if mark == "point" else bare.replace(".", "").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise UnreadableFigureError(text) from None
    return -number if negative else number


def decimal_votes(cells: Iterable[str]) -> tuple[int, int]:
    """Return how many cells tell that a point parts off decimals, and how many that a comma does.

    >>> decimal_votes(["1.234,50", "7,15"]), decimal_votes(["26,000"]), decimal_votes(["26,000", "19.63"])
    ((0, 2), (0, 0), (1, 0))
    """
    votes = {"point": 0, "comma": 0}
    for cell in cells:
        vote = _vote(cell)
        if vote is not None:
            votes[vote] += 1
    return votes["point"], votes["comma"]


def _vote(cell: str) -> Mark | None:
    """Return what one number tells: two kinds of mark, a repeated one, or other than three digits behind one."""
    points, commas = cell.count("."), cell.count(",")
    if not points + commas or not any(c.isdigit() for c in cell):
        return None
    if points and commas:
        return "point" if cell.rfind(".") > cell.rfind(",") else "comma"
    mark, other = (".", "comma") if points else (",", "point")
    same: Mark = "point" if points else "comma"
    if points + commas > 1:
        if len(cell.rstrip().rpartition(mark)[2].translate(_CLEANING)) != 3:
            return None
        return other  # type: ignore[return-value]
    whole, _, rest = cell.translate(_CLEANING).strip("()").partition(mark)
    digits = len(rest.rstrip("-"))
    return same if digits != 3 or whole.lstrip("+-") in ("", "0") else None


def currency_in(text: str) -> str:
    """Return the ISO 4217 code of the currency that a cell or heading bears, else an empty string.

    >>> currency_in("US$3,362.80"), currency_in("Market Value (EUR)"), currency_in("26,000")
    ('USD', 'EUR', '')
    """
    return _sign(text.translate(_DIGITS).strip())


@lru_cache(maxsize=4096)
def _sign(rest: str) -> str:
    if not rest:
        return ""
    for code in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", rest):
        if code in words_set("codes"):
            return str(code)
    signs = words()["currencies"]
    folded = rest.casefold()
    for sign in sorted(signs, key=len, reverse=True):
        if sign in rest if not sign.isascii() or not sign[0].isalpha() or sign.endswith(("$", ".")) else sign == folded:
            return str(signs[sign])
    return ""
