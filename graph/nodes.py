"""Relationship nodes: one IRI for one fact, however often and in whatever order a document states it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from themegraph.graph.claim import Claim, Entity, QualifierValue, Value, digest
from themegraph.graph.fuller import fullest_above
from themegraph.graph.hostile import one_line
from themegraph.graph.qualifiers import to_term
from themegraph.ontology.terms import AIID, RELATIONS, Relation

Identity = Mapping[str, QualifierValue]
Key = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Node:
    """One fact: its IRI, its ends in the order of the roles, all qualifiers that its claims give, its links."""

    iri: str
    relation: Relation
    subject: Entity
    object: Entity | Value
    qualifiers: frozenset[tuple[str, QualifierValue]]
    links: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Group:
    """Claims of one relation between the same ends, by the qualifiers that identify them."""

    relation: Relation
    subject: Entity
    object: Entity | Value
    claims: list[tuple[Claim, Key]] = field(default_factory=list)


def build_nodes(claims: Iterable[Claim]) -> Mapping[str, Node]:
    """Return the node of each claim, by the claim's id; claims must have passed the gate.

    A claim that says less than exactly one other (no date, no amount, nothing that contradicts) meets its node.
    """
    claims = tuple(claims)
    groups = _grouped(claims)
    iri_of = {
        claim.id: _node_iri(group, key)
        for group in groups
        for claim, key in zip((claim for claim, _ in group.claims), _resolved(group), strict=True)
    }
    members: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        members[iri_of[claim.id]].append(claim)
    ends = {claim.id: group for group in groups for claim, _ in group.claims}
    nodes = {iri: _node(iri, same, ends[same[0].id], iri_of) for iri, same in members.items()}
    return {claim: nodes[iri] for claim, iri in iri_of.items()}


def identity_key(claim: Claim) -> Key:
    """Return the qualifiers of a claim that identify its node, as names and canonical texts."""
    return frozenset((name, _canonical(name, value)) for name, value in _identity(claim).items())


def role_key(claim: Claim) -> tuple[str, str, str]:
    """Return class and ends of a claim's node; the ends of a symmetric relation come in order of their IRIs."""
    subject, obj = _ends(claim)
    return RELATIONS[claim.predicate].node_class, subject.id, _end_text(claim, obj)


def _grouped(claims: Iterable[Claim]) -> list[_Group]:
    groups: dict[tuple[str, str, str], _Group] = {}
    for claim in claims:
        group = groups.setdefault(role_key(claim), _Group(RELATIONS[claim.predicate], *_ends(claim)))
        group.claims.append((claim, identity_key(claim)))
    return list(groups.values())


def _resolved(group: _Group) -> list[Key]:
    """Return for each claim the key of the only fuller claim, or its own where there is none or several."""
    above = fullest_above({key for _, key in group.claims})
    only = {key: others[0] for key, others in above.items() if len(others) == 1}
    return [key if claim.exact else only.get(key, key) for claim, key in group.claims]


def _node(iri: str, claims: list[Claim], group: _Group, iri_of: Mapping[str, str]) -> Node:
    names = {*group.relation.identity, *group.relation.qualifiers}
    given = ((*claim.qualifiers.items(), *_estimator(claim)) for claim in claims)
    qualifiers = {(name, value) for pairs in given for name, value in pairs if name in names}
    links = {(link.role, iri_of[link.claim]) for claim in claims for link in claim.links}
    return Node(iri, group.relation, group.subject, group.object, frozenset(qualifiers), frozenset(links))


def _identity(claim: Claim) -> Identity:
    given = {**claim.qualifiers, **dict(_estimator(claim))}
    return {name: given[name] for name in RELATIONS[claim.predicate].identity if name in given}


def _estimator(claim: Claim) -> tuple[tuple[str, QualifierValue], ...]:
    return (("estimatedBy", claim.claimant),) if RELATIONS[claim.predicate].quantity and claim.claimant else ()


def _ends(claim: Claim) -> tuple[Entity, Entity | Value]:
    if RELATIONS[claim.predicate].symmetric and isinstance(claim.object, Entity) and claim.object.id < claim.subject.id:
        return claim.object, claim.subject
    return claim.subject, claim.object


def _end_text(claim: Claim, obj: Entity | Value) -> str:
    if isinstance(obj, Entity):
        return obj.id
    # A figure's words don't identify it: its amount and dates do.
    return literal_text(obj) if RELATIONS[claim.predicate].object_role else ""


def literal_text(value: Value) -> str:
    """Return the text of a literal object as the graph holds it: composed characters, single spaces.

    >>> literal_text(Value("capital\\n  pause", "capital pause"))
    'capital pause'
    """
    return one_line(value.label)


def _canonical(name: str, value: QualifierValue) -> str:
    return one_line(value) if isinstance(value, str) else to_term(name, value).value


def _node_iri(group: _Group, key: Key) -> str:
    relation, obj = group.relation, group.object
    end = obj.id if isinstance(obj, Entity) else literal_text(obj) if relation.object_role else ""
    parts = (relation.node_class, group.subject.id, end, *(f"{name}={text}" for name, text in sorted(key)))
    return f"{AIID}{snake(relation.node_class)}/{digest(*parts)}"


def snake(name: str) -> str:
    """Return a class name as a folder name.

    >>> snake("CustomerSupply")
    'customer_supply'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
