"""Weights: whether a column holds hundredths or fractions of one, and whether they add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from themegraph.loaders.holdings.draft import Draft

_HUNDRED = Decimal(100)
_TOLERANCE = Decimal("0.5")
_ONE = (Decimal("0.8"), Decimal("1.25"))


def in_hundredths(drafts: Sequence[Draft]) -> bool:
    """Tell whether weights without "%" are too large for fractions of one, and don't add up to one either."""
    bare = [draft.figures["weight"] for draft in drafts if "weight" in draft.figures and not draft.percent]
    return any(abs(weight) > _ONE[1] for weight in bare) and not _ONE[0] <= sum(bare) <= _ONE[1]


def scale_of(drafts: Sequence[Draft], lists: int, heading: str) -> tuple[Decimal, str]:
    """Return by what weights without "%" are multiplied, and a note where the column's name says otherwise.

    A column is of fractions where each of the `lists` in it adds up to about 1; a short position or a loan may take
    single cells far above. A few cells with "%" beside them count as what they are.
    """
    weighed = [draft for draft in drafts if "weight" in draft.figures]
    bare = [draft.figures["weight"] for draft in weighed if not draft.percent]
    if 2 * len(bare) <= len(weighed):
        return Decimal(1), ""
    percents = sum((draft.figures["weight"] for draft in weighed if draft.percent), Decimal(0))
    total = (sum(bare, Decimal(0)) + percents / _HUNDRED) / max(lists, 1)
    if not _ONE[0] <= total <= _ONE[1]:
        return Decimal(1), ""
    note = f"weights add up to {total.normalize():f} and were read as fractions of one"
    return _HUNDRED, f"{note}, although the column is named {heading!r}" if "%" in heading else ""


def scaled(weight: Decimal, percent: bool, scale: Decimal) -> Decimal:
    """Return a weight in hundredths."""
    return weight if percent or scale == 1 else weight * scale


def doubts(weights: Sequence[Decimal], rows: int, stated: Decimal | None) -> tuple[str, ...]:
    """Return what is wrong with the weights of one list; nothing where they add up to what is stated, else to 100.

    >>> doubts([Decimal("60"), Decimal("39.8")], 2, None), doubts([Decimal("60"), Decimal("30")], 2, Decimal("100"))
    ((), ('weights add up to 90, the file states 100: rows are missing or a weight is wrong',))
    """
    notes = []
    if len(weights) < rows:
        missing = f"{rows - len(weights)} of {rows}" if weights else f"all {rows}"
        notes.append(f"{missing} positions have no weight")
    if weights:
        total = sum(weights, Decimal(0))
        expected = _HUNDRED if stated is None else stated
        if abs(total - expected) > _TOLERANCE:
            whose = f"not to {expected}" if stated is None else f"the file states {_shown(expected)}"
            notes.append(f"weights add up to {_shown(total)}, {whose}: rows are missing or a weight is wrong")
    return tuple(notes)


def _shown(number: Decimal) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
