"""The current graph as a pyvis network, for those who want to style and show one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themegraph.graph.network import to_networkx

if TYPE_CHECKING:
    from pyvis.network import Network

    from themegraph.graph.graph_store import GraphStore


def to_pyvis(store: GraphStore, *, height: str = "640px") -> Network:
    """Return the things and facts of the current graph as a pyvis `Network` with directed, labelled edges.

    A node is an entity's IRI with its label and class; an edge is a fact, its title the first sentence that says so
    with its document. Physics is off until switched on. A file that pyvis itself writes fetches Bootstrap from a
    network; the page of `themegraph page` fetches nothing.
    """
    from pyvis.network import Network

    drawn = Network(height=height, width="100%", directed=True, cdn_resources="in_line")
    network = to_networkx(store)
    for iri in sorted(network.nodes):
        thing = network.nodes[iri]
        drawn.add_node(iri, label=thing["label"], title=thing["type"], group=thing["type"], physics=False)
    for start, end, _, fact in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        said = fact["claims"][0] if fact["claims"] else {"sentence": "", "title": ""}
        drawn.add_edge(start, end, label=fact["label"], title=f"{said['sentence']} ({said['title']})")
    drawn.toggle_physics(False)
    return drawn
