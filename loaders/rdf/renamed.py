"""Facts of an export under the names that their documents use: what has been joined stands there under one name for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, product

from pyoxigraph import NamedNode, Triple

from themegraph.graph.claim import Claim, Entity
from themegraph.graph.identities import JOINED_TO
from themegraph.graph.nodes import build_nodes

_MOST = 256  # ways to name the ends of one fact that are tried
Origins = Mapping[str, tuple[str, ...]]


def origins_of(triples: Iterable[Triple]) -> Origins:
    """Return the IRIs that have been joined to each thing, sorted."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for triple in triples:
        subject, target = triple.subject, triple.object
        if triple.predicate == JOINED_TO and isinstance(subject, NamedNode) and isinstance(target, NamedNode):
            found[target.value].add(subject.value)
    return {target: tuple(sorted(names)) for target, names in found.items()}


def under_own_names(claim: Claim, node: str, origins: Origins) -> Claim:
    """Return a claim with its ends named so that its fact has this IRI; the claim itself where no names give that.

    A thing under another of its names keeps label, names and the code that the name is made of: what joined the two
    joins them again.
    """
    if not any(entity.id in origins for entity in _entities(claim)):
        return claim
    return next((each for each in islice(_ways(claim, origins), _MOST) if _iri(each) == node), claim)


def _iri(claim: Claim) -> str:
    return build_nodes([claim])[claim.id].iri


def _entities(claim: Claim) -> Iterator[Entity]:
    ends = (claim.subject, claim.object, claim.claimant, *claim.qualifiers.values())
    return (end for end in ends if isinstance(end, Entity))


def _ways(claim: Claim, origins: Origins) -> Iterator[Claim]:
    """Yield the claim under all names of the things in it, first as it is."""
    moved = sorted({entity.id for entity in _entities(claim) if entity.id in origins})
    for names in product(*((iri, *origins[iri]) for iri in moved)):
        named = dict(zip(moved, names, strict=True))
        yield replace(
            claim,
            subject=_named(claim.subject, named),
            object=_named(claim.object, named) if isinstance(claim.object, Entity) else claim.object,
            claimant=_named(claim.claimant, named) if claim.claimant else None,
            qualifiers={
                name: _named(value, named) if isinstance(value, Entity) else value
                for name, value in claim.qualifiers.items()
            },
        )


def _named(entity: Entity, names: Mapping[str, str]) -> Entity:
    name = names.get(entity.id, entity.id)
    if name == entity.id:
        return entity
    own = tuple(pair for pair in entity.identifiers if pair[1].lower() == name.rpartition("-")[2])
    return replace(entity, id=name, resolved=False, identifiers=own)
