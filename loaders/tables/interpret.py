"""From the tables of a document to claims: each kind of table has a module that understands it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from themegraph.graph.claim import Reading
from themegraph.loaders.document import Document
from themegraph.loaders.tables.unread import unread
from themegraph.ontology.registry import Registry, load_registry

Interpreter = Callable[[Document, Registry], Reading | None]

# Kind of the first sheet to the function that understands it; the first that does not return None is taken.
INTERPRETERS: dict[str, tuple[str, ...]] = {
    "13f": ("themegraph.loaders.holdings.thirteen_f:read",),
    "company-facts": ("themegraph.loaders.figures.claims:read",),
    "figi": ("themegraph.loaders.identifiers.figi:read",),
    "lei": ("themegraph.loaders.identifiers.lei:read",),
    "lei-parents": ("themegraph.loaders.identifiers.lei:read",),
    "ncen": ("themegraph.loaders.holdings.ncen:read",),
    "nport": ("themegraph.loaders.holdings.nport:read",),
    "rdf": ("themegraph.loaders.rdf.interpret:read",),
    "sec-series": ("themegraph.loaders.identifiers.sec:read_series",),
    "sec-submissions": ("themegraph.loaders.identifiers.sec:read_submissions",),
    "sec-tickers": ("themegraph.loaders.identifiers.sec:read_tickers",),
    "table": ("themegraph.loaders.identifiers.tables:read", "themegraph.loaders.holdings.files:read"),
    "wikidata": ("themegraph.loaders.identifiers.wikidata:read",),
}


def interpret(document: Document, registry: Registry | None = None) -> Reading:
    """Return what the tables of a document say; a table of no known kind says nothing, which a note tells."""
    known = registry or load_registry()
    for name in INTERPRETERS[document.sheets[0].kind]:
        module, _, function = name.partition(":")
        interpreter: Interpreter = getattr(import_module(module), function)
        reading = interpreter(document, known)
        if reading is not None:
            return reading
    return unread(document, known)
