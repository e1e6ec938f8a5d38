"""Figures and periods as readers expect them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from themegraph.graph.page.evidence import led_in, led_out
from themegraph.graph.page.figures import money, period
from themegraph.graph.page.view import box_height


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("1700000000000", "USD", "$1.7T"),
        ("3690000000", "EUR", "€3.69B"),
        ("999", "GBP", "£999"),
        ("450000000", "CHF", "CHF 450M"),
        ("-2500", "KRW", "₩-2.5K"),
    ],
)
def test_money(amount: str, currency: str, expected: str) -> None:
    assert money(Decimal(amount), currency) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2026-03-02", "2026-03-02", "day", "2 March 2026"),
        ("2026-04-01", "2026-06-30", "quarter", "Q2 2026"),
        ("2026-07-01", "2026-12-31", "half", "H2 2026"),
        ("", "2034-12-31", "year", "by 2034"),
        ("2026-01-01", "", "year", "2026"),
        ("", "", "", ""),
        ("no date", "", "day", "no date"),
    ],
)
def test_periods(start: str, end: str, precision: str, expected: str) -> None:
    assert period(start, end, precision) == expected


def test_the_words_around_a_quotation_stay_on_its_line() -> None:
    assert (led_in("Title\n\n"), led_out("\nNext line")) == ("", "")
    assert led_in("first line\nThen: ") == "Then: "


def test_long_names_have_higher_boxes_up_to_three_lines() -> None:
    assert [box_height(label) for label in ("laser", "silicon photonics maker", "x" * 90)] == [29, 63, 63]
    assert box_height("one two-three four five six seven eight nine ten eleven") == 63
