"""Rows of a filing's tables: by market, by customer, with columns of changes, and tables that give something else."""

from __future__ import annotations

import hashlib

import pytest

from themegraph.graph.claim import Claim
from themegraph.loaders.document import Block, Document, Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.filing_heads import Head, read_head
from themegraph.loaders.extraction.filing_tables import row_of

ABOUT = "Borealis Systems"


def claims(caption: str, rows: tuple[str, ...], section: str = "", about: str = ABOUT) -> list[Claim]:
    """Return the claims of a document with one table, its cells a tab apart."""
    text, blocks = f"{caption}\n\n", [Block("paragraph", 0, len(caption), section=section)]
    for number, row in enumerate(rows):
        start = len(text)
        text += row + "\n"
        level = min(number, 1)
        blocks.append(Block("table", start, start + len(row), section=section, level=level, number=number, group=1))
    digest = hashlib.sha256(text.encode()).hexdigest()
    identifier = "https://w3id.org/ai-infrastructure/id/document/example"
    read = Document(identifier, "example.txt", text, tuple(blocks), Metadata(about=about), digest)
    found = list(extract(read).claims)
    assert all(text[c.passage.start : c.passage.end] == c.passage.text for c in found)
    return found


def figures(found: list[Claim]) -> set[tuple[str, str, str]]:
    """Return label, amount and period of performance claims."""
    return {
        (c.object.label, str(c.qualifiers["amount"]), str(c.qualifiers["periodText"]))
        for c in found
        if c.predicate == "performance"
    }


def test_revenue_by_segment_with_changes() -> None:
    found = claims(
        "Revenue by segment:",
        (
            "Year Ended\tYear Ended",
            "Jan 26, 2030\tJan 28, 2029\t$ Change\t% Change",
            "($ in millions)\t($ in millions)\t($ in millions)\t($ in millions)",
            "Lasers\t$1,500\t$1,000\t$500\t50%",
            "Pumps & fans (1)\t200\t400\t(200)\t(50)%",
        ),
    )
    assert figures(found) == {
        ("Lasers revenue", "1500000000", "year ended Jan 26, 2030"),
        ("Lasers revenue", "1000000000", "year ended Jan 28, 2029"),
        ("Pumps & fans revenue", "200000000", "year ended Jan 26, 2030"),
        ("Pumps & fans revenue", "400000000", "year ended Jan 28, 2029"),
    }
    assert {(c.object.label, str(c.qualifiers["percent"])) for c in found if c.predicate == "growth"} == {
        ("Lasers revenue", "50"),
        ("Pumps & fans revenue", "-50"),
    }


def test_shares_of_customers_and_suppliers() -> None:
    columns = ("Years Ended December 31,", "2030\t2029")
    customers = claims(
        "Customers that represented 10% or more of net revenue are as follows:",
        (*columns, "Customer A\t12%\t*", "Quantrel Inc.\t11%\t13%"),
    )
    assert {(c.object.label, str(c.qualifiers["percent"])) for c in customers if c.predicate == "suppliesTo"} == {
        (f"Customer A of {ABOUT}", "12"),
        ("Quantrel Inc.", "11"),
        ("Quantrel Inc.", "13"),
    }
    suppliers = claims(
        "Suppliers comprising more than 10% of total purchases are as follows:", (*columns, "Vendor A\t21%\t16%")
    )
    assert {(c.subject.label, c.object.label) for c in suppliers} == {(f"Vendor A of {ABOUT}", ABOUT)}


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("Balances of 10% or more of accounts receivable are as follows:", ("December 31,", "2030\t2029", "Customer A\t12%\t9%")),
        (
            "Stock-based compensation expense was allocated as follows:",
            ("Year Ended\tYear Ended", "Jan 26, 2030\tJan 28, 2029", "(In millions)", "Cost of revenue\t$178\t$141"),
        ),
        (
            "The following table shows unaudited pro forma results:",
            ("Year Ended\tYear Ended", "Jan 26, 2030\tJan 28, 2029", "(In millions)", "Revenue\t$178\t$141"),
        ),
        ("Revenue by segment:", ("Jan 26, 2030\tJan 28, 2029", "Lasers\t$178\t$141")),
        ("Revenue by segment:", ("Year Ended", "Jan 26, 2030\tJan 28, 2029", "(In millions)", "Lasers\t$178")),
    ],
)  # fmt: skip
def test_tables_that_state_no_figure_of_the_filer(caption: str, rows: tuple[str, ...]) -> None:
    assert [c.predicate for c in claims(caption, rows)] == []


def test_a_row_of_text_is_label_and_cells() -> None:
    row = row_of("Premier Sales, Inc. (and affiliates) (1) 5 % 6 % *")
    assert row is not None
    assert (row.label, row.cells) == ("Premier Sales, Inc.", ("5 %", "6 %", "*"))
    assert row_of("Sales rose to 5 in 2030, and fell later.") is None


def test_spans_and_dates_give_periods() -> None:
    head = Head()
    for line in ("Three Months Ended June 30, Nine Months Ended June 30,", "2030 2029 2030 2029", "(in thousands)"):
        head = read_head(line, head)
    assert head.periods() == (
        "three months ended June 30, 2030",
        "three months ended June 30, 2029",
        "nine months ended June 30, 2030",
        "nine months ended June 30, 2029",
    )
    assert head.scale == 1000
