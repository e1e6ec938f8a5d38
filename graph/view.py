"""Read the store as it would be with one graph replaced, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from themegraph.graph.identities import Identities, identities_in
from themegraph.graph.lift import BY_SHORTCUT, LIVE_STATUSES
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import ASSERTS, HAS_STATUS, is_document_graph, term

Object = NamedNode | Literal


class View:
    """The quads of a store, which does not change meanwhile, with the triples of one graph exchanged for others.

    `identities` say under which IRI `current` has what documents name; without them they are read from the store.
    """

    def __init__(
        self,
        store: QuadSource,
        graph: NamedNode | None = None,
        triples: Iterable[Triple] = (),
        *,
        identities: Identities | None = None,
    ) -> None:
        self.store, self.graph = store, graph
        self.identities = identities_in(store) if identities is None else identities
        self._facts: dict[tuple[NamedNode, Object], list[tuple[NamedNode, NamedNode]]] = {}
        self._overlay = Store()
        if graph:
            self._overlay.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; None matches anything, all graphs included."""
        if self.graph is None:
            yield from self.store.quads_for_pattern(subject, predicate, obj, graph)
            return
        if graph != self.graph:
            for quad in self.store.quads_for_pattern(subject, predicate, obj, graph):
                if quad.graph_name != self.graph:
                    yield quad
        if graph in {None, self.graph}:
            yield from self._overlay.quads_for_pattern(subject, predicate, obj, None)

    def triples(self, graph: NamedNode) -> set[Triple]:
        """Return the triples of a graph."""
        return {quad.triple for quad in self.match(None, None, None, graph)}

    def holds(self, triple: Triple, graph: NamedNode) -> bool:
        """Say whether a graph has a triple."""
        return next(self.match(triple.subject, triple.predicate, triple.object, graph), None) is not None  # type: ignore[arg-type]

    def in_documents(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        document: NamedNode | None = None,
    ) -> Iterator[tuple[Triple, NamedNode]]:
        """Yield the triples of a pattern that documents hold, or a certain one, each with its document.

        Things have the IRIs that `current` knows them by, in the pattern and in the triples.
        """
        if not self.identities.canonical:
            yield from self._in_documents(subject, predicate, obj, document)
            return
        for one in self.identities.spread_all(subject):
            for other in self.identities.spread_all(obj):
                for triple, graph in self._in_documents(one, predicate, other, document):  # type: ignore[arg-type]
                    yield self.identities.exchanged(triple), graph

    def _in_documents(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        document: NamedNode | None,
    ) -> Iterator[tuple[Triple, NamedNode]]:
        for quad in self.match(subject, predicate, obj, document):
            if isinstance(quad.graph_name, NamedNode) and is_document_graph(quad.graph_name):
                yield quad.triple, quad.graph_name

    def is_live(self, node: NamedNode, graph: NamedNode) -> bool:
        """Say whether a graph has a claim that asserts a node or plans it."""
        return any(self._live_claims(node, graph))

    def _live_claims(self, node: NamedNode, graph: NamedNode) -> Iterator[bool]:
        for claim in self.match(None, ASSERTS, node, graph):
            if isinstance(claim.subject, NamedNode):
                yield any(quad.object in LIVE_STATUSES for quad in self.match(claim.subject, HAS_STATUS, None, graph))

    def supports(self, triple: Triple) -> bool:
        """Say whether any document gives reason for a node's triple or a direct triple in `current`."""
        return any(self._node_support(triple)) or any(self._direct_support(triple))

    def _node_support(self, triple: Triple) -> Iterator[bool]:
        node, obj = triple.subject, triple.object
        if not isinstance(node, NamedNode) or not isinstance(obj, (NamedNode, Literal)):
            return
        for _, graph in self.in_documents(node, triple.predicate, obj):
            yield self.is_live(node, graph) and not self.hides(obj, graph)

    def hides(self, obj: object, graph: NamedNode) -> bool:
        """Say whether a term is a fact of a graph that no live claim asserts."""
        if not isinstance(obj, NamedNode):
            return False
        return any(True for _ in self.match(None, ASSERTS, obj, graph)) and not self.is_live(obj, graph)

    def _direct_support(self, triple: Triple) -> Iterator[bool]:
        relation = BY_SHORTCUT.get(triple.predicate)
        subject, target = triple.subject, triple.object
        if not relation or not isinstance(subject, NamedNode) or not isinstance(target, (NamedNode, Literal)):
            return
        from_role, to_role = term(relation.subject_role), term(relation.object_role)
        yield from self._joined(from_role, subject, to_role, target)
        if relation.symmetric and isinstance(target, NamedNode):
            yield from self._joined(from_role, target, to_role, subject)

    def _joined(self, from_role: NamedNode, subject: NamedNode, to_role: NamedNode, target: Object) -> Iterator[bool]:
        """Tell of each fact of documents with these ends whether it is live."""
        of_subject, of_target = self._facts_of(from_role, subject), self._facts_of(to_role, target)
        # a fund has thousands of facts and what it holds a few, or the other way round
        fewer, role, end = (
            (of_subject, to_role, target) if len(of_subject) < len(of_target) else (of_target, from_role, subject)
        )
        for node, graph in fewer:
            if any(True for _ in self.in_documents(node, role, end, graph)):
                yield self.is_live(node, graph)

    def _facts_of(self, role: NamedNode, thing: Object) -> list[tuple[NamedNode, NamedNode]]:
        """Return the facts of documents that lead to a thing by a role; kept, for all that a fund holds asks for its own."""
        key = role, thing
        if key not in self._facts:
            found = self.in_documents(None, role, thing)
            self._facts[key] = [
                (triple.subject, graph) for triple, graph in found if isinstance(triple.subject, NamedNode)
            ]
        return self._facts[key]
