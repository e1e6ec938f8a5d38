"""Settle what a name of unknown type is: by the slots that it fills in the whole document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from themegraph.graph.claim import Entity, QualifierValue, Value
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.identity import retyped
from themegraph.loaders.extraction.kinds import NAME, NAMEABLE


def settle_types(drafts: Iterable[Draft]) -> list[Draft]:
    """Give every untyped name the type that most of its slots ask for; the order of NAMEABLE decides a tie."""
    drafts = list(drafts)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        for end, types in zip((draft.subject, draft.object), draft.slot_types, strict=True):
            wanted = next((kind for kind in types if kind in NAMEABLE), None)
            if isinstance(end, Entity) and end.type == NAME and wanted:
                votes[end.id][wanted] += 1
    chosen = {iri: min(count, key=lambda kind: (-count[kind], NAMEABLE.index(kind))) for iri, count in votes.items()}
    return [_typed(draft, chosen) for draft in drafts]


def typed(entity: Entity, chosen: dict[str, str], otherwise: str = "Organization") -> Entity:
    """Return the entity with its settled type."""
    if entity.type != NAME:
        return entity
    return retyped(entity, chosen.get(entity.id, otherwise))


def _typed(draft: Draft, chosen: dict[str, str]) -> Draft:
    def settle(end: Entity | Value) -> Entity | Value:
        return typed(end, chosen) if isinstance(end, Entity) else end

    qualifiers: dict[str, QualifierValue] = {
        k: typed(v, chosen) if isinstance(v, Entity) else v for k, v in draft.qualifiers.items()
    }
    claimant = typed(draft.claimant, chosen) if draft.claimant else None
    return replace(
        draft,
        subject=typed(draft.subject, chosen),
        object=settle(draft.object),
        qualifiers=qualifiers,
        claimant=claimant,
    )
