"""Whatever stands in the cells of a table, reading it ends with claims that the gate takes, or with none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.graph.gate import check
from themegraph.loaders.document import Document, Metadata
from themegraph.loaders.holdings.files import read
from themegraph.loaders.tables.rendering import TableText, packed
from themegraph.loaders.tables.unread import unread
from themegraph.ontology.registry import load_registry

HEADINGS = (
    "Name",
    "Ticker",
    "ISIN",
    "Weight (%)",
    "Shares",
    "Market Value ($)",
    "Asset Class",
    "Date",
    "Fund",
    "Country",
)
ODD = (
    "",
    "-",
    "N/A",
    "0.5",
    "7,15",
    "1.234,5",
    "(1,234)",
    "1e99",
    "US$1",
    "%",
    "()",
    "=",
    '="',
    "Total",
    "Cash",
    "Alpha Corp",
    "NVDA UW",
    "US0378331005",
    "06/04/2024",
    "31.02.2024",
    "as of 2024-13-45",
    "99999999",
    "Equity",
    "Futures",
    "Korea (South)",
    "a sentence of words, which goes on and on, and never ends",
    "\u202eevil",
    "\u0000",
    "١٢٣",
    "½",
    "²",
)
CELLS = st.sampled_from(ODD) | st.text(max_size=12)
ROWS = st.lists(st.lists(CELLS, max_size=len(HEADINGS)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=4), max_size=4), st.permutations(HEADINGS), st.integers(2, len(HEADINGS)), ROWS
)
def test_any_table(above: list[list[str]], headings: list[str], width: int, rows: list[list[str]]) -> None:
    page = TableText()
    grid = [*above, headings[:width], *rows]
    page.add(*packed(enumerate(grid, start=1)), syntax="csv", place=lambda number, _: f"row={number}")
    document = Document(
        "https://example.org/a", "a.csv", page.text, (), Metadata("a"), "0" * 64, "text/csv", page.sheets
    )
    reading = read(document, load_registry()) or unread(document, load_registry())
    gated = check(reading)
    names = {refusal.name for refusal in gated.rejected}
    assert names <= {"entity", "qualifier-text"}, gated.rejected
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert reading == (read(document, load_registry()) or unread(document, load_registry()))
