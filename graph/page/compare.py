"""Two states of a graph on one page: what was added, what is gone, what changed, each with its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themegraph.graph.page.model import Fact, PageData

ADDED, GONE, CHANGED = "added", "gone", "changed"
Subject = tuple[str, ...]


def compared(now: PageData, before: PageData, *, other: str) -> PageData:
    """Return the page of `now` with the facts that only `before` has as well; `other` names what it is compared with.

    The linked data stay those of `now`.
    """
    facts = changes(now.facts, before.facts)
    counts = Counter(fact.change for fact in facts)
    said = ", ".join(f"{counts[change]} {change}" for change in (ADDED, GONE, CHANGED))
    things = {thing.key: thing for thing in (*before.things, *now.things)}
    papers = {paper.key: paper for paper in (*before.papers, *now.papers)}
    return replace(
        now,
        facts=tuple(facts),
        things=tuple(things[key] for key in sorted(things)),
        papers=tuple(papers[key] for key in sorted(papers)),
        note=f"compared with {other}: {said}",
    )


def changes(now: Sequence[Fact], before: Sequence[Fact]) -> list[Fact]:
    """Return all facts of both; a fact whose figure, date or status is another is one fact that changed."""
    known = {fact.key: fact for fact in before}
    kept = [_same(fact, known[fact.key]) for fact in now if fact.key in known]
    new = [fact for fact in now if fact.key not in known]
    current = {fact.key for fact in now}
    old = [fact for fact in before if fact.key not in current]
    pairs = _pairs(new, old)
    replaced = {was.key for was in pairs.values()}
    turned = [_changed(fact, pairs[fact.key]) if fact.key in pairs else replace(fact, change=ADDED) for fact in new]
    gone = [replace(fact, change=GONE) for fact in old if fact.key not in replaced]
    return [*turned, *gone, *sorted(kept, key=lambda fact: not fact.change)]


def _same(fact: Fact, was: Fact) -> Fact:
    return _changed(fact, was) if fact.status != was.status else fact


def _changed(fact: Fact, was: Fact) -> Fact:
    parts = [was.figure.label or was.text, was.dates, was.status if was.status != fact.status else ""]
    return replace(fact, change=CHANGED, before=", ".join(part for part in parts if part) or "without a figure")


def _pairs(new: Iterable[Fact], old: Iterable[Fact]) -> dict[str, Fact]:
    """Return the old fact that each new one took the place of: alike but for the figure, or the only ones of their kind."""
    pairs: dict[str, Fact] = {}
    for subject_of in (_dated, _undated):
        groups: defaultdict[Subject, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
        taken = {was.key for was in pairs.values()}
        for fact in new:
            if fact.key not in pairs:
                groups[subject_of(fact)][0].append(fact)
        for was in old:
            if was.key not in taken:
                groups[subject_of(was)][1].append(was)
        pairs |= {now[0].key: was[0] for now, was in groups.values() if len(now) == len(was) == 1}
    return pairs


def _undated(fact: Fact) -> Subject:
    measure = next((value for name, value in fact.details if name == "measure"), "")
    return (fact.relation, fact.source, fact.target, fact.estimator, measure)


def _dated(fact: Fact) -> Subject:
    return (*_undated(fact), fact.start, fact.end)
