"""The answer to a question: named columns and rows of typed cells, with what the reader must be told about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from themegraph.queries.guard import PREFIXES

XSD = PREFIXES["xsd"]
INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "unsignedInt")
)
Texts = tuple[str, ...]
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | Texts | None
Python = str | int | float | bool | Decimal | date | list[str] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under named columns; `notices` say what was left out or cut."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notices: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Python]]:
        """Return each row as a mapping of column to a Python value: numbers, dates, booleans, texts."""
        return [dict(zip(self.columns, map(python_value, row), strict=True)) for row in self.rows]


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
