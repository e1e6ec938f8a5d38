"""Many things looked up at once: what reading them one by one gives, and few requests where a server is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, Store

from themegraph.graph import lookup
from themegraph.graph.answers import answer
from themegraph.graph.attestation import OF_CLAIM, OF_PASSAGE, Witnesses
from themegraph.graph.claim import Reading
from themegraph.graph.facts import OF_NODE, Fact, read_facts
from themegraph.graph.identities import identities, identities_in, spread_of
from themegraph.graph.lookup import Place, claims_naming, claims_on, values_of
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.remote.mirror import Mirror
from themegraph.graph.results import Result
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, unknown
from themegraph.graph.vocabulary import ASSERTS, CURRENT, HAS_SELECTOR, HAS_SOURCE, REGISTRY, RESTATES, term

ACME = NamedNode(unknown("acme").id)


@dataclass
class OneByOne:
    """A source that can only be read pattern by pattern."""

    store: Store

    def quads_for_pattern(self, *pattern: object) -> Iterator[Quad]:
        """Yield the quads of a pattern."""
        return self.store.quads_for_pattern(*pattern)  # type: ignore[arg-type]

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs."""
        return self.store.named_graphs()  # type: ignore[return-value]


class Server:
    """A mirror of a store, with the number of requests that it took."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store, self.requests = store, 0
        self.mirror = Mirror(self.select)

    def select(self, sparql: str) -> Result:
        """Answer a query of the mirror."""
        self.requests += 1
        return answer(self.store.database, sparql, "all")


@pytest.fixture
def filled(store: EmbeddedStore, rich: Reading) -> EmbeddedStore:
    """Give a store with the rich page."""
    store.update_document(rich)
    store.derive()
    return store


@pytest.fixture(params=["one by one", "mirror"])
def other(request: pytest.FixtureRequest, filled: EmbeddedStore) -> QuadSource:
    """Give the same quads from a source that cannot be queried."""
    return OneByOne(filled.database) if request.param == "one by one" else Server(filled).mirror


def places(store: EmbeddedStore) -> list[Place]:
    """Return every thing with every graph that speaks of it."""
    found = {(quad.subject, quad.graph_name) for quad in store.database.quads_for_pattern(None, None, None, None)}
    return sorted(found, key=str)  # type: ignore[arg-type]


def ordered(found: dict[Place, lookup.Values]) -> dict[Place, dict[NamedNode, list[str]]]:
    """Return values in an order that no engine decides."""
    return {place: {name: sorted(map(str, held)) for name, held in values.items()} for place, values in found.items()}


def facts_of(database: QuadSource, *things: NamedNode) -> list[Fact]:
    """Return the facts that name things, by their nodes."""
    witnesses = Witnesses(database)
    return sorted(read_facts(database, witnesses.naming(things), witnesses), key=lambda fact: fact.node)


def test_values_are_those_that_reading_thing_by_thing_gives(filled: EmbeddedStore, other: QuadSource) -> None:
    asked = places(filled)
    found = values_of(filled.database, asked, OF_NODE)
    assert ordered(found) == ordered(values_of(other, asked, OF_NODE))
    assert sum(bool(values) for values in found.values()) > 50
    for thing, graph in asked:
        for name, held in found[thing, graph].items():
            quads = filled.database.quads_for_pattern(thing, name, None, graph)
            assert list(held) == [quad.object for quad in quads]


def test_parts_speak_for_the_whole(filled: EmbeddedStore, other: QuadSource) -> None:
    passages = [
        (quad.subject, quad.graph_name)
        for quad in filled.database.quads_for_pattern(None, HAS_SOURCE, None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
    ]
    found = values_of(filled.database, passages, OF_PASSAGE, parts=HAS_SELECTOR)
    assert ordered(found) == ordered(values_of(other, passages, OF_PASSAGE, parts=HAS_SELECTOR))
    assert {len(values[term("oa:exact")]) for values in found.values()} == {1}


def test_claims_are_found_with_their_graphs(filled: EmbeddedStore, other: QuadSource) -> None:
    told = claims_naming(filled.database, [ACME])
    assert {node: sorted(claims, key=str) for node, claims in told.items()} == {
        node: sorted(claims, key=str) for node, claims in claims_naming(other, [ACME]).items()
    }
    assert claims_on(filled.database, told) == told
    nodes = {quad.object for quad in filled.database.quads_for_pattern(None, ASSERTS, None, None)}
    assert set(told) <= nodes
    assert claims_on(filled.database, [ACME]) == {ACME: []}


def test_facts_are_the_same_from_any_source(filled: EmbeddedStore, other: QuadSource) -> None:
    found = facts_of(filled.database, ACME)
    assert [fact.predicate for fact in found] == ["investsIn", "investsIn", "partnersWith", "risk"]
    assert found == facts_of(other, ACME)


def test_more_things_than_one_query_takes(filled: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = places(filled)
    whole = (
        values_of(filled.database, asked, OF_CLAIM),
        claims_on(filled.database, (thing for thing, _ in asked)),
        facts_of(filled.database, ACME),
    )
    monkeypatch.setattr(lookup, "AT_ONCE", 3)
    monkeypatch.setattr("themegraph.graph.facts.AT_ONCE", 2)
    parts = (
        values_of(filled.database, asked, OF_CLAIM),
        claims_on(filled.database, (thing for thing, _ in asked)),
        facts_of(filled.database, ACME),
    )
    assert parts == whole


def test_the_registry_names_nothing_but_speaks_of_what_is_named(filled: EmbeddedStore) -> None:
    thing = NamedNode("https://example.org/only-in-the-registry")
    node, claim = (NamedNode(f"https://example.org/{name}") for name in ("node", "claim"))
    filled.database.add(Quad(node, RESTATES, thing, REGISTRY))
    filled.database.add(Quad(claim, ASSERTS, node, REGISTRY))
    assert claims_naming(filled.database, [thing]) == {}
    filled.database.add(Quad(node, RESTATES, thing, CURRENT))
    assert claims_naming(filled.database, [thing]) == {node: [(claim, REGISTRY)]}


def test_requests_do_not_grow_with_the_facts(store: EmbeddedStore) -> None:
    counts = []
    for number in range(2):
        page = Page(f"https://example.org/{number}", publisher=unknown("press"), issued="2031-05-01")
        for each in range(10 * number + 2):
            page.claim("suppliesTo", unknown("acme"), unknown(f"buyer-{number}-{each}"), claimant=unknown("acme"))
        store.update_document(page.reading())
        store.derive()
        server = Server(store)
        facts = facts_of(server.mirror, ACME)
        counts.append((len(facts), server.requests))
    (few, first), (many, second) = counts
    assert (few, many) == (2, 14)
    assert first == second


def test_one_thing_spreads_as_all_identities_say(store: EmbeddedStore) -> None:
    one, two, three, alone = (NamedNode(f"https://example.org/{name}") for name in ("one", "two", "three", "alone"))
    for member in (two, three):
        store.database.add(Quad(member, term("joinedTo"), one, CURRENT))
    store.database.add(Quad(alone, term("joinedTo"), one, NamedNode("https://example.org/document")))
    known = identities_in(store.database)
    assert known == identities({two: one, three: one})
    for thing in (one, two, three, alone):
        assert spread_of(store.database, thing) == known.spread(thing)


def test_what_restates_a_fact_is_told_with_it(store: EmbeddedStore) -> None:
    page = Page("https://example.org/page")
    day: dict[str, Any] = {"startDate": date(2031, 3, 1), "endDate": date(2031, 3, 1), "datePrecision": "day"}
    page.claim("investsIn", unknown("acme"), unknown("bolt"), sentence="Acme buys into Bolt on 1 March.", **day)
    store.update_document(page.reading())
    brief = Page("https://example.org/brief")
    brief.claim("investsIn", unknown("acme"), unknown("bolt"), sentence="Acme buys into Bolt.")
    store.update_document(brief.reading())
    store.derive()
    (fact,) = facts_of(store.database, ACME)
    assert [each.sentence for each in fact.attestations] == ["Acme buys into Bolt.", "Acme buys into Bolt on 1 March."]
    assert [each.document for each in fact.attestations] == ["https://example.org/brief", "https://example.org/page"]
