"""One row of company facts as a figure with its unit, its period and the filing that gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from themegraph.graph.claim import QualifierValue
from themegraph.loaders.figures.concepts import Measure

_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 40  # digits of a number; no account has more
Qualifiers = dict[str, QualifierValue]


def qualifiers_of(cells: Mapping[str, str], measure: Measure) -> Qualifiers | str:
    """Return the qualifiers of a reported figure, or why the row holds none.

    Money is `amount` in `currency`; a fraction of one is `percent` in hundredths where the measure is a ratio; anything
    else is `quantity` in `unit` ("shares", "USD/shares"). An instant has only `endDate`.

    >>> cells = {"concept": "us-gaap:InventoryNet", "unit": "USD", "end": "2030-12-31", "val": "12000"}
    >>> qualifiers_of(cells, Measure("inventory", ""))["amount"]
    Decimal('12000')
    """
    value = _number(cells.get("val", ""))
    if value is None:
        return f"no number: {cells.get('val', '')[:_LONGEST]!r}"
    end, start = _day(cells.get("end", "")), _day(cells.get("start", ""))
    if end is None or (start is None and cells.get("start", "")):
        return f"no date: {cells.get('start', '')[:12]!r} to {cells.get('end', '')[:12]!r}"
    if not cells.get("unit"):
        return "no unit"
    found: Qualifiers = {"concept": cells["concept"], "measure": measure.name, "endDate": end, "datePrecision": "day"}
    if start is not None:
        found["startDate"] = start
    return found | _figure(value, cells["unit"], measure) | _filing(cells) | {"valueText": _printed(cells)}


def _figure(value: Decimal, unit: str, measure: Measure) -> Qualifiers:
    if measure.ratio and unit == "pure":
        return {"percent": value * 100}
    if _CURRENCY.fullmatch(unit):
        return {"amount": value, "currency": unit}
    return {"quantity": value, "unit": unit}


def _filing(cells: Mapping[str, str]) -> Qualifiers:
    """Return what the row says of the filing; the fiscal period is that of the filing, not of the figure."""
    filed = _day(cells.get("filed", ""))
    period = " ".join(part for part in (cells.get("fy", ""), cells.get("fp", "")) if part)
    given = {"form": cells.get("form", ""), "accession": cells.get("accn", ""), "fiscalPeriod": period}
    found: Qualifiers = {name: text for name, text in given.items() if text.strip()}
    return found if filed is None else found | {"filedOn": filed}


def _printed(cells: Mapping[str, str]) -> str:
    return f"{cells['val']} {cells['unit']}"


def _number(text: str) -> Decimal | None:
    """Return a finite number of at most so many digits."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    short = len(text) <= _LONGEST and value.is_finite() and abs(value.adjusted()) <= _LONGEST
    return value if short else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
