"""Figures for the same thing, measure and period that do not agree, and statements that another one denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themegraph.graph.page.model import Fact

FIGURES_OF_A_PERIOD = frozenset({"marketEstimate", "growth", "performance", "investsIn", "acquires", "spendsOn"})


def with_conflicts(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts, each naming those whose figure differs for the same thing and period, or that deny it."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if subject := _subject(fact):
            groups[subject].append(fact)
    differs = {fact.key: _differing(fact, group) for group in groups.values() for fact in group}
    denied = _denials(facts)
    return [replace(fact, differs=differs.get(fact.key, ()) + denied.get(fact.key, ())) for fact in facts]


def _denials(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Return for each fact those that say the same of the same things, but one is negated and the other is not."""
    alike: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        alike[fact.relation, fact.source, fact.target, fact.text].append(fact)
    return {
        fact.key: tuple(other.key for other in group if (other.status == "negated") != (fact.status == "negated"))
        for group in alike.values()
        if len(group) > 1
        for fact in group
    }


def _subject(fact: Fact) -> tuple[str, ...]:
    """Return what a figure is about, or nothing where it has no figure or no period to compare by."""
    comparable = fact.relation in FIGURES_OF_A_PERIOD and fact.figure.value is not None and (fact.start or fact.end)
    if not comparable:
        return ()
    measure = next((value for name, value in fact.details if name == "measure"), "")
    return (fact.relation, fact.source, fact.target, measure, fact.start, fact.end, fact.figure.unit)


def _differing(fact: Fact, group: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(other.key for other in group if other.figure.value != fact.figure.value)
