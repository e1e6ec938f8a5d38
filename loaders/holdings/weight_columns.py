"""Which of several columns of weights is that of the fund: the one that adds up to a whole."""

from __future__ import annotations

from decimal import Decimal

from themegraph.loaders.holdings.columns import roles_of
from themegraph.loaders.holdings.figures import UnreadableFigureError, figure
from themegraph.loaders.holdings.tables import Table
from themegraph.loaders.holdings.words import plain

_WHOLES = (Decimal(100), Decimal(1))
_NEAR = Decimal("0.05")


def choose_weights(table: Table) -> None:
    """Take another column of weights where the one named most plainly does not add up and the other does."""
    named = table.roles.get("weight")
    others = [column for column in _candidates(table) if column != named]
    if named is None or not others or _is_whole(table, named):
        return
    better = next((column for column in others if _is_whole(table, column)), None)
    if better is not None:
        taken = {role for role, column in table.roles.items() if column == better}
        table.roles = {role: column for role, column in table.roles.items() if role not in taken} | {"weight": better}


def _candidates(table: Table) -> list[int]:
    """Return the columns that would be those of weights if they stood alone."""
    aliases = table.layout.aliases if table.layout else None
    return [column for column, cell in enumerate(table.headings) if cell and "weight" in roles_of([cell], aliases)]


def _is_whole(table: Table, column: int) -> bool:
    """Tell whether a column adds up to about 100 or 1."""
    total = Decimal(0)
    for row in table.rows:
        text = plain(row.cells[column]) if column < len(row.cells) else ""
        try:
            total += figure(text) or 0
        except UnreadableFigureError:
            continue
    return any(abs(total - whole) <= whole * _NEAR for whole in _WHOLES)
