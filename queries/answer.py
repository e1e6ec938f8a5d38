"""The answer to a question: named columns and rows of typed cells, with what the reader must be told about them."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from themegraph.queries.guard import PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

XSD = PREFIXES["xsd"]
INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "unsignedInt")
)
Texts = tuple[str, ...]
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | Texts | None
Python = str | int | float | bool | Decimal | date | list[str] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under named columns; `notices` say what was left out or cut, `triples` that each row is one of a graph."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notices: tuple[str, ...] = ()
    triples: bool = False

    def typed(self) -> list[Any]:
        """Return each row as a named tuple of Python values.

        >>> Answer(("name",), ((ox.Literal("tin"),),)).typed()
        [Row(name='tin')]
        """
        # A column may be called what no attribute can be; it is then reached by its place.
        row = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        return [row(*map(python_value, cells)) for cells in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame: dates as dates, decimals exact, whole numbers that may be missing."""
        from themegraph.queries.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> polars.DataFrame:
        """Return a polars data frame with the same types."""
        from themegraph.queries.frames import to_polars

        return to_polars(self)

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table with the same types."""
        from themegraph.queries.frames import to_arrow

        return to_arrow(self)

    def records(self) -> list[dict[str, Python]]:
        """Return each row as a mapping of column to a Python value: numbers, dates, booleans, texts."""
        return [dict(zip(self.columns, map(python_value, row), strict=True)) for row in self.rows]

    def __str__(self) -> str:
        from themegraph.queries.showing import as_text

        return as_text(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the forms a notebook chooses from: a table as HTML, and text."""
        from themegraph.queries.showing import mimebundle

        return mimebundle(self)


def texts(row: Iterable[Cell]) -> tuple[str, ...]:
    """Return the cells of a row as plain texts, empty where there is none."""
    return tuple(cell.value if isinstance(cell, ox.NamedNode | ox.Literal | ox.BlankNode) else "" for cell in row)


def rows_of_texts(rows: Iterable[Iterable[str | int]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of plain values as rows of literals."""
    return tuple(tuple(ox.Literal(value) for value in row) for row in rows)


def python_value(cell: Cell) -> Python:
    """Return a cell as a Python value; text where its datatype says no more.

    >>> python_value(ox.Literal("2000000000.0", datatype=ox.NamedNode(XSD + "decimal")))
    Decimal('2000000000.0')
    """
    if cell is None:
        return None
    if isinstance(cell, tuple):
        return list(cell)
    if not isinstance(cell, ox.Literal):
        return cell.value if isinstance(cell, ox.NamedNode) else str(cell)
    try:
        return _typed(cell.value, cell.datatype.value)
    except (ValueError, InvalidOperation):
        return cell.value


def _typed(text: str, datatype: str) -> Python:
    """Read a literal's text by its datatype."""
    if datatype in INTEGERS:
        return int(text)
    if datatype == XSD + "decimal":
        return Decimal(text)
    if datatype in (XSD + "double", XSD + "float"):
        return float(text)
    if datatype == XSD + "boolean":
        return text in ("true", "1")
    return date.fromisoformat(text) if datatype == XSD + "date" else text
