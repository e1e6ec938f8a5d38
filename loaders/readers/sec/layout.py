"""Tell tables that hold data from those that only lay out words, and turn the latter into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themegraph.loaders.readers.rendering import folded
from themegraph.loaders.readers.sec.columns import table_of
from themegraph.loaders.readers.sec.figures import is_figure, is_sign
from themegraph.loaders.readers.sec.pieces import Cell, Grid, Line, Look, PageBreak, Piece, Table

LONG = 300
MARK = re.compile(r"[•●○◦▪■□◾◆►▶‣⁃∙·–—-]|[☐☑☒✓✔]|\[\s?[xX]?\s?\]|[xX]")
_NOTE = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]|\*{1,4}|[†‡§])")
_CAPTION = re.compile(r"(?:item|part|note)\s+[\divxIVX]{1,4}[A-C]?[.:]?(?:\s|$)", re.IGNORECASE)


def laid_out(pieces: Sequence[Piece]) -> list[Line | PageBreak | Table]:
    """Return lines, tables and page breaks, all on one level."""
    flat: list[Line | PageBreak | Table] = []
    stack: list[Iterator[Piece]] = [iter(pieces)]
    while stack:
        piece = next(stack[-1], None)
        if piece is None:
            stack.pop()
        elif isinstance(piece, Grid):
            unfolded = _unfolded(piece)
            if isinstance(unfolded, Table):
                flat.append(unfolded)
            else:
                stack.append(iter(unfolded))
        else:
            flat.append(piece)
    return flat


def _unfolded(grid: Grid) -> Table | list[Piece]:
    """Return the table of a grid, or what it only lays out."""
    rows = [cells for row in grid.rows if (cells := [cell for cell in row if cell.pieces])]
    if any(isinstance(piece, Grid) for row in rows for cell in row for piece in cell.pieces):
        return [piece for row in rows for cell in row for piece in cell.pieces]
    rows = [cells for row in rows if (cells := [cell for cell in row if cell.text])]
    broken = any(isinstance(piece, PageBreak) for row in grid.rows for cell in row for piece in cell.pieces)
    breaks: list[Piece] = [PageBreak()] if broken else []
    if not rows:
        return breaks
    segments = _segments(rows)
    if len(segments) == 1 and _is_data(rows):
        return table_of(rows)
    return [piece for segment in segments for piece in _pieces(segment)] + breaks


def _segments(rows: Sequence[list[Cell]]) -> list[list[list[Cell]]]:
    """Part rows at those that hold one long text, which stand between tables rather than in one."""
    parted: list[list[list[Cell]]] = [[]]
    for row in rows:
        if len(row) == 1 and len(row[0].text) > LONG // 2:
            parted += [[row], []]
        else:
            parted[-1].append(row)
    return [segment for segment in parted if segment]


def _pieces(rows: Sequence[list[Cell]]) -> list[Piece]:
    """Return a segment's table, or its lines."""
    return [table_of(rows)] if _is_data(rows) else [piece for row in rows for piece in _lines(row)]


def _is_data(rows: Sequence[Sequence[Cell]]) -> bool:
    wide = [row for row in rows if len(row) > 1]
    if not wide or all(_marked(row) for row in wide):
        return False
    figures = sum(is_figure(cell.text) for row in wide for cell in row[1:])
    if len(rows) == 1:
        return figures > 1 and not _CAPTION.match(rows[0][0].text)
    if figures * 2 >= len(wide):
        return True
    longest = max(len(cell.text) for row in wide for cell in row)
    return len(wide) > 1 and longest <= LONG and not any(_CAPTION.match(row[0].text) for row in wide[:1])


def _marked(row: Sequence[Cell]) -> bool:
    """Whether a row is an item of a list or a note: a mark, then words."""
    first = row[0].text
    return len(row) > 1 and bool(MARK.fullmatch(first) or _NOTE.fullmatch(first)) and not is_sign(first)


def _lines(row: Sequence[Cell]) -> Iterator[Piece]:
    """Yield the lines of a row that is laid out."""
    if _marked(row):
        words = [piece for cell in row[1:] for piece in cell.pieces if isinstance(piece, Line)]
        yield Line(folded(f"{row[0].text} {words[0].text}"), words[0].look, words[0].link)
        yield from words[1:]
    elif len(row) > 1 and all(_short(cell) for cell in row):
        lines = [piece for cell in row for piece in cell.pieces if isinstance(piece, Line)]
        yield Line(
            " ".join(line.text for line in lines),
            _shared([line.look for line in lines]),
            all(line.link for line in lines),
        )
    else:
        yield from (piece for cell in row for piece in cell.pieces)


def _short(cell: Cell) -> bool:
    return len(cell.text) <= LONG // 2 and len(cell.pieces) < 4


def _shared(looks: Sequence[Look]) -> Look:
    return Look(
        bold=all(look.bold for look in looks),
        italic=all(look.italic for look in looks),
        underlined=all(look.underlined for look in looks),
        centred=all(look.centred for look in looks),
        size=max(look.size for look in looks),
    )
