"""Read relationship nodes back from the graph as facts: ends, qualifiers, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from pyoxigraph import Literal, NamedNode

from themegraph.graph.attestation import Attestation, Witnesses
from themegraph.graph.lookup import AT_ONCE, Values, foresee, values_of
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import CURRENT, RESTATES, TYPE, term
from themegraph.ontology.terms import CLASSES, CONCEPTS, RANGES, RELATIONS, Relation


@dataclass(frozen=True, slots=True)
class End:
    """An end of a fact: a thing with IRI and label, or a text without IRI."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship as read from the graph.

    `label` names the relation in words; `live` says whether it is in `current`; `qualifiers` are names and texts, things
    by label; `links` lead to the nodes of other facts; `attestations` are the claims. A fact of a rule has none.
    """

    node: str
    predicate: str
    label: str
    subject: End
    object: End
    qualifiers: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    live: bool
    attestations: tuple[Attestation, ...] = field(repr=False)


# Relations in which money goes from one end to the other.
MONEY_FLOWS = frozenset({"investsIn", "acquires", "spendsOn"})

# A class before those above it, so that a ticker listing is not read as a listing.
RELATION_OF: Mapping[NamedNode, Relation] = {
    term(relation.node_class): relation
    for relation in sorted(RELATIONS.values(), key=lambda each: -len(CLASSES[each.node_class]))
}


# What is read of a node: everything that the ontology lets one say of a relationship.
OF_NODE = tuple(
    term(name)
    for name in dict.fromkeys(
        chain(
            ("rdf:type", "restates"),
            *((each.subject_role, each.object_role) for each in RELATIONS.values()),
            *((*each.identity, *each.qualifiers, *each.links) for each in RELATIONS.values()),
        )
    )
    if name
)


def relation_of(types: Iterable[object]) -> Relation | None:
    """Return the relation whose nodes have these types."""
    known = set(types)
    return next((relation for kind, relation in RELATION_OF.items() if kind in known), None)


def read_facts(database: QuadSource, nodes: Iterable[NamedNode], witnesses: Witnesses | None = None) -> Iterator[Fact]:
    """Yield the facts of relationship nodes as all graphs give them; other nodes, and those that restate one, are left out.

    `witnesses` keep what one call has read of names for the next.
    """
    witnesses = witnesses or Witnesses(database)
    remaining = iter(nodes)
    while listed := list(islice(remaining, AT_ONCE)):
        yield from _facts(witnesses, listed)


def _facts(witnesses: Witnesses, nodes: Sequence[NamedNode]) -> Iterator[Fact]:
    read = _read(witnesses.database, nodes)
    claims = witnesses.of(each.node for each in read)
    labels = relation_labels(witnesses.database, (each.relation for each in read))
    named = chain.from_iterable(values for each in read for values in each.values.values())
    foresee(witnesses.database, (value for value in named if isinstance(value, NamedNode)))
    for each in read:
        yield _fact(witnesses, each, labels[each.relation.name], claims[each.node])


@dataclass(frozen=True, slots=True)
class _Node:
    """A relationship node: its relation, what is said of it, and whether that is in `current`."""

    node: NamedNode
    relation: Relation
    values: Values
    live: bool


def _read(database: QuadSource, nodes: Sequence[NamedNode]) -> list[_Node]:
    """Return the relationship nodes among these, without those that only restate another."""
    found = []
    current = values_of(database, ((node, CURRENT) for node in nodes), OF_NODE)
    for node in nodes:
        said = current[node, CURRENT]
        # What only a denial or a hedge says is not added to a fact that stands.
        values = said or _everywhere(database, node)
        relation = relation_of(values.get(TYPE, ()))
        if relation is not None and RESTATES not in said:
            found.append(_Node(node, relation, values, bool(said)))
    return found


def _everywhere(database: QuadSource, node: NamedNode) -> Values:
    """Return what all graphs say of a node."""
    values: defaultdict[NamedNode, set[object]] = defaultdict(set)
    for quad in database.quads_for_pattern(node, None, None, None):
        values[quad.predicate].add(quad.object)
    return {name: list(found) for name, found in values.items()}


def _fact(witnesses: Witnesses, read: _Node, label: str, claims: tuple[Attestation, ...]) -> Fact:
    relation, values = read.relation, read.values
    return Fact(
        node=read.node.value,
        predicate=relation.name,
        label=label,
        subject=next((_end(witnesses, value) for value in _ordered(values, relation.subject_role)), End("", "")),
        object=_object(witnesses, relation, values, claims),
        qualifiers=tuple(
            (name, _end(witnesses, value).label)
            for name in (*relation.identity, *relation.qualifiers)
            for value in _ordered(values, name)
        ),
        links=tuple(
            (name, value.value)
            for name in relation.links
            for value in _ordered(values, name)
            if isinstance(value, NamedNode)
        ),
        live=read.live,
        attestations=claims,
    )


def _ordered(values: Values, name: str) -> Sequence[object]:
    """Return the values of a property in the order of their texts."""
    found = values.get(term(name), ())
    return found if len(found) < 2 else sorted(found, key=str)


def _object(witnesses: Witnesses, relation: Relation, values: Values, claims: tuple[Attestation, ...]) -> End:
    if relation.object_role:
        return next((_end(witnesses, value) for value in _ordered(values, relation.object_role)), End("", ""))
    printed = (text for claim in claims for name, text in claim.details if name == "valueText")
    return End("", next(printed, ""))


def _end(witnesses: Witnesses, value: object) -> End:
    if isinstance(value, Literal):
        return End("", value.value)
    if not isinstance(value, NamedNode):
        return End("", str(value))
    return End(value.value, _concept_label(value) or witnesses.label(value))


def _concept_label(value: NamedNode) -> str:
    local = value.value.rpartition("/")[2]
    return local if "/scheme/" in value.value and any(local in concepts for concepts in CONCEPTS.values()) else ""


def relation_labels(database: QuadSource, relations: Iterable[Relation]) -> dict[str, str]:
    """Return relations in words, from the ontology, by their names: "invests in", "market estimate"."""
    names = {relation.name: relation.shortcut or relation.node_class for relation in relations}
    foresee(database, map(term, names.values()))
    return {name: property_label(database, worded) for name, worded in names.items()}


def property_label(database: QuadSource, name: str) -> str:
    """Return the label of a term of the ontology."""
    for quad in database.quads_for_pattern(term(name), term("rdfs:label"), None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return name


def is_figure(name: str) -> bool:
    """Say whether a qualifier holds a number."""
    return RANGES.get(name, ("",))[0] == "xsd:decimal"
