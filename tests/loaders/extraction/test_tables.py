"""Tables and labelled lines: what the head of a column or a label says its cells are, and what says nothing."""

from __future__ import annotations

import pytest

from themegraph.graph.claim import LIVE, Claim
from themegraph.loaders.document import Metadata
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.tables import role_of
from themegraph.loaders.reading import parse_document


def claims(text: str, title: str = "") -> list[Claim]:
    document = parse_document(text.encode(), name="page.md", given=Metadata(title=title))
    return [claim for claim in extract(document).claims if claim.status in LIVE]


def spelled(found: list[Claim]) -> set[str]:
    return {f"{c.subject.label} | {c.predicate} | {c.object.label}" for c in found}


HOLDINGS = """# Quantrel Optical ETF

| Ticker | Name | Weight |
|---|---|---|
| ZYB | Zyblat Corp. | 13.04% |
| AMB | Ambit Ltd. | 2.1% |
"""


def test_weights_of_a_funds_holdings() -> None:
    found = {c.object.label: c for c in claims(HOLDINGS) if c.predicate == "holds"}
    assert {label: str(c.qualifiers["weightPercent"]) for label, c in found.items()} == {
        "Zyblat Corp.": "13.04",
        "Ambit Ltd.": "2.1",
    }
    assert {c.subject.label for c in found.values()} == {"Quantrel Optical ETF"}
    assert all("| " + c.object.label in c.passage.text for c in found.values())


def test_a_table_of_no_fund_holds_nothing() -> None:
    assert not [c for c in claims(HOLDINGS.replace("Quantrel Optical ETF", "Names to know")) if c.predicate == "holds"]


def test_companies_by_layer() -> None:
    text = "# Chain\n\n| Layer | Companies |\n|---|---|\n| Lasers | Zyblat Corp., Ambit Ltd. |\n| Cooling | Quantrel Inc. |\n"
    assert spelled(claims(text)) >= {
        "Zyblat Corp. | supplies | laser",
        "Ambit Ltd. | supplies | laser",
        "Quantrel Inc. | supplies | cooling",
    }


def test_investments_by_place() -> None:
    text = "# Plants\n\n| Company | Investment | Location |\n|---|---|---|\n| Zyblat Corp. | $65 billion | Phoenix, Arizona |\n"
    found = [c for c in claims(text) if c.predicate == "investsIn"]
    assert [(c.subject.label, c.object.label, c.qualifiers["amount"]) for c in found] == [
        ("Zyblat Corp.", "Phoenix, Arizona", 65_000_000_000)
    ]


PROFILE = """# Optics

## Quantrel Inc.

- **Headquarters:** Berkeley, California
- Key customers: Zyblat Corp. and Ambit Ltd.
- Former customers: Borealis Systems Inc.
- Competitors: none
- Products: cold plates, pumps
"""


def test_labelled_lines_of_a_section() -> None:
    found = spelled(claims(PROFILE))
    assert found >= {
        "Quantrel Inc. | headquarteredIn | Berkeley, California",
        "Quantrel Inc. | suppliesTo | Zyblat Corp.",
        "Quantrel Inc. | suppliesTo | Ambit Ltd.",
        "Quantrel Inc. | produces | cold plates",
        "Quantrel Inc. | produces | pumps",
    }
    assert not any("Borealis" in line or "competesWith" in line for line in found)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Key customers", "customer"),
        ("Weight (%)", "weight"),
        ("**Benchmark**", "index"),
        ("Representative players", "name"),
        ("Former customers", None),
        ("Potential suppliers", None),
        ("Notes", None),
    ],
)
def test_role_of_a_head(head: str, role: str | None) -> None:
    assert role_of(head) == role


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lisbon-based Zyblat Corp. announced a plan.", "Lisbon"),
        ("Lisbon-based pump maker Zyblat Corp., a supplier, grew.", "Lisbon"),
        ("Linux-based Zyblat Corp. announced a plan.", None),
        ("Ethernet-based Zyblat Corp. announced a plan.", None),
        ("Cloud-based tools of Zyblat Corp. grew.", None),
    ],
)
def test_a_seat_that_opens_a_sentence(text: str, place: str | None) -> None:
    seats = [c.object.label for c in claims(text) if c.predicate == "headquarteredIn"]
    assert seats == ([place] if place else [])


STACK = """# Grid storage: layers and names

## Cells
- Quantrel Inc. (QTRL) – iron-air cells, sodium modules; sole source for one utility
- Zyblat Corp., Ambit Ltd. – flow cells

## Switchgear
- Orion Ltd.: busway ducts
- Borealis Systems (may leave the market): relays

## Notes
- Quantrel Inc.: written in May
"""


def test_companies_under_the_heading_of_a_layer() -> None:
    assert spelled([c for c in claims(STACK) if c.predicate in {"supplies", "produces"}]) == {
        "Quantrel Inc. | supplies | cells",
        "Zyblat Corp. | supplies | cells",
        "Ambit Ltd. | supplies | cells",
        "Orion Ltd. | supplies | switchgear",
        "Quantrel Inc. | produces | iron-air cells",
        "Quantrel Inc. | produces | sodium modules",
        "Zyblat Corp. | produces | flow cells",
        "Ambit Ltd. | produces | flow cells",
        "Orion Ltd. | produces | busway ducts",
    }


@pytest.mark.parametrize(
    "text",
    [
        STACK.replace("layers and names", "what we read"),  # no map of layers: only the known layer counts
        STACK.replace("## Cells", "## Rumours").replace("## Switchgear", "## Layoffs"),
    ],
    ids=["no map", "no layers"],
)
def test_headings_that_name_no_layer(text: str) -> None:
    assert not {found for found in spelled(claims(text)) if found.endswith(("| cells", "| rumours", "| layoffs"))}


BY_YEAR = """# Semiconductor equipment

| Year | HBM market | Growth |
|---|---|---|
| 2024 | $104 billion | 7% |
| 2026E | $126 billion | 8.6% |
| later | $200 billion | 9% |

| Company | FY2025 revenue |
|---|---|
| Zyblat Corp. | $18.4 billion |
| Ambit Ltd. | expected $3 billion |
"""


def test_a_market_by_year_and_revenue_by_company() -> None:
    found = claims(BY_YEAR)
    sizes = {
        (str(c.qualifiers["startDate"]), str(c.qualifiers["amount"])) for c in found if c.predicate == "marketEstimate"
    }
    assert sizes == {("2024-01-01", "104000000000"), ("2026-01-01", "126000000000")}
    kinds = {str(c.qualifiers["percent"]): c.qualifiers["estimateKind"] for c in found if c.predicate == "growth"}
    assert kinds == {"7": "estimate", "8.6": "forecast"}
    revenue = {c.subject.label: str(c.qualifiers["amount"]) for c in found if c.predicate == "performance"}
    assert revenue == {"Zyblat Corp.": "18400000000"}


def test_symbols_alone_prove_companies_where_a_document_gives_symbols() -> None:
    page = "# Layers\n\n- Nvidia (NVDA): chips\n- Broadcom (AVGO): chips\n- Zorbo (ZRB): chips\n- Direct Zorb Extraction (DZE): a method\n"
    tickers = {c.subject.label: c.object.label for c in claims(page) if c.predicate == "hasTicker"}
    assert tickers["Zorbo"] == "ZRB"
    assert "DZE" not in tickers.values()
    assert not {c.subject.label for c in claims("- Zorbo (ZRB): chips\n") if c.predicate == "hasTicker"}
