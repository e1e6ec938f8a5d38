"""Read relationship nodes back from the graph as facts: ends, qualifiers, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.attestation import Attestation, Witnesses
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import CURRENT, TYPE, term
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


def relation_of(types: Iterable[object]) -> Relation | None:
    """Return the relation whose nodes have these types."""
    known = set(types)
    return next((relation for kind, relation in RELATION_OF.items() if kind in known), None)


def read_fact(database: QuadSource, node: NamedNode, witnesses: Witnesses | None = None) -> Fact | None:
    """Return the fact of a relationship node as all graphs give it; None if it is no such node.

    `witnesses` keep what one fact shares with the next; without them all is read anew.
    """
    quads = list(database.quads_for_pattern(node, None, None, None))
    relation = relation_of(quad.object for quad in quads if quad.predicate == TYPE)
    if relation is None:
        return None
    live = any(quad.graph_name == CURRENT for quad in quads)
    # What only a denial or a hedge says is not added to a fact that stands.
    triples = {quad.triple for quad in quads if not live or quad.graph_name == CURRENT}
    return _fact(witnesses or Witnesses(database), node, relation, triples, live)


def _fact(witnesses: Witnesses, node: NamedNode, relation: Relation, triples: set[Triple], live: bool) -> Fact:
    values: defaultdict[NamedNode, list[object]] = defaultdict(list)
    for triple in sorted(triples, key=str):
        values[triple.predicate].append(triple.object)
    claims = witnesses.of(node)
    subject = next((_end(witnesses, value) for value in values[term(relation.subject_role)]), End("", ""))
    return Fact(
        node=node.value,
        predicate=relation.name,
        label=relation_label(witnesses.database, relation),
        subject=subject,
        object=_object(witnesses, relation, values, claims),
        qualifiers=tuple(
            (name, _end(witnesses, value).label)
            for name in (*relation.identity, *relation.qualifiers)
            for value in values[term(name)]
        ),
        links=tuple(
            (name, value.value)
            for name in relation.links
            for value in values[term(name)]
            if isinstance(value, NamedNode)
        ),
        live=live,
        attestations=claims,
    )


def _object(
    witnesses: Witnesses, relation: Relation, values: Mapping[NamedNode, list[object]], claims: tuple[Attestation, ...]
) -> End:
    if relation.object_role:
        return next((_end(witnesses, value) for value in values[term(relation.object_role)]), End("", ""))
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


def relation_label(database: QuadSource, relation: Relation) -> str:
    """Return a relation in words, from the ontology: "invests in", "market estimate"."""
    return property_label(database, relation.shortcut or relation.node_class)


def property_label(database: QuadSource, name: str) -> str:
    """Return the label of a term of the ontology."""
    for quad in database.quads_for_pattern(term(name), term("rdfs:label"), None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return name


def is_figure(name: str) -> bool:
    """Say whether a qualifier holds a number."""
    return RANGES.get(name, ("",))[0] == "xsd:decimal"
