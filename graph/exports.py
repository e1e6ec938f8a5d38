"""Write the graph to files in a standard form, whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from themegraph.errors import UsageError
from themegraph.graph.exporting.files import is_packed, packed, places, write_all
from themegraph.graph.rdf import quads_of
from themegraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from themegraph.graph.exporting.network_rows import Network
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.results import Scope

FORMATS = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
FORMS = (*FORMATS, "rdf12", "graphml", "gexf", "csv", "parquet")
ONE_GRAPH = {"ttl": "Turtle", "rdf12": "the RDF 1.2 profile", "graphml": "a network", "gexf": "a network"}
ONE_GRAPH |= {"csv": "a network", "parquet": "a network"}
WHOLE = ""  # the name of the only part of an export


def export(
    store: GraphStore, form: str, sink: str | Path | BinaryIO, *, graphs: Scope | None = None
) -> tuple[str, ...]:
    """Write the graph in one of FORMS to a path, to standard output for `-`, or to a binary file; return notices.

    Without `graphs`, forms that know no graphs have `current`, the others have all graphs. `csv` and `parquet` are two
    files, of nodes and of edges; where there is no path, the edges alone. A path that ends in `.gz` is compressed. The
    same graph gives the same bytes: N-Quads, for instance, are sorted lines without blank nodes. Run metadata is never
    written. Raises UsageError for an unknown format, StoreError where a file cannot be written; existing files are
    replaced only by complete ones.
    """
    path = Path(sink) if isinstance(sink, (str, Path)) and str(sink) != "-" else None
    _check(form, graphs, path)
    parts, notices = _parts(store, form, graphs or ("current" if form in ONE_GRAPH else "all"))
    if path:
        files = places(path, form, parts) if WHOLE not in parts else {WHOLE: path}
        write_all({place: packed(place, parts[name]) for name, place in files.items()})
        return notices
    binary = sys.stdout.buffer if isinstance(sink, (str, Path)) else sink
    binary.write(parts[WHOLE] if WHOLE in parts else parts["edges"])
    binary.flush()
    alone = () if WHOLE in parts else ("these are the edges; with a file name there are nodes too",)
    return (*notices, *alone)


def _check(form: str, graphs: Scope | None, path: Path | None) -> None:
    if form not in FORMS:
        raise UsageError(f"unknown export format '{form}'", valid=", ".join(FORMS))
    if form in ONE_GRAPH and graphs == "all":
        raise UsageError(f"{ONE_GRAPH[form]} holds one graph only", valid="trig, nq or jsonld for all graphs")
    if form == "parquet" and path and is_packed(path):
        raise UsageError("Parquet is compressed in itself", where=str(path), valid="a name that does not end in .gz")


def _parts(store: GraphStore, form: str, graphs: Scope) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    if form in FORMATS or form == "rdf12":
        return {WHOLE: serialise(store, form, graphs)}, ()
    return _network(store, form)


def serialise(store: GraphStore, form: str, graphs: Scope) -> bytes:
    """Return the graph as bytes of RDF that depend on nothing but what it says."""
    if form == "rdf12":
        from themegraph.graph.exporting.reifiers import reified

        return _written(sorted(reified(store), key=str), RdfFormat.TURTLE)
    quads = sorted(quads_of(store, graphs), key=str)
    if form == "nq":
        return "".join(f"{quad} .\n" for quad in quads).encode()
    return _written([quad.triple for quad in quads] if form == "ttl" else quads, FORMATS[form])


def _written(content: list[Quad] | list[Triple], form: RdfFormat) -> bytes:
    written = serialize(content, format=form, prefixes=PREFIXES)
    assert written is not None
    return written


def _network(store: GraphStore, form: str) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Return the files of a network, and what its reader should know."""
    from themegraph.graph.exporting.network_rows import network_of

    write = _writer(form)
    network = network_of(store)
    written = write(network)
    notices = [f"things: {len(network.nodes)}, facts between them: {len(network.edges)}"]
    if network.left_out:
        notices.append(f"left out: {network.left_out} facts about one thing only; trig, nq and jsonld hold them")
    return {WHOLE: written} if isinstance(written, bytes) else written, tuple(notices)


def _writer(form: str) -> Callable[[Network], bytes | dict[str, bytes]]:
    if form == "graphml":
        from themegraph.graph.exporting.graphml import graphml

        return graphml
    if form == "gexf":
        from themegraph.graph.exporting.gexf import gexf

        return gexf
    if form == "csv":
        from themegraph.graph.exporting.delimited import delimited

        return delimited
    from themegraph.graph.exporting.parquet import parquet, require_pyarrow

    require_pyarrow()
    return parquet
