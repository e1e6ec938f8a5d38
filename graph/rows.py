"""Rows of tables as evidence: the cells of a passage with the names that its header gives them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest


def named_cells(text: str, header: str) -> tuple[tuple[str, str], ...]:
    r"""Return the cells of a row that hold anything, each with its column's name where the header has one.

    >>> named_cells("ABCD\tAbel Photonics\t\t7.15", "Ticker\tName\tSector\tWeight")
    (('Ticker', 'ABCD'), ('Name', 'Abel Photonics'), ('Weight', '7.15'))
    """
    return tuple((name, cell) for name, cell in _pairs(text, header) if cell)


def row_words(text: str, header: str = "") -> str:
    r"""Return a row on one line for reading.

    >>> row_words("ABCD\tAbel Photonics\t7.15", "Ticker\tName\tWeight (%)")
    'Ticker ABCD · Name Abel Photonics · Weight (%) 7.15'
    """
    return " · ".join(f"{name} {cell}".strip() for name, cell in named_cells(text, header))


def _pairs(text: str, header: str) -> Iterator[tuple[str, str]]:
    cells, names = text.split("\t"), header.split("\t")
    pairs = zip_longest(names[: len(cells)], cells, fillvalue="")
    return ((name.strip(), cell.strip()) for name, cell in pairs)
