"""The current graph as a networkx multigraph: things are nodes, facts between things are edges with their claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from themegraph.graph.explain import describe_entity
from themegraph.graph.facts import Fact, is_figure, read_facts
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import CURRENT, RESOLVED, TYPE, term

if TYPE_CHECKING:
    import networkx

    from themegraph.graph.graph_store import GraphStore

IDENTIFIERS = ("legalName", "lei", "cik", "wikidataId", "mic", "countryCode", "hasTicker")


def to_networkx(store: GraphStore) -> networkx.MultiDiGraph[str]:
    """Return the current graph as a MultiDiGraph.

    A node is an entity's IRI with `label`, `type`, `aliases`, `resolved` and its identifiers. An edge is a fact between
    two entities: its key is the fact's IRI, its attributes are `predicate`, `label`, the qualifiers (amounts and
    percentages as numbers) and `claims`, a list of dicts with sentence, document, publisher, date, confidence, status.
    """
    import networkx

    database = store.database
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for iri in things(database):
        network.add_node(iri, **thing_attributes(database, NamedNode(iri)))
    for fact in current_facts(database):
        if fact.subject.iri in network and fact.object.iri in network:
            network.add_edge(fact.subject.iri, fact.object.iri, key=fact.node, **_edge(fact))
    return network


def things(database: QuadSource) -> list[str]:
    """Return the IRIs of the things of `current` in their order."""
    return sorted(_subjects(database, RESOLVED))


def current_facts(database: QuadSource) -> Iterator[Fact]:
    """Yield the facts of `current` in order of their IRIs; those that only restate another are left out."""
    yield from read_facts(database, map(NamedNode, sorted(_subjects(database, TYPE, term("Relationship")))))


def _subjects(database: QuadSource, predicate: NamedNode, value: NamedNode | None = None) -> set[str]:
    found = (quad.subject for quad in database.quads_for_pattern(None, predicate, value, CURRENT))
    return {subject.value for subject in found if isinstance(subject, NamedNode)}


def thing_attributes(database: QuadSource, entity: NamedNode) -> dict[str, Any]:
    """Return label, type, aliases and identifiers of a thing."""
    attributes: dict[str, Any] = asdict(describe_entity(database, entity))
    del attributes["iri"]
    attributes["aliases"] = list(attributes["aliases"])
    for name in IDENTIFIERS:
        found = (quad.object for quad in database.quads_for_pattern(entity, term(name), None, CURRENT))
        texts = sorted(value.value for value in found if isinstance(value, Literal))
        if texts:
            attributes[name] = ", ".join(texts)
    return attributes


def _edge(fact: Fact) -> dict[str, Any]:
    attributes: dict[str, Any] = {"predicate": fact.predicate, "label": fact.label}
    for name, text in fact.qualifiers:
        attributes.setdefault(name, _number(text) if is_figure(name) else text)
    attributes["claims"] = [asdict(claim) | {"details": dict(claim.details)} for claim in fact.attestations]
    return attributes


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
