"""Which column of the supply chain a thing belongs to, told from its type and what it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from themegraph.graph.page.model import Fact, Thing

CAPITAL, UPSTREAM, SUPPLIERS, TECHNOLOGY, LAYERS, BUYERS, MARKETS, RESEARCH = range(8)
TITLES = (
    "Capital & funds",
    "Upstream suppliers",
    "Suppliers",
    "Technology",
    "Layers",
    "Buyers & projects",
    "Markets",
    "Research",
)
BY_TYPE = {
    "Fund": CAPITAL,
    "ExchangeTradedFund": CAPITAL,
    "Index": CAPITAL,
    "FinancialProduct": CAPITAL,
    "Exchange": CAPITAL,
    "Security": CAPITAL,
    "Technology": TECHNOLOGY,
    "Product": TECHNOLOGY,
    "Theme": LAYERS,
    "Layer": LAYERS,
    "Driver": LAYERS,
    "Market": MARKETS,
    "Topic": MARKETS,
    "Project": BUYERS,
}
ORGANIZATIONS = frozenset({"Organization", "Company", "OrganizationGroup", "Government"})
# What a relation says of its subject and of its object, where these are organizations.
SAYS = {
    "supplies": (SUPPLIERS, None),
    "suppliesTo": (SUPPLIERS, BUYERS),
    "produces": (SUPPLIERS, None),
    "suppliedThrough": (None, BUYERS),
    "buys": (BUYERS, None),
    "spendsOn": (BUYERS, None),
    "acquires": (None, SUPPLIERS),
    "investsIn": (None, SUPPLIERS),
    "competesWith": (SUPPLIERS, SUPPLIERS),
    "hasFunction": (SUPPLIERS, None),
    "providedBy": (None, CAPITAL),
    "holds": (CAPITAL, SUPPLIERS),
    "estimateRevised": (RESEARCH, None),
    "states": (RESEARCH, None),
    "publishedBy": (None, RESEARCH),
}
# Weighs more than all other votes together.
MAKES = 1_000_000
MAKING = frozenset({("supplies", SUPPLIERS), ("produces", SUPPLIERS), ("providedBy", CAPITAL)})
# Among suppliers, goods go downstream from subject to object, money goes upstream.
DOWNSTREAM = {"suppliesTo": 1, "investsIn": -1, "acquires": -1, "buys": -1}


def columns_of(things: Iterable[Thing], facts: Iterable[Fact]) -> dict[str, int]:
    """Return the column of each thing by its key."""
    facts = list(facts)
    votes = _votes(facts)
    columns = {thing.key: _column(thing, votes.get(thing.key, Counter())) for thing in things}
    upstream = _upstream({key for key, column in columns.items() if column == SUPPLIERS}, facts)
    return columns | dict.fromkeys(upstream, UPSTREAM)


def _upstream(suppliers: set[str], facts: Iterable[Fact]) -> list[str]:
    """Return the suppliers that supply other suppliers, or live on their money, more than the other way round."""
    level: Counter[str] = Counter()
    for fact in facts:
        if fact.source in suppliers and fact.target in suppliers:
            level[fact.source] -= DOWNSTREAM.get(fact.relation, 0)
            level[fact.target] += DOWNSTREAM.get(fact.relation, 0)
    return [key for key in sorted(suppliers) if level[key] < 0]


def _column(thing: Thing, votes: Counter[int]) -> int:
    """Return the column of a type, or of what most facts say; who makes something is a supplier whatever it buys."""
    if thing.type not in ORGANIZATIONS:
        return BY_TYPE.get(thing.type, MARKETS)
    if votes[SUPPLIERS] >= MAKES:
        return SUPPLIERS
    return max(votes.items(), key=lambda item: (item[1], -item[0]), default=(SUPPLIERS, 0))[0]


def _votes(facts: Iterable[Fact]) -> dict[str, Counter[int]]:
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for fact in facts:
        for key, column in zip((fact.source, fact.target), SAYS.get(fact.relation, (None, None)), strict=True):
            if key and column is not None:
                votes[key][column] += MAKES if (fact.relation, column) in MAKING else 2
        if fact.estimator and fact.estimator != fact.source:
            votes[fact.estimator][RESEARCH] += 1
    return votes
