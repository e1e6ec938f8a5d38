"""The part of a server's quads that a piece of work needs, fetched on demand and kept while the work lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from themegraph.graph.changes import Changes
from themegraph.graph.remote.solutions import canonical
from themegraph.graph.results import Result
from themegraph.graph.vocabulary import CONTENT_HASH, OWN_GRAPHS

Select = Callable[[str], Result]
AT_ONCE = 300
DOCUMENTS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g {CONTENT_HASH} ?hash }} }}"


class Mirror:
    """Quads of a server, in memory. What was asked for once is not asked for again.

    A subject is fetched with all it says in all graphs, since the next question is mostly of the same one. `select`
    answers a SELECT with named graphs; every quad of the store is in a named graph.
    """

    def __init__(self, select: Select) -> None:
        self._select = select
        self._names: set[NamedNode] | None = None
        self._quads = Store()
        self._subjects: set[str] = set()
        self._patterns: set[tuple[str, str]] = set()
        self._graphs: set[str] = set()
        self._whole = False

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern, fetching them where they are not here."""
        if not self._has_graph(graph_name):
            if subject is not None:
                self.fetch([subject])
            elif object is not None:
                self._fetch_pattern(predicate, object)
            elif graph_name is not None:
                self.fetch_graph(graph_name)
            elif predicate is not None:
                self._fetch_pattern(predicate, None)
            else:
                self._fetch_all()
        return self._quads.quads_for_pattern(subject, predicate, object, graph_name)

    @property
    def names(self) -> set[NamedNode]:
        """The graphs of this store; a server may hold others, which are never looked at."""
        if self._names is None:
            documents = (row[0] for row in self._select(DOCUMENTS).rows)
            self._names = {*OWN_GRAPHS, *(name for name in documents if isinstance(name, NamedNode))}
        return self._names

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of this store's graphs."""
        yield from sorted(self.names, key=str)

    def fetch(self, subjects: Iterable[object]) -> None:
        """Fetch what the graphs say of subjects, many at once."""
        missing = sorted({str(each) for each in subjects if isinstance(each, NamedNode)} - self._subjects)
        for start in range(0, 0 if self._whole else len(missing), AT_ONCE):
            listed = missing[start : start + AT_ONCE]
            self._keep(f"VALUES ?s {{ {' '.join(listed)} }} GRAPH ?g {{ ?s ?p ?o }}")
            self._subjects.update(listed)

    def fetch_pointing(self, predicate: NamedNode, objects: Iterable[object]) -> None:
        """Fetch the quads that lead by a property to things, many at once."""
        wanted = {str(each) for each in objects if isinstance(each, NamedNode)}
        missing = sorted(each for each in wanted if (str(predicate), each) not in self._patterns)
        for start in range(0, 0 if self._whole else len(missing), AT_ONCE):
            listed = missing[start : start + AT_ONCE]
            self._keep(f"VALUES ?o {{ {' '.join(listed)} }} GRAPH ?g {{ ?s {predicate} ?o }}", p=predicate)
            self._patterns.update((str(predicate), each) for each in listed)

    def fetch_naming(self, objects: Iterable[object]) -> None:
        """Fetch the quads that lead to things by whatever property, many at once."""
        missing = sorted({str(each) for each in objects} - {thing for name, thing in self._patterns if name == "None"})
        for start in range(0, 0 if self._whole else len(missing), AT_ONCE):
            listed = missing[start : start + AT_ONCE]
            self._keep(f"VALUES ?o {{ {' '.join(listed)} }} GRAPH ?g {{ ?s ?p ?o }}")
            self._patterns.update(("None", each) for each in listed)

    def change(self, changes: Changes) -> None:
        """Make the changes here that the server has made."""
        for quad in changes.removed:
            self._quads.remove(quad)
        self.names.update(quad.graph_name for quad in changes.added if isinstance(quad.graph_name, NamedNode))
        self._quads.extend(changes.added)

    def _has_graph(self, graph: object) -> bool:
        return self._whole or str(graph) in self._graphs

    def _fetch_pattern(self, predicate: NamedNode | None, thing: object) -> None:
        key = (str(predicate), str(thing))
        if key in self._patterns or self._whole:
            return
        held = "?o" if thing is None else str(thing)
        bound = f"?s {predicate or '?p'} {held}"
        self._keep(f"GRAPH ?g {{ {bound} }}", p=predicate, o=thing)
        self._patterns.add(key)

    def fetch_graph(self, graph: object) -> None:
        """Fetch a whole graph."""
        if not self._has_graph(graph):
            self._keep(f"GRAPH {graph} {{ ?s ?p ?o }}", g=graph)
            self._graphs.add(str(graph))

    def _fetch_all(self) -> None:
        for graph in [] if self._whole else list(self.named_graphs()):
            self.fetch_graph(graph)
        self._whole = True

    def _keep(self, pattern: str, **given: object) -> None:
        """Fetch a pattern's quads; `given` are the parts that the pattern itself names."""
        names = [name for name in "spog" if given.get(name) is None]
        rows = self._select(f"SELECT {' '.join('?' + name for name in names)} WHERE {{ {pattern} }}").rows
        quads = (_quad(given | dict(zip(names, row, strict=True))) for row in rows)
        self._quads.extend(quad for quad in quads if quad.graph_name in self.names)


def _quad(parts: dict[str, object]) -> Quad:
    triple = Triple(parts["s"], parts["p"], parts["o"])  # type: ignore[arg-type]
    whole = canonical(triple)
    return Quad(whole.subject, whole.predicate, whole.object, parts["g"])  # type: ignore[arg-type]
