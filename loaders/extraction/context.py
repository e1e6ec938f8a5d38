"""What a document says around a sentence: its theme, whom it is about, the term that a paragraph defines."""

from __future__ import annotations

import re
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
    """The things that rules may name without a slot: {"context": theme | about | publisher | page | head | lead | topic | ware}."""

    registry: Registry
    theme: Entity | None = None
    about: Entity | None = None
    publisher: Entity | None = None
    names: dict[tuple[str, str], Entity] = field(default_factory=dict)
    spoken: Entity | None = None  # the company that the title opens with
    ware: Entity | None = None  # what the one market is of that the document sizes
    pages: dict[str, Entity] = field(default_factory=dict)  # whose a section is, by its heading; "" for the document's

    def entity(self, name: str, match: Match) -> Entity | None:
        """Return the thing of this name for a match, None where there is none."""
        if name == "page":
            return self.page(match.unit.block.section)
        if name == "topic":
            page = self.page(match.unit.block.section)
            its = match.unit.text.startswith(("Its ", "It ", "Their "))
            return match.unit.topic if page is None or (its and match.unit.follows) else page
        if name == "ware":
            return self.ware
        if name in {"head", "lead"}:
            return match.unit.head if name == "head" else match.unit.lead
        return {"theme": self.theme, "about": self.about, "publisher": self.publisher}.get(name)

    def page(self, section: str) -> Entity | None:
        """Return whose page or section a block of this heading stands in."""
        return (self.pages.get(section) if section else None) or self.about or self.pages.get("")

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


def ware_of(everywhere: Iterable[Iterable[Mention]], context: Context) -> Entity | None:
    """Return what the one market that a document names is of: “the laser market” is that of the laser."""
    markets = {m.entity.id: m.entity.label for found in everywhere for m in found if m.entity.type == "Market"}
    if len(markets) != 1:
        return None
    name = re.sub(r"\s+market$", "", re.sub(r"^(?:global|worldwide)\s+", "", next(iter(markets.values()))))
    known = next((e for e in context.registry.find(name) if e.type in {"Layer", "Technology"}), None)
    return entity_of(known) if known else context.named("Technology", name)


_TOLD = re.compile(
    r"\b(?:risks?|layers?|stack|value chain|supply chain|theme|market size|who (?:supplies|makes|has)|glossary|funds?|names|players|what (?:it )?is|could go wrong)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?::.*|\s[–—|-]\s.*|\s+(?:investment\s+)?(?:theme|primer|overview|explained|guide|map|at a glance|value chain|supply chain))+$",
    re.IGNORECASE,
)
_NO_THEME = re.compile(
    r"[$€£%\d?!]|\b(?:to|is|are|was|will|has|have|announces?|reports?|says|how|why|what|who|when|with|after|as)\b",
    re.IGNORECASE,
)


def theme_of(title: Iterable[Mention], everywhere: Iterable[Iterable[Mention]]) -> Entity | None:
    """Return the theme that a document's title names, else the one that it mentions most."""
    first = next((m.entity for m in title if m.entity.type == "Theme"), None)
    if first:
        return first
    counted = Counter(m.entity for line in everywhere for m in line if m.entity.type == "Theme")
    return min(counted, key=lambda e: (-counted[e], e.id)) if counted else None


def titled_theme(title: str, headings: Iterable[str]) -> Entity | None:
    """Return the theme that the title of a theme page names, which no registry knows; None for any other document.

    >>> titled_theme("Humanoid robots: who supplies what", ["The layers", "Risks"]).label
    'Humanoid robots'
    >>> titled_theme("Foo buys Bar for $2 billion", ["Risks"]) is None
    True
    """
    name = _BESIDE.sub("", title.strip()).strip(" .")
    page = sum(bool(_TOLD.search(heading)) for heading in headings) > 0
    if not page or not 0 < len(name.split()) <= 5 or _NO_THEME.search(name):
        return None
    return unknown_entity(name, "Theme")
