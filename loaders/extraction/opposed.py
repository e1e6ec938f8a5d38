"""Two readings of the same words of which one must be wrong: A supplies B, and B supplies A."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from themegraph.graph.claim import LIVE, Entity
from themegraph.loaders.extraction.draft import Draft

_ONE_WAY = frozenset({"suppliesTo", "acquires", "subsidiaryOf"})


def without_opposed(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out drafts that overlapping words of one sentence give in both directions: who is which is not known."""
    groups: defaultdict[tuple[int, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.relation in _ONE_WAY and draft.status in LIVE and isinstance(draft.object, Entity) and draft.match:
            groups[id(draft.unit), draft.relation].append(draft)
    dropped = {
        id(draft)
        for group in groups.values()
        if len(group) > 1
        for draft in group
        if any(_opposes(draft, other) for other in group)
    }
    return [draft for draft in drafts if id(draft) not in dropped]


def _opposes(draft: Draft, other: Draft) -> bool:
    turned = draft.subject == other.object and draft.object == other.subject
    return turned and draft.span.start < other.span.end and other.span.start < draft.span.end
