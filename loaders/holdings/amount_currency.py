"""Which currency amounts are in, where a list names only those of prices: what weights, cash and prices tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from themegraph.loaders.holdings.draft import Draft
from themegraph.loaders.holdings.figures import Mark, UnreadableFigureError, figure
from themegraph.loaders.holdings.measures import counted_as
from themegraph.loaders.holdings.words import words_set

_SAMPLE = 2000
_NEAR = Decimal("0.01")
_MOST = Decimal("0.9")
_STEPS = 40  # halves of the last digit that a weight has at least, for rounding to hide no rate of exchange
_HEAVIEST = 25
_FEWEST = 3  # rows of one currency from which its prices tell that amounts are in it


@dataclass(frozen=True, slots=True)
class _Priced:
    """One row: its currency, its amount, its weight, and whether count, or count times price, gives the amount."""

    currency: str
    amount: Decimal
    weight: Decimal
    cash: bool
    same: bool | None


def told_currency(drafts: Sequence[Draft], marks: Mapping[str, Mark]) -> tuple[bool, str]:
    """Tell whether amounts are in the currency of each row's price, else in which one they all are, "" where nothing tells.

    Amounts that grow with the weights alike in every currency are all in one, and so are those of a list with a balance that
    is not its own amount: in the one in which balances are, else the only one whose prices give the amounts. Otherwise they are
    in each row's, where prices give them in every one.
    """
    rows = [row for draft in drafts[:_SAMPLE] if (row := _priced(draft, marks)) is not None]
    own, foreign = _told([row for row in rows if row.cash], every=Decimal(1))
    fitting, failing = _told([row for row in rows if not row.cash], every=_MOST)
    if _alike(rows) or foreign & fitting:
        return False, _only(own) or _only(fitting - foreign if failing else set())
    if failing:
        return False, _only({currency for currency in fitting if _count(rows, currency) >= _FEWEST})
    return bool(fitting), ""


def _priced(draft: Draft, marks: Mapping[str, Mark]) -> _Priced | None:
    texts, figures = draft.texts, draft.figures
    amount, currency = figures.get("amount"), texts.get("localCurrency", "")
    if not amount or currency not in words_set("codes"):
        return None
    kind = counted_as(draft.name, texts.get("assetClass", ""))
    counted = figures.get("shares", figures.get("measure"))
    weight = figures.get("weight", Decimal(0))
    if kind == "balance":
        same = None if not counted else abs(counted - amount) <= max(abs(amount) * _NEAR, Decimal(1))
        return _Priced(currency, amount, weight, True, same if abs(amount) > 100 else None)
    price = _price(texts, marks)
    known = counted and price and not kind
    same = abs((counted or 0) * (price or 0) - amount) <= abs(amount) * _NEAR if known else None
    return _Priced(currency, amount, weight, False, same)


def _price(texts: Mapping[str, str], marks: Mapping[str, Mark]) -> Decimal | None:
    try:
        return figure(texts["price"], marks["price"]) if "price" in texts else None
    except UnreadableFigureError:
        return None


def _told(rows: Sequence[_Priced], *, every: Decimal) -> tuple[set[str], set[str]]:
    """Return the currencies in which `every` part of the rows gives the amounts, and the others."""
    told: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.same is not None:
            told[row.currency].append(row.same)
    fitting = {currency for currency, same in told.items() if sum(same) >= len(same) * every}
    return fitting, told.keys() - fitting


def _alike(rows: Sequence[_Priced]) -> bool:
    """Tell whether amounts and weights of rows of several currencies are in one proportion, but for rounding."""
    heavy = sorted((row for row in rows if not row.cash and row.weight > 0), key=lambda row: row.weight, reverse=True)
    told = [row for row in heavy if row.weight >= _STEPS * _rounding(row.weight)]
    if not told:
        return False
    proportion = median(row.amount / row.weight for row in told[:_HEAVIEST])
    near: dict[str, list[bool]] = defaultdict(list)
    for row in told:
        off = abs(row.amount - proportion * row.weight)
        near[row.currency].append(off <= abs(proportion) * _rounding(row.weight) + abs(row.amount) * _NEAR)
    return len(near) > 1 and all(sum(each) >= len(each) * _MOST for each in near.values())


def _rounding(weight: Decimal) -> Decimal:
    """Return half of the last digit of a printed weight."""
    exponent = weight.as_tuple().exponent
    return Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)


def _count(rows: Sequence[_Priced], currency: str) -> int:
    return sum(1 for row in rows if row.currency == currency and not row.cash)


def _only(currencies: set[str]) -> str:
    return next(iter(currencies)) if len(currencies) == 1 else ""
