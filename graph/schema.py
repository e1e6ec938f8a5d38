"""What a store holds beside documents: its version, the registry, the ontology, and what is still to be derived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from themegraph.errors import StoreError
from themegraph.graph.changes import Changes, difference, in_graph, whole_current
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.registry_graph import registry_triples
from themegraph.graph.view import View
from themegraph.graph.vocabulary import CURRENT, ONTOLOGY, REGISTRY, STORE
from themegraph.ontology.files import ontology_turtle

if TYPE_CHECKING:
    from themegraph.ontology.registry import Registry

STORE_VERSION = "1"
HEAD = f"{STORE.value}#"
VERSION, PENDING = NamedNode(HEAD + "version"), NamedNode(HEAD + "pending")
BUNDLED = NamedNode(HEAD + "registryIsBundled")
DIGESTS = {REGISTRY: NamedNode(HEAD + "registryDigest"), ONTOLOGY: NamedNode(HEAD + "ontologyDigest")}
PENDING_TRIPLE = Triple(STORE, PENDING, Literal(True))


def stored_version(store: QuadSource) -> str:
    """Return the version that a store was written with; empty where it is none of ours."""
    return _setting(store, VERSION)


def check_version(store: QuadSource, where: str) -> None:
    """Raise StoreError if the store is not one that this program writes."""
    version = stored_version(store)
    if version != STORE_VERSION:
        what = f"the store has version {version}" if version else "the directory holds another program's database"
        raise StoreError(what, where=where, valid=f"a store of version {STORE_VERSION}, or a new directory")


def initial_changes(store: QuadSource, registry: Registry | None) -> Changes:
    """Return what a new or outdated store needs: version, registry, ontology and what follows from them.

    Without a registry of the caller's a store keeps the one it has, unless that is an older bundled one.
    """
    changes = _setting_change(store, VERSION, STORE_VERSION) | _refresh(store, ONTOLOGY, _ontology())
    if registry is None and _setting(store, BUNDLED) == "false":
        return changes
    wanted = _registry(registry or _bundled())
    if wanted[0] == _setting(store, DIGESTS[REGISTRY]):
        return changes
    changes |= _refresh(store, REGISTRY, wanted)
    changes |= _setting_change(store, BUNDLED, "true" if registry is None else "false")
    current = _current_with(store, wanted[1])
    return changes | current | (Changes(added=in_graph([PENDING_TRIPLE], STORE)) if current else Changes())


def _bundled() -> Registry:
    from themegraph.ontology.registry import load_registry

    return load_registry()


def is_pending(store: QuadSource) -> bool:
    """Say whether documents changed since the registry's structure and the rules were last applied."""
    return any(True for _ in store.quads_for_pattern(*_parts(PENDING_TRIPLE), STORE))


def _parts(triple: Triple) -> tuple[NamedNode, NamedNode, Literal]:
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def _setting(store: QuadSource, name: NamedNode) -> str:
    found = (quad.object for quad in store.quads_for_pattern(STORE, name, None, STORE))
    return next((value.value for value in found if isinstance(value, Literal)), "")


def _setting_change(store: QuadSource, name: NamedNode, value: str) -> Changes:
    before = {quad.triple for quad in store.quads_for_pattern(STORE, name, None, STORE)}
    return difference(before, {Triple(STORE, name, Literal(value))}, STORE)


def _refresh(store: QuadSource, graph: NamedNode, wanted: tuple[str, frozenset[Triple]]) -> Changes:
    if wanted[0] == _setting(store, DIGESTS[graph]):
        return Changes()
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    return difference(before, wanted[1], graph) | _setting_change(store, DIGESTS[graph], wanted[0])


def _current_with(store: QuadSource, registry: frozenset[Triple]) -> Changes:
    view = View(store, REGISTRY, registry)
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, CURRENT)}
    return difference(before, whole_current(view), CURRENT)


@lru_cache(maxsize=1)
def _ontology() -> tuple[str, frozenset[Triple]]:
    triples = frozenset(quad.triple for text in ontology_turtle() for quad in parse(text, RdfFormat.TURTLE))
    return _digest(triples), triples


@lru_cache(maxsize=4)
def _registry(registry: Registry) -> tuple[str, frozenset[Triple]]:
    triples = registry_triples(registry)
    return _digest(triples), triples


def _digest(triples: Iterable[Triple]) -> str:
    lines: Iterator[str] = (str(triple) for triple in triples)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
