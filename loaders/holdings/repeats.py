"""Rows that a table lists more than once, and ranks before names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from themegraph.loaders.holdings.draft import Draft, Drafts, reject
from themegraph.loaders.holdings.tables import Table

_RANK = re.compile(r"(\d{1,4})[.)] +(?=\S)")
_WHOLE = ((Decimal(98), Decimal(102)), (Decimal("0.98"), Decimal("1.02")))
_NEARLY = (
    (Decimal(85), Decimal(115)),
    (Decimal("0.85"), Decimal("1.15")),
)  # where few of those weights are listed, or contracts


def leave_repeated(out: Drafts, table: Table) -> None:
    """Leave out parts of a table, between headings that come again, that list the same money once more.

    Such a part is a summary, whose rows all stand in the other parts too, or a whole list below a whole list: what the
    funds that are held hold themselves.
    """
    if not table.breaks:
        return
    bounds = list(zip((0, *table.breaks), (*table.breaks, math.inf), strict=True))
    for first, last in bounds:
        part = [draft for draft in out.drafts if first <= draft.row.number < last]
        rest = [draft for draft in out.drafts if not first <= draft.row.number < last]
        own, others = ({_same(draft) for draft in each} for each in (part, rest))
        if part and (own < others or (own == others and rest[0].row.number < first)):
            _leave(out, part, "a summary of rows that the table lists again")
    parts = [[draft for draft in out.drafts if first <= draft.row.number < last] for first, last in bounds]
    filled = [part for part in parts if part]
    if len(filled) > 1 and _adds_up(filled[0], _WHOLE):
        for part in filled[1:]:
            if _adds_up(part, _NEARLY):
                _leave(out, part, "of a second whole list below the first, as of what the funds in it hold")


def without_ranks(drafts: Sequence[Draft]) -> list[Draft]:
    """Return rows without the numbers before their names, where every row has the next number.

    A name such as "3M Company" or "1. FC Example" stays as it is.
    """
    matches = [_RANK.match(draft.name) for draft in drafts]
    if len(drafts) < 2 or any(m is None or int(m[1]) != n for n, m in enumerate(matches, start=1)):
        return list(drafts)
    return [replace(draft, name=draft.name[m.end() :]) for draft, m in zip(drafts, matches, strict=True) if m]


def _same(draft: Draft) -> tuple[str, str, Decimal | None]:
    return draft.name, draft.texts.get("ticker", ""), draft.figures.get("weight")


def _adds_up(part: Sequence[Draft], bounds: Sequence[tuple[Decimal, Decimal]]) -> bool:
    weights = [draft.figures["weight"] for draft in part if "weight" in draft.figures]
    return bool(weights) and any(low <= sum(weights) <= high for low, high in bounds)


def _leave(out: Drafts, part: Sequence[Draft], reason: str) -> None:
    left = {draft.row.number for draft in part}
    out.drafts = [draft for draft in out.drafts if draft.row.number not in left]
    for draft in part:
        reject(out, draft.row, reason)
