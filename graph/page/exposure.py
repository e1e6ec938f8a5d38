"""Direct triples that only a rule makes: facts without a sentence of their own, shown with the facts they rest on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from themegraph.graph.page.model import Fact
from themegraph.graph.page.things import key_of
from themegraph.graph.page.triples import Triples
from themegraph.ontology.terms import AII

# The relations that the rule follows (ontology/rules/exposure.rq).
RULED = {
    "exposedTo": frozenset({"tracks", "targetsLayer", "holds", "supplies", "produces", "kindOf", "usedIn", "partOf"})
}
LIVE = frozenset({"asserted", "planned"})


def ruled_facts(current: Triples, facts: Iterable[Fact]) -> list[Fact]:
    """Return a derived fact for each direct triple of a rule, with the facts that lead from end to end."""
    facts = sorted(facts, key=lambda fact: fact.key)
    return [
        _fact(name, key_of(subject), key_of(value), leaving)
        for name, followed in RULED.items()
        for leaving in [_leaving(facts, followed)]
        for subject in current
        for value in current.texts(subject, AII + name)
    ]


def _leaving(facts: Iterable[Fact], followed: frozenset[str]) -> Mapping[str, Sequence[Fact]]:
    leaving: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.target and fact.relation in followed and fact.status in LIVE:
            leaving[fact.source].append(fact)
    return leaving


def _fact(name: str, source: str, target: str, leaving: Mapping[str, Sequence[Fact]]) -> Fact:
    because = shortest_way(source, target, leaving)
    return Fact(
        iri="", key=f"rule/{name}/{source}/{target}", relation=name, source=source, target=target, because=because
    )


def shortest_way(source: str, target: str, leaving: Mapping[str, Sequence[Fact]]) -> tuple[str, ...]:
    """Return the keys of the fewest facts that lead from one thing to another; nothing where none do."""
    ways: dict[str, tuple[str, ...]] = {source: ()}
    queue = deque([source])
    while queue and target not in ways:
        here = queue.popleft()
        for fact in leaving.get(here, ()):
            if fact.target not in ways:
                ways[fact.target] = (*ways[here], fact.key)
                queue.append(fact.target)
    return ways.get(target, ())
