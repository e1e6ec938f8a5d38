"""What every store does with documents, wherever it keeps its quads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from pyoxigraph import NamedNode

from themegraph.errors import UnknownNameError
from themegraph.graph import derive as derivation
from themegraph.graph.answers import document_rows
from themegraph.graph.changes import Changes, document_changes, in_graph
from themegraph.graph.claim import Reading
from themegraph.graph.gate import check
from themegraph.graph.identities import Identities, identities_in
from themegraph.graph.quads import DocumentGraph, document_graph
from themegraph.graph.readonly import check_read_only
from themegraph.graph.results import DocumentRow, Forgotten, Result, Scope, Term, Update
from themegraph.graph.runs import forget_runs, run_changes
from themegraph.graph.schema import PENDING_TRIPLE, is_pending
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ASSERTS, CURRENT, STORE, is_document_graph

if TYPE_CHECKING:
    from themegraph.graph.quad_source import QuadSource


class GraphStore(ABC):
    """A graph store; `open_store` makes the right kind. Close it or use it as a context manager.

    A kind of store says where quads are read (`database`), how changes are written (`apply`), how a query is
    answered, and whether it can stop one itself.
    """

    where: str
    read_only: bool
    _identities: Identities | None = None
    notices: tuple[str, ...] = ()  # what opening the store met that its user has to know

    @property
    @abstractmethod
    def database(self) -> QuadSource:
        """The quads; raise StoreError after `close`."""

    @abstractmethod
    def apply(self, changes: Changes, *, drop: NamedNode | None = None) -> None:
        """Write changes, and drop a graph; raise StoreError where that fails."""

    def query(
        self,
        sparql: str,
        *,
        values: Mapping[str, Term] | None = None,
        default: Scope = "current",
        deadline: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a read-only query; plain patterns see `current`, or the union of all graphs with default="all".

        `values` binds variables; `limit` is the most rows that are wanted. Raises QueryError for bad syntax, and for
        updates, SERVICE and FROM. `deadline`, in seconds, is kept by a store on a server; queries of an embedded one
        are stopped from outside.
        """
        check_read_only(sparql)
        return self.run(sparql, values=values, default=default, deadline=deadline, limit=limit)

    @abstractmethod
    def run(
        self,
        sparql: str,
        *,
        values: Mapping[str, Term] | None = None,
        default: Scope = "current",
        deadline: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a query of this program's own, which needs no check, in the manner of `query`."""

    @abstractmethod
    def close(self) -> None:
        """Release the store; closing twice does no harm."""

    @property
    def pending(self) -> bool:
        """Whether `derive` is still to be called for documents that changed."""
        return is_pending(self.database)

    @property
    def identities(self) -> Identities:
        """Which IRI stands for which in `current`; only `derive` changes that."""
        if self._identities is None:
            self._identities = identities_in(self.database)
        return self._identities

    def update_document(self, reading: Reading) -> Update:
        """Store a reading in place of what its document said before; what the gate refuses is in the answer.

        Call `derive` after the last of several documents. Raises ClaimError if the document cannot be stored at all.
        """
        gated = check(reading)
        rejections = (*reading.rejections, *gated.rejections)
        graph = document_graph(gated, reading.text, reading.kept, rejections)
        self.foresee(graph)
        known = self._holds(graph.document)
        changed, triples = self.replace(graph) if known else self.add(graph)
        return Update(
            document=graph.document.value,
            status="unchanged" if known and not changed else "replaced" if known else "added",
            claims=graph.claims,
            facts=graph.facts,
            triples=triples,
            rejections=rejections,
        )

    def replace(self, graph: DocumentGraph) -> tuple[bool, int]:
        """Store a document's graph in place of what the store has of it; say whether that is a change, and its triples."""
        triples = graph.triples
        view = View(self.database, graph.document, triples, identities=self.identities)
        changes = document_changes(view, graph.document, triples)
        if changes:
            self.apply(changes | self.marks(graph.document))
        return bool(changes), len(triples)

    def add(self, graph: DocumentGraph) -> tuple[bool, int]:
        """Store the graph of a document of which the store has nothing; say whether that is a change, and its triples."""
        return self.replace(graph)

    def marks(self, document: NamedNode) -> Changes:
        """Return what is noted with every change of a document: its run, and that things are to be derived."""
        return run_changes(self.database, document) | Changes(added=in_graph([PENDING_TRIPLE], STORE))

    def foresee(self, graph: DocumentGraph) -> None:  # noqa: B027 (most kinds need nothing)
        """Be ready for the reads that storing a document's graph takes."""

    def foresee_moves(self, things: Iterable[NamedNode]) -> None:  # noqa: B027 (most kinds need nothing)
        """Be ready for the reads that it takes to move facts of things to other IRIs."""

    def forget_document(self, document: str) -> Forgotten:
        """Remove a document and exactly what only it said; raise UnknownNameError if the store does not hold it."""
        try:
            node = NamedNode(document)
        except ValueError:
            node = None
        if node is None or not self._holds(node):
            raise UnknownNameError(f"no document '{document}' in the store", where=self.where, valid="its IRI")
        claims = sum(1 for _ in self.database.quads_for_pattern(None, ASSERTS, None, node))
        changes = document_changes(View(self.database, node, identities=self.identities), node, frozenset())
        pending = Changes(added=in_graph([PENDING_TRIPLE], STORE))
        self.apply(changes | forget_runs(self.database, node) | pending, drop=node)
        own = sum(1 for quad in changes.removed if quad.graph_name == node)
        shown = sum(1 for quad in changes.removed if quad.graph_name == CURRENT)
        return Forgotten(document, claims, own, shown)

    def _holds(self, document: NamedNode) -> bool:
        quads = self.database.quads_for_pattern(None, None, None, document)
        return is_document_graph(document) and any(True for _ in quads)

    def derive(self) -> int:
        """Bring identities, the registry's structure and the rules' triples up to date; return how many changed."""
        self._identities = None
        return derivation.derive(self)

    def documents(self) -> list[DocumentRow]:
        """Return the documents of the store in order of their titles."""
        return document_rows(self.database)

    def export(self, form: str, sink: str | Path | BinaryIO, *, graphs: Scope | None = None) -> tuple[str, ...]:
        """Write the graph in a form of `exports.FORMS` to a path, `-` or a binary file, whole or not at all.

        Return what the reader of the export should know.
        """
        from themegraph.graph.exports import export

        return export(self, form, sink, graphs=graphs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.abandon()
        self.close()

    def abandon(self) -> None:  # noqa: B027 (most kinds have nothing to let go of)
        """Forget what is still to be done: what was written stays, what is pending is derived by the next writer."""
