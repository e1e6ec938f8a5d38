"""The network as CSV: a list of nodes and a list of edges, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from themegraph.graph.exporting.cells import clean, text_of
from themegraph.graph.exporting.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Row
from themegraph.graph.exporting.network_rows import Network

#: What makes a spreadsheet take a text for a formula, the full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBERS = frozenset({"decimal", "integer"})


def delimited(network: Network) -> dict[str, bytes]:
    """Return `nodes` and `edges` as CSV in UTF-8; the columns are the same for every graph."""
    return {"nodes": _table(NODE_COLUMNS, network.nodes), "edges": _table(EDGE_COLUMNS, network.edges)}


def _table(columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    shown = [column for column in columns if column.kind != "statements"]
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([column.name for column in shown])
    writer.writerows([_cell(column, row) for column in shown] for row in rows)
    return sink.getvalue().encode()


def _cell(column: Column, row: Row) -> str:
    text = clean(text_of(row.get(column.name)))
    return text if column.kind in NUMBERS else unformula(text)


def unformula(text: str) -> str:
    """Keep a spreadsheet from running a text.

    >>> unformula('=HYPERLINK("x")'), unformula("tin")
    ('\\'=HYPERLINK("x")', 'tin')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
