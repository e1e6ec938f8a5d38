"""Drafts that say less than another of the same words: “data centers” beside “data centers and energy plants”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.draft import Draft

_RELATIONS = frozenset({"investsIn", "produces"})


def without_contained(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out a draft whose object is but part of the object that another draft names with the same words.

    Both are of one sentence, subject and amount, and their matches overlap.
    """
    groups: defaultdict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.relation in _RELATIONS and isinstance(draft.object, Entity) and draft.match is not None:
            groups[id(draft.unit), draft.relation, draft.subject.id, draft.qualifiers.get("amount")].append(draft)
    dropped = {
        id(draft)
        for group in groups.values()
        if len(group) > 1
        for draft in group
        if any(_part_of(draft, other) for other in group)
    }
    return [draft for draft in drafts if id(draft) not in dropped]


def _part_of(draft: Draft, other: Draft) -> bool:
    overlap = draft.span.start < other.span.end and other.span.start < draft.span.end
    words, longer = f" {draft.object.label} ".casefold(), f" {other.object.label} ".casefold()
    return overlap and words != longer and words in longer.replace("'s ", " ").replace("’s ", " ")
