"""Check a store against the shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from themegraph.graph.describe import DESCRIPTIVE
from themegraph.graph.identities import identities_in
from themegraph.graph.registry_graph import file_document
from themegraph.graph.shacl_check import check
from themegraph.graph.shacl_result import Result
from themegraph.graph.vocabulary import (
    ASSERTS,
    CURRENT,
    HAS_SELECTOR,
    HAS_SOURCE,
    ONTOLOGY,
    REGISTRY,
    RESOLVED,
    STATED_IN,
    is_document_graph,
    term,
)
from themegraph.ontology.files import shapes_turtle

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

RELATIONSHIP = term("Relationship").value
REGISTRY_FILES = file_document("")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that a shape found: how grave, at which node, in words, in which document (empty where in several)."""

    severity: str
    focus: str
    message: str
    document: str


def validate(store: GraphStore) -> list[Finding]:
    """Return what the shapes find in the store, violations first; an empty list where it conforms."""
    found = {_finding(store, result) for result in check(merged_triples(store), shapes_turtle())}
    # A registry file is evidence, but no publication that could have a date or a publisher.
    kept = (each for each in found if each.severity == "Violation" or not each.focus.startswith(REGISTRY_FILES))
    return sorted(kept, key=lambda each: (each.severity != "Violation", each.document, each.focus, each.message))


def merged_triples(store: GraphStore) -> Iterator[Triple]:
    """Yield the triples that are checked together, a thing described only as `current` does."""
    database = store.database
    identities = identities_in(database)
    for shared in (CURRENT, ONTOLOGY):
        held = database.quads_for_pattern(None, None, None, shared)
        # a name that another thing stands for is no thing of its own
        yield from (quad.triple for quad in held if quad.subject not in identities.canonical)
    yield from _registry_evidence(store)
    for graph in database.named_graphs():
        if isinstance(graph, NamedNode) and is_document_graph(graph):
            quads = list(database.quads_for_pattern(None, None, None, graph))
            entities = {quad.subject for quad in quads if quad.predicate == RESOLVED}
            yield from identities.exchange(quad.triple for quad in quads if not _describes(quad, entities))


def _describes(quad: Quad, entities: set[NamedNode | BlankNode | Triple]) -> bool:
    return quad.predicate in DESCRIPTIVE and quad.subject in entities


def _registry_evidence(store: GraphStore) -> Iterator[Triple]:
    """Yield the registry's claims on nodes that are in `current`, with all that they rest on."""
    database = store.database
    seen: set[object] = set()
    todo = [
        quad.subject
        for quad in database.quads_for_pattern(None, ASSERTS, None, REGISTRY)
        if any(True for _ in database.quads_for_pattern(quad.object, None, None, CURRENT))  # type: ignore[arg-type]
    ]
    while todo:
        subject = todo.pop()
        if subject in seen or not isinstance(subject, NamedNode):
            continue
        seen.add(subject)
        for quad in database.quads_for_pattern(subject, None, None, REGISTRY):
            yield quad.triple
            if quad.predicate in {STATED_IN, HAS_SOURCE, HAS_SELECTOR}:
                todo.append(quad.object)  # type: ignore[arg-type]


def _finding(store: GraphStore, result: Result) -> Finding:
    # Shapes that look at the whole graph name the faulty node as the value.
    whole = result.value and result.focus == RELATIONSHIP
    node = result.value if whole else result.focus
    return Finding(result.severity, node, result.message, document_of(store, node))


def document_of(store: GraphStore, node: str) -> str:
    """Return the document that alone speaks of a node; empty where none or several do."""
    try:
        subject = NamedNode(node)
    except ValueError:
        return ""
    graphs = {quad.graph_name for quad in store.database.quads_for_pattern(subject, None, None, None)}
    documents = [graph.value for graph in graphs if isinstance(graph, NamedNode) and is_document_graph(graph)]
    return documents[0] if len(documents) == 1 else ""
