"""Parts of a graph for a page: what was known by a date, what is near a thing, what answers a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from themegraph.graph.page.model import Fact, Paper

Papers = Mapping[str, Paper]
Keep = Callable[[Sequence[Fact], Papers], Sequence[Fact]]
LAST_DAYS = {4: "-12-31", 7: "-31"}


def known_on(facts: Sequence[Fact], papers: Papers) -> dict[str, str]:
    """Return the day each fact was first published, as its document or the source that this cites was; empty if undated.

    A fact that only a rule makes was known when all that it rests on was.
    """
    days = {fact.key: _published(fact, papers) for fact in facts if fact.evidence}
    for fact in facts:
        if not fact.evidence:
            rests = [days.get(key, "") for key in fact.because]
            days[fact.key] = max(rests, default="") if all(rests) else ""
    return days


def _published(fact: Fact, papers: Papers) -> str:
    keys = {key for claim in fact.evidence for key in (claim.document, claim.cited) if key in papers}
    return min((papers[key].issued for key in keys if papers[key].issued), default="")


def by_day(day: str) -> Keep:
    """Return what keeps the facts that were known by an ISO date; a month or year counts by its last day."""

    def keep(facts: Sequence[Fact], papers: Papers) -> Sequence[Fact]:
        days = known_on(facts, papers)
        return [fact for fact in facts if days[fact.key] and last_day(days[fact.key]) <= last_day(day)]

    return keep


def last_day(date: str) -> str:
    """Return the last day of a month or a year, and a day as it is.

    >>> last_day("2026"), last_day("2026-03"), last_day("2026-03-02")
    ('2026-12-31', '2026-03-31', '2026-03-02')
    """
    return date + LAST_DAYS.get(len(date), "")


def near(key: str, hops: int) -> Keep:
    """Return what keeps the facts within so many steps of a thing."""

    def keep(facts: Sequence[Fact], papers: Papers) -> Sequence[Fact]:
        reached = _reached(key, hops, facts)
        return [fact for fact in facts if _ends(fact) <= reached and _ends(fact)]

    return keep


def _ends(fact: Fact) -> set[str]:
    return {end for end in (fact.source, fact.target or fact.estimator) if end}


def _reached(key: str, hops: int, facts: Iterable[Fact]) -> set[str]:
    """Return the things within so many steps; a negated fact leads nowhere."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.status != "negated":
            for end in _ends(fact):
                around[end] |= _ends(fact)
    reached = edge = {key}
    for _ in range(hops):
        edge = {there for here in edge for there in around.get(here, ())} - reached
        reached = reached | edge
    return reached


def among(iris: Collection[str]) -> Keep:
    """Return what keeps these facts, by IRI, and the facts that those made by a rule rest on."""

    def keep(facts: Sequence[Fact], papers: Papers) -> Sequence[Fact]:
        wanted = {fact.key for fact in facts if fact.iri in iris}
        wanted |= {key for fact in facts if fact.key in wanted for key in fact.because}
        return [fact for fact in facts if fact.key in wanted]

    return keep


def all_of(*keeps: Keep) -> Keep:
    """Return what keeps the facts that pass one selection after the other."""

    def keep(facts: Sequence[Fact], papers: Papers) -> Sequence[Fact]:
        for each in keeps:
            facts = each(facts, papers)
        return facts

    return keep
