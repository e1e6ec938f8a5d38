"""What a filing's page is made of before its sense is known: lines, grids of cells, page breaks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: what of a style can tell a heading from prose. `size` is in points, 0 where unknown."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    centred: bool = False
    hidden: bool = False
    symbols: bool = False  # a font whose letters are bullets
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or list item: its words, how all of them look, whether they are a link within the page."""

    text: str
    look: Look = field(default_factory=Look)
    link: bool = False
    item: int = 0  # the depth in HTML lists, 0 outside them
    level: int = 0  # of an HTML heading, 0 where it is none


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a printed page."""


@dataclass(slots=True)
class Cell:
    """A cell of a grid: what is in it, and the columns [start, end) that it covers."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)
    head: bool = False

    @property
    def text(self) -> str:
        """The words of the cell's lines."""
        return " ".join(piece.text for piece in self.pieces if isinstance(piece, Line))

    @property
    def emphatic(self) -> bool:
        """Whether all its lines are bold."""
        lines = [piece for piece in self.pieces if isinstance(piece, Line)]
        return bool(lines) and (self.head or all(line.look.bold for line in lines))


@dataclass(slots=True)
class Grid:
    """An HTML table as laid out: rows of cells that hold something."""

    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: rows of cells in columns; the first `head` rows say what the columns hold."""

    rows: tuple[tuple[str, ...], ...]
    head: int = 0


Piece = Line | PageBreak | Grid | Table
