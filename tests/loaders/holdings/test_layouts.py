"""Files of every layout that is known, row by row: the lines beside each file say what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from themegraph.graph.gate import check
from themegraph.loaders.document import Document
from themegraph.loaders.holdings.files import portfolios_of, read
from themegraph.loaders.holdings.layouts import layouts
from themegraph.loaders.holdings.portfolio import Portfolio, Position
from themegraph.loaders.reading import parse_document
from themegraph.ontology.registry import load_registry

FILES = Path(__file__).with_name("files")
TABLES = sorted(path.name for path in FILES.iterdir() if path.suffix in (".csv", ".json"))
BOOKS = (
    "holdings-daily-us-en-xxlk.xlsx",
    "holdings-daily-emea-en-xspe-gy.xlsx",
    "XSMH_asof_20260922.xlsx",
    "amundi.xlsx",
    "XTDIV_Stand_20260605.xlsx",
    "Constituent_IE0000000001.xlsx",
    "vanguard-eu.xlsx",
    "iShares-Example-Clean-Power-ETF_fund.xls",
)
NAMES = (*TABLES, *BOOKS)
TABLE_COUNT = 48
HEAD = ("layout", "holder", "ticker", "as_of", "provider", "index", "isin", "stated_weight")
ROW = (
    "name",
    "ticker",
    "isin",
    "cusip",
    "sedol",
    "figi",
    "weight",
    "shares",
    "amount",
    "currency",
    "quantity",
    "unit",
    "asset_class",
    "country",
    "side",
)


def shown(document: Document) -> str:
    """Return the lists of a document as lines of fields parted by tabs: one that starts with # for each list, one a row."""
    portfolios = portfolios_of(document)
    return "".join(f"{line}\n" for portfolio in portfolios for line in _lines(portfolio))


def _lines(portfolio: Portfolio) -> Iterator[str]:
    yield "\t".join(("#", *(_text(getattr(portfolio, field)) for field in HEAD)))
    yield from (_row(position) for position in portfolio.positions)


def _row(position: Position) -> str:
    return "\t".join((str(position.row.number), *(_text(getattr(position, field)) for field in ROW))).rstrip("\t")


def _text(value: object) -> str:
    return "" if value is None else str(value)


@pytest.fixture(scope="module")
def documents(books: Mapping[str, bytes]) -> Mapping[str, Document]:
    """Every file, read once."""
    data = {name: books[name] if name in books else (FILES / name).read_bytes() for name in NAMES}
    return {name: parse_document(content, name=name) for name, content in data.items()}


def expected(name: str) -> str:
    """Return the lines beside a file."""
    return (FILES / f"{name}.expected.tsv").read_text(encoding="utf-8")


def test_every_file_is_here(books: Mapping[str, bytes]) -> None:
    assert len(TABLES) == TABLE_COUNT
    assert set(BOOKS) == set(books)
    assert {f"{name}.expected.tsv" for name in NAMES} == {path.name for path in FILES.glob("*.expected.tsv")}


def test_every_layout_has_a_file() -> None:
    assert {expected(name).split("\t")[1] for name in NAMES} - {""} == {layout.name for layout in layouts()}


@pytest.mark.parametrize("name", NAMES)
def test_every_row(documents: Mapping[str, Document], name: str) -> None:
    assert shown(documents[name]) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_position_becomes_a_claim_of_its_row(documents: Mapping[str, Document], name: str) -> None:
    document = documents[name]
    reading = read(document, load_registry())
    assert reading is not None
    gated = check(reading)
    assert gated.rejected == ()
    positions = [position for portfolio in portfolios_of(document) for position in portfolio.positions]
    held = [claim for claim in gated.accepted if claim.predicate == "holds"]
    assert [claim.qualifiers["heldText"] for claim in held] == [position.name for position in positions]
    assert [claim.qualifiers.get("weightPercent") for claim in held] == [position.weight for position in positions]
    for claim, position in zip(held, positions, strict=True):
        assert claim.passage.text == document.text[position.row.start : position.row.end]
        assert claim.passage.selector is not None
        assert claim.passage.selector.value == position.row.place


@pytest.mark.parametrize("name", NAMES)
def test_weights_add_up(documents: Mapping[str, Document], name: str) -> None:
    for portfolio in portfolios_of(documents[name]):
        total = sum((each.weight for each in portfolio.positions if each.weight is not None), Decimal(0))
        assert abs(total - (portfolio.stated_weight or 100)) <= Decimal("0.5"), portfolio.holder
        assert not [note for note in portfolio.notes if "add up" in note and "fractions" not in note]


@pytest.mark.parametrize("name", ["ishares-us.csv", "korean.csv", "amundi-fr.csv"])
def test_line_ends_and_encodings_make_no_difference(name: str) -> None:
    text = (FILES / name).read_bytes().decode("utf-8-sig")
    for data in (text.replace("\n", "\r\n").encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        assert shown(parse_document(data, name=name)) == expected(name)


LEGAL = (
    "The list is handed out by Example Distributors, LLC, 1 Nowhere Drive, Oaks, PA, 19456, which is nobody's agent.",
    "Not insured by anybody, No Bank Guarantee, May Lose Value",
    "© 2026 Example Capital, Inc. All rights given away.",
    "Lists may change, without notice, at any time, and should not be taken, for advice to buy, or sell, anything",
    "Call 1-800-000-0000, or visit www.example.com, for a leaflet",
    "Member ABCD, WXYZ, NYSE",
)


@pytest.mark.parametrize("name", [name for name in TABLES if name.endswith(".csv")])
def test_text_below_with_commas_is_no_holding(name: str) -> None:
    text = (FILES / name).read_bytes().decode("utf-8-sig").rstrip()
    below = "\n".join((text, "", *LEGAL, ""))
    assert shown(parse_document(below.encode(), name=name)) == expected(name)


def test_the_page_about_tables_names_every_layout(root: Path) -> None:
    page = (root / "docs/tables.md").read_text(encoding="utf-8")
    assert [layout.name for layout in layouts() if f"`{layout.name}`" not in page] == []
