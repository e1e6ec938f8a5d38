"""Listed companies in the registry graph: those that documents name, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.changes import Changes, in_graph
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.registry_graph import listed_triples
from themegraph.graph.view import View
from themegraph.graph.vocabulary import REGISTRY, RESOLVED, is_document_graph
from themegraph.ontology.listed import is_listed, load_listed


def named_in(store: QuadSource) -> frozenset[NamedNode]:
    """Return the things of registries that documents name, under the IRIs that the documents use."""
    named: set[NamedNode] = set()
    for quad in store.quads_for_pattern(None, RESOLVED, Literal(True), None):
        # thousands of documents may name the same few things
        if quad.subject not in named and is_document_graph(quad.graph_name) and isinstance(quad.subject, NamedNode):
            named.add(quad.subject)
    return frozenset(named)


def missing(view: View, named: Iterable[NamedNode]) -> Changes:
    """Return what adds the listed companies that documents name, as `named_in` has them, and the registry graph lacks."""
    used, present = _used(view, named), _present(view)
    return Changes(added=in_graph(_triples(used - present, beside=present), REGISTRY))


def unused(view: View, named: Iterable[NamedNode]) -> Changes:
    """Return what removes the listed companies that no document names any more."""
    used, present = _used(view, named), _present(view)
    return Changes(removed=in_graph(_triples(present - used, beside=present & used), REGISTRY))


def _used(view: View, named: Iterable[NamedNode]) -> set[str]:
    return _listed(view.identities.of(thing) for thing in named) | _listed(view.identities.members)


def _present(view: View) -> set[str]:
    return _listed(quad.subject for quad in view.match(None, RESOLVED, None, REGISTRY))


def _listed(things: Iterable[object]) -> set[str]:
    found = {thing.value for thing in things if isinstance(thing, NamedNode) and is_listed(thing.value)}
    # a filer whose number the list lacks has such an IRI too
    return {iri for iri in found if load_listed().holds(iri)}


def _triples(iris: set[str], *, beside: set[str]) -> frozenset[Triple]:
    """Return the triples of listed companies; those of the list itself only where no company stands beside them."""
    if not iris:
        return frozenset()
    listed = load_listed()
    entries = (listed.by_iri(iri) for iri in sorted(iris))
    triples = listed_triples((entry for entry in entries if entry is not None), listed.text)
    return triples - listed_triples((), listed.text) if beside else triples
