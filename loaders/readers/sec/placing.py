"""Where the cells of a table stand: columns and rows that they span, within limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_COLUMNS = 400
MOST_ROWS_SPANNED = 100
_NUMBER = re.compile(r"\s*(\d{1,9})")


@dataclass(slots=True)
class Placing:
    """Gives each cell its columns; a cell that spans rows keeps its columns taken below."""

    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column → the row where it is free again

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0
        if len(self.taken) > MOST_COLUMNS // 2 or not self.row % 64:
            self.taken = {column: until for column, until in self.taken.items() if until > self.row}

    def place(self, columns: str, rows: str) -> tuple[int, int]:
        """Return the columns [start, end) of the next cell; what lies right of the last possible column shares it.

        >>> table = Placing()
        >>> table.place("2", ""), table.place("1", "2")
        ((0, 2), (2, 3))
        """
        start = self.column
        while self.taken.get(start, 0) > self.row and start < MOST_COLUMNS - 1:
            start += 1
        start = min(start, MOST_COLUMNS - 1)
        end = min(start + _count(columns), MOST_COLUMNS)
        depth = min(_count(rows), MOST_ROWS_SPANNED)
        if depth > 1:
            self.taken.update(dict.fromkeys(range(start, end), self.row + depth))
        self.column = end
        return start, end


def _count(attribute: str) -> int:
    found = _NUMBER.match(attribute)
    return max(int(found[1]), 1) if found else 1
