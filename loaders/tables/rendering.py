"""The text of tables: one line a row, cells a tab apart, each row with its span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from themegraph.graph.claim import SelectorSyntax
from themegraph.loaders.tables.sheet import Row, Sheet

Place = Callable[[int, int], str]
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def line_of(cells: Sequence[str]) -> str:
    r"""Return a row as a line: tabs and line ends within a cell become blanks, unseen characters are left out.

    >>> line_of(["NVDA ", "Two\nlines", ""])
    'NVDA\tTwo lines\t'
    """
    line = "\t".join(cells)
    # Most rows need no change, and looking at the line as a whole is far cheaper than at each cell.
    plain = line.isascii() and line.replace("\t", "").isprintable() and line.count("\t") < max(len(cells), 1)
    if plain and not (" \t" in line or "\t " in line or "  " in line or line[:1] == " " or line[-1:] == " "):
        return line
    return "\t".join(map(_folded, cells))


def _folded(cell: str) -> str:
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    return " ".join(_SURROGATES.sub("\ufffd", _UNSEEN.sub("", cell)).split())


def packed(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[int], list[str]]:
    """Return the numbers and lines of rows, without rows in which nothing is visible; what a child hands back."""
    numbers, lines = [], []
    for number, cells in rows:
        line = line_of(cells)
        if line.strip("\t"):
            numbers.append(number)
            lines.append(line)
    return numbers, lines


@dataclass(slots=True)
class TableText:
    r"""Collects sheets and becomes a text with their rows as spans.

    A sheet is its name, its columns where the format names them, then its rows, one a line; a blank line stands between
    sheets. A row's span leaves out the tabs of empty cells at its end.

    >>> page = TableText()
    >>> page.add([2], ["ABCD\t7.15\t"], syntax="csv", place=lambda number, width: f"row={number}")
    >>> page.text, page.sheets[0].rows[0]
    ('ABCD\t7.15\t\n', Row(number=2, cells=('ABCD', '7.15', ''), start=0, end=9, place='row=2'))
    """

    sheets: tuple[Sheet, ...] = ()
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def add(
        self,
        numbers: Sequence[int],
        lines: Sequence[str],
        *,
        syntax: SelectorSyntax,
        place: Place,
        name: str = "",
        kind: str = "table",
        columns: Sequence[str] = (),
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Append a sheet of rows as `packed` gives them; `place` tells a row's place from its number and width."""
        named = line_of(columns) if columns else ""
        head = [part for part in (line_of([name]), named) if part]
        if self._parts:
            head.insert(0, "")
        self._append(head)
        rows, at = [], self._length
        for number, line in zip(numbers, lines, strict=True):
            shown = line.rstrip("\t")
            rows.append(Row(number, tuple(line.split("\t")), at, at + len(shown), place(number, shown.count("\t") + 1)))
            at += len(line) + 1
        self._append(lines)
        self.sheets += (
            Sheet(name, kind, syntax, tuple(rows), tuple(named.split("\t") if columns else ()), dict(facts or {})),
        )

    @property
    def text(self) -> str:
        """The text so far, with a final line break."""
        return "".join(self._parts)

    def _append(self, lines: Sequence[str]) -> None:
        if lines:
            part = "\n".join(lines) + "\n"
            self._parts.append(part)
            self._length += len(part)
