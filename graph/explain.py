"""Explain a thing: every fact that names it, with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from themegraph.graph.attestation import Witnesses, label_of
from themegraph.graph.facts import End, Fact, property_label, read_facts
from themegraph.graph.identities import spread_of
from themegraph.graph.naming import find_thing
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import (
    ALT_LABEL,
    CURRENT,
    EXPOSED_TO,
    RESOLVED,
    TYPE,
)
from themegraph.ontology.terms import AII, CLASSES, RELATIONS

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of an entity itself; `type` is its narrowest class."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    resolved: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entity with all its facts, those that lead from it first."""

    entity: Description
    facts: tuple[Fact, ...]

    def __str__(self) -> str:
        from themegraph.graph.explanation import as_text

        return as_text(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the forms a notebook chooses from: HTML with a drawing, the drawing, and text."""
        from themegraph.graph.explanation import mimebundle

        return mimebundle(self)


def explain(store: GraphStore, thing: str) -> Explanation:
    """Return all that is known of a thing, named by IRI, label, alias or ticker.

    Denials and hedges are among the facts, with their status. Raises UnknownNameError if nothing or more than one thing
    answers to the name.
    """
    database = store.database
    node = find_thing(database, thing)
    witnesses = Witnesses(database)
    facts = list(read_facts(database, witnesses.naming(spread_of(database, node)), witnesses))
    facts.extend(_ruled(database, node))
    order = {name: place for place, name in enumerate(RELATIONS)}
    facts.sort(
        key=lambda fact: (
            fact.subject.iri != node.value, not fact.live, order.get(fact.predicate, len(order)), fact.object.label,
            fact.subject.label, fact.node,
        )
    )  # fmt: skip
    return Explanation(describe_entity(database, node), tuple(facts))


def describe_entity(database: QuadSource, node: NamedNode) -> Description:
    """Return label, narrowest class and other names of an entity."""
    types = [quad.object.value for quad in database.quads_for_pattern(node, TYPE, None, CURRENT)]  # type: ignore[union-attr]
    names = sorted(name.removeprefix(AII) for name in types)
    narrowest = max(names, key=lambda name: len(CLASSES.get(name, ())), default="")
    aliases = [quad.object for quad in database.quads_for_pattern(node, ALT_LABEL, None, CURRENT)]
    resolved = any(True for _ in database.quads_for_pattern(node, RESOLVED, Literal(True), CURRENT))
    texts = sorted(alias.value for alias in aliases if isinstance(alias, Literal))
    return Description(node.value, label_of(database, node), narrowest, tuple(texts), resolved)


def _ruled(database: QuadSource, entity: NamedNode) -> Iterator[Fact]:
    """Yield what only the rules say of an entity, either way."""
    for pattern in ((entity, None), (None, entity)):
        for quad in database.quads_for_pattern(pattern[0], EXPOSED_TO, pattern[1], CURRENT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                ends = [End(each.value, label_of(database, each)) for each in (quad.subject, quad.object)]
                label = property_label(database, "exposedTo")
                yield Fact("", "exposedTo", label, ends[0], ends[1], (), (), True, ())
