"""Listed companies in the registry graph: those that documents name, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.changes import Changes, in_graph
from themegraph.graph.registry_graph import listed_triples
from themegraph.graph.view import View
from themegraph.graph.vocabulary import REGISTRY, RESOLVED
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
    named = _listed(triple.subject for triple, _ in view.in_documents(None, RESOLVED, Literal(True)))
    return named | _listed(view.identities.members)


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
