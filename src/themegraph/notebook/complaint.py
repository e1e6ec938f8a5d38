"""A user's mistake as a notebook shows it: the line, a mark below the place, what would be valid; no traceback."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from themegraph.errors import ThemegraphError
from themegraph.queries.printable import printable

PLACE = re.compile(r"query:(\d+):(\d+)\Z")


class CellError(ThemegraphError):
    """A mistake in a cell; IPython prints its lines instead of a traceback."""

    def __init__(self, error: ThemegraphError, text: str) -> None:
        super().__init__(error.what, where=error.where, valid=error.valid)
        self.lines = complaint(error, text)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints."""
        return self.lines


def cell_lines(error: ThemegraphError, sources: Callable[[str], str]) -> list[str]:
    """Return the lines for an error of a call in a cell: which cell and line, then what is wrong.

    `sources` gives the name of the cell that a file name stands for, empty where it is none.
    """
    frames = traceback.extract_tb(error.__traceback__)
    mine = [(name, frame) for frame in frames if (name := sources(frame.filename))]
    where = [f"{name}, line {frame.lineno}: {printable(frame.line or '')}" for name, frame in mine[-1:]]
    return [*where, *complaint(error, "")]


@contextmanager
def pointed_at(text: str) -> Iterator[None]:
    """Turn an error inside into one that shows its place in the text of the cell."""
    try:
        yield
    except ThemegraphError as error:
        raise CellError(error, text) from None


def complaint(error: ThemegraphError, text: str) -> list[str]:
    """Return the lines that say what is wrong and where.

    >>> from themegraph.errors import QueryError
    >>> print(*complaint(QueryError("unknown prefix 'skoss:'", where="query:1:3", valid="skos"), "?s skoss:x 1"), sep="\\n")
    unknown prefix 'skoss:' (line 1, column 3)
      1 | ?s skoss:x 1
            ^
    valid: skos
    """
    valid = [f"valid: {printable(error.valid)}"] if error.valid else []
    found = PLACE.match(error.where)
    if not found:
        where = f"{printable(error.where)}: " if error.where else ""
        return [f"{where}{printable(error.what)}", *valid]
    line, column = int(found[1]), int(found[2])
    head = f"{printable(error.what)} (line {line}, column {column})"
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return [head, *valid]
    shown = f"  {line} | "
    return [
        head,
        shown + printable(lines[line - 1], keep="\t").replace("\t", " "),
        " " * (len(shown) + column - 1) + "^",
        *valid,
    ]
