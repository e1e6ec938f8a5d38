"""Which things the map shows first: those between which the weightiest facts run, a few in each column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from themegraph.graph.page.families import family_of
from themegraph.graph.page.model import Fact

# A map of so many things is read at once; a larger one opens with its main things, so many in each column.
READABLE, IN_A_COLUMN = 90, 11
# The largest amounts come first, whoever they run between.
LARGEST = 8
WEIGHTS = {"Money": 4.0, "Supply": 3.0, "Demand": 3.0, "Estimates": 2.5, "Funds & listings": 1.2, "Structure": 1.5}
RIVALS, DERIVED, DOUBTFUL = 0.5, 0.3, 0.5
Ends = Mapping[str, tuple[str, str]]


def main_things(columns: Mapping[str, int], facts: Iterable[Fact], ends: Ends) -> frozenset[str]:
    """Return the keys of the things to show first; all of `columns` where these are few.

    Each one has a line to another one. `ends` gives the two things of a fact that is drawn.
    """
    if len(columns) <= READABLE:
        return frozenset(columns)
    drawn = [fact for fact in facts if fact.key in ends and all(end in columns for end in ends[fact.key])]
    room = dict.fromkeys(columns.values(), IN_A_COLUMN)
    chosen: set[str] = set()
    for fact in _weightiest(drawn, ends):
        new = [end for end in dict.fromkeys(ends[fact.key]) if end not in chosen]
        wanted = [columns[end] for end in new]
        if all(room[column] >= wanted.count(column) for column in wanted):
            chosen.update(new)
            for column in wanted:
                room[column] -= 1
    return frozenset(chosen)


def _weightiest(facts: Iterable[Fact], ends: Ends) -> list[Fact]:
    """Return the largest amounts, then the facts by weight; a fact between two busy things weighs most."""
    listed = list(facts)
    near: dict[str, set[str]] = defaultdict(set)
    for fact in listed:
        a, b = ends[fact.key]
        if not fact.derived:
            near[a].add(b)
            near[b].add(a)
    money = sorted((fact for fact in listed if fact.money), key=lambda f: (-(f.figure.value or 0), f.key))[:LARGEST]

    def weight(fact: Fact) -> tuple[float, str]:
        few, many = sorted(len(near[end]) for end in ends[fact.key])
        return -_own_weight(fact) * (few + log2(1 + many) / 2), fact.key

    return [*money, *sorted(listed, key=weight)]


def _own_weight(fact: Fact) -> float:
    kind = WEIGHTS.get(family_of(fact.relation).name, RIVALS)
    return kind * (DERIVED if fact.derived else 1.0) * (1.0 if fact.status in {"asserted", "planned"} else DOUBTFUL)
