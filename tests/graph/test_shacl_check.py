"""Results are those of plain pySHACL, whichever engine a constraint is left to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyshacl
import pytest
import yaml
from pyoxigraph import Quad, RdfFormat, Store, Triple
from rdflib import SH, Graph, URIRef

from themegraph.assembly import build
from themegraph.graph.claim import Reading
from themegraph.graph.rdf import to_node
from themegraph.graph.shacl_check import check
from themegraph.graph.shacl_result import Result
from themegraph.graph.shacl_sparql import take_constraints
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.testing import Page
from themegraph.graph.validate import merged_triples
from themegraph.graph.vocabulary import PREFIXES, term
from themegraph.ontology.files import ontology_turtle, shapes_turtle

CASES = Path(__file__).parents[1] / "ontology"
BROKEN: list[Mapping[str, str]] = yaml.safe_load((CASES / "broken.yaml").read_text(encoding="utf-8"))
TURTLE = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:names a owl:Ontology ; sh:declare [ sh:prefix "n" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
"""
#: One constraint each: what follows `:shape a sh:NodeShape`, how many the fast engine takes, and what must be found.
SHAPES = {
    "class with its subclasses": (
        ':targetClass :Tin ; :q "SELECT $this WHERE { FILTER NOT EXISTS { $this n:weight ?any } }"',
        1,
        {("Violation", "can3", "can3", "M")},
    ),
    "this in a nested filter": (
        ':targetClass :Tin ; :q "SELECT $this ?value WHERE { ?value n:in ?box FILTER EXISTS { ?box n:for ?x FILTER(?x = $this) } }"',
        1,
        {("Violation", "can1", "can2", "M")},
    ),
    "this in an optional part": (
        ':targetNode :can1, :can2 ; :q "SELECT $this ?value WHERE { ?value a n:Box OPTIONAL { ?o n:for ?x FILTER(?x = $this) } FILTER(BOUND(?o)) }"',
        1,
        {("Violation", "can1", "box", "M")},
    ),
    "literal value in a message": (
        ':targetSubjectsOf :weight ; sh:severity sh:Info ; '
        ':m "{$this} of {?value} in {?none}" ; :q "SELECT $this ?value ?none WHERE { $this n:weight ?value FILTER(?value > 2) }"',
        1,
        {("Info", "can2", "", "can2 of 3 in {?none}")},
    ),
    "objects and a message of the shape": (
        ':targetObjectsOf :in ; sh:message "shape" ; :q "SELECT $this ?value WHERE { ?value n:in $this }"',
        1,
        {("Violation", "box", "can2", "M; shape")},
    ),
    "implicit class": (
        'a rdfs:Class ; :q "SELECT $this WHERE { $this ?p ?o }"',
        0,
        {("Violation", "own", "own", "M")},
    ),
}
