"""The network: things, facts between them, and the claims on each edge."""

from __future__ import annotations

from themegraph.graph.claim import Reading
from themegraph.graph.network import to_networkx
from themegraph.graph.store import EmbeddedStore
from themegraph.ontology.terms import AIID


def test_edges_are_facts_with_their_claims(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    network = to_networkx(store)
    acme, bolt = f"{AIID}organization/x-acme", f"{AIID}organization/x-bolt"
    edges = {data["predicate"]: (key, data) for key, data in network[acme][bolt].items()}
    assert set(edges) == {"investsIn", "partnersWith"}
    key, data = edges["investsIn"]
    assert key.startswith(f"{AIID}investment/")
    assert (data["label"], data["amount"], data["currency"], data["startDate"]) == (
        "invests in",
        2_000_000_000,
        "EUR",
        "2031-03-01",
    )
    assert [claim["sentence"] for claim in data["claims"]] == ["Acme investsIn Bolt (1).", "Acme investsIn Bolt (2)."]
    first = data["claims"][0]
    assert (first["document"], first["publisher"], first["date"]) == ("https://example.org/rich", "News", "2031-04-01")
    assert (first["status"], first["derived"], float(first["confidence"])) == ("asserted", False, 0.9)


def test_nodes_are_things_with_their_names(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    store.derive()
    network = to_networkx(store)
    office = network.nodes[f"{AIID}organization/ore-office"]
    assert (office["label"], office["type"], office["resolved"]) == ("Ore Office", "Company", True)
    assert (office["aliases"], office["cik"], office["hasTicker"]) == (["OO", "Ore Office Inc."], "0000012345", "OREO")
    assert "cik" not in network.nodes[f"{AIID}organization/x-bolt"]


def test_denials_literals_and_facts_of_one_thing_are_no_edges(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    predicates = sorted(data["predicate"] for *_, data in to_networkx(store).edges(data=True))
    assert predicates == ["investsIn", "investsIn", "partnersWith", "supplies", "tracks"]


def test_every_edge_has_a_claim(store: EmbeddedStore, rich: Reading) -> None:
    store.update_document(rich)
    store.derive()
    network = to_networkx(store)
    assert network.number_of_edges() == 11
    assert all(data["claims"] for *_, data in network.edges(data=True))
