"""The rows of a document that a source of a mapping means, each with its cells by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from themegraph.errors import ReadError
from themegraph.graph.claim import Passage
from themegraph.loaders.document import Document
from themegraph.loaders.mapping.model import RowMap, RowSource
from themegraph.loaders.tables.sheet import Row, Sheet, passage

PREAMBLE = 30  # rows in which the header is looked for
_PATH = re.compile(r"\$((?:\.[^.\[\]*?@()'\"\s]+|\['[^'\]]+'\]|\[\*\]|\.\*)*)")
_STEP = re.compile(r"\.([^.\[\]*]+)|\['([^']+)'\]|(\[\*\]|\.\*)")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table: its sheet, its number in the file, its cells by the names of their columns, its evidence."""

    sheet: int
    number: int
    values: Mapping[str, str]
    passage: Passage

    @property
    def place(self) -> str:
        """The row as messages name it."""
        return place_of(self.passage)


def place_of(row: Passage) -> str:
    """Return a row as messages name it: by its number, its cells in a sheet, or its JSON Pointer."""
    value = row.selector.value if row.selector else ""
    return value.replace("row=", "row ") if row.selector and row.selector.syntax == "csv" else value


def rows_of(document: Document, source: RowSource, each: RowMap, where: str) -> Iterator[Cells]:
    """Yield the rows of a source that have all columns of a map. Raises ReadError, naming columns, where none has."""
    if source.formulation == "json":
        yield from _tree_rows(document, source, where)
        return
    for number, sheet in enumerate(document.sheets):
        if source.iterator and sheet.name != source.iterator:
            continue
        head = _header(sheet, each.references)
        if head is not None:
            yield from _table_rows(document, number, sheet, head)
            return
    raise _missing(document, source, each.references, where)


def _header(sheet: Sheet, wanted: Collection[str]) -> int | None:
    """Return how many rows stand before the first one below the header; None where no row has the columns."""
    if sheet.columns:
        return 0 if set(wanted) <= set(sheet.columns) else None
    for number, row in enumerate(sheet.rows[:PREAMBLE]):
        if set(map(_plain, wanted)) <= set(map(_plain, row.cells)):
            return number + 1
    return None


def _table_rows(document: Document, place: int, sheet: Sheet, head: int) -> Iterator[Cells]:
    names = sheet.columns or sheet.rows[head - 1].cells
    header = "\t".join(names)
    for row in sheet.rows[head:]:
        yield Cells(place, row.number, values_of(names, row.cells), passage(document.text, row, sheet, header))


def _tree_rows(document: Document, source: RowSource, where: str) -> Iterator[Cells]:
    """Yield the objects that a JSONPath leads to."""
    wanted = pointers(source.iterator or "$[*]")
    if wanted is None:
        what = f"the iterator '{source.iterator[:80]}'"
        raise ReadError(what, where=where, valid="names and [*] only, such as $.deals[*]")
    found = False
    for number, sheet in enumerate(document.sheets):
        if sheet.syntax != "json":
            raise ReadError(f"{document.name} is no JSON", where=where, valid="file.csv~csv for a table")
        rows = [row for row in sheet.rows if wanted.fullmatch(row.place)]
        found = found or bool(rows)
        names = sheet.columns or tuple(map(str, range(max((len(row.cells) for row in rows), default=0))))
        for row in rows:
            yield _tree_row(document, number, sheet, row, names)
    if not found:
        seen = ", ".join(dict.fromkeys(array_path(sheet.rows[0].place) for sheet in document.sheets if sheet.rows))
        raise ReadError(f"nothing at '{source.iterator}' in {document.name}", where=where, valid=seen or "$[*]")


def _tree_row(document: Document, place: int, sheet: Sheet, row: Row, names: Sequence[str]) -> Cells:
    evidence = passage(document.text, row, sheet, "\t".join(sheet.columns))
    return Cells(place, row.number, values_of(names, row.cells), evidence)


def pointers(path: str) -> re.Pattern[str] | None:
    """Return what the JSON Pointers of the things at a JSONPath look like; None for a path with more than names and [*].

    >>> bool(pointers("$.deals[*]").fullmatch("/deals/7")), pointers("$..price"), pointers("$[?(@.a)]")
    (True, None, None)
    """
    whole = _PATH.fullmatch(path)
    if not whole:
        return None
    steps = (_step(found[1] or found[2] or "") for found in _STEP.finditer(whole[1]))
    return re.compile("".join(steps))


def _step(name: str) -> str:
    return "/" + re.escape(name.replace("~", "~0").replace("/", "~1")) if name else "/[^/]+"


def array_path(pointer: str) -> str:
    """Return the JSONPath of the array that a pointer leads into."""
    steps = pointer.split("/")[1:-1]
    return "$" + "".join(f".{step}" for step in steps) + "[*]"


def values_of(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by name; of columns with one name the first."""
    found: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        found.setdefault(_plain(name), cell)
    return found


def _plain(name: str) -> str:
    """Return a column's name as cells are printed: blanks folded."""
    return " ".join(name.split())


def _missing(document: Document, source: RowSource, wanted: Collection[str], where: str) -> ReadError:
    """Say which columns no table has; those of the sheet that comes nearest are valid."""
    if not any(sheet.rows for sheet in document.sheets):
        return ReadError(f"{document.name} is no table", where=where, valid="CSV, XLSX, JSON, Parquet")
    sheets = [sheet for sheet in document.sheets if not source.iterator or sheet.name == source.iterator]
    if not sheets:
        names = ", ".join(sheet.name for sheet in document.sheets)
        return ReadError(f"no sheet '{source.iterator[:80]}' in {document.name}", where=where, valid=names)
    rows = [sheet.columns or row.cells for sheet in sheets for row in sheet.rows[:PREAMBLE]]
    plain = set(map(_plain, wanted))
    nearest = max(rows, key=lambda cells: (len(plain & set(map(_plain, cells))), sum(map(bool, cells))), default=())
    missing = ", ".join(sorted(f"'{name}'" for name in plain - set(map(_plain, nearest))))
    return ReadError(f"no column {missing} in {document.name}", where=where, valid=", ".join(filter(None, nearest)))


__all__ = ["PREAMBLE", "Cells", "array_path", "rows_of", "values_of"]
