"""Conflicts of codes as pairs for a person to decide, and those that are of one thing alone as remarks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themegraph.graph.identities_codes import known_in
from themegraph.graph.identities_explained import conflict_rows
from themegraph.graph.identities_groups import Conflict, Groups, rank, scheme_name
from themegraph.graph.identities_moves import groups_in
from themegraph.graph.proposals import Proposal
from themegraph.ontology.entry import ID_BASE

if TYPE_CHECKING:
    from themegraph.graph.decisions import Decisions
    from themegraph.graph.graph_store import GraphStore

OPEN = 0.5  # neither likely nor unlikely: a code says one thing, something else another


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What codes leave open: pairs to decide on, and remarks on single things, each with its documents."""

    pairs: tuple[Proposal, ...]
    remarks: tuple[str, ...]


def conflicts_in(store: GraphStore, decisions: Decisions) -> Conflicts:
    """Return the conflicts of a store's codes, in an order of their own; decided pairs are left out."""
    groups, bearers = groups_in(store), _bearers(store)
    reasons: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    remarks: list[str] = []
    for conflict in groups.conflicts:
        pairs = [(pair, reason) for pair, reason in _pairs(conflict, bearers, groups) if pair[0] != pair[1]]
        for pair, reason in pairs:
            if not decisions.decided(*pair):
                reasons[pair][reason] = None
        if not pairs:
            remarks += [_remark(row.thing, row.what, row.source) for row in conflict_rows(store, conflict)]
    proposals = (Proposal(one, other, OPEN, tuple(told)) for (one, other), told in sorted(reasons.items()))
    return Conflicts(tuple(proposals), tuple(dict.fromkeys(remarks)))


def _bearers(store: GraphStore) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the things that documents or registries give a code, by scheme and code."""
    known = known_in(store)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, held in known.codes.items():
        for scheme, codes in held.items():
            for code in codes:
                found[scheme, code].append(iri)
    return {key: tuple(sorted(things)) for key, things in found.items()}


def _pairs(
    conflict: Conflict, bearers: Mapping[tuple[str, str], tuple[str, ...]], groups: Groups
) -> Iterator[tuple[tuple[str, str], str]]:
    name = scheme_name(conflict.scheme)
    if conflict.reason == "apart":
        for place, one in enumerate(conflict.things):
            for other in conflict.things[place + 1 :]:
                yield (
                    _ordered(groups, one, other),
                    f"both have {conflict.shared}; kept apart: {', '.join(conflict.details)}",
                )
        return
    thing = conflict.things[0]
    for code in conflict.codes:
        others = ", ".join(each for each in conflict.codes if each != code)
        for other in bearers.get((conflict.scheme, code), ()):
            reason = f"both have {name} {code}; kept apart: {thing.removeprefix(ID_BASE)} has {name} {others} too"
            yield _ordered(groups, thing, other), reason


def _ordered(groups: Groups, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((groups.of(one), groups.of(other)), key=rank)
    return first, second


def _remark(thing: str, what: str, source: str) -> str:
    return f"{thing.removeprefix(ID_BASE)}: {what}" + (f" ({source})" if source else "")
