"""Which layer of the supply chain a thing belongs to: the one that most of its facts lead to, over one thing between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from themegraph.graph.page.model import Fact, Thing

# Facts that say what belongs where; a rival or an investor's money says little about one's own layer.
PLACING = frozenset(
    {"usedIn", "partOf", "kindOf", "supplies", "produces", "buys", "targetsLayer", "suppliedThrough", "hasFunction"}
)
DIRECT, THROUGH = 3, 1
Votes = Mapping[str, Counter[str]]


def layers_of(things: Iterable[Thing], facts: Iterable[Fact]) -> dict[str, str]:
    """Return the key of the layer of each thing that leads to one; a layer is its own."""
    layers = {thing.key for thing in things if thing.type == "Layer"}
    pairs = [(f.source, f.target) for f in facts if f.target and f.relation in PLACING and f.status != "negated"]
    direct = _votes(pairs, {layer: Counter({layer: DIRECT}) for layer in layers}, layers)
    through = _votes(pairs, {key: Counter(dict.fromkeys(votes, THROUGH)) for key, votes in direct.items()}, layers)
    votes = {key: direct.get(key, Counter()) + through.get(key, Counter()) for key in direct.keys() | through.keys()}
    best = {key: max(sorted(found), key=lambda layer: found[layer]) for key, found in votes.items() if found}
    return best | {layer: layer for layer in layers}


def _votes(pairs: Iterable[tuple[str, str]], known: Votes, layers: set[str]) -> dict[str, Counter[str]]:
    """Return the votes that things get from what they lead to, or are led to from, if that has any."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, target in pairs:
        for here, there in ((source, target), (target, source)):
            if here not in layers and there in known:
                votes[here].update(known[there])
    return dict(votes)
