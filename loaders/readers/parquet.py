"""The reader of Parquet: a table with typed columns, in row groups; needs the extra `arrow`."""

from __future__ import annotations

from importlib.util import find_spec

from themegraph.errors import ReadError
from themegraph.loaders.confined import confined
from themegraph.loaders.document import Metadata
from themegraph.loaders.readers.base import Content, Fit, Parsed
from themegraph.loaders.tables.rendering import TableText

MEDIA_TYPE = "application/vnd.apache.parquet"
MEMORY = 4 << 30  # bytes of address space; the library reserves more than it uses
_TASK = "themegraph.loaders.readers.parquet_rows:parse"
_MARK = b"PAR1"


class ParquetReader:
    """Reads the rows of a Parquet file; their places are their numbers, from 1."""

    name = "Parquet"
    suffixes = (".parquet",)

    def fit(self, content: Content) -> Fit:
        """Take what begins as Parquet, whatever its name, and what is named so."""
        if content.data.startswith(_MARK):
            return Fit.CERTAIN
        return Fit.NAME if content.suffix in self.suffixes else Fit.NONE

    def read(self, content: Content) -> Parsed:
        """Read the rows. Raises ReadError where they are damaged, beyond the limits, or the extra is missing."""
        if not content.data.startswith(_MARK):
            raise ReadError("no Parquet, whatever its name", where=content.where, valid="a Parquet file")
        if find_spec("pyarrow") is None:
            valid = "pip install 'themegraph[arrow]', or the table as CSV"
            raise ReadError("Parquet needs the package pyarrow", where=content.where, valid=valid)
        columns, numbers, lines = confined(_TASK, content.data, where=content.where, memory=MEMORY)
        page = TableText()
        page.add(numbers, lines, syntax="csv", place=lambda number, _: f"row={number}", columns=columns)
        return Parsed(page.text, (), Metadata(), MEDIA_TYPE, page.sheets)
