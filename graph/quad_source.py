"""Where quads are read from: the embedded database, or a mirror of a server's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class FetchingSource(QuadSource, Protocol):
    """A source that fetches from a server what it is asked for, many at once where it is told before."""

    def fetch(self, subjects: Iterable[object], /) -> None:
        """Fetch what the graphs say of subjects."""

    def fetch_pointing(self, predicate: NamedNode, objects: Iterable[object], /) -> None:
        """Fetch the quads that lead by a property to things."""
