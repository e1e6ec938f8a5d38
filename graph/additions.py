"""What a document that is new to the store adds to it, as lines of N-Quads; the quick way of `changes`.

A table has tens of lines for each of its rows, so what a document says is handled as text here: a term is made for what has
to be looked up, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from themegraph.graph.changes import Changes, descriptions
from themegraph.graph.describe import ONE_EACH, codes_of, is_sound
from themegraph.graph.identities import Identities, identities_in
from themegraph.graph.lift import DEPRECATED, SHORTCUTS
from themegraph.graph.ntriples import name, parsed
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.quads import DocumentGraph, node_lines
from themegraph.graph.view import View
from themegraph.graph.vocabulary import ALT_LABEL, CURRENT, HAS_RANK, PREF_LABEL, RESOLVED, TYPE

Pairs = list[tuple[str, str]]
MOST_TOLD = 200_000
_NAMED, _TYPE, _DEPRECATED = "named", str(TYPE), (str(HAS_RANK), str(DEPRECATED))
_NAMES = frozenset(map(str, (TYPE, PREF_LABEL, ALT_LABEL, RESOLVED)))
_ONE_EACH = frozenset(map(str, ONE_EACH))
# By the class of a node: its relation's direct property, the roles that it leads from and to, whether it has no order.
_SHORTCUTS = {
    str(kind): (name(relation.shortcut), name(relation.subject_role), name(relation.object_role), relation.symmetric)
    for kind, relation in SHORTCUTS.items()
}


@dataclass(slots=True)
class Told:
    """What the documents written so far said of entities, so that what is said again need not be compared again."""

    of: dict[str, set[int]] = field(default_factory=dict)

    def forget(self) -> None:
        """Take everything said from now on for new."""
        self.of.clear()

    def is_old(self, entity: str, lines: Iterable[str]) -> bool:
        """Say whether the same was said of an entity before, and remember that it is said now."""
        key, known = hash(frozenset(lines)), self.of.get(entity)
        if known is not None:
            if key in known:
                return True
            known.add(key)  # files of several forms take turns to spell a name their own ways
            return False
        if len(self.of) >= MOST_TOLD:
            self.of.clear()
        self.of[entity] = {key}
        return False


@dataclass(frozen=True, slots=True)
class Addition:
    """What a new document adds: its own graph, what `current` shows of it, and changes that may take something away.

    `shown` are lines of `current` about entities; those about facts are made while they are written, from the graph and
    from `exchange`, which has the names that others stand for.
    """

    graph: DocumentGraph
    shown: Collection[str]
    changes: Changes
    exchange: Mapping[str, str]

    @property
    def document(self) -> NamedNode:
        """The IRI of the document."""
        return self.graph.document

    def __len__(self) -> int:
        """Return about how many quads are added, as a document's may be millions."""
        return 2 * self.graph.rough_size + len(self.shown) + len(self.changes.added)

    def quads(self) -> Iterator[str]:
        """Make all that is added, as lines of N-Quads."""
        own, shown = f" {self.document} .\n", f" {CURRENT} .\n"
        graph = self.graph
        hidden = graph.nodes.keys() - graph.live
        for iri, node in graph.nodes.items():
            lines = tuple(node_lines(node))
            if not graph.kept:
                yield from (line + own for line in lines)
            if iri in graph.live:
                yield from (line + shown for line in _lifted(iri, lines, hidden, self.exchange))
        yield from (line + own for line in (graph if graph.kept else graph.others()))
        yield from (line + shown for line in self.shown)
        yield from (f"{quad} .\n" for quad in self.changes.added)


def addition(store: QuadSource, graph: DocumentGraph, told: Told) -> Addition:
    """Return what storing the graph of a document adds, where the store has nothing of the document yet."""
    identities = identities_in(store)
    shown: list[str] = []
    # the document itself or other names may say more of a thing than the lines about it
    unclear = list(graph) if graph.kept or _names_others(graph) else []
    for thing, lines in {} if unclear else graph.things.items():
        if not told.is_old(thing, lines):
            (shown if _is_plain(store, thing, lines, identities) else unclear).extend(lines)
    triples = parsed(unclear)
    view = View(store, graph.document, triples, identities=identities)
    changes = descriptions(view, graph.document, set(), triples) if unclear else Changes()
    exchange = {str(member): str(one) for member, one in identities.canonical.items()}
    return Addition(graph, shown, changes, exchange)


def _names_others(graph: DocumentGraph) -> bool:
    return any(_NAMED in (node.relation.subject_role, node.relation.object_role) for node in graph.nodes.values())


def _lifted(iri: str, lines: Iterable[str], hidden: Collection[str], exchange: Mapping[str, str]) -> Iterator[str]:
    """Make what `lift` returns of a live fact."""
    pairs = [(predicate, obj) for _, predicate, obj in (line.split(" ", 2) for line in lines)]
    if exchange:
        pairs = [(predicate, exchange.get(obj, obj)) for predicate, obj in pairs]
    yield from (f"{iri} {predicate} {obj}" for predicate, obj in pairs if obj not in hidden)
    yield from _direct(pairs)


def _direct(pairs: Pairs) -> Iterator[str]:
    if _DEPRECATED in pairs:
        return
    for kind in [obj for predicate, obj in pairs if predicate == _TYPE and obj in _SHORTCUTS]:
        shortcut, from_role, to_role, symmetric = _SHORTCUTS[kind]
        for subject in [obj for predicate, obj in pairs if predicate == from_role]:
            for target in [obj for predicate, obj in pairs if predicate == to_role and obj != subject]:
                yield f"{subject} {shortcut} {target}"
                if symmetric and target.startswith("<"):
                    yield f"{target} {shortcut} {subject}"


def _is_plain(store: QuadSource, entity: str, lines: Iterable[str], identities: Identities) -> bool:
    """Say whether nothing is known of an entity yet, and all that the document says of it is its description."""
    node = NamedNode(entity[1:-1])
    if node in identities.canonical or node in identities.members:
        return False
    given = [
        (predicate, obj) for _, predicate, obj in (line.split(" ", 2) for line in lines) if predicate not in _NAMES
    ]
    codes = [predicate for predicate, _ in given]
    if any(codes.count(code) > 1 for code in codes if code in _ONE_EACH):
        return False
    if not all(is_sound(predicate, obj[1:-1]) for predicate, obj in given):
        return False
    fitting = {str(code) for code in codes_of(node)}
    return (
        all(code in fitting for code in codes) and next(store.quads_for_pattern(node, None, None, None), None) is None
    )
