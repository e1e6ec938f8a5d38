"""A row of a table of holdings on its way to a position, and what a table's rows gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from themegraph.graph.claim import Rejection
from themegraph.loaders.tables.sheet import Row


@dataclass(frozen=True, slots=True)
class Draft:
    """One position before its weight is scaled: the texts of its cells by role, its figures, whether "%" was printed."""

    row: Row
    name: str
    texts: dict[str, str]
    figures: dict[str, Decimal]
    percent: bool
    currency: str


@dataclass(slots=True)
class Drafts:
    """What a table's rows gave; `total` is the weight that a row of totals states.

    `group` is the number of the first draft below the last row that is no position, such as a heading.
    """

    drafts: list[Draft] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    total: tuple[Decimal, bool] | None = None
    others: list[Row] = field(default_factory=list)
    group: int = 0


def reject(out: Drafts, row: Row, reason: str) -> None:
    """Note a row that is left out, or a cell of it, with the reason."""
    text = " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
    out.rejections.append(Rejection(f"row {row.number}: {reason}", row.start, row.end, text[:300], "holdings/rows"))
