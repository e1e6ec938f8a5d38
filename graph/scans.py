"""Read much of a store at once; where the engine is at hand it joins, so that terms are made for the answer alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from themegraph.graph.lookup import rows
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import (
    ASSERTS,
    CURRENT,
    OWN_GRAPHS,
    PREF_LABEL,
    REGISTRY,
    RESOLVED,
    TYPE,
    is_document_graph,
)

Term = NamedNode | Literal
# Compared as numbers by the engine, while a test of the IRI's text would read the text of each.
_DOCUMENTS = f"FILTER(?g NOT IN ({', '.join(map(str, OWN_GRAPHS))}))"


def stated_in_documents(source: QuadSource, predicate: NamedNode) -> Iterator[tuple[NamedNode, Term]]:
    """Yield the things that have a property in documents' graphs, each with its values; some pairs more than once."""
    if isinstance(source, Store):
        yield from rows(source, f"SELECT DISTINCT ?s ?o WHERE {{ GRAPH ?g {{ ?s {predicate} ?o }} {_DOCUMENTS} }}")
        return
    for quad in source.quads_for_pattern(None, predicate, None, None):
        if (
            is_document_graph(quad.graph_name)
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
        ):
            yield quad.subject, quad.object


def names_of_unknown(source: QuadSource, family: str) -> Iterator[tuple[NamedNode, Literal]]:
    """Yield the things whose IRIs begin so and that no registry knows, with the names that documents prefer; repeats may be."""
    if isinstance(source, Store):
        pattern = f"GRAPH ?g {{ ?s {RESOLVED} false ; {PREF_LABEL} ?name }} FILTER(STRSTARTS(STR(?s), '{family}'))"
        yield from rows(source, f"SELECT DISTINCT ?s ?name WHERE {{ {pattern} {_DOCUMENTS} }}")
        return
    unknown = {
        (quad.subject, quad.graph_name)
        for quad in source.quads_for_pattern(None, RESOLVED, Literal(False), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(family)
    }
    for quad in source.quads_for_pattern(None, PREF_LABEL, None, None) if unknown else ():
        if (quad.subject, quad.graph_name) in unknown and is_document_graph(quad.graph_name):
            yield quad.subject, quad.object  # type: ignore[misc]


def ends_in_documents(source: QuadSource, first: NamedNode, second: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield the things that facts of documents lead to by two properties, each pair at least once.

    A fact's IRI is made of both, so all graphs say the same of it.
    """
    if isinstance(source, Store):
        pattern = f"GRAPH ?g {{ ?fact {first} ?a ; {second} ?b }} FILTER(isIRI(?a) && isIRI(?b))"
        yield from rows(source, f"SELECT DISTINCT ?a ?b WHERE {{ {pattern} {_DOCUMENTS} }}")
        return
    # both ends are scanned: a look-up for each of a million facts costs far more
    held: dict[str, NamedNode] = {}
    names: dict[NamedNode, NamedNode] = {}  # each once, for a million facts are of some thousand things
    for fact, thing in stated_in_documents(source, second):
        if isinstance(thing, NamedNode):
            held[fact.value] = names.setdefault(thing, thing)
    for fact, thing in stated_in_documents(source, first) if held else ():
        if isinstance(thing, NamedNode) and fact.value in held:
            yield thing, held[fact.value]


def ends_in_current(
    source: QuadSource, kind: NamedNode, roles: Sequence[NamedNode]
) -> Iterator[tuple[NamedNode, int, Term]]:
    """Yield what the facts of a class in `current` lead to by each of some roles, with the role's place; repeats may be."""
    if isinstance(source, Store):
        held = " . ".join(f"?fact {role} ?end{place}" for place, role in enumerate(roles))
        ends = " ".join(f"?end{place}" for place in range(len(roles)))
        for fact, *found in rows(
            source, f"SELECT ?fact {ends} WHERE {{ GRAPH {CURRENT} {{ ?fact {TYPE} {kind} . {held} }} }}"
        ):
            if isinstance(fact, NamedNode):
                yield from ((fact, place, end) for place, end in enumerate(found))
        return
    facts = {quad.subject for quad in source.quads_for_pattern(None, TYPE, kind, CURRENT)}
    for place, role in enumerate(roles if facts else ()):
        for quad in source.quads_for_pattern(None, role, None, CURRENT):
            if (
                quad.subject in facts
                and isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, NamedNode | Literal)
            ):
                yield quad.subject, place, quad.object


def registered(source: QuadSource) -> dict[NamedNode, list[Quad]] | None:
    """Return what the registry graph says of its things and facts, its evidence left out; None without an engine at hand."""
    if not isinstance(source, Store):
        return None
    found: dict[NamedNode, list[Quad]] = {}
    listed = f"SELECT DISTINCT ?s WHERE {{ {{ ?s {RESOLVED} ?resolved }} UNION {{ ?claim {ASSERTS} ?s }} }}"
    for thing, predicate, obj in rows(
        source, f"SELECT ?s ?p ?o WHERE {{ GRAPH {REGISTRY} {{ {{ {listed} }} ?s ?p ?o }} }}"
    ):
        found.setdefault(thing, []).append(Quad(thing, predicate, obj, REGISTRY))
    return found
