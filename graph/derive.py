"""Add to `current` what follows from all documents together: the registry's structure and what the rules construct."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from themegraph.graph.changes import Changes, difference, in_graph
from themegraph.graph.describe import describe, described, is_used, registry_description
from themegraph.graph.identities import identities_in
from themegraph.graph.identities_moves import groups_in, identities_of, moves
from themegraph.graph.lift import direct_triples
from themegraph.graph.listing import missing, named_in, unused
from themegraph.graph.restatements import restatements
from themegraph.graph.schema import PENDING_TRIPLE
from themegraph.graph.structure_view import StructureView
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ASSERTS, CURRENT, EXPOSED_TO, REGISTRY, RESOLVED, RESTATES, STORE, TYPE, term
from themegraph.ontology.files import rule
from themegraph.ontology.terms import RELATIONS

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

# From a thing in use these lead to what it belongs to; the other relations count only between things in use.
UPWARD = ("partOf", "usedIn", "kindOf", "targetsLayer", "providedBy", "hasTicker")
RULES = {"exposure": EXPOSED_TO}
ROLES = {term(role) for each in RELATIONS.values() for role in (each.subject_role, each.object_role) if role}


def derive(store: GraphStore) -> int:
    """Bring structure and rules up to date and clear the flag that says they are not; return how many triples changed."""
    before = identities_in(store.database)
    named = named_in(store.database)
    # what is joined hangs on the names of listed companies too, and may lead to others
    store.apply(missing(View(store.database, identities=before), named))
    after = identities_of(groups_in(store)) if store.pending else before
    listed = missing(View(store.database, identities=after), named)
    store.apply(listed)
    joined = moves(store, before, after)
    store.apply(joined)
    structure = structure_changes(StructureView(store.database))
    store.apply(structure)
    store.apply(unused(View(store.database), named))
    ruled = rule_changes(store)
    flag = Changes(removed=in_graph([PENDING_TRIPLE], STORE)) if store.pending else Changes()
    store.apply(ruled | flag)
    return sum(len(part.added) + len(part.removed) for part in (listed, joined, structure, ruled))


def structure_changes(view: View) -> Changes:
    """Return what brings the registry's part of `current` in line with the things that documents name."""
    nodes = registry_nodes(view)
    used = {entity for entity in registry_entities(view) if is_used(view, entity)}
    reached = closure(used, nodes.values())
    chosen = [triples for node, triples in nodes.items() if _ends(triples) <= reached]
    wanted = _lifted(chosen)
    unwanted = _lifted(nodes.values()) - wanted
    # `current` may hold millions of triples, these are thousands
    gone = {triple for triple in unwanted if view.holds(triple, CURRENT) and not view.supports(triple)}
    new = {triple for triple in wanted if not view.holds(triple, CURRENT)}
    changes = Changes(in_graph(gone, CURRENT), in_graph(new, CURRENT))
    return changes | _descriptions(view, used, reached)


def registry_entities(view: View) -> set[NamedNode]:
    """Return the entities that the registry describes."""
    found = {quad.subject for quad in view.match(None, RESOLVED, None, REGISTRY)}
    return {entity for entity in found if isinstance(entity, NamedNode)}


def registry_nodes(view: View) -> dict[NamedNode, set[Triple]]:
    """Return the registry's structural nodes with their triples."""
    found = {quad.object for quad in view.match(None, ASSERTS, None, REGISTRY)}
    nodes = (node for node in found if isinstance(node, NamedNode))
    return {node: {quad.triple for quad in view.match(node, None, None, REGISTRY)} for node in nodes}


def closure(used: set[NamedNode], nodes: Iterable[set[Triple]]) -> set[NamedNode]:
    """Return the things in use with all that they belong to, step by step upward."""
    steps = [(start, end) for triples in nodes for start, end in _upward(triples)]
    reached = set(used)
    while True:
        more = {end for start, end in steps if start in reached} - reached
        if not more:
            return reached
        reached |= more


def _upward(triples: set[Triple]) -> Iterable[tuple[object, NamedNode]]:
    kinds = {triple.object for triple in triples if triple.predicate == TYPE}
    for name in UPWARD:
        relation = RELATIONS[name]
        if term(relation.node_class) not in kinds:
            continue
        subject = next(t.object for t in triples if t.predicate == term(relation.subject_role))
        targets = {term(relation.object_role), *(term(q) for q in relation.identity)}
        yield from ((subject, t.object) for t in triples if t.predicate in targets and isinstance(t.object, NamedNode))


def _ends(triples: set[Triple]) -> set[object]:
    """Return the entities of a structural node."""
    return {triple.object for triple in triples if triple.predicate in ROLES and isinstance(triple.object, NamedNode)}


def _lifted(nodes: Iterable[set[Triple]]) -> set[Triple]:
    return {triple for triples in nodes for triple in (*triples, *direct_triples(triples))}


def _descriptions(view: View, used: set[NamedNode], reached: set[NamedNode]) -> Changes:
    before: set[Triple] = set()
    after: set[Triple] = set()
    for entity in registry_entities(view):
        before |= described(view, entity)
        if entity in reached:
            after |= describe(view, entity) if entity in used else registry_description(view, entity)
    return difference(before, after, CURRENT)


def rule_changes(store: GraphStore) -> Changes:
    """Return what brings the properties that only rules write in line with `current`."""
    changes = Changes()
    for name, predicate in RULES.items():
        wanted = set(store.run(rule(name)).triples or ())
        present = {quad.triple for quad in store.database.quads_for_pattern(None, predicate, None, CURRENT)}
        changes |= difference(present, wanted, CURRENT)
    said = {quad.triple for quad in store.database.quads_for_pattern(None, RESTATES, None, CURRENT)}
    return changes | difference(said, restatements(store.database), CURRENT)
