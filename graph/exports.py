"""Write the graph to a file, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from themegraph.errors import StoreError, UsageError
from themegraph.graph.rdf import quads_of
from themegraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from themegraph.graph.graph_store import GraphStore
    from themegraph.graph.results import Scope

FORMATS = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


def export(store: GraphStore, form: str, sink: str | Path | BinaryIO, *, graphs: Scope | None = None) -> None:
    """Write the graph as `ttl`, `trig`, `nq` or `jsonld` to a path, to standard output for `-`, or to a binary file.

    Without `graphs`, Turtle, which knows no graphs, has `current`, the others have all graphs. N-Quads are canonical:
    sorted lines, no blank nodes. Run metadata is never written. Raises UsageError for an unknown format, StoreError
    where the file cannot be written; an existing file is replaced only by a complete one.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown export format '{form}'", valid=", ".join(FORMATS))
    if form == "ttl" and graphs == "all":
        raise UsageError("Turtle holds one graph only", valid="trig, nq or jsonld for all graphs")
    content = serialise(store, form, graphs or ("current" if form == "ttl" else "all"))
    if isinstance(sink, (str, Path)) and str(sink) != "-":
        write_whole(Path(sink), content)
        return
    binary = sys.stdout.buffer if isinstance(sink, (str, Path)) else sink
    binary.write(content)
    binary.flush()


def serialise(store: GraphStore, form: str, graphs: Scope) -> bytes:
    """Return the graph as bytes that depend on nothing but what it says."""
    quads = sorted(quads_of(store, graphs), key=str)
    if form == "nq":
        return "".join(f"{quad} .\n" for quad in quads).encode()
    content: list[Quad] | list[Triple] = [quad.triple for quad in quads] if form == "ttl" else quads
    written = serialize(content, format=FORMATS[form], prefixes=PREFIXES)
    assert written is not None
    return written


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and move it into place; raise StoreError where that fails."""
    with _placed(path) as temporary, temporary.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _placed(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"the export cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
