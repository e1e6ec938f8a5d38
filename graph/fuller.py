"""Which descriptions say less than others: sets of qualifiers, and those that hold all of theirs and more."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

Pair = tuple[str, str]


def fullest_above(keys: Collection[frozenset[Pair]]) -> Mapping[frozenset[Pair], tuple[frozenset[Pair], ...]]:
    """Return, for each key that others exceed, those of them that no other exceeds in turn.

    Only keys that share a key's rarest pair are compared with it, so that many keys of one company cost little.

    >>> a, b, c = ("year", "2030"), ("amount", "5"), ("amount", "7")
    >>> len(fullest_above([frozenset({a}), frozenset({a, b}), frozenset({a, c})])[frozenset({a})])
    2
    """
    distinct = set(keys)
    longest = max(map(len, distinct), default=0)
    holders: defaultdict[Pair, set[frozenset[Pair]]] = defaultdict(set)
    for key in distinct:
        for pair in key:
            holders[pair].add(key)
    above = {
        key: {other for other in _candidates(key, distinct, holders) if key < other}
        for key in distinct
        if len(key) < longest
    }
    exceeded = {key for key, others in above.items() if others}
    return {key: tuple(above[key] - exceeded) for key in exceeded}


def _candidates(
    key: frozenset[Pair], distinct: AbstractSet[frozenset[Pair]], holders: Mapping[Pair, AbstractSet[frozenset[Pair]]]
) -> AbstractSet[frozenset[Pair]]:
    return min((holders[pair] for pair in key), key=len, default=distinct)


def spans_of(first: date, last: date) -> frozenset[str]:
    """Return the year, quarter, month and day that hold a span of time, and the span itself where it is none of them.

    >>> sorted(spans_of(date(2026, 3, 2), date(2026, 3, 2)))
    ['2026', '2026 quarter 1', '2026-03', '2026-03-02']
    """
    held, narrowest = set(), (date.min, date.min)
    for unit, name in ((12, f"{first:%Y}"), (3, f"{first:%Y} quarter {(first.month + 2) // 3}"), (1, f"{first:%Y-%m}")):
        start = date(first.year, first.month - (first.month - 1) % unit, 1)
        month = start.month + unit - 1
        end = date(start.year, month, monthrange(start.year, month)[1])
        if start <= first <= last <= end:
            held.add(name)
            narrowest = (start, end)
    if narrowest != (first, last):
        held.add(first.isoformat() if first == last else f"{first} to {last}")
    return frozenset(held)
