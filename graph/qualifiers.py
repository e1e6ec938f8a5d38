"""The qualifiers of claims: what type each holds in Python and how it is written in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from themegraph.graph.claim import Entity, QualifierValue
from themegraph.graph.literals import day, decimal
from themegraph.graph.vocabulary import concept
from themegraph.ontology.terms import CLAIM_QUALIFIERS, CONCEPTS, RANGES, RELATIONS, Relation

Kind = OneOf["decimal", "integer", "boolean", "date", "text", "concept", "entity"]
Type = type[Entity] | type[str] | type[int] | type[bool] | type[Decimal] | type[date]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "xsd:decimal": "decimal",
        "xsd:integer": "integer",
        "xsd:boolean": "boolean",
        "xsd:date": "date",
        "xsd:string": "text",
    }
)
CLAIM_LEVEL = frozenset(CLAIM_QUALIFIERS)
DATES = ("startDate", "endDate", "datePrecision")
PRECISIONS = frozenset({"day", "week", "month", "quarter", "half", "year", "unknown"})

TYPES: Mapping[Kind, Type] = MappingProxyType(
    {"decimal": Decimal, "integer": int, "boolean": bool, "date": date, "text": str, "concept": str, "entity": Entity}
)


@cache
def kind_of(name: str) -> Kind:
    """Return what a qualifier holds, by the range of its property.

    >>> kind_of("amount"), kind_of("polarity"), kind_of("affects")
    ('decimal', 'concept', 'entity')
    """
    return "concept" if name in CONCEPTS else KINDS.get(RANGES[name][0], "entity")


def admitted_by(relation: Relation) -> frozenset[str]:
    """Return every qualifier that a claim of the relation may have."""
    return _ADMITTED.get(relation.name) or _admitted(relation)


def _admitted(relation: Relation) -> frozenset[str]:
    return frozenset({*relation.identity, *relation.qualifiers, *CLAIM_LEVEL})


_ADMITTED = {name: _admitted(relation) for name, relation in RELATIONS.items()}


def has_kind(name: str, value: QualifierValue) -> bool:
    """Say whether a value has the Python type that its qualifier asks for; bool is no number, datetime no date."""
    kind = kind_of(name)
    if (isinstance(value, bool) and kind != "boolean") or isinstance(value, datetime):
        return False
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return isinstance(value, TYPES[kind])


def to_term(name: str, value: QualifierValue) -> NamedNode | Literal:
    """Return the RDF term of a qualifier's value."""
    if isinstance(value, Entity):
        return NamedNode(value.id)
    if isinstance(value, Decimal):
        return decimal(value)
    if isinstance(value, date):
        return day(value)
    if kind_of(name) == "concept" and isinstance(value, str):
        return concept(value)
    return Literal(value)
