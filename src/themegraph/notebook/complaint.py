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


class Interrupted(KeyboardInterrupt):
    """The user stopped a query; the cell ends as with any interrupt, without the inside of the library."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints."""
        return ["interrupted: the query was stopped"]


def cell_lines(error: ThemegraphError, sources: Callable[[str], str]) -> list[str]:
    """Return the lines for an error of a call in a cell: which cell and line, then what is wrong.

    `sources` gives the name of the cell that a file name stands for, empty where it is none.
    """
    frames = traceback.extract_tb(error.__traceback__)
    mine = [(name, frame) for frame in frames if (name := sources(frame.filename))]
    where = [f"{name}, line {frame.lineno}: {printable(frame.line or '')}" for name, frame in mine[-1:]]
    return [*where, *complaint(error, "")]


def in_line(error: CellError, sources: Callable[[str], str]) -> list[str]:
    """Return which line of which cell holds the magic, where the cell has lines before it."""
    frames = traceback.extract_tb(error.__traceback__)
    mine = [(name, frame.lineno or 1) for frame in frames if (name := sources(frame.filename))]
    return [f"{name}, line {number}:" for name, number in mine[-1:] if number > 1]


@contextmanager
def pointed_at(text: str, *, magic: str = "") -> Iterator[None]:
    """Turn an error inside into one that shows its place in the text of the cell, or in the line of a magic."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted from None
    except ThemegraphError as error:
        if magic:
            text = f"{magic} {text.strip()}".rstrip()
            error.where = error.where or place_of(error.what, text)
        raise CellError(error, text) from None


def place_of(what: str, line: str) -> str:
    """Return the place in a line of the first text that a message quotes; empty where the line lacks it.

    >>> place_of("there is no option '--compny'", "%ask suppliers-to --compny X")
    'query:1:19'
    """
    quoted = (found for found in re.findall(r"'(.+?)'(?!\w)", what) if found in line)
    return next((f"query:1:{line.rindex(found) + 1}" for found in quoted), "")


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
    lines = text.rstrip().splitlines()
    if not lines or line < 1:
        return [f"{printable(error.what)} (line {line}, column {column})", *valid]
    if line > len(lines):
        # What is missing at the end is missing behind the last word.
        line, column = len(lines), len(lines[-1]) + 1
    shown = f"  {line} | "
    before = printable(lines[line - 1][: column - 1], keep="\t")
    return [
        f"{printable(error.what)} (line {line}, column {column})",
        shown + printable(lines[line - 1], keep="\t").replace("\t", " "),
        " " * (len(shown) + len(before)) + "^",
        *valid,
    ]
