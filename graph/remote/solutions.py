"""What endpoints answer: the W3C's JSON results and N-Triples, as the engine's own terms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from themegraph.errors import QueryError
from themegraph.graph.literals import DECIMAL, plain_decimal
from themegraph.graph.results import Result, Term
from themegraph.graph.vocabulary import PREFIXES

_XSD = PREFIXES["xsd"]
_TRUTH = {"1": "true", "0": "false"}
_ASKED = ("__ASK_RETVAL",)
_CUT = "the answer of the server is cut short or no SPARQL result"


def solutions(body: bytes) -> Result:
    """Return SPARQL JSON results. Raises QueryError for an answer that is not whole."""
    try:
        document = json.loads(body)
        if "boolean" in document:
            return Result(boolean=bool(document["boolean"]))
        variables = tuple(str(name) for name in document["head"]["vars"])
        if variables == _ASKED:  # Virtuoso's answer to an ASK with VALUES: one row for true, none for false
            return Result(boolean=bool(document["results"]["bindings"]))
        rows = document["results"]["bindings"]
        return Result(variables, tuple(_row(variables, row) for row in rows))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise QueryError(f"{_CUT}: {_short(error)}", valid="SPARQL 1.1 Query Results JSON") from error


def triples(body: bytes) -> Result:
    """Return N-Triples or Turtle. Raises QueryError for an answer that is not whole."""
    try:
        found = tuple(canonical(quad.triple) for quad in parse(body, RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{_CUT}: {_short(error)}", valid="N-Triples") from error
    return Result(triples=found)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _row(variables: Iterable[str], row: Mapping[str, Mapping[str, str]]) -> tuple[Term | None, ...]:
    return tuple(to_term(row[name]) if name in row else None for name in variables)


def to_term(cell: Mapping[str, str]) -> Term:
    """Return a term of SPARQL JSON, a literal in the form in which this program writes it."""
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode("".join(c for c in value.removeprefix("nodeID://") if c.isalnum()) or "b")
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(f"a term of type {kind}")
    if language := cell.get("xml:lang"):
        return Literal(value, language=language)
    return literal(value, cell.get("datatype") or _XSD + "string")


def literal(value: str, datatype: str) -> Literal:
    """Return a literal; engines write numbers and truth in forms of their own.

    >>> str(literal("2000000000.0", _XSD + "decimal")), literal("1", _XSD + "boolean").value
    ('"2000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>', 'true')
    """
    if datatype == DECIMAL.value:
        try:
            return Literal(plain_decimal(Decimal(value)), datatype=DECIMAL)
        except InvalidOperation:
            return Literal(value, datatype=DECIMAL)
    if datatype == _XSD + "boolean":
        return Literal(_TRUTH.get(value, value), datatype=NamedNode(datatype))
    if datatype == _XSD + "int":
        return Literal(value, datatype=NamedNode(_XSD + "integer"))
    return Literal(value, datatype=NamedNode(datatype))


def canonical(triple: Triple) -> Triple:
    """Return a triple with its literal in the form in which this program writes it."""
    thing = triple.object
    if isinstance(thing, Literal) and not thing.language:
        thing = literal(thing.value, thing.datatype.value)
    return Triple(triple.subject, triple.predicate, thing)
