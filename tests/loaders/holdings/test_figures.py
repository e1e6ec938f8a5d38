"""Numbers, currencies and days as lists of holdings print them."""

from __future__ import annotations

import pytest

from themegraph.loaders.holdings.days import find_day, order_of, serial_day
from themegraph.loaders.holdings.figures import Mark, UnreadableFigureError, currency_in, decimal_votes, figure

NUMBERS = [
    ("7.15", "point", "7.15"),
    ("4.5995%", "point", "4.5995"),
    ("US$3,362,450,950.80", "point", "3362450950.80"),
    ("26,000", "point", "26000"),
    ("(1,234)", "point", "-1234"),
    ("($1,234.00)", "point", "-1234.00"),
    ("$(12.50)", "point", "-12.50"),
    ("(0.05)%", "point", "-0.05"),
    ("$-1", "point", "-1"),
    ("-$1,234.50", "point", "-1234.50"),
    ("1,234-", "point", "-1234"),
    ("\u22120.04", "point", "-0.04"),
    ("EUR 1,234", "point", "1234"),
    ("1.2E-05", "point", "0.000012"),
    ("1'234.5", "point", "1234.5"),
    ("1.234.567,89", "comma", "1234567.89"),
    ("1,7313\u00a0%", "comma", "1.7313"),
    ("1 234,5", "comma", "1234.5"),
    ("$ 388.311.173.00", "comma", "388311173.00"),
    ("74,000\uc6d0", "point", "74000"),
]
BLANKS = ["", "-", "--", "---", "N/A", "n/a", "\u2013"]
UNREADABLE = [
    ("n.m.", "point"),
    ("#REF!", "point"),
    ("1,23", "point"),
    ("7.15", "comma"),
    ("<0.01%", "point"),
    ("12abc", "point"),
]
DAYS = [
    ("Dec 06, 2024", "2024-12-06"),
    ("December 6, 2024", "2024-12-06"),
    ("19/Jun/2026", "2026-06-19"),
    ("As of 30-Sep-2025", "2025-09-30"),
    ("30-Sep-2025", "2025-09-30"),
    ("as of 2024-12-06", "2024-12-06"),
    ("22.Mai2026", "2026-05-22"),
    ("10.Sept.2026", "2026-09-10"),
    ("30.09.2026", "2026-09-30"),
    ("Daily Holdings (%)  09/22/2026", "2026-09-22"),
    ("6 d\u00e9cembre 2024", "2024-12-06"),
    ("2026\u5e741\u670830\u65e5", "2026-01-30"),
    ("2026. 01. 30", "2026-01-30"),
    ("20260130", "2026-01-30"),
    ("06-Dec-24", "2024-12-06"),
    ("2024-12-06T00:00:00", "2024-12-06"),
]


@pytest.mark.parametrize(("text", "mark", "number"), NUMBERS)
def test_numbers(text: str, mark: Mark, number: str) -> None:
    assert str(figure(text, mark)) == number


@pytest.mark.parametrize("text", BLANKS)
def test_blanks(text: str) -> None:
    assert figure(text) is None


@pytest.mark.parametrize(("text", "mark"), UNREADABLE)
def test_what_is_no_number(text: str, mark: Mark) -> None:
    with pytest.raises(UnreadableFigureError):
        figure(text, mark)


@pytest.mark.parametrize(
    ("cells", "votes"),
    [
        (["26,000", "7.15"], (1, 0)),
        (["1.234,50"], (0, 1)),
        (["26,000", "19.633", "26,790,990.66"], (1, 0)),
        (["26,000"], (0, 0)),
        (["0,715"], (0, 1)),
        (["1.234.567"], (0, 1)),
        (["1.234.567.00"], (0, 0)),
        (["-", "N/A"], (0, 0)),
    ],
)
def test_decimal_votes(cells: list[str], votes: tuple[int, int]) -> None:
    assert decimal_votes(cells) == votes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US$1", "USD"),
        ("$1", "USD"),
        ("HK$1", "HKD"),
        ("\u20ac1", "EUR"),
        ("1 EUR", "EUR"),
        ("Value (GBP)", "GBP"),
        ("7.15%", ""),
    ],
)
def test_currency(text: str, code: str) -> None:
    assert currency_in(text) == code


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text: str, day: str) -> None:
    found = find_day(text)
    assert found is not None
    assert (str(found.day), found.other) == (day, None)


def test_a_month_alone_is_its_last_day() -> None:
    found = find_day("as of February 2024")
    assert found is not None
    assert (str(found.day), found.precision) == ("2024-02-29", "month")


def test_the_order_of_day_and_month() -> None:
    either = find_day("06/04/2024")
    assert either is not None
    assert (str(either.day), str(either.other)) == ("2024-06-04", "2024-04-06")
    assert order_of(["06/04/2024", "06/14/2024"]) == "mdy"
    assert order_of(["06/04/2024", "14/06/2024"]) == "dmy"
    assert order_of(["06/14/2024", "14/06/2024"]) is None


def test_serial_numbers_of_spreadsheets() -> None:
    found = serial_day("45632")
    assert found is not None
    assert str(found.day) == "2024-12-06"
    assert serial_day("123") is None
