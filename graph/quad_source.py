"""Where quads are read from: the embedded database, or a mirror of a server's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple


class QuadSource(Protocol):
    """What reading the graph needs of a database; pyoxigraph's store has it."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; None matches anything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs."""
