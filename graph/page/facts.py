"""Relationship nodes of the graph as facts of a page."""

from __future__ import annotations

from collections.abc import Mapping

from themegraph.graph.facts import MONEY_FLOWS
from themegraph.graph.page.evidence import evidence_by_node
from themegraph.graph.page.figures import figure_of, period
from themegraph.graph.page.model import Evidence, Fact, Figure
from themegraph.graph.page.things import key_of, label_of, name_of
from themegraph.graph.page.triples import Triples
from themegraph.graph.vocabulary import REGISTRY, term
from themegraph.ontology.terms import AII, CLASSES, RELATIONS, Relation

BY_CLASS = {relation.node_class: relation for relation in RELATIONS.values()}
SHOWN_APART = (
    "amount", "currency", "lowerBound", "upperBound", "percent", "stakePercent", "weightPercent", "quantity", "unit",
    "shares", "startDate", "endDate", "datePrecision", "asOf", "hasRank", "estimatedBy", "hasStatus",
)  # fmt: skip


def facts_of(current: Triples, triples: Triples, claims: Mapping[str, str]) -> list[Fact]:
    """Return every fact that a document states or that `current` holds, by IRI; the unused registry stays out."""
    evidence = evidence_by_node(triples, claims)
    stated = {
        node
        for claim, graph in claims.items()
        if graph != REGISTRY.value
        for node in triples.texts(claim, f"{AII}asserts")
    }
    nodes = sorted(node for node in evidence if node in stated or node in current)
    return [fact for node in nodes if (fact := fact_of(triples, node, evidence[node])) is not None]


def relation_of(triples: Triples, node: str) -> Relation | None:
    """Return the relation whose node class is the node's most specific one, if it is a relationship node."""
    named = [name for name in sorted(triples.classes(node)) if name in BY_CLASS]
    return BY_CLASS[max(named, key=lambda name: len(CLASSES.get(name, ())))] if named else None


def fact_of(triples: Triples, node: str, evidence: tuple[Evidence, ...]) -> Fact | None:
    """Return one fact, or None for a node that is no relationship or lacks its subject."""
    relation = relation_of(triples, node)
    subject = triples.text(node, AII + relation.subject_role) if relation else ""
    if relation is None or not subject:
        return None
    start, end, as_of = (triples.text(node, AII + name) for name in ("startDate", "endDate", "asOf"))
    figure = figure_of(triples, node)
    return Fact(
        iri=node,
        key=key_of(node),
        relation=relation.name,
        source=key_of(subject),
        target="" if relation.object_is_literal else key_of(triples.text(node, AII + relation.object_role)),
        text=_text(triples, node, relation) or _as_printed(relation, figure, evidence),
        figure=figure,
        money=relation.name in MONEY_FLOWS and bool(figure.unit) and figure.unit != "%",
        dates=period(start, end, triples.text(node, f"{AII}datePrecision")),
        start=start,
        end=end,
        as_of=as_of,
        estimator=key_of(triples.text(node, f"{AII}estimatedBy")),
        details=tuple(_details(triples, node, relation)),
        evidence=evidence,
    )


def _text(triples: Triples, node: str, relation: Relation) -> str:
    """Return the literal object of a relation; a figure or a date has no text of its own."""
    if not relation.object_is_literal:
        return ""
    return triples.text(node, term(relation.object_role).value) if relation.object_role else ""


def _as_printed(relation: Relation, figure: Figure, evidence: tuple[Evidence, ...]) -> str:
    """Return the document's words for a figure that has no property, such as "sharply"."""
    unsaid = relation.object_is_literal and not relation.object_role and not figure.label
    return next((claim.words for claim in evidence if claim.words), "") if unsaid else ""


def _details(triples: Triples, node: str, relation: Relation) -> list[tuple[str, str]]:
    """Return the remaining properties in words; the ones that every card shows in its own place are left out."""
    apart = {AII + name for name in (relation.subject_role, relation.object_role, *SHOWN_APART)}
    names = [name for name in triples.predicates(node) if name.startswith(AII) and name not in apart]
    return [
        (name.removeprefix(AII), label_of(triples, value) if value in triples else _plain(value))
        for name in names
        for value in triples.texts(node, name)
    ]


def _plain(value: str) -> str:
    return name_of(value) if value.startswith(("http://", "https://")) else value
