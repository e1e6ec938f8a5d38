"""The values of a question's parameters: read by their types and made into terms, which the store binds.

A value never becomes part of the query's text except as a term that the RDF library writes out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pyoxigraph as ox

from themegraph.errors import UsageError
from themegraph.graph.graph_store import GraphStore
from themegraph.queries.header import Parameter, Question
from themegraph.queries.names import resolve

XSD = "http://www.w3.org/2001/XMLSchema#"
Term = ox.NamedNode | ox.Literal


def terms_of(store: GraphStore, question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the term of each variable that has a value, given or by default."""
    wanted = {parameter.name: parameter.default for parameter in question.parameters if parameter.default}
    wanted |= {question.parameter(name).name: value for name, value in given.items()}
    made = {}
    for name, value in wanted.items():
        parameter = question.parameter(name)
        made[parameter.variable] = _term(store, parameter, value)
    return made


def parse_date(text: str, *, name: str = "date") -> date:
    """Read YYYY-MM-DD, or YYYY-MM and YYYY as their first day; raise UsageError for anything else.

    >>> parse_date("2026-03")
    datetime.date(2026, 3, 1)
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip(), re.ASCII)
    try:
        if found:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        pass
    raise UsageError(f"{name} '{text}' is not a date", valid="YYYY-MM-DD, YYYY-MM or YYYY")


def _term(store: GraphStore, parameter: Parameter, value: str) -> Term:
    """Return one value as the term that its parameter's type asks for."""
    if not value.strip():
        raise UsageError(f"parameter '{parameter.name}' is empty", valid=f"a value such as '{parameter.example}'")
    if parameter.kind == "entity":
        return resolve(store, value, parameter.classes)
    if parameter.kind == "date":
        return ox.Literal(parse_date(value, name=parameter.name).isoformat(), datatype=ox.NamedNode(XSD + "date"))
    if parameter.kind == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value.strip(), re.ASCII):
            raise UsageError(f"parameter '{parameter.name}' is not a whole number: '{value}'", valid=parameter.example)
        return ox.Literal(int(value))
    try:
        return ox.Literal(value)
    except ValueError as error:
        valid = "text without halves of surrogate pairs"
        raise UsageError(f"parameter '{parameter.name}' cannot be written as text", valid=valid) from error
