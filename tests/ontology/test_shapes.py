"""What the shapes accept and what they must reject, one fault at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pyshacl
import pytest
import yaml
from rdflib import RDF, SH, SKOS, Graph, URIRef

from themegraph.ontology import terms
from themegraph.ontology.files import ontology_turtle, shapes_turtle

HERE = Path(__file__).parent
BROKEN: list[Mapping[str, str]] = yaml.safe_load((HERE / "broken.yaml").read_text(encoding="utf-8"))
NAMES = [fault["name"] for fault in BROKEN]
PREFIXES = """
PREFIX aii: <https://w3id.org/ai-infrastructure/ontology/>
PREFIX aiix: <https://w3id.org/ai-infrastructure/scheme/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
VERBS = ("delete", "insert")
ASSERTS, RISK = URIRef(terms.ASSERTS), URIRef(terms.Risk)
DIRECT = {
    URIRef(terms.AII + each.shortcut): URIRef(terms.AII + each.node_class)
    for each in terms.RELATIONS.values()
    if each.shortcut
}
Result = tuple[str, str]
pytestmark = pytest.mark.slow


def home(place: int) -> str:
    """Return the namespace in which the graph of one fault lives; that of the valid graph has number 0."""
    return f"https://example.org/{place}/"


def instance(place: int, fault: Mapping[str, str] | None = None) -> Graph:
    """Return the valid graph in a namespace of its own; with a fault put in, and then only the facts it touches."""
    text = (HERE / "valid.ttl").read_text(encoding="utf-8").replace("https://example.org/", home(place))
    graph = Graph().parse(data=text, format="turtle")
    if fault:
        touched = {
            URIRef(home(place) + name) for verb in VERBS for name in re.findall(r"(?<!\w):(\w+)", fault.get(verb, ""))
        }
        keep_facts(graph, touched)
    for verb in VERBS:
        if fault and verb in fault:
            before = set(graph)
            graph.update(f"{PREFIXES} PREFIX : <{home(place)}> {verb.upper()} DATA {{ {fault[verb]} }}")
            assert set(graph) != before, f"the {verb} of '{fault['name']}' changes nothing in valid.ttl"
    return graph


def keep_facts(graph: Graph, touched: set[URIRef]) -> None:
    """Drop facts far from what a fault touches, with their claims and direct triples, so that one run can check all."""
    kept = {fact for claim, fact in graph.subject_objects(ASSERTS) if claim in touched or fact in touched}
    kept |= {fact for fact in graph.objects(None, ASSERTS) if touched & set(graph.objects(fact))}
    kept |= {linked for fact in kept for linked in graph.objects(fact) if (None, ASSERTS, linked) in graph}
    for claim, fact in list(graph.subject_objects(ASSERTS)):
        if fact not in kept:
            graph.remove((claim, None, None))
            graph.remove((fact, None, None))
    for direct, node_class in DIRECT.items():
        facts = [fact for fact in kept if (fact, RDF.type, node_class) in graph]
        for subject, target in list(graph.subject_objects(direct)):
            if not any((fact, None, subject) in graph and (fact, None, target) in graph for fact in facts):
                graph.remove((subject, direct, target))
    for thing in set(graph.subjects(SKOS.prefLabel)) - touched:
        if (None, None, thing) not in graph and (thing, RDF.type, RISK) not in graph:
            graph.remove((thing, None, None))


def ontology() -> Graph:
    """Return the ontology's graph."""
    graph = Graph()
    for text in ontology_turtle():
        graph.parse(data=text, format="turtle")
    return graph


@pytest.fixture(scope="module")
def results() -> Mapping[str, set[Result]]:
    """Validate all graphs in one run; give severities and messages by the name of the fault, `` for the valid graph."""
    graphs = [instance(0), *(instance(place, fault) for place, fault in enumerate(BROKEN, start=1))]
    data = ontology()
    for graph in graphs:
        data += graph
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes_turtle(), format="turtle"))
    assert isinstance(report, Graph)
    found: dict[str, set[Result]] = {name: set() for name in ("", *NAMES)}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = str(report.value(result, SH.resultMessage))
        about = f"{message} {report.value(result, SH.focusNode)} "
        severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
        owners = [name for place, name in enumerate(("", *NAMES)) if home(place) in about]
        assert len(owners) == 1, f"{about} names no graph"
        found[owners[0]].add((severity, message.replace(home(NAMES.index(owners[0]) + 1 if owners[0] else 0), ":")))
    return found


def test_valid_graph_conforms(results: Mapping[str, set[Result]]) -> None:
    assert results[""] == set()


def test_shapes_are_valid_shacl() -> None:
    shapes = Graph().parse(data=shapes_turtle(), format="turtle")
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_broken_graphs_are_collected() -> None:
    assert len(set(NAMES)) == len(BROKEN) == 76


@pytest.mark.parametrize("fault", BROKEN, ids=NAMES)
def test_fault_is_named(fault: Mapping[str, str], results: Mapping[str, set[Result]]) -> None:
    found = results[fault["name"]]
    severity = fault.get("severity", "Violation")
    assert [message for level, message in found if level == severity and fault["message"] in message], found
    if severity == "Warning":
        assert {level for level, _ in found} == {"Warning"}
