"""The embedded store: one directory or memory, one transaction a document, read-only queries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from pyoxigraph import NamedNode, Store

from themegraph.errors import StoreError, UnknownNameError
from themegraph.graph import derive as derivation
from themegraph.graph.answers import answer, document_rows, malformed
from themegraph.graph.binding import bind_values
from themegraph.graph.changes import Changes, document_changes, in_graph
from themegraph.graph.claim import Reading
from themegraph.graph.gate import check
from themegraph.graph.opening import open_database, storage_errors
from themegraph.graph.quads import document_graph
from themegraph.graph.readonly import check_read_only
from themegraph.graph.results import DocumentRow, Forgotten, Result, Scope, Term, Update
from themegraph.graph.runs import forget_runs, run_changes
from themegraph.graph.schema import PENDING_TRIPLE, check_version, initial_changes, is_pending
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ASSERTS, CURRENT, STORE, is_document_graph

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

__all__ = ["DocumentRow", "EmbeddedStore", "Forgotten", "Result", "Term", "Update", "open_store"]


def open_store(path: str | Path | None, *, read_only: bool = False, registry: Registry | None = None) -> EmbeddedStore:
    """Open a store, or make one; None keeps it in memory.

    `registry` replaces the entities known beforehand; without it a new store gets the bundled ones. Raises StoreError
    for a path that is no store, one of another version, or one without permission; StoreInUseError while another
    process writes to it.

    >>> with open_store(None) as store:
    ...     store.query("ASK { ?s ?p ?o }").boolean
    False
    """
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


class EmbeddedStore:
    """A graph store on pyoxigraph; make one with `open_store`, close it or use it as a context manager."""

    def __init__(self, database: Store, path: Path | None, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self.where = str(path) if path else "memory"
        self._database: Store | None = database

    @property
    def database(self) -> Store:
        """The engine's store; raise StoreError after `close`."""
        if self._database is None:
            raise StoreError("the store is closed", where=self.where, valid="a new call of open_store")
        return self._database

    @property
    def pending(self) -> bool:
        """Whether `derive` is still to be called for documents that changed."""
        return is_pending(self.database)

    def apply(self, changes: Changes, *, drop: NamedNode | None = None) -> None:
        """Write changes in one transaction; raise StoreError and leave the store as it was if that fails."""
        if not changes:
            return
        if self.read_only:
            raise StoreError("the store is open for reading only", where=self.where, valid="a store open for writing")
        request = changes.request()
        if drop is not None:
            request += f" ;\nDROP SILENT GRAPH {drop}"
        with storage_errors(self.where):
            self.database.update(request)

    def update_document(self, reading: Reading) -> Update:
        """Store a reading in place of what its document said before; what the gate refuses is in the answer.

        Call `derive` after the last of several documents. Raises ClaimError if the document cannot be stored at all.
        """
        gated = check(reading)
        graph = document_graph(gated, reading.text)
        known = self._holds(graph.document)
        view = View(self.database, graph.document, graph.triples)
        changes = document_changes(view, graph.document, graph.triples)
        if changes:
            run = run_changes(self.database, graph.document)
            self.apply(changes | run | Changes(added=in_graph([PENDING_TRIPLE], STORE)))
        return Update(
            document=graph.document.value,
            status="unchanged" if known and not changes else "replaced" if known else "added",
            claims=graph.claims,
            facts=graph.facts,
            triples=len(graph.triples),
            rejections=(*reading.rejections, *gated.rejections),
        )

    def forget_document(self, document: str) -> Forgotten:
        """Remove a document and exactly what only it said; raise UnknownNameError if the store does not hold it."""
        try:
            node = NamedNode(document)
        except ValueError:
            node = None
        if node is None or not self._holds(node):
            raise UnknownNameError(f"no document '{document}' in the store", where=self.where, valid="its IRI")
        claims = sum(1 for _ in self.database.quads_for_pattern(None, ASSERTS, None, node))
        changes = document_changes(View(self.database, node), node, frozenset())
        pending = Changes(added=in_graph([PENDING_TRIPLE], STORE))
        self.apply(changes | forget_runs(self.database, node) | pending, drop=node)
        own = sum(1 for quad in changes.removed if quad.graph_name == node)
        shown = sum(1 for quad in changes.removed if quad.graph_name == CURRENT)
        return Forgotten(document, claims, own, shown)

    def _holds(self, document: NamedNode) -> bool:
        quads = self.database.quads_for_pattern(None, None, None, document)
        return is_document_graph(document) and any(True for _ in quads)

    def derive(self) -> int:
        """Bring the registry's structure and the rules' triples in `current` up to date; return how many changed."""
        return derivation.derive(self)

    def query(self, sparql: str, *, values: Mapping[str, Term] | None = None, default: Scope = "current") -> Result:
        """Answer a read-only query; plain patterns see `current`, or the union of all graphs with default="all".

        `values` binds variables. Raises QueryError for bad syntax, and for updates, SERVICE and FROM.
        """
        check_read_only(sparql)
        try:
            with storage_errors(self.where):
                return answer(self.database, bind_values(sparql, values or {}), default)
        except (SyntaxError, ValueError) as error:
            raise malformed(str(error)) from error

    def documents(self) -> list[DocumentRow]:
        """Return the documents of the store in order of their titles."""
        return document_rows(self.database)

    def export(self, form: str, sink: str | Path | BinaryIO, *, graphs: Scope | None = None) -> None:
        """Write the graph as ttl, trig, nq or jsonld to a path, `-` or a binary file; whole or not at all."""
        from themegraph.graph.exports import export

        export(self, form, sink, graphs=graphs)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._database = None  # what was committed stays; what is pending is derived by the next writer
        self.close()
