"""From a grid to a table: which columns there are, which rows are its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from themegraph.loaders.readers.sec.figures import is_figure, is_year, merged
from themegraph.loaders.readers.sec.pieces import Cell, Table

Row = list[tuple[int, int, str]]
_DATED = re.compile(
    r"(?:year|quarter|month|week|period|fiscal|ended|ending|as of|change|total|amount|%|(?:19|20)\d\d)", re.IGNORECASE
)
_CLASSES = re.compile(r"\(?titles? of (?:each|class)|names? of subsidiar|subsidiar(?:y|ies)$|name$", re.IGNORECASE)
_ENDED, _CHANGE = (
    re.compile(r"\bended\b", re.IGNORECASE),
    re.compile(r"\bchange\b|\bvariance\b|increase|decrease", re.IGNORECASE),
)
_MOST_HEAD_ROWS = 6


def table_of(cells: Sequence[Sequence[Cell]]) -> Table:
    """Return the table of rows of cells; what spans several columns of its head stands in each of them."""
    rows = [(merged(row), all(cell.emphatic for cell in row if cell.text)) for row in cells]
    filled = [(row, bold) for row, bold in rows if row]
    columns = columns_of([row for row, _ in filled])
    head = _head(filled, columns)
    spread = [_spread(row, columns, repeat=number < head) for number, (row, _) in enumerate(filled)]
    _free_changes(spread[:head])
    return Table(tuple(tuple(row) for row in spread), head)


def _free_changes(head: Sequence[list[str]]) -> None:
    """Take "Year ended" off the columns that a lower row of the head says hold changes."""
    for number, row in enumerate(head):
        for column, words in enumerate(row):
            below = [lower[column] for lower in head[number + 1 :]]
            if _ENDED.search(words) and any(_CHANGE.search(cell) for cell in below):
                row[column] = ""


def columns_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the columns [start, end) on which most rows agree, in order.

    A cell that lies over two columns found before is taken for one that spans them.
    """
    typical = [row for row in rows if len(row) > 1 and sum(is_figure(words) for _, _, words in row) * 2 >= len(row)]
    if not typical:
        most = max((len(row) for row in rows), default=0)
        typical = [row for row in rows if len(row) == most]
    counted = Counter((start, end) for row in typical for start, end, _ in row)
    columns: list[tuple[int, int]] = []
    for (start, end), _ in sorted(counted.items(), key=lambda item: (-item[1], item[0][1] - item[0][0], item[0])):
        over = [column for column in columns if column[0] < end and start < column[1]]
        if len(over) > 1:
            continue
        columns = [column for column in columns if column not in over]
        columns.append((min([start, *(c[0] for c in over)]), max([end, *(c[1] for c in over)])))
    if columns:
        first = min(columns)
        leftmost = min((row[0][0] for row in rows if len(row) > 1), default=first[0])
        if leftmost < first[0]:
            columns.append((leftmost, first[0]))
    return sorted(columns)


def _spread(row: Row, columns: Sequence[tuple[int, int]], *, repeat: bool) -> list[str]:
    """Return the words of a row by column; with `repeat`, what spans columns stands in each of them."""
    cells = [""] * max(len(columns), 1)
    for start, end, words in row:
        over = [number for number, column in enumerate(columns) if column[0] < end and start < column[1]]
        if not over:
            over = [max((n for n, column in enumerate(columns) if column[0] <= start), default=0)]
        for number in over if (repeat and len(row) > 1) or _spans_right(over, row, repeat) else over[:1]:
            cells[number] = f"{cells[number]} {words}".strip()
    return cells


def _spans_right(over: Sequence[int], row: Row, repeat: bool) -> bool:
    """Whether a lone cell of the head stands over columns of figures, not over the whole table."""
    return repeat and len(row) == 1 and bool(over) and over[0] > 0


def _head(filled: Sequence[tuple[Row, bool]], columns: Sequence[tuple[int, int]]) -> int:
    """Return how many rows are the table's head."""
    if len(columns) < 2:
        return 0
    if not any(is_figure(words) and not is_year(words) for row, _ in filled for _, _, words in row[1:]):
        return _head_of_words(filled, columns[0][1])
    first_column = columns[0]
    head = 0
    for number, (row, bold) in enumerate(filled[: _MOST_HEAD_ROWS + 1]):
        labelled = row[0][0] < first_column[1]
        others = row[1:] if labelled else row
        if any(is_figure(words) and not is_year(words) for _, _, words in others) or (
            labelled and is_figure(row[0][2])
        ):
            return head
        if not others and not (number == 0 or bold):
            return head
        if (
            others
            and labelled
            and not bold
            and not all(_DATED.search(words) and len(words) < 40 for _, _, words in others)
        ):
            return head
        if others:
            head = number + 1
        elif head:
            return head
    return head if head < len(filled) else 0


def _head_of_words(filled: Sequence[tuple[Row, bool]], label_end: int) -> int:
    """Return 1 where the first row of a table without figures is bold unlike the rest, or names what it registers."""
    row, bold = filled[0]
    others = [strong for _, strong in filled[1:]]
    if not others or (len(row) < 2 and row[0][0] < label_end):
        return 0
    return 1 if (bold and not all(others)) or _CLASSES.match(row[0][2]) else 0
