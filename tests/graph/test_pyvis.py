"""The graph as a pyvis network."""

from __future__ import annotations

from themegraph.graph.claim import Reading
from themegraph.graph.network import to_networkx
from themegraph.graph.pyvis_network import to_pyvis
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, unknown


def test_pyvis_has_the_things_and_facts(store: EmbeddedStore, rich: Reading) -> None:
    """Each entity is a node, each fact an edge with its sentence."""
    store.update_document(rich)
    store.derive()
    network, drawn = to_networkx(store), to_pyvis(store)
    assert {node["id"] for node in drawn.nodes} == set(network.nodes)
    assert len(drawn.edges) == network.number_of_edges() > 5
    assert any(edge["title"].startswith("Acme investsIn Bolt") for edge in drawn.edges)


def test_hostile_names_stay_data(store: EmbeddedStore) -> None:
    """A name with markup cannot end the script that holds it."""
    page = Page("https://example.org/hostile")
    name = "</script><script>alert(1)</script>"
    page.claim("investsIn", unknown("acme", label=name), unknown("bolt"))
    store.update_document(page.reading())
    store.derive()
    written = to_pyvis(store).generate_html()
    assert "alert(1)" in written
    assert name not in written
