"""The core constraints of a shapes graph, evaluated by pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, Triple

from themegraph.graph.rdf import to_node
from themegraph.graph.shacl_result import Result
from themegraph.graph.shacl_sparql import NAMES, STANDS_ALONE

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

HAND_DOWN = f"""DELETE {{ ?shape sh:property ?part }} INSERT {{ ?part ?kind ?target }} WHERE {{
    ?shape sh:property ?part ; ?kind ?target .
    FILTER(?kind IN (sh:targetNode, sh:targetClass, sh:targetSubjectsOf, sh:targetObjectsOf)) {STANDS_ALONE} }}"""


def hand_down_targets(shapes: Store) -> None:
    """Give property shapes the targets of their node shape: the same results, but pySHACL runs each once, not per node."""
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMES.items())
    shapes.update(prefixes + HAND_DOWN)


def run_pyshacl(data: Graph, shapes: Graph) -> Iterator[Result]:
    """Yield what pySHACL finds; both graphs may be changed."""
    from pyshacl import validate
    from rdflib import SH

    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    for result in report.objects(None, SH.result):
        yield _result(report, result)


def to_graph(triples: Iterable[Triple]) -> Graph:
    """Return triples as an rdflib graph."""
    from rdflib import Graph

    made, node = Graph(), cache(to_node)
    for triple in triples:
        made.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return made


def shapes_graph(shapes: Store) -> Graph:
    """Return a shapes graph, which has blank nodes, as an rdflib graph."""
    from rdflib import Graph

    text = shapes.dump(format=RdfFormat.N_QUADS)
    assert text is not None
    return Graph().parse(data=text, format="nt")


def _result(report: Graph, result: Node) -> Result:
    from rdflib import SH, URIRef

    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
    messages = sorted(str(text) for text in report.objects(result, SH.resultMessage))
    value = report.value(result, SH.value)
    iri = str(value) if isinstance(value, URIRef) else ""
    return Result(severity, str(report.value(result, SH.focusNode)), iri, "; ".join(messages))
