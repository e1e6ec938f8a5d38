"""The reader of workbooks: XLSX and XLSM."""

from __future__ import annotations

from functools import partial

from themegraph.errors import ReadError
from themegraph.loaders.confined import confined
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.tables.cells import row_range
from themegraph.loaders.tables.rendering import TableText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TASK = "themegraph.loaders.readers.workbook_rows:parse"
_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class WorkbookReader:
    """Reads the visible sheets of a workbook: dates as ISO dates, percent as shown, results of formulas as stored."""

    name = "XLSX"
    suffixes = (".xlsx", ".xlsm")

    def fit(self, content: Content) -> Fit:
        """Take what holds a workbook whatever its name, and files named so, to say what is wrong with them."""
        packed = content.data.startswith(_PACKED)
        if packed and (b"xl/workbook.xml" in content.data or content.suffix in self.suffixes):
            return Fit.CERTAIN
        named = content.suffix in self.suffixes
        return Fit.CERTAIN if named and content.data.startswith(_OLD) else Fit.NAME if named else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the sheets. Raises ReadError where the file is damaged, encrypted, beyond the limits or empty."""
        if not content.data.startswith(_PACKED):
            raise _other(content)
        return parsed_sheets(confined(_TASK, content.data, where=content.where), MEDIA_TYPE)


def parsed_sheets(tables: list[tuple[str, list[int], list[str]]], media_type: str) -> Parsed:
    """Return the sheets that a child handed back as names, numbers of rows and lines."""
    page = TableText()
    for name, numbers, lines in tables:
        page.add(numbers, lines, syntax="sheet", place=partial(row_range, name), name=name)
    return Parsed(page.text, (), Metadata(), media_type, page.sheets)


def _other(content: Content) -> ReadError:
    """Say what a file named as a workbook is instead."""
    if content.data.startswith(_OLD):
        what = "the workbook is encrypted, or of the old form"
        return ReadError(what, where=content.where, valid="a workbook saved without a password as .xlsx")
    what = "the file is empty" if not content.data else "no workbook, though it is named as one"
    return ReadError(what, where=content.where, valid="an XLSX workbook, or a file named by its format")
