"""The rows of a SpreadsheetML 2003 workbook as text; runs in a process of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from themegraph.errors import ReadError
from themegraph.loaders.tables.cells import MAX_ROWS
from themegraph.loaders.tables.limits import MAX_COLUMNS, limited
from themegraph.loaders.tables.number_formats import number_text
from themegraph.loaders.tables.rendering import packed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VALID = "a workbook in SpreadsheetML with a visible sheet that has cells"
# Some publishers write names such as "S&P" without escaping them.
_BARE = re.compile(rb"&(?!(?:[A-Za-z]\w{0,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
# Some files begin with an empty line, some with two byte-order marks, of which a parser takes one.
_BEGINNING = re.compile(rb"\A(?:\s|\xef\xbb\xbf(?=\s*(?:\xef\xbb\xbf|<)))*")
_INSTANT = re.compile(r"T00:00:00(?:\.0+)?Z?\Z|(?::00)?(?:\.0+)?Z?\Z")
Table = tuple[str, list[int], list[str]]


def parse(data: bytes, where: str) -> list[Table]:
    """Return the visible sheets that hold anything. Raises ReadError for damaged XML and where no sheet has cells."""
    root = _root(data, where)
    formats = _formats(root)
    sheets = [sheet for sheet in root.iterfind(f"{_SS}Worksheet") if _visible(sheet)]
    read = ((name, *packed(limited(_rows(sheet, formats, f"{where}, {name}"), f"{where}, {name}")))
            for sheet in sheets for name in [sheet.get(f"{_SS}Name", "")])  # fmt: skip
    tables = [table for table in read if table[1]]
    if not tables:
        raise ReadError("no visible sheet with anything in it", where=where, valid=_VALID)
    return tables


def _root(data: bytes, where: str) -> Element:
    from lxml import etree

    def parsed(content: bytes) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.parse(io.BytesIO(content), parser).getroot()

    start = _BEGINNING.sub(b"", data)
    try:
        root = parsed(start)
    except etree.XMLSyntaxError as error:
        if not _BARE.search(start):
            raise ReadError(f"malformed XML: {error}", where=where, valid=_VALID) from error
        try:
            root = parsed(_BARE.sub(b"&amp;", start))
        except etree.XMLSyntaxError as again:
            raise ReadError(f"malformed XML: {again}", where=where, valid=_VALID) from again
    if root.getroottree().docinfo.doctype:
        raise ReadError("a document type in a workbook", where=where, valid=_VALID)
    return root


def _visible(sheet: Element) -> bool:
    return all(state.text == "SheetVisible" for state in sheet.iterfind("{*}WorksheetOptions/{*}Visible"))


def _formats(root: Element) -> dict[str, str]:
    """Return the format code of each style; one without takes that of its parent."""
    styles = {style.get(f"{_SS}ID", ""): style for style in root.iterfind(f"{_SS}Styles/{_SS}Style")}
    return {name: _format(style, styles) for name, style in styles.items()}


def _format(style: Element, styles: dict[str, Element], depth: int = 0) -> str:
    own = style.find(f"{_SS}NumberFormat")
    if own is not None:
        return str(own.get(f"{_SS}Format", "General"))
    parent = styles.get(style.get(f"{_SS}Parent", ""))
    return _format(parent, styles, depth + 1) if parent is not None and depth < 8 else "General"


def _rows(sheet: Element, formats: dict[str, str], where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that stand in a sheet; a row or cell may say its own number."""
    number = 0
    for row in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        number = _whole(row.get(f"{_SS}Index"), number + 1)
        if not 0 < number <= MAX_ROWS:
            raise ReadError(f"a row numbered {number:,}", where=where, valid=f"rows from 1 to {MAX_ROWS:,}")
        yield number, _cells(row, formats, f"{where}, row {number}")
        number += _whole(row.get(f"{_SS}Span"), 0)


def _cells(row: Element, formats: dict[str, str], where: str) -> list[str]:
    cells: list[str] = []
    after = 0  # columns that the cell before covers
    for cell in row.iterfind(f"{_SS}Cell"):
        column = _whole(cell.get(f"{_SS}Index"), len(cells) + after + 1)
        if not 0 < column <= MAX_COLUMNS:
            raise ReadError(f"a cell in column {column:,}", where=where, valid=f"at most {MAX_COLUMNS:,} columns")
        cells.extend([""] * (column - len(cells)))
        style = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID") or "Default"
        cells[column - 1] = _text(cell, formats.get(style, "General"))
        after = min(_whole(cell.get(f"{_SS}MergeAcross"), 0), MAX_COLUMNS)
    return cells


def _text(cell: Element, code: str) -> str:
    """Return a cell as shown; a formula without a stored result is shown itself."""
    data = cell.find(f"{_SS}Data")
    stored = "".join(data.itertext()) if data is not None else ""
    if not stored:
        return cell.get(f"{_SS}Formula") or ""
    kind = data.get(f"{_SS}Type", "String") if data is not None else ""
    if kind == "Number":
        return number_text(stored.strip(), code)
    if kind == "DateTime":
        return _INSTANT.sub("", stored.strip()).replace("T", " ")
    if kind == "Boolean":
        return "TRUE" if stored.strip() == "1" else "FALSE"
    return stored


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else otherwise
