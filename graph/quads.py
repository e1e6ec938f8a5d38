"""Turn an accepted reading into the triples of its document's graph; every thing in it has an IRI of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.claim import Claim, Entity, Passage, Source
from themegraph.graph.entities import entities_in, entity_triples, type_terms
from themegraph.graph.gate import Gated
from themegraph.graph.literals import english
from themegraph.graph.nodes import Node, build_nodes, literal_text
from themegraph.graph.passages import passage_iri, passage_triples
from themegraph.graph.qualifiers import CLAIM_LEVEL, to_term
from themegraph.graph.sources import source_passages, source_triples
from themegraph.graph.vocabulary import ASSERTS, CLAIM, HAS_RANK, HAS_STATUS, STATED_IN, TYPE, concept, term
from themegraph.ontology.terms import AIID, MEASURES, RELATIONS


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """The named graph of one document: its IRI and its triples, with the numbers that a summary gives."""

    document: NamedNode
    triples: frozenset[Triple]
    claims: int
    facts: int


def document_graph(gated: Gated, text: str) -> DocumentGraph:
    """Return the graph of a reading that has passed the gate; the text serves the quotations' context only."""
    nodes = build_nodes(gated.accepted)
    triples = frozenset(_triples(gated, text, nodes))
    facts = len({node.iri for node in nodes.values()})
    return DocumentGraph(NamedNode(gated.source.id), triples, len(gated.accepted), facts)


def _triples(gated: Gated, text: str, nodes: Mapping[str, Node]) -> Iterator[Triple]:
    source, claims = gated.source, gated.accepted
    yield from source_triples(source)
    yield from entity_triples(entities_in(source, claims))
    for node in {node.iri: node for node in nodes.values()}.values():
        yield from node_triples(node)
    for claim in claims:
        yield from claim_triples(claim, nodes[claim.id], source)
    for passage in _passages(source, claims):
        yield from passage_triples(source.id, passage, text)


def _passages(source: Source, claims: Iterable[Claim]) -> Iterator[Passage]:
    yield from (claim.passage for claim in claims)
    yield from source_passages(source)


def node_triples(node: Node) -> Iterator[Triple]:
    """Yield what the graph says of a fact: its types, ends, qualifiers, links and rank."""
    subject, relation = NamedNode(node.iri), node.relation
    yield from (Triple(subject, TYPE, kind) for kind in type_terms(_node_class(node)))
    yield Triple(subject, HAS_RANK, concept("normal"))
    yield Triple(subject, term(relation.subject_role), NamedNode(node.subject.id))
    if isinstance(node.object, Entity):
        yield Triple(subject, term(relation.object_role), NamedNode(node.object.id))
    elif relation.object_role:
        yield Triple(subject, term(relation.object_role), _words(relation.object_role, literal_text(node.object)))
    for name, value in node.qualifiers:
        yield Triple(subject, term(name), to_term(name, value))
    for role, target in node.links:
        yield Triple(subject, term(role), NamedNode(target))


def _words(role: str, text: str) -> Literal:
    return english(text) if role.startswith("skos:") else Literal(text)


def _node_class(node: Node) -> str:
    measures = (value for name, value in node.qualifiers if name == "measure")
    narrower = (MEASURES.get((node.relation.node_class, str(measure))) for measure in measures)
    return next((name for name in narrower if name), node.relation.node_class)


def claim_triples(claim: Claim, node: Node, source: Source) -> Iterator[Triple]:
    """Yield what the graph says of a claim: what it asserts, where, on whose word, how firmly."""
    subject = NamedNode(f"{AIID}claim/{claim.id}")
    yield Triple(subject, TYPE, CLAIM)
    yield Triple(subject, ASSERTS, NamedNode(node.iri))
    yield Triple(subject, STATED_IN, passage_iri(source.id, claim.passage))
    yield Triple(subject, HAS_STATUS, concept(claim.status))
    yield Triple(subject, term("derived"), Literal(claim.derived))
    yield Triple(subject, term("confidence"), to_term("confidence", claim.confidence))
    yield Triple(subject, term("extractor"), Literal(claim.extractor))
    if claim.claimant:
        yield Triple(subject, term("claimant"), NamedNode(claim.claimant.id))
    if claim.cited:
        yield Triple(subject, term("citesSource"), NamedNode(claim.cited))
    if claim.cited_as:
        yield Triple(subject, term("citedAs"), Literal(claim.cited_as))
    yield from _claim_level(claim, subject)


def _claim_level(claim: Claim, subject: NamedNode) -> Iterator[Triple]:
    relation = RELATIONS[claim.predicate]
    for name, value in claim.qualifiers.items():
        if name in CLAIM_LEVEL and name not in relation.qualifiers:
            yield Triple(subject, term(name), to_term(name, value))
    # A figure or date that no role holds is kept as printed.
    if not isinstance(claim.object, Entity) and not relation.object_role and "valueText" not in claim.qualifiers:
        yield Triple(subject, term("valueText"), Literal(claim.object.value))
