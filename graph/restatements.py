"""Which facts only say less of what another fact says: the same ends, fewer qualifiers, none that differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.fuller import fullest_above
from themegraph.graph.identities import identities_in
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import CURRENT, RESTATES, TYPE, term
from themegraph.ontology.terms import RELATIONS, Relation

Qualifiers = frozenset[tuple[str, str]]


def restatements(database: QuadSource) -> set[Triple]:
    """Return a triple for each fact of `current` that exactly one fuller fact covers, or that another repeats.

    One document dates an investment, another only lists a headline about it: two nodes, since neither document knows
    of the other. Where two fuller facts could be meant, nothing is said. Of facts told of two names of one thing the
    first stands for the others.
    """
    found: set[Triple] = set()
    joined = bool(identities_in(database).canonical)
    for relation in RELATIONS.values():
        if relation.identity or joined:
            for nodes in _alike(database, relation).values():
                found.update(_covered(nodes))
    return found


def _alike(database: QuadSource, relation: Relation) -> dict[tuple[str, ...], dict[NamedNode, Qualifiers]]:
    """Return the nodes of a relation by their ends, each with the qualifiers that tell it from others."""
    groups: defaultdict[tuple[str, ...], dict[NamedNode, Qualifiers]] = defaultdict(dict)
    names = {term(name).value for name in relation.identity}
    ends = {term(role).value for role in (relation.subject_role, relation.object_role) if role}
    for quad in database.quads_for_pattern(None, TYPE, term(relation.node_class), CURRENT):
        node = quad.subject
        if isinstance(node, NamedNode):
            pairs = list(_pairs(database, node))
            key = tuple(sorted(value if relation.symmetric else name + value for name, value in pairs if name in ends))
            groups[key][node] = frozenset((name, value) for name, value in pairs if name in names)
    return groups


def _pairs(database: QuadSource, node: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in database.quads_for_pattern(node, None, None, CURRENT):
        if isinstance(quad.object, NamedNode | Literal):
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
