"""What the graph keeps of a document of data: its description and what a reader of its facts has to know."""

from __future__ import annotations

from collections.abc import Iterable

from themegraph.graph.claim import Entity, Source
from themegraph.loaders.document import Document
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import entity_of
from themegraph.ontology.registry import Registry


def table_source(document: Document, registry: Registry, notes: Iterable[str] = ()) -> Source:
    """Describe a document without references and questions; each note once, in order."""
    return Source(
        id=document.id,
        title=document.metadata.title or document.name,
        digest=document.digest,
        length=len(document.text),
        publisher=publisher_of(document, registry),
        issued=document.metadata.issued,
        address=document.metadata.address,
        name=document.name,
        media_type=document.media_type,
        notes=tuple(dict.fromkeys(notes)),
    )


def publisher_of(document: Document, registry: Registry) -> Entity | None:
    """Return the organization that the document's metadata names as its publisher."""
    name = document.metadata.publisher
    if not name:
        return None
    known = [entry for entry in registry.find(name) if entry.family == "organization"]
    return entity_of(known[0]) if len(known) == 1 else unknown_entity(name, "Organization")
