"""The difference that a change of one graph makes to the store, and its writing as one SPARQL request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from themegraph.graph.describe import describe, described, extend
from themegraph.graph.lift import lift
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT, NAMED, PREF_LABEL, RESOLVED, is_document_graph


@dataclass(frozen=True, slots=True)
class Changes:
    """Quads to remove and to add; both in one transaction."""

    removed: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.removed | other.removed, self.added | other.added)

    def request(self) -> str:
        """Return one SPARQL update request, which the engine applies as a whole or not at all."""
        return " ;\n".join(
            f"{verb} DATA {{\n{_graphs(quads)}}}"
            for verb, quads in (("DELETE", self.removed), ("INSERT", self.added))
            if quads
        )


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """Return quads by the IRI of their graph, in a settled order."""
    grouped: dict[str, list[Quad]] = {}
    for quad in sorted(quads, key=str):
        grouped.setdefault(str(quad.graph_name), []).append(quad)
    return grouped


def request_of(removed: frozenset[Quad], lines: Iterable[str]) -> str:
    """Return one SPARQL update request that takes out quads and puts in lines of N-Quads."""
    held: dict[str, list[str]] = {}
    for line in lines:
        triple, graph = line.removesuffix(" .\n").rsplit(" ", 1)
        held.setdefault(graph, []).append(triple)
    inserted = " ".join(f"GRAPH {graph} {{ {' . '.join(triples)} }}" for graph, triples in held.items())
    return f"{Changes(removed).request()} ;\nINSERT DATA {{ {inserted} }}"


def _graphs(quads: Iterable[Quad]) -> str:
    return "".join(
        f"GRAPH {graph} {{\n{''.join(f'{quad.triple} .{chr(10)}' for quad in held)}}}\n"
        for graph, held in by_graph(quads).items()
    )


def in_graph(triples: Iterable[Triple], graph: NamedNode) -> frozenset[Quad]:
    """Return triples as quads of a graph."""
    return frozenset(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def difference(before: set[Triple], after: set[Triple] | frozenset[Triple], graph: NamedNode) -> Changes:
    """Return what leads from one state of a graph to another."""
    return Changes(in_graph(before - after, graph), in_graph(after - before, graph))


def document_changes(view: View, document: NamedNode, after: frozenset[Triple]) -> Changes:
    """Return the changes to a document's graph and to `current`; none if the document says what it said before.

    `view` is the store with the document's graph already replaced by `after`.
    """
    before = {quad.triple for quad in view.store.quads_for_pattern(None, None, None, document)}
    changes = difference(before, after, document)
    if not changes:
        return changes
    was, now = (lift(view.identities.exchange(triples)) for triples in (before, after))
    gone = {triple for triple in was - now if not view.supports(triple)}
    new = {triple for triple in now if next(view.match(*_pattern(triple), CURRENT), None) is None}
    describing = descriptions(view, document, before, after)
    return changes | Changes(in_graph(gone, CURRENT), in_graph(new, CURRENT)) | describing


def _pattern(triple: Triple) -> tuple[NamedNode, NamedNode, NamedNode]:
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def descriptions(view: View, document: NamedNode, was: set[Triple], now: frozenset[Triple]) -> Changes:
    """Return the changes to what `current` says of the things that a document named and names now."""
    touched = was | now
    named = {triple.subject for triple in touched if triple.predicate == RESOLVED}
    named |= {t.object for t in touched if t.predicate == NAMED and isinstance(t.object, NamedNode)}
    before: set[Triple] = set()
    after: set[Triple] = set()
    for entity in {view.identities.of(thing) for thing in named if isinstance(thing, NamedNode)}:
        told, tells = described(view, entity), describe(view, entity) if was else extend(view, entity, document)
        before |= told
        after |= tells
        if _label(told) != _label(tells):  # the names that it stands for bear its label
            for member in view.identities.spread(entity)[1:]:
                before |= described(view, member)
                after |= describe(view, member)
    return difference(before, after, CURRENT)


def _label(description: set[Triple]) -> set[Triple]:
    return {triple for triple in description if triple.predicate == PREF_LABEL}


def whole_current(view: View) -> set[Triple]:
    """Return `current` as all documents make it, before the registry's structure and the rules are added."""
    triples: set[Triple] = set()
    for document in documents_in(view):
        triples |= lift(view.identities.exchange(view.triples(document)))
    entities = {triple.subject for triple, _ in view.in_documents(None, RESOLVED, None)}
    entities |= set(view.identities.canonical)
    return triples.union(*(describe(view, entity) for entity in entities if isinstance(entity, NamedNode)))


def documents_in(view: View) -> Iterator[NamedNode]:
    """Yield the IRIs of the documents that the store holds."""
    for graph in view.store.named_graphs():
        if isinstance(graph, NamedNode) and is_document_graph(graph):
            yield graph
