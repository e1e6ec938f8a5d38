"""What `current` says of an entity itself, as a function of all documents and the registry, whatever came first."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.entities import label_triples
from themegraph.graph.literals import english
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ALT_LABEL, CURRENT, NAMED, PREF_LABEL, REGISTRY, RESOLVED, TYPE, term
from themegraph.ontology.listed import is_listed

NAMES = (TYPE, PREF_LABEL, ALT_LABEL, RESOLVED)
IDENTIFIERS = tuple(map(term, ("legalName", "lei", "cik", "wikidataId", "mic", "countryCode")))
DESCRIPTIVE = frozenset((*NAMES, *IDENTIFIERS))


def described(view: View, entity: NamedNode) -> set[Triple]:
    """Return the description that `current` shows now."""
    return _description(view, entity, CURRENT)


def _description(view: View, entity: NamedNode, graph: NamedNode) -> set[Triple]:
    # By property, for a thing may have thousands of direct triples; only the registry gives identifiers.
    predicates = (*NAMES, *IDENTIFIERS) if is_registered(view, entity) else NAMES
    return {quad.triple for predicate in predicates for quad in view.match(entity, predicate, None, graph)}


def is_used(view: View, entity: NamedNode) -> bool:
    """Say whether any document names an entity."""
    return any(True for _ in view.in_documents(entity, RESOLVED, None))


def is_registered(view: View, entity: NamedNode) -> bool:
    """Say whether the registry knows an entity."""
    return any(True for _ in view.match(entity, RESOLVED, None, REGISTRY))


def describe(view: View, entity: NamedNode) -> set[Triple]:
    """Return the description of an entity that documents name; nothing if none does."""
    if not is_used(view, entity):
        return set()
    if is_registered(view, entity):
        return registry_description(view, entity)
    types = {triple for triple, _ in view.in_documents(entity, TYPE, None)}
    labels = set(_texts(view, entity, PREF_LABEL))
    names = {*_texts(view, entity, ALT_LABEL), *_namings(view, entity)}
    resolved = Literal(any(True for _ in view.in_documents(entity, RESOLVED, Literal(True))))
    return {*types, *label_triples(entity, labels, names), Triple(entity, RESOLVED, resolved)}


def extend(view: View, entity: NamedNode, document: NamedNode) -> set[Triple]:
    """Return what `describe` would after a new document, from what `current` shows and that document alone.

    A name that thousands of documents use would else be read from all of them each time.
    """
    base = described(view, entity)
    if not base or is_registered(view, entity):
        return describe(view, entity)
    told = _description(view, entity, document)
    labels, names = _values(base | told, PREF_LABEL), _values(base | told, ALT_LABEL)
    resolved = "true" in _values(base | told, RESOLVED)
    types = {triple for triple in base | told if triple.predicate == TYPE}
    names |= set(_namings(view, entity, document))
    return {*types, *label_triples(entity, labels, names), Triple(entity, RESOLVED, Literal(resolved))}


def _values(triples: set[Triple], predicate: NamedNode) -> set[str]:
    return {t.object.value for t in triples if t.predicate == predicate and isinstance(t.object, Literal)}


def registry_description(view: View, entity: NamedNode) -> set[Triple]:
    """Return the registry's description of an entity, with the other names that documents state for it."""
    known = _description(view, entity, REGISTRY)
    preferred = {triple.object for triple in known if triple.predicate == PREF_LABEL}
    # the list of companies knows capitals and legal forms only
    spelt = _texts(view, entity, ALT_LABEL) if is_listed(entity.value) else ()
    names = (english(name) for name in (*spelt, *_namings(view, entity)))
    return known.union(Triple(entity, ALT_LABEL, name) for name in names if name not in preferred)


def _texts(view: View, entity: NamedNode, predicate: NamedNode) -> Iterator[str]:
    for triple, _ in view.in_documents(entity, predicate, None):
        if isinstance(triple.object, Literal):
            yield triple.object.value


def _namings(view: View, entity: NamedNode, document: NamedNode | None = None) -> Iterator[str]:
    """Yield the other names that live claims give an entity, in all documents or in one."""
    for found, graph in view.in_documents(None, NAMED, entity, document):
        node = found.subject
        if isinstance(node, NamedNode) and view.is_live(node, graph):
            names = (quad.object for quad in view.match(node, ALT_LABEL, None, graph))
            yield from (name.value for name in names if isinstance(name, Literal))
