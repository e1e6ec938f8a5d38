"""Which facts only say less of what another fact says: the same ends, fewer qualifiers, none that differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.fuller import fullest_above, spans_of
from themegraph.graph.identities import identities_in
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.scans import ends_in_current
from themegraph.graph.vocabulary import CURRENT, RESTATES, term
from themegraph.ontology.terms import RELATIONS, Relation

Qualifiers = frozenset[tuple[str, str]]
START, END, PRECISION = term("startDate").value, term("endDate").value, term("datePrecision").value
# What happens once: told of a month and of a day in it, it is one. A figure of a month is none of a day.
EVENTS = frozenset({"Investment", "Acquisition", "EstimateRevision", "Announcement"})


def restatements(database: QuadSource) -> set[Triple]:
    """Return a triple for each fact of `current` that exactly one fuller fact covers, or that another repeats.

    One document dates an investment, another only lists a headline about it, a third gives its month and not its day:
    several nodes, since none knows of the others. Where two fuller facts could be meant, nothing is said. Of facts told
    of two names of one thing the first stands for the others.
    """
    found: set[Triple] = set()
    joined = bool(identities_in(database).canonical)
    for relation in RELATIONS.values():
        if relation.identity or joined:
            for nodes in _alike(database, relation):
                found.update(_covered(nodes))
    return found


def _alike(database: QuadSource, relation: Relation) -> Iterable[dict[NamedNode, Qualifiers]]:
    """Return the nodes of a relation that others share their ends with, each with the qualifiers that tell them apart."""
    groups: defaultdict[tuple[str, ...], list[NamedNode]] = defaultdict(list)
    for node, ends in _ends(database, relation).items():
        groups[ends].append(node)
    names = {term(name).value for name in relation.identity}
    for nodes in groups.values():
        if len(nodes) > 1:  # most facts have no like, and reading them whole is what would cost
            told = {node: frozenset(_qualifiers(database, node, names)) for node in nodes}
            event = relation.node_class in EVENTS
            yield {node: _with_spans(own) for node, own in told.items()} if event else told


def _ends(database: QuadSource, relation: Relation) -> dict[NamedNode, tuple[str, ...]]:
    """Return the ends of each node of a relation's class, in an order that is the same for nodes of the same ends."""
    roles = [term(role) for role in (relation.subject_role, relation.object_role) if role]
    found: defaultdict[NamedNode, set[tuple[int, str]]] = defaultdict(set)
    texts: dict[str, str] = {}  # each once, for a million facts are of some thousand things
    for fact, place, end in ends_in_current(database, term(relation.node_class), roles):
        found[fact].add((place, texts.setdefault(end.value, end.value)))
    # facts of a narrower class may have other roles, and what they lack does not make them alike
    whole = ((fact, ends) for fact, ends in found.items() if len({place for place, _ in ends}) == len(roles))
    if relation.symmetric:
        return {fact: tuple(sorted(text for _, text in ends)) for fact, ends in whole}
    return {fact: tuple(f"{place} {text}" for place, text in sorted(ends)) for fact, ends in whole}


def _with_spans(own: Qualifiers) -> Qualifiers:
    """Exchange the dates of an event for the spans that hold it, so that a day says more than its month.

    >>> march = frozenset({(START, "2026-03-01"), (END, "2026-03-31"), (PRECISION, "month")})
    >>> sorted(span for _, span in _with_spans(march))
    ['2026', '2026 quarter 1', '2026-03']
    """
    dates = {name: value for name, value in own if name in (START, END)}
    try:
        first, last = date.fromisoformat(dates.get(START, "")), date.fromisoformat(dates.get(END, ""))
    except ValueError:
        return own
    rest = {pair for pair in own if pair[0] not in (START, END, PRECISION)}
    return frozenset(rest | {("span", span) for span in spans_of(first, last)})


def _qualifiers(database: QuadSource, node: NamedNode, names: set[str]) -> Iterator[tuple[str, str]]:
    for quad in database.quads_for_pattern(node, None, None, CURRENT):
        if quad.predicate.value in names and isinstance(quad.object, NamedNode | Literal):
            yield quad.predicate.value, quad.object.value


def _covered(nodes: dict[NamedNode, Qualifiers]) -> Iterable[Triple]:
    holding: defaultdict[Qualifiers, list[NamedNode]] = defaultdict(list)
    for node, own in nodes.items():
        holding[own].append(node)
    above = fullest_above(holding.keys())
    for own, alike in holding.items():
        fuller = above.get(own, ())
        # several of the same qualifiers are one fact, told of two names of one thing
        stands = min(holding[fuller[0]] if len(fuller) == 1 else alike, key=str)
        yield from (Triple(node, RESTATES, stands) for node in alike if node != stands)
