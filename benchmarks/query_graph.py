"""The bundled theme within a made-up graph of any size in the model of this program, the same each time, loaded in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from pyoxigraph import Quad, Triple

from themegraph.assembly import build, bundled_theme
from themegraph.graph.claim import Entity, Reading
from themegraph.graph.gate import check
from themegraph.graph.lift import lift
from themegraph.graph.quads import document_graph
from themegraph.graph.store import open_store
from themegraph.graph.testing import Page, unknown
from themegraph.graph.vocabulary import CURRENT, RESOLVED

SEED, CLAIMS = 7, 100
LAYERS, TECHNOLOGIES, COMPANIES, FUNDS, MARKETS, PUBLISHERS = 40, 400, 4000, 60, 200, 50


class World:
    """The things that the documents name."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.layers = [unknown(f"layer-{n}", "Layer") for n in range(LAYERS)]
        self.technologies = [unknown(f"technology-{n}", "Technology") for n in range(TECHNOLOGIES)]
        self.companies = [unknown(f"company-{n}", aliases=(f"C{n} Corp",)) for n in range(COMPANIES)]
        self.funds = [unknown(f"fund-{n}", "ExchangeTradedFund") for n in range(FUNDS)]
        self.markets = [unknown(f"market-{n}", "Market") for n in range(MARKETS)]
        self.publishers = [unknown(f"publisher-{n}", "Organization") for n in range(PUBLISHERS)]

    def company(self) -> Entity:
        """Return a company; a few are named much more often than the others."""
        return self.companies[min(int(self.chance.paretovariate(0.7)) - 1, COMPANIES - 1)]

    def page(self, number: int) -> Page:
        """Write one document."""
        chance = self.chance
        publisher = chance.choice(self.publishers)
        day = date(2024 + number % 3, 1 + number % 12, 1 + number % 28)
        page = Page(f"https://example.org/{number}", f"Page {number}", publisher, day.isoformat())
        if number == 0:
            self._structure(page)
        for _ in range(CLAIMS):
            chance.choice((self._supply, self._supply_to, self._invest, self._hold, self._estimate, self._tie))(page)
        return page

    def _structure(self, page: Page) -> None:
        for number, layer in enumerate(self.layers[1:], start=1):
            page.claim("partOf", layer, self.layers[(number - 1) // 3])
        for number, technology in enumerate(self.technologies):
            page.claim("usedIn", technology, self.layers[number % LAYERS])

    def _supply(self, page: Page) -> None:
        page.claim("supplies", self.company(), self.chance.choice([*self.technologies, *self.layers]))

    def _supply_to(self, page: Page) -> None:
        seller, buyer = self.company(), self.company()
        if seller != buyer:
            page.claim("suppliesTo", seller, buyer, percent=Decimal(self.chance.randrange(1, 60)))

    def _invest(self, page: Page) -> None:
        start = date(2024 + self.chance.randrange(3), self.chance.randrange(1, 13), 1)
        end = date(start.year, start.month, 28)
        amount = Decimal(self.chance.randrange(1, 5000)) * 1_000_000
        investor, investee = self.company(), self.company()
        if investor != investee:
            span = {"startDate": start, "endDate": end, "datePrecision": "month"}
            page.claim("investsIn", investor, investee, amount=amount, currency="USD", claimant=investor, **span)

    def _hold(self, page: Page) -> None:
        fund, weight = self.chance.choice(self.funds), Decimal(self.chance.randrange(1, 900)) / 100
        page.claim("holds", fund, self.company(), weightPercent=weight, asOf=date(2026, 1, 31))

    def _estimate(self, page: Page) -> None:
        number = self.chance.randrange(2025, 2032)
        span = {"startDate": date(number, 1, 1), "endDate": date(number, 12, 31), "datePrecision": "year"}
        amount, claimant = Decimal(self.chance.randrange(1, 900)) * 1_000_000, self.chance.choice(self.publishers)
        market = self.chance.choice(self.markets)
        page.claim("marketEstimate", market, f"${amount}", amount=amount, currency="USD", claimant=claimant, **span)

    def _tie(self, page: Page) -> None:
        one, other = self.company(), self.company()
        if one != other:
            page.claim("competesWith", one, other)


def fill(path: Path, triples: int) -> int:
    """Fill a new store with the theme and about so many triples of documents of 100 claims; return how many there are."""
    with open_store(path) as store:
        store.database.bulk_extend(_quads(triples))
        store.database.flush()
        return len(store.database)


def _quads(wanted: int) -> Iterator[Quad]:
    """Yield the graphs of documents, and in `current` what they contribute to it, until there are enough."""
    size = 0
    current: set[Triple] = set()
    for reading in _readings():
        graph = document_graph(check(reading), reading.text)
        yield from (Quad(*triple, graph.document) for triple in graph.triples)
        entities = {triple.subject for triple in graph.triples if triple.predicate == RESOLVED}
        current |= lift(graph.triples) | {triple for triple in graph.triples if triple.subject in entities}
        size += len(graph.triples)
        if size + len(current) >= wanted:
            break
    yield from (Quad(*triple, CURRENT) for triple in current)


def _readings() -> Iterator[Reading]:
    """Yield the documents of the theme, then made-up ones without end."""
    theme: list[Reading] = []
    build(bundled_theme(), None, observe=theme.append)
    yield from theme
    world = World()
    yield from (world.page(number).reading() for number in count())
