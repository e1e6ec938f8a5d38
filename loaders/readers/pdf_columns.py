"""Columns and tables of a page: bands of rows that share a gutter, read column by column or row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themegraph.loaders.readers.pdf_words import Row, parted

FEWEST_ROWS = 3
MOST_GAPS = 40
_LOOK_AHEAD = 8
_WINDOW = 40  # a further gutter shows within so many rows
_Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read one below the other."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of each row, "" where one is empty."""

    rows: tuple[tuple[str, ...], ...]
    page: int


def bands(rows: Sequence[Row]) -> Iterator[Column | Grid]:
    """Yield columns and tables in reading order."""
    single: list[Row] = []
    at = 0
    while at < len(rows):
        stop, gaps = _band(rows, at)
        if stop == at:
            single.append(rows[at])
            at += 1
            continue
        if single:
            yield Column(tuple(single))
            single = []
        yield from _divided([_cells(row, gaps) for row in rows[at:stop]], rows[at].page)
        at = stop
    if single:
        yield Column(tuple(single))


def _band(rows: Sequence[Row], at: int) -> tuple[int, list[_Gap]]:
    """Return where the band that begins at a row stops, and its gutters; the same row where none begins."""
    free: list[_Gap] = [(-1e9, 1e9)]
    stop, found = at, list[_Gap]()
    for index in range(at, len(rows)):
        if stop == at and index - at >= _LOOK_AHEAD:
            break
        free = _left_free(free, rows[index])
        seen = rows[at : index + 1] if len(found) < len(free) - 1 and index - at < _WINDOW else ()
        gutters = [gap for gap in free if any(_holds(old, gap) for old in found) or _is_gutter(gap, seen)]
        if len(gutters) < len(found):
            break
        if gutters:
            stop, found = index + 1, gutters
    return _ended(rows, at, stop, found), found


def _ended(rows: Sequence[Row], at: int, stop: int, gaps: Sequence[_Gap]) -> int:
    """Return where a band really stops: what stands apart below its columns belongs to the wide rows that follow."""
    last = end = stop
    while stop < len(rows) and last - 1 > at and sum(cell is not None for cell in _cells(rows[last - 1], gaps)) < 2:
        last -= 1
        if rows[last].base - rows[last - 1].base > 1.9 * rows[last].size:
            end = last
    return end


def _cells(row: Row, gaps: Sequence[_Gap]) -> list[Row | None]:
    return parted(row, [(left + right) / 2 for left, right in gaps])


def _left_free(free: Sequence[_Gap], row: Row) -> list[_Gap]:
    """Return what a row leaves free of the gaps, at least as wide as its type is high."""
    least = max(row.size, 6.0)
    edges = [(-1e9, row.words[0].x)]
    right = row.words[0].right
    for word in row.words[1:]:
        if word.x - right >= least:
            edges.append((right, word.x))
        right = max(right, word.right)
    edges.append((right, 1e9))
    if len(edges) > MOST_GAPS:
        return []
    left: list[_Gap] = []
    for start, end in free:
        for low, high in edges:
            gap = max(start, low), min(end, high)
            if gap[1] - gap[0] >= least:
                left.append(gap)
    return left


def _holds(outer: _Gap, inner: _Gap) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_gutter(gap: _Gap, rows: Sequence[Row]) -> bool:
    """Whether enough rows stand on both sides of a gap, and more than markers of a list on its left."""
    if gap[0] < -1e8 or gap[1] > 1e8 or len(rows) < FEWEST_ROWS:
        return False
    left = [row for row in rows if row.x < gap[0]]
    right = [row for row in rows if row.words[-1].x >= gap[1] - 0.1]
    if min(len(left), len(right)) < FEWEST_ROWS:
        return False
    return gap[0] - min(row.x for row in left) > 2.5 * left[0].size


def _divided(cells: Sequence[Sequence[Row | None]], page: int) -> Iterator[Column | Grid]:
    """Yield the columns of a band, or the table that it is."""
    if _is_table(cells):
        head = next(number for number, line in enumerate(cells) if sum(cell is not None for cell in line) > 1)
        if head:  # a title above the table
            yield Column(tuple(cell for line in cells[:head] for cell in line if cell))
        cells = cells[head:]
        yield Grid(tuple(tuple(cell.text if cell else "" for cell in line) for line in cells), page)
        return
    for column in zip(*cells, strict=True):
        kept = tuple(row for row in column if row is not None)
        if kept:
            yield from bands(kept)


def _is_table(cells: Sequence[Sequence[Row | None]]) -> bool:
    """Whether the cells are short, or figures, and stand side by side."""
    full = [line for line in cells if sum(cell is not None for cell in line) > 1]
    if 2 * len(full) < len(cells):
        return False
    later = [cell.text for line in full for cell in line[1:] if cell]
    words = [len(cell.words) for line in full for cell in line if cell]
    labels = [len(line[0].words) for line in full if line[0]]
    if 5 * len(full) >= 4 * len(cells) and sum(labels) <= 3 * len(labels):
        return True  # words and what they mean, side by side
    figures = sum(1 for text in later if any(map(str.isdigit, text)) and len(text) < 16)
    return sum(words) < 3.5 * len(words) or 2 * figures > len(later)
