"""Settle what a name of unknown type is: by the slots that it fills in the whole document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from themegraph.graph.claim import Entity, QualifierValue
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.identity import Resolver, retyped
from themegraph.loaders.extraction.kinds import NAME, NAMEABLE


def settle_types(drafts: Iterable[Draft], resolver: Resolver | None = None) -> list[Draft]:
    """Give every untyped name the type that most of its slots ask for; the order of NAMEABLE decides a tie.

    A name that turns out to be a company's is looked up with `resolver`.
    """
    drafts = list(drafts)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        for end, types in zip((draft.subject, draft.object), draft.slot_types, strict=True):
            wanted = next((kind for kind in types if kind in NAMEABLE), None)
            if isinstance(end, Entity) and end.type == NAME and wanted:
                votes[end.id][wanted] += 1
    chosen = {iri: min(count, key=lambda kind: (-count[kind], NAMEABLE.index(kind))) for iri, count in votes.items()}
    settled = _Settled(chosen, resolver)
    return [_typed(draft, settled) for draft in drafts]


@dataclass(slots=True)
class _Settled:
    """The types chosen by IRI, and the entities that names became."""

    chosen: dict[str, str]
    resolver: Resolver | None
    entities: dict[Entity, Entity] = field(default_factory=dict)

    def entity(self, name: Entity) -> Entity:
        """Return an entity with its settled type."""
        if name.type != NAME:
            return name
        if name not in self.entities:
            self.entities[name] = self._settle(name)
        return self.entities[name]

    def _settle(self, name: Entity) -> Entity:
        kind = self.chosen.get(name.id, "Organization")
        known = (
            self.resolver.resolve((name.label, *name.aliases), kind) if self.resolver and kind == "Company" else None
        )
        return known or retyped(name, kind)


def _typed(draft: Draft, settled: _Settled) -> Draft:
    qualifiers: dict[str, QualifierValue] = {
        name: settled.entity(value) if isinstance(value, Entity) else value for name, value in draft.qualifiers.items()
    }
    return replace(
        draft,
        subject=settled.entity(draft.subject),
        object=settled.entity(draft.object) if isinstance(draft.object, Entity) else draft.object,
        qualifiers=qualifiers,
        claimant=settled.entity(draft.claimant) if draft.claimant else None,
    )
