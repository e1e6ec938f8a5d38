"""Results are those of plain pySHACL, whichever engine a constraint is left to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyshacl
import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import SH, Graph, URIRef

from themegraph.assembly import build
from themegraph.graph.claim import Reading
from themegraph.graph.shacl_check import check
from themegraph.graph.shacl_core import to_graph
from themegraph.graph.shacl_result import Result
from themegraph.graph.shacl_sparql import take_constraints
from themegraph.graph.store import EmbeddedStore, open_store
from themegraph.graph.validate import merged_triples
from themegraph.graph.vocabulary import CURRENT, term
from themegraph.ontology.files import ontology_turtle, shapes_turtle

CASES = Path(__file__).parents[1] / "ontology"
BROKEN: list[Mapping[str, str]] = yaml.safe_load((CASES / "broken.yaml").read_text(encoding="utf-8"))
# Every fifth fault; the others differ in the shape that finds them, not in the way it is evaluated.
SAMPLE = BROKEN[::5]
HEADER = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = """
:names a owl:Ontology ; sh:declare [ sh:prefix "n" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
:Weighed a sh:NodeShape ; sh:targetClass :Tin ;
    sh:property [ sh:path :weight ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "core" ] ;
    sh:sparql [ sh:prefixes :names ; sh:message "no weight" ;
        sh:select "SELECT $this WHERE { FILTER NOT EXISTS { $this n:weight ?any } }" ] .
:Boxed a sh:NodeShape ; sh:targetClass :Tin ;
    sh:sparql [ sh:prefixes :names ; sh:message "{?value} shares its box" ;
        sh:select "SELECT $this ?value WHERE { ?value n:in ?box FILTER EXISTS { ?box n:for ?one FILTER(?one = $this) } }" ] .
:Optional a sh:NodeShape ; sh:targetNode :tin1 , :tin2 ;
    sh:sparql [ sh:prefixes :names ; sh:message "has {?box}" ;
        sh:select "SELECT $this ?box WHERE { ?any a n:Tin OPTIONAL { ?box n:for ?one FILTER(?one = $this) } FILTER(BOUND(?box)) }" ] .
:Light a sh:NodeShape ; sh:targetSubjectsOf :weight ; sh:severity sh:Info ;
    sh:sparql [ sh:prefixes :names ; sh:message "{$this} of {?value} in {?none}" ;
        sh:select "SELECT $this ?value ?none WHERE { $this n:weight ?value FILTER(?value > 2) }" ] .
:Full a sh:NodeShape ; sh:targetObjectsOf :in ; sh:message "full" ;
    sh:sparql [ sh:prefixes :names ; sh:message "holds {?value}" ;
        sh:select "SELECT DISTINCT $this ?value WHERE { ?value n:in $this }" ] .
:Off a sh:NodeShape ; sh:targetClass :Tin ; sh:deactivated true ;
    sh:property [ sh:path :lid ; sh:minCount 1 ] ;
    sh:sparql [ sh:prefixes :names ; sh:message "never" ; sh:select "SELECT $this WHERE { $this a ?any }" ] .
:Box a rdfs:Class , sh:NodeShape ;
    sh:sparql [ sh:prefixes :names ; sh:message "class" ; sh:select "SELECT $this WHERE { $this n:for ?any }" ] .
:Path a sh:PropertyShape ; sh:path :in ; sh:targetNode :tin2 ;
    sh:sparql [ sh:prefixes :names ; sh:message "path" ; sh:select "SELECT $this ?value WHERE { $this $PATH ?value }" ] .
:User a sh:NodeShape ; sh:targetNode :tin1 ; sh:node :Used ; sh:message "unlike" .
:Used a sh:NodeShape ; sh:targetNode :tin2 ; sh:property [ sh:path :weight ; sh:maxExclusive 1 ; sh:message "used" ] ;
    sh:sparql [ sh:prefixes :names ; sh:message "heavy" ; sh:select "SELECT $this WHERE { $this n:weight 3 }" ] .
"""
DATA = """
:SmallTin rdfs:subClassOf :Tin . :box a :Box ; :for :tin1 .
:tin1 a :Tin ; :weight 1 . :tin2 a :Tin ; :weight 3 ; :in :box . :tin3 a :SmallTin .
"""
EXPECTED = {
    ("Warning", "tin3", "", "core"),
    ("Violation", "tin3", "tin3", "no weight"),
    ("Violation", "tin1", "tin2", "tin2 shares its box"),
    ("Violation", "tin1", "tin1", "has box"),
    ("Info", "tin2", "", "tin2 of 3 in {?none}"),
    ("Violation", "box", "tin2", "full; holds tin2"),
    ("Violation", "box", "box", "class"),
    ("Violation", "tin2", "box", "path"),
    ("Violation", "tin2", "", "used"),
    ("Violation", "tin2", "tin2", "heavy"),
    ("Violation", "tin1", "tin1", "unlike"),
}


def plain(triples: Iterable[Triple], shapes: str) -> set[Result]:
    """Return the results of pySHACL alone, with the shapes as they are written."""
    _, report, _ = pyshacl.validate(to_graph(triples), shacl_graph=Graph().parse(data=shapes, format="turtle"))
    assert isinstance(report, Graph)
    found = set()
    for each in report.objects(None, SH.result):
        value = report.value(each, SH.value)
        found.add(
            Result(
                str(report.value(each, SH.resultSeverity)).removeprefix(str(SH)),
                str(report.value(each, SH.focusNode)),
                str(value) if isinstance(value, URIRef) else "",
                "; ".join(sorted(map(str, report.objects(each, SH.resultMessage)))),
            )
        )
    return found


def places(result: Result) -> set[int]:
    """Return the numbers of the broken graphs that a result speaks of."""
    return {int(number) for number in re.findall(r"example\.org/(\d+)/", f"{result.focus} {result.message}")}


def triples_of(turtle: str) -> set[Triple]:
    """Return the triples of a Turtle text."""
    return {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}


def broken(place: int, fault: Mapping[str, str]) -> set[Triple]:
    """Return the valid graph with a fault put in, in a namespace of its own."""
    text = (CASES / "valid.ttl").read_text(encoding="utf-8")
    declared = [line.removesuffix(".") for line in text.splitlines() if line.startswith("@prefix")]
    prefixes = "\n".join(declared).replace("@prefix", "PREFIX")
    store = Store()
    store.load(text, format=RdfFormat.TURTLE)
    for verb in ("delete", "insert"):
        if verb in fault:
            store.update(f"{prefixes}\n{verb.upper()} DATA {{ {fault[verb]} }}")
    lines = store.dump(format=RdfFormat.N_QUADS)
    assert lines is not None
    return triples_of(lines.decode().replace("https://example.org/", f"https://example.org/{place}/"))


def test_every_kind_of_target_and_variable() -> None:
    data = triples_of(HEADER + DATA)
    found = check(data, HEADER + SHAPES)
    assert found == plain(data, HEADER + SHAPES)
    home = "https://example.org/"
    short = {(r.severity, *(part.replace(home, "") for part in (r.focus, r.value, r.message))) for r in found}
    assert short == EXPECTED


def test_special_constraints_stay_with_pyshacl() -> None:
    shapes = Store()
    shapes.load(HEADER + SHAPES, format=RdfFormat.TURTLE)
    assert len(take_constraints(shapes)) == 5
    left = {quad.subject for quad in shapes.quads_for_pattern(None, NamedNode(SH.sparql), None)}
    assert left == {NamedNode(f"https://example.org/{name}") for name in ("Off", "Box", "Path", "Used")}


def test_no_constraint_of_the_ontology_is_left_to_the_slow_engine() -> None:
    shapes = Store()
    shapes.load(shapes_turtle(), format=RdfFormat.TURTLE)
    asked = len(list(shapes.quads_for_pattern(None, NamedNode(SH.select), None)))
    assert len(take_constraints(shapes)) == asked > 0


def test_tampered_store(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    database, document = store.database, NamedNode(rich.source.id)
    for name, graphs in (("statedIn", [document]), ("currency", [document, CURRENT]), ("tracks", [CURRENT])):
        for graph in graphs:
            for quad in list(database.quads_for_pattern(None, term(name), None, graph)):
                database.remove(quad)
    investment = next(database.quads_for_pattern(None, term("investor"), None, CURRENT)).subject
    database.add(Quad(investment, term("percent"), Literal("34", datatype=term("xsd:decimal")), CURRENT))
    triples = set(merged_triples(store))
    found = check(triples, shapes_turtle())
    assert found == plain(triples, shapes_turtle())
    assert any("which its class does not admit" in each.message for each in found)


@pytest.mark.slow
def test_broken_graphs() -> None:
    triples = {triple for text in ontology_turtle() for triple in triples_of(text)}
    for place, fault in enumerate(SAMPLE):
        triples |= broken(place, fault)
    found = check(triples, shapes_turtle())
    assert found == plain(triples, shapes_turtle())
    assert {place for each in found for place in places(each)} == set(range(len(SAMPLE)))


@pytest.mark.slow
def test_bundled_theme() -> None:
    with open_store(None) as store:
        build([], store)
        triples = set(merged_triples(store))
    assert check(triples, shapes_turtle()) == plain(triples, shapes_turtle())
