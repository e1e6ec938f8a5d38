"""The Python interface: a graph to build, ask, explain and export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from themegraph.assembly import Summary, build
from themegraph.graph.graph_store import GraphStore
from themegraph.graph.store import open_store
from themegraph.queries.answer import Answer
from themegraph.queries.run import DEADLINE, LIMIT, ask, sparql

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyvis.network import Network
    from rdflib import Graph as RdfGraph

    from themegraph.graph.decisions import Decisions
    from themegraph.graph.drawing import Drawing
    from themegraph.graph.explain import Explanation
    from themegraph.graph.page.show import Page
    from themegraph.graph.validate import Finding
    from themegraph.loaders.document import Metadata


class Graph:
    """A graph in a folder, on a server, or in memory without a path; close it or use it as a context manager.

    >>> with Graph() as graph:
    ...     len(graph.ask("suppliers-of").rows)
    0
    """

    def __init__(self, path: str | Path | None = None, *, read_only: bool = False) -> None:
        self.store: GraphStore = open_store(path, read_only=read_only)

    def build(
        self,
        *sources: str | Path,
        given: Metadata | None = None,
        decisions: str | Path | None = None,
        mappings: Sequence[str | Path] = (),
    ) -> Summary:
        """Read, extract, check and store documents; without sources the bundled theme.

        `decisions` is a YAML file that says which names are the same thing, `mappings` files in YARRRML that say what
        the columns of tables mean.
        """
        from themegraph.loaders.mapping.files import load_mapping

        return build(
            [str(source) for source in sources],
            self.store,
            given=given,
            decisions=_decisions(decisions),
            mappings=[load_mapping(Path(path)) for path in mappings],
        )

    def ask(
        self,
        question: str,
        *,
        evidence: bool = False,
        known_by: str = "",
        deadline: float | None = DEADLINE,
        limit: int | None = LIMIT,
        **parameters: str | int,
    ) -> Answer:
        """Answer a question of the library; its parameters are keywords, with `_` for `-`."""
        given = {name: str(value) for name, value in parameters.items()}
        return ask(self.store, question, given, evidence=evidence, known=known_by, deadline=deadline, limit=limit)

    def sparql(self, text: str, *, deadline: float | None = DEADLINE, limit: int | None = LIMIT) -> Answer | bool:
        """Answer any read-only query."""
        return sparql(self.store, text, deadline=deadline, limit=limit)

    def explain(self, thing: str) -> Explanation:
        """Return all that is known of a thing, each fact with its sentences."""
        from themegraph.graph.explain import explain

        return explain(self.store, thing)

    def validate(self) -> list[Finding]:
        """Return what breaks the shapes; empty where the graph conforms."""
        from themegraph.graph.validate import validate

        return validate(self.store)

    def to_rdflib(self) -> RdfGraph:
        """Return the current facts as an rdflib graph."""
        from themegraph.graph.rdf import to_rdflib

        return to_rdflib(self.store)

    def to_networkx(self) -> MultiDiGraph[str]:
        """Return the current facts as a network whose edges carry their claims."""
        from themegraph.graph.network import to_networkx

        return to_networkx(self.store)

    def to_pyvis(self, *, height: str = "640px") -> Network:
        """Return the current facts as a pyvis network, to style and show as you like."""
        from themegraph.graph.pyvis_network import to_pyvis

        return to_pyvis(self.store, height=height)

    def export(self, form: str, path: str | Path) -> tuple[str, ...]:
        """Write the graph as ttl, trig, nq, jsonld, rdf12, graphml, gexf, csv or parquet; return notices.

        A path that ends in `.gz` is compressed; csv and parquet are two files. Raises UsageError, StoreError.
        """
        return self.store.export(form, path)

    def page(self, *, title: str | None = None, height: int = 640) -> Page:
        """Return the interactive page, which shows itself in a notebook and is written by its `save`."""
        from themegraph.graph.page.show import page_of

        return page_of(self.store, title=title, height=height)

    def draw(self, *things: str, hops: int = 1, relations: Sequence[str] = ()) -> Drawing:
        """Return a drawing of things and what is within so many hops, over some relations or all.

        Raises UnknownNameError for a name that nothing has, UsageError for a relation that the ontology lacks.
        """
        from themegraph.drawings import draw

        return draw(self.store, things, hops=hops, relations=relations)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the forms a notebook chooses from: how many facts of each relation, as picture and text."""
        from themegraph.drawings import summary

        return summary(self.store)

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _decisions(path: str | Path | None) -> Decisions | None:
    if path is None:
        return None
    from themegraph.graph.decisions import read_decisions
    from themegraph.ontology.registry import load_registry

    return read_decisions(Path(path), load_registry())


def read(source: str | Path, *, given: Metadata | None = None) -> Sequence[dict[str, object]]:
    """Return the claims of one document in the form of `themegraph extract`, without a store."""
    from themegraph.loaders.load import claim_to_json
    from themegraph.loaders.load import read as read_document
    from themegraph.ontology.registry import load_registry

    reading = read_document(Path(source), metadata=given, registry=load_registry())
    return [claim_to_json(claim, reading) for claim in reading.claims]
