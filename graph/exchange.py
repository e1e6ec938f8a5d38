"""Fewer crossings by exchanging neighbours within a column, after the barycentres have ordered it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

ROUNDS = 8
Order = dict[int, list[str]]
Places = Mapping[str, Mapping[int, Sequence[int]]]


def exchanged(order: Mapping[int, Sequence[str]], links: Iterable[tuple[str, str]]) -> Order:
    """Return the columns after exchanging neighbours as long as each exchange leaves fewer lines crossing.

    >>> exchanged({0: ["a", "b"], 1: ["c", "d"]}, [("a", "d"), ("b", "c")])
    {0: ['b', 'a'], 1: ['c', 'd']}
    """
    columns = {column: list(names) for column, names in order.items()}
    near = _near(columns, links)
    for _ in range(ROUNDS):
        moved = [_round(names, near, columns) for names in columns.values()]
        if not any(moved):
            break
    return columns


def _near(columns: Order, links: Iterable[tuple[str, str]]) -> dict[str, dict[int, list[str]]]:
    """Return the neighbours of each name by their column."""
    column_of = {name: column for column, names in columns.items() for name in names}
    near: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for a, b in links:
        near[a][column_of[b]].append(b)
        near[b][column_of[a]].append(a)
    return near


def _round(names: list[str], near: Mapping[str, Mapping[int, Sequence[str]]], columns: Order) -> bool:
    """Exchange the neighbours of one column where that helps; return whether any was."""
    index = {name: i for listed in columns.values() for i, name in enumerate(listed)}
    places = {
        name: {column: sorted(index[other] for other in others) for column, others in near.get(name, {}).items()}
        for name in names
    }
    moved = False
    for i in range(len(names) - 1):
        upper, lower = names[i], names[i + 1]
        if _crossed(places[upper], places[lower]) > _crossed(places[lower], places[upper]):
            names[i], names[i + 1] = lower, upper
            moved = True
    return moved


def _crossed(upper: Mapping[int, Sequence[int]], lower: Mapping[int, Sequence[int]]) -> int:
    """Count the crossings between the lines of two names, one above the other."""
    return sum(
        bisect_left(lower[column], place) for column, places in upper.items() if column in lower for place in places
    )
