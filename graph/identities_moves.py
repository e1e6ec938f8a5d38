"""Bring `current` in line with who is one: facts move to the IRI that stands for their ends, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Triple

from themegraph.graph.changes import Changes, difference, in_graph
from themegraph.graph.describe import DESCRIPTIVE, describe, described, pointer
from themegraph.graph.identities import Identities, identities
from themegraph.graph.identities_codes import APART, issuer_links, known_in, name_links
from themegraph.graph.identities_groups import Conflict, Groups, Joining, join_by_codes
from themegraph.graph.lift import direct_triples
from themegraph.graph.schema import PENDING_TRIPLE
from themegraph.graph.view import Object, View
from themegraph.graph.vocabulary import CURRENT, PREF_LABEL, STORE, is_document_graph, term
from themegraph.ontology.terms import RELATIONS

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.quad_source import QuadSource


def groups_in(store: GraphStore) -> Groups:
    """Return which things of a store are one, from what its documents and the registry say now."""
    known = known_in(store)
    joining = Joining(known)
    if known.codes:
        join_by_codes(joining, known)
        agreeing, other = issuer_links(store, joining, known)
        joining.join(agreeing)
        joining.join(name_links(store, joining, known))
        apart = [link for link in other if joining.root(link.things[0]) != joining.root(link.things[1])]
        joining.conflicts += [Conflict("apart", "issuer", (), link.things, ("different names",)) for link in apart]
    return joining.groups()


def identities_of(groups: Groups) -> Identities:
    """Return groups as the map that `current` is written with."""
    return identities({NamedNode(iri): NamedNode(one) for iri, one in groups.canonical.items()})


def moves(store: GraphStore, before: Identities, after: Identities) -> Changes:
    """Return what leads `current` from some identities to others; the documents' graphs stay as they are."""
    things = {*before.canonical, *after.canonical}
    moved = {thing for thing in things if before.of(thing) != after.of(thing)}
    if not moved:
        return Changes()
    store.foresee_moves(moved)
    held: dict[NamedNode, dict[NamedNode, list[Quad]]] = {}
    old, new = (_Held(store.database, each, held) for each in (before, after))
    was: set[Triple] = set()
    now: set[Triple] = set()
    for node, graph in _nodes(new, moved):
        triples = _live_triples(new, node, graph)
        was |= _lifted(before, triples)
        now |= _lifted(after, triples)
    gone = {triple for triple in was - now if not new.supports(triple)}
    touched = moved | {each.of(thing) for each in (before, after) for thing in moved}
    # a label may change for all who bear it
    touched |= {member for each in (before, after) for thing in touched for member in each.spread(thing)}
    told = {triple for thing in touched for triple in described(old, thing)}
    tells = _described(new, touched)
    facts = Changes(in_graph(gone, CURRENT), in_graph(now - was, CURRENT))
    return facts | difference(told, tells, CURRENT)


LINKS = frozenset(term(name) for relation in RELATIONS.values() for name in relation.links)  # lead to other facts


class _Held(View):
    """A view that keeps what it read of a thing: describing one takes some thirty look-ups, and thousands may move."""

    def __init__(
        self, store: QuadSource, identities: Identities, held: dict[NamedNode, dict[NamedNode, list[Quad]]]
    ) -> None:
        super().__init__(store, identities=identities)
        self._held = held

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; None matches anything, all graphs included."""
        if subject is None or predicate is None or predicate not in DESCRIPTIVE:
            yield from super().match(subject, predicate, obj, graph)
            return
        if subject not in self._held:
            held: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
            for quad in super().match(subject, None, None):
                held[quad.predicate].append(quad)
            self._held[subject] = held
        for quad in self._held[subject].get(predicate, ()):
            if (obj is None or quad.object == obj) and (graph is None or quad.graph_name == graph):
                yield quad


def _described(view: View, things: Iterable[NamedNode]) -> set[Triple]:
    """Return what `current` is to say of things; a name gets the label of what stands for it, which is worked out once."""
    told: set[Triple] = set()
    ones: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for thing in things:
        ones[view.identities.of(thing)].append(thing)
    for one, names in ones.items():
        description = describe(view, one)
        labels = [triple.object for triple in description if triple.predicate == PREF_LABEL]
        for name in names:
            told |= description if name == one else pointer(name, one, labels)
    return told


def _nodes(view: View, things: Iterable[NamedNode]) -> set[tuple[NamedNode, NamedNode]]:
    """Return the facts that documents state of things, each with its document."""
    found = set()
    for thing in things:
        for quad in view.match(None, None, thing):
            node, graph = quad.subject, quad.graph_name
            if isinstance(node, NamedNode) and isinstance(graph, NamedNode) and is_document_graph(graph):
                found.add((node, graph))
    return {(node, graph) for node, graph in found if view.is_live(node, graph)}


def _live_triples(view: View, node: NamedNode, graph: NamedNode) -> list[Triple]:
    triples = (quad.triple for quad in view.match(node, None, None, graph))
    return [triple for triple in triples if triple.predicate not in LINKS or not view.hides(triple.object, graph)]


def _lifted(names: Identities, triples: list[Triple]) -> set[Triple]:
    own = list(names.exchange(triples))
    return {*own, *direct_triples(own)}


def keep_apart(store: GraphStore, pairs: Iterable[frozenset[str]]) -> None:
    """Remember which things people decided to be different, in place of what was remembered before."""
    wanted = set(_apart(pairs))
    before = {quad.triple for quad in store.database.quads_for_pattern(None, APART, None, STORE)}
    changes = difference(before, wanted, STORE)
    if changes:
        store.apply(changes | Changes(added=in_graph([PENDING_TRIPLE], STORE)))


def _apart(pairs: Iterable[frozenset[str]]) -> Iterator[Triple]:
    for pair in pairs:
        names = sorted(pair)
        for place, one in enumerate(names):
            yield from (Triple(NamedNode(one), APART, NamedNode(other)) for other in names[place + 1 :])
