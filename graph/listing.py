"""Listed companies in the registry graph: those that documents name, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.changes import Changes, in_graph
from themegraph.graph.registry_graph import listed_triples
from themegraph.graph.view import View
from themegraph.graph.vocabulary import REGISTRY, RESOLVED, is_document_graph
from themegraph.ontology.listed import is_listed, load_listed


def missing(view: View) -> Changes:
    """Return what adds the listed companies that documents name and the registry graph lacks."""
    used, present = _used(view), _present(view)
    return Changes(added=in_graph(_triples(used) - _triples(present), REGISTRY)) if used - present else Changes()


def unused(view: View) -> Changes:
    """Return what removes the listed companies that no document names any more."""
    used, present = _used(view), _present(view)
    return Changes(removed=in_graph(_triples(present) - _triples(used), REGISTRY)) if present - used else Changes()


def _used(view: View) -> set[str]:
    return _listed(_named(view)) | _listed(view.identities.members)


def _named(view: View) -> set[NamedNode]:
    """Return the things of registries that documents name, under the IRIs that `current` knows them by."""
    named: set[NamedNode] = set()
    for quad in view.match(None, RESOLVED, Literal(True)):
        # thousands of documents may name the same few things
        if quad.subject not in named and is_document_graph(quad.graph_name) and isinstance(quad.subject, NamedNode):
            named.add(quad.subject)
    return {view.identities.of(thing) for thing in named}


def _present(view: View) -> set[str]:
    return _listed(quad.subject for quad in view.match(None, RESOLVED, None, REGISTRY))


def _listed(things: Iterable[object]) -> set[str]:
    found = {thing.value for thing in things if isinstance(thing, NamedNode) and is_listed(thing.value)}
    # a filer whose number the list lacks has such an IRI too
    return {iri for iri in found if load_listed().holds(iri)}


def _triples(iris: set[str]) -> frozenset[Triple]:
    if not iris:
        return frozenset()
    listed = load_listed()
    entries = (listed.by_iri(iri) for iri in sorted(iris))
    return listed_triples((entry for entry in entries if entry is not None), listed.text)
