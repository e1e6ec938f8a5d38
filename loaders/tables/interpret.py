"""From the tables of a document to claims: each kind of table has a module that understands it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from themegraph.graph.claim import Reading
from themegraph.loaders.document import Document
from themegraph.ontology.registry import Registry, load_registry

Interpreter = Callable[[Document, Registry], Reading | None]

# Kind of the first sheet to the function that understands it; the first that does not return None is taken.
INTERPRETERS: dict[str, tuple[str, ...]] = {
    "table": ("themegraph.loaders.identifiers.tables:read", "themegraph.loaders.holdings.files:read"),
}


def interpret(document: Document, registry: Registry | None = None) -> Reading:
    """Return what the tables of a document say."""
    known = registry or load_registry()
    for name in INTERPRETERS[document.sheets[0].kind]:
        module, _, function = name.partition(":")
        interpreter: Interpreter = getattr(import_module(module), function)
        reading = interpreter(document, known)
        if reading is not None:
            return reading
    raise AssertionError(f"no module reads {document.sheets[0].kind!r}")
