"""How large a table may be: a file of a few kilobytes can claim, or unpack to, far more than anyone keeps in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from themegraph.errors import ReadError

MAX_COLUMNS = 16_384  # what a spreadsheet has
MAX_CELL = 131_072  # characters
MAX_CELLS = 10_000_000  # in a file, empty ones between others included

Cells = TypeVar("Cells", bound=Sequence[str])


def limited(rows: Iterable[tuple[int, Cells]], where: str) -> Iterator[tuple[int, Cells]]:
    """Yield the rows as they are. Raises ReadError, naming the row, where one is too wide or the table too large."""
    total = 0
    for number, cells in rows:
        total += len(cells)
        if len(cells) > MAX_COLUMNS:
            raise ReadError(
                f"{len(cells):,} cells in a row", where=f"{where}, row {number}", valid=f"at most {MAX_COLUMNS:,}"
            )
        longest = max(map(len, cells), default=0)
        if longest > MAX_CELL:
            what = f"a cell of {longest:,} characters"
            raise ReadError(what, where=f"{where}, row {number}", valid=f"cells of at most {MAX_CELL:,}")
        if total > MAX_CELLS:
            raise ReadError(f"more than {MAX_CELLS:,} cells", where=f"{where}, row {number}", valid="a smaller table")
        yield number, cells
