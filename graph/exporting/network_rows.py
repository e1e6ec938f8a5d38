"""The current graph as rows: a node for each thing, an edge for each fact between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from themegraph.graph.attestation import Attestation
from themegraph.graph.exporting.cells import qualifier_cells, rounded
from themegraph.graph.exporting.columns import Cell, Row
from themegraph.graph.facts import MONEY_FLOWS, Fact
from themegraph.graph.network import current_facts, thing_attributes, things
from themegraph.ontology.terms import RELATIONS

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore

#: Relations along which the amount of a fact moves from subject to object.


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in order of their IRIs; `currency` is that of the weights, `left_out` counts facts with one end."""

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    currency: str
    left_out: int


def network_of(store: GraphStore) -> Network:
    """Return things and facts of the current graph; facts that name one thing only are counted."""
    database = store.database
    # A server sends whole graphs at once here, instead of each claim by itself below.
    next(iter(database.quads_for_pattern(None, None, None, None)), None)
    known = things(database)
    nodes = tuple({"id": iri, **_cells(thing_attributes(database, NamedNode(iri)))} for iri in known)
    facts = list(current_facts(database))
    inside = set(known)
    between = [fact for fact in facts if fact.subject.iri in inside and fact.object.iri in inside]
    currency = weight_currency(between)
    edges = tuple(_edge(fact, currency) for fact in between)
    return Network(nodes, edges, currency, len(facts) - len(edges))


def weight_currency(facts: Iterable[Fact]) -> str:
    """Return the currency of most money that flows, so that no two are compared; the first by name where several are."""
    counts = Counter(currency for fact in facts if (currency := _flow(fact)[0]))
    return min(counts, key=lambda currency: (-counts[currency], currency), default="")


def _cells(attributes: dict[str, object]) -> dict[str, Cell]:
    return {name: tuple(each) if isinstance(each, list) else each for name, each in attributes.items()}  # type: ignore[misc]


def _flow(fact: Fact) -> tuple[str, Decimal | None]:
    """Return currency and amount where a fact moves money, else an empty text."""
    cells, _ = qualifier_cells(fact.qualifiers)
    amount, currency = cells.get("amount"), cells.get("currency")
    if fact.predicate in MONEY_FLOWS and isinstance(amount, Decimal) and amount > 0 and isinstance(currency, str):
        return currency, amount
    return "", None


def _edge(fact: Fact, currency: str) -> Row:
    cells, more = qualifier_cells(fact.qualifiers)
    flow = _flow(fact)
    ends: dict[str, Cell] = {
        "id": fact.node,
        "source": fact.subject.iri,
        "target": fact.object.iri,
        "label": fact.label,
        "predicate": fact.predicate,
        "mutual": RELATIONS[fact.predicate].symmetric,
        "weight": flow[1] if flow[0] == currency else None,
    }
    return {**ends, **cells, "more": more, **_evidence(fact.attestations)}


def _evidence(attestations: tuple[Attestation, ...]) -> dict[str, Cell]:
    """Return what the first claim says of the fact, the surest kind before the others, and how many claims there are."""
    live = sum(each.live for each in attestations)
    counts: dict[str, Cell] = {
        "claims": live,
        "doubts": len(attestations) - live,
        "statements": tuple(_statement(each) for each in attestations),
    }
    if not attestations:
        return counts
    first = _statement(min(attestations, key=lambda each: (not each.live, each.derived)))
    names = ("sentence", "document", "title", "publisher", "published", "claimant", "cited", "confidence", "status")
    return {**{name: first[name] for name in (*names, "derived")}, **counts}


def _statement(each: Attestation) -> dict[str, Cell]:
    """Return one claim; empty texts are empty cells."""
    given = asdict(each)
    given["published"] = given.pop("date")
    given["confidence"] = rounded(each.confidence)
    del given["details"]
    return {name: None if value == "" else value for name, value in given.items()}
