"""From the statements of an RDF file to a reading: our own export, our own facts, or someone else's vocabulary."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from themegraph.graph.claim import Reading
from themegraph.loaders.document import Document
from themegraph.loaders.rdf.attested import attested_reading, is_attested
from themegraph.loaders.rdf.foreign import foreign_reading
from themegraph.loaders.rdf.ours import by_graph, export_reading, is_ours
from themegraph.ontology.registry import Registry


def read(document: Document, registry: Registry) -> Reading:
    """Return what an RDF file says."""
    graphs = by_graph(parse(document.text.encode("utf-8"), RdfFormat.N_QUADS))
    if is_ours(graphs):
        return export_reading(document, graphs, registry)
    if is_attested(graphs):
        return attested_reading(document, graphs)
    return foreign_reading(document, registry)
