"""Changes too large for one transaction: a mark says of which graph they are until all is written, and how to undo them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from themegraph.graph.changes import documents_in, in_graph
from themegraph.graph.describe import describe
from themegraph.graph.identities import NONE
from themegraph.graph.lift import lift
from themegraph.graph.line_stream import LineStream
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.runs import forget_runs
from themegraph.graph.schema import PENDING_TRIPLE
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT, RESOLVED, STORE, is_document_graph

AT_ONCE = 250_000  # quads; the bulk loader holds some seven hundred bytes of each until it has all
_UNFINISHED = NamedNode(f"{STORE.value}#unfinished")


def marks(graphs: Iterable[NamedNode]) -> frozenset[Quad]:
    """Return the quads that say that changes of graphs have begun and not ended."""
    return in_graph((Triple(STORE, _UNFINISHED, graph) for graph in graphs), STORE)


def marked(store: QuadSource) -> tuple[NamedNode, ...]:
    """Return the graphs of which changes have begun and not ended, in order of their IRIs."""
    found = (quad.object for quad in store.quads_for_pattern(STORE, _UNFINISHED, None, STORE))
    return tuple(sorted((graph for graph in found if isinstance(graph, NamedNode)), key=str))


def load(database: Store, lines: Iterable[str]) -> None:
    """Load lines of N-Quads in parts, each whole or not at all, in little memory."""
    rest = iter(lines)
    for first in rest:
        part = chain((first,), islice(rest, AT_ONCE - 1))
        database.bulk_load(LineStream(part), RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]


def undo(database: Store) -> tuple[NamedNode, ...]:
    """Take out the documents of which an earlier writer stored a part, make `current` anew, and return those documents.

    Whether it ends or not, it can be done again. What follows from all documents together is to be derived after it.
    """
    graphs = marked(database)
    if not graphs:
        return ()
    broken = tuple(filter(is_document_graph, graphs))
    for graph in broken:
        for quad in forget_runs(database, graph).removed:
            database.remove(quad)
        database.remove_graph(graph)
    database.clear_graph(CURRENT)
    database.extend(in_graph([PENDING_TRIPLE], STORE))
    load(database, (f"{triple} {CURRENT} .\n" for triple in _current(View(database, identities=NONE))))
    for quad in marks(graphs):
        database.remove(quad)
    return broken


def _current(view: View) -> Iterator[Triple]:
    """Make `current` as all documents make it while nothing is known of who is one, with some triples more than once."""
    named: set[NamedNode] = set()
    for document in documents_in(view):
        triples = view.triples(document)
        named.update(
            each.subject for each in triples if each.predicate == RESOLVED and isinstance(each.subject, NamedNode)
        )
        yield from lift(triples)
    for entity in sorted(named, key=str):
        yield from describe(view, entity)
