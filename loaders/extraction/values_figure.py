"""The figure: an amount, share, date or count found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["Money", "Percent", "Date", "Multiple", "Quantity", "Count"]
Precision = Literal["day", "month", "quarter", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its exact span; `text` equals the slice.

    `amount` is in whole units of `currency` or `unit` ("$2 billion" is 2000000000), None for a range or a vague figure.
    `lower` and `upper` are stated bounds. A Count's `unit` is the noun counted, which lies outside the span. A Date has
    the days it begins and ends on where they are known; `period_text` keeps the period as worded, with its preposition.
    """

    kind: Kind
    start: int
    end: int
    text: str
    amount: Decimal | None = None
    currency: str = ""
    approximate: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None
    each: bool = False
    unit: str = ""
    date_start: date | None = None
    date_end: date | None = None
    precision: Precision = "unknown"
    period_text: str = ""
