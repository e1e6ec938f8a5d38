"""Triples of a document that its graph keeps as they are, beside the claims; none may speak with our own words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from themegraph.errors import ClaimError
from themegraph.graph.vocabulary import GRAPHS, ISSUED, PUBLISHER, TITLE, TYPE, term
from themegraph.ontology.terms import AII

OWN = GRAPHS.removesuffix("graph/")
DESCRIBING = frozenset(
    {TITLE, PUBLISHER, ISSUED, *map(term, ("dcterms:format", "dcterms:extent", "dcterms:identifier"))}
)
PARTS = ("#char=", "#reference=", "#question=")


def kept_fault(triple: Triple, document: str) -> str:
    """Say why a triple of a file cannot be kept in its document's graph; an empty string where it can.

    >>> kept_fault(Triple(NamedNode(OWN + "id/claim/1"), TYPE, NamedNode("https://example.org/A")), "https://example.org/d")
    'speaks of <https://w3id.org/ai-infrastructure/id/claim/1>, which only this program may describe'
    """
    subject, predicate, target = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode):
        return "has a subject without a name"
    if subject.value.startswith(OWN) and subject.value != document and not _is_node(subject.value, document):
        return f"speaks of {subject}, which only this program may describe"
    if predicate.value.startswith(OWN):
        return f"uses {predicate}, a property of this program's own"
    if predicate == TYPE and isinstance(target, NamedNode) and target.value.startswith(AII):
        return f"uses {target}, a class of this program's own"
    if subject.value == document and predicate in DESCRIBING:
        return f"describes the document with {predicate}, as only this program may"
    return "speaks of a passage of the document" if subject.value.startswith(_parts(document)) else ""


def kept_triples(text: str, document: str) -> Iterator[Triple]:
    """Yield the triples of a text of N-Triples; raise ClaimError for one that may not be kept."""
    if not text:
        return
    try:
        triples = [quad.triple for quad in parse(text.encode("utf-8"), RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        raise ClaimError(f"kept triples are no N-Triples: {error}", where=document, valid="N-Triples") from error
    for triple in triples:
        fault = kept_fault(triple, document)
        if fault:
            raise ClaimError(f"a kept triple {fault}", where=document, valid="terms of other vocabularies")
        yield triple


def node_iri(document: str, label: str) -> NamedNode:
    """Return the name that a blank node of a document has in its graph.

    >>> node_iri("https://example.org/d", "c14n0").value
    'https://example.org/d#node=c14n0'
    """
    return NamedNode(f"{document}#node={label}")


def _is_node(iri: str, document: str) -> bool:
    return iri.startswith(f"{document}#node=")


def _parts(document: str) -> tuple[str, ...]:
    return tuple(document + part for part in PARTS)
