"""A store on a server: the same graphs, read and written over the SPARQL 1.1 Protocol."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from themegraph.errors import QueryError, StoreError, StoreInUseError
from themegraph.graph.answers import malformed
from themegraph.graph.binding import bind_values, form_of
from themegraph.graph.changes import Changes, by_graph, difference, in_graph, whole_current
from themegraph.graph.claim import Reading
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.quads import DocumentGraph
from themegraph.graph.remote.endpoint import Endpoint, lines
from themegraph.graph.remote.mirror import Mirror
from themegraph.graph.remote.profile import Address
from themegraph.graph.results import Forgotten, Result, Scope, Term, Update
from themegraph.graph.schema import PENDING_TRIPLE, check_version, initial_changes
from themegraph.graph.unfinished import marked, marks
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ASSERTS, CURRENT, NAMED, PREFIXES, REGISTRY, RESOLVED, STORE, is_document_graph

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

_GRAPH = re.compile(r"\bgraph\b", re.IGNORECASE)
_WRITER = NamedNode(f"{STORE.value}#writer")
_STALE = timedelta(hours=1)
_WHOLE_GRAPH = 5_000  # from so many triples a graph that is new on the server is sent by the Graph Store Protocol


def open_remote(address: Address, *, read_only: bool = False, registry: Registry | None = None) -> RemoteStore:
    """Open the store at an address, or make one beside whatever else the server holds.

    Raises StoreError where no server answers, access is refused or the store has another version; StoreInUseError
    while another process writes to it.
    """
    store = RemoteStore(address, read_only=read_only)
    try:
        with store.working() as database:
            if read_only or any(True for _ in database.quads_for_pattern(STORE, None, None, STORE)):
                check_version(database, store.where)
            if not read_only:
                store.hold()
                store.apply(initial_changes(database, registry))
                store.finish()
    except BaseException:
        store.close()
        raise
    return store


class RemoteStore(GraphStore):
    """A graph store behind a SPARQL 1.1 endpoint; make one with `open_store`.

    Queries go to the server. A change is worked out here on the part of the graph that it touches, and sent as one
    request where the engine can take it whole; else in parts, with a mark that tells the next writer of an end that
    was not reached.
    """

    def __init__(self, address: Address, *, read_only: bool = False) -> None:
        self.where, self.read_only, self.address = str(address), read_only, address
        self._endpoint: Endpoint | None = Endpoint(address)
        self._mirror: Mirror | None = None
        self._sign: Literal | None = None
        self.notices: tuple[str, ...] = ()

    @property
    def endpoint(self) -> Endpoint:
        """The connection; raise StoreError after `close`."""
        if self._endpoint is None:
            raise StoreError("the store is closed", where=self.where, valid="a new call of open_store")
        return self._endpoint

    @property
    def database(self) -> Mirror:
        """The quads as the server has them now; within `working`, as it had them at the start of the work."""
        return self._mirror or Mirror(self._select)

    @contextmanager
    def working(self) -> Iterator[Mirror]:
        """Keep what is fetched for as long as one piece of work lasts."""
        before = self._mirror
        self._mirror = before or Mirror(self._select)
        try:
            yield self._mirror
        finally:
            self._mirror = before

    def run(
        self,
        sparql: str,
        *,
        values: Mapping[str, Term] | None = None,
        default: Scope = "current",
        deadline: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a query on the server, within `deadline` seconds."""
        bound = bind_values(_declared(sparql), values or {})
        form = form_of(bound)
        if not form:
            raise malformed("no query form")
        fields = self._dataset(bound) if default == "current" else self._all()
        return self.endpoint.ask_server(bound, form=form, fields=fields, deadline=deadline)

    def update_document(self, reading: Reading) -> Update:
        """Store a reading in place of what its document said before."""
        with self.working():
            return super().update_document(reading)

    def foresee(self, graph: DocumentGraph) -> None:
        """Fetch at once what storing a document's graph will look up."""
        triples = graph.triples
        touched = {each for triple in triples for each in (triple.subject, triple.object)}
        database = self.database
        database.fetch(touched)
        database.fetch_pointing(ASSERTS, (t.object for t in triples if t.predicate == ASSERTS))
        database.fetch_pointing(NAMED, touched)

    def foresee_moves(self, things: Iterable[NamedNode]) -> None:
        """Fetch at once the facts of things that are about to move."""
        database, ordered = self.database, sorted(things, key=str)
        database.fetch(ordered)
        database.fetch_naming(ordered)
        nodes = {quad.subject for thing in ordered for quad in database.quads_for_pattern(None, None, thing, None)}
        database.fetch(nodes)
        database.fetch_pointing(ASSERTS, nodes)
        claims = {quad.subject for node in nodes for quad in database.quads_for_pattern(None, ASSERTS, node, None)}
        database.fetch(claims)

    def forget_document(self, document: str) -> Forgotten:
        """Remove a document and exactly what only it said."""
        with self.working():
            return super().forget_document(document)

    def derive(self) -> int:
        """Bring what follows from all documents up to date."""
        with self.working() as database:
            for graph in (REGISTRY, CURRENT):
                database.fetch_graph(graph)
            database.fetch(quad.subject for quad in database.quads_for_pattern(None, RESOLVED, None, REGISTRY))
            return super().derive()

    def apply(self, changes: Changes, *, drop: NamedNode | None = None) -> None:
        """Send changes; raise StoreError where the server does not take them."""
        if not changes:
            return
        if self.read_only:
            raise StoreError("the store is open for reading only", where=self.where, valid="a store open for writing")
        limit = self.address.profile.update_triples
        if limit is None and self.address.profile.atomic:
            end = f" ;\nDROP SILENT GRAPH {drop}" if drop is not None else ""
            self.endpoint.change(changes.request() + end)
        else:
            self._apply_in_parts(changes, limit or 10_000)
        if self._mirror is not None:
            self._mirror.change(changes)

    def _apply_in_parts(self, changes: Changes, limit: int) -> None:
        """Send changes in parts: first a mark that they are not whole, at last its removal."""
        graphs = {quad.graph_name for quad in (*changes.removed, *changes.added)}
        mark = Changes(added=marks(graph for graph in graphs if isinstance(graph, NamedNode)))
        self.endpoint.change(mark.request())
        # A graph a request: Virtuoso leaves tagged texts in place when one DELETE DATA names several graphs.
        for quads in by_graph(changes.removed).values():
            for part in _parts(quads, limit):
                self.endpoint.change(Changes(removed=frozenset(part)).request())
        for quads in by_graph(changes.added).values():
            if len(quads) >= _WHOLE_GRAPH and self.address.profile.graphs:
                self.endpoint.add(quads[0].graph_name.value, lines(quad.triple for quad in quads))  # type: ignore[union-attr]
                continue
            for part in _parts(quads, limit):
                self.endpoint.change(Changes(added=frozenset(part)).request())
        self.endpoint.change(Changes(removed=mark.added).request())

    def finish(self) -> None:
        """Undo what an earlier writer did not finish: its document is forgotten, `current` made anew."""
        with self.working() as database:
            graphs = marked(database)
            if not graphs:
                return
            broken = [graph for graph in graphs if is_document_graph(graph)]
            gone = {quad for graph in broken for quad in database.quads_for_pattern(None, None, None, graph)}
            self.apply(Changes(removed=frozenset(gone)))
            before = {quad.triple for quad in database.quads_for_pattern(None, None, None, CURRENT)}
            pending = Changes(added=in_graph([PENDING_TRIPLE], STORE))
            self.apply(difference(before, whole_current(View(database)), CURRENT) | pending)
            self.apply(Changes(removed=marks(graphs)))
            self.notices = tuple(
                f"{graph.value} was not stored whole by an earlier build: build it again" for graph in broken
            )

    def hold(self) -> None:
        """Sign in as the writer; raise StoreInUseError while another is. A sign older than an hour counts no more."""
        own = Literal(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {socket.gethostname()} {os.getpid()}")
        for other in self._writers():
            if _age(other) < _STALE and not _is_dead(other):
                raise StoreInUseError(
                    f"another process writes to the store: {other}", where=self.where, valid="one writer at a time"
                )
            self.endpoint.change(Changes(removed=_signature(Literal(other)).added).request())
        self.endpoint.change(_signature(own).request())
        self._sign = own
        first = min(self._writers(), default=own.value)
        if first != own.value:
            raise StoreInUseError(
                f"another process writes to the store: {first}", where=self.where, valid="one writer at a time"
            )

    def close(self) -> None:
        """Derive what is still pending, sign out and close the connection; closing twice does no harm."""
        endpoint = self._endpoint
        if endpoint is None:
            return
        try:
            if self._sign is not None:
                if self.pending:
                    self.derive()
                self._sign_out()
        finally:
            self._endpoint = None
            endpoint.close()

    def abandon(self) -> None:
        """Sign out without deriving; an answer that does not come is no matter then."""
        with suppress(StoreError, QueryError):
            self._sign_out()

    def _sign_out(self) -> None:
        sign, self._sign = self._sign, None
        if sign is not None:
            self.endpoint.change(Changes(removed=_signature(sign).added).request())

    def _writers(self) -> list[str]:
        rows = self._select(f"SELECT ?w WHERE {{ GRAPH {STORE} {{ {STORE} {_WRITER} ?w }} }}").rows
        return [row[0].value for row in rows if isinstance(row[0], Literal)]

    def _select(self, sparql: str) -> Result:
        """Answer a query of named graphs."""
        return self.endpoint.ask_server(sparql, form="select", fields={}, deadline=None)

    def _dataset(self, sparql: str) -> dict[str, object]:
        """Return the form fields that make `current` the default graph and leave GRAPH the others."""
        fields: dict[str, object] = {"default-graph-uri": CURRENT.value}
        if _GRAPH.search(sparql):
            fields["named-graph-uri"] = self._names()
        return fields

    def _all(self) -> dict[str, object]:
        """Return the form fields that make the union of all graphs the default graph."""
        names = self._names()
        return {"default-graph-uri": names, "named-graph-uri": names}

    def _names(self) -> list[str]:
        return sorted(str(name.value) for name in self.database.names)


def _signature(sign: Literal) -> Changes:
    return Changes(added=in_graph([Triple(STORE, _WRITER, sign)], STORE))


def _age(sign: str) -> timedelta:
    """Return how long ago a writer signed in; very long for a sign that cannot be read."""
    try:
        return datetime.now(UTC) - datetime.strptime(sign.split()[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (ValueError, IndexError):
        return timedelta.max


def _is_dead(sign: str) -> bool:
    """Whether a writer was a process of this machine that is no more."""
    _, host, pid = [*sign.split(), "", ""][:3]
    if host != socket.gethostname() or not pid.isdigit() or os.name != "posix":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _parts(quads: Iterable[Quad], size: int) -> Iterator[tuple[Quad, ...]]:
    """Yield quads, so many at a time."""
    ordered = tuple(quads)
    yield from (ordered[start : start + size] for start in range(0, len(ordered), size))


def _declared(sparql: str) -> str:
    """Return a query with the usual prefixes that it uses and does not declare."""
    missing = [
        f"PREFIX {name}: <{iri}>"
        for name, iri in PREFIXES.items()
        if f"{name}:" in sparql and not re.search(rf"\bprefix\s+{name}:", sparql, re.IGNORECASE)
    ]
    return " ".join([*missing, sparql])
