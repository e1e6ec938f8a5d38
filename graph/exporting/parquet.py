"""The network as Parquet: typed columns, and every claim of a fact in a list."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from themegraph.errors import UsageError
from themegraph.graph.exporting.columns import (
    DIGITS,
    EDGE_COLUMNS,
    NODE_COLUMNS,
    PLACES,
    Cell,
    Column,
    Kind,
    Row,
)
from themegraph.graph.exporting.network_rows import Network

if TYPE_CHECKING:
    import pyarrow

STATEMENT: tuple[tuple[str, Kind], ...] = (
    ("claim", "text"),
    ("sentence", "text"),
    ("start", "integer"),
    ("end", "integer"),
    ("document", "text"),
    ("title", "text"),
    ("publisher", "text"),
    ("published", "text"),
    ("claimant", "text"),
    ("citation", "text"),
    ("cited", "text"),
    ("confidence", "decimal"),
    ("status", "text"),
    ("derived", "boolean"),
    ("extractor", "text"),
)


def parquet(network: Network) -> dict[str, bytes]:
    """Return `nodes` and `edges` as Parquet files; the columns are the same for every graph."""
    import pyarrow.parquet as files

    tables = {"nodes": _table(NODE_COLUMNS, network.nodes), "edges": _table(EDGE_COLUMNS, network.edges)}
    written = {}
    for name, table in tables.items():
        sink = io.BytesIO()
        files.write_table(table, sink, compression="zstd")
        written[name] = sink.getvalue()
    return written


def require_pyarrow() -> None:
    """Raise UsageError where pyarrow is not installed, before anything is read."""
    try:
        importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        raise UsageError(
            "Parquet needs the package pyarrow", valid="pip install 'themegraph[arrow]', or the form csv"
        ) from error


def _table(columns: Iterable[Column], rows: Iterable[Row]) -> pyarrow.Table:
    import pyarrow

    schema = pyarrow.schema([pyarrow.field(column.name, _type(column.kind)) for column in columns])
    return pyarrow.Table.from_pylist([_record(row, schema.names) for row in rows], schema=schema)


def _record(row: Row, names: list[str]) -> dict[str, object]:
    cells: dict[str, Cell] = {name: row.get(name) for name in names}
    return {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in cells.items()}


def _type(kind: Kind) -> pyarrow.DataType:
    """Return the Arrow type of a column."""
    import pyarrow

    match kind:
        case "decimal":
            return pyarrow.decimal128(DIGITS, PLACES)
        case "integer":
            return pyarrow.int64()
        case "boolean":
            return pyarrow.bool_()
        case "date":
            return pyarrow.date32()
        case "texts":
            return pyarrow.list_(pyarrow.string())
        case "statements":
            return pyarrow.list_(pyarrow.struct([(name, _type(inner)) for name, inner in STATEMENT]))
    return pyarrow.string()
