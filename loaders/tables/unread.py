"""A table that no module understands: a document without facts, with a note of the columns that were seen."""

from __future__ import annotations

from collections.abc import Iterator

from themegraph.graph.claim import Reading
from themegraph.loaders.document import Document
from themegraph.loaders.tables.sheet import Sheet
from themegraph.loaders.tables.source import table_source
from themegraph.ontology.registry import Registry

_MOST_SHEETS = 5
_MOST_COLUMNS = 20
_LONGEST = 40
_ROWS = 50  # in which the widest row is taken for the headings


def unread(document: Document, registry: Registry) -> Reading:
    """Return a reading without claims, whose note names the columns of the first sheets."""
    seen = "; ".join(_columns(document))
    note = f"no facts were taken: no table here is of a known kind. Columns seen: {seen or 'none'}"
    if seen:
        note += ". `themegraph map --suggest FILE` writes a first mapping for it"
    return Reading(table_source(document, registry, [note]), document.text, ())


def _columns(document: Document) -> Iterator[str]:
    for sheet in document.sheets[:_MOST_SHEETS]:
        cells = [" ".join(cell.split())[:_LONGEST] for cell in sheet.columns or _widest(sheet)]
        shown = ", ".join(cell for cell in cells[:_MOST_COLUMNS] if cell)
        if shown:
            yield f"{sheet.name}: {shown}" if sheet.name else shown


def _widest(sheet: Sheet) -> tuple[str, ...]:
    """Return the first of the rows with the most filled cells."""
    rows = [row.cells for row in sheet.rows[:_ROWS]]
    return max(rows, key=lambda cells: sum(1 for cell in cells if cell), default=())
