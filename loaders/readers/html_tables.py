"""Tables of a page as rows of cells, spans laid out on a grid; tables that only place things are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themegraph.loaders.readers.html_inline import words_of
from themegraph.loaders.readers.rendering import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WIDEST = 64  # columns; further cells follow without regard to their spans
MOST_REPEATED = 20_000  # cells that stand in several rows, counted once a row
LONGEST_REPEATED = 200  # characters; a longer cell is shown in its first row only
_LONGEST_CELL = 600
_PROSE = ("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "article", "section")
_BEFORE_FIGURE, _AFTER_FIGURE = frozenset({"$", "€", "£", "¥", "US$", "(", "$("}), frozenset({"%", ")", ")%", "%)"})


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and whether it is a head."""

    cells: tuple[str, ...]
    head: bool


def rows_of(table: HtmlElement) -> tuple[Row, ...]:
    """Return a table's rows, or none where the table only places other things on the page."""
    if set(table.get("role", "").lower().split()) & {"presentation", "none"}:
        return ()
    if any(each is not table for each in table.iter("table")) or next(table.iter(*_PROSE), None) is not None:
        return ()
    lines = [
        (line, cells) for line in table.iter("tr") if (cells := [each for each in line if each.tag in ("td", "th")])
    ]
    widest = max((len(cells) for _, cells in lines), default=0)
    marked = next(table.iter("th", "caption"), None) is not None
    if widest < 2 or (len(lines) < 2 and not marked):
        return ()
    grid = list(_grid(lines))
    if not marked and any(len(cell) > _LONGEST_CELL for row in grid for cell in row):
        return ()
    heads = [_is_head(line, cells) for line, cells in lines]
    return tuple(Row(cells, head) for cells, head in zip(_tidy(grid, heads), heads, strict=True))


def _is_head(line: HtmlElement, cells: Sequence[HtmlElement]) -> bool:
    """Whether a row names the columns: in the table's head, or all its cells are headings or bold."""
    if line.getparent().tag == "thead":
        return True
    filled = [cell for cell in cells if str(cell.text_content()).strip()]
    return len(filled) > 1 and all(cell.tag == "th" or _is_bold(cell) for cell in filled)


def _is_bold(cell: HtmlElement) -> bool:
    return any(folded(words_of(cell)) == folded(words_of(bold)) for bold in list(cell.iter("b", "strong"))[:1])


def _grid(lines: Sequence[tuple[HtmlElement, list[HtmlElement]]]) -> Iterator[list[str]]:
    """Yield the rows with each cell in its column; a cell over several rows stands in each, over columns in its first."""
    pending: dict[int, tuple[int, str]] = {}
    repeated = 0
    for number, (_, cells) in enumerate(lines):
        row: list[str] = []
        later: dict[int, tuple[int, str]] = {}
        for cell in [*cells, None]:
            while len(row) in pending or (cell is None and pending):
                column = len(row) if len(row) in pending else min(pending)
                rest, words = pending.pop(column)
                row.extend("" for _ in range(column - len(row)))
                row.append(words)
                repeated += 1
                if rest > 1 and repeated < MOST_REPEATED:
                    later[column] = (rest - 1, words)
            if cell is None:
                break
            words = folded(words_of(cell))
            down = min(_span(cell, "rowspan"), len(lines) - number)
            if down > 1 and repeated < MOST_REPEATED and len(words) <= LONGEST_REPEATED and len(row) < WIDEST:
                later[len(row)] = (down - 1, words)
            row.append(words)
            wide = min(_span(cell, "colspan"), WIDEST - len(row))
            row.extend("" for _ in range(wide - 1))
        pending = later
        yield row


def _span(cell: HtmlElement, name: str) -> int:
    digits = cell.get(name, "").strip()[:10]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1


def _tidy(grid: Sequence[list[str]], heads: Sequence[bool]) -> Iterator[tuple[str, ...]]:
    """Yield the rows with signs joined to their figures and without the columns that are empty throughout."""
    for row in grid:
        _join_signs(row)
    _move_heads(grid, heads)
    used = sorted({column for row in grid for column, cell in enumerate(row) if cell})
    for row in grid:
        yield tuple(row[column] for column in used if column < len(row))


def _move_heads(grid: Sequence[list[str]], heads: Sequence[bool]) -> None:
    """Put a head that stands above an empty column above the cells beside it, which were one with that column."""
    filled = {
        column for row, head in zip(grid, heads, strict=True) if not head for column, cell in enumerate(row) if cell
    }
    for row in (row for row, head in zip(grid, heads, strict=True) if head):
        for column in [column for column, cell in enumerate(row) if cell and column not in filled]:
            beside = next(
                (at for at in (column - 1, column + 1) if at in filled and 0 < at < len(row) and not row[at]), 0
            )
            if beside:
                row[column], row[beside] = "", row[column]


def _join_signs(row: list[str]) -> None:
    """Put a currency sign that has a cell of its own and its figure into one cell, the first; so with per cent signs."""
    filled = [column for column, cell in enumerate(row) if cell]
    last = -1
    for column in filled:
        joined = last >= 0 and (
            (row[last] in _BEFORE_FIGURE and row[column][0] in "0123456789(.-–—")
            or (row[column] in _AFTER_FIGURE and row[last][-1].isdigit())
        )
        if joined:
            row[last], row[column] = row[last] + row[column], ""
        else:
            last = column
