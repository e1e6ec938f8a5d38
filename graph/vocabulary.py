"""The IRIs that the graph is written with: names of graphs, of properties and of the standard vocabularies."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from themegraph.ontology.terms import AII, AIIX

GRAPHS = "https://w3id.org/ai-infrastructure/graph/"
CURRENT = NamedNode(GRAPHS + "current")
REGISTRY = NamedNode(GRAPHS + "registry")
ONTOLOGY = NamedNode(GRAPHS + "ontology")
RUNS = NamedNode(GRAPHS + "runs")
STORE = NamedNode(GRAPHS + "store")
OWN_GRAPHS = (CURRENT, REGISTRY, ONTOLOGY, RUNS, STORE)  # all that hold no document

PREFIXES = {
    "aii": AII,
    "aiix": AIIX,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def term(name: str) -> NamedNode:
    """Return the IRI of a name: a local name of the ontology, or one with a known prefix.

    >>> term("skos:prefLabel").value, term("supplies").value
    ('http://www.w3.org/2004/02/skos/core#prefLabel', 'https://w3id.org/ai-infrastructure/ontology/supplies')
    """
    prefix, _, local = name.rpartition(":")
    return NamedNode(PREFIXES[prefix or "aii"] + local)


@cache
def concept(name: str) -> NamedNode:
    """Return the IRI of a concept of the schemes.

    >>> concept("asserted").value
    'https://w3id.org/ai-infrastructure/scheme/asserted'
    """
    return NamedNode(AIIX + name)


def is_document_graph(graph: object) -> bool:
    """Say whether a graph holds a document and not the store's own data."""
    return isinstance(graph, NamedNode) and not graph.value.startswith(GRAPHS)


TYPE = term("rdf:type")
PREF_LABEL = term("skos:prefLabel")
ALT_LABEL = term("skos:altLabel")
TITLE = term("dcterms:title")
PUBLISHER = term("dcterms:publisher")
ISSUED = term("dcterms:issued")
ASSERTS = term("asserts")
STATED_IN = term("statedIn")
HAS_STATUS = term("hasStatus")
HAS_RANK = term("hasRank")
ESTIMATED_BY = term("estimatedBy")
NAMED = term("named")
RESOLVED = term("resolved")
EXPOSED_TO = term("exposedTo")
RESTATES = term("restates")
CONTENT_HASH = term("contentHash")
NOTE = term("note")
EXACT = term("oa:exact")
HAS_SOURCE = term("oa:hasSource")
HAS_SELECTOR = term("oa:hasSelector")
DOCUMENT = term("Document")
CLAIM = term("Claim")
