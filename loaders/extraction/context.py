"""What a document says around a sentence: its theme, whom it is about, the term that a paragraph defines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from themegraph.errors import UnknownNameError
from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.identity import unknown_entity
from themegraph.loaders.extraction.lexicon import Mention, entity_of
from themegraph.ontology.naming import normalise
from themegraph.ontology.registry import Registry

if TYPE_CHECKING:
    from themegraph.loaders.extraction.match import Match


@dataclass(slots=True)
class Context:
    """The things that rules may name without a slot: {"context": theme | about | publisher | page | head | lead | topic}."""

    registry: Registry
    theme: Entity | None = None
    about: Entity | None = None
    publisher: Entity | None = None
    names: dict[tuple[str, str], Entity] = field(default_factory=dict)
    pages: dict[str, Entity] = field(default_factory=dict)  # whose a section is, by its heading; "" for the document's

    def entity(self, name: str, match: Match) -> Entity | None:
        """Return the thing of this name for a match, None where there is none."""
        if name == "page":
            return self.page(match.unit.block.section)
        if name == "topic":
            return self.page(match.unit.block.section) or match.unit.topic
        if name in {"head", "lead"}:
            return match.unit.head if name == "head" else match.unit.lead
        return {"theme": self.theme, "about": self.about, "publisher": self.publisher}.get(name)

    def page(self, section: str) -> Entity | None:
        """Return whose page or section a block of this heading stands in."""
        return self.pages.get(section) or self.about or self.pages.get("")

    def registered(self, identifier: str) -> Entity | None:
        """Return a registry entry by IRI or family/slug."""
        try:
            return entity_of(self.registry.by_id(identifier))
        except UnknownNameError:
            return None

    def named(self, kind: str, words: str) -> Entity | None:
        """Return the thing of a type that these words name: a registry entry, else an entity of its own."""
        if not words:
            return None
        known = next((e for e in self.registry.find(words) if e.type == kind), None)
        return (
            entity_of(known) if known else self.names.setdefault((kind, normalise(words)), unknown_entity(words, kind))
        )


def theme_of(title: Iterable[Mention], everywhere: Iterable[Iterable[Mention]]) -> Entity | None:
    """Return the theme that a document's title names, else the one that it mentions most."""
    first = next((m.entity for m in title if m.entity.type == "Theme"), None)
    if first:
        return first
    counted = Counter(m.entity for line in everywhere for m in line if m.entity.type == "Theme")
    return min(counted, key=lambda e: (-counted[e], e.id)) if counted else None
