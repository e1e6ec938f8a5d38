"""The rows of an XLSX workbook as text; runs in a process of its own.

The cells are read here rather than by a library for spreadsheets: a file may claim a billion rows or a million columns,
and only what it really holds may cost anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.readers.workbook_parts import Workbook, elements, opened, text_of
from themegraph.loaders.tables.cells import MAX_ROWS, column_number
from themegraph.loaders.tables.limits import MAX_COLUMNS, limited
from themegraph.loaders.tables.number_formats import number_text
from themegraph.loaders.tables.rendering import packed

MOST_SHEETS = 200
_VALID = "a workbook with a visible sheet that has cells"
Table = tuple[str, list[int], list[str]]


def parse(data: bytes, where: str) -> list[Table]:
    """Return the visible sheets that hold anything: name, numbers of rows, lines. Raises ReadError where none does."""
    workbook = opened(data, where)
    if len(workbook.sheets) > MOST_SHEETS:
        raise ReadError(f"{len(workbook.sheets):,} sheets", where=where, valid=f"at most {MOST_SHEETS}")
    read = ((name, *packed(limited(_rows(workbook, name, part), f"{where}, {name}"))) for name, part in workbook.sheets)
    tables = [table for table in read if table[1]]
    if not tables:
        raise ReadError("no visible sheet with anything in it", where=where, valid=_VALID)
    return tables


def _rows(workbook: Workbook, name: str, part: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that stand in a sheet; those between are empty and take no room."""
    number = 0
    for element in elements(workbook.archive, part, workbook.where, "row"):
        number = _whole(element.get("r"), number + 1)
        if not 0 < number <= MAX_ROWS:
            where = f"{workbook.where}, {name}"
            raise ReadError(f"a row numbered {number:,}", where=where, valid=f"rows from 1 to {MAX_ROWS:,}")
        yield number, _cells(workbook, element, f"{workbook.where}, {name}, row {number}")


def _cells(workbook: Workbook, row: Any, where: str) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag[-2:] != "}c":
            continue
        reference = cell.get("r")
        column = _column(reference) if reference else len(cells) + 1
        if not 0 < column <= MAX_COLUMNS:
            raise ReadError(f"a cell at {reference!a}", where=where, valid=f"at most {MAX_COLUMNS:,} columns")
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = _text(workbook, cell, where)
    return cells


def _column(reference: str) -> int:
    return column_number(reference.rstrip("0123456789"))


def _text(workbook: Workbook, cell: Any, where: str) -> str:
    """Return a cell as shown; a formula without a stored result is shown itself."""
    kind, stored, formula = cell.get("t", "n"), "", None
    if kind == "inlineStr":
        return text_of(cell)
    for part in cell:
        name = part.tag[-2:]
        if name == "}v":
            stored = part.text or ""
        elif name == "}f":
            formula = part.text or ""
    if not stored:
        return "" if formula is None else f"={formula}"
    if kind == "s":
        index = _whole(stored, -1)
        if not 0 <= index < len(workbook.strings):
            raise ReadError(f"no shared string {stored[:20]!a}", where=where, valid="an undamaged workbook")
        return workbook.strings[index]
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    if kind == "d":
        return stored.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00").replace("T", " ")
    if kind != "n":
        return stored
    style = _whole(cell.get("s"), 0)
    code = workbook.formats[style] if 0 <= style < len(workbook.formats) else "General"
    return number_text(stored, code, since_1904=workbook.since_1904)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else otherwise
