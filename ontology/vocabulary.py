"""Read the ontology's Turtle into ordered names for the generator; needs rdflib, so only the generator imports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from themegraph.ontology.files import GRAPH_FILES, read_text

AII = "https://w3id.org/ai-infrastructure/ontology/"
AIIX = "https://w3id.org/ai-infrastructure/scheme/"


@dataclass(frozen=True)
class Vocabulary:
    """The parsed ontology. Terms go by local name and come in the order in which `source` declares them."""

    graph: Graph
    source: str

    @cached_property
    def places(self) -> dict[str, int]:
        """The line of theme.ttl on which each term is declared."""
        lines = enumerate(self.source.splitlines())
        return {line.split(" ", 1)[0].removeprefix("aii:"): place for place, line in lines if line.startswith("aii:")}

    def terms(self, *kinds: URIRef) -> list[str]:
        """Return the own terms of some kinds."""
        found = {self.short(node) for kind in kinds for node in self.graph.subjects(RDF.type, kind)}
        return self.ordered(name for name in found if name in self.places)

    @property
    def version(self) -> str:
        """The version of the ontology."""
        return str(self.graph.value(URIRef(AII), OWL.versionInfo))

    @cached_property
    def classes(self) -> list[str]:
        """The own classes."""
        return self.terms(OWL.Class)

    @cached_property
    def properties(self) -> list[str]:
        """The own object and datatype properties."""
        return self.terms(OWL.ObjectProperty, OWL.DatatypeProperty)

    @cached_property
    def annotations(self) -> list[str]:
        """The own annotation properties, which say something of the ontology's terms."""
        return self.terms(OWL.AnnotationProperty)

    def ordered(self, names: Iterable[str]) -> list[str]:
        """Return names in the order of declaration, those of other vocabularies last."""
        return sorted(names, key=lambda name: (self.places.get(name, len(self.source)), name))

    def short(self, node: Node) -> str:
        """Return the local name of an own term, the prefixed name of another, the text of a literal."""
        if not isinstance(node, URIRef):
            return str(node)
        return node.removeprefix(AII) if node.startswith(AII) else node.n3(self.graph.namespace_manager)

    def values(self, name: str, predicate: str | URIRef) -> list[str]:
        """Return the values of a term's property."""
        path = predicate if isinstance(predicate, URIRef) else URIRef(AII + predicate)
        return self.ordered({self.short(value) for value in self.graph.objects(URIRef(AII + name), path)})

    def value(self, name: str, predicate: str | URIRef) -> str:
        """Return the single value of a term's property, or an empty string."""
        return next(iter(self.values(name, predicate)), "")

    def line(self, name: str) -> list[str]:
        """Return a class and every own class above it, nearest first."""
        line = [name]
        for current in line:
            line += [
                above for above in self.values(current, RDFS.subClassOf) if above in self.places and above not in line
            ]
        return line

    def is_a(self, name: str, kind: URIRef) -> bool:
        """Whether a term has a type such as owl:SymmetricProperty."""
        return (URIRef(AII + name), RDF.type, kind) in self.graph

    def types(self, role: str) -> list[str]:
        """Return the classes from which a property's values come, none for a property with literal values."""
        if role not in self.places or self.is_a(role, OWL.DatatypeProperty):
            return []
        return self.values(role, "admits") or self.values(role, RDFS.range)

    def concepts(self, kind: str) -> dict[str, str]:
        """Return local name and label of each concept of a scheme class, in the order of schemes.ttl."""
        found = {str(node).removeprefix(AIIX): node for node in self.graph.subjects(RDF.type, URIRef(AII + kind))}
        text = read_text("schemes.ttl")
        return {
            name: str(self.graph.value(found[name], SKOS.prefLabel))
            for name in sorted(found, key=lambda name: text.index(f"\naiix:{name} a "))
        }

    def meaning(self, concept: str) -> str:
        """Return the definition of a concept of a scheme."""
        return str(self.graph.value(URIRef(AIIX + concept), SKOS.definition))


def load_vocabulary() -> Vocabulary:
    """Parse the ontology as packaged."""
    graph = Graph()
    for name in GRAPH_FILES:
        graph.parse(data=read_text(name), format="turtle")
    return Vocabulary(graph, read_text("theme.ttl"))
