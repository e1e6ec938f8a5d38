"""An answer as text: a table for terminals, Markdown, JSON, CSV for spreadsheets, the W3C's forms, Turtle of a graph."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from themegraph.queries.answer import Answer, Cell, Python, python_value
from themegraph.queries.printable import printable
from themegraph.queries.standard_forms import GRAPHS, TABLES, graph, sparql_json, sparql_table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_WORD = 24  # a longer word may be broken


def render(answer: Answer, form: str, *, width: int = 100) -> str:
    """Return an answer in one of the forms of RENDERERS; `width` is the terminal's, in characters."""
    return table(answer, width=width) if form == "table" else RENDERERS[form](answer)


def table(answer: Answer, *, width: int = 100) -> str:
    """Return aligned columns that wrap to fit the width, or a paragraph a row where their words do not fit.

    Columns without any value are left out. Evidence stands below its row, a paragraph a sentence.
    """
    shown = [at for at, _ in enumerate(answer.columns) if _has_column(answer, at)]
    names = [answer.columns[at] for at in shown]
    cells = [[_lines(row[at]) for at in shown] for row in answer.rows]
    widths = _widths(names, cells, width)
    below = [_below(row, width) for row in answer.rows]
    if sum(widths) + 2 * (len(names) - 1) > width:
        return _paragraphs(names, cells, below, width)
    blocks = [_block(row, widths) for row in cells]
    spaced = any(len(block) > 1 for block in blocks) or any(below)
    lines = [*_block([[name] for name in names], widths), "  ".join("-" * size for size in widths)]
    for number, (block, evidence) in enumerate(zip(blocks, below, strict=True)):
        lines += [""] if spaced and number else []
        lines += block + evidence
    return "\n".join(lines) + "\n"


def markdown(answer: Answer) -> str:
    """Return a Markdown table."""
    rows = [answer.columns, tuple("---" for _ in answer.columns)]
    rows += [tuple("<br>".join(_escape_markdown(line) for line in _lines(cell)) for cell in row) for row in answer.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_json(answer: Answer) -> str:
    """Return a list of row objects; numbers as numbers, dates as ISO text, several sentences as a list."""
    records = [{name: _json_value(value) for name, value in record.items()} for record in answer.records()]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_csv(answer: Answer) -> str:
    """Return CSV; a text that a spreadsheet would take for a formula starts with an apostrophe."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([_unformula(name) for name in answer.columns])
    writer.writerows([_csv_text(cell) for cell in row] for row in answer.rows)
    return sink.getvalue()


def text_of(value: Python) -> str:
    """Return a value as a reader expects it.

    >>> text_of(Decimal("2000000000.0"))
    '2,000,000,000'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) > 9999):
        number = Decimal(value)
        whole = number == number.to_integral_value()
        return f"{number.quantize(Decimal(1)) if whole else number.normalize():,f}"
    return " | ".join(value) if isinstance(value, list) else str(value)


def _has_column(answer: Answer, at: int) -> bool:
    """Tell whether a column belongs in a table: it is no evidence, and some row has a value in it."""
    cells = [row[at] for row in answer.rows]
    return not cells or any(cell is not None and not isinstance(cell, tuple) and str(cell) != '""' for cell in cells)


def _below(row: Sequence[Cell], width: int) -> list[str]:
    """Return the evidence of a row as indented paragraphs: the words, who says them, when."""
    columns = [_lines(cell) for cell in row if isinstance(cell, tuple) and cell]
    lines = []
    for sentence, *rest in zip(*columns, strict=True):
        text = f"“{sentence}” {', '.join(part for part in rest if part)}"
        lines += textwrap.wrap(text, max(width, 30), initial_indent="    ", subsequent_indent="    ")
    return lines


def _lines(cell: Cell) -> list[str]:
    """Return a cell as printable lines: one a sentence where it holds several."""
    if isinstance(cell, tuple):
        return [printable(" ".join(text.split())) for text in cell] or [""]
    return [printable(" ".join(text_of(python_value(cell)).split()))]


def _widths(names: Sequence[str], cells: Sequence[Sequence[Sequence[str]]], width: int) -> list[int]:
    """Return a width for each column: what it needs, or where the table is too wide, less of the widest ones.

    No column gets narrower than its longest word, so the sum may still be too much.
    """
    texts = [[name, *(line for row in cells for line in row[index])] for index, name in enumerate(names)]
    sizes = [max(map(len, column)) for column in texts]
    words = [max((len(word) for text in column for word in text.split()), default=0) for column in texts]
    room = width - 2 * (len(names) - 1)
    floors = [min(word, WIDEST_WORD) for word in words]
    while sum(sizes) > room and any(size > floor for size, floor in zip(sizes, floors, strict=True)):
        open_columns = [index for index, floor in enumerate(floors) if sizes[index] > floor]
        sizes[max(open_columns, key=sizes.__getitem__)] -= 1
    return sizes


def _paragraphs(
    names: Sequence[str], cells: Sequence[Sequence[Sequence[str]]], below: Sequence[Sequence[str]], width: int
) -> str:
    """Return the rows one below the other, each value beside its column's name."""
    left = max(map(len, names))
    lines: list[str] = []
    for row, evidence in zip(cells, below, strict=True):
        lines += [""] if lines else []
        for name, values in zip(names, row, strict=True):
            wrapped = [line for line in _wrapped(values, max(width - left - 2, 8)) if line]
            lines += [f"{name if at == 0 else '':{left}}  {line}" for at, line in enumerate(wrapped)]
        lines += evidence
    return "\n".join(lines) + "\n"


def _block(row: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Return one row of the table as lines."""
    columns = [list(_wrapped(lines, size)) for lines, size in zip(row, widths, strict=True)]
    height = max((len(column) for column in columns), default=1)
    padded = [column + [""] * (height - len(column)) for column in columns]
    return [
        "  ".join(line.ljust(size) for line, size in zip(parts, widths, strict=True)).rstrip()
        for parts in zip(*padded, strict=True)
    ]


def _wrapped(lines: Sequence[str], size: int) -> Iterator[str]:
    """Yield lines no longer than a size, marking where each of several begins."""
    for line in lines:
        yield from textwrap.wrap(line, size, break_on_hyphens=False) or [""]


def _json_value(value: Python) -> object:
    """Return a value as JSON has it: whole decimals as integers, other decimals as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _csv_text(cell: Cell) -> str:
    """Return a cell for CSV: numbers plain, texts safe for spreadsheets."""
    value = python_value(cell)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _unformula(text_of(value) if not isinstance(value, bool) else str(value).lower())


def _unformula(text: str) -> str:
    """Keep a spreadsheet from running a text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _escape_markdown(text: str) -> str:
    """Keep a text from ending its cell or becoming markup."""
    for char in "\\|<>`*_[]":
        text = text.replace(char, f"\\{char}" if char not in "<>" else {"<": "&lt;", ">": "&gt;"}[char])
    return text


RENDERERS: dict[str, Callable[[Answer], str]] = {
    "table": table,
    "json": as_json,
    "csv": as_csv,
    "markdown": markdown,
    "sparql-json": sparql_json,
    **{form: partial(sparql_table, form=form) for form in TABLES},
    **{form: partial(graph, form=form) for form in GRAPHS},
}
