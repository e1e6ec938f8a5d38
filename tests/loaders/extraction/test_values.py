"""Figures: kinds, exact amounts and spans, bounds, periods, and what is no figure."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themegraph.loaders.extraction.values import Figure, find_values

# sentence, span, amount, currency
MONEY: list[tuple[str, str, str, str]] = [
    ("It paid $2 billion.", "$2 billion", "2e9", "USD"),
    ("It paid $16.5 billion.", "$16.5 billion", "16.5e9", "USD"),
    ("a $600-billion plan", "$600-billion", "600e9", "USD"),
    ("a $1.7 trillion market", "$1.7 trillion", "1.7e12", "USD"),
    ("to Reach US$26 Billion in sales", "US$26 Billion", "26e9", "USD"),
    ("cost $1,250,000 in all", "$1,250,000", "1250000", "USD"),
    ("cost $1,250.75 in all", "$1,250.75", "1250.75", "USD"),
    ("worth $5m now", "$5m", "5e6", "USD"),
    ("worth $5M now", "$5M", "5e6", "USD"),
    ("worth $5mn now", "$5mn", "5e6", "USD"),
    ("worth $3bn now", "$3bn", "3e9", "USD"),
    ("worth $3 bn now", "$3 bn", "3e9", "USD"),
    ("worth $3B now", "$3B", "3e9", "USD"),
    ("worth $1.7T now", "$1.7T", "1.7e12", "USD"),
    ("worth $1.7tn now", "$1.7tn", "1.7e12", "USD"),
    ("worth $250K now", "$250K", "250e3", "USD"),
    ("worth $40 thousand now", "$40 thousand", "40e3", "USD"),
    ("worth $0.25 a share", "$0.25", "0.25", "USD"),
    ("in the table $ 41,096 stands", "$ 41,096", "41096", "USD"),
    ("worth €1.5bn now", "€1.5bn", "1.5e9", "EUR"),
    ("worth EUR 20 million now", "EUR 20 million", "20e6", "EUR"),
    ("worth £300 million now", "£300 million", "300e6", "GBP"),
    ("worth GBP 7 million now", "GBP 7 million", "7e6", "GBP"),
    ("worth ¥500 million now", "¥500 million", "500e6", "JPY"),
    ("worth JPY 9 billion now", "JPY 9 billion", "9e9", "JPY"),
    ("worth CN¥ 8 billion now", "CN¥ 8 billion", "8e9", "CNY"),
    ("worth RMB 8 billion now", "RMB 8 billion", "8e9", "CNY"),
    ("worth CNY8bn now", "CNY8bn", "8e9", "CNY"),
    ("worth ₩4 trillion now", "₩4 trillion", "4e12", "KRW"),
    ("worth KRW 4 trillion now", "KRW 4 trillion", "4e12", "KRW"),
    ("worth NT$90 billion now", "NT$90 billion", "90e9", "TWD"),
    ("worth TWD 90 billion now", "TWD 90 billion", "90e9", "TWD"),
    ("worth CHF 12 million now", "CHF 12 million", "12e6", "CHF"),
    ("worth A$5m now", "A$5m", "5e6", "AUD"),
    ("worth C$ 6 million now", "C$ 6 million", "6e6", "CAD"),
    ("worth HK$70 billion now", "HK$70 billion", "70e9", "HKD"),
    ("worth ₹500 crore now", "₹500 crore", "5e9", "INR"),
    ("worth Rs. 500 crore now", "Rs. 500 crore", "5e9", "INR"),
    ("worth INR 3 lakh now", "INR 3 lakh", "3e5", "INR"),
    ("worth SEK 10 billion now", "SEK 10 billion", "10e9", "SEK"),
    ("worth kr 10 million now", "kr 10 million", "10e6", "SEK"),
    ("worth 2 billion dollars now", "2 billion dollars", "2e9", "USD"),
    ("worth $20 billion dollars now", "$20 billion dollars", "20e9", "USD"),
    ("worth 16.5 billion euros now", "16.5 billion euros", "16.5e9", "EUR"),
    ("worth 1.2 trillion won now", "1.2 trillion won", "1.2e12", "KRW"),
    ("worth 550 million yen now", "550 million yen", "550e6", "JPY"),
    ("worth two billion dollars now", "two billion dollars", "2e9", "USD"),
    ("worth half a billion dollars now", "half a billion dollars", "0.5e9", "USD"),
    ("worth a trillion dollars now", "a trillion dollars", "1e12", "USD"),
    ("worth 500 crore rupees now", "500 crore rupees", "5e9", "INR"),
    ("worth $16.5\u00a0billion now", "$16.5\u00a0billion", "16.5e9", "USD"),
    ("worth $16.5\nbillion now", "$16.5\nbillion", "16.5e9", "USD"),
]


@pytest.mark.parametrize(("text", "span", "amount", "currency"), MONEY)
def test_money(text: str, span: str, amount: str, currency: str) -> None:
    (figure,) = [found for found in find_values(text) if found.kind == "Money"]
    assert (figure.text, figure.amount, figure.currency) == (span, Decimal(amount), currency)
    assert not figure.approximate
    assert figure.lower is figure.upper is None


# sentence, span, amount, approximate, lower, upper
BOUNDED: list[tuple[str, str, str | None, bool, str | None, str | None]] = [
    ("to about $4 billion", "about $4 billion", "4e9", True, None, None),
    ("to around $4 billion", "around $4 billion", "4e9", True, None, None),
    ("to roughly $4 billion", "roughly $4 billion", "4e9", True, None, None),
    ("to approximately $162 million dollars", "approximately $162 million dollars", "162e6", True, None, None),
    ("to nearly $4 billion", "nearly $4 billion", "4e9", True, None, None),
    ("to almost $4 billion", "almost $4 billion", "4e9", True, None, None),
    ("with some $4 billion", "some $4 billion", "4e9", True, None, None),
    ("with ~$4 billion", "~$4 billion", "4e9", True, None, None),
    ("an estimated $4 billion", "an estimated $4 billion", "4e9", True, None, None),
    ("$4 billion or so", "$4 billion or so", "4e9", True, None, None),
    ("to over $4 billion", "over $4 billion", "4e9", False, "4e9", None),
    ("to more than $4 billion", "more than $4 billion", "4e9", False, "4e9", None),
    ("to at least $4 billion", "at least $4 billion", "4e9", False, "4e9", None),
    ("a $20B+ plan", "$20B+", "20e9", False, "20e9", None),
    ("a $1 billion-plus plan", "$1 billion-plus", "1e9", False, "1e9", None),
    ("pay $4 billion or more", "$4 billion or more", "4e9", False, "4e9", None),
    ("Up to $332 billion", "Up to $332 billion", "332e9", False, None, "332e9"),
    ("as much as $4 billion", "as much as $4 billion", "4e9", False, None, "4e9"),
    ("less than $4 billion", "less than $4 billion", "4e9", False, None, "4e9"),
    ("no more than $4 billion", "no more than $4 billion", "4e9", False, None, "4e9"),
    ("up to ~$6.14 billion", "up to ~$6.14 billion", "6.14e9", True, None, "6.14e9"),
    ("for $3-5 billion", "$3-5 billion", None, False, "3e9", "5e9"),
    ("for $3–$5 billion", "$3–$5 billion", None, False, "3e9", "5e9"),
    ("for $3 to 5 billion", "$3 to 5 billion", None, False, "3e9", "5e9"),
    ("for $3 billion to $5 billion", "$3 billion to $5 billion", None, False, "3e9", "5e9"),
    ("for $900 million to $1.2 billion", "$900 million to $1.2 billion", None, False, "900e6", "1.2e9"),
    ("for between $3 billion and $5 billion", "between $3 billion and $5 billion", None, False, "3e9", "5e9"),
    ("for between 3 and 5 billion dollars", "between 3 and 5 billion dollars", None, False, "3e9", "5e9"),
    ("for about $3-5 billion", "about $3-5 billion", None, True, "3e9", "5e9"),
    ("for hundreds of billions of dollars", "hundreds of billions of dollars", None, True, None, None),
    ("for trillions of dollars", "trillions of dollars", None, True, None, None),
    ("for several billion dollars", "several billion dollars", None, True, None, None),
    ("roughly 57%", "roughly 57%", "57", True, None, None),
    ("Over 99% of revenue", "Over 99%", "99", False, "99", None),
    ("by 10-15%", "10-15%", None, False, "10", "15"),
    ("by 10% to 15%", "10% to 15%", None, False, "10", "15"),
    ("of between 10 and 15 percent", "between 10 and 15 percent", None, False, "10", "15"),
    ("nearly three-fold", "nearly three-fold", "3", True, None, None),
    ("more than 12,000 jobs", "more than 12,000", "12000", False, "12000", None),
    ("up to 1,000 jobs", "up to 1,000", "1000", False, None, "1000"),
]


@pytest.mark.parametrize(("text", "span", "amount", "approximate", "lower", "upper"), BOUNDED)
def test_bounds(
    text: str, span: str, amount: str | None, approximate: bool, lower: str | None, upper: str | None
) -> None:
    (figure,) = find_values(text)
    expected = tuple(Decimal(number) if number else None for number in (amount, lower, upper))
    assert (figure.text, figure.approximate) == (span, approximate)
    assert (figure.amount, figure.lower, figure.upper) == expected


# sentence, kind, span, amount, unit
MEASURES: list[tuple[str, str, str, str | None, str]] = [
    ("growth of 57%", "Percent", "57%", "57", ""),
    ("growth of 57 percent", "Percent", "57 percent", "57", ""),
    ("growth of 23 per cent", "Percent", "23 per cent", "23", ""),
    ("growth of 2.75 %", "Percent", "2.75 %", "2.75", ""),
    ("growth of -5%", "Percent", "-5%", "-5", ""),
    ("a fall of five percent", "Percent", "five percent", "5", ""),
    ("grew 2.5-fold", "Multiple", "2.5-fold", "2.5", ""),
    ("revenue tripled", "Multiple", "tripled", "3", ""),
    ("revenue doubled", "Multiple", "doubled", "2", ""),
    ("a tenfold rise", "Multiple", "tenfold", "10", ""),
    ("is 3x faster", "Multiple", "3x", "3", ""),
    ("is 3.5 times faster", "Multiple", "3.5 times", "3.5", ""),
    ("a 2 GW campus", "Quantity", "2 GW", "2", "GW"),
    ("a 2-gigawatt campus", "Quantity", "2-gigawatt", "2", "GW"),
    ("draws 16W each day", "Quantity", "16W", "16", "W"),
    ("draws 2.36 MW", "Quantity", "2.36 MW", "2.36", "MW"),
    ("at 800 Gb/s", "Quantity", "800 Gb/s", "800", "Gb/s"),
    ("at 1.6 Tbps", "Quantity", "1.6 Tbps", "1.6", "Tb/s"),
    ("the 12 nm node", "Quantity", "12 nm", "12", "nm"),
    ("up 25 basis points", "Quantity", "25 basis points", "25", "basis point"),
    ("up 5 percentage points", "Quantity", "5 percentage points", "5", "percentage point"),
    ("a million square feet", "Quantity", "a million square feet", "1000000", "square foot"),
    ("a 10-year deal", "Quantity", "10-year", "10", "year"),
    ("about 7,500 patents", "Count", "about 7,500", "7500", "patents"),
    ("and 2.5 million units", "Count", "2.5 million", "2500000", "units"),
    ("with 26 suppliers", "Count", "26", "26", "suppliers"),
    ("with four direct customers", "Count", "four", "4", "customers"),
    ("and 72k servers", "Count", "72k", "72000", "servers"),
    ("for tens of thousands of jobs", "Count", "tens of thousands", None, ""),
]


@pytest.mark.parametrize(("text", "kind", "span", "amount", "unit"), MEASURES)
def test_measures(text: str, kind: str, span: str, amount: str | None, unit: str) -> None:
    (figure,) = find_values(text)
    assert (figure.kind, figure.text, figure.unit) == (kind, span, unit)
    assert figure.amount == (Decimal(amount) if amount else None)


# sentence, span, first day, last day, precision, period
DATES: list[tuple[str, str, str, str, str, str]] = [
    ("in March 2026", "March 2026", "2026-03-01", "2026-03-31", "month", ""),
    ("in Sept. 2026", "Sept. 2026", "2026-09-01", "2026-09-30", "month", ""),
    ("in February of 2028", "February of 2028", "2028-02-01", "2028-02-29", "month", ""),
    ("on 2026-04-20", "2026-04-20", "2026-04-20", "2026-04-20", "day", ""),
    ("on January 15, 2025", "January 15, 2025", "2025-01-15", "2025-01-15", "day", ""),
    ("on Jan. 15, 2025", "Jan. 15, 2025", "2025-01-15", "2025-01-15", "day", ""),
    ("on 15 January 2025", "15 January 2025", "2025-01-15", "2025-01-15", "day", ""),
    ("on 3/14/2026", "3/14/2026", "2026-03-14", "2026-03-14", "day", ""),
    ("on 1/7/2025", "1/7/2025", "2025-01-01", "2025-12-31", "year", ""),
    ("on March 2-5, 2026", "March 2-5, 2026", "2026-03-02", "2026-03-05", "day", ""),
    ("from March to May 2026", "March to May 2026", "2026-03-01", "2026-05-31", "month", "from March to May 2026"),
    ("as of December 30, 2023", "December 30, 2023", "2023-12-30", "2023-12-30", "day", "as of December 30, 2023"),
    ("in 2025", "2025", "2025-01-01", "2025-12-31", "year", ""),
    ("its 2030 forecast", "2030", "2030-01-01", "2030-12-31", "year", ""),
    ("by 2034", "2034", "2034-01-01", "2034-12-31", "year", "by 2034"),
    ("since 2019", "2019", "2019-01-01", "2019-12-31", "year", "since 2019"),
    ("early 2026", "early 2026", "2026-01-01", "2026-12-31", "year", "early 2026"),
    ("in mid-2026", "mid-2026", "2026-01-01", "2026-12-31", "year", "mid-2026"),
    ("(2024)", "2024", "2024-01-01", "2024-12-31", "year", ""),
    ("2025–2030 outlook", "2025–2030", "2025-01-01", "2030-12-31", "year", "2025–2030"),
    ("from 2025 to 2030", "2025 to 2030", "2025-01-01", "2030-12-31", "year", "from 2025 to 2030"),
    ("the 2030s", "2030s", "2030-01-01", "2039-12-31", "year", ""),
    ("in Q1 2025", "Q1 2025", "2025-01-01", "2025-03-31", "quarter", "Q1 2025"),
    ("in Q3'25", "Q3'25", "2025-07-01", "2025-09-30", "quarter", "Q3'25"),
    ("spent 25Q1", "25Q1", "2025-01-01", "2025-03-31", "quarter", "25Q1"),
    ("in 1Q25", "1Q25", "2025-01-01", "2025-03-31", "quarter", "1Q25"),
    ("the second quarter of 2025", "second quarter of 2025", "2025-04-01", "2025-06-30", "quarter", "second quarter of 2025"),
    ("in H1 2026", "H1 2026", "2026-01-01", "2026-06-30", "month", "H1 2026"),
    ("in the second half of 2026", "second half of 2026", "2026-07-01", "2026-12-31", "month", "second half of 2026"),
    ("in fiscal 2026", "fiscal 2026", "", "", "year", "fiscal 2026"),
    ("in fiscal year 2026", "fiscal year 2026", "", "", "year", "fiscal year 2026"),
    ("in FY26", "FY26", "", "", "year", "FY26"),
    ("in Q2 FY2026", "Q2 FY2026", "", "", "quarter", "Q2 FY2026"),
    ("the second quarter of fiscal 2026", "second quarter of fiscal 2026", "", "", "quarter", "second quarter of fiscal 2026"),
    ("the second quarter of fiscal year 2026", "second quarter of fiscal year 2026", "", "", "quarter",
     "second quarter of fiscal year 2026"),
    ("the three months ended July 27, 2025", "three months ended July 27, 2025", "", "2025-07-27", "day",
     "three months ended July 27, 2025"),
    ("in its first month", "first month", "", "", "unknown", "first month"),
    ("built over 3 years", "3 years", "", "", "unknown", "over 3 years"),
    ("built over the next four years", "the next four years", "", "", "unknown", "over the next four years"),
    ("spent this decade", "this decade", "", "", "unknown", "this decade"),
    ("and In January we met", "January", "", "", "unknown", "January"),
    ("between 2026 and 2035", "2026 and 2035", "2026-01-01", "2035-12-31", "year", "2026 and 2035"),
    ("in the 2025 fiscal year", "2025 fiscal year", "", "", "year", "2025 fiscal year"),
    ("for fiscal years 2025 and 2026", "fiscal years 2025 and 2026", "", "", "year", "fiscal years 2025 and 2026"),
    ("the year ended December 31, 2024", "year ended December 31, 2024", "", "2024-12-31", "day", "year ended December 31, 2024"),
    ("on May 13", "May 13", "", "", "unknown", "May 13"),
    ("up on last year", "last year", "", "", "unknown", "last year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "first", "last", "precision", "period"), DATES)
def test_dates(text: str, span: str, first: str, last: str, precision: str, period: str) -> None:
    (figure,) = find_values(text)
    days = tuple(day.isoformat() if day else "" for day in (figure.date_start, figure.date_end))
    assert (figure.kind, figure.text, *days, figure.precision) == ("Date", span, first, last, precision)
    assert figure.period_text == period


NOTHING = [
    "800G and 1.6T modules", "the H100 and GB200", "see section 5.2", "open 24/7", "Rule 144 applies", "Section 232 applies",
    "Form 10-K and Rule 10b-5", "Numbers 3A090.a or 4A090.a", "the X86 line", "an MI325X card", "with 18x800 links", "Windows 2000",
    "may rise and march on", "the second supplier", "version 2.0.1", "at 10:30", "the QSFP-DD800 plug", "one of them", "the AP1000 design",
    "pounds and yen", "the F-35 jet", "a 3D model", "won the 3 prizes", "the 400ZR plug", "Q&A", "", "   ", "$", "% of", "Item 1A", "H200", "the Zorb 500 companies", "of Line 7 customers",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_figure(text: str) -> None:
    assert find_values(text) == ()


def spans(text: str) -> list[str]:
    return [figure.text for figure in find_values(text)]


SEVERAL: list[tuple[str, list[str]]] = [
    ("from about $16.5 billion in 2025 to $26 billion in 2026", ["about $16.5 billion", "2025", "$26 billion", "2026"]),
    ("from $3 billion to $5 billion", ["$3 billion", "$5 billion"]),
    ("rose 5% to 10%", ["5%", "10%"]),
    ("14%, 11%, 11%, and 10% of sales", ["14%", "11%", "11%", "10%"]),
    ("in 2025, 2026 and 2027", ["2025", "2026", "2027"]),
    ("2000 employees in 2001", ["2000", "2001"]),
    ("$500 billion over the next four years", ["$500 billion", "the next four years"]),
    ("$20 billion this decade and up to $100 billion over\ntwenty years", ["$20 billion", "this decade", "up to $100 billion", "twenty years"]),
    ("$ 41,096 $ 26,272 $ 80,208", ["$ 41,096", "$ 26,272", "$ 80,208"]),
    ("rises to 2030 at 12% CAGR", ["2030", "12%"]),
    ("1.8 TB/s (18x800Gb/s)", ["1.8 TB/s"]),
    ("$2 billion to 5 companies", ["$2 billion", "5"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_figures(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "span", "each"),
    [
        ("$2 billion each in A and B", "$2 billion each", True),
        ("$2 billion apiece", "$2 billion apiece", True),
        ("about $2 billion each.", "about $2 billion each", True),
        ("20% each", "20% each", True),
        ("$2 billion each year", "$2 billion", False),
        ("$2 billion in each", "$2 billion", False),
    ],
)
def test_each_belongs_to_the_figure(text: str, span: str, each: bool) -> None:
    figure = find_values(text)[0]
    assert (figure.text, figure.each) == (span, each)


def test_amounts_are_exact() -> None:
    (figure,) = find_values("It paid $33.8 billion.")
    assert str(figure.amount) == "33800000000"


def test_the_tables_hold_enough_cases() -> None:
    assert len(MONEY) + len(BOUNDED) + len(MEASURES) + len(DATES) + len(NOTHING) + len(SEVERAL) >= 200


def test_the_figures_of_the_reference_document(shared: Path) -> None:
    text = (shared / "seeds" / "ai-infrastructure.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / "gold" / "seed-facts.json").read_text(encoding="utf-8"))["values"]
    found: dict[tuple[int, int], Figure] = {}
    position = 0
    for line in text.split("\n"):
        found |= {(position + figure.start, position + figure.end): figure for figure in find_values(line)}
        position += len(line) + 1
    wanted = {(value["start"], value["end"]): value for value in gold}
    assert [wanted[span]["text"] for span in sorted(wanted.keys() - found.keys())] == []
    assert [found[span].text for span in sorted(found.keys() - wanted.keys())] == ["thousands"]
    for span, value in wanted.items():
        if "value" in value:
            assert found[span].amount == Decimal(str(value["value"]))
            assert found[span].approximate == value["approx"]


PIECES = st.sampled_from(
    ["$", "2", "1,000", ".5", "billion", "to", "and", "between", "about", "%", "-", "–", "in", "2026", "March", "Q1", "fiscal", "each", "won",
     "31", "February", "US$", "€", "x", "GW", "over", "years", "three", "hundreds of", "/", "+", "(", ")", ",", "'25", "99999999999999999999"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
    )
)
def test_spans_are_exact_and_apart(text: str) -> None:
    end = 0
    for figure in find_values(text):
        assert figure.start >= end
        assert figure.text == text[figure.start : figure.end] != ""
        end = figure.end


@given(st.integers(1, 10**6), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]))
def test_scales_multiply(number: int, scale: tuple[str, int]) -> None:
    (figure,) = find_values(f"It cost ${number:,} {scale[0]} then")
    assert figure.amount == number * 10 ** scale[1]


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_days_read_back(day: date) -> None:
    (figure,) = find_values(f"It was on {day:%B} {day.day}, {day.year} there")
    assert (figure.date_start, figure.date_end, figure.precision) == (day, day, "day")
