"""The embedded store: one directory or memory, one transaction a document, read-only queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from themegraph.errors import StoreError, StoreInUseError
from themegraph.graph import unfinished
from themegraph.graph.additions import Told, addition
from themegraph.graph.answers import answer_query
from themegraph.graph.changes import Changes, request_of
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.line_stream import CountedLines, LineStream
from themegraph.graph.opening import open_database, storage_errors
from themegraph.graph.quads import DocumentGraph
from themegraph.graph.remote.profile import address_of, is_address
from themegraph.graph.results import DocumentRow, Forgotten, Result, Scope, Term, Update
from themegraph.graph.schema import check_version, initial_changes
from themegraph.graph.vocabulary import CURRENT

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

__all__ = ["DocumentRow", "EmbeddedStore", "Forgotten", "Result", "Term", "Update", "open_store"]

MUCH = 5_000  # quads
REMOVED = 50_000  # quads of one request


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
        if read_only and place and unfinished.marked(database):
            database = _mended(database, place)
        store = EmbeddedStore(database, place, read_only=read_only)
        if not read_only:
            unfinished.undo(database)
            store.apply(initial_changes(database, registry))
    return store


def _mended(database: Store, path: Path) -> Store:
    """Return the database for reading without what a killed writer left; as it is while another one writes."""
    with suppress(StoreInUseError):
        open_store(path).close()
        return open_database(path, read_only=True)
    return database


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
        """Write changes, whole or not at all; raise StoreError and leave the store as it was if that fails."""
        if not changes:
            return
        self._check_writable()
        self._told.forget()
        with storage_errors(self.where):
            if drop is not None:
                rest = Changes(frozenset(quad for quad in changes.removed if quad.graph_name != drop), changes.added)
                self.database.update(f"{rest.request()} ;\nDROP SILENT GRAPH {drop}")
            else:
                self._write(
                    changes,
                    (f"{quad} .\n" for quad in changes.added),
                    len(changes.added) + len(changes.removed),
                    CURRENT,
                )

    def add(self, graph: DocumentGraph) -> tuple[bool, int]:
        """Store the graph of a new document, whole or not at all, without a comparison with what is there."""
        self._check_writable()
        try:
            with storage_errors(self.where):
                found = addition(self.database, graph, self._told)
                whole = replace(found, changes=found.changes | self.marks(graph.document))
                lines = CountedLines(whole.quads(), f" {graph.document} .\n")
                self._write(whole.changes, lines, len(whole), graph.document)
        except BaseException:
            self._told.forget()
            raise
        return True, lines.count

    def replace(self, graph: DocumentGraph) -> tuple[bool, int]:
        """Store a document's graph in place of what the store has of it; say whether that is a change, and its triples."""
        held = self.database.dump(format=RdfFormat.N_TRIPLES, from_graph=graph.document) or b""
        lines = graph.lines
        if set(held.decode().split(" .\n")) - {""} == lines:
            return False, len(lines)
        return super().replace(graph)

    def _write(self, changes: Changes, lines: Iterable[str], count: int, graph: NamedNode) -> None:
        """Take out what changes remove and load lines, about `count` of them.

        `graph` is the document that is to be taken out again if only a part gets there, `current` where that is made anew.
        """
        # The bulk loader sorts and writes files of its own, which pays for much only; it takes them in at its end, all or none.
        if self.path is not None and count >= MUCH and (changes.added or not changes.removed):
            # only a document can be so large that its parts have to be loaded apart
            if changes.removed or (graph != CURRENT and count > unfinished.AT_ONCE):
                self._write_in_parts(changes.removed, lines, graph)
            else:
                self.database.bulk_load(LineStream(lines), RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]
        elif changes.removed:
            self.database.update(request_of(changes.removed, lines))
        else:
            self.database.load(LineStream(lines), RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]

    def _write_in_parts(self, removed: frozenset[Quad], lines: Iterable[str], graph: NamedNode) -> None:
        mark, rest = unfinished.marks([graph]), iter(removed)
        try:
            self.database.extend(mark)
            for part in iter(lambda: frozenset(islice(rest, REMOVED)), frozenset()):
                self.database.update(Changes(part).request())
            if len(removed) > MUCH:
                self.database.flush()  # else it keeps them in memory
            unfinished.load(self.database, lines)
            self.database.update(Changes(mark).request())
        except BaseException:
            with suppress(OSError, RuntimeError):  # then the next writer does it
                unfinished.undo(self.database)
            raise

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
