"""Amounts, percentages and dates as readers expect them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from themegraph.graph.page.model import Figure
from themegraph.graph.page.triples import Triples
from themegraph.ontology.terms import AII

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "INR": "₹"}
SCALES = ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K"))
PERCENTS = ("percent", "stakePercent", "weightPercent")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short(amount: Decimal) -> str:
    """Return a number with at most three decimals and a scale letter.

    >>> short(Decimal("2000000000")), short(Decimal("16.5")), short(Decimal("33800000"))
    ('2B', '16.5', '33.8M')
    """
    for size, letter in SCALES:
        if abs(amount) >= size:
            return f"{_plain(amount / size)}{letter}"
    return _plain(amount)


def _plain(number: Decimal) -> str:
    text = f"{number:.3f}"
    return text.rstrip("0").rstrip(".")


def money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency sign, or its code where there is no sign of its own."""
    sign = SIGNS.get(currency)
    return f"{sign}{short(amount)}" if sign else f"{currency} {short(amount)}".strip()


def figure_of(triples: Triples, node: str) -> Figure:
    """Return what a relationship node says in numbers: an amount, a percentage, a quantity or a range."""
    currency = triples.text(node, f"{AII}currency")
    low, high = (_number(triples, node, name) for name in ("lowerBound", "upperBound"))
    percent = next((value for name in PERCENTS if (value := _number(triples, node, name)) is not None), None)
    amount = _number(triples, node, "amount")
    if amount is not None and currency:
        return Figure(money(amount, currency), float(amount), currency)
    if percent is not None:
        return Figure(f"{_plain(percent)}%", float(percent), "%")
    if (quantity := _number(triples, node, "quantity")) is not None:
        unit = triples.text(node, f"{AII}unit")
        return Figure(f"{short(quantity)} {unit}".strip(), float(quantity), unit)
    if (shares := _number(triples, node, "shares")) is not None:
        return Figure(f"{short(shares)} shares", float(shares), "shares")
    return _range(low, high, currency)


def _range(low: Decimal | None, high: Decimal | None, currency: str) -> Figure:
    def shown(value: Decimal) -> str:
        return money(value, currency) if currency else f"{_plain(value)}%"

    unit = currency or "%"
    if low is not None and high is not None:
        return Figure(f"{shown(low)}–{shown(high)}", float((low + high) / 2), unit)
    if low is not None:
        return Figure(f"at least {shown(low)}", float(low), unit)
    return Figure(f"up to {shown(high)}", float(high), unit) if high is not None else Figure()


def _number(triples: Triples, node: str, name: str) -> Decimal | None:
    text = triples.text(node, AII + name)
    return Decimal(text) if text else None


def period(start: str, end: str, precision: str) -> str:
    """Return a period in words.

    >>> period("2026-03-01", "2026-03-31", "month"), period("2025-01-01", "2034-12-31", "year")
    ('March 2026', '2025–2034')
    """
    first, last = _in_words(start, precision), _in_words(end, precision)
    if not first:
        return f"by {last}" if last else ""
    return first if last in {"", first} else f"{first}–{last}"


def _in_words(day: str, precision: str) -> str:
    try:
        value = date.fromisoformat(day)
    except ValueError:
        return day
    month = MONTHS[value.month - 1]
    match precision:
        case "year":
            return str(value.year)
        case "half":
            return f"H{(value.month + 5) // 6} {value.year}"
        case "quarter":
            return f"Q{(value.month + 2) // 3} {value.year}"
        case "month":
            return f"{month} {value.year}"
    return f"{value.day} {month} {value.year}"
