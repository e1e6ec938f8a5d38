"""The rows of a binary .xls workbook as text; runs in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.tables.limits import limited
from themegraph.loaders.tables.number_formats import number_text
from themegraph.loaders.tables.rendering import packed

_VALID = "a workbook saved without a password as .xlsx, or its sheet as .csv"
Table = tuple[str, list[int], list[str]]


def parse(data: bytes, where: str) -> list[Table]:
    """Return the visible sheets that hold anything. Raises ReadError for what the library cannot read."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        named = [(name, book.sheet_by_name(name)) for name in book.sheet_names()]
        read = (
            (name, *packed(limited(_rows(book, sheet), f"{where}, {name}")))
            for name, sheet in named
            if not sheet.visibility
        )
        tables = [table for table in read if table[1]]
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # on damaged files the library fails in every way there is
        what = "the workbook is encrypted" if "ncrypt" in str(error) else f"a damaged workbook: {str(error)[:200]}"
        raise ReadError(what, where=where, valid=_VALID) from error
    if not tables:
        raise ReadError("no visible sheet with anything in it", where=where, valid=_VALID)
    return tables


def _rows(book: Any, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for index in range(sheet.nrows):
        yield index + 1, [_text(book, cell) for cell in sheet.row(index)]


def _text(book: Any, cell: Any) -> str:
    """Return a cell as shown."""
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return number_text(repr(cell.value), code, since_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value)
