"""How two things are connected: the shortest ways over current facts, each step with the fact that it rests on.

SPARQL 1.1 can tell that a path exists and not what it passes, so the search is done here, a query a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from themegraph.graph.graph_store import GraphStore
from themegraph.ontology import terms
from themegraph.queries.answer import Answer, Cell, texts
from themegraph.queries.evidence import EVIDENCE_COLUMNS, columns_of, evidence_of
from themegraph.queries.guard import PREFIXES
from themegraph.queries.names import resolve

HOPS, AT_ONCE, PATHS = 4, 200, 50
COLUMNS = ("path", "step", "from", "relation", "to", *EVIDENCE_COLUMNS)
# An exchange, a country or a publisher that two things share tells nothing of how they are connected.
PASSED_OVER = frozenset({"listedOn", "hasTicker", "headquarteredIn", "publishedBy"})
NEXT = """
SELECT DISTINCT ?thing ?fact ?class ?other ?forward WHERE {
  VALUES ?thing { THINGS }
  VALUES (?class ?subject ?object) { ROLES }
  { ?fact a ?class ; ?subject ?thing ; ?object ?other . BIND(true AS ?forward) }
  UNION
  { ?fact a ?class ; ?object ?thing ; ?subject ?other . BIND(false AS ?forward) }
  FILTER(ISIRI(?other) && ?other != ?thing)
  FILTER NOT EXISTS { ?fact aii:restates ?fuller }
} ORDER BY ?thing ?other ?class ?fact"""
LABELS = "SELECT ?thing ?label WHERE { VALUES ?thing { THINGS } ?thing skos:prefLabel ?label } ORDER BY ?thing ?label"


@dataclass(frozen=True, slots=True)
class Step:
    """One fact between two things; `forward` says whether it is told in the direction of the path."""

    start: str
    end: str
    relation: str
    fact: str
    forward: bool


def paths(store: GraphStore, start: str, end: str, *, hops: int = HOPS) -> Answer:
    """Return the shortest paths between two things, a row a step, with sentences, sources and dates.

    Names may be labels, aliases, tickers or IRIs. Raises UnknownNameError for a name that nothing has. No row where
    nothing connects the two within `hops` steps (a common exchange, country or publisher does not); at most 50 paths, with a notice if there are more.
    """
    first, last = resolve(store, start).value, resolve(store, end).value
    into = _search(store, first, last, hops)
    found = list(_traced(into, first, last)) if first != last else []
    notices = (f"only the first {PATHS} paths are shown",) if len(found) > PATHS else ()
    return Answer(COLUMNS, tuple(_rows(store, found[:PATHS])), notices)


def _search(store: GraphStore, first: str, last: str, hops: int) -> Mapping[str, list[Step]]:
    """Return for each thing reached the steps that lead to it on a shortest path; stop once the end is reached."""
    into: dict[str, list[Step]] = {first: []}
    reached = [first]
    for _ in range(hops):
        new: dict[str, list[Step]] = {}
        for step in _steps(store, reached):
            if step.end not in into:
                new.setdefault(step.end, []).append(step)
        into |= new
        reached = sorted(new)
        if last in new or not reached:
            break
    return into


def _steps(store: GraphStore, things: list[str]) -> Iterator[Step]:
    """Yield the steps that lead away from some things."""
    listed = sorted(terms.RELATIONS.items())
    roles = " ".join(
        f"(aii:{each.node_class} aii:{each.subject_role} aii:{each.object_role})"
        for name, each in listed
        if each.object_role and ":" not in each.object_role and name not in PASSED_OVER
    )
    names = {terms.AII + each.node_class: name for name, each in listed}
    for at in range(0, len(things), AT_ONCE):
        text = NEXT.replace("ROLES", roles).replace("THINGS", _iris(things[at : at + AT_ONCE]))
        for thing, fact, class_, other, forward in map(texts, store.query(_prologue("aii") + text).rows):
            yield Step(thing, other, names[class_], fact, forward == "true")


def _traced(into: Mapping[str, list[Step]], first: str, last: str) -> Iterator[tuple[Step, ...]]:
    """Yield the paths from the first thing to the last, from the steps that lead into each thing."""
    ways: list[tuple[Step, ...]] = [(step,) for step in into.get(last, ())]
    while ways and ways[0][0].start != first:
        ways = [(step, *way) for way in ways for step in into[way[0].start]][: PATHS * 20]
    yield from ways


def _rows(store: GraphStore, found: list[tuple[Step, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each step of each path."""
    steps = [step for path in found for step in path]
    labels = _labels(store, {thing for step in steps for thing in (step.start, step.end)})
    said = evidence_of(store, (step.fact for step in steps))
    for number, path in enumerate(found, start=1):
        for place, step in enumerate(path, start=1):
            relation = step.relation if step.forward else f"{step.relation} (from right to left)"
            words = (labels.get(step.start, step.start), relation, labels.get(step.end, step.end))
            cells = (ox.Literal(number), ox.Literal(place), *map(ox.Literal, words))
            yield (*cells, *columns_of(said.get(step.fact, ())))


def _labels(store: GraphStore, things: set[str]) -> Mapping[str, str]:
    """Return the label of each thing."""
    text = _prologue("skos") + LABELS.replace("THINGS", _iris(sorted(things)))
    return dict(map(texts, store.query(text).rows)) if things else {}  # type: ignore[arg-type]


def _iris(things: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(thing)) for thing in things)


def _prologue(prefix: str) -> str:
    return f"PREFIX {prefix}: <{PREFIXES[prefix]}> "
