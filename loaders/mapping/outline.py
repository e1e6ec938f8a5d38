"""The tables of a document as a mapping names them: source, columns, rows by column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from themegraph.loaders.document import Document
from themegraph.loaders.mapping.rows import PREAMBLE, array_path, values_of
from themegraph.loaders.tables.sheet import Sheet

MOST_TABLES = 8


@dataclass(frozen=True, slots=True)
class Outline:
    """A table: its title, the source as a mapping in YARRRML writes it, the names of its columns, its rows."""

    title: str
    source: str
    names: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def outlines(document: Document) -> Iterator[Outline]:
    """Yield the tables that have columns with names, at most a few."""
    sheets = [sheet for sheet in document.sheets if sheet.rows][:MOST_TABLES]
    for sheet in sheets:
        head, names = _heading(sheet)
        rows = sheet.rows[head:]
        if len(names) > 1 and rows:
            values = tuple(values_of(names, row.cells) for row in rows)
            yield Outline(sheet.name, _source(document, sheet, len(sheets) > 1), _distinct(names), values)


def _heading(sheet: Sheet) -> tuple[int, Sequence[str]]:
    """Return how many rows stand before the first below the header, and its names: the first of the widest rows."""
    if sheet.columns:
        return 0, sheet.columns
    rows = sheet.rows[:PREAMBLE]
    widest = max(range(len(rows)), key=lambda n: (sum(1 for cell in rows[n].cells if _is_name(cell)), -n))
    return widest + 1, rows[widest].cells


def _is_name(cell: str) -> bool:
    return any(c.isalpha() for c in cell) and len(cell) < 80


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _source(document: Document, sheet: Sheet, several: bool) -> str:
    base = document.name.rpartition("/")[2]
    if sheet.syntax == "json":
        return f"[{_quoted(f'{base}~jsonpath')}, {_quoted(array_path(sheet.rows[0].place))}]"
    iterator = f", {_quoted(sheet.name)}" if several and sheet.name else ""
    return f"[{_quoted(f'{base}~csv')}{iterator}]"


def _quoted(words: str) -> str:
    return words if all(c.isalnum() or c in "._-~" for c in words) else json.dumps(words, ensure_ascii=False)
