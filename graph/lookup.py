"""Look up many things at once: what graphs say of them, and what points at them.

The embedded engine answers with one query in place of a read for each thing, and decodes only what is asked for. A
source on a server fetches everything before it is read thing by thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, Store

from themegraph.graph.quad_source import FetchingSource, QuadSource
from themegraph.graph.vocabulary import ASSERTS, CURRENT, OWN_GRAPHS, RESTATES, is_document_graph

Place = tuple[NamedNode, NamedNode]  # a thing, and the graph that speaks of it
Values = Mapping[NamedNode, Sequence[object]]  # of each property, in the engine's order
AT_ONCE = 1_000  # things in one query
_OWN = ", ".join(str(graph) for graph in OWN_GRAPHS if graph != CURRENT)


def values_of(
    database: QuadSource, places: Iterable[Place], properties: Sequence[NamedNode], *, parts: NamedNode | None = None
) -> dict[Place, Values]:
    """Return what each graph says of its thing with these properties.

    What it says of the things that `parts` leads to counts as said of the thing itself.
    """
    wanted = list(dict.fromkeys(places))
    if not isinstance(database, Store):
        return _read(database, wanted, frozenset(properties), parts)
    found: dict[Place, defaultdict[NamedNode, list[object]]] = {place: defaultdict(list) for place in wanted}
    for start in range(0, len(wanted), AT_ONCE):
        listed = wanted[start : start + AT_ONCE]
        held = [found[place] for place in listed]
        for at, key, value in rows(database, _values_query(listed, properties, parts)):
            held[int(at.value)][properties[int(key.value)]].append(value)
    return found  # type: ignore[return-value]


def claims_on(database: QuadSource, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[Place]]:
    """Return the claims that assert each node, each with its graph; the list is empty where there are none."""
    wanted = list(dict.fromkeys(nodes))
    found: dict[NamedNode, list[Place]] = {node: [] for node in wanted}
    if not isinstance(database, Store):
        return found | _claims_read(database, wanted)
    for start in range(0, len(wanted), AT_ONCE):
        listed = wanted[start : start + AT_ONCE]
        numbered = " ".join(f"({at} {node})" for at, node in enumerate(listed))
        query = f"SELECT ?at ?claim ?graph {{ VALUES (?at ?node) {{ {numbered} }} GRAPH ?graph {{ ?claim {ASSERTS} ?node }} }}"
        for at, claim, graph in rows(database, query):
            found[listed[int(at.value)]].append((claim, graph))
    return found


def claims_naming(database: QuadSource, things: Iterable[NamedNode]) -> dict[NamedNode, list[Place]]:
    """Return the nodes that name a thing in `current` or in a document, each with the claims that assert it."""
    found: defaultdict[NamedNode, list[Place]] = defaultdict(list)
    for thing in things:
        if not isinstance(database, Store):
            found.update(_claims_read(database, _naming(database, thing)))
            continue
        naming = f"SELECT DISTINCT ?node {{ GRAPH ?any {{ ?node ?by {thing} }} FILTER(?any NOT IN ({_OWN})) }}"
        query = f"SELECT ?node ?claim ?graph {{ {{ {naming} }} GRAPH ?graph {{ ?claim {ASSERTS} ?node }} }}"
        told: defaultdict[NamedNode, list[Place]] = defaultdict(list)
        for node, claim, graph in rows(database, query):
            told[node].append((claim, graph))
        found.update(told)  # a node that names two of the things is found twice, with the same claims
    return found


def restatements_of(database: QuadSource, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """Return for each node the nodes that restate it in `current`; the list is empty where there are none."""
    wanted = list(nodes)
    if isinstance(database, FetchingSource):
        database.fetch_pointing(RESTATES, wanted)
    return {
        node: [
            quad.subject
            for quad in database.quads_for_pattern(None, RESTATES, node, CURRENT)
            if isinstance(quad.subject, NamedNode)
        ]
        for node in wanted
    }


def foresee(database: QuadSource, things: Iterable[object]) -> None:
    """Let a source on a server fetch at once what it will be asked of things."""
    if isinstance(database, FetchingSource):
        database.fetch(things)


def _values_query(places: Sequence[Place], properties: Sequence[NamedNode], parts: NamedNode | None) -> str:
    # Numbers stand for things and properties, whose names would have to be looked up for each row. The inner query
    # is joined as a whole: property by property the engine would search the graphs as many times.
    things = " ".join(f"({at} {thing} {graph})" for at, (thing, graph) in enumerate(places))
    keys = " ".join(f"({key} {name})" for key, name in enumerate(properties))
    said = f"?thing {parts}? ?part . ?part ?property ?value" if parts else "?thing ?property ?value"
    inner = f"SELECT ?at ?property ?value {{ VALUES (?at ?thing ?graph) {{ {things} }} GRAPH ?graph {{ {said} }} }}"
    return f"SELECT ?at ?key ?value {{ {{ {inner} }} VALUES (?key ?property) {{ {keys} }} }}"


def rows(database: Store, query: str) -> Iterator[Any]:
    """Yield the solutions of a SELECT, each with its terms in the order of the variables."""
    return iter(database.query(query))  # type: ignore[arg-type]


def _read(
    database: QuadSource, places: Sequence[Place], properties: frozenset[NamedNode], parts: NamedNode | None
) -> dict[Place, Values]:
    """Return values as `values_of` does, read thing by thing."""
    foresee(database, (thing for thing, _ in places))
    if parts is not None:
        within = (
            quad.object for thing, graph in places for quad in database.quads_for_pattern(thing, parts, None, graph)
        )
        foresee(database, within)
    found: dict[Place, Values] = {}
    for thing, graph in places:
        values: defaultdict[NamedNode, list[object]] = defaultdict(list)
        led = () if parts is None else [quad.object for quad in database.quads_for_pattern(thing, parts, None, graph)]
        for each in (thing, *led):
            for quad in database.quads_for_pattern(each, None, None, graph):
                if quad.predicate in properties:
                    values[quad.predicate].append(quad.object)
        found[thing, graph] = values
    return found


def _claims_read(database: QuadSource, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[Place]]:
    wanted = list(nodes)
    if isinstance(database, FetchingSource):
        database.fetch_pointing(ASSERTS, wanted)
    found: defaultdict[NamedNode, list[Place]] = defaultdict(list)
    for node in wanted:
        for quad in database.quads_for_pattern(None, ASSERTS, node, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                found[node].append((quad.subject, quad.graph_name))
    return found


def _naming(database: QuadSource, thing: NamedNode) -> Iterator[NamedNode]:
    seen = set()
    for quad in database.quads_for_pattern(None, None, thing, None):
        node, graph = quad.subject, quad.graph_name
        if isinstance(node, NamedNode) and node not in seen and (graph == CURRENT or is_document_graph(graph)):
            seen.add(node)
            yield node
