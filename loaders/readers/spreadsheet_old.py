"""The reader of old workbooks: the binary .xls of Excel 97 to 2003."""

from __future__ import annotations

from themegraph.errors import ReadError
from themegraph.loaders.confined import confined
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.workbook import parsed_sheets

MEDIA_TYPE = "application/vnd.ms-excel"
_TASK = "themegraph.loaders.readers.spreadsheet_old_rows:parse"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also of old documents of other kinds
_WORKBOOK = "Workbook".encode("utf-16-le")
_BOOK = "Book\0".encode("utf-16-le")


class OldSpreadsheetReader:
    """Reads the visible sheets of a binary workbook: values as stored, numbers as their format shows them."""

    name = "XLS"
    suffixes = (".xls",)

    def fit(self, content: Content) -> Fit:
        """Take compound files that hold a workbook, and files named so, to say what is wrong with them."""
        named = content.suffix in self.suffixes
        if content.data.startswith(_COMPOUND) and (named or _WORKBOOK in content.data or _BOOK in content.data):
            return Fit.CERTAIN
        return Fit.NAME if named else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the sheets. Raises ReadError where the file is no workbook, damaged, encrypted or without cells."""
        if not content.data.startswith(_COMPOUND):
            what = "no workbook, though it is named as one" if content.data else "the file is empty"
            raise ReadError(what, where=content.where, valid="a workbook saved as .xlsx, or its sheet as .csv")
        return parsed_sheets(confined(_TASK, content.data, where=content.where), MEDIA_TYPE)
