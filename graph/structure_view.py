"""The store as deriving the registry's structure reads it: what is asked of thousands of things is scanned once."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from themegraph.graph.describe import CODES, DESCRIPTIVE
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.scans import registered
from themegraph.graph.view import Object, View
from themegraph.graph.vocabulary import CURRENT, NAMED, REGISTRY, is_document_graph

# Few documents give these, so that most things need no look-up of them.
_SCARCE = frozenset(CODES["organization"])


class StructureView(View):
    """A view of a store that does not change meanwhile; keeps what it read of the registry graph.

    A look-up costs some tens of microseconds, and describing a thing by look-ups alone takes thirty of them.
    """

    def __init__(self, store: QuadSource) -> None:
        super().__init__(store)
        whole = registered(store)
        self._registered: dict[NamedNode, list[Quad]] = whole or {}
        self._has_all = whole is not None
        self._bearing: dict[NamedNode, frozenset[object]] = {}
        self._shown: tuple[NamedNode | None, list[Quad]] = (None, [])

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; None matches anything, all graphs included."""
        if subject is not None and graph == REGISTRY:
            held = self._registered_of(subject)
        elif subject is not None and graph == CURRENT and predicate in DESCRIPTIVE:
            held = self._shown_of(subject)
        else:
            yield from super().match(subject, predicate, obj, graph)
            return
        for quad in held:
            if (predicate is None or quad.predicate == predicate) and (obj is None or quad.object == obj):
                yield quad

    def _registered_of(self, thing: NamedNode) -> list[Quad]:
        """Return what the registry graph says of a thing."""
        if thing not in self._registered:
            if self._has_all:
                return []
            self._registered[thing] = list(self.store.quads_for_pattern(thing, None, None, REGISTRY))
        return self._registered[thing]

    def _shown_of(self, thing: NamedNode) -> list[Quad]:
        """Return what `current` says of a thing; of the last one only, for they are described one after another."""
        if self._shown[0] != thing:
            self._shown = thing, list(self.store.quads_for_pattern(thing, None, None, CURRENT))
        return self._shown[1]

    def _in_documents(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        obj: Object | None,
        document: NamedNode | None,
    ) -> Iterator[tuple[Triple, NamedNode]]:
        one = obj if predicate == NAMED and subject is None else subject if predicate in _SCARCE else None
        if one is None or predicate is None or isinstance(one, Literal) or one in self._bearers(predicate):
            yield from super()._in_documents(subject, predicate, obj, document)

    def _bearers(self, predicate: NamedNode) -> frozenset[object]:
        """Return the things of which documents state a property: those that it leads to where it names them."""
        if predicate not in self._bearing:
            self._bearing[predicate] = frozenset(
                quad.object if predicate == NAMED else quad.subject
                for quad in self.store.quads_for_pattern(None, predicate, None, None)
                if is_document_graph(quad.graph_name)
            )
        return self._bearing[predicate]
