"""The reader of delimited text: CSV, TSV and their kin."""

from __future__ import annotations

from themegraph.loaders.confined import confined
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.readers.signatures import foreign_format
from themegraph.loaders.tables.rendering import TableText

MEDIA_TYPE, TAB_MEDIA_TYPE = "text/csv", "text/tab-separated-values"
_TASK = "themegraph.loaders.readers.csv_rows:parse"
_OTHERS = (".txt", ".text", "", ".xls", ".xlsx", ".xlsm")  # names that a delimited text has by mistake
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 65_536


class CsvReader:
    """Reads rows of cells with a comma, semicolon, tab or | between them; the first rows may be something else."""

    name = "CSV"
    suffixes = (".csv", ".tsv", ".tab")

    def fit(self, content: Content) -> Fit:
        """Take files named so, and those named as text or spreadsheets that are rows of cells."""
        if content.suffix in self.suffixes:
            head = content.data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
            other = head[:1] in (b"<", b"{") or head[:2] in (b"[{", b"[[") or foreign_format(content.data)
            return Fit.NAME if other else Fit.CONTENT
        return Fit.CONTENT if content.suffix in _OTHERS and _tabular(content.data) else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the rows. Raises ReadError where they are badly encoded, badly quoted or beyond the limits."""
        delimiter, numbers, lines = confined(_TASK, content.data, where=content.where)
        page = TableText()
        page.add(numbers, lines, syntax="csv", place=lambda number, _: f"row={number}")
        media_type = TAB_MEDIA_TYPE if delimiter == "\t" else MEDIA_TYPE
        return Parsed(page.text, (), Metadata(), media_type, page.sheets)


def _tabular(data: bytes) -> bool:
    """Say whether the beginning of a file is rows of cells."""
    from themegraph.loaders.readers.csv_rows import looks_tabular

    head = data[:_SAMPLE]
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not encoding and (b"\0" in head or head.lstrip()[:1] in (b"<", b"{")):
        return False
    return looks_tabular(head.decode(encoding or "utf-8", "replace"))
