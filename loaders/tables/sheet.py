"""A table of data as read: rows of cells, each row a span of the document's text with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from themegraph.graph.claim import Passage, Selector, SelectorSyntax

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based number in the file, its cells as printed, its span of the text, its place in the file."""

    number: int
    cells: tuple[str, ...]
    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a document.

    `kind` is "table" for a table of any form, else the name of the format that was recognised ("nport", "13f",
    "company-facts"). `columns` are the names that the format gives its cells; they are empty where a row of the sheet
    itself is the header. `facts` are what the file says as a whole, by name. `syntax` is that of the rows' `place`.
    """

    name: str
    kind: str
    syntax: SelectorSyntax
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: _NONE)


def passage(text: str, row: Row, sheet: Sheet, header: str = "") -> Passage:
    """Return a row as evidence; `text` is the document's.

    >>> passage("A\\tB\\n1\\t2\\n", Row(2, ("1", "2"), 4, 7, "row=2"), Sheet("", "table", "csv", ()), "A\\tB").text
    '1\\t2'
    """
    return Passage(row.start, row.end, text[row.start : row.end], selector=Selector(sheet.syntax, row.place, header))
