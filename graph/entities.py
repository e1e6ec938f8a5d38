"""What the graph says of an entity itself: its types, its names and whether a registry knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.checks import entities_of
from themegraph.graph.claim import Claim, Entity, Source
from themegraph.graph.literals import english
from themegraph.graph.ntriples import english_literal, text_literal
from themegraph.graph.ntriples import name as name_of
from themegraph.graph.vocabulary import ALT_LABEL, PREF_LABEL, RESOLVED, TYPE, term
from themegraph.ontology.terms import CLASSES

_PREF_LABEL, _ALT_LABEL = str(PREF_LABEL), str(ALT_LABEL)
_RESOLVED = {flag: f"{RESOLVED} {Literal(flag)}" for flag in (False, True)}


def entities_in(source: Source, claims: Iterable[Claim]) -> Iterator[Entity]:
    """Yield every entity that a document's claims, publisher, references and things name, repeats included."""
    for claim in claims:
        yield from entities_of(claim)
    for reference in source.references:
        if reference.publisher:
            yield reference.publisher
    if source.publisher:
        yield source.publisher
    yield from source.things


def entity_lines(entities: Iterable[Entity]) -> Iterator[tuple[str, list[str]]]:
    """Yield entities by their IRIs with types, names, resolution and codes; one preferred label each, whatever their order."""
    same: defaultdict[str, set[Entity]] = defaultdict(set)
    # most claims of a document name the same few objects
    for entity in {id(each): each for each in entities}.values():
        same[entity.id].add(entity)
    for iri, found in same.items():
        yield f"<{iri}>", _entity_lines(f"<{iri}>", found)


def _entity_lines(node: str, found: set[Entity]) -> list[str]:
    labels = {entity.label for entity in found}
    preferred = preferred_label(labels)
    others = labels.union(*(entity.aliases for entity in found)) - {preferred}
    codes = {pair for entity in found for pair in entity.identifiers}
    return [
        *(f"{node} {kind}" for each in {entity.type for entity in found} for kind in type_lines(each)),
        f"{node} {_RESOLVED[any(entity.resolved for entity in found)]}",
        f"{node} {_PREF_LABEL} {english_literal(preferred)}",
        *(f"{node} {_ALT_LABEL} {english_literal(other)}" for other in others),
        *(f"{node} {name_of(scheme)} {text_literal(code)}" for scheme, code in codes),
    ]


@cache
def type_lines(name: str) -> tuple[str, ...]:
    """Return the types of a thing of a class, each as the rest of a line after the thing's name."""
    return tuple(f"{TYPE} {kind}" for kind in type_terms(name))


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
