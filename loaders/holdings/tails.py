"""Text below a table whose commas make rows of it: it does not fit the rows above."""

from __future__ import annotations

import re
from decimal import Decimal

from themegraph.loaders.holdings.days import find_day, serial_day
from themegraph.loaders.holdings.draft import Draft, Drafts, reject
from themegraph.loaders.holdings.tables import Table

_WORD = re.compile(r"[a-z]{3,}|[A-Z]{4,}")  # not "<0.01%", "n.m." or "#REF!"
_MOST = Decimal(1000)  # a weight of more is a year or a number of a street
_FIGURES = ("weight", "shares", "measure", "amount")


def leave_text_below(out: Drafts, table: Table) -> None:
    """Leave out the last rows of a table as long as they do not fit it, each with a rejection.

    A row does not fit that has words in more cells than there are headings, words where days stand, or no weight that could be one while it has
    words for figures or fewer cells than the rows above. Rows above one that fits are never left out.
    """
    body = out.drafts[: max(len(out.drafts) // 2, 1)]
    narrowest = min((len(draft.row.cells) for draft in body), default=0)
    dated = all(_dated(draft) for draft in body) and "date" in table.roles
    left = []
    while len(out.drafts) > len(body) and _is_text(out.drafts[-1], table, narrowest, dated=dated):
        left.append(out.drafts.pop())
    for draft in reversed(left):
        out.others.append(draft.row)
        reject(out, draft.row, "text below the table, not a position")


def _is_text(draft: Draft, table: Table, narrowest: int, *, dated: bool) -> bool:
    cells = draft.row.cells
    beyond = [cell for cell in cells[len(table.headings) :] if cell]
    if any(character.isalpha() for cell in beyond for character in cell) or (dated and not _dated(draft)):
        return True
    figures = draft.figures
    weighed = abs(figures.get("weight", _MOST)) < _MOST if "weight" in table.roles else bool(figures)
    worded = any(role not in figures and _WORD.search(draft.texts.get(role, "")) for role in _FIGURES)
    return not weighed and (worded or len(cells) < narrowest)


def _dated(draft: Draft) -> bool:
    """Tell whether the cell of the day holds a day, or nothing as below a day that holds for several rows."""
    text = draft.texts.get("date", "")
    return not text or find_day(text) is not None or serial_day(text) is not None
