"""Read the store as it would be with one graph replaced, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from themegraph.graph.lift import BY_SHORTCUT, LIVE_STATUSES
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import ASSERTS, HAS_STATUS, is_document_graph, term

Object = NamedNode | Literal


class View:
    """The quads of a store with the triples of one graph exchanged for others."""

    def __init__(self, store: QuadSource, graph: NamedNode | None = None, triples: Iterable[Triple] = ()) -> None:
        self.store, self.graph = store, graph
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
        if self.graph is None or graph != self.graph:
            for quad in self.store.quads_for_pattern(subject, predicate, obj, graph):
                if quad.graph_name != self.graph:
                    yield quad
        if self.graph is not None and graph in {None, self.graph}:
            yield from self._overlay.quads_for_pattern(subject, predicate, obj, None)

    def triples(self, graph: NamedNode) -> set[Triple]:
        """Return the triples of a graph."""
        return {quad.triple for quad in self.match(None, None, None, graph)}

    def in_documents(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        document: NamedNode | None = None,
    ) -> Iterator[tuple[Triple, NamedNode]]:
        """Yield the triples of a pattern that documents hold, or a certain one, each with its document."""
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
            yield self.is_live(node, graph) and not self._hidden(obj, graph)

    def _hidden(self, obj: Object, graph: NamedNode) -> bool:
        if isinstance(obj, Literal):
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
        for found, graph in self.in_documents(None, from_role, subject):
            node = found.subject
            if isinstance(node, NamedNode) and any(True for _ in self.match(node, to_role, target, graph)):
                yield self.is_live(node, graph)
