"""The SPARQL-based constraints of a shapes graph, evaluated by the engine of the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store, Triple, Variable

from themegraph.graph.shacl_result import Result

SH = "http://www.w3.org/ns/shacl#"
Term = NamedNode | BlankNode | Literal | Triple
NAMES = {
    "sh": SH,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
#: Node shapes that only their own targets put to use, so that nobody asks whether a node conforms to them as a whole.
STANDS_ALONE = """
    FILTER(ISIRI(?shape))
    FILTER NOT EXISTS { ?user ?uses ?shape }
    FILTER NOT EXISTS { ?shape sh:path|sh:deactivated|sh:target ?other }
    FILTER NOT EXISTS { ?shape a/rdfs:subClassOf* rdfs:Class }"""
# The variables of the last line have a meaning in SHACL that a plain query does not give them.
CONSTRAINTS = f"""SELECT ?shape ?constraint ?select ?severity WHERE {{
    ?shape sh:sparql ?constraint . ?constraint sh:select ?select .
    OPTIONAL {{ ?shape sh:severity ?severity }} {STANDS_ALONE}
    FILTER EXISTS {{ ?constraint sh:message ?any }}
    FILTER NOT EXISTS {{ ?constraint sh:deactivated ?state }}
    FILTER(!REGEX(?select, "[?$](PATH|shapesGraph|currentShape|failure)")) }}"""
DECLARED = """SELECT ?constraint ?prefix ?namespace WHERE {
    ?constraint sh:prefixes/owl:imports*/sh:declare ?declared . ?declared sh:prefix ?prefix ; sh:namespace ?namespace }"""
MESSAGES = """SELECT DISTINCT ?constraint ?shape ?message WHERE {
    { ?constraint sh:message ?message } UNION { ?shape sh:message ?message } }"""
TARGETS = """SELECT ?shape ?kind ?target WHERE {
    ?shape ?kind ?target . FILTER(?kind IN (sh:targetNode, sh:targetClass, sh:targetSubjectsOf, sh:targetObjectsOf)) }"""
FOCUS = {
    "targetClass": "SELECT DISTINCT ?target ?this WHERE { ?this a/rdfs:subClassOf* ?target }",
    "targetSubjectsOf": "SELECT DISTINCT ?target ?this WHERE { ?this ?target ?any }",
    "targetObjectsOf": "SELECT DISTINCT ?target ?this WHERE { ?any ?target ?this }",
}


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A query that is asked of each focus node of a shape and gives a row for each fault."""

    severity: str
    targets: tuple[tuple[str, Term], ...]
    select: str
    prefixes: Mapping[str, str]
    messages: tuple[str, ...]


def take_constraints(shapes: Store) -> list[SparqlConstraint]:
    """Take out of a shapes graph the constraints that a plain query answers; what is special stays in it."""
    taken = []
    for row in list(_ask(shapes, CONSTRAINTS)):
        shape, constraint, severity = row["shape"], row["constraint"], row["severity"]
        assert isinstance(shape, NamedNode)
        assert isinstance(constraint, NamedNode | BlankNode)
        declared = _ask(shapes, DECLARED, constraint=constraint)
        messages = _ask(shapes, MESSAGES, constraint=constraint, shape=shape)
        taken.append(
            SparqlConstraint(
                severity=_text(severity).removeprefix(SH) if severity else "Violation",
                targets=_targets(shapes, shape),
                select=_text(row["select"]),
                prefixes={_text(each["prefix"]): _text(each["namespace"]) for each in declared},
                messages=tuple(_text(each["message"]) for each in messages),
            )
        )
        shapes.remove(Quad(shape, NamedNode(SH + "sparql"), constraint))
    return taken


def evaluate(constraint: SparqlConstraint, data: Store) -> Iterator[Result]:
    """Yield what a constraint finds in the default graph of a store."""
    prefixes = dict(constraint.prefixes)
    for focus in _focus_nodes(constraint, data):
        solutions = data.query(constraint.select, prefixes=prefixes, substitutions={Variable("this"): focus})
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            bound = {name: row[name] for name in names if row[name] is not None} | {"this": focus}
            value = bound.get("value", focus)
            iri = value.value if isinstance(value, NamedNode) else ""
            message = "; ".join(sorted(fill(template, bound) for template in constraint.messages))
            yield Result(constraint.severity, _text(focus), iri, message)


def fill(template: str, bound: Mapping[str, Term]) -> str:
    """Put the values of a row into a message; a variable without a value stays as it is.

    >>> fill("{?value} lacks {$role}", {"value": Literal("it")})
    'it lacks {$role}'
    """
    return re.sub(r"\{[?$](\w+)\}", lambda m: _text(bound[m[1]]) if m[1] in bound else m[0], template)


def _focus_nodes(constraint: SparqlConstraint, data: Store) -> set[Term]:
    found: set[Term] = set()
    for kind, target in constraint.targets:
        if kind == "targetNode":
            found.add(target)
        else:
            found.update(row["this"] for row in _ask(data, FOCUS[kind], target=target))
    return found


def _targets(shapes: Store, shape: NamedNode) -> tuple[tuple[str, Term], ...]:
    return tuple((_text(row["kind"]).removeprefix(SH), row["target"]) for row in _ask(shapes, TARGETS, shape=shape))


def _ask(store: Store, query: str, **given: Term) -> Iterator[QuerySolution]:
    bound = {Variable(name): value for name, value in given.items()}
    solutions = store.query(query, prefixes=NAMES, substitutions=bound)
    assert isinstance(solutions, QuerySolutions)
    yield from solutions


def _text(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value
