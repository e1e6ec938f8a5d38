"""What the rules derive from claims: direct triples, exposure of funds, reifiers for RDF 1.2."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from themegraph.graph.lift import lift
from themegraph.ontology.files import ontology_turtle, rule
from themegraph.ontology.terms import AII, AIIX, RELATIONS

HERE = Path(__file__).parent
HOME = "https://example.org/"
ONTOLOGY = NamedNode("https://w3id.org/ai-infrastructure/graph/ontology")
CURRENT = NamedNode("https://w3id.org/ai-infrastructure/graph/current")
PAGE = NamedNode(HOME + "page")
DIRECT = {AII + relation.shortcut for relation in RELATIONS.values() if relation.shortcut}


def own(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(AII + name)


def thing(name: str) -> NamedNode:
    """Return a thing of the example."""
    return NamedNode(HOME + name)


def example() -> set[Triple]:
    """Return the triples of valid.ttl."""
    return {quad.triple for quad in parse(path=HERE / "valid.ttl", format=RdfFormat.TURTLE)}


def direct(triples: set[Triple]) -> set[Triple]:
    """Return the direct triples among some."""
    return {triple for triple in triples if triple.predicate.value in DIRECT}


@pytest.fixture
def store() -> Store:
    """Hold the ontology, and the example as a document's graph without its direct triples."""
    store = Store()
    for text in ontology_turtle():
        store.load(text.encode(), format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    triples = example()
    store.extend(Quad(t.subject, t.predicate, t.object, PAGE) for t in triples - direct(triples))
    return store


def construct(store: Store, name: str) -> set[Triple]:
    """Return what a rule constructs, with `current` as the default graph."""
    triples = store.query(rule(name), default_graph=[CURRENT])
    assert isinstance(triples, QueryTriples)
    return set(triples)


def test_shortcuts_are_those_of_live_claims(store: Store) -> None:
    derived = construct(store, "shortcuts")
    assert derived == direct(example())
    assert len(derived) == 14


def test_shortcuts_of_a_symmetric_relation_go_both_ways(store: Store) -> None:
    derived = construct(store, "shortcuts")
    assert Triple(thing("vega"), own("partnersWith"), thing("lyra")) in derived
    assert Triple(thing("lyra"), own("partnersWith"), thing("vega")) in derived


@pytest.mark.parametrize("status", ["hedged", "conditional", "speculative", "negated", "reported"])
def test_claims_that_are_not_live_yield_no_shortcut(store: Store, status: str) -> None:
    store.remove(Quad(thing("claim1"), own("hasStatus"), NamedNode(AIIX + "asserted"), PAGE))
    store.add(Quad(thing("claim1"), own("hasStatus"), NamedNode(AIIX + status), PAGE))
    missing = direct(example()) - construct(store, "shortcuts")
    assert missing == {Triple(thing("vega"), own("investsIn"), thing("lyra"))}


def test_node_deprecated_anywhere_yields_no_shortcut(store: Store) -> None:
    corrections = thing("corrections")
    store.add(Quad(thing("investment"), own("hasRank"), NamedNode(AIIX + "deprecated"), corrections))
    missing = direct(example()) - construct(store, "shortcuts")
    assert missing == {Triple(thing("vega"), own("investsIn"), thing("lyra"))}


def test_node_without_a_claim_in_its_own_graph_yields_no_shortcut(store: Store) -> None:
    claim = Quad(thing("claim1"), own("asserts"), thing("investment"), PAGE)
    store.remove(claim)
    store.add(Quad(claim.subject, claim.predicate, claim.object, thing("otherpage")))
    assert Triple(thing("vega"), own("investsIn"), thing("lyra")) not in construct(store, "shortcuts")


def test_ticker_listing_with_a_venue_is_a_listing_too(store: Store) -> None:
    store.add(Quad(thing("tickers"), own("listingVenue"), thing("venue"), PAGE))
    added = construct(store, "shortcuts") - direct(example())
    assert added == {Triple(thing("vega"), own("listedOn"), thing("venue"))}


def test_registry_counts_where_current_holds_the_node(store: Store) -> None:
    registry = NamedNode("https://w3id.org/ai-infrastructure/graph/registry")
    for quad in list(store.quads_for_pattern(None, None, None, PAGE)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, registry))
    assert construct(store, "shortcuts") == set()
    store.add(Quad(thing("use"), own("hasRank"), NamedNode(AIIX + "normal"), CURRENT))
    assert construct(store, "shortcuts") == {Triple(thing("laser"), own("usedIn"), thing("optics"))}


def test_store_derives_what_the_rule_derives(store: Store) -> None:
    lifted = lift(quad.triple for quad in store.quads_for_pattern(None, None, None, PAGE))
    assert direct(lifted) == construct(store, "shortcuts")


CHAINS = {
    "what its index represents": (
        ("fund tracks index", "index targetsLayer optics", "optics partOf theme"),
        {"optics", "theme"},
    ),
    "what it represents itself": (("fund targetsLayer optics",), {"optics"}),
    "what its holdings supply": (("fund holds lyra", "lyra supplies laser"), {"laser"}),
    "the layer that uses it": (
        ("fund holds lyra", "lyra supplies laser", "laser usedIn optics", "optics partOf theme"),
        {"laser", "optics", "theme"},
    ),
    "the kind of a product": (
        ("fund holds lyra", "lyra produces module", "module kindOf laser", "laser usedIn optics"),
        {"laser", "optics"},
    ),
    "not what a company holds": (("vega holds lyra", "lyra supplies laser"), set()),
    "not what its holdings hold": (("fund holds vega", "vega investsIn lyra", "lyra supplies laser"), set()),
}


@pytest.mark.parametrize(("facts", "things"), CHAINS.values(), ids=CHAINS)
def test_exposure(facts: tuple[str, ...], things: set[str]) -> None:
    store = Store()
    types = {t for t in example() if t.predicate.value.endswith("#type")}
    facts_of = (fact.split() for fact in facts)
    triples = types | {Triple(thing(subject), own(verb), thing(target)) for subject, verb, target in facts_of}
    store.extend(Quad(t.subject, t.predicate, t.object, CURRENT) for t in triples)
    assert construct(store, "exposure") == {Triple(thing("fund"), own("exposedTo"), thing(name)) for name in things}


def test_rdf12_reifies_each_direct_triple_by_its_node(store: Store) -> None:
    reified = construct(store, "to_rdf12")
    assert {triple.object for triple in reified if isinstance(triple.object, Triple)} == {
        triple for triple in direct(example()) if triple != Triple(thing("vega"), own("partnersWith"), thing("lyra"))
    }
    investment = next(triple for triple in reified if triple.subject == thing("investment"))
    assert investment.object == Triple(thing("vega"), own("investsIn"), thing("lyra"))


def test_default_graph_plays_no_part_in_shortcuts(store: Store) -> None:
    store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in example())
    assert construct(store, "shortcuts") == direct(example())
