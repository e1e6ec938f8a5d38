"""One sum for several things, and one figure for each: “invested $5 billion in A and B”, “A and B represented 61% and 27%”."""

from __future__ import annotations

from dataclasses import replace

from themegraph.graph.claim import Entity, Value
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.match import Match
from themegraph.loaders.extraction.phrases import noun_phrase
from themegraph.loaders.extraction.rules import Emission
from themegraph.loaders.extraction.values import Figure

_KINDS = frozenset({"Layer", "Technology", "Theme", "Market", "Product", "Topic"})


def one_project(
    match: Match, emission: Emission, objects: list[Entity | Value], context: Context
) -> list[Entity | Value]:
    """Return kinds of ware that one sum is spent on as the one project that they make: “data centers and power plants”."""
    filling = match.slots.get(emission.object) if isinstance(emission.object, str) else None
    sums = [m for slot in match.slots.values() for m in slot.members if isinstance(m, Figure) and m.kind == "Money"]
    kinds = all(isinstance(thing, Entity) and thing.type in _KINDS for thing in objects)
    if filling is None or not kinds or len(sums) != 1 or match.rule.each:
        return objects
    words = noun_phrase(match.unit.text[filling.span.start : filling.span.end])
    project = context.named("Project", words)
    names = tuple(thing.label for thing in objects if isinstance(thing, Entity))
    return [replace(project, aliases=names) if not project.resolved else project] if project else objects


def paired(match: Match, count: int) -> bool:
    """Whether a list of figures is as long as the list of things: “A and B represented 61% and 27%”."""
    sizes = [
        sum(isinstance(m, Figure) and m.kind in {"Percent", "Money"} for m in match.slots[name].members)
        for name in match.rule.pattern.lists
        if name in match.slots
    ]
    return count in sizes
