"""The graph as rdflib objects, for users who want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad

from themegraph.graph.vocabulary import CURRENT, PREFIXES, RUNS, STORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset, Graph
    from rdflib.term import Node

    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.results import Scope

WITHHELD = frozenset({RUNS, STORE})


def quads_of(store: GraphStore, graphs: Scope) -> Iterator[Quad]:
    """Yield the quads of `current`, or of all graphs but run metadata and the store's own."""
    for quad in store.database.quads_for_pattern(None, None, None, CURRENT if graphs == "current" else None):
        if quad.graph_name not in WITHHELD:
            yield quad


@overload
def to_rdflib(store: GraphStore, graphs: Literal["current"] = "current") -> Graph: ...
@overload
def to_rdflib(store: GraphStore, graphs: Literal["all"]) -> Dataset: ...
def to_rdflib(store: GraphStore, graphs: Scope = "current") -> Graph | Dataset:
    """Return `current` as an rdflib.Graph, or all graphs as an rdflib.Dataset with their names."""
    from rdflib import Dataset, Graph, URIRef

    made = Graph() if graphs == "current" else Dataset()
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace)
    for quad in quads_of(store, graphs):
        triple = (to_node(quad.subject), to_node(quad.predicate), to_node(quad.object))
        if isinstance(made, Dataset):
            made.graph(URIRef(_name(quad))).add(triple)
        else:
            made.add(triple)
    return made


def to_node(term: object) -> Node:
    """Return a term of the engine as one of rdflib; the graph has no blank nodes."""
    from rdflib import Literal as RdfLiteral
    from rdflib import URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, OxLiteral):
        if term.language:
            return RdfLiteral(term.value, lang=term.language)
        is_string = term.datatype.value == PREFIXES["xsd"] + "string"
        # Not normalised: a decimal keeps the form in which the graph has it.
        return RdfLiteral(term.value, datatype=None if is_string else URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"not a term of the graph: {term!r}")


def _name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
