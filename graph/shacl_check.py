"""Check triples against SHACL shapes: the core constraints with pySHACL, SPARQL-based ones with the store's engine."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Store, Triple

from themegraph.graph.shacl_core import hand_down_targets, run_pyshacl, shapes_graph, to_graph
from themegraph.graph.shacl_result import Result
from themegraph.graph.shacl_sparql import evaluate, take_constraints


def check(triples: Iterable[Triple], shapes_turtle: str) -> set[Result]:
    """Return the results that a SHACL engine would give; an empty set where the triples conform."""
    data, shapes = Store(), Store()
    data.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    shapes.load(shapes_turtle, format=RdfFormat.TURTLE)
    constraints = take_constraints(shapes)
    hand_down_targets(shapes)
    found = {result for constraint in constraints for result in evaluate(constraint, data)}
    merged = to_graph(quad.triple for quad in data)
    return found | set(run_pyshacl(merged, shapes_graph(shapes)))
