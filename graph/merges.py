"""Apply decisions to a reading: every entity under the IRI that stands for it, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from themegraph.errors import RuleError, UnknownNameError
from themegraph.graph.claim import Claim, Entity, QualifierValue, Reading, Value
from themegraph.graph.decisions import Decisions
from themegraph.graph.identities_groups import is_unknown
from themegraph.graph.registry_graph import entity_of
from themegraph.ontology.listed import is_listed, load_listed
from themegraph.ontology.registry import Registry

Exchange = Callable[[Entity], Entity]


def merged(reading: Reading, decisions: Decisions, registry: Registry) -> Reading:
    """Return a reading in which merged entities are one; claims that now say the same of one passage are one too.

    Raises RuleError where decisions name a registry entry that there is none of.
    """
    if not decisions.canonical:
        return reading

    @cache
    def exchange(entity: Entity) -> Entity:
        return _canonical(entity, decisions.of(entity.id), registry)

    return exchanged(reading, exchange)


def exchanged(reading: Reading, exchange: Exchange) -> Reading:
    """Return a reading with every entity exchanged; claims that now say the same of one passage are one."""
    source = replace(
        reading.source,
        publisher=exchange(reading.source.publisher) if reading.source.publisher else None,
        references=tuple(
            replace(each, publisher=exchange(each.publisher) if each.publisher else None)
            for each in reading.source.references
        ),
        things=tuple(dict.fromkeys(map(exchange, reading.source.things))),
    )
    entities = {entity.id: entity for entity in map(exchange, reading.entities)}
    claims = _folded(_claim(claim, exchange) for claim in reading.claims)
    return replace(reading, source=source, claims=claims, entities=tuple(entities[iri] for iri in sorted(entities)))


def _canonical(entity: Entity, iri: str, registry: Registry) -> Entity:
    if iri == entity.id and entity.type:
        return entity
    try:
        entry = load_listed().by_iri(iri) if is_listed(iri) else registry.by_id(iri)
    except UnknownNameError:
        entry = None
    if entry is None and is_unknown(iri):
        return replace(entity, id=iri)
    if entry is None:
        raise RuleError(f"the decisions name <{iri}>, which is no registry entry", valid="an id that 'entities' prints")
    if not is_listed(iri):
        return replace(entity_of(entry), identifiers=entity.identifiers)
    spelt = sorted({entity.label, *entity.aliases} - {""})
    names = dict.fromkeys(name for name in (*entry.names, *spelt) if name != entry.label)
    return replace(entity_of(entry), aliases=tuple(names), identifiers=entity.identifiers)


def _claim(claim: Claim, exchange: Exchange) -> Claim:
    ends = (claim.subject, claim.object, claim.claimant, *claim.qualifiers.values())
    if all(exchange(each) is each for each in ends if isinstance(each, Entity)):
        return claim
    qualifiers: dict[str, QualifierValue] = {
        name: exchange(value) if isinstance(value, Entity) else value for name, value in claim.qualifiers.items()
    }
    return replace(
        claim,
        subject=exchange(claim.subject),
        object=exchange(claim.object) if isinstance(claim.object, Entity) else claim.object,
        qualifiers=qualifiers,
        claimant=exchange(claim.claimant) if claim.claimant else None,
    )


def _folded(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Keep the first of the claims that say the same of one passage, and let links lead to it."""
    first: dict[object, Claim] = {}
    stands: dict[str, str] = {}
    for claim in claims:
        kept = first.setdefault(_content(claim), claim)
        stands[claim.id] = kept.id
    return tuple(
        replace(
            claim,
            links=tuple(dict.fromkeys(replace(link, claim=stands.get(link.claim, link.claim)) for link in claim.links)),
        )
        for claim in first.values()
    )


def _content(claim: Claim) -> object:
    values = sorted((name, _key(value)) for name, value in claim.qualifiers.items())
    end = claim.object.value if isinstance(claim.object, Value) else claim.object.id
    spoken = claim.claimant.id if claim.claimant else ""
    return (
        claim.predicate, claim.subject.id, end, tuple(values), claim.passage, claim.status, spoken, claim.cited_as, claim.derived
    )  # fmt: skip


def _key(value: QualifierValue) -> str:
    return value.id if isinstance(value, Entity) else f"{type(value).__name__}:{value}"
