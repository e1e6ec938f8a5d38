"""What the graph says of an entity itself: its types, its names and whether a registry knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.checks import entities_of
from themegraph.graph.claim import Claim, Entity, Source
from themegraph.graph.literals import english
from themegraph.graph.vocabulary import ALT_LABEL, PREF_LABEL, RESOLVED, TYPE, term
from themegraph.ontology.terms import CLASSES


def entities_in(source: Source, claims: Iterable[Claim]) -> Iterator[Entity]:
    """Yield every entity that a document's claims, publisher and references name, repeats included."""
    for claim in claims:
        yield from entities_of(claim)
    for reference in source.references:
        if reference.publisher:
            yield reference.publisher
    if source.publisher:
        yield source.publisher


def entity_triples(entities: Iterable[Entity]) -> Iterator[Triple]:
    """Yield types, names and resolution of entities; one preferred label each, whatever their order."""
    same: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)
    for iri, found in same.items():
        node = NamedNode(iri)
        yield from (Triple(node, TYPE, kind) for entity in found for kind in type_terms(entity.type))
        labels = {entity.label for entity in found}
        yield from label_triples(node, labels, {alias for entity in found for alias in entity.aliases})
        yield Triple(node, RESOLVED, Literal(any(entity.resolved for entity in found)))
        for scheme, code in {pair for entity in found for pair in entity.identifiers}:
            yield Triple(node, term(scheme), Literal(code))


def type_terms(name: str) -> Iterator[NamedNode]:
    """Yield a class with all classes above it."""
    return (term(ancestor) for ancestor in CLASSES[name])


def label_triples(node: NamedNode, labels: Iterable[str], aliases: Iterable[str]) -> Iterator[Triple]:
    """Yield one preferred label and every other name as an alternative one."""
    labels = set(labels)
    preferred = preferred_label(labels)
    yield Triple(node, PREF_LABEL, english(preferred))
    yield from (Triple(node, ALT_LABEL, english(name)) for name in labels.union(aliases) - {preferred})


def preferred_label(labels: Iterable[str]) -> str:
    """Return the label that comes first without regard to case, so that no order of loading matters.

    >>> preferred_label(["acme Corp", "Acme corp", "Zeta"])
    'Acme corp'
    """
    return min(labels, key=lambda label: (label.casefold(), label))
