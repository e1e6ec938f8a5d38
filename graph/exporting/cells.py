"""Cells of an exported network: from the texts of the graph to typed values, and back to text without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from themegraph.graph.exporting.columns import DIGITS, KIND_OF, PLACES, Cell, Kind

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qualifier_cells(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, Cell], tuple[str, ...]]:
    """Return the cells of qualifiers, and as name=value what is left: further figures, figures too long for a column.

    >>> qualifier_cells([("percent", "2.50"), ("percent", "3"), ("productText", "ore"), ("productText", "tin")])
    ({'percent': Decimal('2.50'), 'productText': 'ore | tin'}, ('percent=3',))
    """
    cells: dict[str, Cell] = {}
    more = []
    for name, text in pairs:
        value, held = typed(KIND_OF.get(name, "text"), text), cells.get(name)
        if value is None or (held is not None and not isinstance(value, str)):
            more.append(f"{name}={text}")
        else:
            cells[name] = value if held is None else f"{held} | {value}"
    return cells, tuple(more)


def typed(kind: Kind, text: str) -> Cell:
    """Return a text as a value of a column; None where the column cannot hold it.

    >>> typed("decimal", "16.5"), typed("decimal", "1" + "0" * 40), typed("date", "2031-03-01")
    (Decimal('16.5'), None, datetime.date(2031, 3, 1))
    """
    try:
        if kind == "decimal":
            return _fitting(Decimal(text))
        if kind == "integer":
            return int(text) if abs(int(text)) < 2**63 else None
        if kind == "date":
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return None
    return text == "true" if kind == "boolean" else text


def _fitting(number: Decimal) -> Decimal | None:
    exponent = number.as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -PLACES and number.adjusted() < DIGITS - PLACES
    return number if fits else None


def rounded(number: Decimal) -> Decimal:
    """Return a number with no more places than a column has.

    >>> rounded(Decimal("0.9")), rounded(Decimal("0.1234567890123"))
    (Decimal('0.9'), Decimal('0.1234567890'))
    """
    exponent = number.as_tuple().exponent
    return round(number, PLACES) if isinstance(exponent, int) and exponent < -PLACES else number


def text_of(cell: Cell) -> str:
    """Return a cell as text without loss: decimals in full, dates as ISO text, lists joined by a bar.

    >>> text_of(Decimal("2E+9")), text_of(True), text_of(("A", "B")), text_of(None)
    ('2000000000', 'true', 'A | B', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return " | ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids, which spreadsheets do not take either.

    >>> clean("tin" + chr(1) + chr(0) + " ore" + chr(0xFFFF))
    'tin ore'
    """
    return FORBIDDEN.sub("", text)
