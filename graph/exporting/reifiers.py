"""The RDF 1.2 profile: the current graph, where facts and claims reify the direct triples that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from themegraph.graph.lift import direct_triples
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import (
    ALT_LABEL,
    ASSERTS,
    CURRENT,
    HAS_SELECTOR,
    HAS_SOURCE,
    PREF_LABEL,
    RESOLVED,
    STATED_IN,
    TYPE,
    term,
)  # fmt: skip
from themegraph.ontology.terms import AIID

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

REIFIES = term("rdf:reifies")
ORDER = term("order")
FOLLOWED = frozenset({STATED_IN, HAS_SOURCE, HAS_SELECTOR, *map(term, ("citesSource", "lists", "cites"))})
NAMES = frozenset({PREF_LABEL, ALT_LABEL, RESOLVED})  # of things that the current graph describes itself


def reified(store: GraphStore) -> set[Triple]:
    """Return `current` with reifiers: each direct triple is reified by its facts and by the claims on them.

    A claim brings its status, its confidence, its passage and the document. Claims that deny or hedge are among them:
    to reify a triple is not to state it.
    """
    database = store.database
    quads = list(database.quads_for_pattern(None, None, None, None))
    current = {quad.triple for quad in quads if quad.graph_name == CURRENT}
    triples = set(current)
    for node in _nodes(current):
        direct = [each for each in direct_triples(_about(database, node, CURRENT)) if each in current]
        triples.update(Triple(node, REIFIES, each) for each in direct)
        for quad in database.quads_for_pattern(None, ASSERTS, node, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                triples.update(Triple(quad.subject, REIFIES, each) for each in direct)
                triples.update(_evidence(database, quad.subject, quad.graph_name))
    return triples


def _nodes(current: set[Triple]) -> set[NamedNode]:
    kind = term("Relationship")
    return {each.subject for each in current if each.predicate == TYPE and each.object == kind}  # type: ignore[misc]


def _about(database: QuadSource, subject: NamedNode, graph: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in database.quads_for_pattern(subject, None, None, graph))


def _evidence(database: QuadSource, claim: NamedNode, graph: NamedNode) -> set[Triple]:
    """Return what a document's graph says of a claim, its passage, its document and who says it."""
    found: set[Triple] = set()
    left, seen = [claim], {claim}
    while left:
        for triple in _about(database, left.pop(), graph):
            if triple.predicate in NAMES or (triple.predicate == ORDER and not _is_claim(triple)):
                continue
            found.add(triple)
            target = triple.object
            if triple.predicate in FOLLOWED and isinstance(target, NamedNode) and target not in seen:
                seen.add(target)
                left.append(target)
    return found


def _is_claim(triple: Triple) -> bool:
    """Whether a triple is about a claim; a passage's place among all main points means little without the others."""
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(f"{AIID}claim/")
