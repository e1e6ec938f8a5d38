"""The single checks that a claim must pass; each fault is a pair of the reason's name and its detail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from themegraph.graph.claim import Claim, Entity, Status, Value
from themegraph.graph.evidence import entity_fault, passage_fault
from themegraph.graph.hostile import fault_in_characters, fault_in_label, is_unicode, one_line
from themegraph.graph.qualifiers import CLAIM_LEVEL, PRECISIONS, admitted_by, has_kind, kind_of
from themegraph.ontology.terms import CLASSES, CONCEPTS, RANGES, RELATIONS, Relation

Fault = tuple[str, str]
MONEY = ("amount", "lowerBound", "upperBound")
_ID = re.compile(r"[0-9a-f]{16}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_STATUSES = get_args(Status)
SIGNED = frozenset({"holds", "reports"})  # a loss, a short position, a balance of zero


def claim_faults(claim: Claim, text: str, references: frozenset[str]) -> Iterator[Fault]:
    """Yield everything that is wrong with a claim, links apart; later checks rely on earlier ones."""
    relation = RELATIONS.get(claim.predicate)
    if relation is None:
        yield "unknown-predicate", f"'{claim.predicate}' is no relation of the ontology"
        return
    yield from _evidence(claim, text, references)
    yield from _entities(claim)
    yield from _roles(claim, relation)
    wrong = list(_qualifiers(claim, relation))
    yield from wrong
    if not wrong:
        yield from _figures(claim, relation)
        yield from _dates(claim)


def _evidence(claim: Claim, text: str, references: frozenset[str]) -> Iterator[Fault]:
    fault = passage_fault(claim.passage, text)
    if fault:
        yield "passage", fault
    if not _ID.fullmatch(claim.id):
        yield "id", f"{claim.id!a} is not 16 hexadecimal digits"
    if not (isinstance(claim.confidence, Decimal) and 0 <= claim.confidence <= 1):
        yield "confidence", f"{claim.confidence} is not a decimal between 0 and 1"
    if claim.status not in _STATUSES:
        yield "status", f"'{claim.status}' is none of {', '.join(_STATUSES)}"
    if fault_in_label(claim.extractor):
        yield "extractor", f"{claim.extractor!a} names no rule"
    if claim.cited and claim.cited not in references:
        yield "citation", f"<{claim.cited}> is not in the document's references"
    if not is_unicode(claim.cited_as):
        yield "citation", "the citation holds a lone surrogate"


def _entities(claim: Claim) -> Iterator[Fault]:
    for entity in entities_of(claim):
        fault = entity_fault(entity)
        if fault:
            yield "entity", fault


def entities_of(claim: Claim) -> Iterator[Entity]:
    """Yield the entities that a claim names: subject, object, qualifiers, claimant."""
    parts = (claim.subject, claim.object, *claim.qualifiers.values(), claim.claimant)
    return (part for part in parts if isinstance(part, Entity))


def _roles(claim: Claim, relation: Relation) -> Iterator[Fault]:
    if not _fits(claim.subject, relation.subject_types):
        yield "subject-type", _misfit(claim.subject, relation.subject_types)
    if isinstance(claim.object, Value) != relation.object_is_literal:
        yield "object-kind", f"{relation.name} takes {'a value' if relation.object_is_literal else 'an entity'}"
    elif isinstance(claim.object, Value):
        yield from _value(claim.object)
    elif not _fits(claim.object, relation.object_types):
        yield "object-type", _misfit(claim.object, relation.object_types)
    elif claim.object.id == claim.subject.id:
        yield "same-entity", f"{relation.name} leads from <{claim.subject.id}> to itself"


def _value(value: Value) -> Iterator[Fault]:
    fault = fault_in_label(one_line(value.label))
    if fault:
        yield "object-label", f"{value.label!a}: {fault}"
    if not value.value.strip() or not is_unicode(value.value):
        yield "object-value", f"{value.value!a} is no text"


def _fits(entity: Entity, types: tuple[str, ...]) -> bool:
    return _is_one_of(entity.type, types)


@lru_cache(maxsize=1024)
def _is_one_of(name: str, types: tuple[str, ...]) -> bool:
    return not set(types).isdisjoint(CLASSES.get(name, ()))


def _misfit(entity: Entity, types: tuple[str, ...]) -> str:
    return f"{entity.label!a} is a {entity.type}, not one of {', '.join(types)}"


def _qualifiers(claim: Claim, relation: Relation) -> Iterator[Fault]:
    admitted = admitted_by(relation)
    for name, value in claim.qualifiers.items():
        if name not in admitted:
            yield "qualifier", f"{relation.name} has no qualifier '{name}'"
        elif not has_kind(name, value):
            yield "qualifier-type", f"{name} is {value!a}, not {kind_of(name)}"
        elif isinstance(value, Entity) and not _fits(value, RANGES[name]):
            yield "qualifier-type", f"{name}: {_misfit(value, RANGES[name])}"
        elif isinstance(value, str) and _unfit_text(name, value):
            yield "qualifier-text", f"{name} is {value!a}"
    if claim.claimant and not _fits(claim.claimant, RANGES["claimant"]):
        yield "claimant-type", _misfit(claim.claimant, RANGES["claimant"])


def _unfit_text(name: str, value: str) -> bool:
    if kind_of(name) == "concept":
        return value not in CONCEPTS[name]
    # The words of the document may run over a line end; names and codes may not.
    words = one_line(value) if name in CLAIM_LEVEL else value
    return bool(not words.strip() or fault_in_characters(words))


def _figures(claim: Claim, relation: Relation) -> Iterator[Fault]:
    given = claim.qualifiers
    currency = given.get("currency")
    money = [name for name in MONEY if name in given and "currency" in admitted_by(relation)]
    if currency is not None and not (isinstance(currency, str) and _CURRENCY.fullmatch(currency)):
        yield "currency", f"{currency!a} is no ISO 4217 code"
    if money and currency is None:
        yield "currency", f"{money[0]} without a currency"
    if currency is not None and not money:
        yield "currency", "a currency without an amount"
    for name in money:
        value = given[name]
        if isinstance(value, Decimal) and value <= 0 and relation.name not in SIGNED:
            yield "amount", f"{name} is {value}, not above zero"
    lower, upper = given.get("lowerBound"), given.get("upperBound")
    if isinstance(lower, Decimal) and isinstance(upper, Decimal) and lower > upper:
        yield "bounds", f"lower bound {lower} is above upper bound {upper}"


def _dates(claim: Claim) -> Iterator[Fault]:
    start, end = claim.qualifiers.get("startDate"), claim.qualifiers.get("endDate")
    precision = claim.qualifiers.get("datePrecision")
    if start is not None and end is not None and str(start) > str(end):
        yield "dates", f"starts on {start}, after its end on {end}"
    if precision is not None and precision not in PRECISIONS:
        yield "date-precision", f"'{precision}' is none of {', '.join(sorted(PRECISIONS))}"
    if precision not in {None, "unknown"} and start is None and end is None:
        yield "date-precision", "a precision without a date"
