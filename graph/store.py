"""The embedded store: one directory or memory, one transaction a document, read-only queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pyoxigraph import NamedNode, RdfFormat, Store

from themegraph.errors import StoreError
from themegraph.graph.additions import Told, addition
from themegraph.graph.answers import answer_query
from themegraph.graph.changes import Changes
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.line_stream import LineStream
from themegraph.graph.opening import open_database, storage_errors
from themegraph.graph.quads import DocumentGraph
from themegraph.graph.remote.profile import address_of, is_address
from themegraph.graph.results import DocumentRow, Forgotten, Result, Scope, Term, Update
from themegraph.graph.schema import check_version, initial_changes

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

__all__ = ["DocumentRow", "EmbeddedStore", "Forgotten", "Result", "Term", "Update", "open_store"]

MUCH = 5_000  # quads


@overload
def open_store(path: Path | None, *, read_only: bool = False, registry: Registry | None = None) -> EmbeddedStore: ...
@overload
def open_store(path: str, *, read_only: bool = False, registry: Registry | None = None) -> GraphStore: ...
@overload
def open_store(path: str | Path | None, *, read_only: bool = False, registry: Registry | None = None) -> GraphStore: ...
def open_store(path: str | Path | None, *, read_only: bool = False, registry: Registry | None = None) -> GraphStore:
    """Open a store, or make one; None keeps it in memory, an address such as `oxigraph+http://…` on a server.

    `registry` replaces the entities known beforehand; without it a new store gets the bundled ones. Raises StoreError
    for a path that is no store, one of another version, or one without permission; StoreInUseError while another
    process writes to it.

    >>> with open_store(None) as store:
    ...     store.query("ASK { ?s ?p ?o }").boolean
    False
    """
    if isinstance(path, str) and is_address(path):
        from themegraph.graph.remote.store import open_remote

        return open_remote(address_of(path), read_only=read_only, registry=registry)
    place = None if path is None else Path(path)
    where = str(place) if place else "memory"
    database = open_database(place, read_only=read_only)
    with storage_errors(where):
        if read_only or database:
            check_version(database, where)
        store = EmbeddedStore(database, place, read_only=read_only)
        if not read_only:
            store.apply(initial_changes(database, registry))
    return store


class EmbeddedStore(GraphStore):
    """A graph store on pyoxigraph; make one with `open_store`, close it or use it as a context manager."""

    def __init__(self, database: Store, path: Path | None, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self.where = str(path) if path else "memory"
        self._database: Store | None = database
        self._told = Told()

    @property
    def database(self) -> Store:
        """The engine's store; raise StoreError after `close`."""
        if self._database is None:
            raise StoreError("the store is closed", where=self.where, valid="a new call of open_store")
        return self._database

    def apply(self, changes: Changes, *, drop: NamedNode | None = None) -> None:
        """Write changes in one transaction; raise StoreError and leave the store as it was if that fails."""
        if not changes:
            return
        self._check_writable()
        self._told.forget()
        with storage_errors(self.where):
            if changes.removed or drop is not None:
                end = "" if drop is None else f" ;\nDROP SILENT GRAPH {drop}"
                self.database.update(changes.request() + end)
            else:
                self._insert((f"{quad} .\n" for quad in changes.added), len(changes.added))

    def add(self, graph: DocumentGraph) -> bool:
        """Store the graph of a new document, in one transaction, without a comparison with what is there."""
        self._check_writable()
        try:
            with storage_errors(self.where):
                found = addition(self.database, graph, self._told)
                whole = replace(found, changes=found.changes | self.marks(graph.document))
                if whole.changes.removed:
                    self.database.update(whole.request())
                else:
                    self._insert(whole.quads(), len(whole))
        except BaseException:
            self._told.forget()
            raise
        return True

    def replace(self, graph: DocumentGraph) -> bool:
        """Store a document's graph in place of what the store has of it; say whether that is a change."""
        held = self.database.dump(format=RdfFormat.N_TRIPLES, from_graph=graph.document) or b""
        if set(held.decode().split(" .\n")) - {""} == graph.lines:
            return False
        return super().replace(graph)

    def _insert(self, lines: Iterable[str], count: int) -> None:
        # The first sorts and writes files of its own, which pays for much only; it takes them in at its end, all or none.
        much = self.path is not None and count >= MUCH
        load = self.database.bulk_load if much else self.database.load
        load(LineStream(lines), RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreError("the store is open for reading only", where=self.where, valid="a store open for writing")

    def run(
        self,
        sparql: str,
        *,
        values: Mapping[str, Term] | None = None,
        default: Scope = "current",
        deadline: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a query with no more than `limit` rows; the engine has no deadline, so none is kept."""
        return answer_query(self.database, self.where, sparql, values or {}, limit, default)

    def close(self) -> None:
        """Derive what is still pending, flush and release the database; closing twice does no harm."""
        database, path = self._database, self.path
        try:
            if database is not None and path is not None and not self.read_only:
                if self.pending:
                    self.derive()
                with storage_errors(self.where):
                    database.flush()
        finally:
            self._database = None

    def abandon(self) -> None:
        """Let go of the database without deriving."""
        self._database = None
