"""Which IRI stands for which in `current`: the things that documents name under several, joined by their codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from themegraph.graph.vocabulary import CURRENT, term

if TYPE_CHECKING:
    from themegraph.graph.quad_source import QuadSource

JOINED_TO = term("joinedTo")


@dataclass(frozen=True, slots=True)
class Identities:
    """For each IRI that another stands for, that other; and for each that stands for several, all of them, itself first."""

    canonical: Mapping[NamedNode, NamedNode]
    members: Mapping[NamedNode, tuple[NamedNode, ...]]

    def of(self, thing: NamedNode) -> NamedNode:
        """Return the IRI that stands for a thing in `current`."""
        return self.canonical.get(thing, thing)

    def spread(self, thing: NamedNode) -> tuple[NamedNode, ...]:
        """Return the IRIs under which documents name what stands in `current`; none for one that does not."""
        return () if thing in self.canonical else self.members.get(thing, (thing,))

    def exchanged(self, triple: Triple) -> Triple:
        """Return a document's triple as `current` has it."""
        subject, obj = triple.subject, triple.object
        one = self.canonical.get(subject) if isinstance(subject, NamedNode) else None
        other = self.canonical.get(obj) if isinstance(obj, NamedNode) else None
        return Triple(one or subject, triple.predicate, other or obj) if one or other else triple

    def exchange(self, triples: Iterable[Triple]) -> Iterable[Triple]:
        """Return a document's triples as `current` has them."""
        return [self.exchanged(triple) for triple in triples] if self.canonical else triples

    def spread_all(self, thing: NamedNode | Literal | None) -> tuple[NamedNode | Literal | None, ...]:
        """Return the terms to look up for one term of a pattern."""
        return self.spread(thing) if isinstance(thing, NamedNode) else (thing,)


NONE = Identities({}, {})


def identities(canonical: Mapping[NamedNode, NamedNode]) -> Identities:
    """Return identities from the IRIs that others stand for.

    >>> a, b = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    >>> identities({b: a}).spread(a) == (a, b), identities({b: a}).spread(b)
    (True, ())
    """
    if not canonical:
        return NONE
    members: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for member in sorted(canonical, key=str):
        members[canonical[member]].append(member)
    return Identities(canonical, {one: (one, *others) for one, others in members.items()})


def standing_for(store: QuadSource, thing: NamedNode) -> NamedNode:
    """Return the IRI that stands for a thing in `current`, which is mostly its own."""
    found = (quad.object for quad in store.quads_for_pattern(thing, JOINED_TO, None, CURRENT))
    return next((one for one in found if isinstance(one, NamedNode)), thing)


def spread_of(store: QuadSource, thing: NamedNode) -> tuple[NamedNode, ...]:
    """Return the IRIs under which documents name one thing, as `Identities.spread` does; no other thing is read."""
    if standing_for(store, thing) != thing:
        return ()
    found = {quad.subject for quad in store.quads_for_pattern(None, JOINED_TO, thing, CURRENT)}
    return (thing, *sorted((each for each in found if isinstance(each, NamedNode)), key=str))


def identities_in(store: QuadSource) -> Identities:
    """Return the identities that a store was last brought in line with."""
    found = store.quads_for_pattern(None, JOINED_TO, None, None)
    return identities(
        {
            quad.subject: quad.object
            for quad in found
            # a document may hold such triples too, of an export of another store
            if quad.graph_name == CURRENT and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        }
    )
